"""A size of a year nearby is used and says so; a cost without any size is kept apart with the reason."""

import pytest

from tests.scenarios import truth
from tests.scenarios.rounds import ARENDAL, HANINGE, KONGSBERG, ROUNDS, TYRESO

KEY = "unit_id, year, measure, cost_basis, scope_class, per_denominator"


@pytest.fixture(scope="module")
def home(homes):
    return homes("rounds", ROUNDS)


def test_a_size_of_the_year_before_is_used_with_wider_ends(home):
    row = home.observed("NO-4203", 2025)
    per = truth.total(ARENDAL[1].account) / ARENDAL[0].users
    assert (row["size_year"], row["size_years_away"]) == (2024, 1)
    assert row["per_mid_nok"] == pytest.approx(per)
    assert row["per_low_nok"] < per < row["per_high_nok"]
    same_year = home.observed("NO-4203", 2024)
    assert (same_year["size_year"], same_year["size_years_away"]) == (2024, 0)
    assert same_year["per_low_nok"] == same_year["per_high_nok"]


def test_a_budget_is_paired_with_the_users_of_new_year(home):
    row = home.observed("NO-3303", 2026, "budget")
    assert (row["size_year"], row["size_years_away"]) == (2025, 1)
    assert row["per_mid_nok"] == pytest.approx(truth.total(KONGSBERG[1].budget) / KONGSBERG[1].users)


def test_inhabitants_of_2022_are_used(home):
    row = home.observed("NO-3006", 2022, per="inhabitant")
    assert (row["size_mid"], row["size_years_away"]) == (truth.population("NO-3006", 2022), 0)


@pytest.mark.parametrize(
    ("answer", "reason"), [(HANINGE, "no_size_known"), (TYRESO[1], "no_size_within_reach")], ids=["never", "long ago"]
)
def test_a_cost_without_size_is_kept_with_its_reason(home, answer, reason):
    rows = home.rows(
        "select * from mart.cost_without_size where unit_id = ? and year = 2025 and measure = 'account'", answer.unit_id
    )
    found = {row["scope_class"]: (row["cost_mid"], row["reason"]) for row in rows}
    assert found == {
        scope_class: (pytest.approx(truth.total(answer.account, scope_class)), reason) for scope_class in truth.CLASSES
    }


def test_every_cost_is_observed_or_explained_and_never_both(home):
    """Counted by key in Python: the two marts together are core.cost, each cost in exactly one."""

    def keys(table, where="true", per="per_denominator"):
        columns = KEY.replace("per_denominator", f"{per} as per_denominator")
        return {tuple(row.values()) for row in home.rows(f"select distinct {columns} from {table} where {where}")}

    costs = keys("core.cost")
    published = keys("mart.cost_observation", "cost_basis = 'unit_cost'", "denominator")
    divided = keys("mart.cost_observation", "cost_basis <> 'unit_cost'", "cast(null as varchar)")
    without = keys("mart.cost_without_size", per="cast(null as varchar)")
    observed = published | divided
    assert observed & without == set()
    assert observed | without == costs
    assert home.row("select count(*) as n from mart.cost_without_size where reason is null")["n"] == 0
