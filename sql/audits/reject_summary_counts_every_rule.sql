-- Every rule that left something out is in the summary, and nothing else is.
with rejected as (
    select distinct table_name, rule, column_name, severity from quality.reject
)

select
    coalesce(rejected.table_name, summary.table_name) as table_name,
    coalesce(rejected.rule, summary.rule) as rule
from rejected
full outer join quality.reject_summary as summary
    on
        rejected.table_name = summary.table_name and rejected.rule = summary.rule
        and rejected.column_name = summary.column_name
        and rejected.severity = summary.severity
where rejected.table_name is null or summary.table_name is null
