"""Counting by units: a municipality is one, whatever the numbers it has had and the rows it stands in.

Belongs here: which unit a row is of, which observations stand in a cell. Does not belong here: any sum over them.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.report.views import Row

COMPARABLE_SCOPES = ("OPS", "OPS_LOB", "TOTAL")


def unit(row: Row) -> object:
    """The unit over time where the release knows it, and its number or name where not."""
    return row.get("entity_id") or row.get("unit_id") or row["unit_name"]


def units(rows: Sequence[Row]) -> set[object]:
    """The units that the rows are of, each once."""
    return {unit(row) for row in rows}


def standing(rows: Sequence[Row], **where: object) -> list[Row]:
    """Observations that stand for their unit, with these values; a column that the release lacks sets no condition,
    nor does a value that is not known."""
    return [
        row
        for row in rows
        if row["superseded_by"] is None
        and all(value is None or name not in row or row[name] == value for name, value in where.items())
    ]


def comparable_forms(by_form: Sequence[Row], least: int) -> list[tuple[Row, Row]]:
    """Pairs of rows of mart.cost_by_form that may be compared: other forms of one country, measure, denominator and
    known scope class, each with `least` units or more."""
    enough = [row for row in by_form if row["scope_class"] in COMPARABLE_SCOPES and row["n_units"] >= least]
    alike = ("country_code", "measure", "denominator", "scope_class")
    return [
        (one, other)
        for one in enough
        for other in enough
        if one["form_code"] < other["form_code"] and all(one.get(name) == other.get(name) for name in alike)
    ]
