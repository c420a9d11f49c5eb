"""Forms side by side: like with like, small numbers as they are, order only where it survives."""

import math

import pytest
from scipy import stats

from schemas.benchmark import COST_OBSERVATION
from tests.sql.conftest import conventions

FORMS = [
    {"form_code": code, "form": f"form {code}", "form_nb": "x", "is_reference_only": False, "decided_by": "x"}
    for code in range(8)
]
STUDENT = [{"degrees_of_freedom": n, "t_975": float(stats.t.ppf(0.975, n))} for n in range(1, 30)]


def point(number, value, **other):
    row = dict.fromkeys(COST_OBSERVATION.types) | {
        "observation_id": f"o{number}",
        "unit_id": f"u{number}",
        "entity_id": f"u{number}",
        "unit_name": "U",
        "country_code": "NO",
        "form_code": 0,
        "year": 2020,
        "measure": "account",
        "cost_basis": "running",
        "scope_class": "TOTAL",
        "denominator": "user",
        "currency": "NOK",
        "price_year": 2020,
        "evidence_tier": "A",
        "is_second_hand": False,
        "origin_id": f"s{number}",
        "is_price_carried": False,
        "is_rate_carried": False,
        "is_vat_unknown": False,
        "comparison_key": "TOTAL",
    }
    row |= {"per_low": value, "per_mid": value, "per_high": value}
    for suffix in ("nok", "nok_real"):
        row |= {f"per_low_{suffix}": value, f"per_mid_{suffix}": value, f"per_high_{suffix}": value}
    return row | other


def concluded_rows(concluded, points, **changed):
    return concluded(
        "mart.cost_by_form",
        {
            "mart.cost_observation": points,
            "reference.convention": conventions(**changed),
            "reference.collaboration_form": FORMS,
            "reference.student_t": STUDENT,
        },
    )


def by_form(concluded, points, **changed):
    return {row["form_code"]: row for row in concluded_rows(concluded, points, **changed)}


def test_five_units_are_points_without_an_interval(concluded):
    row = by_form(concluded, [point(n, value) for n, value in enumerate((100.0, 200.0, 400.0, 300.0, 500.0))])[0]
    assert (row["n"], row["low"], row["median"], row["high"]) == (5, 100.0, 300.0, 500.0)
    assert (row["geometric_mean"], row["ci_low"], row["ci_high"]) == (None, None, None)
    assert row["note"] == "too few for an interval: points only"


def test_from_six_units_the_interval_is_students_t_on_logs(concluded):
    values = [100.0, 200.0, 400.0, 300.0, 500.0, 250.0]
    row = by_form(concluded, [point(n, value) for n, value in enumerate(values)])[0]
    logs = [math.log(value) for value in values]
    low, high = stats.t.interval(0.95, 5, loc=sum(logs) / 6, scale=stats.sem(logs))
    assert row["geometric_mean"] == pytest.approx(stats.gmean(values))
    assert (row["ci_low"], row["ci_high"]) == pytest.approx((math.exp(low), math.exp(high)))


@pytest.mark.parametrize("unlike", [{"country_code": "SE"}, {"measure": "budget"}])
def test_another_country_or_measure_stands_beside_and_blanks_nobody(concluded, unlike):
    rows = concluded_rows(concluded, [point(1, 100.0), point(2, 300.0), point(3, 900.0, **unlike)])
    mine = next(row for row in rows if (row["country_code"], row["measure"]) == ("NO", "account"))
    assert (mine["n"], mine["median"], mine["n_units_beside"]) == (2, 200.0, 1)
    assert sorted(row["median"] for row in rows) == [200.0, 900.0]


def test_a_unit_in_two_measures_is_beside_nobody(concluded):
    budget = point(1, 120.0, measure="budget") | {"observation_id": "o1b"}
    assert {row["n_units_beside"] for row in concluded_rows(concluded, [point(1, 100.0), budget])} == {0}


def test_unlike_pools_get_no_middle_value(concluded):
    keys = ["UNKNOWN as survey in staff_central out ", "UNKNOWN as survey in telephony_fixed out "]
    points = [
        point(n, value, scope_class="UNKNOWN", comparison_key=key)
        for n, (value, key) in enumerate(zip((3500.0, 300.0), keys, strict=True))
    ]
    row = by_form(concluded, points)[0]
    assert (row["n"], row["is_pooled"], row["median"], row["low"], row["high"]) == (2, False, None, 300.0, 3500.0)


def test_one_definition_with_the_same_known_pools_may_be_pooled(concluded):
    points = [
        point(n, value, scope_class="UNKNOWN", comparison_key="UNKNOWN as one in a out ")
        for n, value in enumerate((100.0, 200.0, 600.0))
    ]
    assert by_form(concluded, points)[0]["median"] == 200.0


def test_a_unit_without_a_form_is_in_no_cell(concluded):
    assert by_form(concluded, [point(1, 100.0), point(2, 900.0, form_code=None)])[0]["n"] == 1


def test_a_superseded_observation_does_not_count(concluded):
    rows = by_form(concluded, [point(1, 100.0), point(2, 900.0, superseded_by="o1")])
    assert (rows[0]["n"], rows[0]["median"]) == (1, 100.0)


def test_an_open_end_is_counted_and_leaves_those_of_the_others(concluded):
    opened = {f"per_{end}_{prices}": None for end in ("mid", "high") for prices in ("nok", "nok_real")}
    lower_bound = point(9, 50.0, **opened, per_high=None, per_mid=None)
    row = by_form(concluded, [point(n, value) for n, value in enumerate((100.0, 300.0, 200.0))] + [lower_bound])[0]
    assert (row["n"], row["n_real"], row["n_open_above"], row["n_open_below"]) == (4, 3, 1, 0)
    assert (row["low"], row["median"], row["high"]) == (50.0, 200.0, 300.0)
    assert row["note"] == "an end is open for some: the middle is that of the others"


def test_every_note_says_the_true_reason(concluded):
    unpriced = dict.fromkeys(("per_low_nok_real", "per_mid_nok_real", "per_high_nok_real"))
    dated = point(1, 100.0, no_real_reason="no_index_or_rate", **unpriced)
    undated = point(1, 100.0, year=None, no_real_reason="undated", **unpriced)
    assert by_form(concluded, [dated])[0]["note"] == "no price index or exchange rate for a year: no real value"
    assert by_form(concluded, [undated])[0]["note"] == "a source without a date has no real value"


def order(concluded, points):
    return {form: row["order_robust"] for form, row in by_form(concluded, points).items()}


def test_order_survives_leaving_out_any_one_source(concluded):
    low = [point(n, 100.0 + n) for n in range(3)]
    high = [point(10 + n, 200.0 + n, form_code=6) for n in range(3)]
    assert order(concluded, low + high) == {0: True, 6: True}


def test_order_that_rests_on_one_source_is_not_robust(concluded):
    low = [point(n, 100.0 + n, origin_id="only") for n in range(3)]
    high = [point(10 + n, 200.0 + n, form_code=6) for n in range(3)]
    assert order(concluded, low + high) == {0: False, 6: False}


def test_order_that_turns_without_one_source_is_not_robust(concluded):
    low = [point(1, 100.0), point(2, 300.0), point(3, 110.0)]
    high = [point(11, 150.0, form_code=6), point(12, 160.0, form_code=6), point(13, 170.0, form_code=6)]
    assert order(concluded, low + high) == {0: False, 6: False}


def test_a_form_alone_has_no_order(concluded):
    assert order(concluded, [point(1, 100.0)]) == {0: None}
