"""What the grammar finds: one amount, count, term or date with its bounds and its place.

Belongs here: the shape and the arithmetic of bounds. Does not belong here: finding it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Expression:
    """`kind` is money, count, duration_years, term, share or date; `start` and `end` are in the cleaned text.

    low, mid and high are null where the words leave them open. `period` is per_year and the like, or `total` with
    `total_years`. `options` are years a term may be prolonged. Dates are in date_low and date_high.
    """

    kind: str
    start: int
    end: int
    low: float | None = None
    mid: float | None = None
    high: float | None = None
    qualifier: str = "exact"
    rounding_half_width: float = 0.0
    unit: str | None = None
    currency: str | None = None
    per_denominator: str | None = None
    period: str | None = None
    total_years: float | None = None
    vat: str | None = None
    price_year: int | None = None
    options: tuple[float, ...] = field(default=())
    date_low: datetime.date | None = None
    date_high: datetime.date | None = None

    @property
    def annual_factor(self) -> int | None:
        return {"per_year": 1, "per_half_year": 2, "per_quarter": 4, "per_month": 12}.get(self.period or "")


def bounds(value: float, qualifier: str) -> tuple[float | None, float | None]:
    """Low and high of a hedged value; about is ten percent, a little over or under ten percent on that side."""
    match qualifier:
        case "approx":
            return 0.9 * value, 1.1 * value
        case "slightly_above":
            return value, 1.1 * value
        case "slightly_below":
            return 0.9 * value, value
        case "at_most":
            return None, value
        case "at_least" | "more_than" | "well_above":
            return value, None
    return value, value
