"""A workbook as text with addresses: file, sheet, row, and the column by its meaning.

Belongs here: opening an xlsx, finding sheets and headings, rendering cells as text without loss.
Does not belong here: what a text means (pipelines/cells), what may stand where (schemas/).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook

from pipelines.faults import StructuralFault, UserError
from schemas.survey import SHEETS, Sheet

Cell = object
PLACE = {"file": pl.String(), "sheet": pl.String(), "row_number": pl.Int64()}


def raw_name(sheet: Sheet) -> str:
    """The lake's name for a sheet as received."""
    return f"raw.survey_{sheet.name}"


def read_workbook(path: Path) -> dict[str, pl.DataFrame]:
    """Raw table name -> rows as received, all text. An empty row is passed over: it says nothing.

    Raises StructuralFault where a sheet or a required column is missing, UserError where it is no workbook.
    """
    try:
        workbook = CalamineWorkbook.from_path(path)
    except (CalamineError, OSError) as error:
        raise UserError(f"{path.name} cannot be opened as a workbook: {error}. Save it as xlsx again.") from None
    tables = {}
    for sheet in SHEETS:
        title = next((name for name in workbook.sheet_names if sheet.means(name.strip())), None)
        if title is None:
            expected = " or ".join(sheet.titles.values())
            raise StructuralFault(f"{path.name}: there is no sheet {expected}; found {workbook.sheet_names}.")
        rows = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
        tables[raw_name(sheet)] = _rows(path.name, title, sheet, rows)
    return tables


def _rows(file: str, title: str, sheet: Sheet, rows: Sequence[Sequence[Cell]]) -> pl.DataFrame:
    headings = [as_text(cell) or "" for cell in rows[0]] if rows else []
    position = {
        field.name: next((at for at, text in enumerate(headings) if field.means(text.strip())), None)
        for field in sheet.fields
    }
    missing = [field.headings["en"] for field in sheet.fields if field.required and position[field.name] is None]
    if missing:
        raise StructuralFault(
            f"{file}, sheet {title}: missing columns {missing}; found {headings}. Keep the headings of the template."
        )
    read = [
        {"file": file, "sheet": title, "row_number": number}
        | {name: None if at is None else as_text(row[at]) for name, at in position.items()}
        for number, row in enumerate(rows[1:], start=2)
        if any(as_text(cell) for cell in row)
    ]
    return pl.DataFrame(read, schema=PLACE | dict.fromkeys(position, pl.String()))


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
