"""The decision view: whose figures stand, and which of the group's own stand beside. Tables in, table out."""

import pytest

from pipelines.tables import TABLES
from tests.sql.conftest import conventions
from tests.sql.test_decision import observation

FORM = 2


@pytest.fixture
def view(concluded):
    def ask(*observations, members):
        known = {unit: unit.partition("-")[0] for unit in members}
        tables = {
            "reference.convention": conventions(),
            "mart.cost_observation": [row | {"denominator": "user", "form_code": FORM} for row in observations],
            "core.group_member": [
                {"group_id": "g", "unit_id": unit, "name": unit, "current_unit_id": unit, "n_members": len(members)}
                for unit in members
            ],
            "core.member_group": [TABLES["core.member_group"].example_row() | {"group_id": "g"}],
            "reference.municipality": [
                TABLES["reference.municipality"].example_row()
                | {"unit_id": unit, "country_code": country, "municipality_code": unit[3:], "valid_to": None}
                for unit, country in known.items()
                if country in ("NO", "SE")
            ],
            "reference.collaboration_form": [
                TABLES["reference.collaboration_form"].example_row() | {"form_code": FORM}
            ],
            **{name: [] for name in ("mart.staffing", "core.claim", "core.collaboration", "mart.cost_by_form")},
            "mart.group_inventory": [TABLES["mart.group_inventory"].example_row() | {"group_id": "g"}],
        }
        [row] = concluded("mart.alternative", tables)
        return row

    return ask


def test_a_swede_and_a_budget_alone_stand_beside_and_are_counted_once(view):
    row = view(
        observation("NO-1", 900.0, scope_class="TOTAL"),
        observation("NO-1", 950.0, scope_class="TOTAL", measure="budget"),
        observation("NO-2", 1100.0, scope_class="TOTAL"),
        observation("NO-3", 1000.0, scope_class="TOTAL", measure="budget"),
        observation("NO-3", 700.0, scope_class="OPS", measure="budget"),
        observation("SE-4", 1200.0, scope_class="TOTAL", country_code="SE"),
        observation("NO-9", 500.0, scope_class="TOTAL"),
        members=("NO-1", "NO-2", "NO-3", "SE-4"),
    )
    assert (row["evidence_from"], row["country_code"], row["measure"], row["n_units"]) == ("group", "NO", "account", 2)
    assert (row["n_own_beside"], row["own_beside"]) == (2, "NO budget TOTAL|SE account TOTAL")
    assert (row["beside_n"], row["beside_median"]) == (1, 500.0)


def test_where_all_answer_alike_nobody_is_beside(view):
    row = view(observation("NO-1", 900.0), observation("NO-2", 1100.0), members=("NO-1", "NO-2"))
    assert (row["n_units"], row["n_own_beside"], row["own_beside"]) == (2, 0, None)


def test_a_group_without_a_municipality_of_its_own_rests_on_its_joint_units(view):
    joint = observation("no-joint", 800.0)
    row = view(joint, observation("NO-9", 500.0), members=("no-joint",))
    assert (row["evidence_from"], row["n_units"], row["cost_per_user_median"]) == ("group", 1, 800.0)
    assert row["beside_n"] == 1


def test_who_has_not_answered_sees_the_own_country_first(view):
    row = view(
        observation("SE-8", 300.0, country_code="SE"),
        observation("SE-9", 400.0, country_code="SE"),
        observation("NO-9", 500.0),
        members=("NO-1",),
    )
    assert (row["evidence_from"], row["country_code"], row["n_units"]) == ("elsewhere", "NO", 1)
    assert row["n_own_beside"] == 0
