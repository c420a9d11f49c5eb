-- A unit's cost year by year, nominal and real, over all the numbers the unit has had. A comparison over time holds only
-- where the same units have every year and the same pools in each.
-- grain: entity_id x year x measure x cost_basis x scope_class x denominator
with placed as (
    select
        observation.*,
        row_number() over (
            partition by entity_id, year, measure, cost_basis, scope_class, denominator
            order by evidence_tier asc, observation_id asc
        ) as place
    from mart.cost_observation as observation
    where year is not null and per_mid_nok is not null
),

point as (
    select * from placed where place = 1
),

years as (
    select
        entity_id, measure, cost_basis, scope_class, denominator,
        max(form_code) as form_code,
        count(*) as n_years,
        count(distinct comparison_key) as n_definitions
    from point
    group by entity_id, measure, cost_basis, scope_class, denominator
),

panel as (
    select
        years.form_code, years.measure, years.cost_basis, years.scope_class, years.denominator,
        min(years.n_years) as fewest_years,
        max(years.n_definitions) as most_definitions,
        count(distinct point.year) as n_years
    from years
    inner join point
        on
            years.entity_id = point.entity_id and years.measure = point.measure
            and years.cost_basis = point.cost_basis and years.scope_class = point.scope_class
            and years.denominator = point.denominator
    group by years.form_code, years.measure, years.cost_basis, years.scope_class, years.denominator
)

select
    point.entity_id,
    point.unit_id,
    point.unit_name,
    point.year,
    point.measure,
    point.cost_basis,
    point.scope_class,
    point.denominator,
    point.per_mid_nok as nominal_nok,
    point.per_mid_nok_real as real_nok,
    point.is_price_carried,
    case
        when point.comparison_key = lag(point.comparison_key) over (
            partition by point.entity_id, point.measure, point.cost_basis, point.scope_class, point.denominator
            order by point.year
        )
            then
                (point.per_mid_nok_real / nullif(lag(point.per_mid_nok_real) over (
                    partition by
                        point.entity_id, point.measure, point.cost_basis, point.scope_class, point.denominator
                    order by point.year
                ), 0) - 1) * 100
    end as change_pct,
    point.price_year,
    years.n_years,
    years.n_definitions = 1 as has_same_pools,
    panel.fewest_years = panel.n_years and panel.most_definitions = 1 as is_constant_set
from point
inner join years
    on
        point.entity_id = years.entity_id and point.measure = years.measure and point.cost_basis = years.cost_basis
        and point.scope_class = years.scope_class and point.denominator = years.denominator
inner join panel
    on
        years.form_code is not distinct from panel.form_code and years.measure = panel.measure
        and years.cost_basis = panel.cost_basis and years.scope_class = panel.scope_class
        and years.denominator = panel.denominator
