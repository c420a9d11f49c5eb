"""What is believed, what is held and of which cells; municipalities unlike those that ship."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.plausibility.weighing import weigh
from pipelines.validation import rule_faults
from schemas.budget import BUDGET_LINE
from tests.pipelines.plausibility.conftest import (
    POOLS,
    answers,
    believed,
    is_whole,
    lines,
    rules,
    scaled,
    sizes,
    together,
    usage,
    yardsticks,
)

# Municipalities as they are: unit, inhabitants, total in their money, users, workstations, employees, fte, IT staff.
BELIEVABLE = {
    "tiny": ("NO-1151", 200, 4_200_000, 55, 50, 90, 48.5, 0.4),
    "small": ("NO-4611", 4_100, 9_800_000, 420, 410, 480, 350, 2),
    "town in krona": ("SE-1980", 155_000, 290_000_000, 13_000, 14_500, 11_800, 10_300, 70),
    "city": ("FI-091", 1_200_000, 88_000_000, 64_000, 52_000, 39_000, 35_500, 180),
    "in euro": ("FI-005", 9_419, 930_000, 700, 640, 720, 610, 3.5),
    "bought": ("DK-0101", 61_000, 41_000_000, 9_000, 5_000, 5_400, 4_300, 0),
}


def answered(unit, inhabitants, total, users, workstations, employees, fte, it_fte, survey_round=2026, licences=0.3):
    """A whole answer; its applications, more in a larger municipality, have licences of a share of the total."""
    count = 40 if users < 1_000 else 200
    each = total * licences / count
    applications = [(f"System {at}", each, each / 5 if at % 2 else None, users / (at + 2)) for at in range(count)]
    return answers(
        lines(unit, total, survey_round),
        sizes(
            unit,
            survey_round,
            user=users,
            workstation=workstations,
            employee=employees,
            fte=fte,
            it_fte=it_fte,
        ),
        usage(*applications, unit=unit, survey_round=survey_round),
    )


def known(name, survey_round=2026):
    unit, inhabitants, *_ = BELIEVABLE[name]
    return {unit.replace("-", "_"): inhabitants}


@pytest.mark.parametrize("name", BELIEVABLE)
@pytest.mark.parametrize("with_register", [True, False])
def test_a_believable_answer_is_accepted_whole(ask, name, with_register):
    said = answered(*BELIEVABLE[name])
    assert is_whole(ask(said, **(known(name) if with_register else {})), said)


@pytest.mark.parametrize("name", BELIEVABLE)
@pytest.mark.parametrize("factor", [1000, 1 / 1000])
@pytest.mark.parametrize("with_register", [True, False])
def test_a_thousandfold_of_a_believable_answer_is_never_accepted(ask, name, factor, with_register):
    said = scaled(answered(*BELIEVABLE[name]), factor)
    weighed = ask(said, **(known(name) if with_register else {}))
    assert believed(weighed).height == 0
    for amount in ("annual_licence", "annual_operations"):
        assert weighed.kept.usage[amount].null_count() == said.usage.height
    assert weighed.kept.usage.height == said.usage.height and weighed.kept.sizes.equals(said.sizes)
    assert set(weighed.rejects["severity"]) <= {"held", "rejected"}


@settings(max_examples=40)
@given(
    st.floats(60, 1_500_000),
    st.floats(1_500, 40_000),
    st.floats(0.05, 0.6),
    st.sampled_from([1000, 1 / 1000]),
    st.booleans(),
)
def test_no_thousandfold_is_ever_inside(inhabitants, per_user, users_share, factor, with_staff):
    """Whatever passes, a thousand times it does not, nor a thousandth; with the staff of the IT unit in it or not."""
    users = inhabitants * users_share
    pools = POOLS if with_staff else {pool: share for pool, share in POOLS.items() if pool != "staff_central"}
    said = answers(lines("NO-1151", users * per_user, pools=pools), sizes("NO-1151", user=users))
    held_against = yardsticks(NO_1151=round(inhabitants))
    if believed(weigh(said, held_against)).height == said.lines.height:
        assert believed(weigh(scaled(said, factor), held_against)).height == 0


def test_a_workbook_in_thousands_is_asked_about_with_the_figure_in_the_question(ask):
    """10,100 NOK a user, written in thousands: 10.1 NOK. Every line of both measures waits for one answer each."""
    said = answers(lines("NO-3316", 10_100.0), sizes("NO-3316", user=1000))
    weighed = ask(said, NO_3316=14_000)
    assert believed(weighed).height == 0
    assert set(weighed.rejects["severity"]) == {"held"}
    per_user = weighed.held.filter(weighed.held["rule"] == "cost_per_user_below")
    assert sorted(per_user["column_name"]) == ["account", "budget"]
    assert set(per_user["value"]) == {"10100 NOK / 1000 = 10.1"}
    assert set(per_user["n_cells"]) == {6} and set(per_user["status"]) == {"waiting"}
    assert "Are the amounts in thousands?" in per_user["question"][0]


def test_users_above_the_inhabitants_are_held_and_are_no_yardstick_for_the_money(ask):
    said = answers(lines("NO-3312", 30_000_000), sizes("NO-3312", user=500_000, employee=2_500))
    weighed = ask(said, NO_3312=28_470)
    assert rules(weighed) == {"user_per_inhabitant_above"}
    assert weighed.kept.sizes["size"].to_list() == ["employee"]
    assert believed(weighed).height == said.lines.height
    [value] = weighed.rejects["value"]
    assert value == "500000 / 28470 = 17.56"


def test_it_staff_above_the_employees_is_the_odd_one_where_others_bear_the_employees_out(ask):
    said = answers(sizes=sizes("SE-0127", user=4_000, workstation=3_500, employee=4_100, fte=3_300, it_fte=6_000))
    weighed = ask(said)
    assert weighed.kept.sizes["size"].to_list() == ["user", "workstation", "employee", "fte"]
    assert rules(weighed) == {"it_fte_per_employee_above", "workstation_per_it_fte_below"}


def test_two_sizes_that_contradict_each_other_alone_are_both_held(ask):
    weighed = ask(answers(sizes=sizes("SE-0127", user=4_000, employee=60)))
    assert weighed.kept.sizes.height == 0
    assert weighed.held["key"].to_list() == ["employee, user"] and weighed.held["n_cells"].to_list() == [2]


@pytest.mark.parametrize("nothing", [0.0, -0.0])
def test_a_size_of_nothing_is_asked_about_and_divides_nothing(ask, nothing):
    said = answers(lines("NO-4611", 9_800_000), sizes("NO-4611", user=nothing, workstation=410, it_fte=nothing))
    weighed = ask(said, NO_4611=4_100)
    assert rules(weighed) == {"user_per_inhabitant_below"}
    assert weighed.kept.sizes["size"].to_list() == ["workstation", "it_fte"]
    assert believed(weighed).height == said.lines.height


def test_without_anything_to_divide_by_nothing_is_asked(ask):
    said = answers(lines("SE-0127", 9.0), usage=usage(("Eget", None, None, 9_000_000.0), unit="SE-0127"))
    assert is_whole(ask(said), said)


@pytest.mark.parametrize(("amount", "severity"), [(3e9, "held"), (1e308, "rejected")])
def test_an_absurd_amount_is_rejected_and_a_great_one_held(ask, amount, severity):
    said = answers(lines("NO-4611", 9_800_000, account_staff_central=amount), sizes("NO-4611", user=420))
    weighed = ask(said, NO_4611=4_100)
    assert set(believed(weighed)["measure"]) == {"budget"}
    assert set(weighed.rejects["column_name"]) == {"account"}
    assert severity in set(weighed.rejects["severity"])


def test_a_pool_whose_accounts_and_budget_are_in_two_units_is_held_alone(ask):
    said = answers(lines("NO-4611", 9_800_000, budget_telephony_mobile=980), sizes("NO-4611", user=420))
    weighed = ask(said, NO_4611=4_100)
    assert rules(weighed) == {"account_per_budget_above"}
    assert "telephony_mobile" not in set(believed(weighed)["cost_pool"])
    assert believed(weighed).height == said.lines.height - 2


@pytest.mark.parametrize("nothing", [0.0, -0.0])
@pytest.mark.parametrize(("pool", "asked"), [("consultants_projects", set()), ("staff_central", {"held"})])
def test_a_budgeted_pool_that_nothing_was_spent_on_is_believed_unless_it_is_staff(ask, pool, asked, nothing):
    said = answers(lines("NO-4611", 9_800_000, **{f"account_{pool}": nothing}), sizes("NO-4611", user=420))
    weighed = ask(said, NO_4611=4_100)
    assert set(weighed.rejects["severity"]) == asked
    assert believed(weighed).height == said.lines.height - (2 if asked else 0)


def test_one_column_in_thousands_leaves_the_other(ask):
    said = answers(lines("NO-4611", 9_800_000, factor={"budget": 1 / 1000}), sizes("NO-4611", user=420))
    weighed = ask(said, NO_4611=4_100)
    assert set(believed(weighed)["measure"]) == {"account"} and believed(weighed).height == len(POOLS)


def test_a_tenfold_jump_since_the_last_round_is_held_and_a_held_round_is_no_last_one(ask):
    place = known("small")
    before = answered(*BELIEVABLE["small"], survey_round=2024)
    jump = scaled(answered(*BELIEVABLE["small"], survey_round=2026), 10)
    weighed = ask(together(jump, before), **place)
    assert "cost_per_last_round_above" in rules(weighed)
    assert set(believed(weighed)["fiscal_year"]) == {2023, 2024}
    again = answered(*BELIEVABLE["small"], survey_round=2028)
    assert set(believed(ask(together(again, jump, before), **place))["fiscal_year"]) == {2023, 2024, 2027, 2028}


def test_the_last_round_may_be_released_already(ask):
    before = answered(*BELIEVABLE["town in krona"], survey_round=2025)
    unit, inhabitants, total, users, *others = BELIEVABLE["town in krona"]
    now = answered(unit, inhabitants, total * 12, users * 11, *others)
    weighed = ask(now, before=before)
    assert {"cost_per_last_round_above", "size_per_last_round_above"} <= rules(weighed)
    assert set(believed(weighed)["fiscal_year"]) == set() and "user" not in set(weighed.kept.sizes["size"])


def test_more_pools_than_last_round_are_no_jump(ask):
    before = answers(lines("NO-4611", 300_000, 2025, pools={"telephony_mobile": 1}), sizes("NO-4611", 2025, user=420))
    now = answers(lines("NO-4611", 9_800_000, telephony_mobile=300_000), sizes("NO-4611", user=420))
    assert is_whole(ask(now, before=before, NO_4611=4_100), now)


def test_licences_far_above_the_budgets_licences_are_held_and_the_budget_is_not(ask):
    said = answered(*BELIEVABLE["small"], licences=0.35 * 4)
    weighed = ask(said, **known("small"))
    assert rules(weighed) == {"licences_per_licence_lines_above"}
    assert weighed.kept.usage["annual_licence"].null_count() == 40
    assert weighed.kept.usage.drop("annual_licence").equals(said.usage.drop("annual_licence"))
    assert believed(weighed).equals(said.lines)


def test_one_licence_above_them_all_is_held_alone(ask):
    good = answered(*BELIEVABLE["small"], licences=0.1)
    odd = usage(("Feiltastet", 250_000_000.0, None, 4), unit="NO-4611")
    weighed = ask(together(good, answers(usage=odd)), **known("small"))
    assert weighed.rejects.select("rule", "column_name").rows() == [
        ("licence_per_licence_lines_above", "annual_licence")
    ]
    assert weighed.kept.usage.filter(weighed.kept.usage["annual_licence"].is_null())["name_as_written"].to_list() == [
        "Feiltastet"
    ]


def test_a_short_list_of_applications_is_not_too_cheap(ask):
    said = answers(lines("NO-4611", 9_800_000), usage=usage(("Eget", 100.0, None, None), unit="NO-4611"))
    assert is_whole(ask(said, NO_4611=4_100), said)


def test_an_application_with_more_users_than_inhabitants_loses_its_users_alone(ask):
    said = answers(sizes=sizes("NO-4611", user=420), usage=usage(("Nettbrett", 100.0, None, 42_000), unit="NO-4611"))
    weighed = ask(said, NO_4611=4_100)
    assert rules(weighed) == {"application_users_per_user_above", "application_users_per_inhabitant_above"}
    assert weighed.kept.usage["users_mid"].to_list() == [None]
    assert weighed.kept.usage["annual_licence"].to_list() == [100.0]


def test_lines_keep_their_scope_and_say_what_became_of_the_amount(ask):
    said = answers(lines("NO-3316", 10_100.0), sizes("NO-3316", user=1000))
    kept = ask(said, NO_3316=14_000).kept.lines
    assert kept.select("cost_pool", "scope").equals(said.lines.select("cost_pool", "scope"))
    assert set(kept["amount_status"]) == {"held"} and kept["amount_mid"].null_count() == kept.height
    assert rule_faults(BUDGET_LINE, kept).height == 0


def test_two_municipalities_do_not_answer_for_each_other(ask):
    good, bad = answered(*BELIEVABLE["small"]), scaled(answered(*BELIEVABLE["tiny"]), 1 / 1000)
    weighed = ask(together(bad, good), **known("small"), **known("tiny"))
    assert set(believed(weighed)["unit_id"]) == {"NO-4611"} and believed(weighed).equals(good.lines)
