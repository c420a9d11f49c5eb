"""Cost per unit: corners, open ends, currencies, prices, and which row stands for its unit."""

import datetime
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.lake import Lake
from schemas.budget import UNIT_SIZE
from schemas.cost import COST
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
# Numbers that a test uses beside it.
PLACES = [PLACE] + [
    PLACE | {"unit_id": unit, "municipality_code": unit[3:], "name": unit}
    for unit in ("NO-0623", "NO-1", "NO-2", "NO-4")
]
# country, currency, year -> kroner then, real factor low, mid, high, by purchasing power.
FACTORS = [
    {
        "country_code": country,
        "currency": currency,
        "year": year,
        "price_year": 2020,
        "nok_factor": now,
        "real_factor_low": real[0],
        "real_factor_mid": real[1],
        "real_factor_high": real[2],
        "parity_factor": parity,
        "is_price_carried": year > 2020,
        "is_rate_carried": False,
    }
    for country, currency, year, now, real, parity in (
        ("NO", "NOK", 2010, 1.0, (1.5, 1.5, 1.5), 1.5),
        ("NO", "NOK", 2012, 1.0, (1.2, 1.2, 1.2), 1.2),
        ("NO", "NOK", 2020, 1.0, (1.0, 1.0, 1.0), 1.0),
        ("NO", "NOK", 2021, 1.0, (0.95, 0.97, 1.0), 0.97),
        ("SE", "SEK", 2010, 0.8, (1.21, 1.21, 1.21), 1.375),
    )
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
            "is_vat_unknown": False,
            "definition": "survey",
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


def tables(costs, sizes, collaborations=(), entities=(), overlaps=()):
    return {
        "reference.convention": conventions(),
        "reference.municipality": PLACES,
        "core.price_factor": FACTORS,
        "core.cost": costs,
        "core.unit_size": sizes,
        "core.unit_form": FORMS,
        "core.unit_entity": [{"unit_id": unit, "entity_id": entity} for unit, entity in entities],
        "core.entity_overlap": list(overlaps),
        "core.collaboration": list(collaborations),
    }


def observe(concluded, costs, sizes, collaborations=(), **other):
    return concluded("mart.cost_observation", tables(costs, sizes, collaborations, **other))


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


def test_nominal_real_and_parity_values_are_those_of_the_price_factor(concluded):
    sweden = COLLABORATION | {"country_code": "SE"}
    row = observe(
        concluded,
        [cost(100.0, 100.0, 100.0, unit_id="c", currency="SEK")],
        [size(10.0, 10.0, 10.0, unit_id="c")],
        [sweden],
    )[0]
    assert row["per_mid"] == 10.0
    assert row["per_mid_nok"] == pytest.approx(10 * 0.8)
    assert row["per_mid_nok_real"] == pytest.approx(10 * 1.21)
    assert row["per_mid_nok_real_ppp"] == pytest.approx(10 * 1.375)
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


def test_a_size_of_another_year_widens_the_ends_and_says_so(concluded):
    """Users of 2012, 5 % a year for two years: 10 / 1.1025 to 10 x 1.1025."""
    [row] = observe(concluded, [cost(1000.0, 1000.0, 1000.0)], [size(10.0, 10.0, 10.0, year=2012)])
    assert (row["size_year"], row["size_years_away"], row["per_mid"]) == (2012, 2, 100.0)
    assert (row["per_low"], row["per_high"]) == pytest.approx((1000 / 11.025, 1000 / 10 * 1.1025))


def test_a_size_three_years_away_is_none(concluded):
    assert observe(concluded, [cost(1.0, 1.0, 1.0)], [size(1.0, 1.0, 1.0, year=2013)]) == []


def test_the_nearest_size_is_taken_and_the_register_knows_inhabitants_best(concluded):
    sizes = [
        size(10.0, 10.0, 10.0, year=2011),
        size(20.0, 20.0, 20.0),
        size(30.0, 30.0, 30.0, denominator="inhabitant", basis="stated", origin_id="news"),
        size(40.0, 40.0, 40.0, denominator="inhabitant", basis="register", origin_id="population-no"),
    ]
    rows = {row["denominator"]: row for row in observe(concluded, [cost(120.0, 120.0, 120.0)], sizes)}
    assert (rows["user"]["size_mid"], rows["user"]["size_years_away"]) == (20.0, 0)
    assert (rows["inhabitant"]["per_mid"], rows["inhabitant"]["size_origin_id"]) == (3.0, "population-no")


def test_the_newest_year_stands_whether_or_not_its_prices_are_out(concluded):
    costs = [cost(1.0, 1.0, 1.0, year=2020), cost(2.0, 2.0, 2.0, year=2021)]
    rows = observe(concluded, costs, [size(1.0, 1.0, 1.0, year=2020), size(1.0, 1.0, 1.0, year=2021)])
    by_year = {row["year"]: row for row in rows}
    assert by_year[2020]["superseded_by"] == by_year[2021]["observation_id"]
    assert by_year[2020]["superseded_reason"] == "newer"
    newest = by_year[2021]
    assert newest["superseded_by"] is None and newest["is_price_carried"]
    assert (newest["per_low_nok_real"], newest["per_mid_nok_real"], newest["per_high_nok_real"]) == (1.9, 1.94, 2.0)


def test_account_and_budget_stand_side_by_side(concluded):
    costs = [cost(2.0, 2.0, 2.0, year=2020), cost(3.0, 3.0, 3.0, year=2021, measure="budget")]
    rows = observe(concluded, costs, [size(1.0, 1.0, 1.0, year=2020)])
    assert {(row["measure"], row["superseded_by"]) for row in rows} == {("account", None), ("budget", None)}


def test_a_renumbered_municipality_is_one_unit_and_finds_its_size_under_the_other_number(concluded):
    costs = [cost(1.0, 1.0, 1.0, unit_id="NO-0623"), cost(2.0, 2.0, 2.0, year=2012)]
    rows = observe(
        concluded,
        costs,
        [size(1.0, 1.0, 1.0, unit_id="NO-0623"), size(4.0, 4.0, 4.0, unit_id="NO-0623", year=2012)],
        entities=[("NO-0623", "NO-3316"), ("NO-3316", "NO-3316")],
    )
    old, new = sorted(rows, key=lambda row: row["year"])
    assert (old["entity_id"], new["entity_id"]) == ("NO-3316", "NO-3316")
    assert (old["superseded_by"], new["superseded_by"]) == (new["observation_id"], None)
    assert new["size_mid"] == 4.0


OVERLAP = {"reason": "part_and_whole", "from_year": None, "needs_same_form": False}


def test_the_whole_stands_for_its_parts_and_parts_of_one_year_stand_beside_each_other(concluded):
    costs = [cost(1.0, 1.0, 1.0, unit_id=unit) for unit in ("NO-1", "NO-2")]
    sizes = [size(1.0, 1.0, 1.0, unit_id=unit) for unit in ("NO-1", "NO-2")]
    overlaps = [{"inner_entity_id": unit, "outer_entity_id": "NO-3316"} | OVERLAP for unit in ("NO-1", "NO-2")]
    parts = observe(concluded, costs, sizes, overlaps=overlaps)
    assert [row["superseded_by"] for row in parts] == [None, None]
    whole = [cost(3.0, 3.0, 3.0, year=2012)], [size(2.0, 2.0, 2.0, year=2012)]
    rows = observe(concluded, costs + whole[0], sizes + whole[1], overlaps=overlaps)
    standing = [row["unit_id"] for row in rows if row["superseded_by"] is None]
    assert standing == ["NO-3316"]
    assert {row["superseded_reason"] for row in rows} == {None, "part_and_whole"}


def test_a_part_whose_whole_is_itself_superseded_stands(concluded):
    """Two parts of then, one whole, one part of now: the newest stands for the whole; the other old part for itself."""
    years = {"NO-1": 2010, "NO-2": 2010, "NO-3316": 2011, "NO-4": 2012}
    costs = [cost(1.0, 1.0, 1.0, unit_id=unit, year=year) for unit, year in years.items()]
    sizes = [size(1.0, 1.0, 1.0, unit_id=unit, year=year) for unit, year in years.items()]
    pairs = [("NO-1", "NO-3316"), ("NO-2", "NO-3316"), ("NO-3316", "NO-4"), ("NO-1", "NO-4")]
    overlaps = [{"inner_entity_id": inner, "outer_entity_id": outer} | OVERLAP for inner, outer in pairs]
    rows = {row["unit_id"]: row for row in observe(concluded, costs, sizes, overlaps=overlaps)}
    newest = rows["NO-4"]["observation_id"]
    assert {unit: row["superseded_by"] for unit, row in rows.items()} == {
        "NO-1": newest,
        "NO-2": None,
        "NO-3316": newest,
        "NO-4": None,
    }


def test_a_municipality_that_took_another_in_holds_it_only_from_then_on(concluded):
    costs = [cost(1.0, 1.0, 1.0, unit_id="NO-1"), cost(2.0, 2.0, 2.0)]
    sizes = [size(1.0, 1.0, 1.0, unit_id="NO-1"), size(1.0, 1.0, 1.0)]
    overlap = {"inner_entity_id": "NO-1", "outer_entity_id": "NO-3316"} | OVERLAP | {"from_year": 2011}
    assert {row["superseded_by"] for row in observe(concluded, costs, sizes, overlaps=[overlap])} == {None}


@pytest.mark.parametrize(("form_code", "n_standing"), [(0, 1), (6, 2)])
def test_a_member_and_its_joint_unit_never_count_as_two_of_one_form(concluded, form_code, n_standing):
    costs = [cost(1.0, 1.0, 1.0), cost(9.0, 9.0, 9.0, unit_id="c", year=2012)]
    sizes = [size(1.0, 1.0, 1.0), size(1.0, 1.0, 1.0, unit_id="c", year=2012)]
    overlap = {
        "inner_entity_id": "NO-3316",
        "outer_entity_id": "c",
        "reason": "member_of_joint_unit",
        "from_year": None,
        "needs_same_form": True,
    }
    rows = observe(concluded, costs, sizes, [COLLABORATION | {"form_code": form_code}], overlaps=[overlap])
    assert sum(row["superseded_by"] is None for row in rows) == n_standing


def test_a_total_over_several_years_may_lie_in_the_prices_of_any_of_them(concluded):
    [row] = observe(
        concluded,
        [cost(100.0, 100.0, 100.0, last_year=2020)],
        [size(1.0, 1.0, 1.0)],
    )
    assert (row["per_low_nok_real"], row["per_mid_nok_real"], row["per_high_nok_real"]) == (100.0, 150.0, 150.0)


def test_without_an_index_or_a_rate_there_is_no_real_value_and_the_reason_is_said(concluded):
    [row] = observe(concluded, [cost(1.0, 1.0, 1.0, currency="EUR")], [size(1.0, 1.0, 1.0)])
    assert (row["per_mid"], row["per_mid_nok"], row["per_mid_nok_real"]) == (1.0, None, None)
    assert row["no_real_reason"] == "no_index_or_rate"


def test_a_unit_without_a_form_is_kept_in_no_form(concluded):
    [row] = observe(concluded, [cost(1.0, 1.0, 1.0, year=2012)], [size(1.0, 1.0, 1.0, year=2012)])
    assert (row["form_code"], row["per_mid"]) == (None, 1.0)


def test_a_size_of_zero_gives_no_observation(concluded):
    assert observe(concluded, [cost(1.0, 1.0, 1.0)], [size(0.0, 0.0, 0.0)]) == []


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({"scope_class": "TOTAL", "scope_in": "a"}, True),
        ({"scope_class": "UNKNOWN", "scope_in": "staff_central"}, False),
        ({"scope_class": "UNKNOWN", "scope_in": "telephony_fixed"}, False),
    ],
)
def test_figures_outside_the_classes_go_together_only_with_the_same_known_pools(concluded, other, same):
    first = cost(1.0, 1.0, 1.0, unit_id="c", scope_class=other["scope_class"], scope_in="licences_platform")
    rows = observe(
        concluded,
        [first, cost(1.0, 1.0, 1.0, **other)],
        [size(1.0, 1.0, 1.0), size(1.0, 1.0, 1.0, unit_id="c")],
        [COLLABORATION],
    )
    assert (len({row["comparison_key"] for row in rows}) == 1) is same


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
