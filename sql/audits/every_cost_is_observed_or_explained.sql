-- Every yearly cost is in an observation or in the list of those without a size, and in one of the two only.
with observed as (
    select distinct unit_id, contract_id, year, measure, cost_basis, scope_class from mart.cost_observation
)

select cost.unit_id, cost.year, cost.measure, cost.cost_basis, cost.scope_class
from core.cost as cost
left join observed
    on
        cost.unit_id = observed.unit_id and cost.contract_id is not distinct from observed.contract_id
        and cost.year is not distinct from observed.year and cost.measure = observed.measure
        and cost.cost_basis = observed.cost_basis and cost.scope_class = observed.scope_class
left join mart.cost_without_size as without
    on
        cost.unit_id = without.unit_id and cost.contract_id is not distinct from without.contract_id
        and cost.year is not distinct from without.year and cost.measure = without.measure
        and cost.cost_basis = without.cost_basis and cost.scope_class = without.scope_class
where (observed.unit_id is null) = (without.unit_id is null)
