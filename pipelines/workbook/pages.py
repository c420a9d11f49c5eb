"""A received file as pages of text cells, whatever its format.

Belongs here: telling formats apart by their bytes, opening each, rendering cells as text without loss, cells that
hold no usable value. Does not belong here: which page is which sheet (pipelines/workbook/reader).
"""

from __future__ import annotations

import datetime
import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from pipelines.workbook import formulas, limits
from pipelines.workbook.delimited import delimited_page
from pipelines.workbook.formulas import Faults
from pipelines.workbook.limits import Refusal
from pipelines.workbook.received import Received

Cell = object
ZIP, PARQUET, OLD_OFFICE = b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Page:
    """One sheet as text: `rows[0]` is row 1. `faults` is row -> column, both from 0, -> (rule, what is there)."""

    title: str
    rows: Sequence[Sequence[str | None]]
    faults: Faults = field(default_factory=dict)
    is_hidden: bool = False


@dataclass(frozen=True)
class Book:
    """The pages of one file. `saved_at` is when the document says it was saved, else the file's time stamp."""

    kind: str
    pages: Sequence[Page]
    saved_at: datetime.datetime

    @property
    def is_workbook(self) -> bool:
        return self.kind in ("xlsx", "ods")


def open_book(received: Received) -> Book:
    """A file as pages. Raises Refusal where it cannot be read, or was refused already."""
    if received.refusal is not None:
        raise received.refusal
    content = received.content
    if not content:
        raise Refusal("empty_file", "the file holds nothing")
    if content.startswith(ZIP):
        return _spreadsheet(received)
    if content.startswith(PARQUET):
        return Book("parquet", [_parquet_page(received)], received.saved_at)
    if content.startswith(OLD_OFFICE):
        raise Refusal("old_or_locked_workbook", "an old .xls, or a workbook with a password; save it as xlsx without")
    if received.name.lower().endswith((".xlsx", ".xlsm", ".ods", ".parquet")):
        raise Refusal("unreadable", "the content is not what the name says; save it anew from the program")
    return Book("csv", [Page(received.stem, delimited_page(content))], received.saved_at)


def _spreadsheet(received: Received) -> Book:
    texts = limits.xml_parts(received.content)
    is_ods = "content.xml" in texts
    for name, text in texts.items():
        if name.startswith("xl/worksheets/"):
            limits.require_bounded(text, name)
    try:
        faults = formulas.open_document_faults(texts["content.xml"]) if is_ods else formulas.office_open_faults(texts)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(received.content))
        pages = [_page(workbook, metadata.name, metadata.visible, faults) for metadata in workbook.sheets_metadata]
    except (CalamineError, OSError, ValueError, KeyError) as error:
        raise Refusal("unreadable", f"{error}; save it anew as xlsx") from None
    saved_at = formulas.saved_at(texts) or received.saved_at
    return Book("ods" if is_ods else "xlsx", pages, saved_at)


def _page(
    workbook: CalamineWorkbook,
    title: str,
    visible: SheetVisibleEnum,
    faults: dict[str, Faults],
) -> Page:
    sheet = workbook.get_sheet_by_name(title)
    last_row, last_column = sheet.end or (-1, -1)
    limits.require_span(last_row + 1, last_column + 1, title)
    rows = [[as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    found = faults.get(title, {})
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top < len(rows) and left < len(rows[top]) and rows[top][left] is not None:
            for row in range(top, min(bottom + 1, len(rows))):
                for column in range(left, min(right + 1, len(rows[row]))):
                    found.setdefault(row, {})[column] = ("merged_cell", rows[top][left] or "")
    return Page(title, rows, found, visible != SheetVisibleEnum.Visible)


def _parquet_page(received: Received) -> Page:
    """Read by DuckDB, which says what is wrong with a damaged file; polars ends the process over some."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder) / "received.parquet"
        path.write_bytes(received.content)
        try:
            table = connection.read_parquet(str(path))
            limits.require_span(len(table) + 1, len(table.columns), received.name)
            rows = table.fetchall()
        except duckdb.Error as error:
            raise Refusal("unreadable", str(error).replace(str(path), received.name)) from None
    return Page(received.stem, [table.columns, *([as_text(cell) for cell in row] for row in rows)])


def as_text(cell: Cell) -> str | None:
    """A cell as the text a person would type. Nothing is lost and nothing becomes ambiguous.

    A number with exactly three decimals gets a fourth, 1.125 as 1.1250, so that it can never be taken for 1125.
    """
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        if float(cell).is_integer():
            return str(int(cell))
        text = repr(float(cell))
        return text + "0" if len(text.partition(".")[2]) == 3 else text
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, datetime.date | datetime.time | datetime.datetime):
        return cell.isoformat()
    return str(cell)
