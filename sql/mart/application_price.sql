-- The licence a municipality pays for a product, by the product's own pricing metric, against the prices of the
-- members of its group for the same product, round, metric and currency, and beside it against the prices in force
-- whatever their rounds. Operations are shown and not divided: the metric counts the licence. Ends come from the
-- corners: least licence by most users, and the reverse.
-- grain: group_id x application_id x inventory_id x pricing_metric x currency
with paid as (
    select
        usage.application_id,
        usage.inventory_id,
        usage.unit_id,
        usage.municipality_name,
        usage.survey_round,
        usage.year,
        usage.country_code,
        usage.municipality_code,
        usage.pricing_metric,
        usage.currency,
        usage.origin_id,
        count(*) as n_names,
        count(usage.annual_licence) as n_priced_names,
        sum(usage.annual_licence) as annual_licence,
        sum(usage.annual_operations) as annual_operations,
        -- Modules have the same users: the largest number is the product's.
        max(usage.users_low) as users_low,
        max(usage.users_mid) as users_mid,
        max(usage.users_high) as users_high,
        count(case when usage.users_low is not null and usage.users_high is null then 1 end) as n_open_above,
        count(usage.users_mid) as n_with_middle,
        count(coalesce(usage.users_low, usage.users_mid, usage.users_high)) as n_with_users
    from core.application_usage as usage
    where usage.application_id is not null
    group by
        usage.application_id, usage.inventory_id, usage.unit_id, usage.municipality_name, usage.survey_round, usage.year,
        usage.country_code, usage.municipality_code, usage.pricing_metric, usage.currency,
        usage.origin_id
    having count(usage.annual_licence) > 0
),

divided as (
    select
        paid.*,
        population.population,
        case
            when paid.pricing_metric = 'user' then paid.users_low
            when paid.pricing_metric = 'inhabitant' then cast(population.population as double)
            when paid.pricing_metric = 'flat' then cast(1 as double)
        end as divisor_low,
        case
            when paid.pricing_metric = 'user'
                then case when paid.n_open_above = 0 and paid.n_with_middle = paid.n_with_users then paid.users_mid end
            when paid.pricing_metric = 'inhabitant' then cast(population.population as double)
            when paid.pricing_metric = 'flat' then cast(1 as double)
        end as divisor_mid,
        case
            when paid.pricing_metric = 'user' then case when paid.n_open_above = 0 then paid.users_high end
            when paid.pricing_metric = 'inhabitant' then cast(population.population as double)
            when paid.pricing_metric = 'flat' then cast(1 as double)
        end as divisor_high
    from paid
    left join reference.population as population
        on
            paid.country_code = population.country_code and paid.municipality_code = population.municipality_code
            and paid.year = population.year and population.basis = 'original'
),

-- A part without a price makes the sum a lower bound: it has no middle and no upper end.
priced as (
    select
        divided.*,
        annual_licence / nullif(divisor_high, 0) as price_low,
        case when n_priced_names = n_names then annual_licence / nullif(divisor_mid, 0) end as price_mid,
        case when n_priced_names = n_names then annual_licence / nullif(divisor_low, 0) end as price_high
    from divided
),

placed as (
    select
        member.group_id,
        inventory.inventory_id is not null as is_in_force,
        priced.*
    from priced
    left join core.inventory_in_force as inventory on priced.inventory_id = inventory.inventory_id
    left join core.group_member as member
        on priced.unit_id = member.unit_id and priced.municipality_name = member.name
),

spread as (
    select
        group_id,
        application_id,
        survey_round,
        pricing_metric,
        currency,
        count(*) as group_n,
        min(price_mid) as group_min,
        median(price_mid) as group_median,
        max(price_mid) as group_max
    from placed
    where group_id is not null and price_mid is not null
    group by group_id, application_id, survey_round, pricing_metric, currency
),

in_force as (
    select
        group_id,
        application_id,
        pricing_metric,
        currency,
        count(*) as in_force_n,
        min(price_mid) as in_force_min,
        median(price_mid) as in_force_median,
        max(price_mid) as in_force_max
    from placed
    where group_id is not null and price_mid is not null and is_in_force
    group by group_id, application_id, pricing_metric, currency
)

select
    placed.group_id,
    placed.application_id,
    application.canonical_name,
    application.functional_area,
    placed.inventory_id,
    placed.unit_id,
    placed.municipality_name,
    placed.survey_round,
    placed.is_in_force,
    placed.pricing_metric,
    placed.currency,
    placed.n_names,
    placed.n_priced_names,
    placed.annual_licence,
    placed.annual_operations,
    placed.divisor_low,
    placed.divisor_mid,
    placed.divisor_high,
    placed.price_low,
    placed.price_mid,
    placed.price_high,
    case
        when placed.price_mid is not null then null
        when placed.pricing_metric is null or placed.pricing_metric = 'unknown' then 'metric_not_answered'
        when placed.pricing_metric in ('case', 'device') then 'divisor_not_asked'
        when placed.pricing_metric = 'inhabitant' and placed.population is null then 'population_not_known'
        when placed.pricing_metric = 'user' and placed.n_with_users = 0 then 'users_not_answered'
        when placed.pricing_metric = 'user' and placed.divisor_mid is null then 'users_open_ended'
        when placed.divisor_mid = 0 then 'no_users'
        else 'licence_missing_for_some'
    end as no_price_reason,
    case when placed.group_id is not null then coalesce(spread.group_n, 0) end as group_n,
    spread.group_min,
    spread.group_median,
    spread.group_max,
    placed.price_mid / nullif(spread.group_median, 0) as ratio_to_group_median,
    case when placed.group_id is not null and placed.is_in_force then coalesce(in_force.in_force_n, 0) end
        as in_force_n,
    in_force.in_force_min,
    in_force.in_force_median,
    in_force.in_force_max,
    case
        when placed.pricing_metric = 'user' then true
        when placed.pricing_metric in ('inhabitant', 'flat', 'case', 'device') then false
    end as falls_when_users_are_shared,
    placed.origin_id
from placed
inner join reference.application as application on placed.application_id = application.application_id
left join spread
    on
        placed.group_id = spread.group_id and placed.application_id = spread.application_id
        and placed.survey_round is not distinct from spread.survey_round
        and placed.pricing_metric = spread.pricing_metric and placed.currency = spread.currency
left join in_force
    on
        placed.group_id = in_force.group_id and placed.application_id = in_force.application_id
        and placed.pricing_metric = in_force.pricing_metric and placed.currency = in_force.currency
        and placed.is_in_force
