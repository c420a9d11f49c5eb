-- How many IT staff per 1,000 users has each unit, and which rest on fewer than three people?
-- Full-time equivalents where known, otherwise persons; is_fragile follows the convention fragile_staff.
select
    unit_name, form_code, year, staff_unit, it_fte, is_lower_bound, users, it_fte_per_1000_users, is_fragile
from mart.staffing
order by
    is_fragile desc nulls last, it_fte_per_1000_users desc nulls last, unit_id asc, year asc,
    origin_id asc
