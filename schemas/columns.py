"""How a column is declared: one line with its type, meaning, unit, rules and an example.

Belongs here: the kinds of column the warehouse has, and the rules a single value can break.
Does not belong here: any particular table, parsing of text, rules that need several rows.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl


@dataclass(frozen=True)
class Rule:
    """One thing that must hold for a value; `poison` is a value for which it does not."""

    name: str
    holds: Callable[[pl.Expr], pl.Expr]
    poison: Any
    statement: str


@dataclass(frozen=True)
class Column:
    """A declared column. `unit` is null where the value has none; `example` obeys every rule."""

    name: str
    dtype: pl.DataType
    description: str
    example: Any
    unit: str | None = None
    required: bool = True
    rules: tuple[Rule, ...] = ()
    references: str | None = None
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def comment(self) -> str:
        """Meaning, unit and permitted values as one sentence each, for COMMENT ON and the dictionary."""
        parts = [self.description.rstrip(".") + "."]
        if self.unit:
            parts.append(f"Unit: {self.unit}.")
        parts.extend(rule.statement for rule in self.rules if rule.statement)
        if self.references:
            parts.append(f"Refers to {self.references}.")
        if not self.required:
            parts.append("Empty where not known.")
        return " ".join(parts)


def one_of(values: Iterable[Any]) -> Rule:
    """The value is in a code list."""
    allowed = list(values)
    poison: Any = max(allowed) + 1000 if isinstance(allowed[0], int) else "no such code"
    listed = ", ".join(str(value) for value in allowed)
    return Rule("one_of", lambda value: value.is_in(allowed), poison, f"One of: {listed}.")


def at_least(minimum: float) -> Rule:
    """The value is not below a minimum."""
    return Rule("at_least", lambda value: value >= minimum, minimum - 1, f"At least {minimum:g}.")


def at_most(maximum: float) -> Rule:
    """The value is not above a maximum."""
    return Rule("at_most", lambda value: value <= maximum, maximum + 1, f"At most {maximum:g}.")


def matches(pattern: str, meaning: str) -> Rule:
    """The whole text has a form, such as four digits."""
    anchored = f"^(?:{pattern})$"
    return Rule("form", lambda value: value.str.contains(anchored), "\u0000", f"Form: {meaning}.")


FINITE = Rule("finite", lambda value: value.is_finite(), float("nan"), "")
# From here on a double no longer holds every whole number, and no amount or count of a municipality is that large.
LARGEST = 1e15
NOT_TOO_LARGE = Rule("too_large", lambda value: ~value.is_finite() | (value.abs() <= LARGEST), 10 * LARGEST, "")
NOT_BLANK = Rule("not_blank", lambda value: value.str.strip_chars().str.len_bytes() > 0, "  ", "")


def text(name: str, description: str, example: str | None, **extra: Any) -> Column:
    """Free text; a blank is not a value."""
    rules = (NOT_BLANK, *extra.pop("rules", ()))
    return Column(name, pl.String(), description, example, rules=rules, **extra)


def code(name: str, description: str, values: Iterable[Any], example: Any, **extra: Any) -> Column:
    """A value from a code list of texts or whole numbers."""
    dtype = pl.Int64() if isinstance(example, int) else pl.String()
    return Column(name, dtype, description, example, rules=(one_of(values),), **extra)


def number(name: str, description: str, example: float | None, unit: str, **extra: Any) -> Column:
    """A finite decimal number."""
    rules = (FINITE, NOT_TOO_LARGE, *extra.pop("rules", ()))
    return Column(name, pl.Float64(), description, example, unit=unit, rules=rules, **extra)


def whole(name: str, description: str, example: int | None, **extra: Any) -> Column:
    """A whole number."""
    return Column(name, pl.Int64(), description, example, **extra)


def year(name: str, description: str, example: int | None, **extra: Any) -> Column:
    """A calendar or fiscal year."""
    return whole(name, description, example, unit="year", rules=(at_least(1900), at_most(2100)), **extra)


def day(name: str, description: str, example: datetime.date | None, **extra: Any) -> Column:
    """A calendar day."""
    return Column(name, pl.Date(), description, example, **extra)


def flag(name: str, description: str, example: bool | None = False, **extra: Any) -> Column:
    """Yes or no."""
    return Column(name, pl.Boolean(), description, example, **extra)


def interval(stem: str, description: str, unit: str, example: float, minimum: float | None = 0) -> tuple[Column, ...]:
    """Three columns low, mid, high. An open end is empty; an open figure may still state a mid."""
    rules = () if minimum is None else (at_least(minimum),)
    said = {"low": "least value it can have", "mid": "value as stated", "high": "greatest value it can have"}
    return tuple(
        number(f"{stem}{end}", f"{description}: {said[end]}", example, unit, required=False, rules=rules)
        for end in ("low", "mid", "high")
    )
