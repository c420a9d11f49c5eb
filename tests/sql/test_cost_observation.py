"""Cost per unit: corners, open ends, currencies, prices, and which row stands for its unit."""

import datetime
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.lake import Lake
from schemas.benchmark import COST
from schemas.budget import UNIT_SIZE
from tests.sql.conftest import conclude, conventions

PLACE = {
    "unit_id": "NO-3316",
    "country_code": "NO",
    "municipality_code": "3316",
    "name": "Modum",
    "valid_from": datetime.date(2024, 1, 1),
    "valid_from_precision": "day",
    "source": "s",
}
PRICES = [
    {"country_code": country, "year": year, "index_2015_100": index, "source": "s"}
    for country, year, index in (("NO", 2010, 80.0), ("NO", 2020, 120.0), ("SE", 2010, 90.0), ("SE", 2020, 99.0))
]
RATES = [
    {"currency": "SEK", "year": year, "nok_per_unit": rate, "banking_days": 250, "is_full_year": True, "source": "s"}
    for year, rate in ((2010, 0.8), (2020, 1.1))
]
PARITY = [
    {"country_code": country, "year": 2020, "local_currency_per_international_dollar": rate, "source": "s"}
    for country, rate in (("NO", 10.0), ("SE", 8.0))
]
FORMS = [{"unit_id": "NO-3316", "year": year, "form_code": 0, "reason": "r", "origin_id": "o"} for year in (2010, 2020)]
COLLABORATION = {
    "collaboration_id": "c",
    "name": "C",
    "country_code": "NO",
    "form_code": 6,
    "status": "in_force",
    "origin_id": "o",
}


def cost(low, mid, high, **other):
    return (
        dict.fromkeys(COST.types)
        | {
            "unit_id": "NO-3316",
            "year": 2010,
            "measure": "account",
            "cost_basis": "running",
            "scope_class": "TOTAL",
            "cost_low": low,
            "cost_mid": mid,
            "cost_high": high,
            "cost_stated_low": low,
            "cost_stated_high": high,
            "currency": "NOK",
            "evidence_tier": "A",
            "is_second_hand": False,
            "origin_id": "o",
        }
        | other
    )


def size(low, mid, high, **other):
    return (
        dict.fromkeys(UNIT_SIZE.types)
        | {
            "unit_id": "NO-3316",
            "year": 2010,
            "denominator": "user",
            "low": low,
            "mid": mid,
            "high": high,
            "rounding_half_width": 0.0,
            "basis": "survey",
            "evidence_tier": "A",
            "is_second_hand": False,
            "origin_id": "o",
        }
        | other
    )


def tables(costs, sizes, collaborations=()):
    return {
        "reference.convention": conventions(),
        "reference.municipality": [PLACE],
        "reference.consumer_price": PRICES,
        "reference.exchange_rate": RATES,
        "reference.purchasing_power": PARITY,
        "core.cost": costs,
        "core.unit_size": sizes,
        "core.unit_form": FORMS,
        "core.collaboration": list(collaborations),
    }


def observe(concluded, costs, sizes, collaborations=()):
    return concluded("mart.cost_observation", tables(costs, sizes, collaborations))


def test_ends_meet_crosswise_with_the_rounding_of_the_size(concluded):
    row = observe(concluded, [cost(45e6, 50e6, 55e6)], [size(4500.0, 4500.0, 4500.0, rounding_half_width=50.0)])[0]
    assert row["per_low_nok"] == pytest.approx(45e6 / 4550)
    assert row["per_mid_nok"] == pytest.approx(11111.11, abs=0.01)
    assert row["per_high_nok"] == pytest.approx(55e6 / 4450)
    assert row["per_stated_low_nok"] == pytest.approx(45e6 / 4500)


def test_a_size_with_an_open_upper_end_gives_an_upper_bound_only(concluded):
    row = observe(concluded, [cost(45e6, 45e6, 45e6)], [size(3000.0, 3000.0, None)])[0]
    assert (row["per_low_nok"], row["per_mid_nok"], row["per_high_nok"]) == (None, None, 15000.0)


def test_a_size_that_could_be_zero_leaves_the_upper_end_open(concluded):
    row = observe(concluded, [cost(10.0, 10.0, 10.0)], [size(0.0, 5.0, 10.0)])[0]
    assert (row["per_low_nok"], row["per_high_nok"]) == (1.0, None)


