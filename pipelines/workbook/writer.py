"""A survey workbook from rows: sheets and headings as declared.

Belongs here: laying out cells, so that the same rows give the same bytes. Does not belong here: what the
rows say (pipelines/example makes some up).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from schemas.survey import SHEETS

# Written into the file instead of the wall clock: the same rows give the same bytes.
CREATED = datetime.datetime(2026, 1, 1)
WIDTH = 24
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}


def write_workbook(path: Path, language: str, sheets: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """`sheets` is sheet name -> rows by field name. A text is written as text, also where it begins with =."""
    with xlsxwriter.Workbook(path, OPTIONS) as workbook:
        workbook.set_properties({"created": CREATED})
        bold = workbook.add_format({"bold": True})
        for sheet in SHEETS:
            page = workbook.add_worksheet(sheet.titles[language])
            page.freeze_panes(1, 0)
            page.set_column(0, len(sheet.fields) - 1, WIDTH)
            page.write_row(0, 0, [field.headings[language] for field in sheet.fields], bold)
            for number, row in enumerate(sheets[sheet.name], start=1):
                for position, field in enumerate(sheet.fields):
                    value = row[field.name]
                    if value is not None:
                        page.write(number, position, value)
