-- What each member would pay of the members' own cost today under four keys. The key moves money; the total stays.
-- grain: group_id x cost_key x unit_id x scope_class
with latest as (
    select
        member.group_id,
        member.current_unit_id as unit_id,
        member.name as municipality_name,
        member.n_members,
        cost.unit_id as costed_unit_id,
        cost.scope_class,
        cost.year,
        cost.cost_mid,
        row_number() over (
            partition by member.group_id, member.current_unit_id, cost.scope_class
            order by
                cost.year desc,
                case cost.measure when 'account' then 1 when 'contract' then 2 when 'budget' then 3 else 4 end
        ) as place
    from core.cost as cost
    inner join core.group_member as member on cost.unit_id = member.unit_id
    where
        cost.scope_class in ('OPS', 'OPS_LOB', 'TOTAL') and cost.per_denominator is null
        and cost.cost_basis = 'running' and cost.currency = 'NOK' and cost.cost_mid is not null
),

size as (
    select
        unit_id, year,
        max(mid) filter (where denominator = 'user') as users,
        max(mid) filter (where denominator = 'inhabitant') as inhabitants
    from core.unit_size
    group by unit_id, year
),

member_cost as (
    select
        latest.*,
        size.users,
        size.inhabitants
    from latest
    left join size
        on
            latest.costed_unit_id = size.unit_id and latest.year = size.year
    where latest.place = 1
),

total as (
    select
        group_id, scope_class,
        count(*) as n_with_cost,
        sum(cost_mid) as total_cost,
        count(users) as n_users,
        sum(users) as users,
        count(inhabitants) as n_inhabitants,
        sum(inhabitants) as inhabitants
    from member_cost
    group by group_id, scope_class
),

cost_key as (
    select 'equal' as cost_key
    union all
    select 'inhabitants' as cost_key
    union all
    select 'users' as cost_key
    union all
    select 'third_equal_two_thirds_inhabitants' as cost_key
),

-- A share is given only where every member has a cost and what the key counts.
shared as (
    select
        member_cost.*,
        total.total_cost,
        total.n_with_cost,
        cost_key.cost_key,
        case
            when total.n_with_cost < member_cost.n_members then null
            when cost_key.cost_key = 'equal' then 1.0 / member_cost.n_members
            when cost_key.cost_key = 'users' and total.n_users = member_cost.n_members
                then member_cost.users / total.users
            when cost_key.cost_key = 'inhabitants' and total.n_inhabitants = member_cost.n_members
                then member_cost.inhabitants / total.inhabitants
            when cost_key.cost_key = 'third_equal_two_thirds_inhabitants'
                and total.n_inhabitants = member_cost.n_members
                then 1.0 / 3 / member_cost.n_members + 2.0 / 3 * member_cost.inhabitants / total.inhabitants
        end as share
    from member_cost
    inner join total
        on
            member_cost.group_id = total.group_id and member_cost.scope_class = total.scope_class
    cross join cost_key
)

select
    group_id,
    cost_key,
    unit_id,
    municipality_name,
    scope_class,
    year,
    total_cost as total_cost_nok,
    cost_mid as own_cost_nok,
    total_cost * cast(share as double) as pays_nok,
    total_cost * cast(share as double) - cost_mid as difference_nok,
    n_members,
    n_with_cost
from shared
