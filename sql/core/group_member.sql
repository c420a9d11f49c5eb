-- Members of every group under each number and name they have had; a split one is no single member.
-- A group that a person has named goes before a collaboration of the same name.
-- grain: group_id x unit_id x name
with said as (
    select group_id, unit_id from reference.group_definition
    union
    select collaboration_id as group_id, unit_id
    from core.collaboration_member
    where collaboration_id not in (select definition.group_id from reference.group_definition as definition)
),

member as (
    select distinct said.group_id, successor.current_unit_id
    from said
    inner join reference.municipality_successor as successor on said.unit_id = successor.unit_id
    where not successor.is_split
),

group_size as (
    select group_id, count(*) as n_members from member group by group_id
)

select
    member.group_id,
    known.unit_id,
    known.name,
    member.current_unit_id,
    group_size.n_members
from member
inner join group_size on member.group_id = group_size.group_id
inner join reference.municipality_successor as known on member.current_unit_id = known.current_unit_id
where not known.is_split
