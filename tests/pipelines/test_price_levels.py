"""The last index carried on, and rates of tax by year."""

import polars as pl
import pytest

from pipelines.faults import StructuralFault
from pipelines.price_levels import YEARS_CARRIED, price_levels, vat_rates
from pipelines.reference import consumer_prices
from schemas.reference import CONSUMER_PRICE, CONVENTION
from tests.conftest import DATA

RULES = CONVENTION.frame(
    [
        {"convention": f"carried_price_change_{end}", "value": value, "meaning": "test", "is_default": True}
        for end, value in (("low", "0.0"), ("high", "0.05"))
    ]
)


def price(year, index, country="DK", **other):
    row = CONSUMER_PRICE.example_row() | {
        "country_code": country,
        "year": year,
        "index_2015_100": index,
        "annual_change_pct": None,
        "published_change_pct": None,
    }
    return row | other


def levels(*prices):
    frame = price_levels(CONSUMER_PRICE.frame(list(prices)), RULES)
    return {(row["country_code"], row["year"]): row for row in frame.iter_rows(named=True)}


def ends(row):
    return row["index_low"], row["index_mid"], row["index_high"]


def test_a_published_index_stands_and_the_last_one_is_carried():
    found = levels(price(2018, 100.0), price(2019, 110.0, published_change_pct=3.0, annual_change_pct=4.0))
    assert ends(found["DK", 2018]) == (100.0, 100.0, 100.0)
    assert not found["DK", 2019]["is_carried"]
    carried = found["DK", 2021]
    assert ends(carried) == pytest.approx((110.0, 110 * 1.03**2, 110 * 1.05**2))
    assert (carried["is_carried"], carried["years_carried"], carried["currency"]) == (True, 2, "DKK")
    assert max(year for _, year in found) == 2019 + YEARS_CARRIED


@pytest.mark.parametrize(
    ("last", "change"),
    [
        ({"published_change_pct": 2.0, "annual_change_pct": 4.0}, 0.02),
        ({"annual_change_pct": 4.0}, 0.04),
        ({}, 0.03),
        ({"published_change_pct": 9.0}, 0.05),
        ({"published_change_pct": -1.0}, 0.0),
    ],
)
def test_the_middle_grows_by_the_best_known_last_change_between_the_ends(last, change):
    found = levels(price(2018, 100.0), price(2019, 103.0, **last))
    assert found["DK", 2020]["index_mid"] == pytest.approx(103 * (1 + change))


def test_one_year_alone_is_carried_flat_in_the_middle():
    assert ends(levels(price(2019, 80.0))["DK", 2020]) == pytest.approx((80.0, 80.0, 84.0))


def test_every_country_is_carried_from_its_own_last_year_and_who_has_no_currency_is_none():
    found = levels(price(2019, 100.0), price(2016, 90.0, "FI"), price(2019, 100.0, "GLOBAL"))
    assert found["FI", 2017]["is_carried"] and not found["DK", 2019]["is_carried"]
    assert {country for country, _ in found} == {"DK", "FI"}


def rates(folder, *lines):
    text = "country_code,valid_from,valid_to,rate_pct,is_compensated,source\n" + "\n".join(lines) + "\n"
    (folder / "vat_rates.csv").write_text(text, encoding="utf-8")
    frame: pl.DataFrame = vat_rates(folder)
    return {(row["country_code"], row["year"]): row for row in frame.iter_rows(named=True)}


def test_a_year_with_two_rates_has_both_as_ends_and_the_average_over_its_days(tmp_path):
    """2019 has 90 days before 1 April and 275 from then on."""
    found = rates(tmp_path, "SE,2018-01-01,2019-04-01,20,false,a", "SE,2019-04-01,,30,true,b")
    both = found["SE", 2019]
    assert (both["rate_low_pct"], both["rate_high_pct"]) == (20.0, 30.0)
    assert both["rate_mid_pct"] == pytest.approx((90 * 20 + 275 * 30) / 365)
    assert both["is_compensated"] is True
    before, after = found["SE", 2018], found["SE", 2060]
    assert (before["rate_mid_pct"], before["is_compensated"], after["rate_mid_pct"]) == (20.0, False, 30.0)


def test_a_rate_that_ends_on_new_year_is_not_in_the_next(tmp_path):
    found = rates(tmp_path, "DK,2001-01-01,2003-01-01,22,true,a")
    assert sorted(found) == [("DK", 2001), ("DK", 2002)]


@pytest.mark.parametrize(
    "line",
    [
        "SE,1 January,,25,true,a",
        "SE,2001-01-01,never,25,true,a",
        "SE,2001-01-01,,a quarter,true,a",
        "SE,2001-01-01,,25,perhaps,a",
        "SE,2001-01-01,,,true,a",
        "SE,,,25,true,a",
    ],
)
def test_a_line_that_is_no_period_with_a_rate_is_named(tmp_path, line):
    with pytest.raises(StructuralFault, match=r"vat_rates\.csv row 3: a period from and to a day, a rate"):
        rates(tmp_path, "DK,2001-01-01,,25,true,a", line)


def test_every_area_whose_prices_ship_has_levels_in_the_currency_people_pay_in():
    found = price_levels(consumer_prices(DATA / "reference").valid, RULES)
    paid = dict(found.select("country_code", "currency").unique().iter_rows())
    assert paid == {"NO": "NOK", "SE": "SEK", "DK": "DKK", "FI": "EUR", "EA": "EUR"}
