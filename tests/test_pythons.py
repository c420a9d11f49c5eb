"""Which Pythons are built on, why another is passed over, and how a difference is said."""

import os
import sys
from pathlib import Path

import pytest

from pipelines.lake import Lake
from pipelines.tables import TABLES
from tests import pythons

RATE = TABLES["reference.exchange_rate"]
NOT_RUNNING = next(version for version in ("3.11", "3.12") if version != f"3.{sys.version_info.minor}")


def script(path: Path, *lines: str) -> Path:
    """A stand-in for an interpreter: says what it is asked to say, whatever it is given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="ascii")
    path.chmod(0o755)
    return path


def test_the_claim_is_read_off_the_project(tmp_path):
    project = tmp_path / "pyproject.toml"
    project.write_text('[project]\nrequires-python = ">=3.9,<3.13,!=3.11.*"\n', encoding="utf-8")
    assert pythons.claimed(project) == ["3.9", "3.10", "3.12"]
    assert f"3.{sys.version_info.minor}" in pythons.claimed()


def test_every_place_is_looked_into_in_order(tmp_path):
    on_path = [script(tmp_path / folder / "python3.12") for folder in ("a", "b")]
    pyenv = script(tmp_path / "pyenv" / "versions" / "3.12.9" / "bin" / "python3.12")
    script(tmp_path / "pyenv" / "versions" / "3.1.2" / "bin" / "python3.12")
    uv = script(tmp_path / "uv" / "cpython-3.12.3-linux" / "bin" / "python3.12")
    places = {
        "PATH": os.pathsep.join(str(path.parent) for path in on_path),
        "PYENV_ROOT": str(tmp_path / "pyenv"),
        "UV_PYTHON_INSTALL_DIR": str(tmp_path / "uv"),
    }
    assert list(pythons.candidates("3.12", places)) == [*on_path, pyenv, uv]
    assert list(pythons.candidates("3.12", {"PATH": "", "HOME": str(tmp_path)})) == []


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["echo 'pyenv: python3.12: command not found' >&2", "exit 127"], "does not start: pyenv: python3.12: comm"),
        (["exit 3"], "does not start: exit code 3"),
        (["echo 3.11.2"], "is Python 3.11.2"),
        (["echo 3.12.1", "echo bz2", "echo lzma"], "was built without bz2, lzma"),
    ],
)
def test_a_python_that_cannot_be_used_says_why(tmp_path, lines, reason):
    assert pythons.probed(script(tmp_path / "python3.12", *lines), "3.12").fault.startswith(reason)


def test_a_file_that_is_no_program_is_no_python(tmp_path):
    path = script(tmp_path / "python3.12")
    path.write_bytes(b"\x00")
    assert pythons.probed(path, "3.12").fault.startswith("does not start")


def test_the_first_that_works_is_taken_and_the_others_are_named(tmp_path, capsys):
    faulty = script(tmp_path / "a" / f"python{NOT_RUNNING}", f"echo {NOT_RUNNING}.1", "echo ssl")
    good = script(tmp_path / "b" / f"python{NOT_RUNNING}", f"echo {NOT_RUNNING}.7")
    where = {"PATH": f"{faulty.parent}{os.pathsep}{good.parent}", "HOME": str(tmp_path)}
    assert pythons.usable(NOT_RUNNING, where) == pythons.Interpreter(good, f"{NOT_RUNNING}.7")
    assert capsys.readouterr().out == f"{NOT_RUNNING}: passed over {faulty}: it was built without ssl.\n"
    assert pythons.usable(NOT_RUNNING, {"PATH": "", "HOME": str(tmp_path)}) is None


def test_the_running_python_is_one_that_can_be_used():
    running = f"3.{sys.version_info.minor}"
    assert pythons.usable(running, {}).path == Path(sys.executable)
    assert pythons.probed(Path(sys.executable), running).fault in ("", "was built without ensurepip")


def rates(lake: Lake, *rows: dict) -> Lake:
    for name, table in pythons.FILLED.items():
        lake.write(name, table.frame([]))
    lake.write(RATE.name, RATE.frame([RATE.example_row() | row for row in rows]))
    return lake


def test_a_last_bit_is_a_difference_and_is_named(tmp_path):
    one = rates(Lake(tmp_path / "one"), {"currency": "DKK", "year": 2012, "nok_per_unit": 1.0})
    other = rates(Lake(tmp_path / "other"), {"currency": "DKK", "year": 2012, "nok_per_unit": 1.0000000000000002})
    assert pythons.differences(one, one) == []
    assert pythons.differences(one, other) == [
        "reference.exchange_rate: 1 rows differ; currency=DKK, year=2012: nok_per_unit is 1.0 or 1.0000000000000002"
    ]


def test_a_row_that_one_has_more_is_named(tmp_path):
    one = rates(Lake(tmp_path / "one"), {"year": 2012}, {"year": 2013})
    other = rates(Lake(tmp_path / "other"), {"year": 2012})
    assert "year=2013 is in one only" in pythons.differences(one, other)[0]
    assert pythons.differences(other, one) == ["reference.exchange_rate: 1 and 2 rows"]
