"""Dagster's own state under MUNIBENCH_HOME/dagster: SQLite, no telemetry.

Belongs here: writing dagster.yaml and opening the instance. Does not belong here: starting servers (assets/dev).
"""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg

from pipelines.settings import Home

# One run at a time: two drops give two runs after each other, and each ends in one consistent release.
CONFIGURATION = """\
telemetry:
  enabled: false
nux:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1
run_queue:
  dequeue_interval_seconds: 2
"""


def prepare(home: Home) -> Path:
    """The folder for DAGSTER_HOME, with its dagster.yaml; what a person changed in it stays."""
    home.dagster.mkdir(parents=True, exist_ok=True)
    configuration = home.dagster / "dagster.yaml"
    if not configuration.exists():
        configuration.write_text(CONFIGURATION, encoding="utf-8")
    return home.dagster


def set_up(home: Home) -> Path:
    """`prepare`, and every database made, once and by one process: two that make them at a time stop each other."""
    with open_instance(home) as instance:
        instance.get_runs_count()
        instance.get_asset_keys()
        instance.all_instigator_state()
    return home.dagster


def open_instance(home: Home) -> dg.DagsterInstance:
    """The instance that the web page reads too, so that a build from the command line shows there."""
    os.environ["DAGSTER_HOME"] = str(prepare(home))
    return dg.DagsterInstance.get()
