-- Groups of municipalities with what they are called, and their members under today's names. Of several groups with the
-- same members today one stands, a named one before a collaboration, then by name; the others say which: a sum over
-- groups leaves them out.
-- grain: group_id
with named as (
    select distinct group_id, name as group_name, true as is_defined from reference.group_definition
    union all
    select collaboration_id as group_id, name as group_name, false as is_defined
    from core.collaboration
    where collaboration_id not in (select definition.group_id from reference.group_definition as definition)
),

-- Two of one name are told apart by their county.
municipality as (
    select
        unit_id,
        case
            when count(*) over (partition by country_code, name) > 1
                then name || ' (' || coalesce(county_name, municipality_code) || ')'
            else name
        end as name
    from reference.municipality
    where valid_to is null
),

today as (
    select distinct
        member.group_id,
        member.current_unit_id,
        municipality.name
    from core.group_member as member
    inner join municipality on member.current_unit_id = municipality.unit_id
),

gathered as (
    select
        named.group_id,
        max(named.group_name) as group_name,
        bool_or(named.is_defined) as is_defined,
        count(today.current_unit_id) as n_members,
        array_to_string(list_sort(list(today.name)), '|') as members,
        array_to_string(list_sort(list(today.current_unit_id)), '|') as member_unit_ids
    from named
    inner join today on named.group_id = today.group_id
    group by named.group_id
),

standing as (
    select
        gathered.*,
        first_value(group_id) over (
            partition by member_unit_ids order by is_defined desc, group_name asc, group_id asc
        ) as stands
    from gathered
)

select
    group_id,
    group_name,
    is_defined,
    n_members,
    members,
    case when stands <> group_id then stands end as same_members_as
from standing
