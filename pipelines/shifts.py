"""Rows whose answers stand one cell beside their headings: the one thing to mend, named before what follows from it.

Belongs here: telling a shift from other faults, and from which column on. Does not belong here: what a text means
(pipelines/cells), what becomes of the row (pipelines/survey).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from pipelines import cells
from pipelines.validation import no_faults
from pipelines.workbook.pile import CELL_FAULT, EXTRA, raw_name
from schemas.budget import BUDGET_LINE, SURVEY_SIZE
from schemas.inventory import APPLICATION_USAGE
from schemas.pools import is_explanation
from schemas.survey import APPLICATIONS, BUDGET, SIZES, Sheet
from schemas.words import KRONE

SHIFTED_RIGHT, SHIFTED_LEFT, CELL_COUNT = "shifted_right", "shifted_left", "cell_count"
# A fault of these is of the whole row; whatever else is wrong in it follows.
OUT_OF_PLACE = (CELL_COUNT, SHIFTED_RIGHT, SHIFTED_LEFT)
LEAST_MISFITS = 2  # one cell that does not fit its column is a fault of that cell
MOST_SUSPECTS = 200  # of one sheet; where more rows do not fit, something else is wrong with it
COUNTS = {"account": True, "budget": True, "number": False, "users": False}  # column -> whether it is money
TABLES = {BUDGET.name: BUDGET_LINE, SIZES.name: SURVEY_SIZE, APPLICATIONS.name: APPLICATION_USAGE}
# A blank in one of these does not fit where the row has an answer at all.
NEEDED = {BUDGET.name: ("cost_pool", "scope"), SIZES.name: ("size",), APPLICATIONS.name: ("name_as_written",)}
Row = Sequence[str | None]


def with_shifts(raw: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The raw tables with a cell fault on every row that is shifted; nothing else of them changes.

    A row is shifted where several of its cells do not fit their columns, and every one does when all from some column
    on are moved by one. A row that is known to have a cell too many is told from which column on.
    """
    return dict(raw) | {
        raw_name(sheet): _marked(raw[raw_name(sheet)], sheet, raw[EXTRA]) for sheet in (BUDGET, SIZES, APPLICATIONS)
    }


def _marked(rows: pl.DataFrame, sheet: Sheet, extra: pl.DataFrame) -> pl.DataFrame:
    if not rows.height:
        return rows
    names = [field.name for field in sheet.fields]
    has_count = pl.col("cell_faults").list.eval(pl.element().struct.field("rule") == CELL_COUNT).list.any()
    is_suspect = (_misfits(rows.select(names), sheet) >= LEAST_MISFITS) | rows.select(
        has_count.fill_null(False)
    ).to_series()
    suspects = is_suspect.arg_true().head(MOST_SUSPECTS)
    if not suspects.len():
        return rows
    beyond = _beyond(extra)
    found: dict[int, tuple[str, str, str]] = {}
    for at, row in zip(suspects, rows[suspects].iter_rows(named=True), strict=True):
        cells_of = [row[name] for name in names]
        shift = _shift(cells_of, beyond.get((row["file"], row["sheet"], row["row_number"])), sheet)
        if shift is not None:
            rule, column = shift
            found[at] = (names[column], rule, cells_of[column] or cells_of[min(column + 1, len(names) - 1)] or "")
    faults = [
        _faults(before, found[at]) if at in found else before for at, before in enumerate(rows["cell_faults"].to_list())
    ]
    return rows.with_columns(cell_faults=pl.Series(faults, dtype=pl.List(CELL_FAULT)))


def _faults(before: list[dict[str, Any]], shift: tuple[str, str, str]) -> list[dict[str, Any]]:
    """The one fault of a shifted row; that the cells were counted stands, with the column it begins at."""
    column, rule, value = shift
    counted = [fault for fault in before if fault["rule"] == CELL_COUNT]
    return [counted[0] | {"column": column}] if counted else [{"column": column, "rule": rule, "value": value}]


def _beyond(extra: pl.DataFrame) -> dict[tuple[str, str, int], str]:
    """The first cell of each row that stands under no heading: what was pushed out of the last column."""
    pushed = extra.filter(
        pl.col("heading").map_elements(lambda heading: not heading or is_explanation(heading), return_dtype=pl.Boolean)
    )
    return {
        (file, sheet, row): value
        for file, sheet, row, value in pushed.select("file", "sheet", "row_number", "value").reverse().iter_rows()
    }


def _shift(row: Row, beyond: str | None, sheet: Sheet) -> tuple[str, int] | None:
    """(rule, column from 0) of the shift after which every cell fits; None where there is none."""
    tried = list(_moved(row, beyond))
    names = [field.name for field in sheet.fields]
    frame = pl.DataFrame([cells_of for *_, cells_of in tried], schema=dict.fromkeys(names, pl.String()), orient="row")
    fitting = [(rule, column) for (rule, column, _), n in zip(tried, _misfits(frame, sheet), strict=True) if n == 0]
    # A cell put in is blank as a rule; without one the first column that explains everything is where it begins.
    blank = [(rule, column) for rule, column in fitting if rule == SHIFTED_RIGHT and row[column] is None]
    return next(iter([*blank, *fitting]), None)


def _moved(row: Row, beyond: str | None) -> Iterator[tuple[str, int, Row]]:
    """Every way to move the cells from a column on back by one: first to the left, then to the right."""
    for column in range(len(row)):
        yield SHIFTED_RIGHT, column, [*row[:column], *row[column + 1 :], beyond]
    if row[-1] is None and beyond is None:
        for column in range(len(row) - 1):
            yield SHIFTED_LEFT, column, [*row[:column], None, *row[column:-1]]


def _misfits(rows: pl.DataFrame, sheet: Sheet) -> pl.Series:
    """How many cells of each row are no answer to what their column asks."""
    is_filled = rows.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    count = pl.zeros(rows.height, dtype=pl.Int64, eager=True)
    for field in sheet.fields:
        misfit = _misfit(rows, field.name, sheet)
        if field.name in NEEDED[sheet.name]:
            misfit = misfit | (rows[field.name].is_null() & is_filled)
        count = count + misfit.cast(pl.Int64)
    return count


def _misfit(rows: pl.DataFrame, name: str, sheet: Sheet) -> pl.Series:
    """Whether a cell says something that its column cannot hold."""
    if name in COUNTS:
        _, faults = cells.count(rows, name, "", is_money=COUNTS[name])
        return _at(faults, rows.height)
    column = next(column for column in TABLES[sheet.name].columns if column.name == name)
    if name == "currency":
        rows = rows.with_columns(
            pl.when(pl.col(name).str.strip_chars().str.to_lowercase().is_in(KRONE))
            .then(None)
            .otherwise(name)
            .alias(name)
        )
    typed, faults = cells.parse([column], rows)
    broken = [rule.holds(pl.col(name)).fill_null(True).not_() for rule in column.rules]
    is_broken = typed.select(pl.any_horizontal(broken)).to_series() if broken else _at(no_faults(), rows.height)
    return _at(faults, rows.height) | is_broken


def _at(faults: pl.DataFrame, height: int) -> pl.Series:
    return pl.repeat(False, height, eager=True).scatter(faults["row"].unique(), True)
