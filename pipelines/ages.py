"""How old the figures themselves are, whatever day their file was last read.

Belongs here: the last year of prices, population and exchange rates against the year that is out by a day. Does not
belong here: what is done about it (assets/freshness), how often files are read.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from schemas.codes import CURRENCY_OF
from schemas.reference import CONSUMER_PRICE, EXCHANGE_RATE, POPULATION


@dataclass(frozen=True)
class Source:
    """A kind of figure: from which month on the figures of `years_before` years before are out."""

    what: str
    month: int
    years_before: int


# The year's average of prices and rates is out in January; the count of 1 January in February.
SOURCES = {
    CONSUMER_PRICE.name: Source("Consumer prices", 2, 1),
    EXCHANGE_RATE.name: Source("Exchange rates", 2, 1),
    POPULATION.name: Source("Population", 3, 0),
}


@dataclass(frozen=True)
class Age:
    """Figures of one country or currency: their last year, and how many years that are out they lack; None is all."""

    table: str
    part: str
    last_year: int | None
    years_behind: int | None

    @property
    def is_late(self) -> bool:
        return self.years_behind != 0

    @property
    def is_stale(self) -> bool:
        """Whether more than one year is missing."""
        return self.years_behind is None or self.years_behind > 1

    @property
    def sentence(self) -> str:
        """What is the matter and what to do."""
        what, file = SOURCES[self.table].what, f"reference/{self.table.partition('.')[2]}.csv"
        years = "1 year" if self.years_behind == 1 else f"{self.years_behind} years"
        last = "none at all" if self.last_year is None else f"the last year is {self.last_year}, {years} behind"
        return f"{what} of {self.part}: {last}. Add the years to {file} of the home, or update the checkout."


def ages(
    prices: pl.DataFrame, population: pl.DataFrame, rates: pl.DataFrame, countries: Iterable[str], today: datetime.date
) -> list[Age]:
    """One age per table and country, or currency, of municipalities that are compared. Only whole years count."""
    asked = sorted(set(countries))
    currencies = [CURRENCY_OF[country] for country in asked if CURRENCY_OF[country] != "NOK"]
    whole = rates.filter(pl.col("is_full_year"))
    return [
        *(_age(CONSUMER_PRICE.name, country, prices, "country_code", today) for country in asked),
        *(_age(POPULATION.name, country, population, "country_code", today) for country in asked),
        *(_age(EXCHANGE_RATE.name, currency, whole, "currency", today) for currency in currencies),
    ]


def _age(table: str, part: str, frame: pl.DataFrame, column: str, today: datetime.date) -> Age:
    source = SOURCES[table]
    out = today.year - source.years_before - (today.month < source.month)
    years = frame.filter(pl.col(column) == part)["year"].drop_nulls().to_list()
    last = max(years) if years else None
    return Age(table, part, last, None if last is None else max(0, out - last))
