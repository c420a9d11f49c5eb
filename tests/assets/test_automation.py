"""The daemon at work: what is put into the inbox is released by itself, and so is its correction and its removal."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import dagster as dg
import duckdb
import openpyxl
import pytest

from assets.automation import FOLLOWS, Seen, inbox
from assets.definitions import definitions
from assets.instance import open_instance
from assets.resources import Place
from pipelines.example_round import write_example
from pipelines.settings import CHECKOUT, Home
from tests.assets.test_dev import free_port, wait_for_page

PATIENCE_SECONDS = 240
DROPPED, BESIDE = "3203", "0301"


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Workbooks of two municipalities that the example round does not have."""
    folder = tmp_path_factory.mktemp("round")
    write_example(folder, CHECKOUT / "data", f"{DROPPED},{BESIDE}", "10-12", "2025", 7, with_faults=False)
    return {number: next(folder.glob(f"*{number}.xlsx")) for number in (DROPPED, BESIDE)}


@pytest.fixture
def served(built, tmp_path) -> Iterator[Home]:
    """`munibench dev` over a copy of the built home, stopped at the end."""
    home = Home(home=tmp_path / "home")
    shutil.copytree(built[0].root, home.root)
    home.inbox.mkdir(exist_ok=True)
    port, log = free_port(), (tmp_path / "log").open("w+")
    served = subprocess.Popen(
        [str(Path(sys.executable).parent / "munibench"), "dev", "--port", str(port)],
        env=os.environ | {"MUNIBENCH_HOME": str(home.root)},
        stdout=log,
        stderr=log,
    )
    try:
        wait_for_page(port)
        yield home
    finally:
        served.send_signal(signal.SIGTERM)
        served.wait(PATIENCE_SECONDS)


def drop(workbook: Path, home: Home) -> None:
    """Put a workbook into the inbox under its own name, all at once."""
    unfinished = home.inbox / f".{workbook.name}"
    shutil.copyfile(workbook, unfinished)
    unfinished.replace(home.inbox / workbook.name)


def staff(home: Home) -> dict[str, float]:
    """IT staff by municipality in the released marts, of those two that the test puts in."""
    with duckdb.connect(home.warehouse, read_only=True) as connection:
        rows = connection.execute(
            """select municipality_code, it_fte from mart.staffing
               join core.survey_response using (unit_id, origin_id) where municipality_code in (?, ?)""",
            [DROPPED, BESIDE],
        ).fetchall()
    return dict(rows)


def released_soon(home: Home, holds: Callable[[dict[str, float]], bool]) -> float:
    """Seconds until what is released holds; looks again for as long as a slow machine may take."""
    start = time.monotonic()
    while not holds(staff(home)):
        assert time.monotonic() < start + PATIENCE_SECONDS, (staff(home), finished_runs(home))
        time.sleep(0.2)
    return time.monotonic() - start


def finished_runs(home: Home) -> list[tuple[str, str]]:
    with open_instance(home) as instance:
        return [(run.job_name, run.status.value) for run in instance.get_runs()]


def corrected(workbook: Path, it_staff: float) -> None:
    """Write another number of IT staff into a workbook."""
    book = openpyxl.load_workbook(workbook)
    cell = next(
        row[1]
        for sheet in book
        for row in sheet.iter_rows()
        if len(row) > 1 and row[0].value in ("it_fte", "IT-årsverk")
    )
    cell.value = it_staff
    book.save(workbook)


def test_a_drop_a_correction_a_removal_and_two_drops_are_released_without_a_click(served, workbooks, tmp_path):
    before = len(finished_runs(served))
    drop(workbooks[DROPPED], served)
    took = {"drop": released_soon(served, lambda found: set(found) == {DROPPED})}
    first = staff(served)[DROPPED]

    again = tmp_path / workbooks[DROPPED].name
    shutil.copyfile(workbooks[DROPPED], again)
    corrected(again, first + 1)
    os.utime(again, (1_000_000_000, 1_000_000_000))
    unfinished = served.inbox / f".{again.name}"
    shutil.copy2(again, unfinished)
    unfinished.replace(served.inbox / again.name)
    took["correction"] = released_soon(served, lambda found: found.get(DROPPED) == first + 1)

    (served.inbox / again.name).unlink()
    took["removal"] = released_soon(served, lambda found: not found)

    for workbook in workbooks.values():
        drop(workbook, served)
    took["two drops"] = released_soon(served, lambda found: set(found) == {DROPPED, BESIDE})
    print(took, len(finished_runs(served)) - before, "runs")
    assert staff(served)[DROPPED] == first
