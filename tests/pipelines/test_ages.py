"""The age of figures is that of their years: reading a file again makes none of them younger."""

import datetime

import polars as pl
import pytest

from pipelines.ages import ages
from schemas.reference import CONSUMER_PRICE, EXCHANGE_RATE, POPULATION

NOVEMBER = datetime.date(2026, 11, 28)


def rows(table, **said):
    """Rows of a table, the same but for one column's values."""
    [(column, values)] = [(name, values) for name, values in said.items() if isinstance(values, list)]
    others = {name: value for name, value in said.items() if name != column}
    return table.frame([table.example_row() | others | {column: value} for value in values])


def behind(today=NOVEMBER, prices=(2024,), people=(2026,), rates=(2025,), countries=("NO", "SE")):
    found = ages(
        pl.concat([rows(CONSUMER_PRICE, country_code=country, year=list(prices)) for country in countries]),
        pl.concat([rows(POPULATION, country_code=country, year=list(people)) for country in countries]),
        rows(EXCHANGE_RATE, currency="SEK", is_full_year=True, year=list(rates)),
        countries,
        today,
    )
    return {(age.table.partition(".")[2], age.part): age.years_behind for age in found}


def test_prices_that_end_two_years_ago_are_a_year_behind_whenever_they_were_read():
    assert behind() == {
        ("consumer_price", "NO"): 1,
        ("consumer_price", "SE"): 1,
        ("population", "NO"): 0,
        ("population", "SE"): 0,
        ("exchange_rate", "SEK"): 0,
    }


@pytest.mark.parametrize(
    ("today", "expected"), [((2026, 1, 31), 0), ((2026, 2, 1), 1), ((2027, 1, 31), 1), ((2027, 2, 1), 2)]
)
def test_a_year_is_out_when_its_average_is_published(today, expected):
    assert behind(datetime.date(*today))["consumer_price", "NO"] == expected


def test_what_is_not_there_at_all_is_said_to_be_missing():
    nothing = (CONSUMER_PRICE.frame([]), POPULATION.frame([]), EXCHANGE_RATE.frame([]))
    found = ages(*nothing, ["DK"], NOVEMBER)
    assert [age.last_year for age in found] == [None] * 3 and all(age.is_late and age.is_stale for age in found)
    assert "Consumer prices of DK: none at all" in found[0].sentence and "consumer_price.csv" in found[0].sentence


def test_a_part_of_a_year_is_no_year_of_rates():
    part = rows(EXCHANGE_RATE, currency="SEK", is_full_year=False, year=[2025])
    found = ages(CONSUMER_PRICE.frame([]), POPULATION.frame([]), part, ["SE"], NOVEMBER)
    assert found[-1].last_year is None
