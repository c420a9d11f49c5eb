-- Every fact behind every observation, with its place in a document.
-- grain: observation_id x fact_id
with claimed as (
    select
        observation.observation_id,
        claim.claim_id as fact_id,
        claim.kind as fact,
        claim.mid as value,
        claim.origin_id,
        'sha256:' || claim.document_sha256 || ' characters ' || cast(claim.locator_start as varchar) || '-'
        || cast(claim.locator_end as varchar) as evidence_locator,
        claim.evidence_tier as tier,
        claim.is_second_hand
    from mart.cost_observation as observation
    left join core.contract as contract
        on observation.unit_id = contract.unit_id and observation.contract_id = contract.contract_id
    inner join core.claim as claim
        on
            observation.unit_id = claim.unit_id
            and (observation.contract_id is null or observation.contract_id = coalesce(claim.contract_id, claim.unit_id))
    where
        case
            when observation.cost_basis = 'unit_cost'
                then
                    claim.kind = 'annual_value' and claim.per_denominator = observation.denominator
                    and claim.year is not distinct from observation.year and claim.measure = observation.measure
            when claim.per_denominator is not null or contract.unit_id is null then false
            when claim.kind = 'investment' then observation.cost_basis = 'running_and_investment'
            when contract.stated_annual_mid is not null then claim.kind = 'annual_value'
            else claim.kind in ('contract_total', 'contract_years', 'option_years')
        end
),

sized_unit as (
    select size.*, coalesce(entity.entity_id, size.unit_id) as entity_id
    from core.unit_size as size
    left join core.unit_entity as entity on size.unit_id = entity.unit_id
),

sized as (
    select
        observation.observation_id,
        claim.claim_id as fact_id,
        claim.kind as fact,
        claim.mid as value,
        claim.origin_id,
        'sha256:' || claim.document_sha256 || ' characters ' || cast(claim.locator_start as varchar) || '-'
        || cast(claim.locator_end as varchar) as evidence_locator,
        claim.evidence_tier as tier,
        claim.is_second_hand
    from mart.cost_observation as observation
    inner join sized_unit as size
        on
            observation.entity_id = size.entity_id
            and observation.size_year is not distinct from size.year
            and observation.denominator = size.denominator
            and observation.size_origin_id = size.origin_id
    inner join core.claim as claim on size.claim_id = claim.claim_id
),

member as (
    select collaboration_id as unit_id, unit_id as municipality_id from core.collaboration_member
    union
    select unit_id, unit_id as municipality_id from core.budget_line
    union
    select contract.unit_id, contract.unit_id as municipality_id
    from core.contract as contract
    inner join core.unit_entity as entity on contract.unit_id = entity.unit_id
),

-- A member under every number it has had: the register counts it under the one of the year.
numbered as (
    select distinct member.unit_id, coalesce(other.unit_id, member.municipality_id) as municipality_id
    from member
    left join core.unit_entity as own on member.municipality_id = own.unit_id
    left join core.unit_entity as other on own.entity_id = other.entity_id
),

registered as (
    select
        observation.observation_id,
        'population:' || numbered.municipality_id || ':' || cast(population.year as varchar) as fact_id,
        'inhabitants' as fact,
        cast(population.population as double) as value,
        population.origin_id,
        'number ' || population.municipality_code || ' on ' || cast(population.reference_date as varchar)
            as evidence_locator,
        'A' as tier,
        false as is_second_hand
    from mart.cost_observation as observation
    inner join numbered on observation.unit_id = numbered.unit_id
    inner join reference.population as population
        on
            numbered.municipality_id = population.country_code || '-' || population.municipality_code
            and observation.size_year = population.year
    where observation.denominator = 'inhabitant' and observation.size_basis = 'register'
),

budgeted as (
    select
        observation.observation_id,
        'budget:' || line.unit_id || ':' || cast(line.fiscal_year as varchar) || ':' || line.measure || ':'
        || line.cost_pool as fact_id,
        line.cost_pool as fact,
        line.amount_mid as value,
        line.origin_id,
        line.source_file || ' sheet ' || coalesce(line.source_sheet, '-') || ' row '
        || cast(line.source_row as varchar) as evidence_locator,
        'A' as tier,
        false as is_second_hand
    from mart.cost_observation as observation
    inner join core.budget_line as line
        on
            observation.unit_id = line.unit_id
            and observation.year = line.fiscal_year
            and observation.measure = line.measure
            and observation.origin_id = line.origin_id
    left join reference.scope_class as needed
        on observation.scope_class = needed.scope_class and line.cost_pool = needed.cost_pool
    where
        line.scope = 'in'
        and coalesce(line.amount_low, line.amount_mid, line.amount_high) is not null
        and (needed.cost_pool is not null or observation.scope_class in ('PARTIAL', 'UNKNOWN'))
),

answered_unit as (
    select size.*, coalesce(entity.entity_id, size.unit_id) as entity_id
    from core.survey_size as size
    left join core.unit_entity as entity on size.unit_id = entity.unit_id
),

answered as (
    select
        observation.observation_id,
        'size:' || size.unit_id || ':' || cast(size.year as varchar) || ':' || size.size as fact_id,
        size.size as fact,
        size.mid as value,
        size.origin_id,
        size.source_file || ' sheet ' || coalesce(size.source_sheet, '-') || ' row '
        || cast(size.source_row as varchar) as evidence_locator,
        'A' as tier,
        false as is_second_hand
    from mart.cost_observation as observation
    inner join answered_unit as size
        on
            observation.entity_id = size.entity_id
            and observation.size_year = size.year
            and observation.denominator = size.size
            and observation.size_origin_id = size.origin_id
    where observation.size_basis = 'survey'
),

fact as (
    select * from claimed
    union all
    select * from sized
    union all
    select * from registered
    union all
    select * from budgeted
    union all
    select * from answered
)

select
    fact.observation_id,
    fact.fact_id,
    fact.fact,
    fact.value,
    fact.origin_id,
    origin.title as origin_title,
    origin.url,
    origin.publisher,
    origin.published as published_on,
    fact.evidence_locator,
    fact.tier,
    fact.is_second_hand
from fact
inner join reference.origin as origin on fact.origin_id = origin.origin_id
