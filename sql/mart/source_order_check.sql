-- Every pair of forms that can be ordered, and each source left out in turn: does the order hold?
-- grain: form_code x other_form_code x denominator x scope_class x left_out_origin_id
with point as (
    select form_code, denominator, scope_class, origin_id, per_mid_nok_real as value
    from mart.cost_observation
    where superseded_by is null and per_mid_nok_real is not null
),

whole as (
    select form_code, denominator, scope_class, median(value) as middle
    from point
    group by form_code, denominator, scope_class
),

pair as (
    select
        one.form_code,
        other.form_code as other_form_code,
        one.denominator,
        one.scope_class,
        one.middle,
        other.middle as other_middle
    from whole as one
    inner join whole as other
        on
            one.denominator = other.denominator and one.scope_class = other.scope_class
            and one.form_code <> other.form_code
    where one.middle < other.middle or (one.middle = other.middle and one.form_code < other.form_code)
),

source as (
    select distinct form_code, denominator, scope_class, origin_id from point
),

without as (
    select
        source.origin_id as left_out,
        point.form_code, point.denominator, point.scope_class,
        median(point.value) as middle
    from point
    inner join (select distinct denominator, scope_class, origin_id from source) as source
        on
            point.denominator = source.denominator and point.scope_class = source.scope_class
            and point.origin_id <> source.origin_id
    group by source.origin_id, point.form_code, point.denominator, point.scope_class
),

pair_source as (
    select distinct
        pair.form_code, pair.other_form_code, pair.denominator, pair.scope_class, source.origin_id
    from pair
    inner join source
        on
            pair.denominator = source.denominator and pair.scope_class = source.scope_class
            and (pair.form_code = source.form_code or pair.other_form_code = source.form_code)
)

select
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
        pair.form_code = source.form_code and pair.other_form_code = source.other_form_code
        and pair.denominator = source.denominator and pair.scope_class = source.scope_class
left join without as one
    on
        pair.form_code = one.form_code and pair.denominator = one.denominator
        and pair.scope_class = one.scope_class
        and source.origin_id = one.left_out
left join without as other
    on
        pair.other_form_code = other.form_code and pair.denominator = other.denominator
        and pair.scope_class = other.scope_class
        and source.origin_id = other.left_out
