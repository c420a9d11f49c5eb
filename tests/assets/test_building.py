"""The same release from one process and from several, and none at all from a build that is killed."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import dagster as dg
import duckdb

from assets.definitions import definitions
from assets.instance import open_instance
from pipelines.settings import CHECKOUT, Home
from tests.conftest import munibench

# A server that has loaded everything once forks each step: spawning would import it all anew 45 times.
SEVERAL = {
    "execution": {
        "config": {
            "max_concurrent": 6,
            "start_method": {"forkserver": {"preload_modules": ["assets.definitions", "pipelines.marts"]}},
        }
    },
    "loggers": {"console": {"config": {"log_level": "ERROR"}}},
}


def content(home: Path) -> str:
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as connection:
        return connection.sql("select content_hash from quality.release").fetchone()[0]


def build_job() -> dg.JobDefinition:
    return definitions().get_repository_def().get_job("build")


def test_the_multiprocess_executor_gives_the_same_release(built, tmp_path, monkeypatch):
    monkeypatch.setenv("MUNIBENCH_HOME", str(tmp_path))
    with open_instance(Home()) as instance:
        job = dg.reconstructable(multiprocess_build)
        result = dg.execute_job(job, instance=instance, run_config=SEVERAL)
        assert result.success
    assert content(tmp_path) == content(built[0].root)


def multiprocess_build() -> dg.JobDefinition:
    """The same assets and checks with a process for each of a few steps; state from MUNIBENCH_HOME."""
    whole = definitions()
    several = dg.Definitions(
        assets=whole.assets,
        asset_checks=whole.asset_checks,
        resources=whole.resources,
        jobs=whole.jobs,
        executor=dg.multiprocess_executor,
    )
    return several.get_repository_def().get_job("build")


def test_a_killed_build_leaves_the_live_file_and_the_next_one_works(built, tmp_path):
    """Killed early, midway and just before its release, with a reader open: the old release stays whole."""
    home = tmp_path / "home"
    shutil.copytree(built[0].root, home)
    before, digest = (home / "warehouse.duckdb").read_bytes(), content(home)
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as reader:
        for lines in (1, 20, 39):
            running = subprocess.Popen(
                [str(Path(sys.executable).parent / "munibench"), "build"],
                text=True,
                env=os.environ | {"MUNIBENCH_HOME": str(home), "PYTHONUNBUFFERED": "1"},
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            for _ in range(lines):
                running.stdout.readline()
            running.send_signal(signal.SIGKILL)
            running.wait()
            assert (home / "warehouse.duckdb").read_bytes() == before
            assert reader.sql("select count(*) from core.claim").fetchone()[0] > 100
    munibench("build", home=home)
    assert content(home) == digest
    assert not list((home / "releases").glob(".unfinished*"))


def test_an_audit_that_finds_a_row_stops_the_build_before_its_release(built, tmp_path, monkeypatch):
    shutil.copytree(CHECKOUT / "sql", tmp_path / "sql")
    (tmp_path / "sql" / "audits" / "poison.sql").write_text("select 'guilty' as unit_id\n", encoding="utf-8")
    monkeypatch.setenv("MUNIBENCH_SQL", str(tmp_path / "sql"))
    home = tmp_path / "home"
    shutil.copytree(built[0].root, home)
    before = (home / "warehouse.duckdb").read_bytes()
    done = munibench("build", home=home, check=False)
    assert done.returncode == 4, done.stderr
    assert "poison.sql: rows that must not be: unit_id=guilty" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert (home / "warehouse.duckdb").read_bytes() == before
