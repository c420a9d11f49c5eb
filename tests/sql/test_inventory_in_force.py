"""One inventory stands for a municipality of today: surveys before sightings, rounds as years, parts together."""

from datetime import date

import pytest

from pipelines.tables import TABLES
from tests.sql.portfolio import SEEN_ON, sighting, usage


def became(old, new, *, name=None, is_split=False):
    return {"unit_id": f"NO-{old}", "name": name or f"M{old}", "current_unit_id": f"NO-{new}", "is_split": is_split}


def today(code, name=None, **other):
    place = {"unit_id": f"NO-{code}", "municipality_code": code, "name": name or f"M{code}", "valid_to": None}
    return TABLES["reference.municipality"].example_row() | place | other


def response(code, survey_round, answered_on, **other):
    said = {
        "submission": f"{code}-{survey_round}",
        "unit_id": f"NO-{code}",
        "municipality_name": f"M{code}",
        "survey_round": survey_round,
        "origin_id": f"survey-round-{survey_round}",
        "answered_on": answered_on,
    }
    return TABLES["core.survey_response"].example_row() | said | other


def in_force(concluded, *usages, successors=None, municipalities=None, responses=()):
    units = sorted({row["unit_id"].removeprefix("NO-") for row in usages})
    return concluded(
        "core.inventory_in_force",
        {
            "core.application_usage": list(usages),
            "core.survey_response": list(responses),
            "reference.municipality_successor": successors or [became(code, code) for code in units],
            "reference.municipality": municipalities or [today(code) for code in units],
        },
    )


def test_a_survey_stands_before_a_later_sighting(concluded):
    """As text, a sighting of 2026-07 once beat the round 2026 of six municipalities."""
    (row,) = in_force(concluded, usage("1", survey_round="2026"), usage("1", "B", survey_round="2026"), sighting("1"))
    assert (row["inventory_kind"], row["survey_round"], row["seen_on"], row["n_rows"]) == ("survey", "2026", None, 2)


def test_an_older_survey_stands_before_a_sighting_too(concluded):
    (row,) = in_force(concluded, usage("1", survey_round="2019"), sighting("1"))
    assert (row["inventory_kind"], row["survey_round"]) == ("survey", "2019")


def test_the_later_round_and_the_later_day_stand(concluded):
    rows = in_force(
        concluded,
        usage("1", survey_round="2025"),
        usage("1", survey_round="2026"),
        sighting("2", seen_on=date(2025, 12, 31)),
        sighting("2"),
    )
    assert [(row["unit_id"], row["survey_round"], row["seen_on"]) for row in rows] == [
        ("NO-1", "2026", None),
        ("NO-2", None, SEEN_ON),
    ]


def test_a_renumbered_municipality_is_one(concluded):
    rows = in_force(
        concluded,
        usage("91", survey_round="2019"),
        usage("1", survey_round="2024"),
        successors=[became("91", "1"), became("1", "1")],
        municipalities=[today("1"), today("91", valid_to=date(2020, 1, 1))],
    )
    assert [(row["current_unit_id"], row["unit_id"], row["survey_round"]) for row in rows] == [("NO-1", "NO-1", "2024")]


def test_an_answer_under_an_old_number_stands_for_the_municipality_of_today(concluded):
    (row,) = in_force(
        concluded,
        usage("91", survey_round="2019"),
        successors=[became("91", "1"), became("1", "1")],
        municipalities=[today("1", "New name")],
    )
    assert (row["unit_id"], row["municipality_name"], row["current_unit_id"], row["current_name"]) == (
        "NO-91",
        "M91",
        "NO-1",
        "New name",
    )


MERGER = [became("91", "1"), became("92", "1"), became("93", "1"), became("1", "1")]


def test_parts_of_a_merged_municipality_stand_together_in_their_latest_round(concluded):
    rows = in_force(
        concluded,
        usage("91", survey_round="2018"),
        usage("91", survey_round="2019"),
        usage("92", survey_round="2019"),
        usage("93", survey_round="2017"),
        successors=MERGER,
        municipalities=[today("1")],
    )
    assert [(row["unit_id"], row["survey_round"], row["n_inventories"]) for row in rows] == [
        ("NO-91", "2019", 2),
        ("NO-92", "2019", 2),
    ]


def test_the_whole_stands_alone_before_its_parts(concluded):
    for survey_round in ("2020", "2019"):
        (row,) = in_force(
            concluded,
            usage("91", survey_round="2019"),
            usage("92", survey_round="2019"),
            usage("1", survey_round=survey_round),
            successors=MERGER,
            municipalities=[today("1")],
        )
        assert (row["unit_id"], row["n_inventories"]) == ("NO-1", 1)


def test_one_that_was_split_has_none_and_a_number_used_again_is_another(concluded):
    rows = in_force(
        concluded,
        usage("9", municipality_name="Gone"),
        usage("1", municipality_name="Was here before"),
        usage("2"),
        successors=[
            became("9", "1", name="Gone", is_split=True),
            became("9", "2", name="Gone", is_split=True),
            became("1", "2", name="Was here before"),
            became("1", "1"),
            became("2", "2"),
        ],
        municipalities=[today("1"), today("2")],
    )
    assert [(row["current_unit_id"], row["unit_id"], row["current_name"]) for row in rows] == [("NO-2", "NO-2", "M2")]


@pytest.mark.parametrize(
    ("answered_on", "status", "expected"),
    [
        (date(2026, 9, 14), "in_force", (date(2026, 9, 14), "answered_on")),
        (date(2027, 1, 20), "in_force", (date(2027, 1, 20), "answered_on")),
        (None, "in_force", (date(2026, 1, 1), "round")),
        (date(2062, 9, 14), "in_force", (date(2026, 1, 1), "round")),
        (date(2026, 9, 14), "superseded", (date(2026, 1, 1), "round")),
    ],
)
def test_the_day_an_inventory_describes(concluded, answered_on, status, expected):
    (row,) = in_force(
        concluded,
        usage("1", survey_round="2026"),
        responses=[response("1", "2026", answered_on, status=status), response("1", "2025", date(2025, 5, 5))],
    )
    assert (row["as_of"], row["as_of_basis"]) == expected


def test_a_sighting_describes_its_day(concluded):
    (row,) = in_force(concluded, sighting("1"))
    assert (row["as_of"], row["as_of_basis"], row["survey_round"]) == (SEEN_ON, "seen_on", None)


def test_nobody_has_answered(concluded):
    assert in_force(concluded, successors=[became("1", "1")], municipalities=[today("1")]) == []


def test_two_of_one_name_are_told_apart_by_their_county(concluded):
    places = [
        today("3114", "Våler", county_name="Østfold"),
        today("3419", "Våler", county_name="Innlandet"),
        today("1515", "Herøy", county_name=None),
    ]
    named = {"3114": "Våler", "3419": "Våler", "1515": "Herøy"}
    rows = in_force(
        concluded,
        *(usage(code, municipality_name=name) for code, name in named.items()),
        successors=[became(code, code, name=name) for code, name in named.items()],
        municipalities=places,
    )
    assert sorted(row["current_name"] for row in rows) == ["Herøy", "Våler (Innlandet)", "Våler (Østfold)"]
