-- What a unit pays in a year: contracts spread over their base years, contracts with their investment as an
-- annuity, published unit costs, and budget lines summed per scope class.
-- Ends take the rounding half-width of the stated figure along; option years only lower the lower end, and a total that
-- includes its options is spread over them too.
-- grain: unit_id x year x measure x cost_basis x scope_class x per_denominator
with convention as (
    select
        max(case when convention = 'annuity_rate' then cast(value as double) end) as rate,
        max(case when convention = 'annuity_years' then cast(value as double) end) as years
    from reference.convention
),

annuity as (
    select case when rate = 0 then 1 / years else rate / (1 - power(1 + rate, -years)) end as factor
    from convention
),

class_size as (
    select scope_class, count(*) as n_pools from reference.scope_class group by scope_class
),

bundle as (
    select
        collaboration_id as unit_id,
        cost_basis,
        count(*) filter (where scope = 'in' and cost_pool <> 'pupils_as_users') as n_in,
        count(*) filter (
            where scope = 'out' and cost_pool in (select ops.cost_pool from reference.scope_class as ops
                where ops.scope_class = 'OPS')
        ) as n_needed_out,
        array_to_string(list_sort(list(cost_pool) filter (where scope = 'in')), '|') as scope_in,
        array_to_string(list_sort(list(cost_pool) filter (where scope = 'out')), '|') as scope_out
    from core.scope_statement
    group by collaboration_id, cost_basis
),

-- One amount for several pools joins a class when exactly the pools of that class are in.
bundle_class as (
    select
        statement.collaboration_id as unit_id,
        statement.cost_basis,
        needed.scope_class
    from core.scope_statement as statement
    inner join reference.scope_class as needed on statement.cost_pool = needed.cost_pool
    inner join class_size on needed.scope_class = class_size.scope_class
    inner join bundle
        on statement.collaboration_id = bundle.unit_id and statement.cost_basis = bundle.cost_basis
    where statement.scope = 'in'
    group by statement.collaboration_id, statement.cost_basis, needed.scope_class, class_size.n_pools, bundle.n_in
    having count(*) = class_size.n_pools and bundle.n_in = class_size.n_pools
),

-- Where it is not known how many years a total is for, nothing is said of one year.
spread as (
    select
        *,
        case when years_of_total is not null then base_years + coalesce(option_years, 0) end as longest_years
    from core.contract
),

yearly as (
    select
        contract.unit_id,
        contract.year,
        contract.measure,
        contract.currency,
        contract.evidence_tier,
        contract.is_second_hand,
        contract.origin_id,
        contract.investment_low - contract.investment_rounding as investment_low,
        contract.investment_mid,
        contract.investment_high + contract.investment_rounding as investment_high,
        contract.investment_low as investment_stated_low,
        contract.investment_high as investment_stated_high,
        contract.stated_annual_mid is not null as is_stated,
        case
            when contract.stated_annual_mid is not null
                then contract.stated_annual_low - contract.stated_annual_rounding
            else (contract.total_low - contract.total_rounding)
                / contract.longest_years
        end as low,
        coalesce(contract.stated_annual_mid, contract.total_mid / contract.years_of_total) as mid,
        case
            when contract.stated_annual_mid is not null
                then contract.stated_annual_high + contract.stated_annual_rounding
            else (contract.total_high + contract.total_rounding) / contract.years_of_total
        end as high,
        case
            when contract.stated_annual_mid is not null then contract.stated_annual_low
            else contract.total_low
                / contract.longest_years
        end as stated_low,
        case
            when contract.stated_annual_mid is not null then contract.stated_annual_high
            else contract.total_high / contract.years_of_total
        end as stated_high
    from spread as contract
),

contracted as (
    select
        unit_id, year, measure, 'running' as cost_basis, low, mid, high, stated_low, stated_high,
        currency, evidence_tier, is_second_hand, origin_id
    from yearly
    where mid is not null or high is not null or low is not null
    union all
    select
        yearly.unit_id, yearly.year, yearly.measure, 'running_and_investment' as cost_basis,
        yearly.low + yearly.investment_low * annuity.factor as low,
        yearly.mid + yearly.investment_mid * annuity.factor as mid,
        yearly.high + yearly.investment_high * annuity.factor as high,
        yearly.stated_low + yearly.investment_stated_low * annuity.factor as stated_low,
        yearly.stated_high + yearly.investment_stated_high * annuity.factor as stated_high,
        yearly.currency, yearly.evidence_tier, yearly.is_second_hand, yearly.origin_id
    from yearly
    cross join annuity
    where yearly.investment_mid is not null
),

