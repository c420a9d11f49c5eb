"""Published tables recomputed from what ships: every line of docs/method.md under Recomputed."""

import math
import statistics

import pytest

from pipelines.tables import TABLES
from tests.sql.conftest import conventions


@pytest.mark.parametrize(
    ("denominator", "n", "low", "median", "high", "spread"),
    [
        ("inhabitant", 7, 602, 1110, 1303, 0.267),
        ("workstation", 6, 9905, 13673, 23205, 0.297),
        ("employee", 7, 9151, 15103, 19583, 0.264),
    ],
)
def test_sodertorn(released, denominator, n, low, median, high, spread):
    values = [
        value
        for (value,) in released.sql(
            f"select per_mid from mart.cost_observation "
            f"where origin_id = 'sodertorn-2007' and denominator = '{denominator}'"
        ).fetchall()
    ]
    assert len(values) == n and (min(values), max(values)) == (low, high)
    assert statistics.median(values) == pytest.approx(median, abs=0.5)
    assert statistics.stdev(math.log(value) for value in values) == pytest.approx(spread, abs=0.0005)


def with_investment(concluded, **changed):
    """The yearly cost of 20 million invested, under other conventions."""
    contract = dict.fromkeys(TABLES["core.contract"].types) | {
        "unit_id": "x", "stated_annual_low": 0.0, "stated_annual_mid": 0.0, "stated_annual_high": 0.0,
        "stated_annual_rounding": 0.0, "investment_low": 20e6, "investment_mid": 20e6, "investment_high": 20e6,
        "investment_rounding": 0.0, "currency": "NOK", "measure": "claim", "year": 2020, "evidence_tier": "C",
        "is_second_hand": False, "n_claims": 2, "origin_id": "one",
    }  # fmt: skip
    tables = {"core.contract": [contract], "reference.convention": conventions(**changed)}
    [row] = [row for row in concluded("core.cost", tables) if row["cost_basis"] == "running_and_investment"]
    return row["cost_mid"]


@pytest.mark.parametrize(
    ("rate", "years", "annuity"), [(0.04, 3, 7.21e6), (0.04, 5, 4.49e6), (0.04, 10, 2.47e6), (0, 5, 4.00e6)]
)
def test_annuities_and_the_straight_line(rate, years, annuity, concluded):
    assert with_investment(concluded, annuity_rate=rate, annuity_years=years) == pytest.approx(annuity, abs=0.005e6)


def test_sharing_index_of_ika_ost(released):
    """The index is 1 - products / installs, so 131 systems in 197 occurrences are 0.335."""
    rows = released.sql(
        "select products, installs, sharing_index from mart.application_overlap where installs > 0"
    ).fetchall()
    assert rows
    for products, installs, index in rows:
        assert index == pytest.approx(1 - products / installs)
    assert pytest.approx(0.335, abs=0.0005) == 1 - 131 / 197


def test_municipalities_by_year(released):
    counts = {
        year: released.sql(
            f"select count(*) from reference.municipality where country_code = 'NO' "
            f"and valid_from <= date '{year}-07-01' and (valid_to is null or valid_to > date '{year}-07-01')"
        ).fetchone()[0]
        for year in (2000, 2019, 2020, 2024)
    }
    assert counts == {2000: 435, 2019: 422, 2020: 356, 2024: 357}
    assert released.sql("select sum(n_municipalities_2020), count(*) from reference.kostra_group").fetchone() == (
        356,
        17,
    )


def test_consumer_prices_against_published_changes(released):
    worst, n = released.sql(
        "select max(abs(annual_change_pct - published_change_pct)), count(published_change_pct) "
        "from reference.consumer_price where country_code = 'NO'"
    ).fetchone()
    assert n > 10 and worst <= 0.11


@pytest.mark.parametrize(
    ("unit", "basis", "denominator", "low", "high"),
    [
        ("no-indre-ostfold-ikomm-2017", "running", "user", 11111, 11112),
        ("no-lillehammer-ikomm-2004", "running", "user", 8000, 8000),
        ("no-lillehammer-ikomm-2004", "running_and_investment", "user", 9797, 9977),
        ("no-trondheim-telenor-2001", "running", "workstation", 14062, 14063),
    ],
)
def test_per_user_values_of_the_documents(released, unit, basis, denominator, low, high):
    [(mid,)] = released.sql(
        f"select per_mid from mart.cost_observation where unit_id = '{unit}' and cost_basis = '{basis}' "
        f"and denominator = '{denominator}'"
    ).fetchall()
    assert low <= round(mid) <= high
