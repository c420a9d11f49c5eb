"""What must come out, by hand: prices, rates, VAT, middles. Nothing here asks the product or its tables.

Published figures are read from the files that ship, conventions are written down again as docs and method say them.
"""

from __future__ import annotations

import csv
import datetime
import math
from collections.abc import Iterable, Mapping
from functools import cache
from statistics import median
from typing import Any, NamedTuple

from currency_converter import CurrencyConverter, RateNotFoundError

from tests.conftest import DATA
from tests.scenarios.workbooks import CURRENCY, PER_CENT, Answer

PRICE_YEAR = 2024
HIGHEST_GROWTH = 0.05
# Growth carried on is known to a tenth of a per cent at best.
CARRIED = 1e-3
VAT_RATE = {"NO": 0.25, "SE": 0.25, "DK": 0.25, "FI": 0.255}  # Finland from September 2024
OPS = (
    "staff_central",
    "hardware_client",
    "hardware_server_network",
    "depreciation",
    "licences_platform",
    "operations_contract",
)
CLASSES = {"OPS": OPS, "OPS_LOB": (*OPS, "licences_line_of_business"), "TOTAL": tuple(PER_CENT)}


class Ends(NamedTuple):
    """A lower end, a middle and an upper end; None where one is open."""

    low: float | None
    mid: float | None
    high: float | None

    def times(self, other: Ends) -> Ends:
        return Ends(*(None if a is None or b is None else a * b for a, b in zip(self, other, strict=True)))


def exactly(value: float) -> Ends:
    return Ends(value, value, value)


@cache
def index(country: str) -> Mapping[int, float]:
    """Consumer prices as published, year -> index."""
    with (DATA / "reference" / "cpi.csv").open(encoding="utf-8", newline="") as file:
        return {
            int(row["year"]): float(row["index_2015_100"]) for row in csv.DictReader(file) if row["country"] == country
        }


@cache
def population(unit_id: str, year: int) -> float:
    """Inhabitants of a Norwegian municipality on 1 January."""
    with (DATA / "reference" / "population_no.csv").open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if f"NO-{row['number']}" == unit_id and row["year"] == str(year)]
    return float(found[0]["population"])


@cache
def rate(currency: str, year: int) -> float:
    """Kroner for one unit of the currency, the average of the year's banking days."""
    if currency == "NOK":
        return 1.0
    converter, seen = CurrencyConverter(), []
    for day in range(366):
        try:
            date = datetime.date(year, 1, 1) + datetime.timedelta(days=day)
            if date.year == year:
                seen.append(converter.convert(1, currency, "NOK", date=date))
        except RateNotFoundError:
            continue
    return math.fsum(seen) / len(seen)


def to_prices_of_price_year(country: str, year: int) -> Ends:
    """What an amount of the year is multiplied by; past the last index it grew by 0, the last change, or 5 per cent."""
    known = index(country)
    last = max(known)
    if year <= last:
        return exactly(known[PRICE_YEAR] / known[year])
    growth = known[last] / known[last - 1] - 1
    then = [known[last] * (1 + each) ** (year - last) for each in (HIGHEST_GROWTH, growth, 0.0)]
    return Ends(*(known[PRICE_YEAR] / each for each in then))


def real(value: float, country: str, year: int) -> Ends:
    """An exact amount in the country's money as kroner of the price year: own prices first, then the rate."""
    return to_prices_of_price_year(country, year).times(exactly(value * rate(CURRENCY[country], PRICE_YEAR)))


def without_vat(amount: float, vat: str, country: str) -> Ends:
    """An amount as said, by what was said of VAT."""
    factor = 1 + VAT_RATE[country]
    return {
        "excluded": exactly(amount),
        "included": exactly(amount / factor),
        "unknown": Ends(amount / factor, amount, amount * factor),
    }[vat]


def total(amounts: Mapping[str, Any], scope_class: str = "TOTAL") -> float:
    """The pools of a class added up."""
    return math.fsum(amounts[pool] for pool in CLASSES[scope_class])


def per_user(answer: Answer, scope_class: str = "TOTAL") -> float:
    """Accounts by users, in the municipality's own money."""
    return total(answer.account, scope_class) / answer.users


def cell_of(each: Iterable[Ends]) -> Ends:
    """What a form's cell shows: the least lower end, the median of the middles, the greatest upper end."""
    rows = list(each)
    return Ends(min(row.low for row in rows), median(row.mid for row in rows), max(row.high for row in rows))
