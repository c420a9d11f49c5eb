"""A home that a scenario was built in: the release to ask, what was printed, what `check` says of the same files.

A build takes half a minute: homes are made once for all tests, and by one process only where several run.
"""

from __future__ import annotations

import csv
import fcntl
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from assets.cli import app
from tests.conftest import munibench
from tests.scenarios.workbooks import Answer, write_all

LEFT_OUT = ("rejected", "held")
Row = dict[str, Any]


@dataclass(frozen=True)
class Built:
    """A home after `munibench build`."""

    root: Path
    code: int
    stdout: str
    stderr: str

    @property
    def said(self) -> str:
        return f"exit {self.code}\n{self.stderr}\n{self.stdout}"

    def rows(self, sql: str, *values: Any) -> list[Row]:
        """The released warehouse asked; a scenario whose release was stopped fails here, with what was printed."""
        assert self.code == 0, self.said
        with duckdb.connect(self.root / "warehouse.duckdb", read_only=True) as connection:
            asked = connection.execute(sql, values)
            names = [column[0] for column in asked.description]
            return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]

    def row(self, sql: str, *values: Any) -> Row:
        """The one row there is."""
        found = self.rows(sql, *values)
        assert len(found) == 1, f"{len(found)} rows of {sql} {values}: {found[:5]}"
        return found[0]

    def column(self, sql: str, *values: Any) -> list[Any]:
        """The first column."""
        return [next(iter(row.values())) for row in self.rows(sql, *values)]

    def alternative(self, group: str, form: int = 0) -> Row:
        return self.row("select * from mart.alternative where group_id = ? and form_code = ?", group, form)

    def cell(
        self, form: int, scope_class: str, measure: str = "account", country: str = "NO", per: str = "user"
    ) -> Row:
        """One cell of mart.cost_by_form."""
        return self.row(
            """select * from mart.cost_by_form where form_code = ? and scope_class = ? and measure = ?
            and country_code = ? and denominator = ?""",
            form,
            scope_class,
            measure,
            country,
            per,
        )

    def observed(self, unit_id: str, year: int, measure: str = "account", per: str = "user") -> Row:
        """The widest observation of a unit: its class of most pools."""
        found = self.rows(
            """select * from mart.cost_observation where unit_id = ? and year = ? and measure = ? and denominator = ?
            order by case scope_class when 'TOTAL' then 1 when 'OPS_LOB' then 2 when 'OPS' then 3 else 4 end""",
            unit_id,
            year,
            measure,
            per,
        )
        assert found, f"no observation of {unit_id} {year} {measure} per {per}"
        return found[0]

    def left_out(self, file: str) -> set[tuple[Any, ...]]:
        """What the build left out of a file: sheet, row, column, rule, outcome."""
        return {
            tuple(row.values())
            for row in self.rows(
                """select sheet, row_number, column_name, rule, severity from quality.reject
                where file = ? and severity in ('rejected', 'held')""",
                file,
            )
        }

    @cached_property
    def checked(self) -> Row:
        """What `munibench check` says of the inbox as a whole."""
        return check(self.root / "inbox", self.root)

    def report(self, group: str) -> Mapping[str, str]:
        """The pages of `munibench report`, language -> text without markup; the command must have ended well."""
        done = munibench("report", "--group", group, home=self.root, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        pages = sorted((self.root / "reports" / group).rglob("*.html"))
        return {str(path.relative_to(self.root / "reports" / group)): visible(path) for path in pages}


def check(path: Path, home: Path) -> Row:
    """`munibench check --json`; a traceback fails."""
    done = CliRunner().invoke(app, ["check", "--json", str(path)], env={"MUNIBENCH_HOME": str(home)})
    assert done.exit_code in (0, 6), f"check ended with {done.exit_code}: {done.exception!r} {done.output[-500:]}"
    return json.loads(done.stdout) | {"exit_code": done.exit_code}


def faults_of(said: Row, file: str) -> set[tuple[Any, ...]]:
    """What `check` says is left out of a file, in the shape of `Built.left_out`."""
    return {
        (fault["sheet"], fault["row_number"], fault["column_name"], fault["rule"], fault["severity"])
        for fault in [*said["faults"], *said["notes"], *said.get("held", [])]
        if fault["file"] == file and fault["severity"] in LEFT_OUT
    }


def visible(path: Path) -> str:
    """What a page says, in one line: without scripts, styles and marks, blanks alike."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("&nbsp;", " ").split())


@dataclass(frozen=True)
class Scenario:
    """What a home is made of: workbooks in the inbox, groups as (id, members as unit ids), conventions."""

    answers: Sequence[Answer]
    groups: Mapping[str, Sequence[str]] | None = None
    conventions: str = ""
    is_sent_out: bool = True


def build(root: Path, scenario: Scenario) -> Built:
    """Write the inbox of a home and build it."""
    write_all(root / "inbox", scenario.answers, is_sent_out=scenario.is_sent_out)
    if scenario.groups:
        define(root / "groups.csv", scenario.groups)
    if scenario.conventions:
        (root / "conventions.toml").write_text(scenario.conventions, encoding="utf-8")
    return again(root)


def again(root: Path) -> Built:
    """Build a home as it stands."""
    done = munibench("build", home=root, check=False)
    return Built(root, done.returncode, done.stdout, done.stderr)


def define(path: Path, groups: Mapping[str, Iterable[str]]) -> None:
    """Groups of municipalities, of several countries where need be."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("group_id", "name", "country_code", "municipality_code"))
        for group, members in groups.items():
            writer.writerows((group, group.title(), *unit_id.split("-", 1)) for unit_id in members)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Built]) -> Built:
    """The home of this name, made by whichever process of the run comes first."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    root, done = base / f"scenario-{name}", base / f"scenario-{name}.json"
    with (base / f"scenario-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            root.mkdir()
            built = make(root)
            done.write_text(json.dumps([built.code, built.stdout, built.stderr]), encoding="utf-8")
    return Built(root, *json.loads(done.read_text(encoding="utf-8")))
