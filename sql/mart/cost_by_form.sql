-- Cost by form, from the observations that stand for their unit. Countries and measures stand apart. A middle value is
-- given only to like with like: a known scope class, or one definition with the same known pools.
-- Ends that are open or undated are counted and leave those of the others as they are.
-- grain: country_code x measure x form_code x denominator x scope_class
with convention as (
    select max(case when convention = 'interval_from_n' then cast(value as bigint) end) as interval_from_n
    from reference.convention
),

point as (
    select * from mart.cost_observation where superseded_by is null and form_code is not null
),

cell as (
    select
        country_code, measure, form_code, denominator, scope_class,
        count(*) as n,
        count(distinct entity_id) as n_units,
        count(per_mid_nok_real) as n_real,
        count(distinct origin_id) as n_origins,
        count(distinct comparison_key) = 1 as is_pooled,
        count(*) - count(per_low) as n_open_below,
        count(*) - count(per_high) as n_open_above,
        count(*) filter (where no_real_reason = 'undated') as n_undated,
        count(*) filter (where no_real_reason = 'no_index_or_rate') as n_without_price,
        count(*) filter (where is_price_carried) as n_price_carried,
        count(*) filter (where size_years_away > 0) as n_size_of_other_year,
        min(per_low_nok_real) as low,
        median(per_mid_nok_real) as median,
        max(per_high_nok_real) as high,
        min(per_low_nok) as nominal_low,
        median(per_mid_nok) as nominal_median,
        max(per_high_nok) as nominal_high,
        avg(ln(case when per_mid_nok_real > 0 then per_mid_nok_real end)) as mean_log,
        stddev_samp(ln(case when per_mid_nok_real > 0 then per_mid_nok_real end)) as sd_log,
        min(per_mid_nok_real) as least_mid,
        max(evidence_tier) as worst_tier,
        max(price_year) as price_year
    from point
    group by country_code, measure, form_code, denominator, scope_class
),

-- Units of the same form, class and denominator that stand in another country or another measure.
whole as (
    select form_code, denominator, scope_class, count(distinct entity_id) as n_units
    from point
    group by form_code, denominator, scope_class
),

-- The order of two forms must survive leaving out any one source; a form that vanishes with it does not survive.
comparable as (
    select
        point.country_code, point.measure, point.form_code, point.denominator, point.scope_class, point.origin_id,
        point.per_mid_nok_real
    from point
    inner join cell
        on
            point.country_code = cell.country_code and point.measure = cell.measure
            and point.form_code = cell.form_code and point.denominator = cell.denominator
            and point.scope_class = cell.scope_class
    where cell.is_pooled and point.per_mid_nok_real is not null
),

source as (
    select distinct country_code, measure, denominator, scope_class, origin_id from comparable
),

middle as (
    select country_code, measure, form_code, denominator, scope_class, median(per_mid_nok_real) as median
    from comparable
    group by country_code, measure, form_code, denominator, scope_class
),

reduced as (
    select
        comparable.country_code, comparable.measure, comparable.form_code, comparable.denominator,
        comparable.scope_class, source.origin_id as left_out, median(comparable.per_mid_nok_real) as median
    from comparable
    inner join source
        on
            comparable.country_code = source.country_code and comparable.measure = source.measure
            and comparable.denominator = source.denominator and comparable.scope_class = source.scope_class
    where comparable.origin_id <> source.origin_id
    group by
        comparable.country_code, comparable.measure, comparable.form_code, comparable.denominator,
        comparable.scope_class, source.origin_id
),

pair as (
    select
        one.country_code, one.measure, one.form_code, one.denominator, one.scope_class,
        other.form_code as other_form_code,
        sign(one.median - other.median) as direction
    from middle as one
    inner join middle as other
        on
            one.country_code = other.country_code and one.measure = other.measure
            and one.denominator = other.denominator and one.scope_class = other.scope_class
            and one.form_code <> other.form_code
),

robust as (
    select
        pair.country_code, pair.measure, pair.form_code, pair.denominator, pair.scope_class,
        -- Where the scope is not known there is no order to rely on.
        bool_and(
            pair.scope_class in ('OPS', 'OPS_LOB', 'TOTAL')
            and coalesce(sign(one.median - other.median) = pair.direction, false)
        ) as order_robust
    from pair
    inner join source
        on
            pair.country_code = source.country_code and pair.measure = source.measure
            and pair.denominator = source.denominator and pair.scope_class = source.scope_class
    left join reduced as one
        on
            pair.country_code = one.country_code and pair.measure = one.measure
            and pair.form_code = one.form_code and pair.denominator = one.denominator
            and pair.scope_class = one.scope_class and source.origin_id = one.left_out
    left join reduced as other
        on
            pair.country_code = other.country_code and pair.measure = other.measure
            and pair.other_form_code = other.form_code and pair.denominator = other.denominator
            and pair.scope_class = other.scope_class and source.origin_id = other.left_out
    group by pair.country_code, pair.measure, pair.form_code, pair.denominator, pair.scope_class
),

told as (
    select
        cell.*,
        cell.is_pooled and cell.n_real >= convention.interval_from_n and cell.least_mid > 0 as has_interval,
        convention.interval_from_n
    from cell
    cross join convention
)

select
    told.country_code,
    told.measure,
    told.form_code,
    form.form,
    told.denominator,
    told.scope_class,
    told.n,
    told.n_units,
    told.n_real,
    told.n_origins,
    whole.n_units - told.n_units as n_units_beside,
    told.is_pooled,
    told.n_open_below,
    told.n_open_above,
    told.n_undated,
    told.n_without_price,
    told.n_price_carried,
    told.n_size_of_other_year,
    told.low,
    case when told.is_pooled then told.median end as median,
    told.high,
    told.nominal_low,
    case when told.is_pooled then told.nominal_median end as nominal_median,
    told.nominal_high,
    case when told.has_interval then exp(told.mean_log) end as geometric_mean,
    case when told.has_interval then exp(told.mean_log - student.t_975 * told.sd_log / sqrt(told.n_real)) end
        as ci_low,
    case when told.has_interval then exp(told.mean_log + student.t_975 * told.sd_log / sqrt(told.n_real)) end
        as ci_high,
    told.worst_tier,
    robust.order_robust,
    told.price_year,
    case
        when not told.is_pooled then 'unlike observations: no middle value together'
        when told.n_undated > 0 then 'a source without a date has no real value'
        when told.n_without_price > 0 then 'no price index or exchange rate for a year: no real value'
        when told.median is null then 'an end is open: no middle value'
        when told.n_open_above > 0 or told.n_open_below > 0
            then 'an end is open for some: the middle is that of the others'
        when told.n < told.interval_from_n then 'too few for an interval: points only'
    end as note
from told
inner join whole
    on
        told.form_code = whole.form_code and told.denominator = whole.denominator
        and told.scope_class = whole.scope_class
inner join reference.collaboration_form as form on told.form_code = form.form_code
left join reference.student_t as student on told.n_real - 1 = student.degrees_of_freedom
left join robust
    on
        told.country_code = robust.country_code and told.measure = robust.measure
        and told.form_code = robust.form_code and told.denominator = robust.denominator
        and told.scope_class = robust.scope_class
