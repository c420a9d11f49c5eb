"""Figures of a home: a file under its reference/ stands instead of shipped rows with the same key, and adds others.

Belongs here: which tables may be overridden, reading and checking such a file. Does not belong here: the shipped files
(pipelines/reference), conventions, which have a file of their own (pipelines/conventions).
"""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl

from pipelines import reference, shipped
from pipelines.faults import UserError
from schemas import reference as tables
from schemas.messages import sentence
from schemas.table import Table

# File name without .csv -> table. All of them say in each row where it is from.
OVERRIDABLE = {
    table.table: table
    for table in (
        tables.MUNICIPALITY,
        tables.MUNICIPALITY_CHANGE,
        tables.POPULATION,
        tables.CONSUMER_PRICE,
        tables.PURCHASING_POWER,
        tables.EXCHANGE_RATE,
    )
}
NOTES = (".md", ".txt")
# A row of origins.csv: what a home says of itself needs no source of its own.
OWN_ORIGIN = "home-reference"
FILLED_IN = "origin_id"


def municipalities(data: Path, own: Path | None) -> pl.DataFrame:
    """Shape: reference.municipality, of the checkout and of the home's folder `own`.

    Raises UserError as `overridden`, and where the home makes one number two municipalities on a day.
    """
    shipped_ones = reference.municipalities(data / "reference").valid
    found = overridden(tables.MUNICIPALITY, shipped_ones, own)
    added = found.join(shipped_ones, on=list(tables.MUNICIPALITY.types), how="anti", nulls_equal=True)
    both = added.join(found, on="unit_id", suffix="_other").filter(
        (pl.col("valid_from") != pl.col("valid_from_other")) | (pl.col("name") != pl.col("name_other")),
        (pl.col("valid_to_other") > pl.col("valid_from")).fill_null(True),
        (pl.col("valid_to") > pl.col("valid_from_other")).fill_null(True),
    )
    for row in both.sort("unit_id", "valid_from").iter_rows(named=True):
        raise UserError(
            f"{own}/{tables.MUNICIPALITY.table}.csv: {row['unit_id']} {row['name']} from {row['valid_from']} is the "
            f"number of {row['name_other']} from {row['valid_from_other']} on the same days. Say both lines, the "
            "earlier one with its valid_to."
        )
    return found


def overridden(table: Table, rows: pl.DataFrame, own: Path | None) -> pl.DataFrame:
    """The shipped rows of a table, those that `own`/<table>.csv has by their grain replaced, its others added.

    Raises UserError naming file and line where the file does not hold, or where a file overrides nothing.
    """
    if own is None or not own.is_dir():
        return rows
    for path in sorted(own.iterdir()):
        is_note = path.name.startswith((".", "~$")) or path.suffix.lower() in NOTES
        if not is_note and path.name not in {f"{name}.csv" for name in OVERRIDABLE}:
            names = ", ".join(f"{name}.csv" for name in OVERRIDABLE)
            raise UserError(f"{path} overrides nothing. Name it after a table: {names}.")
    path = own / f"{table.table}.csv"
    if not path.exists():
        return rows
    found = _read(path, table)
    return pl.concat([rows.join(found, on=table.grain, how="anti", maintain_order="left"), found])


def _read(path: Path, table: Table) -> pl.DataFrame:
    """The file's rows in the table's columns; `source` says that they are of this home."""
    received = _received(path, table)
    if FILLED_IN in table.types:
        received = received.with_columns(pl.col(FILLED_IN).fill_null(OWN_ORIGIN))
    settled = shipped.settle(table, received, {})
    for fault in settled.rejects.sort("row_number").iter_rows(named=True):
        said = sentence(fault["rule"], fault["value"], "en")
        raise UserError(f"{path}, line {fault['row_number']}: {fault['column_name']}: {said}.")
    # Nothing was rejected: the rows stand in the order of the lines.
    key = settled.valid.select(table.grain)
    for at in (key.select(again=pl.struct(pl.all()).is_first_distinct().not_())["again"]).arg_true():
        said = ", ".join(f"{name} {value}" for name, value in key.row(at, named=True).items())
        raise UserError(f"{path}, line {received['row_number'][at]}: {said} stands twice. Keep one of the lines.")
    return settled.valid.with_columns(source=pl.format("{} ({} of this home)", "source", pl.lit(path.name)))


def _received(path: Path, table: Table) -> pl.DataFrame:
    """All cells as text, empty as null, with `file` and `row_number`; a line without any cell is passed over."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            headings = [heading.strip() for heading in next(lines, [])]
            _check_headings(path, headings, table)
            rows = []
            before = lines.line_num
            for cells in lines:
                number, before = before + 1, lines.line_num  # a quoted cell may go over several lines
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) != len(headings):
                    raise UserError(f"{path}, line {number}: {len(cells)} cells under {len(headings)} headings.")
                rows.append({"file": path.name, "row_number": number} | _filled(headings, cells))
    except UnicodeError:
        raise UserError(f"{path} is no text in UTF-8. Save it as CSV in UTF-8, split by commas.") from None
    except csv.Error as error:
        raise UserError(f"{path}, line {lines.line_num}: {error}. Save it as CSV in UTF-8, split by commas.") from None
    schema = {"file": pl.String(), "row_number": pl.Int64()} | dict.fromkeys(table.types, pl.String())
    return pl.DataFrame(rows, schema=schema)


def _filled(headings: list[str], cells: list[str]) -> dict[str, str | None]:
    return {heading: cell.strip() or None for heading, cell in zip(headings, cells, strict=True)}


def _check_headings(path: Path, headings: list[str], table: Table) -> None:
    if not headings:
        raise UserError(f"{path} has no headings. The first line names the columns: {', '.join(table.types)}.")
    needed = [column.name for column in table.columns if column.required and column.name != FILLED_IN]
    missing = [name for name in needed if name not in headings]
    if missing:
        raise UserError(f"{path}: columns {', '.join(missing)} are missing; found {headings}, split by commas.")
    unknown = [name for name in headings if name not in table.types]
    if unknown or len(set(headings)) != len(headings):
        raise UserError(
            f"{path}: columns {', '.join(unknown) or 'that stand twice'} are not of {table.name}; "
            f"each of {', '.join(table.types)} may stand once."
        )
