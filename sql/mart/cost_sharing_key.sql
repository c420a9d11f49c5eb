-- What each member would pay of the members' own cost under four keys. The key moves money; the total stays.
-- One measure and one year for all members of a group: those that most of them have, accounts before budgets, then the
-- newest. Amounts in kroner by the rate of the year; users and inhabitants are those of that year.
-- grain: group_id x cost_key x unit_id x scope_class
with member as (
    select group_id, unit_id, current_unit_id, n_members, max(name) as name
    from core.group_member
    group by group_id, unit_id, current_unit_id, n_members
),

country as (
    select unit_id, max(country_code) as country_code from reference.municipality group by unit_id
),

costed as (
    select
        member.group_id,
        member.current_unit_id as unit_id,
        member.n_members,
        cost.scope_class,
        cost.measure,
        cost.year,
        max(member.name) as municipality_name,
        sum(cost.cost_mid * case when cost.currency = 'NOK' then 1 else factor.nok_factor end) as cost_nok
    from core.cost as cost
    inner join member on cost.unit_id = member.unit_id
    inner join country on cost.unit_id = country.unit_id
    left join core.price_factor as factor
        on
            country.country_code = factor.country_code and cost.currency = factor.currency
            and cost.year = factor.year
    where
        cost.scope_class in ('OPS', 'OPS_LOB', 'TOTAL') and cost.per_denominator is null
        and cost.cost_basis = 'running' and cost.cost_mid is not null and cost.year is not null
        and (cost.currency = 'NOK' or factor.nok_factor is not null)
    group by
        member.group_id, member.current_unit_id, member.n_members, cost.scope_class, cost.measure, cost.year
),

candidate as (
    select
        group_id, scope_class, measure, year,
        row_number() over (
            partition by group_id, scope_class
            order by
                count(*) desc,
                case measure when 'account' then 1 when 'contract' then 2 when 'budget' then 3 else 4 end asc,
                year desc
        ) as place
    from costed
    group by group_id, scope_class, measure, year
),

size as (
    select
        coalesce(entity.entity_id, size.unit_id) as unit_id,
        size.year,
        max(size.mid) filter (where size.denominator = 'user') as users,
        max(size.mid) filter (where size.denominator = 'inhabitant') as inhabitants
    from core.unit_size as size
    left join core.unit_entity as entity on size.unit_id = entity.unit_id
    group by coalesce(entity.entity_id, size.unit_id), size.year
),

member_cost as (
    select
        costed.*,
        size.users,
        size.inhabitants
    from costed
    inner join candidate
        on
            costed.group_id = candidate.group_id and costed.scope_class = candidate.scope_class
            and costed.measure = candidate.measure and costed.year = candidate.year and candidate.place = 1
    left join size on costed.unit_id = size.unit_id and costed.year = size.year
),

total as (
    select
        group_id, scope_class,
        count(*) as n_with_cost,
        sum(cost_nok) as total_cost,
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
            when cost_key.cost_key = 'equal' then cast(1 as double) / member_cost.n_members
            when cost_key.cost_key = 'users' and total.n_users = member_cost.n_members
                then member_cost.users / nullif(total.users, 0)
            when cost_key.cost_key = 'inhabitants' and total.n_inhabitants = member_cost.n_members
                then member_cost.inhabitants / nullif(total.inhabitants, 0)
            when cost_key.cost_key = 'third_equal_two_thirds_inhabitants'
                and total.n_inhabitants = member_cost.n_members
                then
                    cast(1 as double) / 3 / member_cost.n_members
                    + cast(2 as double) / 3 * member_cost.inhabitants / nullif(total.inhabitants, 0)
        end as share
    from member_cost
    inner join total
        on member_cost.group_id = total.group_id and member_cost.scope_class = total.scope_class
    cross join cost_key
)

select
    group_id,
    cost_key,
    unit_id,
    municipality_name,
    scope_class,
    measure,
    year,
    total_cost as total_cost_nok,
    cost_nok as own_cost_nok,
    total_cost * share as pays_nok,
    total_cost * share - cost_nok as difference_nok,
    n_members,
    n_with_cost
from shared
