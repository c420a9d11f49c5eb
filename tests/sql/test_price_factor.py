"""One place decides country, currency, index and rate; what is not known has no row."""

import pytest

from tests.sql.conftest import conventions

LEVELS = [
    {
        "country_code": country,
        "year": year,
        "currency": currency,
        "index_low": ends[0],
        "index_mid": ends[1],
        "index_high": ends[2],
        "is_carried": ends[0] != ends[2],
        "years_carried": int(ends[0] != ends[2]),
    }
    for country, currency, year, ends in (
        ("NO", "NOK", 1998, (50.0, 50.0, 50.0)),
        ("NO", "NOK", 2017, (80.0, 80.0, 80.0)),
        ("NO", "NOK", 2020, (100.0, 100.0, 100.0)),
        ("NO", "NOK", 2021, (100.0, 103.0, 105.0)),
        ("FI", "EUR", 2017, (99.0, 99.0, 99.0)),
        ("FI", "EUR", 2020, (100.0, 100.0, 100.0)),
    )
]
RATES = [
    {"currency": currency, "year": year, "nok_per_unit": rate, "banking_days": 250, "is_full_year": True, "source": "s"}
    for currency, year, rate in (("NOK", 2017, 1.0), ("NOK", 2020, 1.0), ("EUR", 2017, 9.0), ("EUR", 2020, 11.0))
]


@pytest.fixture
def factors(concluded):
    rows = concluded(
        "core.price_factor",
        {
            "reference.convention": conventions(),
            "reference.price_level": LEVELS,
            "reference.exchange_rate": RATES,
            "reference.purchasing_power": [],
        },
    )
    return {(row["country_code"], row["currency"], row["year"]): row for row in rows}


def test_a_norwegian_contract_in_euro_moves_by_norwegian_prices(factors):
    """9 NOK then, moved from index 80 to 100: 11.25; never by Finnish prices, never by the rate of price_year."""
    row = factors["NO", "EUR", 2017]
    assert (row["nok_factor"], row["real_factor_mid"]) == pytest.approx((9.0, 11.25))


def test_the_own_currency_moves_in_own_prices_then_by_the_rate_of_the_price_year(factors):
    assert factors["FI", "EUR", 2017]["real_factor_mid"] == pytest.approx(100 / 99 * 11)


def test_a_carried_index_widens_the_factor(factors):
    row = factors["NO", "NOK", 2021]
    found = (row["real_factor_low"], row["real_factor_mid"], row["real_factor_high"])
    assert found == pytest.approx((100 / 105, 100 / 103, 1.0))
    assert row["is_price_carried"]


def test_a_year_without_a_full_rate_has_the_last_one(factors):
    row = factors["NO", "EUR", 2021]
    assert (row["nok_factor"], row["is_rate_carried"]) == (11.0, True)


def test_kroner_need_no_rate_and_euro_of_1998_have_none(factors):
    assert factors["NO", "NOK", 1998]["nok_factor"] == 1.0
    assert ("NO", "EUR", 1998) not in factors
