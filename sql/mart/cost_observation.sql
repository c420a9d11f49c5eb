-- Cost divided by size: every pairing of ends that could be true, so the lower cost meets the larger size.
-- A size of another year stands in where the year has none, its ends widened by what a size may change in a year.
-- Real amounts move as core.price_factor says; a total that was spread over years may lie in the prices of any of them.
-- grain: observation_id
with convention as (
    select
        max(case when convention = 'annuity_rate' then cast(value as double) end) as annuity_rate,
        max(case when convention = 'annuity_years' then cast(value as double) end) as annuity_years,
        max(case when convention = 'price_year' then cast(value as bigint) end) as price_year,
        max(case when convention = 'size_years_away' then cast(value as bigint) end) as size_years_away,
        max(case when convention = 'size_change_per_year' then cast(value as double) end) as size_change_per_year
    from reference.convention
),

-- A unit is a collaboration or a municipality; the form of a municipality is what it said for that year.
municipality as (
    select unit_id, arg_max(name, valid_from) as unit_name, max(country_code) as country_code
    from reference.municipality
    group by unit_id
),

cost as (
    select cost.*, coalesce(entity.entity_id, cost.unit_id) as entity_id
    from core.cost as cost
    left join core.unit_entity as entity on cost.unit_id = entity.unit_id
),

size as (
    select size.*, coalesce(entity.entity_id, size.unit_id) as entity_id
    from core.unit_size as size
    left join core.unit_entity as entity on size.unit_id = entity.unit_id
),

-- One size for each denominator: of the nearest year, counted by the one who knows best.
candidate as (
    select
        cost.unit_id, cost.entity_id, cost.contract_id, cost.year, cost.last_year, cost.measure, cost.cost_basis,
        cost.scope_class, cost.currency, cost.cost_low, cost.cost_mid, cost.cost_high, cost.cost_stated_low,
        cost.cost_stated_high, cost.scope_in, cost.scope_out, cost.pools_without_amount, cost.is_vat_unknown,
        cost.definition, cost.origin_id,
        greatest(cost.evidence_tier, size.evidence_tier) as evidence_tier,
        cost.is_second_hand or size.is_second_hand as is_second_hand,
        size.denominator,
        size.low,
        size.mid,
        size.high,
        size.rounding_half_width,
        size.year as size_year,
        size.basis as size_basis,
        size.origin_id as size_origin_id,
        coalesce(abs(cost.year - size.year), 0) as size_years_away,
        power(1 + convention.size_change_per_year, coalesce(abs(cost.year - size.year), 0)) as widening,
        row_number() over (
            partition by
                cost.unit_id, cost.contract_id, cost.year, cost.measure, cost.cost_basis, cost.scope_class,
                cost.origin_id, size.denominator
            order by
                coalesce(abs(cost.year - size.year), 0) asc,
                case when size.unit_id = cost.unit_id then 1 else 2 end asc,
                case size.basis when 'register' then 1 when 'survey' then 2 else 3 end asc,
                size.evidence_tier asc, size.year desc, size.origin_id asc
        ) as place
    from cost
    cross join convention
    inner join size
        on
            cost.entity_id = size.entity_id
            and (
                (cost.year is null and size.year is null)
                or (
                    size.year >= cost.year - convention.size_years_away
                    and size.year <= cost.year + convention.size_years_away
                )
            )
    where cost.per_denominator is null
),

sized as (
    select
        candidate.*,
        (low - rounding_half_width) / widening as size_low,
        mid as size_mid,
        (high + rounding_half_width) * widening as size_high,
        low / widening as size_stated_low,
        high * widening as size_stated_high
    from candidate
    where place = 1
),

