"""What was left out and why.

Belongs here: rejected rows and the identity of a release. Does not belong here: the rules themselves,
which stand with their tables.
"""

import datetime

from schemas.codes import SEVERITIES
from schemas.columns import at_least, code, day, flag, text, whole
from schemas.table import Table

# The columns a client may rely on are origin, file, sheet, row_number, column, rule, value, severity.
REJECT = Table(
    "quality.reject",
    "One rule that one received row breaks; the row is in no core table",
    ("table_name", "origin", "file", "sheet", "row_number", "column", "rule"),
    (
        text("table_name", "Table the row was meant for", "core.application_usage"),
        text("origin", "Source the row came from", "example-round-2025", references="reference.origin.origin_id"),
        text("file", "File the row was received in", "example_2025_3316.xlsx"),
        text("sheet", "Sheet of the workbook; empty for a file without sheets", "Applications", required=False),
        whole("row_number", "Row of the file or sheet, counted from 1 with headings", 7, rules=(at_least(1),)),
        text("column", "Column at fault; the heading where the sheet names it otherwise", "contract_end"),
        text("rule", "Name of the rule that does not hold", "date"),
        text("value", "The text as received; empty where nothing was", "31.02.2025", required=False),
        code("severity", "Whether the row is at fault or just empty", SEVERITIES, "error"),
        flag("is_example", "True for rows of made-up data", False),
        text("cell", "The cell at fault as a spreadsheet names it", "F17", required=False),
    ),
)
# What is known where a reject is found; which letter its column has is known when all are gathered.
FOUND_COLUMNS = [name for name in REJECT.types if name != "cell"]
RELEASE = Table(
    "quality.release",
    "What this release was made from",
    ("content_hash",),
    (
        text("content_hash", "Digest over every table's rows: equal content, equal hash", "0" * 64),
        whole("n_tables", "Tables in the release", 30, rules=(at_least(1),)),
        whole("n_rows", "Rows in the release", 12000, rules=(at_least(1),)),
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
        text("reason", "Why", "the letter O for a zero"),
    ),
)
TABLES = (REJECT, CORRECTION, RELEASE)
