-- Cost divided by size: every pairing of ends that could be true, so the lower cost meets the larger size.
-- Real amounts are moved in the country's own consumer prices first and into kroner by the rate of price_year; beside
-- them stands the same by purchasing power, which says what it buys there rather than what it costs here.
-- grain: observation_id
with convention as (
    select
        max(case when convention = 'annuity_rate' then cast(value as double) end) as annuity_rate,
        max(case when convention = 'annuity_years' then cast(value as double) end) as annuity_years,
        max(case when convention = 'price_year' then cast(value as bigint) end) as price_year
    from reference.convention
),

-- A unit is a collaboration or a municipality; the form of a municipality is what it said for that year.
municipality as (
    select unit_id, arg_max(name, valid_from) as unit_name, max(country_code) as country_code
    from reference.municipality
    group by unit_id
),

sized as (
    select
        cost.unit_id, cost.year, cost.measure, cost.cost_basis, cost.scope_class, cost.currency, cost.cost_low,
        cost.cost_mid, cost.cost_high, cost.cost_stated_low, cost.cost_stated_high, cost.scope_in, cost.scope_out,
        cost.origin_id,
        greatest(cost.evidence_tier, size.evidence_tier) as evidence_tier,
        cost.is_second_hand or size.is_second_hand as is_second_hand,
        size.denominator,
        size.low - size.rounding_half_width as size_low,
        size.mid as size_mid,
        size.high + size.rounding_half_width as size_high,
        size.low as size_stated_low,
        size.high as size_stated_high
    from core.cost as cost
    inner join core.unit_size as size
        on
            cost.unit_id = size.unit_id
            and cost.year is not distinct from size.year
    where cost.per_denominator is null
),

divided as (
    select
        unit_id, year, measure, cost_basis, scope_class, denominator, currency, cost_low, cost_mid, cost_high,
        size_low, size_mid, size_high, scope_in, scope_out, evidence_tier, is_second_hand, origin_id,
        cost_low / size_high as per_low,
        case
            when cost_low is not null and cost_high is not null and size_low > 0 and size_high is not null
                then cost_mid / size_mid
        end as per_mid,
        case when size_low > 0 then cost_high / size_low end as per_high,
        cost_stated_low / size_stated_high as per_stated_low,
        case when size_stated_low > 0 then cost_stated_high / size_stated_low end as per_stated_high
    from sized
    union all
    select
        unit_id, year, measure, cost_basis, scope_class, per_denominator as denominator, currency,
        cast(null as double) as cost_low, cast(null as double) as cost_mid, cast(null as double) as cost_high,
        cast(null as double) as size_low, cast(null as double) as size_mid, cast(null as double) as size_high,
        scope_in, scope_out, evidence_tier, is_second_hand, origin_id,
        cost_low as per_low,
        case when cost_low is not null and cost_high is not null then cost_mid end as per_mid,
        cost_high as per_high,
        cost_stated_low as per_stated_low,
        cost_stated_high as per_stated_high
    from core.cost
    where per_denominator is not null
),

named as (
    select
        divided.*,
        coalesce(collaboration.name, municipality.unit_name) as unit_name,
        coalesce(collaboration.country_code, municipality.country_code) as country_code,
        coalesce(collaboration.form_code, unit_form.form_code) as form_code
    from divided
    left join core.collaboration as collaboration on divided.unit_id = collaboration.collaboration_id
    left join municipality on divided.unit_id = municipality.unit_id
    left join core.unit_form as unit_form
        on
            divided.unit_id = unit_form.unit_id
            and divided.year = unit_form.year
),

priced as (
    select
        named.*,
        convention.price_year,
        convention.annuity_rate,
        convention.annuity_years,
        case when named.currency = 'NOK' then 1 else rate_then.nok_per_unit end as rate,
        prices_now.index_2015_100 / prices_then.index_2015_100
        * case when named.currency = 'NOK' then 1 else rate_now.nok_per_unit end as real_rate,
        prices_now.index_2015_100 / prices_then.index_2015_100
        * parity_here.local_currency_per_international_dollar
        / parity_there.local_currency_per_international_dollar as parity_rate,
        case
            when named.country_code <> 'NO' then 'another_country'
            when named.year < 2004 then 'before_compensation'
            when named.year >= 2004 then 'compensated'
        end as vat_regime
    from named
    cross join convention
    left join reference.exchange_rate as rate_then
        on named.currency = rate_then.currency and named.year = rate_then.year and rate_then.is_full_year
    left join reference.exchange_rate as rate_now
        on named.currency = rate_now.currency and convention.price_year = rate_now.year and rate_now.is_full_year
    left join reference.consumer_price as prices_then
        on named.country_code = prices_then.country_code and named.year = prices_then.year
    left join reference.consumer_price as prices_now
        on named.country_code = prices_now.country_code and convention.price_year = prices_now.year
    left join reference.purchasing_power as parity_here
        on parity_here.country_code = 'NO' and convention.price_year = parity_here.year
    left join reference.purchasing_power as parity_there
        on named.country_code = parity_there.country_code and convention.price_year = parity_there.year
),

identified as (
    select
        priced.*,
        unit_id || '/' || coalesce(cast(year as varchar), 'undated') || '/' || measure || '/' || cost_basis || '/'
        || scope_class || '/' || denominator as observation_id
    from priced
),

-- What was paid stands before what was agreed, planned or said; the newest year before older ones.
ranked as (
    select
        identified.*,
        first_value(observation_id) over (
            partition by unit_id, denominator, scope_class
            order by
                case when per_mid is null then 1 else 0 end asc,
                case when real_rate is null then 1 else 0 end asc,
                case measure when 'account' then 1 when 'contract' then 2 when 'budget' then 3 else 4 end asc,
                year desc nulls last, observation_id asc
            rows between unbounded preceding and unbounded following
        ) as stands_for_unit
    from identified
)

select
    observation_id,
    unit_id,
    unit_name,
    country_code,
    form_code,
    year,
    measure,
    cost_basis,
    scope_class,
    denominator,
    currency,
    cost_low,
    cost_mid,
    cost_high,
    size_low,
    size_mid,
    size_high,
    per_low,
    per_mid,
    per_high,
    per_low * rate as per_low_nok,
    per_mid * rate as per_mid_nok,
    per_high * rate as per_high_nok,
    per_low * real_rate as per_low_nok_real,
    per_mid * real_rate as per_mid_nok_real,
    per_high * real_rate as per_high_nok_real,
    per_mid * parity_rate as per_mid_nok_real_ppp,
    per_stated_low * rate as per_stated_low_nok,
    per_stated_high * rate as per_stated_high_nok,
    price_year,
    vat_regime,
    scope_in,
    scope_out,
    case when cost_basis = 'running_and_investment' then annuity_rate end as annuity_rate,
    case when cost_basis = 'running_and_investment' then annuity_years end as annuity_years,
    evidence_tier,
    is_second_hand,
    origin_id,
    nullif(stands_for_unit, observation_id) as superseded_by
from ranked
