"""Yearly cost: base years divide, options only widen, capital is an annuity, classes need all their pools."""

import pytest

from schemas.codes import CLASS_POOLS, COST_POOLS
from schemas.contracts import CONTRACT
from tests.sql.conftest import claim, conventions

CLASSES = [
    {"scope_class": name, "cost_pool": pool, "meaning": "x"} for name, pools in CLASS_POOLS.items() for pool in pools
]
BARE = dict.fromkeys(CONTRACT.types) | {
    "unit_id": "u",
    "contract_id": "u",
    "currency": "NOK",
    "measure": "contract",
    "year": 2017,
    "evidence_tier": "C",
    "is_second_hand": False,
    "n_claims": 2,
    "origin_id": "o",
}


def cost(concluded, **tables):
    given = {"reference.convention": conventions(), "reference.scope_class": CLASSES}
    return concluded("core.cost", given | {name.replace("__", "."): rows for name, rows in tables.items()})


def total(low, mid, high, rounding=0.0, **other):
    given = {"total_low": low, "total_mid": mid, "total_high": high, "total_rounding": rounding}
    return BARE | given | {"years_of_total": other.get("base_years")} | other


def test_a_total_is_divided_by_base_years_and_keeps_its_rounding(concluded):
    row = cost(concluded, core__contract=[total(500.0, 500.0, 500.0, 50.0, base_years=10.0)])[0]
    assert (row["cost_low"], row["cost_mid"], row["cost_high"]) == (45.0, 50.0, 55.0)
    assert (row["cost_stated_low"], row["cost_stated_high"]) == (50.0, 50.0)
    assert row["scope_class"] == "UNKNOWN"


def test_option_years_only_lower_the_lower_end(concluded):
    row = cost(concluded, core__contract=[total(280.0, 280.0, 280.0, base_years=5.0, option_years=2.0)])[0]
    assert (row["cost_low"], row["cost_mid"], row["cost_high"]) == (40.0, 56.0, 56.0)


def test_a_total_that_includes_its_options_is_spread_over_them_too(concluded):
    contract = total(800.0, 800.0, 800.0, base_years=5.0, option_years=3.0, years_of_total=8.0)
    row = cost(concluded, core__contract=[contract])[0]
    assert (row["cost_low"], row["cost_mid"], row["cost_high"]) == (100.0, 100.0, 100.0)


def test_a_total_with_options_of_unknown_length_gives_no_yearly_cost(concluded):
    contract = total(800.0, 800.0, 800.0, base_years=5.0, years_of_total=None)
    assert cost(concluded, core__contract=[contract]) == []


def test_an_open_end_stays_open(concluded):
    row = cost(concluded, core__contract=[total(None, 4000.0, 4000.0, base_years=4.0)])[0]
    assert (row["cost_low"], row["cost_mid"], row["cost_high"]) == (None, 1000.0, 1000.0)


def test_a_total_without_base_years_gives_no_yearly_cost(concluded):
    assert cost(concluded, core__contract=[total(500.0, 500.0, 500.0)]) == []


@pytest.mark.parametrize(
    ("rate", "years", "factor"), [(0.04, 3, 0.360349), (0.04, 5, 0.224627), (0.04, 10, 0.123291), (0.0, 5, 0.2)]
)
def test_an_investment_is_an_annuity_beside_the_running_cost(concluded, rate, years, factor):
    contract = BARE | {
        "stated_annual_low": 20.0,
        "stated_annual_mid": 20.0,
        "stated_annual_high": 20.0,
        "stated_annual_rounding": 0.5,
        "investment_low": 20.0,
        "investment_mid": 20.0,
        "investment_high": 22.0,
        "investment_rounding": 0.0,
    }
    rows = cost(
        concluded, core__contract=[contract], reference__convention=conventions(annuity_rate=rate, annuity_years=years)
    )
    by_basis = {row["cost_basis"]: row for row in rows}
    assert by_basis["running"]["cost_mid"] == 20.0
    both = by_basis["running_and_investment"]
    assert both["cost_mid"] == pytest.approx(20 + 20 * factor, rel=1e-5)
    assert both["cost_low"] == pytest.approx(19.5 + 20 * factor, rel=1e-5)
    assert both["cost_high"] == pytest.approx(20.5 + 22 * factor, rel=1e-5)


