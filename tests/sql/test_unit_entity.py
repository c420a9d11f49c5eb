"""One municipality through its numbers: renumbering makes no new unit; merging, splitting and taking in do."""

import datetime

import polars as pl
import pytest

from pipelines.succession import descents
from pipelines.tables import TABLES


def municipality(code, first, last=None, name=None):
    return TABLES["reference.municipality"].example_row() | {
        "unit_id": f"NO-{code}",
        "municipality_code": code,
        "name": name or f"M{code}",
        "valid_from": datetime.date(first, 1, 1),
        "valid_to": last and datetime.date(last, 1, 1),
    }


def change(old, new, year):
    return TABLES["reference.municipality_change"].example_row() | {
        "old_code": old,
        "old_name": f"M{old}",
        "new_code": new,
        "new_name": f"M{new}",
        "changed_on": datetime.date(year, 1, 1),
    }


def frame(name, rows) -> pl.DataFrame:
    return TABLES[name].frame(rows)


@pytest.fixture
def entities(concluded):
    """Unit -> entity, of municipalities and the changes between them."""

    def conclude(municipalities, changes):
        descent = descents(
            frame("reference.municipality", municipalities), frame("reference.municipality_change", changes)
        )
        rows = concluded(
            "core.unit_entity",
            {"reference.municipality": municipalities, "reference.municipality_descent": descent.to_dicts()},
        )
        return {row["unit_id"].removeprefix("NO-"): row["entity_id"].removeprefix("NO-") for row in rows}

    return conclude


def test_a_chain_of_numbers_is_the_number_of_today(entities):
    places = [municipality("0101", 1960, 1998), municipality("0202", 1998, 2011), municipality("0303", 2011)]
    steps = [change("0101", "0202", 1998), change("0202", "0303", 2011)]
    assert entities(places, steps) == {"0101": "0303", "0202": "0303", "0303": "0303"}


def test_a_new_name_under_the_same_number_is_no_new_unit(entities):
    """Renumbered in 1998, renamed in 2005."""
    places = [
        municipality("0101", 1960, 1998),
        municipality("0202", 1998, 2005, "Old"),
        municipality("0202", 2005, None, "New"),
    ]
    steps = [change("0101", "0202", 1998), change("0202", "0202", 2005)]
    assert entities(places, steps) == {"0101": "0202", "0202": "0202"}


def test_two_that_merge_stay_themselves_up_to_then(entities):
    """The first was renumbered before: its two numbers are one, and neither is the new one, renumbered in its turn."""
    places = [
        municipality("0101", 1960, 1998),
        municipality("0202", 1998, 2011),
        municipality("0111", 1960, 2011),
        municipality("0303", 2011, 2019),
        municipality("0404", 2019),
    ]
    steps = [
        change("0101", "0202", 1998),
        change("0202", "0303", 2011),
        change("0111", "0303", 2011),
        change("0303", "0404", 2019),
    ]
    assert entities(places, steps) == {"0101": "0202", "0202": "0202", "0111": "0111", "0303": "0404", "0404": "0404"}


def test_what_is_split_stays_itself(entities):
    places = [municipality("0101", 1960, 1998), municipality("0202", 1998), municipality("0303", 1998)]
    steps = [change("0101", "0202", 1998), change("0101", "0303", 1998)]
    assert entities(places, steps) == {"0101": "0101", "0202": "0202", "0303": "0303"}


def test_one_that_takes_another_in_and_keeps_its_number_is_one_all_along(entities):
    """Renumbered in 1998, took in 0111 in 2011."""
    places = [municipality("0101", 1960, 1998), municipality("0202", 1998), municipality("0111", 1960, 2011)]
    steps = [change("0101", "0202", 1998), change("0111", "0202", 2011)]
    assert entities(places, steps) == {"0101": "0202", "0202": "0202", "0111": "0111"}


def test_a_number_given_twice_is_that_of_its_latest_holder(entities):
    """The first holder of 0101 went on as 0202; the second, from 2005, is another municipality."""
    places = [
        municipality("0101", 1960, 1998, "First"),
        municipality("0202", 1998),
        municipality("0101", 2005, None, "Second"),
    ]
    assert entities(places, [change("0101", "0202", 1998)]) == {"0101": "0101", "0202": "0202"}


def test_a_merger_that_takes_the_number_of_one_of_them_is_none_of_them(entities):
    places = [
        municipality("0100", 1960, 1998),
        municipality("0101", 1998, 2005, "Small"),
        municipality("0111", 1960, 2005),
        municipality("0101", 2005, None, "Large"),
    ]
    steps = [change("0100", "0101", 1998), change("0101", "0101", 2005), change("0111", "0101", 2005)]
    assert entities(places, steps) == {"0100": "0100", "0101": "0101", "0111": "0111"}


def test_a_municipality_of_another_country_is_itself(entities):
    place = municipality("0101", 1960) | {"country_code": "SE", "unit_id": "SE-0101"}
    assert entities([place], []) == {"SE-0101": "SE-0101"}
