-- What was left out in the last run, by which rule, how often, and what does one such row look like?
-- quality.reject has every row.
select
    table_name, rule, column_name, severity, n_rows, n_files, example_file, example_sheet, example_row_number,
    example_value
from quality.reject_summary
order by n_rows desc, table_name asc, rule asc, column_name asc, severity asc