def test_a_bundle_joins_a_class_only_with_exactly_its_pools(concluded):
    def statements(unit_id, pools, scope="in"):
        return [
            {
                "collaboration_id": unit_id,
                "cost_basis": "running",
                "cost_pool": pool,
                "scope": scope,
                "reason": "x",
                "origin_id": "o",
            }
            for pool in pools
        ]

    ops = CLASS_POOLS["OPS"]
    contracts = [total(10.0, 10.0, 10.0, base_years=1.0, unit_id=name) for name in ("exact", "wider", "short", "part")]
    scopes = (
        statements("exact", ops)
        + statements("wider", (*ops, "telephony_fixed"))
        + statements("short", ops[1:])
        + statements("part", ops[1:])
        + statements("part", ops[:1], "out")
    )
    rows = cost(concluded, core__contract=contracts, core__scope_statement=scopes)
    assert {row["unit_id"]: row["scope_class"] for row in rows} == {
        "exact": "OPS",
        "wider": "UNKNOWN",
        "short": "UNKNOWN",
        "part": "PARTIAL",
    }
    assert next(row for row in rows if row["unit_id"] == "part")["scope_out"] == ops[0]


def line(pool, amount, scope="in", **other):
    ends = {f"{side}_{end}": amount for side in ("said", "net") for end in ("low", "mid", "high")}
    return {
        "unit_id": "NO-3316",
        "fiscal_year": 2024,
        "measure": "account",
        "cost_pool": pool,
        "scope": scope,
        "vat": "excluded",
        "vat_treatment": "as_said",
        "currency_said": "NOK",
        "currency": "NOK",
        "origin_id": "survey-round-2025",
        **ends,
    } | other


def test_budget_lines_are_summed_per_class_where_every_pool_is_in(concluded):
    lines = [line(pool, 10.0) for pool in COST_POOLS if pool not in ("premises", "pupils_as_users")]
    rows = cost(concluded, core__budget_net=[*lines, line("premises", None, "unknown")])
    assert {row["scope_class"]: row["cost_mid"] for row in rows} == {"OPS": 60.0, "OPS_LOB": 70.0}
    rows = cost(concluded, core__budget_net=[*lines, line("premises", 10.0)])
    assert {row["scope_class"]: row["cost_mid"] for row in rows} == {"OPS": 60.0, "OPS_LOB": 70.0, "TOTAL": 160.0}


@pytest.mark.parametrize(("scope", "scope_class"), [("unknown", "UNKNOWN"), ("out", "PARTIAL")])
def test_an_answer_that_does_not_fill_ops_is_shown_in_no_class(concluded, scope, scope_class):
    rows = cost(concluded, core__budget_net=[line("staff_central", 5.0), line("hardware_client", None, scope)])
    assert [(row["scope_class"], row["cost_mid"], row["scope_in"]) for row in rows] == [
        (scope_class, 5.0, "staff_central")
    ]


def test_a_pool_without_an_amount_leaves_a_least_in_the_same_class(concluded):
    """Six pools of OPS, one of them without an amount: the class stays, the middle and the upper end are open."""
    lines = [line(pool, 10.0) for pool in CLASS_POOLS["OPS"][1:]] + [line(CLASS_POOLS["OPS"][0], None)]
    [row] = cost(concluded, core__budget_net=lines)
    assert (row["scope_class"], row["cost_low"], row["cost_mid"], row["cost_high"]) == ("OPS", 50.0, None, None)
    assert row["pools_without_amount"] == "staff_central"


def test_a_cost_whose_ends_are_both_open_does_not_vanish(concluded):
    ends = dict.fromkeys(("net_low", "net_high"))
    [row] = cost(concluded, core__budget_net=[line("staff_central", 5.0, **ends)])
    assert (row["cost_low"], row["cost_mid"], row["cost_high"]) == (None, 5.0, None)


def test_pupils_are_no_money_and_miss_no_amount(concluded):
    lines = [line(pool, 10.0) for pool in ("staff_central", "telephony_fixed")] + [line("pupils_as_users", None)]
    [row] = cost(concluded, core__budget_net=lines)
    assert (row["scope_class"], row["cost_mid"], row["pools_without_amount"]) == ("UNKNOWN", 20.0, None)


def test_a_unit_may_have_had_two_contracts(concluded):
    contracts = [
        total(100.0, 100.0, 100.0, base_years=4.0, contract_id="first", year=2016),
        total(300.0, 300.0, 300.0, base_years=5.0, contract_id="second", year=2020),
    ]
    rows = cost(concluded, core__contract=contracts)
    assert [(row["contract_id"], row["cost_mid"], row["year"], row["last_year"]) for row in rows] == [
        ("first", 25.0, 2016, 2019),
        ("second", 60.0, 2020, 2024),
    ]


def test_a_published_unit_cost_is_kept_as_one(concluded):
    rows = cost(
        concluded,
        core__claim=[
            claim(
                "SE-0127",
                "annual_value",
                14522.0,
                per_denominator="workstation",
                currency="SEK",
                measure="account",
                year=2007,
            )
        ],
    )
    assert [(row["cost_basis"], row["per_denominator"], row["cost_mid"]) for row in rows] == [
        ("unit_cost", "workstation", 14522.0)
    ]