divided as (
    select
        unit_id, entity_id, contract_id, year, last_year, measure, cost_basis, scope_class, denominator, currency,
        cost_low, cost_mid, cost_high, size_low, size_mid, size_high, size_year, size_years_away, size_basis,
        size_origin_id, scope_in, scope_out, pools_without_amount, is_vat_unknown, definition, evidence_tier,
        is_second_hand, origin_id,
        case when size_high > 0 then cost_low / size_high end as per_low,
        case
            when cost_low is not null and cost_high is not null and size_low > 0 and size_high is not null
                then cost_mid / size_mid
        end as per_mid,
        case when size_low > 0 then cost_high / size_low end as per_high,
        case when size_stated_high > 0 then cost_stated_low / size_stated_high end as per_stated_low,
        case when size_stated_low > 0 then cost_stated_high / size_stated_low end as per_stated_high
    from sized
    where size_high is null or size_high > 0
    union all
    select
        unit_id, entity_id, contract_id, year, last_year, measure, cost_basis, scope_class,
        per_denominator as denominator, currency,
        cast(null as double) as cost_low, cast(null as double) as cost_mid, cast(null as double) as cost_high,
        cast(null as double) as size_low, cast(null as double) as size_mid, cast(null as double) as size_high,
        cast(null as bigint) as size_year, cast(null as bigint) as size_years_away,
        cast(null as varchar) as size_basis, cast(null as varchar) as size_origin_id,
        scope_in, scope_out, pools_without_amount, is_vat_unknown, definition, evidence_tier, is_second_hand,
        origin_id,
        cost_low as per_low,
        case when cost_low is not null and cost_high is not null then cost_mid end as per_mid,
        cost_high as per_high,
        cost_stated_low as per_stated_low,
        cost_stated_high as per_stated_high
    from cost
    where per_denominator is not null
),

named as (
    select
        divided.*,
        coalesce(collaboration.name, municipality.unit_name) as unit_name,
        coalesce(collaboration.country_code, municipality.country_code) as country_code,
        coalesce(collaboration.form_code, unit_form.form_code) as form_code,
        -- What may be put together: one class, or where that is not known one definition with the same pools.
        case
            when divided.scope_class in ('OPS', 'OPS_LOB', 'TOTAL') then divided.scope_class
            else divided.scope_class || ' as ' || divided.definition || ' in ' || coalesce(divided.scope_in, '')
                || ' out ' || coalesce(divided.scope_out, '')
        end as comparison_key
    from divided
    left join core.collaboration as collaboration on divided.unit_id = collaboration.collaboration_id
    left join municipality on divided.unit_id = municipality.unit_id
    left join core.unit_form as unit_form
        on divided.unit_id = unit_form.unit_id and divided.year = unit_form.year
),

priced as (
    select
        named.*,
        convention.price_year,
        convention.annuity_rate,
        convention.annuity_years,
        case when named.currency = 'NOK' then 1 else factor.nok_factor end as rate,
        least(factor.real_factor_low, coalesce(last_factor.real_factor_low, factor.real_factor_low)) as real_low,
        factor.real_factor_mid as real_mid,
        greatest(factor.real_factor_high, coalesce(last_factor.real_factor_high, factor.real_factor_high)) as real_high,
        factor.parity_factor,
        coalesce(factor.is_price_carried, false) as is_price_carried,
        coalesce(factor.is_rate_carried and named.currency <> 'NOK', false) as is_rate_carried,
        case
            when named.year is null then 'undated'
            when factor.year is null then 'no_index_or_rate'
        end as no_real_reason,
        case
            when named.country_code <> 'NO' then 'another_country'
            when named.year < 2004 then 'before_compensation'
            when named.year >= 2004 then 'compensated'
        end as vat_regime
    from named
    cross join convention
    left join core.price_factor as factor
        on
            named.country_code = factor.country_code and named.currency = factor.currency
            and named.year = factor.year
    left join core.price_factor as last_factor
        on
            named.country_code = last_factor.country_code and named.currency = last_factor.currency
            and named.last_year = last_factor.year
),

identified as (
    select
        priced.*,
        unit_id || '/' || coalesce(cast(year as varchar), 'undated') || '/' || measure || '/' || cost_basis || '/'
        || scope_class || '/' || denominator
        || case when contract_id <> unit_id then '/' || contract_id else '' end as observation_id
    from priced
),

-- The newest year stands before older ones, whether or not its prices are out.
ranked as (
    select
        identified.*,
        row_number() over (
            order by
                year desc nulls last,
                case when per_mid is null then 1 else 0 end asc,
                evidence_tier asc, cost_basis asc, observation_id asc
        ) as standing
    from identified
),

overlap as (
    select inner_entity_id as entity_id, outer_entity_id as other_entity_id, outer_entity_id, reason, from_year,
        needs_same_form
    from core.entity_overlap
    union all
    select outer_entity_id as entity_id, inner_entity_id as other_entity_id, outer_entity_id, reason, from_year,
        needs_same_form
    from core.entity_overlap
),

