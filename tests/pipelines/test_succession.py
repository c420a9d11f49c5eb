"""Old numbers lead to today's, through every merger."""

import pytest

from pipelines import reference
from pipelines.faults import StructuralFault
from pipelines.succession import descents, successors
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


@pytest.fixture(scope="module")
def descended():
    folder = DATA / "reference"
    frame = descents(reference.municipalities(folder).valid, reference.changes(folder).valid)
    return {(row["unit_id"], row["later_unit_id"]): row for row in frame.iter_rows(named=True)}


@pytest.mark.parametrize(
    ("unit_id", "later_unit_id", "since_year", "is_new", "is_same"),
    [
        ("NO-0124", "NO-3014", 2020, True, False),  # Askim went into Indre Østfold beside others
        ("NO-0124", "NO-3118", 2024, True, False),
        ("NO-3014", "NO-3118", 2024, True, True),
        ("NO-0623", "NO-3047", 2020, True, True),  # Modum, renumbered twice
        ("NO-0623", "NO-3316", 2024, True, True),
        ("NO-1662", "NO-5030", 2018, True, True),  # Klæbu, renumbered, then taken in by Trondheim
        ("NO-1662", "NO-5001", 2020, False, False),
        ("NO-1601", "NO-5001", 2018, True, True),  # Trondheim, which took it in and lived on
        ("NO-1507", "NO-1580", 2024, True, False),  # Ålesund was split
    ],
)
def test_every_later_one_with_what_it_is_to_the_earlier(descended, unit_id, later_unit_id, since_year, is_new, is_same):
    row = descended[unit_id, later_unit_id]
    assert (row["since_year"], row["is_new"], row["is_same"]) == (since_year, is_new, is_same)


def test_nobody_descends_from_itself_or_from_a_later_one(descended):
    assert all(unit_id != later and (later, unit_id) not in descended for unit_id, later in descended)


def test_a_step_told_twice_in_two_spellings_is_one_step():
    place = MUNICIPALITY.example_row() | {"unit_id": "NO-0101", "municipality_code": "0101"}
    later = place | {"unit_id": "NO-0202", "municipality_code": "0202", "valid_from": place["valid_to"]}
    step = MUNICIPALITY_CHANGE.example_row() | {
        "old_code": "0101",
        "new_code": "0202",
        "changed_on": place["valid_to"],
    }
    changes = MUNICIPALITY_CHANGE.frame([step, step | {"new_name": "Another spelling"}])
    [row] = descents(MUNICIPALITY.frame([place, later | {"valid_to": None}]), changes).to_dicts()
    assert (row["unit_id"], row["later_unit_id"], row["is_same"]) == ("NO-0101", "NO-0202", True)
