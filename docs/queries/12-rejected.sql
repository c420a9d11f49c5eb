-- What was left out in the last run, by which rule, how often, and what does one such row look like?
-- quality.reject has every row.
select
    table_name, rule, "column", severity, is_example, n_rows, n_files, example_file, example_sheet, example_row_number,
    example_value
from quality.reject_summary
order by is_example asc, n_rows desc, table_name asc, rule asc, "column" asc, severity asc
