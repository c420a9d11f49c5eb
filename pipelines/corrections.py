"""Corrections of what was received: reviewed lines of data that expire by themselves.

Belongs here: reading data/corrections/*.yml, finding the one cell each means, putting the corrected text in its place.
Does not belong here: the raw tables, which stay as received (pipelines/workbook).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from pipelines.faults import UserError
from pipelines.validation import rule_faults
from pipelines.workbook.pile import raw_name
from pipelines.workbook.received import original_name
from schemas.quality import CORRECTION
from schemas.survey import SHEETS, Sheet

FIELDS = ("name", "file", "sheet", "row", "column", "reported", "expected", "corrected_by", "corrected_on", "reason")
SHEET_NAMES = {sheet.name: sheet for sheet in SHEETS}


def corrections(folders: Sequence[Path], raw: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Every correction with the cell it means. Shape: quality.correction.

    Raises UserError, with every one that fails by name: a line that is wrongly written, matches no cell or several,
    or is no longer needed because the cell already says what is expected.
    """
    found, failing, names = [], [], set()
    for path, entry in _entries(folders):
        try:
            found.append(_placed(path, entry, raw))
            if entry["name"] in names:
                raise UserError(f"{path.name}, correction {entry['name']}: the name is used twice. Rename one.")
            names.add(entry["name"])
        except UserError as error:
            failing.append(str(error))
    if failing:
        raise UserError("\n".join(failing))
    return _typed(found)


def holding(folders: Sequence[Path], raw: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Those corrections that mean one cell of these rows; the others are named by `corrections` later."""
    found = []
    try:
        for path, entry in _entries(folders):
            with suppress(UserError):
                found.append(_placed(path, entry, raw))
        return _typed(found)
    except UserError:
        return CORRECTION.frame([])


def corrected(raw: pl.DataFrame, sheet: Sheet, applied: pl.DataFrame) -> pl.DataFrame:
    """The rows of a sheet with the corrected texts in place; a cell's fault goes with the text it was about."""
    for row in applied.filter(pl.col("sheet_name") == sheet.name).iter_rows(named=True):
        here = (
            (pl.col("file") == row["source_file"])
            & (pl.col("sheet") == row["sheet"])
            & (pl.col("row_number") == row["row_number"])
        )
        others = pl.col("cell_faults").list.filter(pl.element().struct.field("column") != row["column"])
        raw = raw.with_columns(
            pl.when(here).then(pl.lit(row["expected"])).otherwise(pl.col(row["column"])).alias(row["column"]),
            cell_faults=pl.when(here).then(others).otherwise(pl.col("cell_faults")),
        )
    return raw


def _entries(folders: Sequence[Path]) -> Iterator[tuple[Path, dict[str, str]]]:
    for path in sorted(path for folder in folders for path in folder.glob("*.y*ml")):
        try:
            # BaseLoader leaves every scalar as text: 0301 and 2500 mean what was written.
            said = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or []  # noqa: S506
        except (yaml.YAMLError, UnicodeError) as error:
            raise UserError(f"{path}: this is no YAML: {' '.join(str(error).split())}") from None
        if not isinstance(said, list) or not all(isinstance(entry, dict) for entry in said):
            raise UserError(f"{path}: write a list of corrections, each with {', '.join(FIELDS)}.")
        for number, entry in enumerate(said, start=1):
            wrong = sorted(set(FIELDS) ^ set(entry)) or [
                key for key, text in entry.items() if not isinstance(text, str)
            ]
            if wrong:
                raise UserError(
                    f"{path}, correction {number}: missing, unknown or not a text: {', '.join(wrong)}. "
                    f"A correction has {', '.join(FIELDS)}."
                )
            yield path, entry


def _placed(path: Path, entry: Mapping[str, str], raw: Mapping[str, pl.DataFrame]) -> dict[str, Any]:
    """The correction with the one cell it means."""
    where = f"{path.name}, correction {entry['name']}"
    if entry["sheet"] not in SHEET_NAMES:
        raise UserError(f"{where}: there is no sheet {entry['sheet']!r}; it is one of {', '.join(SHEET_NAMES)}.")
    sheet = SHEET_NAMES[entry["sheet"]]
    columns = [field.name for field in sheet.fields]
    if entry["column"] not in columns:
        raise UserError(f"{where}: sheet {sheet.name} has no column {entry['column']!r}; it has {', '.join(columns)}.")
    key = pl.col(columns[0]).str.strip_chars().fill_null("")
    rows = _rows_of(entry["file"], raw[raw_name(sheet)]).filter(key == entry["row"].strip())
    cell = pl.col(entry["column"]).str.strip_chars().fill_null("")
    matching = rows.filter(cell == entry["reported"].strip())
    if matching.height == 1:
        place = matching.row(0, named=True)
        return {
            **entry,
            "correction": entry["name"],
            "source_file": place["file"],
            "sheet_name": sheet.name,
            "sheet": place["sheet"],
            "row_number": str(place["row_number"]),
        }
    if matching.height > 1:
        listed = ", ".join(str(number) for number in matching["row_number"])
        raise UserError(f"{where}: matches rows {listed} of {entry['file']}; it must mean one cell.")
    if rows.filter(cell == entry["expected"].strip()).height:
        raise UserError(
            f"{where}: is no longer needed: {entry['file']} already says {entry['expected']!r}. Delete the correction."
        )
    there = rows[entry["column"]].to_list()
    found = f"the cell says {there}" if there else "no such file or row was received"
    raise UserError(f"{where}: matches nothing: {found}. Mend or delete the correction.")


def _rows_of(file: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows received in a file; of one that is not accepted, those of the bytes that count in its place."""
    names = rows["file"].unique()
    kept = [name for name in names if name != file and original_name(name) == file]
    return rows.filter(pl.col("file").is_in(kept or [file]))


def _typed(found: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    names = [column.name for column in CORRECTION.columns]
    text = pl.DataFrame(
        [{name: row[name] for name in names} for row in found], schema=dict.fromkeys(names, pl.String()), strict=True
    )
    typed = text.with_columns(
        pl.col("row_number").cast(pl.Int64),
        pl.col("corrected_on").str.to_date("%Y-%m-%d", strict=False),
        *(pl.when(pl.col(name) != "").then(name).alias(name) for name in ("reported", "expected")),
    )
    faults = rule_faults(CORRECTION, typed)
    if faults.height:
        first = faults.row(0, named=True)
        name = typed["correction"][first["row"]]
        raise UserError(f"Correction {name}: its {first['column']} does not hold ({first['rule']}). Mend the line.")
    return typed
