"""Where a value lies along a picture, in per cent of its width, and which values stand on the axis.

Belongs here: linear scales over numbers and days. Does not belong here: marks and colours (charts).
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

# Room at both ends, so that a mark at an end is drawn whole.
MARGIN_PCT = 4.0
MOST_TICKS = 5


@dataclass(frozen=True)
class Scale:
    """From `least` to `most`; `ticks` are values to name on the axis."""

    least: float
    most: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Place in per cent of the width, rounded: a picture needs no more than a tenth of a pixel."""
        share = (value - self.least) / (self.most - self.least)
        return round(MARGIN_PCT + share * (100 - 2 * MARGIN_PCT), 2)


def from_nought(values: Iterable[float | None]) -> Scale:
    """A scale that starts at nought, its ticks round numbers."""
    most = max((value for value in values if value is not None), default=0.0)
    step = _round_step(most / (MOST_TICKS - 1)) if most > 0 else 1.0
    count = math.ceil(most / step) if most > 0 else 1
    return Scale(0.0, count * step, tuple(number * step for number in range(count + 1)))


def over_days(days: Iterable[datetime.date | None]) -> Scale:
    """A scale over whole years, its ticks new year's days, as ordinals."""
    known = [day for day in days if day is not None]
    first, last = min(known).year, max(known).year + 1
    step = math.ceil((last - first) / MOST_TICKS)
    years = range(first, last + 1, step)
    ordinal: Callable[[int], float] = lambda year: float(datetime.date(year, 1, 1).toordinal())  # noqa: E731
    return Scale(ordinal(first), ordinal(last), tuple(map(ordinal, years)))


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 2.5 and 5 times a power of ten that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in (1.0, 2.0, 2.5, 5.0, 10.0) if step * power >= least * (1 - 1e-9))
