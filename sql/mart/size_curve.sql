-- The slope of log cost per unit on log size, least squares, with a t interval from the convention's number of units on.
-- The literature's marks, 10,000 and 60,000, are inhabitants and stand on a line of inhabitants only.
-- One country a line. Where the scope is not known only figures of one definition with the same known pools are put on it.
-- grain: country_code x denominator x scope_class x measure x pool
with convention as (
    select max(case when convention = 'interval_from_n' then cast(value as bigint) end) as interval_from_n
    from reference.convention
),

point as (
    select
        country_code, denominator, scope_class, measure, size_mid,
        case when scope_class in ('OPS', 'OPS_LOB', 'TOTAL') then 'all sources' else comparison_key end as pool,
        ln(size_mid) as x,
        ln(per_mid_nok_real) as y
    from mart.cost_observation
    where superseded_by is null and per_mid_nok_real > 0 and size_mid > 0
),

fit as (
    select
        country_code, denominator, scope_class, measure, pool,
        count(*) as n,
        avg(x) as mean_x,
        avg(y) as mean_y,
        stddev_samp(x) as sd_x,
        stddev_samp(y) as sd_y,
        corr(x, y) as r,
        min(size_mid) as size_low,
        max(size_mid) as size_high
    from point
    group by country_code, denominator, scope_class, measure, pool
),

line as (
    select
        fit.*,
        r * sd_y / sd_x as slope,
        sqrt(greatest(1 - r * r, 0) / (n - 2)) * sd_y / sd_x as slope_error
    from fit
    where n >= 3 and sd_x > 0
)

select
    line.country_code,
    line.denominator,
    line.scope_class,
    line.measure,
    line.pool,
    line.n,
    case when line.n >= convention.interval_from_n then line.slope end as slope,
    case when line.n >= convention.interval_from_n then line.slope - student.t_975 * line.slope_error end as slope_low,
    case when line.n >= convention.interval_from_n then line.slope + student.t_975 * line.slope_error end as slope_high,
    case when line.denominator = 'inhabitant' and line.n >= convention.interval_from_n
            and line.size_low <= 10000 and line.size_high >= 10000
            then exp(line.mean_y + line.slope * (ln(10000) - line.mean_x)) end as at_10000_nok,
    case when line.denominator = 'inhabitant' and line.n >= convention.interval_from_n
            and line.size_low <= 60000 and line.size_high >= 60000
            then exp(line.mean_y + line.slope * (ln(60000) - line.mean_x)) end as at_60000_nok,
    line.size_low,
    line.size_high,
    case
        when line.n < convention.interval_from_n then 'too few units for a slope'
        when line.denominator <> 'inhabitant' then 'the marks of the literature are in inhabitants'
        when line.size_high < 10000 then 'no unit reaches 10,000: nothing is said beyond the largest'
    end as note
from line
cross join convention
left join reference.student_t as student on line.n - 2 = student.degrees_of_freedom
