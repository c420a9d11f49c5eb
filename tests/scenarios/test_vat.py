"""Amounts are compared without the tax that comes back; what was said stands beside."""

import pytest

from tests.scenarios import truth
from tests.scenarios.pools import POOLS_HOME, VAT_OF_ONE_POOL, VAT_UNKNOWN, WITH_VAT


@pytest.fixture(scope="module")
def home(homes):
    return homes("pools", POOLS_HOME)


def cost(home, answer, scope_class="TOTAL"):
    row = home.row(
        """select * from core.cost where unit_id = ? and year = 2025 and measure = 'account' and scope_class = ?""",
        answer.unit_id,
        scope_class,
    )
    return row["cost_low"], row["cost_mid"], row["cost_high"]


def by_hand(answer, scope_class="TOTAL"):
    """Each pool by what was said of it, then added up end by end."""
    pools = [
        truth.without_vat(answer.account[pool], answer.said_of("vat", pool), answer.country)
        for pool in truth.CLASSES[scope_class]
    ]
    return pytest.approx(tuple(sum(ends) for ends in zip(*pools, strict=True)))


@pytest.mark.parametrize("answer", WITH_VAT, ids=lambda answer: answer.country)
@pytest.mark.parametrize("scope_class", ["OPS", "TOTAL"])
def test_tax_that_comes_back_is_taken_out(home, answer, scope_class):
    assert cost(home, answer, scope_class) == by_hand(answer, scope_class)
    said = home.column(
        "select sum(amount_mid) from core.budget_line where unit_id = ? and measure = 'account'", answer.unit_id
    )
    assert said == [truth.total(answer.account)]


def test_tax_that_nobody_spoke_of_opens_both_ends(home):
    assert cost(home, VAT_UNKNOWN) == by_hand(VAT_UNKNOWN)
    low, mid, high = cost(home, VAT_UNKNOWN)
    assert (low, mid, high) == pytest.approx((48_000_000, 60_000_000, 75_000_000))


def test_tax_of_one_pool_is_that_pools(home):
    assert cost(home, VAT_OF_ONE_POOL) == by_hand(VAT_OF_ONE_POOL)
    per = home.observed(VAT_OF_ONE_POOL.unit_id, 2025)
    # 45 million, a fifth of 11 per cent of it taken out; printing is one per cent and may hold tax or not.
    assert per["per_mid_nok"] == pytest.approx((45_000_000 - 990_000) / 4000)
    assert per["per_low_nok"] < per["per_mid_nok"] < per["per_high_nok"]
