"""Rows are valid or rejected, never lost; structure is a fault of the file."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.faults import StructuralFault
from pipelines.shipped import settle
from pipelines.tables import TABLES
from pipelines.validation import must_hold, rule_faults
from schemas.reference import STUDENT_T

CELL = st.one_of(
    st.none(),
    st.sampled_from(["5", "0", "-1", "2.57", "1,5", "nan", "inf", "", " ", "4.7", "1e3"]),
    st.text(max_size=8),
)


def received(rows):
    columns = ("degrees_of_freedom", "t_975")
    frame = pl.DataFrame(
        [dict(zip(columns, row, strict=True)) for row in rows], schema=dict.fromkeys(columns, pl.String)
    )
    return frame.with_columns(file=pl.lit("t.csv"), row_number=pl.int_range(2, pl.len() + 2, dtype=pl.Int64))


@given(st.lists(st.tuples(CELL, CELL), max_size=12))
def test_every_row_is_valid_or_rejected(rows):
    settled = settle(STUDENT_T, received(rows), {})
    assert settled.valid.height + settled.rejects["row_number"].n_unique() == len(rows)
    assert rule_faults(STUDENT_T, settled.valid).height == 0


def test_every_failing_rule_of_a_row_is_listed_with_its_place_and_value():
    settled = settle(STUDENT_T, received([("0", "x"), ("5", "2.57"), (None, "1.0")]), {})
    found = settled.rejects.select("file", "row_number", "column_name", "rule", "value", "severity").rows()
    assert set(found) == {
        ("t.csv", 2, "degrees_of_freedom", "at_least", "0", "rejected"),
        ("t.csv", 2, "t_975", "number", "x", "rejected"),
        ("t.csv", 4, "degrees_of_freedom", "required", None, "rejected"),
        ("t.csv", 4, "t_975", "at_least", "1.0", "rejected"),
    }
    assert len(found) == 4


def test_a_decimal_is_not_rounded_into_a_whole_number():
    settled = settle(STUDENT_T, received([("4.7", "2.57")]), {})
    assert settled.valid.height == 0
    assert settled.rejects.select("column_name", "rule", "value").rows() == [
        ("degrees_of_freedom", "whole_number", "4.7")
    ]


def test_a_missing_column_names_file_expected_and_found():
    with pytest.raises(
        StructuralFault, match=r"t\.csv: missing columns \['t_975'\], unknown columns \['t'\]; expected"
    ):
        settle(STUDENT_T, received([("5", "2.5")]).rename({"t_975": "t"}), {})


def test_a_wrong_type_is_structural_not_a_row_fault():
    frame = pl.DataFrame({"degrees_of_freedom": [5.0], "t_975": [2.57]})
    with pytest.raises(StructuralFault, match="degrees_of_freedom is Float64, not Int64"):
        rule_faults(STUDENT_T, frame)


def test_shipped_rows_that_must_hold_stop_with_row_and_column():
    frame = STUDENT_T.frame([{"degrees_of_freedom": 5, "t_975": 2.57}, {"degrees_of_freedom": 0, "t_975": 2.57}])
    with pytest.raises(StructuralFault, match="first row 2, column degrees_of_freedom: at_least"):
        must_hold(STUDENT_T, frame)


def test_eager_validation_sees_values_in_a_frame_of_many_rows():
    rows = [{"degrees_of_freedom": number + 1, "t_975": 2.0} for number in range(5000)]
    rows[4321]["t_975"] = -1.0
    assert rule_faults(STUDENT_T, STUDENT_T.frame(rows)).rows() == [(4321, "t_975", "at_least", "-1.0")]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_the_pass_over_all_rules_finds_every_row_that_pandera_finds(table):
    """Poison after poison: the one pass may send a row to pandera in vain, and must never let one by."""
    rows = [table.example_row() | change for _, _, change in table.poison_rows()]
    for change in rows:
        try:
            typed = table.frame([change])
        except (TypeError, pl.exceptions.PolarsError):
            continue  # a poison of another type does not reach a rule
        assert typed.select(table.holds()).item() is False, change
    assert table.frame([table.example_row()]).select(table.holds()).item() is True
