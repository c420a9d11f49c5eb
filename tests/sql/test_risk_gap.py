"""Critical and sensitive without an assessment or agreement; no and not answered stay apart."""

import pytest

from tests.sql.portfolio import stands, usage

CRITICAL = {"criticality": "critical", "holds_sensitive_data": True}


def gaps(concluded, **answer):
    row = usage("1", **(CRITICAL | answer))
    return over(concluded, [row], stands(row))


def over(concluded, usages, in_force):
    return concluded("mart.risk_gap", {"core.application_usage": usages, "core.inventory_in_force": in_force})


@pytest.mark.parametrize(
    ("dpia", "agreement", "expected"),
    [
        (False, True, ("dpia", "no", "yes", True)),
        (None, True, ("dpia", "not_answered", "yes", False)),
        (True, False, ("processor_agreement", "yes", "no", True)),
        (True, None, ("processor_agreement", "yes", "not_answered", False)),
        (False, None, ("both", "no", "not_answered", True)),
        (None, None, ("both", "not_answered", "not_answered", False)),
    ],
)
def test_a_gap_says_what_is_missing_and_whether_it_was_answered(concluded, dpia, agreement, expected):
    (row,) = gaps(concluded, has_dpia=dpia, has_processor_agreement=agreement)
    assert (row["gap"], row["dpia"], row["processor_agreement"], row["is_confirmed"]) == expected


def test_with_both_in_place_there_is_no_gap(concluded):
    assert gaps(concluded, has_dpia=True, has_processor_agreement=True) == []


@pytest.mark.parametrize("criticality", ["low", "medium", "unknown", None])
def test_only_critical_applications(concluded, criticality):
    assert gaps(concluded, has_dpia=False, criticality=criticality) == []
    assert len(gaps(concluded, has_dpia=False, criticality="high")) == 1


@pytest.mark.parametrize("sensitive", [False, None])
def test_only_applications_said_to_hold_sensitive_data(concluded, sensitive):
    assert gaps(concluded, has_dpia=False, holds_sensitive_data=sensitive) == []


def test_a_name_without_a_product_is_at_risk_all_the_same(concluded):
    (row,) = gaps(concluded, has_dpia=False, application_id=None, name_as_written="Own")
    assert (row["application_id"], row["name_as_written"]) == (None, "Own")


def test_a_gap_that_was_closed_since_the_last_round_is_none(concluded):
    old = usage("1", **CRITICAL, has_dpia=False)
    new = usage("1", **CRITICAL, survey_round="2026", has_dpia=True, has_processor_agreement=True)
    assert len(over(concluded, [old, new], stands(old))) == 1
    assert over(concluded, [old, new], stands(new)) == []


def test_a_gap_is_that_of_the_municipality_of_today(concluded):
    row = usage("91", **CRITICAL, survey_round="2019", has_dpia=False)
    (gap,) = over(concluded, [row], stands(row, current_unit_id="NO-1", current_name="M1"))
    assert (gap["current_unit_id"], gap["unit_id"], gap["municipality_name"]) == ("NO-1", "NO-91", "M1")
