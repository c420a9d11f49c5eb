"""An inbox of 500 workbooks of six sheets each, built once."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from pipelines import reference
from pipelines.example_round import write_example
from pipelines.settings import CHECKOUT

MUNICIPALITIES, ROUNDS = 250, ("2025", "2026")


def section() -> str:
    """The part of docs/performance.md on a full inbox."""
    data = CHECKOUT / "data"
    population = reference.population(data / "reference").valid.filter(
        (pl.col("country_code") == "NO") & (pl.col("year") == 2026) & (pl.col("basis") == "original")
    )
    numbers = population["municipality_code"].sort().to_list()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "example.toml").touch()  # the workbooks are made up
        for survey_round in ROUNDS:
            write_example(
                home / "inbox", data, ",".join(numbers[:MUNICIPALITIES]), "40-80", survey_round, 1, with_faults=False
            )
        n_files = len(list((home / "inbox").glob("*.xlsx")))
        munibench = str(Path(sys.executable).parent / "munibench")
        start = time.perf_counter()
        subprocess.run([munibench, "build"], env=os.environ | {"MUNIBENCH_HOME": name}, capture_output=True, check=True)
        seconds = time.perf_counter() - start
    return f"""## A full inbox
{n_files} workbooks build in {seconds:.0f} s (goal: under 60 s).
"""
