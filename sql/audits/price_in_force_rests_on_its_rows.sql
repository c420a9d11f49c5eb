-- The prices in force of a group are as many as the mart marks so, all of one metric and one currency.
select
    group_id,
    application_id,
    pricing_metric,
    currency,
    count(price_mid) as n_prices,
    max(in_force_n) as in_force_n
from mart.application_price
where group_id is not null and is_in_force
group by group_id, application_id, pricing_metric, currency
having
    count(price_mid) <> max(in_force_n) or min(in_force_n) <> max(in_force_n)
    or min(in_force_min) is distinct from min(price_mid) or max(in_force_max) is distinct from max(price_mid)