-- What stands before an observation of the same unit, or of one that overlaps it.
before as (
    select later.observation_id, earlier.observation_id as other_id, earlier.standing, 'newer' as reason
    from ranked as later
    inner join ranked as earlier
        on
            later.entity_id = earlier.entity_id and later.denominator = earlier.denominator
            and later.scope_class = earlier.scope_class and later.measure = earlier.measure
            and later.standing > earlier.standing
    union all
    select later.observation_id, earlier.observation_id as other_id, earlier.standing, overlap.reason
    from ranked as later
    inner join overlap on later.entity_id = overlap.entity_id
    inner join ranked as earlier
        on
            overlap.other_entity_id = earlier.entity_id and later.denominator = earlier.denominator
            and later.scope_class = earlier.scope_class and later.measure = earlier.measure
            and later.standing > earlier.standing
    where
        (not overlap.needs_same_form or later.form_code = earlier.form_code)
        and (
            overlap.from_year is null
            or case when overlap.outer_entity_id = later.entity_id then later.year else earlier.year end
            >= overlap.from_year
        )
),

-- Only what stands itself can stand for another: first what nothing stands before, then, among the rest, what is only
-- overlapped by something that is superseded, as the other part of a whole that was split.
first_to_stand as (
    select ranked.observation_id
    from ranked
    left join before on ranked.observation_id = before.observation_id
    where before.observation_id is null
),

by_the_first as (
    select
        before.observation_id,
        arg_min(before.other_id, before.standing) as superseded_by,
        arg_min(before.reason, before.standing) as superseded_reason
    from before
    inner join first_to_stand on before.other_id = first_to_stand.observation_id
    group by before.observation_id
),

left_over as (
    select distinct before.observation_id
    from before
    left join by_the_first on before.observation_id = by_the_first.observation_id
    where by_the_first.observation_id is null
),

by_the_left_over as (
    select
        before.observation_id,
        arg_min(before.other_id, before.standing) as superseded_by,
        arg_min(before.reason, before.standing) as superseded_reason
    from before
    inner join left_over on before.observation_id = left_over.observation_id
    inner join left_over as other on before.other_id = other.observation_id
    group by before.observation_id
),

stands as (
    select * from by_the_first
    union all
    select * from by_the_left_over
)

select
    ranked.observation_id,
    ranked.unit_id,
    ranked.entity_id,
    ranked.unit_name,
    ranked.country_code,
    ranked.form_code,
    ranked.contract_id,
    ranked.year,
    ranked.measure,
    ranked.cost_basis,
    ranked.scope_class,
    ranked.comparison_key,
    ranked.denominator,
    ranked.currency,
    ranked.cost_low,
    ranked.cost_mid,
    ranked.cost_high,
    ranked.size_low,
    ranked.size_mid,
    ranked.size_high,
    ranked.size_year,
    ranked.size_years_away,
    ranked.size_basis,
    ranked.size_origin_id,
    ranked.per_low,
    ranked.per_mid,
    ranked.per_high,
    ranked.per_low * ranked.rate as per_low_nok,
    ranked.per_mid * ranked.rate as per_mid_nok,
    ranked.per_high * ranked.rate as per_high_nok,
    ranked.per_low * ranked.real_low as per_low_nok_real,
    ranked.per_mid * ranked.real_mid as per_mid_nok_real,
    ranked.per_high * ranked.real_high as per_high_nok_real,
    ranked.per_mid * ranked.parity_factor as per_mid_nok_real_ppp,
    ranked.per_stated_low * ranked.rate as per_stated_low_nok,
    ranked.per_stated_high * ranked.rate as per_stated_high_nok,
    ranked.price_year,
    ranked.is_price_carried,
    ranked.is_rate_carried,
    ranked.no_real_reason,
    ranked.vat_regime,
    ranked.is_vat_unknown,
    ranked.scope_in,
    ranked.scope_out,
    ranked.pools_without_amount,
    case when ranked.cost_basis = 'running_and_investment' then ranked.annuity_rate end as annuity_rate,
    case when ranked.cost_basis = 'running_and_investment' then ranked.annuity_years end as annuity_years,
    ranked.evidence_tier,
    ranked.is_second_hand,
    ranked.origin_id,
    stands.superseded_by,
    stands.superseded_reason
from ranked
left join stands on ranked.observation_id = stands.observation_id
