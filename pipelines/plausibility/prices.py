"""Money of any currency and year as euro, as far as bounds need it.

Belongs here: the nearest year that has a rate or an index, euro of a year, euro in prices of another. Does not belong
here: amounts of a mart, which carry their widening with them (sql/core).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

EURO, EURO_AREA = "EUR", "EA"


@dataclass(frozen=True)
class Prices:
    """`rates` has the shape of reference.exchange_rate, `index` that of reference.consumer_price.

    Past the last year, or before the first, the nearest one stands: bounds are wide, a few years of prices are not.
    """

    rates: pl.DataFrame
    index: pl.DataFrame

    def in_euro(
        self, value: str, currency: str = "currency", year: str = "year"
    ) -> Callable[[pl.DataFrame], pl.Series]:
        """A column of amounts as euro of their own year; null where the currency has no rate at all."""
        return lambda frame: frame[value] * self._factors(frame, currency, year, None)

    def in_prices_of(self, frame: pl.DataFrame, value: str, price_year: str) -> pl.Series:
        """A column of amounts in `currency` of `year` as euro in the prices of the year in `price_year`."""
        return frame[value] * self._factors(frame, "currency", "year", price_year)

    def _factors(self, frame: pl.DataFrame, currency: str, year: str, price_year: str | None) -> pl.Series:
        """One factor per row, looked up once per currency and year."""
        named = [currency, year, *([price_year] if price_year else [])]
        said = frame.select(pl.struct(named)).to_series()
        factor = {tuple(row.values()): self._factor(*row.values()) for row in said.unique().to_list()}
        return pl.Series(currency, [factor[tuple(row.values())] for row in said.to_list()], pl.Float64())

    def _factor(self, currency: str | None, year: int | None, price_year: int | None = None) -> float | None:
        if currency is None or year is None or currency not in self._rates or not self._rates[EURO]:
            return None
        euro = _nearest(self._rates[currency], year) / _nearest(self._rates[EURO], year)
        if price_year is None:
            return euro
        return euro * _nearest(self._index, price_year) / _nearest(self._index, year)

    @cached_property
    def _rates(self) -> dict[str, dict[int, float]]:
        found: dict[str, dict[int, float]] = {EURO: {}}
        for currency, year, rate in self.rates.select("currency", "year", "nok_per_unit").iter_rows():
            found.setdefault(currency, {})[year] = rate
        return found

    @cached_property
    def _index(self) -> dict[int, float]:
        area = self.index.filter(pl.col("country_code") == EURO_AREA)
        return dict(area.select("year", "index_2015_100").iter_rows())


def _nearest(values: Mapping[int, float], year: int) -> float:
    """Of the nearest year; of two that are equally near the later."""
    return values[min(values, key=lambda known: (abs(known - year), -known))]
