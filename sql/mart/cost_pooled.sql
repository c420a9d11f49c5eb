-- Each form and size class of a country (by inhabitants, whatever the cost is per), raw beside drawn towards what all forms
-- have in common: cells differ as neighbours do, by the published spread, so a mean of logarithms has weight n / (n + 1).
-- The interval counts what is not known of the common middle: a cell alone keeps that of its own mean. Where the scope is
-- not known only figures of one definition with the same known pools are put together.
-- grain: form_code x size_class x country_code x denominator x scope_class x measure x pool
with convention as (
    select max(case when convention = 'between_unit_sd_log' then cast(value as double) end) as sd_log
    from reference.convention
),

population as (
    select coalesce(entity.entity_id, size.unit_id) as entity_id, size.year, max(size.mid) as inhabitants
    from core.unit_size as size
    left join core.unit_entity as entity on size.unit_id = entity.unit_id
    where size.denominator = 'inhabitant'
    group by coalesce(entity.entity_id, size.unit_id), size.year
),

-- The nearest year with a population; boundaries of size classes are far wider than what a year changes.
nearest as (
    select
        observation.observation_id,
        arg_min(population.inhabitants, abs(population.year - observation.year) * 10000 - population.year)
            as inhabitants
    from mart.cost_observation as observation
    inner join population on observation.entity_id = population.entity_id
    where observation.year is not null and population.year is not null
    group by observation.observation_id
),

point as (
    select
        observation.form_code, observation.country_code, observation.denominator, observation.scope_class,
        observation.measure,
        case
            when observation.scope_class in ('OPS', 'OPS_LOB', 'TOTAL') then 'all sources'
            else observation.comparison_key
        end as pool,
        case
            when nearest.inhabitants is null then 'size not known'
            when nearest.inhabitants < 2000 then 'under 2 000'
            when nearest.inhabitants < 10000 then '2 000-9 999'
            else '10 000 and more'
        end as size_class,
        ln(observation.per_mid_nok_real) as log_cost
    from mart.cost_observation as observation
    left join nearest on observation.observation_id = nearest.observation_id
    where
        observation.superseded_by is null and observation.per_mid_nok_real > 0 and observation.form_code is not null
),

cell as (
    select
        form_code, size_class, country_code, denominator, scope_class, measure, pool,
        count(*) as n,
        avg(log_cost) as mean_log
    from point
    group by form_code, size_class, country_code, denominator, scope_class, measure, pool
),

whole as (
    -- A cell's mean is off the middle by its own spread and that of its n units: 1 + 1 / n times the spread squared.
    select
        country_code, denominator, scope_class, measure, pool,
        sum(cast(n as double) / (n + 1)) as weight,
        sum(cast(n as double) / (n + 1) * mean_log) / sum(cast(n as double) / (n + 1)) as mean_log
    from cell
    group by country_code, denominator, scope_class, measure, pool
),

drawn as (
    select
        cell.*,
        cast(cell.n as double) / (cell.n + 1) as weight,
        cast(cell.n as double) / (cell.n + 1) * cell.mean_log + whole.mean_log / (cell.n + 1) as drawn_log,
        convention.sd_log * sqrt(1e0 / (cell.n + 1) + 1e0 / ((cell.n + 1) * (cell.n + 1) * whole.weight)) as drawn_sd,
        convention.sd_log
    from cell
    cross join convention
    inner join whole
        on
            cell.country_code = whole.country_code and cell.denominator = whole.denominator
            and cell.scope_class = whole.scope_class and cell.measure = whole.measure
            and cell.pool = whole.pool
)

select
    form_code,
    size_class,
    country_code,
    denominator,
    scope_class,
    measure,
    pool,
    n,
    exp(mean_log) as raw_nok,
    exp(drawn_log) as shrunk_nok,
    exp(drawn_log - 1.96 * drawn_sd) as shrunk_low_nok,
    exp(drawn_log + 1.96 * drawn_sd) as shrunk_high_nok,
    weight,
    sd_log as prior_sd_log
from drawn
