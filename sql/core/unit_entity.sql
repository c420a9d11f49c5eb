-- One municipality through renumbering and renaming is one unit. One that went into a merger beside others, or was
-- split, stays itself up to then: its figures are not those of what came after.
-- grain: unit_id
with renumbered as (
    select unit_id, arg_max(later_unit_id, since_year) as entity_id
    from reference.municipality_descent
    where is_same
    group by unit_id
),

numbered as (
    select distinct unit_id from reference.municipality
)

select numbered.unit_id, coalesce(renumbered.entity_id, numbered.unit_id) as entity_id
from numbered
left join renumbered on numbered.unit_id = renumbered.unit_id
