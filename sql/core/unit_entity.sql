-- One municipality through renumbering and renaming is one unit. One that went into a merger beside others, or was
-- split, stays itself up to then: its figures are not those of what came after.
-- grain: unit_id
with latest as (
    -- A number that has been given twice is its latest holder's.
    select unit_id, max(valid_from) as valid_from from reference.municipality group by unit_id
),

-- The last number that only took the place of another, by the latest holder of each.
renumbered as (
    select descent.unit_id, arg_max(descent.later_unit_id, descent.since_year) as entity_id
    from reference.municipality_descent as descent
    inner join latest on descent.unit_id = latest.unit_id
    inner join latest as later on descent.later_unit_id = later.unit_id
    where
        descent.is_same
        and descent.since_year > year(latest.valid_from)
        and descent.since_year >= year(later.valid_from)
    group by descent.unit_id
)

select latest.unit_id, coalesce(renumbered.entity_id, latest.unit_id) as entity_id
from latest
left join renumbered on latest.unit_id = renumbered.unit_id
