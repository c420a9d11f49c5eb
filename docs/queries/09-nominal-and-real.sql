-- How has the cost of one unit moved over the years, nominal and in the prices of one year?
-- Only years with the same members can be compared: see the flag of the constant set. Change the unit here.
select *
from mart.cost_over_time
where unit_id = 'NO-3316' and denominator = 'inhabitant'
order by measure, scope_class, year
