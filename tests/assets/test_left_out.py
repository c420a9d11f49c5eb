"""Rows that the marts leave out are in quality.reject and its summary, and the release goes on without them."""

import shutil

import dagster as dg
import duckdb
import polars as pl
import pytest

from assets.automation import BUILD
from assets.building import QUIET
from assets.definitions import definitions
from assets.instance import open_instance
from pipelines.lake import Lake
from pipelines.settings import Home
from schemas.budget import UNIT_SIZE


@pytest.fixture
def home(built, tmp_path, monkeypatch):
    """The shipped build again, with a unit that is said to have next to no users at all."""
    shutil.copytree(built[0].lake, tmp_path / "lake")
    monkeypatch.setenv("MUNIBENCH_HOME", str(tmp_path))
    lake = Lake(tmp_path / "lake")
    sizes = lake.read(UNIT_SIZE.name)
    cost = lake.read("core.cost").filter(pl.col("per_denominator").is_null() & pl.col("cost_mid").is_not_null())
    known = pl.col("unit_id").is_in(cost["unit_id"].implode()) & (pl.col("denominator") == "user")
    unit = sizes.filter(known)["unit_id"].sort()[0]
    size = (pl.col("unit_id") == unit) & (pl.col("denominator") == "user")
    tiny = [pl.when(size).then(5e-308).otherwise(name).alias(name) for name in ("low", "mid", "high")]
    none = pl.when(size).then(0.0).otherwise("rounding_half_width").alias("rounding_half_width")
    lake.write(UNIT_SIZE.name, sizes.with_columns(*tiny, none))
    return Home(), unit


def after_sizes(job: str) -> list[dg.AssetKey]:
    """What is made once the sizes are there."""
    keys = dg.AssetSelection.assets(["core", "unit_size"]).downstream(include_self=False)
    return sorted(keys.resolve(definitions().get_repository_def().asset_graph))


def test_an_infinite_observation_is_named_and_the_rest_released(home):
    place, unit = home
    with open_instance(place) as instance:
        job = definitions().get_repository_def().get_job(BUILD)
        done = job.execute_in_process(instance=instance, run_config=QUIET, asset_selection=after_sizes(BUILD))
    assert done.success
    with duckdb.connect(place.warehouse, read_only=True) as connection:
        left_out = connection.execute(
            """select table_name, file, row_number, rule, value, sentence from quality.reject
            where table_name = 'mart.cost_observation'"""
        ).fetchall()
        counted = connection.execute(
            """select sum(n_rows), max(n_files) from quality.reject_summary
            where table_name = 'mart.cost_observation' and rule = 'finite' and column_name = 'per_low'"""
        ).fetchone()
        others = connection.execute("select count(*) from mart.cost_observation where unit_id <> ?", [unit]).fetchone()
        mine = connection.execute(
            "select count(*) from mart.cost_observation where unit_id = ? and denominator = 'user'", [unit]
        ).fetchone()
    assert {(file, row_number) for _, file, row_number, *_ in left_out} == {("sql/mart/cost_observation.sql", None)}
    assert {rule for *_, rule, _, _ in left_out} <= {"finite", "too_large"}
    assert all(f'"unit_id": "{unit}"' in value and unit in sentence for *_, value, sentence in left_out)
    assert mine == (0,) and others[0] > 20
    assert counted[0] == len({value for *_, value, _ in left_out if '"per_low"' in value}) > 0
    assert counted[1] == 1
