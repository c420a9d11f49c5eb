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
EXTRA = "raw.survey_extra"
PLACE = {"file": pl.String(), "sheet": pl.String(), "row_number": pl.Int64()}


def raw_name(sheet: Sheet) -> str:
    """The lake's name for a sheet as received."""
    return f"raw.survey_{sheet.name}"


def read_workbook(path: Path) -> dict[str, pl.DataFrame]:
    """Raw table name -> rows as received, all text. An empty row is passed over: it says nothing.

    Columns that the template does not have are kept aside in raw.survey_extra. Raises StructuralFault where a sheet
    or a column is missing or stands twice, UserError where it is no workbook.
    """
    try:
        workbook = CalamineWorkbook.from_path(path)
    except (CalamineError, OSError) as error:
        raise UserError(f"{path.name} cannot be opened as a workbook: {error}. Save it as xlsx again.") from None
    tables, extra = {}, []
    for sheet in SHEETS:
        title = next((name for name in workbook.sheet_names if sheet.means(name.strip())), None)
        if title is None:
            expected = " or ".join(sheet.titles.values())
            raise StructuralFault(f"{path.name}: there is no sheet {expected}; found {workbook.sheet_names}.")
        cells = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
        page = [[as_text(cell) for cell in row] for row in cells]
        headings = [(text or "").strip() for text in page[0]] if page else []
        position = _positions(path.name, title, sheet, headings)
        rows = [
            ({"file": path.name, "sheet": title, "row_number": number}, row)
            for number, row in enumerate(page[1:], start=2)
            if any(row)
        ]
        read = [place | {name: row[at] for name, at in position.items()} for place, row in rows]
        tables[raw_name(sheet)] = pl.DataFrame(read, schema=PLACE | dict.fromkeys(position, pl.String()))
        asked = set(position.values())
        extra += [
            place | {"heading": headings[at], "value": text}
            for place, row in rows
            for at, text in enumerate(row)
            if at not in asked and text
        ]
    return tables | {EXTRA: pl.DataFrame(extra, schema=PLACE | {"heading": pl.String(), "value": pl.String()})}


def _positions(file: str, title: str, sheet: Sheet, headings: Sequence[str]) -> dict[str, int]:
    """Field -> place of its column. A column that was renamed would otherwise look unanswered."""
    found = {field.name: [at for at, text in enumerate(headings) if field.means(text)] for field in sheet.fields}
    missing = [field.headings["en"] for field in sheet.fields if not found[field.name]]
    twice = [field.headings["en"] for field in sheet.fields if len(found[field.name]) > 1]
    if missing or twice:
        fault = f"missing columns {missing}" if missing else f"columns that stand twice {twice}"
        raise StructuralFault(
            f"{file}, sheet {title}: {fault}; found {list(headings)}. Keep the headings of the template."
        )
    return {name: places[0] for name, places in found.items()}


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
