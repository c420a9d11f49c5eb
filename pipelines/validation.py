"""The one way a frame is held against its table: valid rows on one side, rejects with reasons on the other.

Belongs here: the wrapper around pandera, and the accounting that no row disappears between the two sides.
Does not belong here: the rules (schemas/), parsing of text (pipelines/cells).
"""

from __future__ import annotations

from dataclasses import dataclass

import pandera.errors
import polars as pl

from pipelines.faults import StructuralFault
from schemas.quality import FOUND_COLUMNS
from schemas.table import Table

FAULTS = {"row": pl.Int64(), "column": pl.String(), "rule": pl.String(), "value": pl.String()}
# Where a received row stood.
PLACE_TYPES = {"origin": pl.String(), "file": pl.String(), "sheet": pl.String(), "row_number": pl.Int64()}
PLACE = [pl.col(name).cast(dtype) for name, dtype in PLACE_TYPES.items()]
RULE_NAMES = {"not_nullable": "required"}


def no_faults() -> pl.DataFrame:
    """An empty frame of faults: row (position from 0), column, rule, value as received."""
    return pl.DataFrame(schema=FAULTS)


@dataclass(frozen=True)
class Batch:
    """Rows on their way into a table.

    `typed` has the table's columns; `received` has the same rows as text, with at least the columns
    `file`, `sheet`, `row_number`, `origin` and, where it was a text, each column as written;
    `faults` lists what could not be parsed at all.
    """

    table: Table
    typed: pl.DataFrame
    received: pl.DataFrame
    faults: pl.DataFrame


@dataclass(frozen=True)
class Validated:
    """`valid` in the table's columns, `rejects` in those of quality.reject; every row is in one of them.

    `places` says of the valid rows, where it is known, `origin`, `file`, `sheet` and `row_number`.
    """

    valid: pl.DataFrame
    rejects: pl.DataFrame
    places: pl.DataFrame | None = None


def validate(batch: Batch) -> Validated:
    """Split a batch by its table's rules.

    Raises StructuralFault where columns are missing, unknown or of another type.
    """
    # A value that could not be read is one fault; that it is also missing is no second one.
    broken = rule_faults(batch.table, batch.typed, batch.received).join(batch.faults, on=["row", "column"], how="anti")
    faults = pl.concat([batch.faults, broken]).unique(maintain_order=True)
    places = batch.received.select(PLACE)
    if not faults.height:
        return Validated(batch.typed, found_of(batch, faults), places)
    is_valid = _others(batch.typed, faults)
    return Validated(batch.typed.filter(is_valid), found_of(batch, faults), places.filter(is_valid))


def without(table: Table, rows: Validated, faults: pl.DataFrame) -> Validated:
    """Valid rows without those that further `faults` (as `FAULTS`) were found in, which join the rejects."""
    if not faults.height:
        return rows
    places = _places(table, rows)
    found = found_of(Batch(table, rows.valid, places, faults), faults)
    stays = _others(rows.valid, faults)
    return Validated(rows.valid.filter(stays), pl.concat([rows.rejects, found]), places.filter(stays))


def _others(typed: pl.DataFrame, faults: pl.DataFrame) -> pl.Series:
    return pl.repeat(True, typed.height, eager=True).scatter(faults["row"].unique(), False)


def _places(table: Table, rows: Validated) -> pl.DataFrame:
    """Where each valid row was read, by what it says itself where nothing else is known."""
    if rows.places is not None:
        return rows.places
    said = {"origin": "origin_id", "file": "source_file", "sheet": "source_sheet", "row_number": "source_row"}
    absent = {"file": pl.lit(table.name)}
    return rows.valid.select(
        (pl.col(column) if column in table.types else absent.get(name, pl.lit(None)))
        .cast(PLACE_TYPES[name])
        .alias(name)
        for name, column in said.items()
    )


def rule_faults(table: Table, typed: pl.DataFrame, received: pl.DataFrame | None = None) -> pl.DataFrame:
    """Every rule that a row of a typed frame breaks, as `FAULTS`. Shape: one row per row and rule.

    The rows for which every rule holds are told first, in one pass; pandera names the faults of the others.
    """
    if dict(typed.schema) != table.types or list(typed.columns) != list(table.types):
        raise StructuralFault(_structure_message(table, typed))
    suspicious = typed.select(table.holds().not_()).to_series().arg_true()
    if not suspicious.len():
        return no_faults()
    rows = typed[suspicious]
    try:
        table.model.validate(rows, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases
        if cases.filter(pl.col("index").is_null()).height:
            raise StructuralFault(_structure_message(table, typed)) from None
        found = _with_columns(table, cases, None if received is None else received[suspicious])
        return found.with_columns(row=suspicious.cast(pl.Int64).gather(found["row"]))
    raise AssertionError(f"{table.name}: rules are broken that pandera does not find")


def must_hold(table: Table, typed: pl.DataFrame) -> pl.DataFrame:
    """The frame itself, for rows that were held against the rules before: one broken rule is a fault of the program."""
    faults = rule_faults(table, typed)
    if faults.height:
        first = faults.row(0, named=True)
        raise StructuralFault(
            f"{table.name}: {faults.height} rules are broken in rows that must hold; first row {first['row'] + 1}, "
            f"column {first['column']}: {first['rule']} (found {first['value']!r}). Correct the file or the rule."
        )
    return typed


def _with_columns(table: Table, cases: pl.DataFrame, received: pl.DataFrame | None) -> pl.DataFrame:
    row_rule_column = {rule.name: rule.column for rule in table.row_rules}
    rows = []
    for case in cases.iter_rows(named=True):
        is_row_rule = case["schema_context"] == "DataFrameSchema"
        column = row_rule_column[case["check"]] if is_row_rule else case["column"]
        value = None if is_row_rule else case["failure_case"]
        if received is not None and column in received.columns:
            value = received[column][case["index"]]
        rows.append(
            {
                "row": case["index"],
                "column": column,
                "rule": RULE_NAMES.get(case["check"], case["check"]),
                "value": value,
            }
        )
    return pl.DataFrame(rows, schema=FAULTS)


def found_of(batch: Batch, faults: pl.DataFrame) -> pl.DataFrame:
    """Faults of rows as they are gathered in quality.reject: with table, origin, file, sheet and row."""
    here = faults["row"].unique(maintain_order=True)
    place = batch.received[here].select(PLACE)
    return (
        faults.join(place.with_columns(row=here), on="row", how="left", maintain_order="left")
        .with_columns(table_name=pl.lit(batch.table.name), column_name="column", severity=pl.lit("rejected"))
        .select(FOUND_COLUMNS)
    )


def _structure_message(table: Table, typed: pl.DataFrame) -> str:
    expected = {name: str(dtype) for name, dtype in table.types.items()}
    found = {name: str(dtype) for name, dtype in typed.schema.items()}
    missing = [name for name in expected if name not in found]
    unknown = [name for name in found if name not in expected]
    other = [
        f"{name} is {found[name]}, not {kind}"
        for name, kind in expected.items()
        if name in found and found[name] != kind
    ]
    return (
        f"{table.name} has other columns than it must have: missing {missing or 'none'}, unknown "
        f"{unknown or 'none'}, of another type {other or 'none'}. Expected {list(expected)}; found {list(found)}."
    )
