"""Quantiles of the distributions that intervals are made from, by a statistics library.

Belongs here: which quantiles, for how many units. Does not belong here: intervals, which the marts compute from them.
"""

from __future__ import annotations

import polars as pl

from schemas.reference import STUDENT_T

# More than the municipalities of any country here.
MOST_DEGREES_OF_FREEDOM = 1000
UPPER_TAIL = 0.975


def student_t() -> pl.DataFrame:
    """Shape: one row per number of degrees of freedom, from 1; two-sided 95 %."""
    from scipy.special import stdtrit

    return STUDENT_T.frame(
        [
            {"degrees_of_freedom": count, "t_975": float(stdtrit(count, UPPER_TAIL))}
            for count in range(1, MOST_DEGREES_OF_FREEDOM + 1)
        ]
    )
