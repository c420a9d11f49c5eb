"""A copy of what was sent, with each faulty cell coloured and explained in the sender's language.

Belongs here: colours, comments, the list of faults as a sheet. Does not belong here: finding faults
(pipelines/feedback), their sentences (schemas/messages).
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import polars as pl
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.workbook.pages import Book, open_book
from pipelines.workbook.received import Received
from schemas.messages import sentence

FAULTY = PatternFill("solid", fgColor="FFFFC7CE")
DOUBTFUL = PatternFill("solid", fgColor="FFFFEB9C")  # held: to be confirmed, or mended
AUTHOR = "munibench"
LISTS: Mapping[str, str] = {
    "nb": "Feil",
    "nn": "Feil",
    "sv": "Fel",
    "da": "Fejl",
    "fi": "Virheet",
    "en": "Faults",
}


def annotate(received: Received, faults: pl.DataFrame, language: str, out: Path) -> int:
    """Write the copy; returns the number of coloured cells. `faults` has the columns of quality.reject.

    A cell that is only held has another colour than one at fault.

    Raises Refusal where the file itself cannot be opened.
    """
    book = open_book(received)
    copy = openpyxl.load_workbook(io.BytesIO(received.content)) if book.kind == "xlsx" else _as_workbook(book)
    explained: dict[tuple[str, str], list[str]] = {}
    faulty = set()
    lines = []
    for fault in faults.iter_rows(named=True):
        said = sentence(fault["rule"], fault["value"], language)
        if fault["cell"] and fault["sheet"] in copy.sheetnames:
            explained.setdefault((fault["sheet"], fault["cell"]), []).append(said)
            if fault["severity"] != "held":
                faulty.add((fault["sheet"], fault["cell"]))
        place = f"{fault['sheet'] or ''}!{fault['cell'] or fault['row_number']}"
        lines.append((place, fault["column_name"], said))
    for (title, address), sentences in explained.items():
        cell = _anchor(copy[title], address)
        cell.fill = FAULTY if (title, address) in faulty else DOUBTFUL
        cell.comment = Comment("\n".join(sentences), AUTHOR)
    listed = copy.create_sheet(LISTS[language], 0)
    for line in lines:
        listed.append(line)
        for cell in listed[listed.max_row]:
            cell.data_type = "s"  # what was received is text here, whatever it begins with
    copy.save(out)
    return len(explained)


def _anchor(sheet: Worksheet, address: str) -> Cell:
    """The cell itself, or the one that shows for it where cells are merged."""
    for merged in sheet.merged_cells.ranges:
        if address in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet[address]


def _as_workbook(book: Book) -> Workbook:
    """Pages of another format as sheets of text, in the same cells."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for page in book.pages:
        sheet = workbook.create_sheet(page.title[:31])
        for number, row in enumerate(page.rows, start=1):
            for column, text in enumerate(row, start=1):
                if text is not None:
                    cell = sheet.cell(number, column)
                    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:32767]
                    cell.data_type = "s"
    return workbook
