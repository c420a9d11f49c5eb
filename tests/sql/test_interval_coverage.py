"""The interval that mart.cost_by_form prints holds the true value as often as it says."""

import tomllib

import numpy as np
import pytest

from pipelines.settings import CHECKOUT
from tests.bench import coverage
from tests.sql.test_cost_by_form import by_form, point
from tests.sql.test_decision import observation, rules

SIZES = (6, 7, 8, 10, 15, 20)


@pytest.mark.parametrize("row", coverage.measure(SIZES, draws=4000, resamples=0), ids=lambda row: f"n={row.n}")
def test_the_printed_interval_covers_between_93_and_97_percent(row):
    assert 93 <= row.t_on_logs <= 97 and 93 <= row.slope <= 97


@pytest.mark.parametrize("row", coverage.measure(range(2, 8), draws=4000, resamples=0), ids=lambda row: f"n={row.n}")
def test_the_interval_of_a_drawn_cell_covers_so_from_two_units_on(row):
    assert 93 <= row.drawn <= 97


def test_the_simulated_drawing_is_that_of_the_table(concluded):
    logs = np.array([[6.8, 7.0, 7.3, 6.9]])
    drawn, half_width = coverage.drawn_towards_middle(logs, 1)
    observations = [
        observation(f"NO-{form}", float(np.exp(log)), form_code=form) for form, log in enumerate(logs[0], start=4)
    ]
    rows = concluded("mart.cost_pooled", {"mart.cost_observation": observations, "reference.convention": rules()})
    found = [
        np.log([row["shrunk_nok"], row["shrunk_low_nok"]]) for row in sorted(rows, key=lambda row: row["form_code"])
    ]
    assert np.allclose(found, np.column_stack([drawn[0], drawn[0] - half_width]))


def test_a_percentile_bootstrap_of_few_would_not():
    (row,) = coverage.measure((3,), draws=1000, resamples=300)
    assert row.bootstrap_mean < 85


def test_the_simulated_interval_is_the_printed_one(concluded):
    """Samples where the printed interval holds 1 are those where the simulation says so."""
    logs = np.random.default_rng(7).normal(0.0, 0.28, size=(12, 6)) + np.linspace(-0.4, 0.4, 12)[:, None]
    held = []
    for sample in np.exp(logs):
        row = by_form(concluded, [point(n, float(value)) for n, value in enumerate(sample)])[0]
        held.append(row["ci_low"] <= 1 <= row["ci_high"])
    assert held == coverage.in_t_interval(logs).tolist()
    assert len(set(held)) == 2


def test_the_benchmark_prints_from_the_convention_on():
    shipped = tomllib.loads((CHECKOUT / "data" / "conventions.toml").read_text(encoding="utf-8"))
    assert shipped["interval_from_n"]["value"] == coverage.INTERVAL_FROM_N
