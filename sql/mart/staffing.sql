-- IT staff against users of the same unit and year, where both are known; users are looked up under every number the
-- unit has had, and counted by the survey before they are stated by others.
-- grain: unit_id x year x staff_unit x origin_id
with convention as (
    select max(case when convention = 'fragile_staff' then cast(value as double) end) as fragile_staff
    from reference.convention
),

municipality as (
    select unit_id, arg_max(name, valid_from) as unit_name from reference.municipality group by unit_id
),

users as (
    select
        coalesce(entity.entity_id, size.unit_id) as entity_id,
        size.year,
        arg_min(size.mid, case size.basis when 'survey' then 1 else 2 end) as users
    from core.unit_size as size
    left join core.unit_entity as entity on size.unit_id = entity.unit_id
    where size.denominator = 'user'
    group by coalesce(entity.entity_id, size.unit_id), size.year
),

staff as (
    select it_staff.*, coalesce(entity.entity_id, it_staff.unit_id) as entity_id
    from core.it_staff as it_staff
    left join core.unit_entity as entity on it_staff.unit_id = entity.unit_id
)

select
    staff.unit_id,
    staff.entity_id,
    coalesce(collaboration.name, municipality.unit_name) as unit_name,
    coalesce(collaboration.form_code, unit_form.form_code) as form_code,
    staff.year,
    staff.staff_unit,
    staff.low as it_fte_low,
    staff.mid as it_fte,
    staff.high as it_fte_high,
    staff.is_lower_bound,
    users.users,
    staff.mid * 1000 / nullif(users.users, 0) as it_fte_per_1000_users,
    case
        when staff.low >= convention.fragile_staff then false
        when not staff.is_lower_bound then staff.mid < convention.fragile_staff
    end as is_fragile,
    staff.origin_id
from staff
cross join convention
left join users on staff.entity_id = users.entity_id and staff.year is not distinct from users.year
left join core.collaboration as collaboration on staff.unit_id = collaboration.collaboration_id
left join municipality on staff.unit_id = municipality.unit_id
left join core.unit_form as unit_form on staff.unit_id = unit_form.unit_id and staff.year = unit_form.year
