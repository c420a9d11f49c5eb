-- Products and installs of a group for one purpose, by the inventories in force. An install is a municipality x
-- product, however many names or modules it is listed under. A name that matched no product is counted apart: whether
-- two of them are one product, nobody has said.
-- grain: group_id x functional_area
with used as (
    select
        member.group_id,
        inventory.current_unit_id,
        inventory.current_name,
        inventory.inventory_kind,
        cast(inventory.survey_round as integer) as round_year,
        usage.application_id,
        application.canonical_name,
        usage.name_as_written,
        case
            when application.application_id is not null then application.functional_area
            else usage.functional_area
        end as functional_area
    from core.inventory_in_force as inventory
    inner join core.application_usage as usage on inventory.inventory_id = usage.inventory_id
    inner join core.group_member as member
        on inventory.unit_id = member.unit_id and inventory.municipality_name = member.name
    left join reference.application as application on usage.application_id = application.application_id
),

known as (
    select
        member.group_id,
        member.n_members,
        count(distinct inventory.current_unit_id) filter (where inventory.inventory_kind = 'survey') as n_answering,
        count(distinct inventory.current_unit_id) filter (where inventory.inventory_kind = 'sighting') as n_seen
    from core.inventory_in_force as inventory
    inner join core.group_member as member
        on inventory.unit_id = member.unit_id and inventory.municipality_name = member.name
    group by member.group_id, member.n_members
),

installed as (
    select
        group_id,
        functional_area,
        current_unit_id,
        current_name,
        inventory_kind,
        application_id,
        canonical_name
    from used
    where application_id is not null
    group by
        group_id, functional_area, current_unit_id, current_name, inventory_kind, application_id, canonical_name
),

matched as (
    select
        group_id,
        functional_area,
        count(*) as installs,
        count(distinct application_id) as products,
        count(distinct current_unit_id) as n_municipalities,
        count(distinct current_unit_id) filter (where inventory_kind = 'sighting') as n_seen_only,
        array_to_string(list_sort(list(distinct current_name)), '|') as municipalities,
        array_to_string(list_sort(list(distinct canonical_name)), '|') as product_names
    from installed
    group by group_id, functional_area
),

unmatched_name as (
    select distinct group_id, functional_area, current_unit_id, name_as_written
    from used
    where application_id is null
),

unmatched as (
    select group_id, functional_area, count(*) as n_unmatched
    from unmatched_name
    group by group_id, functional_area
),

area as (
    select
        group_id,
        functional_area,
        min(round_year) as first_round,
        max(round_year) as last_round
    from used
    group by group_id, functional_area
)

select
    area.group_id,
    area.functional_area,
    area.first_round,
    area.last_round,
    known.n_members,
    known.n_answering,
    known.n_seen,
    coalesce(matched.n_municipalities, 0) as n_municipalities,
    coalesce(matched.n_seen_only, 0) as n_seen_only,
    matched.municipalities,
    coalesce(matched.products, 0) as products,
    matched.product_names,
    coalesce(matched.installs, 0) as installs,
    coalesce(matched.installs - matched.n_municipalities, 0) as removable_installs,
    coalesce(matched.products - 1, 0) as removable_products,
    coalesce(matched.installs - matched.products, 0) as joinable_installs,
    1 - cast(matched.products as double) / matched.installs as sharing_index,
    coalesce(unmatched.n_unmatched, 0) as n_unmatched
from area
inner join known on area.group_id = known.group_id
left join matched
    on area.group_id = matched.group_id and area.functional_area is not distinct from matched.functional_area
left join unmatched
    on area.group_id = unmatched.group_id and area.functional_area is not distinct from unmatched.functional_area
