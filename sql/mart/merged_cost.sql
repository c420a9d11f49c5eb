-- What today's municipality would have cost in a year when it was several: numerators and denominators summed, and only
-- where every one of them has both. The other way, a municipality of today in its former parts, is not told by any figure.
-- grain: unit_id x year x measure x cost_basis x scope_class x denominator x currency x is_example
with successor as (
    select unit_id, name, current_unit_id from reference.municipality_successor where not is_split
),

today as (
    select unit_id, name as unit_name from reference.municipality where valid_to is null
),

costed_year as (
    select distinct year from core.cost where year is not null
),

-- Who a municipality of today was in the middle of a year.
then_valid as (
    select
        successor.current_unit_id,
        costed_year.year,
        municipality.unit_id,
        municipality.name
    from costed_year
    inner join reference.municipality as municipality
        on
            municipality.valid_from <= make_date(cast(costed_year.year as integer), 7, 1)
            and (
                municipality.valid_to is null
                or municipality.valid_to > make_date(cast(costed_year.year as integer), 7, 1)
            )
    inner join successor on municipality.unit_id = successor.unit_id and municipality.name = successor.name
),

several as (
    select
        current_unit_id, year,
        count(*) as n_then,
        array_to_string(list_sort(list(name)), '|') as merged_from
    from then_valid
    group by current_unit_id, year
    having count(*) > 1
),

stated as (
    select
        then_valid.current_unit_id,
        cost.year,
        cost.measure,
        cost.cost_basis,
        cost.scope_class,
        size.denominator,
        cost.currency,
        cost.is_example,
        count(*) as n_with_cost,
        sum(cost.cost_mid) as cost_mid,
        sum(size.mid) as size_mid
    from core.cost as cost
    inner join then_valid on cost.unit_id = then_valid.unit_id and cost.year = then_valid.year
    inner join core.unit_size as size
        on cost.unit_id = size.unit_id and cost.year = size.year and cost.is_example = size.is_example
    where cost.per_denominator is null and cost.cost_mid is not null and size.mid is not null
    group by
        then_valid.current_unit_id, cost.year, cost.measure, cost.cost_basis, cost.scope_class, size.denominator,
        cost.currency, cost.is_example
)

select
    stated.current_unit_id as unit_id,
    today.unit_name,
    stated.year,
    stated.measure,
    stated.cost_basis,
    stated.scope_class,
    stated.denominator,
    stated.currency,
    several.merged_from,
    several.n_then,
    stated.n_with_cost,
    case when stated.n_with_cost = several.n_then then stated.cost_mid end as cost_mid,
    case when stated.n_with_cost = several.n_then then stated.size_mid end as size_mid,
    case when stated.n_with_cost = several.n_then and stated.size_mid > 0 then stated.cost_mid / stated.size_mid end
        as per_mid,
    stated.is_example
from stated
inner join several on stated.current_unit_id = several.current_unit_id and stated.year = several.year
inner join today on stated.current_unit_id = today.unit_id
