"""Old numbers lead to today's, through every merger."""

import pytest

from pipelines import reference
from pipelines.faults import StructuralFault
from pipelines.succession import successors
from schemas.reference import MUNICIPALITY, MUNICIPALITY_CHANGE
from tests.conftest import DATA


@pytest.fixture(scope="module")
def table():
    folder = DATA / "reference"
    return successors(reference.municipalities(folder).valid, reference.changes(folder).valid)


@pytest.mark.parametrize(
    ("unit_id", "name", "now"),
    [
        ("NO-0124", "Askim", "NO-3118"),
        ("NO-3014", "Indre Østfold", "NO-3118"),
        ("NO-0623", "Modum", "NO-3316"),
        ("NO-0716", "Våle", "NO-3905"),
        ("NO-0716", "Re", "NO-3905"),
        ("NO-1601", "Trondheim", "NO-5001"),
        ("NO-3316", "Modum", "NO-3316"),
        ("SE-0360", "Tierp", "SE-0360"),
    ],
)
def test_each_ends_where_it_is_today(table, unit_id, name, now):
    found = table.filter((table["unit_id"] == unit_id) & (table["name"] == name))
    assert found["current_unit_id"].to_list() == [now]


def test_a_split_municipality_has_several_ends_and_says_so(table):
    split = table.filter(table["is_split"])
    assert split.filter(split["name"] == "Snillfjord").height > 1
    assert table.filter(table["unit_id"] == "NO-3118")["is_split"].to_list() == [False]


def test_every_end_is_a_municipality_of_today(table):
    municipalities = reference.municipalities(DATA / "reference").valid
    today = set(municipalities.filter(municipalities["valid_to"].is_null())["unit_id"])
    assert set(table["current_unit_id"]) <= today


def test_an_end_without_a_change_names_the_municipality():
    place = MUNICIPALITY.example_row()
    with pytest.raises(StructuralFault, match="NO-3316 Modum ended on 2030-01-01"):
        successors(MUNICIPALITY.frame([place]), MUNICIPALITY_CHANGE.frame([]))
