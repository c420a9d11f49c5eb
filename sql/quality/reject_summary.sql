-- What was left out, by rule: how many rows of how many files, and the first of them as an example.
-- grain: table_name x rule x column_name x severity
with placed as (
    select
        reject.*,
        row_number() over (
            partition by table_name, rule, column_name, severity
            order by
                file, sheet nulls first, row_number nulls first, origin nulls first, value nulls first
        ) as place
    from quality.reject as reject
),

-- A computed row has no number of its own: its key tells it apart.
received as (
    select distinct
        table_name,
        rule,
        column_name,
        severity,
        origin,
        file,
        sheet,
        row_number,
        case when row_number is null then value end as key
    from quality.reject
),

counted as (
    select
        table_name,
        rule,
        column_name,
        severity,
        count(*) as n_rows,
        count(distinct file) as n_files
    from received
    group by table_name, rule, column_name, severity
)

select
    counted.table_name,
    counted.rule,
    counted.column_name,
    counted.severity,
    counted.n_rows,
    counted.n_files,
    placed.file as example_file,
    placed.sheet as example_sheet,
    placed.row_number as example_row_number,
    placed.value as example_value
from counted
inner join placed
    on
        counted.table_name = placed.table_name and counted.rule = placed.rule
        and counted.column_name = placed.column_name
        and counted.severity = placed.severity
where placed.place = 1
