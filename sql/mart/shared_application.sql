-- Applications that two or more members of a group use, members looked up under today's number.
-- grain: group_id x application_id x survey_round

-- One municipality may list a product under several names or modules: it is one user of the product.
with used as (
    select
        member.group_id,
        member.current_unit_id,
        member.n_members,
        usage.application_id,
        usage.survey_round,
        max(usage.municipality_name) as municipality_name,
        max(usage.users_mid) as users,
        sum(coalesce(usage.annual_licence, 0) + coalesce(usage.annual_operations, 0)) filter (
            where usage.currency = 'NOK' and (usage.annual_licence is not null or usage.annual_operations is not null)
        ) as cost_nok
    from core.application_usage as usage
    inner join core.group_member as member
        on usage.unit_id = member.unit_id and usage.municipality_name = member.name
    where usage.application_id is not null
    group by
        member.group_id, member.current_unit_id, member.n_members,
        usage.application_id, usage.survey_round
)

select
    used.group_id,
    used.application_id,
    application.canonical_name,
    application.functional_area,
    used.survey_round,
    count(*) as n_municipalities,
    array_to_string(list_sort(list(used.municipality_name)), '|') as municipalities,
    used.n_members,
    sum(used.cost_nok) as total_cost_nok,
    count(used.cost_nok) as n_with_cost,
    sum(used.users) as users,
    case
        when count(case when used.users > 0 and used.cost_nok > 0 then 1 end) >= 2
            then
                max(case when used.users > 0 and used.cost_nok > 0 then used.cost_nok / used.users end)
                / min(case when used.users > 0 and used.cost_nok > 0 then used.cost_nok / used.users end)
    end as price_spread
from used
inner join reference.application as application on used.application_id = application.application_id
group by
    used.group_id, used.application_id, application.canonical_name, application.functional_area,
    used.survey_round, used.n_members
having count(*) >= 2
