"""What is hard to believe is held with a question and reaches no mart; the others are not touched by it."""

import json
import math

import pytest

from tests.conftest import munibench
from tests.scenarios import truth
from tests.scenarios.homes import Scenario, faults_of
from tests.scenarios.ringerike import GROUP, HOLE, JEVNAKER, LIER, MODUM, OVRE_EIKER, RINGERIKE
from tests.scenarios.workbooks import App, spread

THOUSANDS = HOLE.but(account=spread(8_400), budget=spread(8_700))
TOO_MANY_USERS = LIER.but(users=500_000)
MORE_STAFF_THAN_EMPLOYEES = JEVNAKER.but(it_fte=700)
LICENCE_LINES = OVRE_EIKER.account["licences_platform"] + OVRE_EIKER.account["licences_line_of_business"]
LICENCES_13_TIMES = OVRE_EIKER.but(
    apps=tuple(
        App(name, None, users=400, licence=math.ceil(LICENCE_LINES * 13 / 5))
        for name in ("Sikri Elements", "KOMTEK", "Compilo", "Visma Enterprise HRM", "Gerica")
    )
)
HELD = {
    "thousands": THOUSANDS,
    "users": TOO_MANY_USERS,
    "staff": MORE_STAFF_THAN_EMPLOYEES,
    "licences": LICENCES_13_TIMES,
}
BELIEVED = (RINGERIKE, MODUM)


@pytest.fixture(scope="module")
def home(homes):
    return homes("implausible", Scenario((*HELD.values(), *BELIEVED)))


@pytest.mark.parametrize("what", HELD)
def test_it_is_held_with_a_question(home, what):
    outcomes = {outcome for *_, outcome in home.left_out(HELD[what].file)}
    assert outcomes == {"held"}
    sentences = home.column(
        "select distinct sentence from quality.reject where file = ? and severity = 'held'", HELD[what].file
    )
    assert all(sentences)


def test_what_is_believable_is_not_held(home):
    assert [home.left_out(answer.file) for answer in BELIEVED] == [set(), set()]


@pytest.mark.parametrize("what", HELD)
def test_check_holds_the_same(home, what):
    assert faults_of(home.checked, HELD[what].file) == home.left_out(HELD[what].file)


def test_a_budget_in_thousands_reaches_no_mart(home):
    assert home.rows("select * from core.cost where unit_id = ?", THOUSANDS.unit_id) == []
    assert home.rows("select * from mart.cost_observation where unit_id = ?", THOUSANDS.unit_id) == []
    statuses = home.column("select distinct amount_status from core.budget_line where unit_id = ?", THOUSANDS.unit_id)
    assert "stated" not in statuses


def test_half_a_million_users_reach_no_mart(home):
    assert home.rows("select * from core.unit_size where unit_id = ? and mid = 500000", TOO_MANY_USERS.unit_id) == []
    assert home.rows("select * from mart.cost_observation where size_mid = 500000") == []
    assert home.rows("select * from mart.staffing where users = 500000") == []
    # Its accounts are as good as anybody's.
    row = home.observed(TOO_MANY_USERS.unit_id, 2025, per="inhabitant")
    per = truth.total(LIER.account) / truth.population("NO-3312", 2025)
    assert row["per_mid_nok"] == pytest.approx(per)


def test_staff_above_employees_reaches_no_mart(home):
    assert home.rows("select * from mart.staffing where it_fte > 600") == []
    ends = home.alternative(GROUP)["staff_per_1000_users_high"]
    # Who wrote the amounts in thousands is believed of staff and users.
    believed = (*BELIEVED, OVRE_EIKER, THOUSANDS)
    assert ends == pytest.approx(max(answer.it_fte * 1000 / answer.users for answer in believed))


def test_licences_beyond_the_budget_reach_no_mart(home):
    prices = home.column(
        """select sum(annual_licence) from core.application_usage
        where unit_id = ? and annual_licence is not null""",
        LICENCES_13_TIMES.unit_id,
    )
    assert (prices[0] or 0) <= LICENCE_LINES
    tied_up = home.alternative(GROUP)["tied_up_cost_nok"] or 0
    assert tied_up < 5_000_000


def test_the_interval_is_of_what_was_believed(home):
    row = home.alternative(GROUP)
    assert row["n"] >= len(BELIEVED)
    assert row["cost_per_user_low"] > 9_500 / 1.06
    assert row["cost_per_user_high"] < 14_000
    found = home.column(
        "select per_mid_nok from mart.cost_observation where unit_id like 'NO-3%' and denominator = 'user' "
        "and scope_class = 'TOTAL' and year = 2025"
    )
    assert sorted(found)[0] >= 9_499


def test_status_lists_who_has_answered_and_what_waits_for_whom(home):
    said = munibench("status", "--group", GROUP, home=home.root).stdout
    assert said.startswith("Round 2026: 6 of 6 answered.")
    assert "Hole: answered, 2026-03-01, " in said and "32 held" in said and "and 15 more" in said
    assert "munibench review held" in said
    stands = json.loads(munibench("status", "--group", GROUP, "--json", home=home.root).stdout)
    held = {member["number"] for member in stands["members"] if member["faults"]}
    assert held == {answer.municipality for answer in HELD.values()}
