"""What each member would pay: one measure and one year for all, kroner for all, no shares where one is missing."""

import pytest

from pipelines.tables import TABLES
from tests.sql.test_cost_observation import cost, size

MEMBERS = {"NO-1": "Ask", "NO-2": "Bjørk", "SE-3": "Gran"}
PLACES = [
    TABLES["reference.municipality"].example_row() | {"unit_id": unit, "country_code": unit[:2], "name": name}
    for unit, name in MEMBERS.items()
]
FACTORS = [
    TABLES["core.price_factor"].example_row()
    | {"country_code": country, "currency": currency, "year": 2012, "nok_factor": factor}
    for country, currency, factor in (("NO", "NOK", 1.0), ("SE", "SEK", 0.5))
]


def pays(unit, mid, **other):
    currency = {"NO": "NOK", "SE": "SEK"}[unit[:2]]
    return cost(mid, mid, mid, **{"unit_id": unit, "year": 2012, "scope_class": "OPS", "currency": currency} | other)


def counted(unit, users, inhabitants, **other):
    return [
        size(number, number, number, **{"unit_id": unit, "year": 2012, "denominator": denominator} | other)
        for denominator, number in (("user", users), ("inhabitant", inhabitants))
        if number is not None
    ]


def shared(concluded, costs, sizes=()):
    members = [
        {"group_id": "g", "unit_id": unit, "name": name, "current_unit_id": unit, "n_members": len(MEMBERS)}
        for unit, name in MEMBERS.items()
    ]
    rows = concluded(
        "mart.cost_sharing_key",
        {
            "core.group_member": members,
            "core.cost": costs,
            "core.unit_size": list(sizes),
            "core.price_factor": FACTORS,
            "reference.municipality": PLACES,
        },
    )
    return {(row["cost_key"], row["unit_id"]): row for row in rows}


ALL = [pays("NO-1", 60.0), pays("NO-2", 30.0), pays("SE-3", 20.0)]
SIZES = counted("NO-1", 50.0, 500.0) + counted("NO-2", 30.0, 300.0) + counted("SE-3", 20.0, 100.0)


@pytest.mark.parametrize(
    ("key", "shares"),
    [
        ("equal", (1 / 3, 1 / 3, 1 / 3)),
        ("users", (0.5, 0.3, 0.2)),
        ("inhabitants", (5 / 9, 3 / 9, 1 / 9)),
        ("third_equal_two_thirds_inhabitants", (1 / 9 + 10 / 27, 1 / 9 + 6 / 27, 1 / 9 + 2 / 27)),
    ],
)
def test_every_key_shares_the_sum_in_kroner(concluded, key, shares):
    """60 and 30 kroner and 20 Swedish ones at 0.5: 100 together."""
    rows = shared(concluded, ALL, SIZES)
    found = [rows[key, unit] for unit in MEMBERS]
    assert [row["own_cost_nok"] for row in found] == [60.0, 30.0, 10.0]
    assert {row["total_cost_nok"] for row in found} == {100.0}
    assert [row["pays_nok"] for row in found] == pytest.approx([100 * share for share in shares])
    moved = [100 * share - own for share, own in zip(shares, (60.0, 30.0, 10.0), strict=True)]
    assert [row["difference_nok"] for row in found] == pytest.approx(moved)


def test_the_measure_and_year_that_most_members_have_are_everybodys(concluded):
    """All have the budget of 2012; two have newer ones and two an account."""
    newer = [pays(unit, 9.0, year=2014, measure="budget") for unit in ("NO-1", "NO-2")]
    accounts = [pays(unit, 7.0) for unit in ("NO-1", "NO-2")]
    budgets = [row | {"measure": "budget"} for row in ALL]
    rows = shared(concluded, newer + accounts + budgets, SIZES)
    assert {(row["measure"], row["year"], row["total_cost_nok"]) for row in rows.values()} == {("budget", 2012, 100.0)}


def test_accounts_come_before_budgets_and_newer_before_older_where_as_many_have_them(concluded):
    budgets = [pays(unit, 9.0, year=2014, measure="budget") for unit in ("NO-1", "NO-2")]
    accounts = [pays(unit, 7.0, year=year) for unit in ("NO-1", "NO-2") for year in (2010, 2012)]
    rows = shared(concluded, budgets + accounts)
    assert {(row["measure"], row["year"]) for row in rows.values()} == {("account", 2012)}


def test_with_a_member_missing_nobody_has_a_share(concluded):
    rows = shared(concluded, ALL[:2], SIZES)
    assert {(row["n_with_cost"], row["n_members"], row["pays_nok"]) for row in rows.values()} == {(2, 3, None)}


def test_a_key_that_counts_what_one_member_lacks_has_no_shares(concluded):
    sizes = counted("NO-1", 50.0, 500.0) + counted("NO-2", 30.0, 300.0) + counted("SE-3", None, 100.0)
    rows = shared(concluded, ALL, sizes)
    assert {rows["users", unit]["pays_nok"] for unit in MEMBERS} == {None}
    assert rows["inhabitants", "SE-3"]["pays_nok"] == pytest.approx(100 / 9)


def test_without_a_rate_a_member_has_no_cost_in_kroner(concluded):
    rows = shared(concluded, [row | {"year": 2013} for row in ALL], SIZES)
    assert {row["n_with_cost"] for row in rows.values()} == {2}
