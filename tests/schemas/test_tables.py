"""Every rule of every table rejects a row that breaks it, and only for that reason is it there."""

import math

import polars as pl
import pytest

from pipelines.tables import TABLES
from pipelines.validation import rule_faults
from schemas.columns import text
from schemas.table import Table

POISON = [
    pytest.param(table, rule, column, change, id=f"{table.name}-{column}-{rule}")
    for table in TABLES.values()
    for rule, column, change in table.poison_rows()
]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_example_row_obeys_every_rule(table):
    assert rule_faults(table, table.frame([table.example_row()])).rows() == []


@pytest.mark.parametrize(("table", "rule", "column", "change"), POISON)
def test_poison_row_is_rejected_for_its_rule(table, rule, column, change):
    faults = rule_faults(table, table.frame([table.example_row() | change]))
    assert (column, rule) in faults.select("column", "rule").rows()


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_only_finite_numbers_pass(table):
    """One frame per table: a row per decimal column and per value that is no number."""
    changes = [
        (column.name, value)
        for column in table.columns
        if column.dtype == pl.Float64()
        for value in (math.nan, math.inf, -math.inf)
    ]
    rows = [table.example_row() | {name: value} for name, value in changes]
    if rows:
        found = set(rule_faults(table, table.frame(rows)).select("row", "column", "rule").rows())
        assert {(row, name, "finite") for row, (name, _) in enumerate(changes)} <= found


def test_every_column_says_what_it_means_and_numbers_have_units():
    for table in TABLES.values():
        for column in table.columns:
            assert len(column.description) > 3, (table.name, column.name)
            assert column.unit or column.dtype != pl.Float64(), (table.name, column.name)


def test_every_reference_points_at_a_declared_column():
    for table in TABLES.values():
        for column in table.columns:
            if column.references:
                target, _, name = column.references.rpartition(".")
                assert name in TABLES[target].types, (table.name, column.name)


def test_a_column_declared_twice_or_an_unknown_grain_is_an_error():
    with pytest.raises(ValueError, match="declared twice"):
        Table("core.x", "x", ("a",), (text("a", "letter", "a"), text("a", "letter", "a")))
    with pytest.raises(ValueError, match="names no column"):
        Table("core.x", "x", ("b",), (text("a", "letter", "a"),))


def test_a_frame_refuses_columns_that_the_table_does_not_have():
    with pytest.raises(ValueError, match="no column nonsense"):
        TABLES["reference.origin"].frame([{"nonsense": 1}])
