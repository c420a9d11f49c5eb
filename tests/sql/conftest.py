"""Tables in, table out: a SELECT of sql/ over rows a test writes down."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from pipelines import marts
from pipelines.lake import Lake
from pipelines.settings import CHECKOUT
from pipelines.tables import TABLES

SQL = CHECKOUT / "sql"
Rows = dict[str, list[dict[str, Any]]]


def conclude(lake: Lake, name: str, tables: Rows) -> pl.DataFrame:
    """Rows of one table, from rows of the tables it reads; a table not given is empty."""
    select = marts.select_of(SQL, TABLES[name])
    unread = sorted(set(tables) - set(marts.tables_read(select)))
    assert not unread, f"{name} does not read {unread}"
    for source in marts.tables_read(select):
        rows = tables.get(source, [])
        lake.write(source, TABLES[source].frame(rows))
    concluded = marts.conclude(SQL, TABLES[name], lake)
    assert not concluded.rejects.height, concluded.rejects.to_dicts()
    return concluded.valid


@pytest.fixture
def concluded(lake: Lake) -> Callable[[str, Rows], list[dict[str, Any]]]:
    return lambda name, tables: conclude(lake, name, tables).to_dicts()


def conventions(**changed: object) -> list[dict[str, Any]]:
    values = {
        "annuity_rate": 0.04,
        "annuity_years": 5,
        "fragile_staff": 3,
        "interval_from_n": 6,
        "price_year": 2020,
        "size_years_away": 2,
        "size_change_per_year": 0.05,
    }
    return [
        {"convention": name, "value": str(value), "meaning": "test", "is_default": True}
        for name, value in (values | changed).items()
    ]


def claim(unit_id: str, kind: str, mid: float | None, **other: Any) -> dict[str, Any]:
    """A claim with low = mid = high unless said otherwise."""
    row = TABLES["core.claim"].example_row() | {
        "claim_id": f"{unit_id}-{kind}-{mid}",
        "unit_id": unit_id,
        "kind": kind,
        "low": mid,
        "mid": mid,
        "high": mid,
        "rounding_half_width": 0.0,
        "value_text": None,
        "date_low": None,
        "date_high": None,
    }
    return row | other
