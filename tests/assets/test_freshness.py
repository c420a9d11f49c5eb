"""The age of the figures themselves, as the build and the page tell it."""

import datetime

import dagster as dg
import pytest

from assets.definitions import definitions
from assets.freshness import CHECKS, late_figures
from assets.resources import Place
from pipelines.lake import Lake
from schemas.reference import CONSUMER_PRICE


@pytest.mark.parametrize(("today", "behind"), [((2026, 1, 15), 0), ((2026, 6, 1), 1), ((2028, 6, 1), 3)])
def test_prices_read_today_are_as_old_as_their_last_year(built, today, behind):
    late = late_figures(Lake(built[0].lake), datetime.date(*today))[CONSUMER_PRICE.name]
    assert [age.years_behind for age in late if age.part == "NO"] == ([behind] if behind else [])


@pytest.mark.parametrize(
    ("today", "passed", "severity"), [("2026-01-15", True, "WARN"), ("2028-06-01", False, "ERROR")]
)
def test_a_check_of_the_table_says_so_and_stops_nothing(built, monkeypatch, today, passed, severity):
    monkeypatch.setenv("MUNIBENCH_TODAY", today)
    monkeypatch.setenv("MUNIBENCH_HOME", str(built[0].root))
    [check] = [each for each in CHECKS if each.check_key.asset_key == dg.AssetKey(["reference", "consumer_price"])]
    said = check(Place())
    assert (said.passed, said.severity.name) == (passed, severity)
    assert ("the last year is 2024" in said.metadata["late"].value) == (not passed)
    keys = {each.check_key.asset_key.to_user_string() for each in CHECKS}
    assert keys == {"reference/consumer_price", "reference/exchange_rate", "reference/population"}
    graph = definitions().get_repository_def().asset_graph
    assert not any(graph.get(each.check_key).blocking for each in CHECKS)
