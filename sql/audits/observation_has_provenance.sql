-- A cost divided by a size rests on at least two facts, a published unit cost on one.
select observation.observation_id, count(provenance.fact_id) as n_facts
from mart.cost_observation as observation
left join mart.provenance as provenance on observation.observation_id = provenance.observation_id
group by observation.observation_id, observation.cost_basis
having count(provenance.fact_id) < case when observation.cost_basis = 'unit_cost' then 1 else 2 end
