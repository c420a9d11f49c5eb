-- Which applications do two or more of the six share, and what do they pay together?
-- The total is of those that gave a cost in kroner (n_with_cost), nominal, a year. Each member stands with its inventory in
-- force; n_seen_only are those a register has seen it at and that have not answered.
select
    canonical_name, functional_area, first_round, last_round, n_municipalities, n_seen_only, n_members, municipalities,
    total_cost_nok, n_with_cost, n_other_currency
from mart.shared_application
where group_id = 'no-ringerike-utredning-2022'
order by n_municipalities desc, total_cost_nok desc nulls last, application_id asc
