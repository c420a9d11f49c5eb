"""Files that the project keeps itself: CSV in one canonical form, read strictly.

Belongs here: UTF-8 comma-separated files with ISO days, decimal points and true/false. Does not belong
here: what people send (pipelines/workbook, pipelines/cells), which is never that tidy.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from pipelines import keys
from pipelines.faults import StructuralFault
from pipelines.validation import FAULTS, Batch, Validated, validate
from schemas.columns import Column
from schemas.table import Table

FORMS = {
    pl.Int64(): (r"^-?[0-9]+$", "whole_number"),
    pl.Float64(): (r"^-?[0-9]+(\.[0-9]+)?$", "number"),
    pl.Date(): (r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "date"),
    pl.Boolean(): (r"^(true|false|yes|no)$", "yes_no"),
}


def read_text(path: Path) -> pl.DataFrame:
    """All cells as text, empty as null, with `file` and `row_number` (headings are row 1)."""
    if not path.exists():
        raise StructuralFault(f"{path.name} is missing: the project ships it at {path}. Restore it from git.")
    frame = pl.read_csv(path, infer_schema=False)
    return frame.with_columns(file=pl.lit(path.name), row_number=pl.int_range(2, pl.len() + 2, dtype=pl.Int64))


def load(
    table: Table,
    path: Path,
    rename: Mapping[str, str] | None = None,
    constants: Mapping[str, Any] | None = None,
    ignore: tuple[str, ...] = (),
) -> Validated:
    """A shipped CSV as rows of a table. `rename` is file column -> table column; `ignore` names what is not kept."""
    received = read_text(path).rename(dict(rename or {}))
    return settle(table, received.drop(ignore), constants or {})


def settle(table: Table, received: pl.DataFrame, constants: Mapping[str, Any]) -> Validated:
    """Text rows with `file` and `row_number` as validated rows; raises StructuralFault on a wrong heading."""
    received = received.with_columns(pl.lit(value).cast(pl.String).alias(name) for name, value in constants.items())
    found = set(received.columns) - {"file", "row_number"}
    missing, unknown = sorted(set(table.types) - found), sorted(found - set(table.types))
    if missing or unknown:
        file = received["file"][0] if received.height else "the file"
        raise StructuralFault(
            f"{file}: missing columns {missing or 'none'}, unknown columns {unknown or 'none'}; "
            f"expected {list(table.types)} for {table.name}."
        )
    typed = received.select(_parsed(column) for column in table.columns)
    rows = validate(Batch(table, typed, _with_place(received, table), _unread(table, received, typed)))
    return keys.settled(table, rows, {})


def _parsed(column: Column) -> pl.Expr:
    value = pl.col(column.name)
    if column.dtype == pl.String():
        return value
    form, _ = FORMS[column.dtype]
    clean = pl.when(value.str.contains(form)).then(value)
    if column.dtype == pl.Boolean():
        return clean.is_in(["true", "yes"]).alias(column.name)
    if column.dtype == pl.Date():
        return clean.str.to_date("%Y-%m-%d", strict=False).alias(column.name)
    return clean.cast(column.dtype, strict=False).alias(column.name)


def _unread(table: Table, received: pl.DataFrame, typed: pl.DataFrame) -> pl.DataFrame:
    frames = []
    for column in table.columns:
        if column.dtype == pl.String():
            continue
        lost = received[column.name].is_not_null() & typed[column.name].is_null()
        frames.append(
            pl.DataFrame({"row": lost.arg_true().cast(pl.Int64), "value": received[column.name].filter(lost)})
            .with_columns(column=pl.lit(column.name), rule=pl.lit(FORMS[column.dtype][1]))
            .select(FAULTS.keys())
        )
    return pl.concat(frames) if frames else pl.DataFrame(schema=FAULTS)


def _with_place(received: pl.DataFrame, table: Table) -> pl.DataFrame:
    origin = pl.col("origin_id") if "origin_id" in table.types else pl.lit("project-files")
    return received.with_columns(origin=origin.fill_null("project-files"), sheet=pl.lit(None, pl.String))
