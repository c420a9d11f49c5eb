"""`check` and build give the same verdict of every workbook of every scenario, and a shifted row one message."""

import openpyxl
import pytest

from tests.scenarios.homes import Scenario, check, faults_of
from tests.scenarios.pools import POOLS_HOME
from tests.scenarios.ringerike import SIX, day
from tests.scenarios.rounds import ROUNDS
from tests.scenarios.workbooks import App, ordinary, write

HOMES = {"first-round": Scenario(SIX), "rounds": ROUNDS, "pools": POOLS_HOME}


@pytest.mark.parametrize("name", HOMES)
def test_check_and_build_agree(homes, name):
    home = homes(name, HOMES[name])
    differing = {
        answer.file: (said, found)
        for answer in HOMES[name].answers
        if (said := faults_of(home.checked, answer.file)) != (found := home.left_out(answer.file))
    }
    assert differing == {}


def test_a_row_with_a_cell_too_many_is_told_of_once(tmp_path):
    used = App(
        "KOMTEK",
        "Norkart",
        users=40,
        licence=200_000,
        operations=20_000,
        hosting="saas",
        start=day("2024-01-01"),
        end=day("2028-12-31"),
        options=2,
        criticality="high",
        sensitive=True,
        dpia=True,
        agreement=True,
    )
    answer = ordinary("3316", 12_500_000, 1300, apps=(App("Compilo", users=10), used))
    path = tmp_path / answer.file
    write(path, answer)
    _shift(path, row=4)
    said = check(path, tmp_path)
    about_it = [fault for fault in said["faults"] if fault["row_number"] == 4]
    assert len(about_it) == 1, [(fault["column_name"], fault["rule"]) for fault in about_it]
    assert not said["is_ready"]


def _shift(path, row):
    """Move what stands behind the vendor one cell to the right, as a cell too many does."""
    book = openpyxl.load_workbook(path)
    page = book["Systemer"]
    values = [cell.value for cell in page[row]]
    moved = [*values[:2], "Norkart AS", *values[2:]]
    for column, value in enumerate(moved, start=1):
        page.cell(row, column).value = value
    book.save(path)
