-- Costs over changes of boundaries, numerators and denominators summed, only where every part has both. Two ways: what
-- today's municipality would have cost when it was several (then_as_now), and what one of then would cost that is
-- several whole ones today (now_as_then). Where a part went elsewhere no figure tells.
-- grain: direction x unit_id x year x measure x cost_basis x scope_class x denominator x currency
with costed_year as (
    select distinct year, make_date(cast(year as integer), 7, 1) as middle from core.cost where year is not null
),

-- What a municipality of today was in the middle of a year.
was as (
    select
        'then_as_now' as direction,
        successor.current_unit_id as whole_unit_id,
        today.name as whole_name,
        costed_year.year,
        municipality.unit_id,
        municipality.name
    from costed_year
    inner join reference.municipality as municipality
        on
            costed_year.middle >= municipality.valid_from
            and (municipality.valid_to is null or costed_year.middle < municipality.valid_to)
    inner join reference.municipality_successor as successor
        on municipality.unit_id = successor.unit_id and municipality.name = successor.name and not successor.is_split
    inner join reference.municipality as today
        on successor.current_unit_id = today.unit_id and today.valid_to is null
),

-- How many municipalities of the last day of one that was split went into each of its parts.
part as (
    select
        before.unit_id, before.name, before.valid_to, successor.current_unit_id,
        count(distinct other.unit_id) as n_origins
    from reference.municipality as before
    inner join reference.municipality_successor as successor
        on before.unit_id = successor.unit_id and before.name = successor.name and successor.is_split
    inner join reference.municipality_successor as into_it on successor.current_unit_id = into_it.current_unit_id
    inner join reference.municipality as other
        on
            into_it.unit_id = other.unit_id and into_it.name = other.name
            and before.valid_to > other.valid_from and (other.valid_to is null or before.valid_to <= other.valid_to)
    group by before.unit_id, before.name, before.valid_to, successor.current_unit_id
),

whole as (
    select unit_id, name from part group by unit_id, name having max(n_origins) = 1
),

is_now as (
    select
        'now_as_then' as direction,
        part.unit_id as whole_unit_id,
        part.name as whole_name,
        costed_year.year,
        today.unit_id,
        today.name
    from part
    inner join whole on part.unit_id = whole.unit_id and part.name = whole.name
    inner join reference.municipality as today on part.current_unit_id = today.unit_id and today.valid_to is null
    inner join costed_year on part.valid_to <= costed_year.middle
),

belongs as (
    select * from was
    union all
    select * from is_now
),

several as (
    select
        direction, whole_unit_id, whole_name, year,
        count(*) as n_parts,
        array_to_string(list_sort(list(name)), '|') as parts
    from belongs
    group by direction, whole_unit_id, whole_name, year
    having count(*) > 1
),

-- One size for each unit, year and denominator: the register's, then the survey's, then what a source states.
one_size as (
    select
        unit_id, year, denominator,
        arg_min(mid, case basis when 'register' then 1 when 'survey' then 2 else 3 end) as mid
    from core.unit_size
    where mid is not null
    group by unit_id, year, denominator
),

stated as (
    select
        belongs.direction,
        belongs.whole_unit_id,
        cost.year,
        cost.measure,
        cost.cost_basis,
        cost.scope_class,
        size.denominator,
        cost.currency,
        count(*) as n_with_cost,
        sum(cost.cost_mid) as cost_mid,
        sum(size.mid) as size_mid
    from core.cost as cost
    inner join belongs on cost.unit_id = belongs.unit_id and cost.year = belongs.year
    inner join one_size as size on cost.unit_id = size.unit_id and cost.year = size.year
    where cost.per_denominator is null and cost.cost_mid is not null
    group by
        belongs.direction, belongs.whole_unit_id, cost.year, cost.measure, cost.cost_basis, cost.scope_class,
        size.denominator, cost.currency
)

select
    stated.direction,
    stated.whole_unit_id as unit_id,
    several.whole_name as unit_name,
    stated.year,
    stated.measure,
    stated.cost_basis,
    stated.scope_class,
    stated.denominator,
    stated.currency,
    several.parts,
    several.n_parts,
    stated.n_with_cost,
    case when stated.n_with_cost = several.n_parts then stated.cost_mid end as cost_mid,
    case when stated.n_with_cost = several.n_parts then stated.size_mid end as size_mid,
    case when stated.n_with_cost = several.n_parts and stated.size_mid > 0 then stated.cost_mid / stated.size_mid end
        as per_mid
from stated
inner join several
    on
        stated.direction = several.direction and stated.whole_unit_id = several.whole_unit_id
        and stated.year = several.year
