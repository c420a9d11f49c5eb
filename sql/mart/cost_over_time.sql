-- A unit's cost year by year, nominal and real. A comparison over time holds only where the same units have every year.
-- grain: unit_id x year x measure x cost_basis x scope_class x denominator
with point as (
    select * from mart.cost_observation where year is not null and per_mid_nok is not null
),

years as (
    select
        unit_id, measure, cost_basis, scope_class, denominator,
        max(form_code) as form_code,
        count(*) as n_years
    from point
    group by unit_id, measure, cost_basis, scope_class, denominator
),

panel as (
    select
        years.form_code, years.measure, years.cost_basis, years.scope_class, years.denominator,
        min(years.n_years) as fewest_years,
        count(distinct point.year) as n_years
    from years
    inner join point
        on
            years.unit_id = point.unit_id and years.measure = point.measure and years.cost_basis = point.cost_basis
            and years.scope_class = point.scope_class and years.denominator = point.denominator
    group by
        years.form_code, years.measure, years.cost_basis, years.scope_class, years.denominator
)

select
    point.unit_id,
    point.unit_name,
    point.year,
    point.measure,
    point.cost_basis,
    point.scope_class,
    point.denominator,
    point.per_mid_nok as nominal_nok,
    point.per_mid_nok_real as real_nok,
    (point.per_mid_nok_real / lag(point.per_mid_nok_real) over (
        partition by
            point.unit_id, point.measure, point.cost_basis, point.scope_class, point.denominator
        order by point.year
    ) - 1) * 100 as change_pct,
    point.price_year,
    years.n_years,
    panel.fewest_years = panel.n_years as is_constant_set
from point
inner join years
    on
        point.unit_id = years.unit_id and point.measure = years.measure and point.cost_basis = years.cost_basis
        and point.scope_class = years.scope_class and point.denominator = years.denominator
inner join panel
    on
        years.form_code is not distinct from panel.form_code and years.measure = panel.measure
        and years.cost_basis = panel.cost_basis and years.scope_class = panel.scope_class
        and years.denominator = panel.denominator
