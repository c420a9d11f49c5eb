"""Rows that share a key, and rows that refer to what is not there: faults of the row, not of the release.

Belongs here: finding both in any table, and leaving the guilty rows out with their reason. Does not belong here: rules
of one row alone (schemas/, pipelines/validation), the gates that look once more (pipelines/gates).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from pipelines.lake import Lake
from pipelines.validation import FAULTS, Validated, no_faults, without
from schemas.table import Table

REPEATED = "duplicate_row"
DANGLING = "exists"


def repeated(table: Table, typed: pl.DataFrame, faulty: pl.Series) -> pl.DataFrame:
    """A fault for every row that repeats the key of an earlier one, as `FAULTS`. The first stands.

    `faulty` are positions of rows that are left out anyway: they neither repeat nor are repeated.
    """
    key = list(table.grain)
    sound = (
        typed.select(key)
        .with_row_index("row")
        .with_columns(pl.col("row").cast(pl.Int64))
        .filter(~pl.col("row").is_in(faulty.implode()))
    )
    again = sound.filter(pl.col("row").rank("ordinal").over(key) > 1)
    column = telling(table)
    return again.select("row", column=pl.lit(column), rule=pl.lit(REPEATED), value=pl.col(column).cast(pl.String))


def telling(table: Table) -> str:
    """The column of a key that tells rows of one source apart: its last, but for the source."""
    return next((name for name in reversed(table.grain) if name != "origin_id"), table.grain[-1])


def references(table: Table, made_later: Iterable[str] = ()) -> dict[str, str]:
    """Column -> the table and column it refers to, but for itself and for tables that are made from this one."""
    later = {table.name, *made_later}
    return {
        column.name: column.references
        for column in table.columns
        if column.references and column.references.rpartition(".")[0] not in later
    }


def dangling(typed: pl.DataFrame, known: Mapping[str, pl.Series]) -> pl.DataFrame:
    """A fault for every value of a column that is not among its known values, as `FAULTS`."""
    found = [
        typed.select(pl.col(column))
        .with_row_index("row")
        .filter(pl.col(column).is_not_null() & ~pl.col(column).is_in(values.unique().implode()))
        .select(
            pl.col("row").cast(pl.Int64),
            column=pl.lit(column),
            rule=pl.lit(DANGLING),
            value=pl.col(column).cast(pl.String),
        )
        for column, values in known.items()
    ]
    return pl.concat(found) if found else no_faults()


def known_values(lake: Lake, referred: Mapping[str, str]) -> dict[str, pl.Series]:
    """Column -> the values it may have, read from the tables it refers to."""
    named = {column: reference.rpartition(".") for column, reference in referred.items()}
    return {column: lake.read(table)[target] for column, (table, _, target) in named.items()}


def settled(table: Table, rows: Validated, known: Mapping[str, pl.Series]) -> Validated:
    """The rows whose key is their own and whose references lead somewhere; the others rejected with their reason."""
    lost = dangling(rows.valid, known)
    faults = pl.concat([lost, repeated(table, rows.valid, lost["row"])]).select(list(FAULTS))
    return without(table, rows, faults)
