-- How large a unit is: as a claim states it, as a survey answers it, or as the population register sums it.
-- Members are summed only where every member is a municipality with a population that year.
-- grain: unit_id x year x denominator x origin_id
with claimed as (
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
),

registered as (
    select
        costed.unit_id,
        costed.year,
        'inhabitant' as denominator,
        cast(sum(population.population) as double) as low,
        cast(sum(population.population) as double) as mid,
        cast(sum(population.population) as double) as high,
        cast(0 as double) as rounding_half_width,
        'register' as basis,
        'A' as evidence_tier,
        false as is_second_hand,
        cast(null as varchar) as claim_id,
        'population-no' as origin_id
    from costed
    inner join member on costed.unit_id = member.unit_id
    left join reference.population as population
        on
            member.municipality_id = population.country_code || '-' || population.municipality_code
            and costed.year = population.year
            and population.basis = 'original'
    group by costed.unit_id, costed.year
    having count(*) = count(population.population)
)

select * from claimed
union all
select * from answered
union all
select * from registered
