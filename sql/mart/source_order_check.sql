-- Every pair of forms that can be ordered, and each source left out in turn: does the order hold? Only cells that have a
-- middle value are ordered: what mart.cost_by_form refuses to pool has no order.
-- grain: country_code x measure x form_code x other_form_code x denominator x scope_class x left_out_origin_id
with pooled as (
    select country_code, measure, form_code, denominator, scope_class, median
    from mart.cost_by_form
    where is_pooled and median is not null
),

point as (
    select
        observation.country_code, observation.measure, observation.form_code, observation.denominator,
        observation.scope_class, observation.origin_id, observation.per_mid_nok_real as value
    from mart.cost_observation as observation
    inner join pooled
        on
            observation.country_code = pooled.country_code and observation.measure = pooled.measure
            and observation.form_code = pooled.form_code and observation.denominator = pooled.denominator
            and observation.scope_class = pooled.scope_class
    where observation.superseded_by is null and observation.per_mid_nok_real is not null
),

pair as (
    select
        one.country_code,
        one.measure,
        one.form_code,
        other.form_code as other_form_code,
        one.denominator,
        one.scope_class,
        one.median as middle,
        other.median as other_middle
    from pooled as one
    inner join pooled as other
        on
            one.country_code = other.country_code and one.measure = other.measure
            and one.denominator = other.denominator and one.scope_class = other.scope_class
            and one.form_code <> other.form_code
    where one.median < other.median or (one.median = other.median and one.form_code < other.form_code)
),

source as (
    select distinct country_code, measure, form_code, denominator, scope_class, origin_id from point
),

left_out as (
    select distinct country_code, measure, denominator, scope_class, origin_id from source
),

without as (
    select
        left_out.origin_id as left_out,
        point.country_code, point.measure, point.form_code, point.denominator, point.scope_class,
        median(point.value) as middle
    from point
    inner join left_out
        on
            point.country_code = left_out.country_code and point.measure = left_out.measure
            and point.denominator = left_out.denominator and point.scope_class = left_out.scope_class
            and point.origin_id <> left_out.origin_id
    group by
        left_out.origin_id, point.country_code, point.measure, point.form_code, point.denominator, point.scope_class
),

pair_source as (
    select distinct
        pair.country_code, pair.measure, pair.form_code, pair.other_form_code, pair.denominator, pair.scope_class,
        source.origin_id
    from pair
    inner join source
        on
            pair.country_code = source.country_code and pair.measure = source.measure
            and pair.denominator = source.denominator and pair.scope_class = source.scope_class
            and (pair.form_code = source.form_code or pair.other_form_code = source.form_code)
)

select
    pair.country_code,
    pair.measure,
    pair.form_code,
    pair.other_form_code,
    pair.denominator,
    pair.scope_class,
    source.origin_id as left_out_origin_id,
    pair.middle as median_nok,
    pair.other_middle as other_median_nok,
    one.middle as median_without_nok,
    other.middle as other_median_without_nok,
    coalesce(one.middle < other.middle, false) as order_holds,
    pair.scope_class in ('OPS', 'OPS_LOB', 'TOTAL') as is_comparable
from pair
inner join pair_source as source
    on
        pair.country_code = source.country_code and pair.measure = source.measure
        and pair.form_code = source.form_code and pair.other_form_code = source.other_form_code
        and pair.denominator = source.denominator and pair.scope_class = source.scope_class
left join without as one
    on
        pair.country_code = one.country_code and pair.measure = one.measure and pair.form_code = one.form_code
        and pair.denominator = one.denominator and pair.scope_class = one.scope_class
        and source.origin_id = one.left_out
left join without as other
    on
        pair.country_code = other.country_code and pair.measure = other.measure
        and pair.other_form_code = other.form_code and pair.denominator = other.denominator
        and pair.scope_class = other.scope_class and source.origin_id = other.left_out
