-- What a unit pays in a year: contracts spread over their base years, contracts with their investment as an
-- annuity, published unit costs, and budget lines summed per scope class.
-- Ends take the rounding half-width of the stated figure along; option years only lower the lower end, and a total that
-- includes its options is spread over them too. A pool that is in without an amount leaves a least: no middle, no most.
-- grain: unit_id x contract_id x year x measure x cost_basis x scope_class x per_denominator
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

operations as (
    select cost_pool from reference.scope_class where scope_class = 'OPS'
),

bundle as (
    select
        statement.collaboration_id as unit_id,
        statement.cost_basis,
        count(*) filter (where statement.scope = 'in' and statement.cost_pool <> 'pupils_as_users') as n_in,
        count(operations.cost_pool) filter (where statement.scope = 'out') as n_needed_out,
        array_to_string(list_sort(list(statement.cost_pool) filter (where statement.scope = 'in')), '|') as scope_in,
        array_to_string(list_sort(list(statement.cost_pool) filter (where statement.scope = 'out')), '|')
            as scope_out
    from core.scope_statement as statement
    left join operations on statement.cost_pool = operations.cost_pool
    group by statement.collaboration_id, statement.cost_basis
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
        contract.contract_id,
        contract.year,
        case
            when contract.stated_annual_mid is null and contract.base_years > 1
                then contract.year + cast(ceil(contract.base_years) as bigint) - 1
        end as last_year,
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
        unit_id, contract_id, year, last_year, measure, 'running' as cost_basis, low, mid, high, stated_low,
        stated_high, currency, evidence_tier, is_second_hand, origin_id
    from yearly
    where mid is not null or high is not null or low is not null
    union all
    select
        yearly.unit_id, yearly.contract_id, yearly.year, yearly.last_year, yearly.measure,
        'running_and_investment' as cost_basis,
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

-- What survey lines have in common, for the sums of a class and for those of no class. Whether pupils are counted is no
-- money: without an amount of its own it is not missing.
line as (
    select
        net.*,
        operations.cost_pool as operations_pool,
        net.net_low is null and net.net_mid is null and net.net_high is null as is_empty,
        net.scope = 'in' and net.vat_treatment = 'not_known' and net.net_mid is not null as is_vat_unknown
    from core.budget_net as net
    left join operations on net.cost_pool = operations.cost_pool
),

lines as (
    select
        unit_id, fiscal_year as year, measure, currency, origin_id,
        count(operations_pool) filter (where scope = 'out') as n_needed_out,
        count(operations_pool) filter (where scope = 'in') as n_needed_in,
        count(*) filter (where scope = 'in' and not (is_empty and cost_pool = 'pupils_as_users')) as n_in,
        sum(net_low) filter (where scope = 'in') as low,
        sum(net_mid) filter (where scope = 'in') as mid,
        sum(net_high) filter (where scope = 'in') as high,
        count(net_mid) filter (where scope = 'in') as n_mid,
        count(net_high) filter (where scope = 'in') as n_high,
        array_to_string(list_sort(list(cost_pool) filter (where scope = 'in')), '|') as scope_in,
        array_to_string(list_sort(list(cost_pool) filter (where scope = 'out')), '|') as scope_out,
        array_to_string(
            list_sort(list(cost_pool) filter (where scope = 'in' and is_empty and cost_pool <> 'pupils_as_users')), '|'
        ) as pools_without_amount,
        bool_or(is_vat_unknown) as is_vat_unknown
    from line
    group by unit_id, fiscal_year, measure, currency, origin_id
),

lines_of_class as (
    select
        line.unit_id, line.fiscal_year as year, line.measure, needed.scope_class, line.currency, line.origin_id,
        sum(line.net_low) as low,
        sum(line.net_mid) as mid,
        sum(line.net_high) as high,
        count(line.net_mid) as n_mid,
        count(line.net_high) as n_high,
        class_size.n_pools,
        array_to_string(list_sort(list(line.cost_pool)), '|') as scope_in,
        array_to_string(list_sort(list(line.cost_pool) filter (where line.is_empty)), '|') as pools_without_amount,
        bool_or(line.is_vat_unknown) as is_vat_unknown
    from line
    inner join reference.scope_class as needed on line.cost_pool = needed.cost_pool
    inner join class_size on needed.scope_class = class_size.scope_class
    where line.scope = 'in'
    group by
        line.unit_id, line.fiscal_year, line.measure, needed.scope_class, line.currency, line.origin_id,
        class_size.n_pools
    having count(*) = class_size.n_pools
),

-- A survey answer that does not even fill OPS is shown as it is, in no class.
answered as (
    select
        unit_id, year, measure, scope_class, currency, origin_id, low, mid, high, n_mid, n_high, n_pools as n_in,
        scope_in, cast(null as varchar) as scope_out, pools_without_amount, is_vat_unknown
    from lines_of_class
    union all
    select
        lines.unit_id, lines.year, lines.measure,
        case when lines.n_needed_out > 0 then 'PARTIAL' else 'UNKNOWN' end as scope_class,
        lines.currency, lines.origin_id, lines.low, lines.mid, lines.high, lines.n_mid, lines.n_high, lines.n_in,
        lines.scope_in, lines.scope_out, lines.pools_without_amount, lines.is_vat_unknown
    from lines
    inner join class_size on class_size.scope_class = 'OPS'
    where lines.n_needed_in < class_size.n_pools and lines.n_in > 0
)

select
    contracted.unit_id,
    contracted.contract_id,
    contracted.year,
    contracted.last_year,
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
    cast(null as varchar) as pools_without_amount,
    false as is_vat_unknown,
    contracted.origin_id as definition,
    contracted.evidence_tier,
    contracted.is_second_hand,
    contracted.origin_id
from contracted
left join bundle on contracted.unit_id = bundle.unit_id and contracted.cost_basis = bundle.cost_basis
left join bundle_class
    on contracted.unit_id = bundle_class.unit_id and contracted.cost_basis = bundle_class.cost_basis
union all
select
    unit_id, contract_id, year, cast(null as bigint) as last_year, measure, 'unit_cost' as cost_basis,
    'UNKNOWN' as scope_class, per_denominator,
    low - rounding_half_width as cost_low, mid as cost_mid, high + rounding_half_width as cost_high,
    low as cost_stated_low, high as cost_stated_high, currency,
    cast(null as varchar) as scope_in, cast(null as varchar) as scope_out,
    cast(null as varchar) as pools_without_amount, false as is_vat_unknown, origin_id as definition,
    evidence_tier, is_second_hand, origin_id
from core.claim
where kind = 'annual_value' and per_denominator is not null
union all
select
    unit_id, cast(null as varchar) as contract_id, year, cast(null as bigint) as last_year, measure,
    'running' as cost_basis, scope_class, cast(null as varchar) as per_denominator,
    low as cost_low,
    case when n_mid = n_in then mid end as cost_mid,
    case when n_high = n_in then high end as cost_high,
    low as cost_stated_low,
    case when n_high = n_in then high end as cost_stated_high,
    currency, scope_in, nullif(scope_out, '') as scope_out,
    nullif(pools_without_amount, '') as pools_without_amount, is_vat_unknown, 'survey' as definition,
    'A' as evidence_tier, false as is_second_hand, origin_id
from answered
where low is not null or mid is not null or high is not null
