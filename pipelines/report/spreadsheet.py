"""The report as a workbook to forward: one sheet per table, numbers as numbers.

Belongs here: sheets, headings, notes, the explaining first sheet. Does not belong here: which rows (tables).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

from pipelines.faults import UserError
from pipelines.report import summary
from pipelines.report.tables import FACTS, SHOWN, Content
from pipelines.report.words import Words
from pipelines.workbook.writer import CREATED, OPTIONS

MOST_ROWS = 1_048_575
LONGEST_TEXT = 32_767
WIDTH = 20
# A fact has one row and names every observation that it is behind.
BEHIND = (FACTS, "observation_id")
# Of these tables the report has a part, or in another form: what they are here.
SAID = {FACTS: "sources_note", "quality.reject": "held_note"}
# A year is a whole number and stays without a thousands mark.
CELL_FORMS: dict[str, dict[str, Any]] = {
    "plain": {},
    "amount": {"num_format": "[>=100]#,##0;[<=-100]-#,##0;0.00"},
    "day": {"num_format": "yyyy-mm-dd"},
}
Formats = Mapping[str, Any]


def write(content: Content, path: Path, language: str) -> None:
    """Write the workbook; a text stays a text, also where it begins with = + - @. Raises UserError if too long."""
    words = Words(language, content.areas)
    too_long = [table for table, rows in content.rows.items() if len(rows) > MOST_ROWS]
    if too_long:
        raise UserError(f"{', '.join(too_long)} has more rows than a sheet holds; use the Parquet export.")
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, OPTIONS) as workbook:
        workbook.set_properties({"created": CREATED})
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EEF1F3"})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        formats = {kind: workbook.add_format(form) for kind, form in CELL_FORMS.items()}
        _explain(workbook.add_worksheet(words("workbook_first")), content, words, bold, wrapped)
        for table in SHOWN:
            if content.has(table):
                _sheet(workbook.add_worksheet(sheet_name(table)), content, table, bold, formats)


def sheet_name(table: str) -> str:
    """`mart.cost_by_form` is the sheet `cost_by_form`; no two tables shown share a name."""
    return table.split(".", 1)[1][:31]


def _explain(page: Any, content: Content, words: Words, bold: Any, wrapped: Any) -> None:
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 90)
    members = ", ".join(str(member["name"]) for member in content.members)
    names = {row["form_code"]: str(row["form_nb" if words.language == "nb" else "form"]) for row in content.forms}
    answer = summary.lines(content, words, names) if content.has("mart.alternative") else [words("not_in_release")]
    lines = [
        (words("title"), words("intro")),
        (words("short"), "\n".join(answer)),
        (words("group"), f"{content.group_name}: {members}"),
        (words("release"), content.content_hash),
        (words("legend"), words("legend_n")),
    ]
    if content.is_made_up:
        lines.insert(0, (words("example_rows"), words("example_note")))
    for number, (name, text) in enumerate(lines):
        page.write_string(number, 0, name, bold)
        page.write_string(number, 1, text, wrapped)
    for number, table in enumerate(SHOWN, start=len(lines) + 1):
        page.write_string(number, 0, sheet_name(table), bold)
        said = words(SAID[table]) if table in SAID else content.comments[table]
        said = said if content.has(table) else words("not_in_release")
        page.write_string(number, 1, said, wrapped)
        if content.has(table):
            page.write_url(number, 0, f"internal:'{sheet_name(table)}'!A1", bold, sheet_name(table))


def _sheet(page: Any, content: Content, table: str, bold: Any, formats: Formats) -> None:
    columns, rows = content.columns[table], content.rows[table]
    page.freeze_panes(1, 1)
    page.set_column(0, len(columns) - 1, WIDTH)
    page.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    for place, column in enumerate(columns):
        page.write_string(0, place, column.name, bold)
        if column.comment:
            page.write_comment(0, place, column.comment[:1000])
    for number, row in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            value = "|".join(row["observation_ids"]) if (table, column.name) == BEHIND else row[column.name]
            _write(page, number, place, value, formats)


def _write(page: Any, number: int, place: int, value: Any, formats: Formats) -> None:
    """A cell by the type of its value; an empty one stays empty."""
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(number, place, value, formats["plain"])
    elif isinstance(value, float):
        page.write_number(number, place, value, formats["amount"])
    elif isinstance(value, int):
        page.write_number(number, place, value, formats["plain"])
    elif isinstance(value, datetime.date):
        page.write_datetime(number, place, value, formats["day"])
    else:
        page.write_string(number, place, str(value)[:LONGEST_TEXT], formats["plain"])
