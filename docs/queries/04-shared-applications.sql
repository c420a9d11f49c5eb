-- Which applications do two or more of the six share, and what do they pay together?
-- The total is of those that gave a cost (n_with_cost), nominal, a year.
select
    canonical_name, functional_area, survey_round, n_municipalities, n_members, municipalities,
    total_cost_nok, n_with_cost
from mart.shared_application
where group_id = 'no-ringerike-utredning-2022'
order by n_municipalities desc, total_cost_nok desc nulls last, application_id asc
