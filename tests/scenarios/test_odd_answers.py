"""One odd answer takes nothing from the others: a Swede, a budget alone, a cell that cannot be read, a blank one."""

from statistics import median

import pytest

from tests.scenarios import truth
from tests.scenarios.homes import faults_of
from tests.scenarios.pools import ALIKE, BLANK_CELL, BUDGET_ONLY, POOLS_HOME, REJECTED_CELL, SWEDE, WHOLE


@pytest.fixture(scope="module")
def home(homes):
    return homes("pools", POOLS_HOME)


def test_a_swede_and_a_budget_do_not_blank_the_median(home):
    per = [truth.per_user(answer) for answer in ALIKE]
    cell = home.cell(1, "TOTAL")
    assert (cell["n"], cell["n_units"], cell["is_pooled"]) == (3, 3, True)
    assert (cell["nominal_low"], cell["nominal_median"], cell["nominal_high"]) == pytest.approx(
        (min(per), median(per), max(per))
    )
    assert home.cell(1, "TOTAL", country="SE")["n"] == 1
    budgets = home.cell(1, "TOTAL", measure="budget")
    planned = [truth.total(answer.budget) / answer.users for answer in (*ALIKE, BUDGET_ONLY)]
    assert (budgets["n"], budgets["nominal_median"]) == (4, pytest.approx(median(planned)))


def test_the_group_is_told_what_was_left_beside(home):
    row = home.alternative("alike", form=1)
    wanted = truth.cell_of(truth.real(truth.per_user(answer), "NO", 2025) for answer in ALIKE)
    assert (row["evidence_from"], row["n"], row["n_units"], row["scope_class"]) == ("group", 3, 3, "TOTAL")
    found = (row["cost_per_user_low"], row["cost_per_user_median"], row["cost_per_user_high"])
    assert found == pytest.approx(tuple(wanted), rel=truth.CARRIED)
    assert (row["n_own_beside"], row["own_beside"]) == (
        2,
        "NO budget TOTAL|SE account TOTAL|SE budget TOTAL",
    )
    assert row["beside_n"] == 0, "nobody else has the form"
    page = " ".join(home.report("alike").values())
    assert "2 av gruppens enheter har svart på annen måte og er ikke med" in page


def test_no_accounts_are_made_of_a_budget(home):
    measures = home.column("select distinct measure from core.cost where unit_id = ?", BUDGET_ONLY.unit_id)
    assert measures == ["budget"]


def test_the_swede_in_kroner(home):
    row = home.observed(SWEDE.unit_id, 2025)
    per = truth.per_user(SWEDE)
    assert row["per_mid_nok"] == pytest.approx(per * truth.rate("SEK", 2025), rel=1e-6)
    wanted = truth.real(per, "SE", 2025)
    found = (row["per_low_nok_real"], row["per_mid_nok_real"], row["per_high_nok_real"])
    assert found == pytest.approx(tuple(wanted), rel=truth.CARRIED)


@pytest.mark.parametrize(
    ("answer", "pool"), [(REJECTED_CELL, "integration_security"), (BLANK_CELL, "printing")], ids=["unreadable", "blank"]
)
def test_a_pool_without_an_amount_opens_the_upper_end_and_is_named(home, answer, pool):
    row = home.observed(answer.unit_id, 2025)
    rest = truth.total(answer.account) - answer.account[pool]
    assert (row["scope_class"], row["pools_without_amount"]) == ("TOTAL", pool)
    assert (row["cost_low"], row["cost_mid"], row["cost_high"]) == (rest, None, None)
    assert (row["per_low_nok"], row["per_mid_nok"], row["per_high_nok"]) == (
        pytest.approx(rest / answer.users),
        None,
        None,
    )
    inner = home.row(
        """select cost_mid, cost_high, pools_without_amount from core.cost
        where unit_id = ? and measure = 'account' and scope_class = 'OPS'""",
        answer.unit_id,
    )
    operations = truth.total(answer.account, "OPS")
    assert inner == {"cost_mid": operations, "cost_high": operations, "pools_without_amount": None}


def test_the_line_says_why_it_has_no_amount(home):
    rows = home.rows(
        """select unit_id, amount_status, amount_low, amount_mid, amount_high from core.budget_line
        where measure = 'account' and scope = 'in' and amount_mid is null and amount_low is null
            and cost_pool <> 'pupils_as_users' and unit_id <> ?""",
        BUDGET_ONLY.unit_id,
    )
    found = {row["unit_id"]: row["amount_status"] for row in rows}
    assert found == {REJECTED_CELL.unit_id: "rejected", BLANK_CELL.unit_id: "not_answered"}


def test_the_others_keep_their_interval(home):
    cell = home.cell(6, "TOTAL")
    least = [
        truth.per_user(WHOLE),
        (truth.total(REJECTED_CELL.account) - REJECTED_CELL.account["integration_security"]) / REJECTED_CELL.users,
        (truth.total(BLANK_CELL.account) - BLANK_CELL.account["printing"]) / BLANK_CELL.users,
    ]
    assert (cell["n"], cell["n_units"]) == (3, 3)
    assert cell["nominal_low"] == pytest.approx(min(least))
    assert cell["nominal_high"] == pytest.approx(truth.per_user(WHOLE))
    assert home.cell(6, "OPS")["n_real"] == 3
    unknown = home.rows(
        """select unit_id from mart.cost_observation
        where scope_class in ('UNKNOWN', 'PARTIAL') and unit_id in (?, ?)""",
        REJECTED_CELL.unit_id,
        BLANK_CELL.unit_id,
    )
    assert unknown == []


def test_check_said_so_before(home):
    assert {rule for *_, rule, outcome in faults_of(home.checked, REJECTED_CELL.file)} == {"number"}
    assert faults_of(home.checked, BLANK_CELL.file) == set()
