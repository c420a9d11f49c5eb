-- Yearly costs that are in no observation, and why: together the two hold every cost once.
-- grain: unit_id x contract_id x year x measure x cost_basis x scope_class
with municipality as (
    select unit_id, arg_max(name, valid_from) as unit_name from reference.municipality group by unit_id
),

observed as (
    select distinct unit_id, contract_id, year, measure, cost_basis, scope_class from mart.cost_observation
),

cost as (
    select cost.*, coalesce(entity.entity_id, cost.unit_id) as entity_id
    from core.cost as cost
    left join core.unit_entity as entity on cost.unit_id = entity.unit_id
),

size as (
    select distinct coalesce(entity.entity_id, size.unit_id) as entity_id, size.year
    from core.unit_size as size
    left join core.unit_entity as entity on size.unit_id = entity.unit_id
    where size.high is null or size.high > 0
),

nearest as (
    select
        cost.entity_id, cost.year,
        arg_min(size.year, abs(size.year - cost.year) * 10000 - size.year) as size_year
    from cost
    inner join size on cost.entity_id = size.entity_id
    where cost.year is not null and size.year is not null
    group by cost.entity_id, cost.year
),

convention as (
    select max(case when convention = 'size_years_away' then cast(value as bigint) end) as years_away
    from reference.convention
)

select
    cost.unit_id,
    coalesce(collaboration.name, municipality.unit_name) as unit_name,
    cost.contract_id,
    cost.year,
    cost.measure,
    cost.cost_basis,
    cost.scope_class,
    cost.currency,
    cost.cost_low,
    cost.cost_mid,
    cost.cost_high,
    case
        when cost.year is null and undated.entity_id is null then 'undated'
        when cost.year is null then 'row_rejected'
        when nearest.size_year is null then 'no_size_known'
        when abs(nearest.size_year - cost.year) > convention.years_away then 'no_size_within_reach'
        else 'row_rejected'
    end as reason,
    nearest.size_year as nearest_size_year,
    cost.evidence_tier,
    cost.origin_id
from cost
cross join convention
left join observed
    on
        cost.unit_id = observed.unit_id and cost.contract_id is not distinct from observed.contract_id
        and cost.year is not distinct from observed.year and cost.measure = observed.measure
        and cost.cost_basis = observed.cost_basis and cost.scope_class = observed.scope_class
left join nearest on cost.entity_id = nearest.entity_id and cost.year = nearest.year
left join size as undated on cost.entity_id = undated.entity_id and undated.year is null
left join core.collaboration as collaboration on cost.unit_id = collaboration.collaboration_id
left join municipality on cost.unit_id = municipality.unit_id
where observed.unit_id is null
