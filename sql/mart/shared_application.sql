-- Applications that two or more members of a group use, by the inventories in force, members under today's number.
-- grain: group_id x application_id

-- One municipality may list a product under several names or modules: it is one user of the product.
with listed as (
    select
        member.group_id,
        member.n_members,
        inventory.current_unit_id,
        inventory.current_name,
        inventory.inventory_kind,
        inventory.survey_round,
        usage.inventory_id,
        usage.application_id,
        max(usage.users_mid) as users,
        sum(coalesce(usage.annual_licence, 0) + coalesce(usage.annual_operations, 0)) filter (
            where usage.currency = 'NOK' and (usage.annual_licence is not null or usage.annual_operations is not null)
        ) as cost_nok,
        count(*) filter (
            where usage.currency <> 'NOK' and (usage.annual_licence is not null or usage.annual_operations is not null)
        ) as n_other_currency
    from core.inventory_in_force as inventory
    inner join core.application_usage as usage on inventory.inventory_id = usage.inventory_id
    inner join core.group_member as member
        on inventory.unit_id = member.unit_id and inventory.municipality_name = member.name
    where usage.application_id is not null
    group by
        member.group_id, member.n_members, inventory.current_unit_id, inventory.current_name, inventory.inventory_kind,
        inventory.survey_round, usage.inventory_id, usage.application_id
),

-- Parts that stand together for a municipality that merged are added up.
used as (
    select
        group_id,
        n_members,
        current_unit_id,
        current_name,
        application_id,
        inventory_kind,
        cast(survey_round as integer) as round_year,
        case when count(users) = count(*) then sum(users) end as users,
        sum(cost_nok) as cost_nok,
        sum(n_other_currency) as n_other_currency
    from listed
    group by group_id, n_members, current_unit_id, current_name, application_id, inventory_kind, survey_round
),

per_user as (
    select
        used.*,
        case when users > 0 and cost_nok > 0 and n_other_currency = 0 then cost_nok / users end as cost_per_user_nok
    from used
)

select
    per_user.group_id,
    per_user.application_id,
    application.canonical_name,
    application.functional_area,
    min(per_user.round_year) as first_round,
    max(per_user.round_year) as last_round,
    count(*) as n_municipalities,
    count(*) filter (where per_user.inventory_kind = 'sighting') as n_seen_only,
    array_to_string(list_sort(list(per_user.current_name)), '|') as municipalities,
    per_user.n_members,
    sum(per_user.cost_nok) as total_cost_nok,
    count(per_user.cost_nok) as n_with_cost,
    count(*) filter (where per_user.n_other_currency > 0) as n_other_currency,
    sum(per_user.users) as users,
    -- A ratio beyond counting is a slip in some cell and no spread.
    case
        when
            count(per_user.cost_per_user_nok) >= 2
            and max(per_user.cost_per_user_nok) < 1e12 * min(per_user.cost_per_user_nok)
            then max(per_user.cost_per_user_nok) / min(per_user.cost_per_user_nok)
    end as price_spread
from per_user
inner join reference.application as application on per_user.application_id = application.application_id
group by
    per_user.group_id, per_user.application_id, application.canonical_name, application.functional_area,
    per_user.n_members
having count(*) >= 2
