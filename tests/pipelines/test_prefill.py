"""What is filled in beforehand is what was accepted last, in the words of the language and without money."""

import datetime

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import cells
from pipelines.faults import UserError
from pipelines.prefill import _users, last_answers
from pipelines.workbook.pages import as_text
from pipelines.workbook.template import NUMBERS
from schemas.survey import RESPONSE
from tests.pipelines.workbook.test_template import areas

COLUMNS = "unit_id, survey_round, origin_id, status, form_code, respondent"
WHOLE = st.integers(0, 10**7)
WRITTEN = st.one_of(
    WHOLE.map(str),
    WHOLE.map("ca. {}".format),
    st.tuples(WHOLE, WHOLE).map(lambda ends: f"{min(ends)}-{max(ends)}"),
    WHOLE.map("{}+".format),
    st.integers(1, 10**7).map("<{}".format),
    st.floats(0, 1e6).map(lambda value: f"ca. {value:.3f}0"),
)


@pytest.fixture
def warehouse(tmp_path):
    """Two rounds of Modum, one of them superseded."""
    from schemas.budget import BUDGET_LINE
    from schemas.inventory import APPLICATION_USAGE

    path = tmp_path / "warehouse.duckdb"
    usage = APPLICATION_USAGE.example_row() | {"unit_id": "NO-3316", "origin_id": "survey-round-2025"}
    usage |= {"users_low": 108.0, "users_mid": 120.0, "users_high": 132.0}
    line = BUDGET_LINE.example_row() | {"unit_id": "NO-3316", "origin_id": "survey-round-2025", "scope": "in"}
    with duckdb.connect(path) as connection:
        connection.execute("create schema core")
        for table, rows in (
            (RESPONSE, [_response("2024", "in_force"), _response("2025", "in_force"), _response("2026", "in_force")]),
            (APPLICATION_USAGE, [usage]),
            (BUDGET_LINE, [line, line | {"measure": "budget"}]),
        ):
            columns = ", ".join(f'"{column.name}" {table.duckdb_type(column)}' for column in table.columns)
            connection.execute(f"create table {table.name} ({columns})")
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(f"insert into {table.name} values ({marks})", [list(row.values()) for row in rows])
    return path


def _response(survey_round, status):
    changes = {"survey_round": survey_round, "status": status, "form_code": 4}
    return RESPONSE.example_row() | changes | {"unit_id": "NO-3316", "origin_id": f"survey-round-{survey_round}"}


def test_the_round_before_is_filled_in_without_amounts(warehouse, gazetteer):
    place = gazetteer.resolve("3316", "NO", datetime.date(2026, 1, 1))
    before = last_answers(warehouse, place, "2026", "sv", areas("sv"))
    [row] = before.applications
    assert row["name_as_written"] == "Acos Websak" and row["users"] == "ca. 120" and row["hosting"] == "molntjänst"
    assert row["functional_area"] == "ärende och arkiv" and row["holds_sensitive_data"] == "ja"
    assert not {name for name in NUMBERS if name.startswith("annual")} & set(row)
    assert before.scopes == {"staff_central": "in"}
    assert before.about["form_code"].startswith("4 ny IT-organisation")


def test_a_municipality_without_an_earlier_round_is_told(warehouse, gazetteer):
    place = gazetteer.resolve("3310", "NO", datetime.date(2026, 1, 1))
    with pytest.raises(UserError, match="nothing to fill in beforehand"):
        last_answers(warehouse, place, "2026", "nb", areas("nb"))


def bounds(written):
    read, faults = cells.count(pl.DataFrame({"users": [written]}, schema={"users": pl.String}), "users", "")
    assert faults.height == 0, written
    return read.row(0)


@given(WRITTEN)
def test_an_interval_comes_back_as_it_was_answered(written):
    answered = bounds(written)
    assert bounds(as_text(_users(*answered))) == answered


def test_the_bands_of_the_workbook():
    for written in ("10-50", "0-10", "4-6", "17-22", "100+", "<10", "ca. 120"):
        assert _users(*bounds(written)) == written
    assert _users(None, None, None) is None and _users(120.0, 120.0, 120.0) == 120.0
