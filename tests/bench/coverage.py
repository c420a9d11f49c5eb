"""How often an interval holds what it says: drawn samples of 2 to 20 units, the true mean known.

`python -m tests.bench.coverage` prints it. The t interval on logs is the one mart.cost_by_form prints from the
convention interval_from_n on, the drawn one that of mart.cost_pooled, the slope that of mart.size_curve; the two
percentile bootstraps are what they are measured beside.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy import stats

# Between municipalities with the same definition, in logs: Södertörn 2007.
SPREAD_LOG = 0.28
SEED = 2025
SAMPLE_SIZES = range(2, 21)
DRAWS, RESAMPLES = 4_000, 1_000
DRAWS_AT_A_TIME = 250
INTERVAL_FROM_N = 6
CELLS = 4


@dataclass(frozen=True)
class Coverage:
    """Share of samples of n units whose interval holds the true value, in percent."""

    n: int
    t_on_logs: float
    drawn: float
    slope: float | None
    bootstrap_mean: float | None
    bootstrap_median: float | None


def measure(sizes: Iterable[int] = SAMPLE_SIZES, draws: int = DRAWS, resamples: int = RESAMPLES) -> list[Coverage]:
    """Coverage for each n. The t interval is asked for the geometric mean, each bootstrap for what it bounds."""
    generator = np.random.default_rng(SEED)
    return [_covered(generator, n, draws, resamples) for n in sizes]


def _covered(generator: np.random.Generator, n: int, draws: int, resamples: int) -> Coverage:
    logs = generator.normal(0.0, SPREAD_LOG, size=(draws, n))
    within = 100 * float(in_t_interval(logs).mean())
    drawn = 100 * float(in_drawn_interval(generator, n, draws).mean())
    slope = 100 * float(in_slope_interval(generator, n, draws).mean()) if n > 2 else None
    if not resamples:
        return Coverage(n, within, drawn, slope, None, None)
    true_mean, true_median = np.exp(SPREAD_LOG**2 / 2), 1.0
    mean = median = 0
    for start in range(0, draws, DRAWS_AT_A_TIME):
        values = np.exp(logs[start : start + DRAWS_AT_A_TIME])
        picked = generator.integers(0, n, size=(len(values), resamples, n))
        again = np.take_along_axis(values[:, None, :], picked, axis=2)
        mean += _hits(again.mean(axis=2), true_mean)
        median += _hits(np.median(again, axis=2), true_median)
    return Coverage(n, within, drawn, slope, 100 * mean / draws, 100 * median / draws)


def in_t_interval(logs: np.ndarray) -> np.ndarray:
    """Whether exp(mean -+ t * sd / sqrt n) of each row of logs holds the true geometric mean, which is 1."""
    n = logs.shape[1]
    half_width = stats.t.ppf(0.975, n - 1) * logs.std(axis=1, ddof=1) / np.sqrt(n)
    return np.abs(logs.mean(axis=1)) <= half_width


def in_drawn_interval(generator: np.random.Generator, n: int, draws: int) -> np.ndarray:
    """Whether the interval of a cell drawn towards CELLS alike holds the cell's own true middle.

    Cells differ as their n units do; all means count alike, so the middle is theirs.
    """
    true = generator.normal(0.0, SPREAD_LOG, size=(draws, CELLS))
    means = true + generator.normal(0.0, SPREAD_LOG / np.sqrt(n), size=(draws, CELLS))
    drawn, half_width = drawn_towards_middle(means, n)
    return np.abs(drawn - true)[:, 0] <= half_width


def drawn_towards_middle(means: np.ndarray, n: int) -> tuple[np.ndarray, float]:
    """Rows of cells' means of logs as mart.cost_pooled draws them, and half the width of the interval."""
    middle = means.mean(axis=1, keepdims=True)
    own = n / (n + 1)
    known_middle = 1 / (n + 1)
    not_known = 1 / ((n + 1) ** 2 * means.shape[1] * own)
    return own * means + (1 - own) * middle, 1.96 * SPREAD_LOG * np.sqrt(known_middle + not_known)


def in_slope_interval(generator: np.random.Generator, n: int, draws: int) -> np.ndarray:
    """Whether the t interval of a least-squares slope on log size holds the true one, which is 0 here."""
    x = generator.normal(0.0, 1.0, size=(draws, n))
    y = generator.normal(0.0, SPREAD_LOG, size=(draws, n))
    x, y = x - x.mean(axis=1, keepdims=True), y - y.mean(axis=1, keepdims=True)
    squares = (x**2).sum(axis=1)
    slope = (x * y).sum(axis=1) / squares
    residual = ((y - slope[:, None] * x) ** 2).sum(axis=1) / (n - 2)
    return np.abs(slope) <= stats.t.ppf(0.975, n - 2) * np.sqrt(residual / squares)


def _hits(statistic: np.ndarray, true: float) -> int:
    low, high = np.percentile(statistic, [2.5, 97.5], axis=1)
    return int(((low <= true) & (true <= high)).sum())


def section() -> str:
    """The section of docs/performance.md."""
    rows = "\n".join(
        f"| {row.n} | {'points only' if row.n < INTERVAL_FROM_N else f'{row.t_on_logs:.1f} %'} | {row.t_on_logs:.1f} % "
        f"| {row.drawn:.1f} % | {_shown_slope(row)} | {row.bootstrap_mean:.1f} % | {row.bootstrap_median:.1f} % |"
        for row in measure()
    )
    return f"""## What a 95 % interval holds
Simulated: {DRAWS} samples of n units, log-normal with a standard deviation of {SPREAD_LOG} in logs (as between
neighbours with one definition), seed {SEED}, {RESAMPLES} resamples. Goal: 93-97 % where an
interval is printed. An interval of a mean says nothing of which units are in the sample: forms were chosen, not
assigned.

| n | by form | t on logs | drawn, {CELLS} cells | slope on size | percentile bootstrap of the mean | of the median |
|---|---|---|---|---|---|---|
{rows}
"""


def _shown_slope(row: Coverage) -> str:
    return "not printed" if row.slope is None or row.n < INTERVAL_FROM_N else f"{row.slope:.1f} %"


if __name__ == "__main__":
    print(section())
