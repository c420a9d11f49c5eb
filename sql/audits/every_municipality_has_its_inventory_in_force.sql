-- A municipality that has an inventory has one in force, unless it was split; and what stands has all its rows.
with listed as (
    select
        successor.current_unit_id,
        usage.inventory_id,
        count(*) as n_rows
    from core.application_usage as usage
    inner join reference.municipality_successor as successor
        on usage.unit_id = successor.unit_id and usage.municipality_name = successor.name
    where not successor.is_split
    group by successor.current_unit_id, usage.inventory_id
)

select
    listed.current_unit_id,
    count(in_force.inventory_id) as n_in_force,
    sum(listed.n_rows) filter (where in_force.inventory_id is not null) as n_rows,
    sum(in_force.n_rows) as n_rows_said
from listed
left join core.inventory_in_force as in_force on listed.inventory_id = in_force.inventory_id
group by listed.current_unit_id
having
    count(in_force.inventory_id) = 0
    or sum(listed.n_rows) filter (where in_force.inventory_id is not null) <> sum(in_force.n_rows)
