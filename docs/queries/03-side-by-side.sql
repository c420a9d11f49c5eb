-- What does the same unit cost per user, employee, inhabitant and PC, side by side?
-- The columns are different questions: nothing converts one into another. In prices of price_year.
select
    unit_name, year, measure, scope_class,
    max(case when denominator = 'user' then per_mid_nok_real end) as per_user,
    max(case when denominator = 'employee' then per_mid_nok_real end) as per_employee,
    max(case when denominator = 'inhabitant' then per_mid_nok_real end) as per_inhabitant,
    max(case when denominator = 'workstation' then per_mid_nok_real end) as per_workstation,
    max(price_year) as price_year
from mart.cost_observation
where per_mid_nok_real is not null
group by unit_id, unit_name, year, measure, cost_basis, scope_class
having count(*) > 1
order by unit_id, year, measure, scope_class
