"""What was left out and why.

Belongs here: rejected rows, the identity of a release and what it changed. Does not belong here: the rules
themselves, which stand with their tables.
"""

import datetime

import polars as pl

from schemas.codes import SEVERITIES
from schemas.columns import at_least, code, day, text, whole
from schemas.table import RowRule, Table

# The columns a client may rely on are origin, file, sheet, row_number, column_name, rule, value, severity.
REJECT = Table(
    "quality.reject",
    "One rule that one row breaks, received or computed, or what is said of it; severity tells whether it is left out",
    ("table_name", "origin", "file", "sheet", "row_number", "column_name", "rule", "value"),
    (
        text("table_name", "Table the row was meant for", "core.application_usage"),
        text(
            "origin",
            "Source the row came from; empty for a computed row of several sources",
            "example-round-2025",
            required=False,
            references="reference.origin.origin_id",
        ),
        text("file", "File the row was received in; the SELECT that made a computed row", "example_2025_3316.xlsx"),
        text("sheet", "Sheet of the workbook; empty for a file without sheets", "Applications", required=False),
        whole(
            "row_number",
            "Row of the file or sheet, counted from 1 with headings; a computed row has none",
            7,
            required=False,
            rules=(at_least(1),),
        ),
        text("column_name", "Column at fault; the heading where the sheet names it otherwise", "contract_end"),
        text("rule", "Name of the rule that does not hold", "date"),
        text(
            "value",
            "The text as received, empty where nothing was; of a computed row its key and what was found, as JSON",
            "31.02.2025",
            required=False,
        ),
        code("severity", "What became of the row", SEVERITIES, "rejected"),
        text("cell", "The cell at fault as a spreadsheet names it", "F17", required=False),
        text("sentence", "What happened and what to do, in English", '"31.02.2025" is not a date', required=False),
    ),
)
# What is known where a reject is found; which letter its column has, and what to say, follow when all are gathered.
FOUND_COLUMNS = [name for name in REJECT.types if name not in ("cell", "sentence")]
RELEASE = Table(
    "quality.release",
    "What this release was made from",
    ("content_hash",),
    (
        text("content_hash", "Digest over every table's rows: equal content, equal hash", "0" * 64),
        whole("n_tables", "Tables in the release", 30, rules=(at_least(1),)),
        whole(
            "n_rows",
            "Rows in the release, this row and those of quality.release_difference not counted",
            12000,
            rules=(at_least(1),),
        ),
        whole("n_rejects", "Rules broken by received rows", 12, rules=(at_least(0),)),
        text("duckdb_version", "Version of DuckDB that wrote the file", "1.5.6"),
    ),
)
CORRECTION = Table(
    "quality.correction",
    "A cell of a submission that was corrected after it was received, by whom and why",
    ("correction",),
    (
        text("correction", "Name of the correction", "modum-2026-websak-licence"),
        text("source_file", "File the cell was received in", "svar fra Modum.xlsx"),
        text("sheet_name", "Which sheet of the survey", "applications"),
        text("sheet", "Title of the sheet in the file", "Systemer"),
        whole("row_number", "Row of the sheet, counted from 1 with headings", 7, rules=(at_least(1),)),
        text("column", "What was asked", "annual_licence"),
        text("reported", "The text as received; empty where nothing was", "2.5OO", required=False),
        text("expected", "The text it is read as; empty for no answer", "2500", required=False),
        text("corrected_by", "Who said so", "IT manager, by telephone"),
        day("corrected_on", "Day of the correction", datetime.date(2026, 3, 1)),
        text("reason", "Why it was wrong", "the letter O for a zero"),
    ),
)
REJECT_SUMMARY = Table(
    "quality.reject_summary",
    "How often a rule left something out, with one example",
    ("table_name", "rule", "column_name", "severity"),
    (
        text("table_name", "Table the rows were meant for", "core.application_usage"),
        text("rule", "Name of the rule that does not hold", "date"),
        text("column_name", "Column at fault", "contract_end"),
        code("severity", "What became of the rows", SEVERITIES, "rejected"),
        whole("n_rows", "Rows that break the rule", 3, rules=(at_least(1),)),
        whole("n_files", "Files they are in", 2, rules=(at_least(1),)),
        text("example_file", "First file with such a row, by name", "example_2025_3316.xlsx"),
        text("example_sheet", "Sheet of that row", "Applications", required=False),
        whole("example_row_number", "Row of that file or sheet", 7, required=False, rules=(at_least(1),)),
        text("example_value", "The text as received; empty where nothing was", "31.02.2025", required=False),
    ),
    (
        RowRule(
            "no_more_files_than_rows",
            "n_files",
            lambda: pl.col("n_files") <= pl.col("n_rows"),
            {"n_files": 4, "n_rows": 3},
        ),
    ),
)
CHANGE_KINDS = {
    "added": "a row that the earlier release lacks",
    "removed": "a row that this release lacks",
    "changed": "another value in a row that both have",
    "table_added": "a table that the earlier release lacks",
    "table_removed": "a table that this release lacks",
    "column_added": "a column that the earlier release lacks",
    "column_removed": "a column that this release lacks",
    "not_compared": "too many rows to compare one by one: both counts are given",
    "key_changed": "rows are told apart by other columns than before: they are counted, not compared",
    "not_readable": "the earlier release could not be read",
}
RELEASE_DIFFERENCE = Table(
    "quality.release_difference",
    "What changed since the last release with other content; empty in the first release",
    ("table_name", "kind", "column", "key"),
    (
        text("table_name", "Table that changed", "mart.shared_application"),
        code("kind", "What happened", CHANGE_KINDS, "changed"),
        text("column", "Column that changed; empty for whole rows and tables", "total_cost_nok", required=False),
        text(
            "key",
            "The row, as a JSON object of the columns of the table's grain; empty where changes are counted only",
            '{"group_id":"no-ringerike-utredning-2022","application_id":"acos-websak"}',
            required=False,
        ),
        text("before", "Value, row count or reason before, as text", "4500.0", required=False),
        text("after", "Value or row count now, as text", "5000.0", required=False),
        whole(
            "n_changes",
            "Rows this line stands for: 1 where they are listed one by one, all where they are counted only; "
            "empty for columns and for what was not compared",
            1,
            required=False,
            rules=(at_least(0),),
        ),
        text("previous_content_hash", "Content digest of the release compared with", "0" * 64, required=False),
    ),
)
# Made while a release is written: not in its content digest, and in no gate over the lake.
MADE_WITH_THE_RELEASE = (RELEASE, RELEASE_DIFFERENCE)
TABLES = (REJECT, REJECT_SUMMARY, CORRECTION, RELEASE, RELEASE_DIFFERENCE)
