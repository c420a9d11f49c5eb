"""A table as one declaration, and everything that follows from it.

Belongs here: the Table class and what is derived: the pandera model, polars types, DuckDB types.
Does not belong here: any particular table, running a validation, writing a file.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandera.polars as pa
import polars as pl

from schemas.columns import Column, Rule

DUCKDB_TYPES = {
    pl.String(): "VARCHAR",
    pl.Int64(): "BIGINT",
    pl.Float64(): "DOUBLE",
    pl.Date(): "DATE",
    pl.Boolean(): "BOOLEAN",
}


@dataclass(frozen=True)
class RowRule:
    """Something that must hold between the columns of one row; `poison` is a change that breaks it.

    `column` is the one a person should look at, `holds` a predicate over the row (null counts as held).
    """

    name: str
    column: str
    holds: Callable[[], pl.Expr]
    poison: dict[str, Any]


def ordered(low: str, high: str) -> RowRule:
    """The lower end is not above the upper end, where both are known."""
    return RowRule(f"{low}_not_above_{high}", low, lambda: pl.col(low) <= pl.col(high), {low: 2.0, high: 1.0})


def ordered_days(first: str, last: str) -> RowRule:
    """The first day is not after the last, where both are known."""
    poison = {first: datetime.date(2021, 1, 1), last: datetime.date(2020, 1, 1)}
    return RowRule(f"{first}_not_after_{last}", first, lambda: pl.col(first) <= pl.col(last), poison)


def ordered_interval(stem: str = "") -> tuple[RowRule, ...]:
    """low <= mid <= high for the three columns of `columns.interval`."""
    low, mid, high = (f"{stem}{end}" for end in ("low", "mid", "high"))
    return (ordered(low, mid), ordered(mid, high), ordered(low, high))


@dataclass(frozen=True, eq=False)  # a declaration is itself only
class Table:
    """One table of the warehouse: its name, grain (the columns that identify a row), columns and rules.

    A release with fewer rows than `min_rows` is refused: something was not read. `min_example_rows` stands instead of
    it in the example home, where that has less.
    """

    name: str
    description: str
    grain: tuple[str, ...]
    columns: tuple[Column, ...]
    row_rules: tuple[RowRule, ...] = ()
    min_rows: int = 0
    min_example_rows: int | None = None

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        unknown = [name for name in self.grain if name not in names]
        if unknown or len(set(names)) != len(names):
            raise ValueError(f"{self.name}: a column is declared twice, or the grain names no column: {unknown}")

    def least_rows(self, *, is_example_home: bool) -> int:
        less = self.min_example_rows if is_example_home else None
        return self.min_rows if less is None else less

    @property
    def schema(self) -> str:
        return self.name.split(".")[0]

    @property
    def table(self) -> str:
        return self.name.split(".")[1]

    @property
    def key(self) -> tuple[str, str]:
        """The Dagster asset key."""
        return (self.schema, self.table)

    @property
    def comment(self) -> str:
        return f"{self.description.rstrip('.')}. Grain: {' x '.join(self.grain)}."

    @cached_property
    def types(self) -> dict[str, pl.DataType]:
        return {column.name: column.dtype for column in self.columns}

    def duckdb_type(self, column: Column) -> str:
        return DUCKDB_TYPES[column.dtype]

    def example_row(self) -> dict[str, Any]:
        """A row that obeys every rule, from the declared examples."""
        return {column.name: column.example for column in self.columns}

    def frame(self, rows: list[dict[str, Any]]) -> pl.DataFrame:
        """Rows of known columns as a typed frame; columns left out are null."""
        unknown = sorted({name for row in rows for name in row} - set(self.types))
        if unknown:
            raise ValueError(f"{self.name} has no column {', '.join(unknown)}")
        return pl.DataFrame([{name: row.get(name) for name in self.types} for row in rows], schema=self.types)

    def poison_rows(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """(rule, column, changed values) for every rule of the table: each must be rejected for that rule."""
        for column in self.columns:
            if column.required:
                yield "required", column.name, {column.name: None}
            for rule in column.rules:
                yield rule.name, column.name, {column.name: rule.poison}
        for row_rule in self.row_rules:
            yield row_rule.name, row_rule.column, row_rule.poison

    def holds(self) -> pl.Expr:
        """Whether every rule holds for a row; what is null breaks only `required`, as in the model."""
        conditions = [pl.lit(True)]
        for column in self.columns:
            value = pl.col(column.name)
            if column.required:
                conditions.append(value.is_not_null())
            conditions += [rule.holds(value).fill_null(True) for rule in column.rules]
        conditions += [rule.holds().fill_null(True) for rule in self.row_rules]
        return pl.all_horizontal(conditions)

    @cached_property
    def model(self) -> pa.DataFrameSchema:
        """The pandera model; every check's error text is the rule's name."""
        columns = {column.name: _pandera_column(column) for column in self.columns}
        checks = [_row_check(rule) for rule in self.row_rules]
        return pa.DataFrameSchema(columns, checks=checks, strict=True, ordered=True, name=self.name)


def _pandera_column(column: Column) -> pa.Column:
    checks = [_value_check(rule) for rule in column.rules]
    return pa.Column(column.dtype, checks, nullable=not column.required, description=column.description)


def _value_check(rule: Rule) -> pa.Check:
    return pa.Check(lambda data: data.lazyframe.select(rule.holds(pl.col(data.key))), name=rule.name, error=rule.name)


def _row_check(rule: RowRule) -> pa.Check:
    # A null on either side leaves the rule undecided, which is not a fault of the row.
    held = rule.holds().fill_null(True)
    return pa.Check(lambda data: data.lazyframe.select(held), name=rule.name, error=rule.name)
