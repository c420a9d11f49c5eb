-- What must be printed beside the decision view of a group, with the counts of today.
-- grain: group_id x limit_number
with convention as (
    select
        max(case when convention = 'price_year' then value end) as price_year,
        max(case when convention = 'interval_from_n' then value end) as interval_from_n
    from reference.convention
),

cell as (
    select
        cast(count(*) as varchar) as n_cells,
        cast(count(*) filter (where cell.n_units < cast(convention.interval_from_n as bigint)) as varchar) as n_small
    from mart.cost_by_form as cell
    cross join convention
),

-- A unit counts once, however many observations it has.
unit as (
    select
        entity_id,
        bool_and(scope_class = 'UNKNOWN') as is_unknown,
        bool_and(evidence_tier in ('C', 'D')) as is_news
    from mart.cost_observation
    where superseded_by is null
    group by entity_id
),

news as (
    select
        cast(count(*) as varchar) as n_units,
        cast(count(*) filter (where is_unknown) as varchar) as n_unknown,
        cast(count(*) filter (where is_news) as varchar) as n_news
    from unit
),

key_range as (
    select
        group_id,
        cast(cast(floor(max(abs(difference_nok)) / 1000 + 0.5) as bigint) as varchar) as most_moved
    from mart.cost_sharing_key
    where difference_nok is not null
    group by group_id
),

shown as (
    select distinct group_id from mart.alternative
),

beside as (
    select
        shown.group_id,
        coalesce(cell.n_cells, '0') as n_cells,
        coalesce(cell.n_small, '0') as n_small,
        coalesce(news.n_units, '0') as n_units,
        coalesce(news.n_unknown, '0') as n_unknown,
        coalesce(news.n_news, '0') as n_news,
        key_range.most_moved,
        convention.price_year,
        convention.interval_from_n
    from shown
    cross join convention
    cross join cell
    cross join news
    left join key_range on shown.group_id = key_range.group_id
)

select
    group_id, 1 as limit_number,
    n_small || ' of ' || n_cells || ' cells rest on fewer than ' || interval_from_n
    || ' units: no effect of form can be read from them. Neighbours with the same definition differ by a factor of two.'
    as text_en,
    n_small || ' av ' || n_cells || ' celler hviler på færre enn ' || interval_from_n
    || ' enheter: ingen virkning av form kan leses av dem. Naboer med samme definisjon skiller seg med en faktor to.'
    as text_nb
from beside
union all
select
    group_id, 2 as limit_number,
    'Forms were chosen, not assigned: those who were dissatisfied or grew fast moved.' as text_en,
    'Formene er valgt, ikke tildelt: de som var misfornøyde eller vokste fort, flyttet.' as text_nb
from beside
union all
select
    group_id, 3 as limit_number,
    'The scope is unknown for ' || n_unknown || ' of ' || n_units
    || ' units: telephony, pupils and department IT may be in or out.' as text_en,
    'Omfanget er ukjent for ' || n_unknown || ' av ' || n_units
    || ' enheter: telefoni, elever og IT i enhetene kan være med eller ikke.' as text_nb
from beside
union all
select
    group_id, 4 as limit_number,
    n_news || ' of ' || n_units || ' units are known from news or a party only: such values are usually the most over the'
    || ' term, often with options, and without value-added tax unless said.' as text_en,
    n_news || ' av ' || n_units || ' enheter er bare kjent fra nyheter eller en part: slike verdier er oftest det meste over'
    || ' perioden, ofte med opsjoner, og uten merverdiavgift om ikke annet er sagt.' as text_nb
from beside
union all
select
    group_id, 5 as limit_number,
    'Prices are moved to ' || price_year || ' by consumer prices; IT prices follow neither these nor the municipal deflator.'
    as text_en,
    'Priser er flyttet til ' || price_year || ' med konsumpriser; IT-priser følger verken disse eller kommunal deflator.'
    as text_nb
from beside
union all
select
    group_id, 6 as limit_number,
    'Research: nine of eighteen studies of inter-municipal cooperation find savings, none is about IT. In Norway contracts'
    || ' cost less than joint organisations, and less with fewer partners.' as text_en,
    'Forskning: ni av atten studier av interkommunalt samarbeid finner besparelser, ingen gjelder IT. I Norge koster avtaler'
    || ' mindre enn felles organisasjoner, og mindre med færre partnere.' as text_nb
from beside
union all
select
    group_id, 7 as limit_number,
    'Gains that are not money, such as competence, security and being on call, are in no cost shown here.' as text_en,
    'Gevinster som ikke er penger, som kompetanse, sikkerhet og vakt, er ikke med i noen kostnad her.' as text_nb
from beside
union all
select
    group_id, 8 as limit_number,
    'The cost key moves money between members: a lower total can be dearer for one of them'
    || coalesce('; here one key moves up to ' || most_moved || ' thousand NOK a year.', '.') as text_en,
    'Fordelingsnøkkelen flytter penger mellom medlemmene: en lavere sum kan være dyrere for én av dem'
    || coalesce('; her flytter en nøkkel inntil ' || most_moved || ' tusen kroner i året.', '.') as text_nb
from beside
