"""What the workbook asks reaches a conclusion: every asked field is read by a mart, or it is a key and says why.

A column counts as read where a mart's value, condition or join rests on it, through any core table that is a SELECT; a
`select *` that nobody uses does not count.
"""

from functools import cache

import pytest
from sqlglot import exp, parse_one
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope

from pipelines import marts
from pipelines.settings import CHECKOUT
from pipelines.tables import TABLES
from schemas.survey import ABOUT, ABOUT_FIELDS, SHEET_TABLES, SHEETS

SQL = CHECKOUT / "sql"
# Fields that fill other columns than one of their name; the three columns of an interval are one question.
AMOUNT = ("core.budget_line", "amount_low", "amount_mid", "amount_high")
FILLS = {
    ("about", "municipality_code"): (
        "core.survey_response",
        "unit_id",
    ),  # looked up in the register of the round's year
    ("about", "form_code"): ("core.unit_form", "form_code"),  # a fact about a year of the municipality
    ("budget", "account"): AMOUNT,
    ("budget", "budget"): AMOUNT,
    ("sizes", "number"): ("core.survey_size", "low", "mid", "high"),
    ("applications", "users"): ("core.application_usage", "users_low", "users_mid", "users_high"),
}
# Asked, and read by no mart, for a reason.
NO_CONCLUSION = {
    ("about", "country_code"): "tells whose number the municipality's is; countries are taken from the register",
    ("about", "respondent"): "whom to ask when an answer is unclear; no conclusion rests on who answered",
    ("about", "is_example"): "decides which home takes the workbook, and is in no table",
}


def selects():
    return [name for name in TABLES if (SQL / name.split(".")[0] / f"{name.split('.')[1]}.sql").exists()]


@cache
def catalogue():
    schema = {}
    for table in TABLES.values():
        columns = {column.name: table.duckdb_type(column) for column in table.columns}
        schema.setdefault(table.schema, {})[table.table] = columns
    return schema


def columns_read(select, needed):
    """(table, column) pairs on which the needed columns of a SELECT rest."""
    listed = ", ".join(f'"{name}"' for name in sorted(needed)) or "1 as one"
    tree = parse_one(f"select {listed} from ({select.rstrip()}\n) as concluded", read="duckdb")
    tree = pushdown_projections(qualify(tree, schema=catalogue(), dialect="duckdb"))
    found = set()
    for scope in traverse_scope(tree):
        for column in scope.columns:
            source = scope.sources.get(column.table)
            if isinstance(source, exp.Table):
                found.add((f"{source.db}.{source.name}", column.name))
    return found


@cache
def reach():
    """(table, column) pairs that a mart rests on, directly or through SELECTs of core."""
    needed = {name: set(TABLES[name].types) if name.startswith("mart.") else set() for name in selects()}
    read = set()
    waiting = [name for name in needed if needed[name]]
    while waiting:
        name = waiting.pop()
        found = columns_read(marts.select_of(SQL, TABLES[name]), needed[name])
        for table, column in found - read:
            if table in needed and column not in needed[table]:
                needed[table].add(column)
                waiting.append(table)
        read |= found
    return frozenset(read)


def asked():
    for sheet in SHEETS:
        for field in ABOUT_FIELDS if sheet is ABOUT else sheet.fields:
            yield sheet.name, field.name


def filled(sheet, field):
    """(table, column) pairs that an asked field fills."""
    table, *columns = FILLS.get((sheet, field), (SHEET_TABLES[sheet], field))
    return {(table, column) for column in columns}


def lacking():
    """Asked fields, none of whose columns a mart rests on."""
    return {(sheet, field) for sheet, field in asked() if not filled(sheet, field) & reach()}


def test_every_asked_field_is_a_column_of_the_table_it_fills():
    known = {(table.name, column) for table in TABLES.values() for column in table.types}
    unknown = {(sheet, field) for sheet, field in asked() if not filled(sheet, field) <= known}
    assert unknown == {("about", "is_example")}


@pytest.mark.parametrize(("sheet", "field"), list(asked()), ids=lambda name: name)
def test_what_is_asked_has_a_consumer_or_a_reason(sheet, field):
    if (sheet, field) in NO_CONCLUSION:
        assert (sheet, field) in lacking(), "it has a consumer now: take it off the list"
    else:
        assert (sheet, field) not in lacking()


def test_a_column_that_is_only_passed_on_is_not_read():
    select = "with a as (select * from core.application_usage) select unit_id from a where has_dpia"
    assert columns_read(select, {"unit_id"}) == {
        ("core.application_usage", "unit_id"),
        ("core.application_usage", "has_dpia"),
    }
