-- Cost by form, from the observations that stand for their unit. A middle value is given only to like with like:
-- one country, one measure, and a known scope class or one source with one definition of its own.
-- grain: form_code x denominator x scope_class
with convention as (
    select max(case when convention = 'interval_from_n' then cast(value as bigint) end) as interval_from_n
    from reference.convention
),

point as (
    select * from mart.cost_observation where superseded_by is null
),

cell as (
    select
        form_code, denominator, scope_class,
        count(*) as n,
        count(distinct unit_id) as n_units,
        count(per_mid_nok_real) as n_real,
        count(distinct origin_id) as n_origins,
        count(*) = 1 or (
            count(distinct country_code) = 1
            and count(distinct measure) = 1
            and (scope_class in ('OPS', 'OPS_LOB', 'TOTAL') or count(distinct origin_id) = 1)
        ) as is_pooled,
        case when count(per_low_nok_real) = count(*) then min(per_low_nok_real) end as low,
        median(per_mid_nok_real) as median,
        case when count(per_high_nok_real) = count(*) then max(per_high_nok_real) end as high,
        case when count(per_low_nok) = count(*) then min(per_low_nok) end as nominal_low,
        median(per_mid_nok) as nominal_median,
        case when count(per_high_nok) = count(*) then max(per_high_nok) end as nominal_high,
        avg(ln(nullif(per_mid_nok_real, 0))) as mean_log,
        stddev_samp(ln(nullif(per_mid_nok_real, 0))) as sd_log,
        min(per_mid_nok_real) as least_mid,
        max(evidence_tier) as worst_tier,
        max(price_year) as price_year
    from point
    group by form_code, denominator, scope_class
),

-- The order of two forms must survive leaving out any one source; a form that vanishes with it does not survive.
comparable as (
    select
        point.form_code, point.denominator, point.scope_class, point.origin_id,
        point.per_mid_nok_real
    from point
    inner join cell
        on
            point.form_code = cell.form_code and point.denominator = cell.denominator
            and point.scope_class = cell.scope_class
    where cell.is_pooled and point.per_mid_nok_real is not null
),

source as (
    select distinct denominator, scope_class, origin_id from comparable
),

whole as (
    select form_code, denominator, scope_class, median(per_mid_nok_real) as median
    from comparable
    group by form_code, denominator, scope_class
),

reduced as (
    select
        comparable.form_code, comparable.denominator, comparable.scope_class,
        source.origin_id as left_out, median(comparable.per_mid_nok_real) as median
    from comparable
    inner join source
        on
            comparable.denominator = source.denominator and comparable.scope_class = source.scope_class
    where comparable.origin_id <> source.origin_id
    group by
        comparable.form_code, comparable.denominator, comparable.scope_class, source.origin_id
),

pair as (
    select
        one.form_code, one.denominator, one.scope_class, other.form_code as other_form_code,
        sign(one.median - other.median) as direction
    from whole as one
    inner join whole as other
        on
            one.denominator = other.denominator and one.scope_class = other.scope_class
            and one.form_code <> other.form_code
),

robust as (
    select
        pair.form_code, pair.denominator, pair.scope_class,
        -- Where the scope is not known there is no order to rely on.
        bool_and(
            pair.scope_class in ('OPS', 'OPS_LOB', 'TOTAL')
            and coalesce(sign(one.median - other.median) = pair.direction, false)
        ) as order_robust
    from pair
    inner join source
        on
            pair.denominator = source.denominator and pair.scope_class = source.scope_class
    left join reduced as one
        on
            pair.form_code = one.form_code and pair.denominator = one.denominator
            and pair.scope_class = one.scope_class
            and source.origin_id = one.left_out
    left join reduced as other
        on
            pair.other_form_code = other.form_code and pair.denominator = other.denominator
            and pair.scope_class = other.scope_class
            and source.origin_id = other.left_out
    group by pair.form_code, pair.denominator, pair.scope_class
)

select
    cell.form_code,
    form.form,
    cell.denominator,
    cell.scope_class,
    cell.n,
    cell.n_units,
    cell.n_real,
    cell.n_origins,
    cell.is_pooled,
    cell.low,
    case when cell.is_pooled then cell.median end as median,
    cell.high,
    cell.nominal_low,
    case when cell.is_pooled then cell.nominal_median end as nominal_median,
    cell.nominal_high,
    case when cell.is_pooled and cell.n_real >= convention.interval_from_n and cell.least_mid > 0
            then exp(cell.mean_log) end as geometric_mean,
    case when cell.is_pooled and cell.n_real >= convention.interval_from_n and cell.least_mid > 0
            then exp(cell.mean_log - student.t_975 * cell.sd_log / sqrt(cell.n_real)) end as ci_low,
    case when cell.is_pooled and cell.n_real >= convention.interval_from_n and cell.least_mid > 0
            then exp(cell.mean_log + student.t_975 * cell.sd_log / sqrt(cell.n_real)) end as ci_high,
    cell.worst_tier,
    robust.order_robust,
    cell.price_year,
    case
        when not cell.is_pooled then 'unlike observations: no middle value together'
        when cell.n_real < cell.n then 'a source without a date has no real value'
        when cell.median is null then 'an end is open: no middle value'
        when cell.n < convention.interval_from_n then 'too few for an interval: points only'
    end as note
from cell
cross join convention
inner join reference.collaboration_form as form on cell.form_code = form.form_code
left join reference.student_t as student on cell.n_real - 1 = student.degrees_of_freedom
left join robust
    on
        cell.form_code = robust.form_code and cell.denominator = robust.denominator
        and cell.scope_class = robust.scope_class
