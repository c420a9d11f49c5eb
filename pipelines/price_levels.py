"""Price levels and tax rates year by year, where the sources give steps or stop early.

Belongs here: carrying the last consumer price index on, rates of value-added tax by year. Does not belong here: moving
amounts (sql/core/price_factor.sql, sql/core/budget_net.sql).
"""

from __future__ import annotations

import datetime
import math
from pathlib import Path

import polars as pl

from pipelines import shipped
from pipelines.faults import StructuralFault
from schemas.codes import CURRENCY_OF
from schemas.reference import PRICE_LEVEL, VAT_RATE

# A contract of ten years begun in the last year with an index still ends inside.
YEARS_CARRIED = 15
LAST_TAX_YEAR = 2060


def price_levels(consumer_prices: pl.DataFrame, conventions: pl.DataFrame) -> pl.DataFrame:
    """Shape: country x year, from the first published year to YEARS_CARRIED past the last one.

    Past the last index it is carried: times (1 + g) for each year, g by the conventions at the ends and the last
    published change in the middle, kept between them.
    """
    said = dict(conventions.select("convention", "value").iter_rows())
    low, high = (float(said[f"carried_price_change_{end}"]) for end in ("low", "high"))
    rows: list[dict[str, object]] = []
    for country, currency in CURRENCY_OF.items():
        known = consumer_prices.filter(pl.col("country_code") == country).sort("year")
        if not known.height:
            continue
        for year, index in known.select("year", "index_2015_100").iter_rows():
            rows.append(_level(country, currency, year, 0, (index, index, index)))
        last = known.row(-1, named=True)
        middle = min(max(_last_change_pct(known) / 100, low), high)
        for ahead in range(1, YEARS_CARRIED + 1):
            ends = tuple(last["index_2015_100"] * (1 + growth) ** ahead for growth in (low, middle, high))
            rows.append(_level(country, currency, last["year"] + ahead, ahead, ends))
    return PRICE_LEVEL.frame(rows)


def _last_change_pct(known: pl.DataFrame) -> float:
    """The last change as the national office published it, else as the source computed it, else from the indices."""
    last = known.row(-1, named=True)
    for name in ("published_change_pct", "annual_change_pct"):
        if last[name] is not None:
            return float(last[name])
    if known.height == 1:
        return 0.0
    return float((last["index_2015_100"] / known["index_2015_100"][-2] - 1) * 100)


def _level(country: str, currency: str, year: int, ahead: int, ends: tuple[float, ...]) -> dict[str, object]:
    return {
        "country_code": country,
        "year": year,
        "currency": currency,
        "index_low": ends[0],
        "index_mid": ends[1],
        "index_high": ends[2],
        "is_carried": ahead > 0,
        "years_carried": ahead,
    }


def vat_rates(folder: Path) -> pl.DataFrame:
    """Shape: country x year. A year with two rates has both as its ends and their average over its days in the middle.

    Raises StructuralFault where a line of vat_rates.csv is no period with a rate.
    """
    path = folder / "vat_rates.csv"
    steps: dict[tuple[str, int], list[tuple[int, float, bool, str]]] = {}
    for row in shipped.read_text(path).iter_rows(named=True):
        try:
            first = datetime.date.fromisoformat(row["valid_from"])
            after = datetime.date.fromisoformat(row["valid_to"] or f"{LAST_TAX_YEAR + 1}-01-01")
            rate, compensated = float(row["rate_pct"]), {"true": True, "false": False}[row["is_compensated"]]
        except (TypeError, ValueError, KeyError):
            raise StructuralFault(
                f"{path.name} row {row['row_number']}: a period from and to a day, a rate and true or false are needed."
            ) from None
        for year in range(first.year, after.year + 1):
            start, end = datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
            days = (min(after, end) - max(first, start)).days
            if days > 0:
                steps.setdefault((row["country_code"], year), []).append((days, rate, compensated, row["source"]))
    return VAT_RATE.frame([_tax_year(country, year, parts) for (country, year), parts in sorted(steps.items())])


def _tax_year(country: str, year: int, parts: list[tuple[int, float, bool, str]]) -> dict[str, object]:
    rates = [rate for _, rate, _, _ in parts]
    return {
        "country_code": country,
        "year": year,
        "rate_low_pct": min(rates),
        "rate_mid_pct": math.fsum(days * rate for days, rate, _, _ in parts) / sum(days for days, *_ in parts),
        "rate_high_pct": max(rates),
        "is_compensated": parts[-1][2],
        "source": parts[-1][3],
    }
