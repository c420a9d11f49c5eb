"""Sizes: as stated, as answered, and summed from the register only where every member is known."""

import datetime
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.lake import Lake
from schemas.contracts import CONTRACT
from tests.sql.conftest import claim, conclude, conventions

BARE = dict.fromkeys(CONTRACT.types) | {
    "unit_id": "c",
    "evidence_tier": "C",
    "is_second_hand": False,
    "n_claims": 1,
    "origin_id": "o",
    "year": 2017,
}


def member(code, **other):
    return {
        "collaboration_id": "c",
        "member_name": code,
        "member_kind": "municipality",
        "unit_id": f"NO-{code}",
        "municipality_code": code,
        "role": "member",
        "origin_id": "o",
    } | other


def people(code, number, **other):
    return {
        "country_code": "NO",
        "municipality_code": code,
        "name": code,
        "year": 2017,
        "reference_date": datetime.date(2017, 1, 1),
        "population": number,
        "basis": "original",
        "source": "s",
        "origin_id": "population-no",
    } | other


def registered(lake, members, population, entities=()):
    """Year -> inhabitants by the register."""
    frame = conclude(
        lake,
        "core.unit_size",
        {
            "reference.convention": conventions(),
            "core.contract": [BARE],
            "core.collaboration_member": members,
            "core.unit_entity": [{"unit_id": unit, "entity_id": entity} for unit, entity in entities],
            "reference.population": population,
        },
    )
    found = frame.filter(frame["basis"] == "register")
    return dict(found.select("year", "mid").iter_rows())


@settings(max_examples=20, deadline=None)
@given(
    st.dictionaries(st.integers(1000, 9999).map(str), st.integers(0, 10**6), min_size=1, max_size=6),
    st.integers(1, 10**9),
)
def test_merging_municipalities_sums_numerators_and_denominators(numbers, cost):
    """One unit of all members: its inhabitants are the sum, so its ratio is the ratio of sums, not a mean of ratios."""
    with tempfile.TemporaryDirectory() as folder:
        found = registered(
            Lake(Path(folder)),
            [member(code) for code in numbers],
            [people(code, number) for code, number in numbers.items()],
        )
    assert found == {2017: float(sum(numbers.values()))}
    if found[2017]:
        each = [cost / len(numbers)] * len(numbers)
        assert sum(each) / found[2017] == pytest.approx(cost / sum(numbers.values()))


def test_one_unknown_member_leaves_the_sum_unknown(lake):
    members = [member("0124"), member("0122")]
    assert registered(lake, members, [people("0124", 100)]) == {}
    group = member("all", member_kind="unnamed_group", unit_id=None, municipality_code=None)
    assert registered(lake, [member("0124"), group], [people("0124", 100)]) == {}


def test_years_around_the_cost_are_there_too_within_reach(lake):
    years = [people("0124", 100 + year, year=year) for year in (2014, 2015, 2018, 2020)]
    assert registered(lake, [member("0124")], years) == {2015: 2115.0, 2018: 2118.0}


def test_what_was_published_for_the_number_comes_before_what_was_moved_to_it(lake):
    moved = people("0124", 130, basis="recoded_2024_to_2020_codes")
    assert registered(lake, [member("0124")], [moved]) == {2017: 130.0}
    assert registered(lake, [member("0124")], [moved, people("0124", 100)]) == {2017: 100.0}


def test_a_member_is_looked_up_under_every_number_it_has_had(lake):
    entities = [("NO-0124", "NO-3118"), ("NO-3118", "NO-3118")]
    counted = [people("0124", 100, year=2016), people("3118", 120)]
    assert registered(lake, [member("0124")], counted, entities) == {2016: 100.0, 2017: 120.0}


def test_a_source_that_states_a_count_twice_has_it_once_by_the_best_tier(concluded):
    claims = [
        claim("c", "users", 900.0, evidence_tier="D", origin_id="o"),
        claim("c", "users", 950.0, evidence_tier="B", origin_id="o"),
    ]
    assert [row["mid"] for row in concluded("core.unit_size", {"core.claim": claims})] == [950.0]


def test_claims_and_answers_keep_bounds_tier_and_origin(concluded):
    rows = concluded(
        "core.unit_size",
        {
            "core.claim": [
                claim("c", "workstations", 3200.0, rounding_half_width=50.0, evidence_tier="C"),
                claim("c", "supplier_staff", 60.0),
            ],
            "core.survey_size": [
                {
                    "unit_id": "NO-3316",
                    "year": 2024,
                    "size": size,
                    "low": 9.0,
                    "mid": 10.0,
                    "high": 11.0,
                    "origin_id": "e",
                    "source_file": "f",
                    "source_row": 2,
                }
                for size in ("user", "it_fte")
            ],
        },
    )
    assert [(row["denominator"], row["mid"], row["rounding_half_width"], row["evidence_tier"]) for row in rows] == [
        ("user", 10.0, 0.0, "A"),
        ("workstation", 3200.0, 50.0, "C"),
    ]
