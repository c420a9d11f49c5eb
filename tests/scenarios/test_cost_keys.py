"""What members would pay of their own cost: one year, one measure, sizes of that year, foreign money converted."""

import pytest

from tests.scenarios import truth
from tests.scenarios.pools import ALIKE, POOLS_HOME, SWEDE


@pytest.fixture(scope="module")
def home(homes):
    return homes("pools", POOLS_HOME)


def in_kroner(answer):
    return truth.total(answer.account) * (truth.rate("SEK", 2025) if answer.country == "SE" else 1)


@pytest.mark.parametrize("key", ["equal", "users"])
def test_a_swedish_member_is_converted_and_kept(home, key):
    members = (*ALIKE, SWEDE)
    rows = home.rows(
        "select * from mart.cost_sharing_key where group_id = 'neighbours' and cost_key = ? and scope_class = 'TOTAL'",
        key,
    )
    assert len(rows) == len(members)
    together, users = sum(map(in_kroner, members)), sum(answer.users for answer in members)
    for answer in members:
        (row,) = (row for row in rows if row["unit_id"] == answer.unit_id)
        share = 1 / len(members) if key == "equal" else answer.users / users
        assert row["own_cost_nok"] == pytest.approx(in_kroner(answer), rel=1e-6)
        assert row["pays_nok"] == pytest.approx(together * share, rel=1e-6)
        assert row["difference_nok"] == pytest.approx(together * share - in_kroner(answer), rel=1e-5, abs=1)
    assert {row["year"] for row in rows} == {2025}
    assert [row["total_cost_nok"] for row in rows] == pytest.approx([together] * len(rows), rel=1e-6)


def test_a_member_with_a_budget_alone_is_not_mixed_in(home):
    rows = home.rows("select * from mart.cost_sharing_key where group_id = 'alike' and scope_class = 'TOTAL'")
    for measure in {row["measure"] for row in rows}:
        of_measure = [row for row in rows if row["measure"] == measure]
        members = {row["unit_id"] for row in of_measure}
        assert len({row["year"] for row in of_measure}) == 1
        if measure == "account":
            assert "NO-1108" not in members
            assert {row["pays_nok"] for row in of_measure} == {None}, "a share needs every member's cost"
