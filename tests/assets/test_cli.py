"""The command as a person uses it: answers, one clear sentence on a mistake, exit codes."""

import csv
import io
import json
import os
import subprocess
import sys

import openpyxl

from pipelines.settings import CHECKOUT
from tests.conftest import munibench


def test_a_query_as_table_csv_and_json(built):
    home, sql = built[0].root, "select form_code, form from reference.collaboration_form where form_code > 5 order by 1"
    assert "new IT company" in munibench("query", sql, home=home).stdout
    rows = list(csv.reader(io.StringIO(munibench("query", sql, "--output", "csv", home=home).stdout)))
    assert rows == [["form_code", "form"], ["6", "new IT company"], ["7", "private outsourcing"]]
    assert json.loads(munibench("query", sql, "--output", "json", home=home).stdout)[1] == {
        "form_code": 7,
        "form": "private outsourcing",
    }


def fails(*arguments, home, code):
    done = munibench(*arguments, home=home, check=False)
    assert done.returncode == code, done.stderr
    assert done.stderr.startswith("munibench: ") and "Traceback" not in done.stderr + done.stdout
    return done.stderr


def test_a_query_reads_the_released_file_and_nothing_else(built):
    home = built[0].root
    before = built[0].warehouse.read_bytes()
    assert "does not run" in fails("query", "drop table mart.cost_by_form", home=home, code=2)
    assert "does not run" in fails("query", "select nonsense", home=home, code=2)
    assert "does not run" in fails("query", "select * from read_csv('/etc/passwd')", home=home, code=2)
    assert "ask one at a time" in fails("query", "select 1; select 2", home=home, code=2)
    assert built[0].warehouse.read_bytes() == before


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    inside = tmp_path / "file" / "home"
    assert f"{inside} cannot be used" in fails("build", home=inside, code=2)
    assert "cannot be used" in fails("example", "--out", str(inside), home=tmp_path, code=2)


def test_without_a_warehouse_the_answer_is_what_to_do(tmp_path):
    assert "Run munibench build first" in fails("query", "select 1", home=tmp_path, code=2)


def test_a_wrong_convention_stops_with_the_file(tmp_path):
    (tmp_path / "conventions.toml").write_text("[annuity_rate]\nvalue = 'much'\n", encoding="utf-8")
    assert "annuity_rate = 'much' is not a number" in fails("build", home=tmp_path, code=2)


def test_a_changed_convention_changes_the_figure_and_is_printed(tmp_path):
    (tmp_path / "conventions.toml").write_text("[annuity_rate]\nvalue = 0.0\n", encoding="utf-8")
    assert "annuity_rate = 0.0" in munibench("build", home=tmp_path).stdout
    sql = "select per_mid_nok, annuity_rate from mart.cost_observation where cost_basis = 'running_and_investment' "
    rows = json.loads(munibench("query", sql, "--output", "json", home=tmp_path).stdout)
    assert rows == [{"per_mid_nok": 9600.0, "annuity_rate": 0.0}]  # (20 + 20 / 5) million over 2,500 users


def test_two_builds_at_once_do_not_mix(tmp_path):
    environment = os.environ | {"MUNIBENCH_HOME": str(tmp_path)}
    (tmp_path / "build.lock").touch()
    script = "import fcntl,sys; f=open(sys.argv[1],'w'); fcntl.flock(f, fcntl.LOCK_EX); print(1, flush=True); input()"
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "build.lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert holder.stdout.readline()
    assert "Another build is running" in fails("build", home=tmp_path, code=2)
    holder.communicate("\n")


def test_example_writes_workbooks(tmp_path):
    out = tmp_path / "out"
    done = munibench(
        "example", "--municipalities", "3316,0301", "--applications", "3-4", "--out", str(out), home=tmp_path
    )
    assert "2 workbooks" in done.stdout
    assert sorted(path.name for path in out.iterdir()) == ["example_2025_0301.xlsx", "example_2025_3316.xlsx"]
    munibench("example", "--applications", "3-4", "--out", str(tmp_path / "six"), home=tmp_path)
    assert sorted(path.stem[-4:] for path in (tmp_path / "six").iterdir()) == [f"990{number}" for number in range(1, 7)]


def test_dagster_loads_from_any_directory(tmp_path):
    dg = str(CHECKOUT / ".venv" / "bin" / "dg")
    done = subprocess.run([dg, "check", "defs"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    listed = subprocess.run(
        [
            str(CHECKOUT / ".venv" / "bin" / "dagster"),
            "definitions",
            "validate",
            "-w",
            str(CHECKOUT / "workspace.yaml"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"DAGSTER_HOME": str(tmp_path)},
    )
    assert listed.returncode == 0, listed.stdout + listed.stderr


def test_answers_in_the_inbox_join_the_next_release(tmp_path):
    inbox = tmp_path / "inbox"
    munibench("example", "--municipalities", "3316,3310", "--round", "2024", "--out", str(inbox), home=tmp_path)
    for name in ("3316", "3310"):
        path = inbox / f"example_2024_{name}.xlsx"
        book = openpyxl.load_workbook(path)
        book["Om kommunen"]["B8"] = "nei"
        if name == "3310":
            book["Om kommunen"]["B2"] = "9999"
        book.save(path)
    (inbox / "svar.xlsx").write_bytes(b"nothing")
    munibench("build", home=tmp_path)

    def rows(sql):
        return json.loads(munibench("query", sql, "--output", "json", home=tmp_path).stdout)

    real = rows(
        "select year, form_code, scope_class, origin_id from mart.cost_observation where unit_id = 'NO-3316' "
        "and denominator = 'user' and measure = 'account' order by scope_class"
    )
    assert [row["scope_class"] for row in real] == ["OPS", "OPS_LOB", "TOTAL"]
    assert {(row["year"], row["form_code"], row["origin_id"]) for row in real} == {(2023, 0, "survey-round-2024")}
    assert rows("select count(*) as n from mart.provenance where origin_title = 'Survey round 2024'")[0]["n"] > 30
    unread = rows("select rule, severity, value from quality.reject where file = 'svar.xlsx'")
    assert [(row["rule"], row["severity"]) for row in unread] == [("unreadable", "rejected")]
    unknown = rows("""select distinct rule from quality.reject where file = 'example_2024_3310.xlsx'""")
    assert {row["rule"] for row in unknown} == {"unknown_municipality", "submission_rejected"}
