-- How large a unit is: as a claim states it, as a survey answers it, or as the population register sums it.
-- Members are summed only where every member is a municipality with a population that year; a municipality is looked up
-- under every number it has had. Years around a cost are there too, for costs whose own year has no size.
-- grain: unit_id x year x denominator x origin_id
with convention as (
    select max(case when convention = 'size_years_away' then cast(value as bigint) end) as years_away
    from reference.convention
),

claimed as (
    select
        unit_id,
        year,
        case kind
            when 'users' then 'user'
            when 'workstations' then 'workstation'
            when 'connection_points' then 'connection_point'
            when 'employees' then 'employee'
            when 'pupils' then 'pupil'
            when 'inhabitants' then 'inhabitant'
        end as denominator,
        low,
        mid,
        high,
        rounding_half_width,
        'stated' as basis,
        evidence_tier,
        is_second_hand,
        claim_id,
        origin_id
    from core.claim
    where kind in ('users', 'workstations', 'connection_points', 'employees', 'pupils', 'inhabitants')
),

-- A source may state the same count twice: the best tier, then the first of its claims.
stated_once as (
    select
        claimed.*,
        row_number() over (
            partition by unit_id, year, denominator, origin_id order by evidence_tier, claim_id
        ) as turn
    from claimed
),

answered as (
    select
        unit_id,
        year,
        size as denominator,
        low,
        mid,
        high,
        cast(0 as double) as rounding_half_width,
        'survey' as basis,
        'A' as evidence_tier,
        false as is_second_hand,
        cast(null as varchar) as claim_id,
        origin_id
    from core.survey_size
    where size <> 'it_fte'
),

costed as (
    select unit_id, year from core.contract where year is not null
    union
    select unit_id, fiscal_year as year from core.budget_line
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

population as (
    select
        coalesce(entity.entity_id, population.country_code || '-' || population.municipality_code) as entity_id,
        population.year,
        population.origin_id,
        -- What was published for the number itself comes before what the source moved to other numbers.
        coalesce(
            max(cast(population.population as double)) filter (where population.basis = 'original'),
            max(cast(population.population as double))
        ) as inhabitants
    from reference.population as population
    left join core.unit_entity as entity
        on population.country_code || '-' || population.municipality_code = entity.unit_id
    group by
        coalesce(entity.entity_id, population.country_code || '-' || population.municipality_code),
        population.year, population.origin_id
),

near as (
    select distinct costed.unit_id, known.year
    from costed
    cross join convention
    inner join (select distinct year from population) as known
        on
            known.year >= costed.year - convention.years_away
            and known.year <= costed.year + convention.years_away
),

registered as (
    select
        near.unit_id,
        near.year,
        'inhabitant' as denominator,
        sum(population.inhabitants) as low,
        sum(population.inhabitants) as mid,
        sum(population.inhabitants) as high,
        cast(0 as double) as rounding_half_width,
        'register' as basis,
        'A' as evidence_tier,
        false as is_second_hand,
        cast(null as varchar) as claim_id,
        max(population.origin_id) as origin_id
    from near
    inner join member on near.unit_id = member.unit_id
    left join core.unit_entity as entity on member.municipality_id = entity.unit_id
    left join population
        on coalesce(entity.entity_id, member.municipality_id) = population.entity_id and near.year = population.year
    group by near.unit_id, near.year
    having count(*) = count(population.inhabitants)
)

select
    unit_id, year, denominator, low, mid, high, rounding_half_width, basis, evidence_tier, is_second_hand, claim_id,
    origin_id
from stated_once
where turn = 1
union all
select * from answered
union all
select * from registered
