-- How complete each sheet of each municipality is: cells answered, answered and rejected, and the four reasons why others are empty.
-- grain: unit_id x survey_round x sheet_name x origin_id
with kept as (
    select unit_id, origin_id, 'applications' as sheet_name, source_file, source_row from core.application_usage
    union
    select unit_id, origin_id, 'budget' as sheet_name, source_file, source_row from core.budget_line
    union
    select unit_id, origin_id, 'sizes' as sheet_name, source_file, source_row from core.survey_size
),

kept_rows as (
    select unit_id, origin_id, sheet_name, count(*) as n_rows_kept from kept group by unit_id, origin_id, sheet_name
),

counted as (
    select
        unit_id,
        survey_round,
        sheet_name,
        origin_id,
        max(n_rows) as n_rows,
        cast(sum(n_answered) as bigint) as n_answered,
        cast(sum(n_rejected) as bigint) as n_rejected,
        cast(sum(n_not_asked) as bigint) as n_not_asked,
        cast(sum(n_not_answered) as bigint) as n_not_answered,
        cast(sum(n_not_applicable) as bigint) as n_not_applicable,
        cast(sum(n_unknown) as bigint) as n_unknown
    from core.survey_answer
    group by unit_id, survey_round, sheet_name, origin_id
)

select
    counted.unit_id,
    counted.survey_round,
    response.municipality_name as unit_name,
    counted.sheet_name,
    counted.n_rows,
    coalesce(kept_rows.n_rows_kept, 0) as n_rows_kept,
    counted.n_answered,
    counted.n_rejected,
    counted.n_not_asked,
    counted.n_not_answered,
    counted.n_not_applicable,
    counted.n_unknown,
    cast(counted.n_answered as double)
    / nullif(
        cast(counted.n_answered + counted.n_rejected + counted.n_not_answered + counted.n_unknown as double), 0
    ) as answered_share,
    counted.origin_id
from counted
inner join core.survey_response as response
    on
        counted.unit_id = response.unit_id and counted.origin_id = response.origin_id
        and response.status = 'in_force'
left join kept_rows
    on
        counted.unit_id = kept_rows.unit_id and counted.origin_id = kept_rows.origin_id
        and counted.sheet_name = kept_rows.sheet_name