lines as (
    select
        unit_id, fiscal_year as year, measure, currency, origin_id,
        count(*) filter (
            where scope = 'out' and cost_pool in (select ops.cost_pool from reference.scope_class as ops
                where ops.scope_class = 'OPS')
        ) as n_needed_out,
        count(*) filter (
            where scope = 'in' and cost_pool in (select ops.cost_pool from reference.scope_class as ops
                where ops.scope_class = 'OPS')
        ) as n_needed_in,
        count(*) filter (where scope = 'in') as n_in,
        sum(amount_low) filter (where scope = 'in') as low,
        sum(amount_mid) filter (where scope = 'in') as mid,
        sum(amount_high) filter (where scope = 'in') as high,
        count(amount_low) filter (where scope = 'in') as n_low,
        count(amount_high) filter (where scope = 'in') as n_high,
        array_to_string(list_sort(list(cost_pool) filter (where scope = 'in')), '|') as scope_in,
        array_to_string(list_sort(list(cost_pool) filter (where scope = 'out')), '|') as scope_out
    from core.budget_line
    group by unit_id, fiscal_year, measure, currency, origin_id
),

lines_of_class as (
    select
        line.unit_id, line.fiscal_year as year, line.measure, needed.scope_class, line.currency,
        line.origin_id,
        sum(line.amount_low) as low,
        sum(line.amount_mid) as mid,
        sum(line.amount_high) as high,
        count(line.amount_low) as n_low,
        count(line.amount_high) as n_high,
        class_size.n_pools,
        array_to_string(list_sort(list(line.cost_pool)), '|') as scope_in
    from core.budget_line as line
    inner join reference.scope_class as needed on line.cost_pool = needed.cost_pool
    inner join class_size on needed.scope_class = class_size.scope_class
    where line.scope = 'in'
    group by
        line.unit_id, line.fiscal_year, line.measure, needed.scope_class, line.currency,
        line.origin_id, class_size.n_pools
    having count(*) = class_size.n_pools
)

select
    contracted.unit_id,
    contracted.year,
    contracted.measure,
    contracted.cost_basis,
    case
        when bundle_class.scope_class is not null then bundle_class.scope_class
        when bundle.n_needed_out > 0 then 'PARTIAL'
        else 'UNKNOWN'
    end as scope_class,
    cast(null as varchar) as per_denominator,
    contracted.low as cost_low,
    contracted.mid as cost_mid,
    contracted.high as cost_high,
    contracted.stated_low as cost_stated_low,
    contracted.stated_high as cost_stated_high,
    contracted.currency,
    nullif(bundle.scope_in, '') as scope_in,
    nullif(bundle.scope_out, '') as scope_out,
    contracted.evidence_tier,
    contracted.is_second_hand,
    contracted.origin_id
from contracted
left join bundle on contracted.unit_id = bundle.unit_id and contracted.cost_basis = bundle.cost_basis
left join bundle_class
    on contracted.unit_id = bundle_class.unit_id and contracted.cost_basis = bundle_class.cost_basis
union all
select
    unit_id, year, measure, 'unit_cost' as cost_basis, 'UNKNOWN' as scope_class, per_denominator,
    low - rounding_half_width as cost_low, mid as cost_mid, high + rounding_half_width as cost_high,
    low as cost_stated_low, high as cost_stated_high, currency,
    cast(null as varchar) as scope_in, cast(null as varchar) as scope_out,
    evidence_tier, is_second_hand, origin_id
from core.claim
where kind = 'annual_value' and per_denominator is not null
union all
select
    unit_id, year, measure, 'running' as cost_basis, scope_class, cast(null as varchar) as per_denominator,
    case when n_low = n_pools then low end as cost_low,
    mid as cost_mid,
    case when n_high = n_pools then high end as cost_high,
    case when n_low = n_pools then low end as cost_stated_low,
    case when n_high = n_pools then high end as cost_stated_high,
    currency, scope_in, cast(null as varchar) as scope_out,
    'A' as evidence_tier, false as is_second_hand, origin_id
from lines_of_class
union all
-- A survey answer that does not even fill OPS is shown as it is, in no class.
select
    lines.unit_id, lines.year, lines.measure, 'running' as cost_basis,
    case when lines.n_needed_out > 0 then 'PARTIAL' else 'UNKNOWN' end as scope_class,
    cast(null as varchar) as per_denominator,
    case when lines.n_low = lines.n_in then lines.low end as cost_low,
    lines.mid as cost_mid,
    case when lines.n_high = lines.n_in then lines.high end as cost_high,
    case when lines.n_low = lines.n_in then lines.low end as cost_stated_low,
    case when lines.n_high = lines.n_in then lines.high end as cost_stated_high,
    lines.currency, lines.scope_in, nullif(lines.scope_out, '') as scope_out,
    'A' as evidence_tier, false as is_second_hand, lines.origin_id
from lines
inner join class_size on class_size.scope_class = 'OPS'
where lines.n_needed_in < class_size.n_pools and lines.n_in > 0
