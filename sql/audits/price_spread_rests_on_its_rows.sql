-- A group's spread is over as many prices as the mart lists for it, all of one round, one metric and one currency.
select
    group_id,
    application_id,
    survey_round,
    pricing_metric,
    currency,
    count(price_mid) as n_prices,
    max(group_n) as group_n
from mart.application_price
where group_id is not null
group by group_id, application_id, survey_round, pricing_metric, currency
having
    count(price_mid) <> max(group_n) or min(group_n) <> max(group_n)
    or min(group_min) is distinct from min(price_mid) or max(group_max) is distinct from max(price_mid)
