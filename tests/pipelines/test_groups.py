"""Groups that ship and groups of a home: read, defined, replaced; a line that is no member is named."""

import pytest

from pipelines import groups
from pipelines.faults import UserError
from tests.conftest import DATA

SHIPPED = DATA / "groups.csv"


def test_the_letters_six_ship(gazetteer, tmp_path):
    found = groups.definitions(SHIPPED, tmp_path / "groups.csv", gazetteer)
    assert sorted(found["municipality_code"]) == ["3236", "3305", "3310", "3312", "3314", "3316"]
    assert found["is_shipped"].all()


def test_a_defined_group_is_read_back_and_replaces_its_namesake(gazetteer, tmp_path):
    own = tmp_path / "groups.csv"
    assert groups.define(own, "ringerike", "Ours", ["3305", "Hole"], "NO", gazetteer) == ["Ringerike", "Hole"]
    assert groups.define(own, "two", "Two", ["3316", "3312"], "NO", gazetteer) == ["Modum", "Lier"]
    assert groups.define(own, "two", "Two", ["3316", "3314"], "NO", gazetteer) == ["Modum", "Øvre Eiker"]
    found = groups.definitions(SHIPPED, own, gazetteer)
    members = {name: sorted(rows["municipality_code"]) for (name,), rows in found.group_by("group_id")}
    assert members == {"ringerike": ["3305", "3310"], "two": ["3314", "3316"]}
    assert not found["is_shipped"].any()


def test_one_municipality_can_be_reported_on_and_a_neighbour_abroad_be_a_member(gazetteer, tmp_path):
    own = tmp_path / "groups.csv"
    assert groups.define(own, "one", "One", ["3305"], "NO", gazetteer) == ["Ringerike"]
    assert groups.define(own, "border", "Border", ["3305", "SE-0331"], "NO", gazetteer) == ["Ringerike", "Heby"]
    found = groups.definitions(SHIPPED, own, gazetteer)
    members = {name: rows["unit_id"].to_list() for (name,), rows in found.group_by("group_id")}
    assert members["one"] == ["NO-3305"] and members["border"] == ["NO-3305", "SE-0331"]


@pytest.mark.parametrize(
    ("group", "members", "said"),
    [
        ("Ringerike!", ["3305", "3310"], "no name of a group"),
        ("none", [], "has no member"),
        ("lost", ["3305", "9999"], "9999"),
    ],
)
def test_what_is_no_group_is_not_written(group, members, said, gazetteer, tmp_path):
    with pytest.raises(UserError, match=said):
        groups.define(tmp_path / "groups.csv", group, group, members, "NO", gazetteer)
    assert not (tmp_path / "groups.csv").exists()


@pytest.mark.parametrize(
    "text", ["group_id,name\na,b\n", "group_id,name,country_code,municipality_code\na,b,NO,9999\n"]
)
def test_a_file_that_is_none_says_where(text, gazetteer, tmp_path):
    own = tmp_path / "groups.csv"
    own.write_text(text)
    with pytest.raises(UserError, match=r"groups\.csv"):
        groups.definitions(SHIPPED, own, gazetteer)