def test_real_value_moves_in_own_prices_then_by_the_rate_of_the_price_year(concluded):
    sweden = COLLABORATION | {"country_code": "SE"}
    row = observe(
        concluded,
        [cost(100.0, 100.0, 100.0, unit_id="c", currency="SEK")],
        [size(10.0, 10.0, 10.0, unit_id="c")],
        [sweden],
    )[0]
    assert row["per_mid"] == 10.0
    assert row["per_mid_nok"] == pytest.approx(10 * 0.8)
    assert row["per_mid_nok_real"] == pytest.approx(10 * 99 / 90 * 1.1)
    assert row["per_mid_nok_real_ppp"] == pytest.approx(10 * 99 / 90 * 10 / 8)
    assert row["price_year"] == 2020


@pytest.mark.parametrize(
    ("country", "year", "regime"),
    [
        ("NO", 2003, "before_compensation"),
        ("NO", 2004, "compensated"),
        ("NO", None, None),
        ("SE", 2003, "another_country"),
    ],
)
def test_the_tax_regime_is_said_and_nothing_is_adjusted(country, year, regime, concluded):
    unit = COLLABORATION | {"country_code": country}
    costs = [cost(100.0, 100.0, 100.0, unit_id="c", year=year)]
    [row] = observe(concluded, costs, [size(10.0, 10.0, 10.0, unit_id="c", year=year)], [unit])
    assert (row["vat_regime"], row["per_mid_nok"]) == (regime, 10.0)


def test_a_fact_without_a_year_has_a_nominal_value_only(concluded):
    row = observe(
        concluded,
        [cost(100.0, 100.0, 100.0, unit_id="c", year=None)],
        [size(10.0, 10.0, 10.0, unit_id="c", year=None)],
        [COLLABORATION],
    )[0]
    assert (row["year"], row["per_mid_nok"], row["per_mid_nok_real"]) == (None, 10.0, None)


def test_a_size_of_another_year_is_not_used(concluded):
    assert observe(concluded, [cost(1.0, 1.0, 1.0)], [size(1.0, 1.0, 1.0, year=2020)]) == []


def test_the_account_stands_for_the_unit_before_the_budget_and_the_newer_year_before_the_older(concluded):
    costs = [cost(1.0, 1.0, 1.0), cost(2.0, 2.0, 2.0, year=2020), cost(3.0, 3.0, 3.0, year=2020, measure="budget")]
    rows = observe(concluded, costs, [size(1.0, 1.0, 1.0), size(1.0, 1.0, 1.0, year=2020)])
    kept = [row["observation_id"] for row in rows if row["superseded_by"] is None]
    assert kept == ["NO-3316/2020/account/running/TOTAL/user"]
    assert {row["superseded_by"] for row in rows} == {None, kept[0]}


def test_the_worse_tier_and_second_hand_carry_over(concluded):
    row = observe(
        concluded,
        [cost(1.0, 1.0, 1.0, evidence_tier="A")],
        [size(1.0, 1.0, 1.0, evidence_tier="D", is_second_hand=True)],
    )[0]
    assert (row["evidence_tier"], row["is_second_hand"]) == ("D", True)


AMOUNT = st.floats(0.01, 1e9)


@settings(max_examples=25, deadline=None)
@given(
    st.tuples(AMOUNT, AMOUNT, AMOUNT).map(sorted),
    st.tuples(AMOUNT, AMOUNT, AMOUNT).map(sorted),
    st.sets(st.sampled_from(["cost_low", "cost_high", "low", "high"])),
)
def test_low_mid_high_stay_in_order_and_open_ends_open(costs, sizes, opened):
    one, other = cost(*costs), size(*sizes)
    for end in opened:
        (one if end in one else other)[end] = None
    with tempfile.TemporaryDirectory() as folder:
        row = conclude(Lake(Path(folder)), "mart.cost_observation", tables([one], [other])).row(0, named=True)
    low, mid, high = (row[f"per_{end}_nok"] for end in ("low", "mid", "high"))
    assert (low is None) == bool(opened & {"cost_low", "high"})
    assert (high is None) == bool(opened & {"cost_high", "low"})
    assert (mid is None) == bool(opened)
    known = [value for value in (low, mid, high) if value is not None]
    assert known == sorted(known)
