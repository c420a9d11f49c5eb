"""Figures whose known pools differ are never given one middle value."""

import pytest

from tests.scenarios.pools import EQUAL_POOLS, POOLS_HOME, UNLIKE_PARTIAL, UNLIKE_UNKNOWN


@pytest.fixture(scope="module")
def home(homes):
    return homes("pools", POOLS_HOME)


def ends(answers):
    per = [sum(answer.account.values()) / answer.users for answer in answers]
    return min(per), max(per)


@pytest.mark.parametrize(
    ("form", "scope_class", "answers"),
    [(4, "UNKNOWN", UNLIKE_UNKNOWN), (3, "PARTIAL", UNLIKE_PARTIAL)],
    ids=["licences and telephony", "two parts"],
)
def test_unlike_pools_have_no_middle(home, form, scope_class, answers):
    cell = home.cell(form, scope_class)
    assert (cell["n"], cell["n_units"], cell["is_pooled"]) == (2, 2, False)
    assert (cell["median"], cell["nominal_median"], cell["geometric_mean"], cell["ci_low"]) == (None,) * 4
    assert (cell["nominal_low"], cell["nominal_high"]) == pytest.approx(ends(answers))


def test_equal_pools_have_one(home):
    cell = home.cell(2, "PARTIAL")
    low, high = ends(EQUAL_POOLS)
    assert (cell["n"], cell["is_pooled"]) == (2, True)
    assert (cell["nominal_low"], cell["nominal_median"], cell["nominal_high"]) == pytest.approx(
        (low, (low + high) / 2, high)
    )


def test_the_group_is_shown_its_points_and_no_median(home):
    row = home.alternative("unlike", form=4)
    assert (row["n"], row["scope_class"], row["cost_per_user_median"]) == (2, "UNKNOWN", None)
    assert row["order_robust"] in (None, False)
    assert row["note"]


def test_nothing_of_them_is_put_together_elsewhere(home):
    marts = {"cost_pooled": "n", "size_curve": "n"}
    for mart in marts:
        rows = home.rows(
            f"""select * from mart.{mart} where scope_class in ('UNKNOWN', 'PARTIAL') and country_code = 'NO'
            and measure = 'account' and denominator = 'user'"""
        )
        assert [row for row in rows if row["n"] > len(EQUAL_POOLS)] == []
