"""A row that repeats a key, or refers to what is not there, is left out with its place; the others stay."""

import polars as pl
import pytest

from pipelines import keys
from pipelines.lake import Lake
from pipelines.shipped import settle
from pipelines.tables import FILLED, TABLES
from pipelines.validation import Validated, no_faults
from schemas.quality import FOUND_COLUMNS, REJECT

STATEMENT = TABLES["core.scope_statement"]
FORM = TABLES["core.unit_form"]
LINE = TABLES["core.budget_line"]


def received(*changes):
    example = {name: str(value) for name, value in STATEMENT.example_row().items()}
    rows = [example | change for change in changes]
    return pl.DataFrame(rows).with_columns(
        file=pl.lit("said.csv"), row_number=pl.int_range(2, len(rows) + 2, dtype=pl.Int64)
    )


def found(settled):
    return settled.rejects.select("file", "sheet", "row_number", "column_name", "rule", "value", "severity").rows()


def no_rejects():
    return REJECT.frame([]).select(FOUND_COLUMNS)


def test_the_second_row_of_a_key_is_left_out_and_named():
    rows = settle(STATEMENT, received({"scope": "in"}, {"cost_pool": "premises"}, {"scope": "out"}), {})
    assert rows.valid["scope"].to_list() == ["in", "in"]
    assert found(rows) == [("said.csv", None, 4, "cost_pool", "duplicate_row", "telephony_fixed", "rejected")]


def test_a_row_that_is_left_out_anyway_takes_nobody_elses_key():
    rows = settle(STATEMENT, received({"scope": "perhaps"}, {"scope": "out"}), {})
    assert rows.valid["scope"].to_list() == ["out"]
    assert {rule for *_, rule, _, _ in found(rows)} == {"one_of"}


def test_a_row_that_refers_to_nothing_is_left_out_with_its_place():
    rows = settle(STATEMENT, received({}, {"collaboration_id": "nobody", "origin_id": "nowhere"}), {})
    known = {"collaboration_id": pl.Series([STATEMENT.example_row()["collaboration_id"]])}
    settled = keys.settled(STATEMENT, rows, known | {"origin_id": pl.Series([STATEMENT.example_row()["origin_id"]])})
    assert settled.valid.height == 1 == settled.places.height
    assert found(settled) == [
        ("said.csv", None, 3, "collaboration_id", "exists", "nobody", "rejected"),
        ("said.csv", None, 3, "origin_id", "exists", "nowhere", "rejected"),
    ]
    assert settled.rejects["origin"].unique().to_list() == ["nowhere"]


def test_nothing_is_no_reference():
    frame = FORM.frame([FORM.example_row() | {"form_code": None}])
    assert keys.dangling(frame, {"form_code": pl.Series([0])}).rows() == no_faults().rows()


def test_a_place_is_read_off_the_row_itself_where_nothing_else_is_known():
    line = LINE.example_row() | {"source_file": "svar.xlsx", "source_sheet": "Budsjett", "source_row": 9}
    rows = Validated(LINE.frame([line, line | {"source_row": 12}]), no_rejects())
    assert found(keys.settled(LINE, rows, {})) == [
        ("svar.xlsx", "Budsjett", 12, "cost_pool", "duplicate_row", line["cost_pool"], "rejected")
    ]
    forms = Validated(FORM.frame([FORM.example_row(), FORM.example_row()]), no_rejects())
    assert found(keys.settled(FORM, forms, {}))[0][:4] == ("core.unit_form", None, None, "year")


def test_a_third_row_of_a_key_without_a_value_repeats_it_too():
    """Empty is a value of a key: two undated rows are one row twice."""
    cost = TABLES["core.cost"]
    undated = [cost.example_row() | {"year": None}] * 3
    assert keys.repeated(cost, cost.frame(undated), pl.Series([], dtype=pl.Int64))["row"].to_list() == [1, 2]


@pytest.mark.parametrize("table", FILLED.values(), ids=lambda table: table.name)
def test_every_reference_is_looked_up_but_in_what_is_made_later(table, tmp_path):
    referred = keys.references(table)
    targets = {reference.rpartition(".")[0] for reference in referred.values()}
    assert set(referred) == {column.name for column in table.columns if column.references}
    assert keys.references(table, targets) == {}
    for name in targets:
        Lake(tmp_path).write(name, TABLES[name].frame([TABLES[name].example_row()]))
    values = keys.known_values(Lake(tmp_path), referred)
    assert {column: len(known) for column, known in values.items()} == dict.fromkeys(referred, 1)
