-- Applications that two or more members of a group use, members looked up under today's number.
-- grain: group_id x application_id x survey_round x is_example
with member as (
    select distinct
        membership.collaboration_id as group_id,
        successor.current_unit_id
    from core.collaboration_member as membership
    inner join reference.municipality_successor as successor on membership.unit_id = successor.unit_id
    where not successor.is_split
),

group_size as (
    select group_id, count(*) as n_members from member group by group_id
),

-- One municipality may list a product under several names or modules: it is one user of the product.
used as (
    select
        successor.current_unit_id,
        usage.application_id,
        usage.survey_round,
        usage.is_example,
        max(usage.municipality_name) as municipality_name,
        max(usage.users_mid) as users,
        sum(coalesce(usage.annual_licence, 0) + coalesce(usage.annual_operations, 0)) filter (
            where usage.currency = 'NOK' and (usage.annual_licence is not null or usage.annual_operations is not null)
        ) as cost_nok
    from core.application_usage as usage
    inner join reference.municipality_successor as successor
        on usage.unit_id = successor.unit_id and usage.municipality_name = successor.name
    where usage.application_id is not null
    group by successor.current_unit_id, usage.application_id, usage.survey_round, usage.is_example
)

select
    member.group_id,
    used.application_id,
    application.canonical_name,
    application.functional_area,
    used.survey_round,
    count(*) as n_municipalities,
    array_to_string(list_sort(list(used.municipality_name)), '|') as municipalities,
    group_size.n_members,
    sum(used.cost_nok) as total_cost_nok,
    count(used.cost_nok) as n_with_cost,
    sum(used.users) as users,
    case
        when count(case when used.users > 0 and used.cost_nok > 0 then 1 end) >= 2
            then
                max(case when used.users > 0 and used.cost_nok > 0 then used.cost_nok / used.users end)
                / min(case when used.users > 0 and used.cost_nok > 0 then used.cost_nok / used.users end)
    end as price_spread,
    used.is_example
from member
inner join group_size on member.group_id = group_size.group_id
inner join used on member.current_unit_id = used.current_unit_id
inner join reference.application as application on used.application_id = application.application_id
group by
    member.group_id, used.application_id, application.canonical_name, application.functional_area,
    used.survey_round, group_size.n_members, used.is_example
having count(*) >= 2
