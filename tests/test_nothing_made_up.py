"""Nothing made up is in a real release, its export or its pages, also when made-up workbooks are put into its inbox."""

import csv
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import openpyxl
import pytest

from pipelines.settings import Home
from tests.conftest import DATA, munibench


def invented() -> list[str]:
    """Names and numbers of municipalities, units and suppliers that exist in the example home only."""
    folder = DATA / "example"
    with (folder / "reference" / "municipality.csv").open(encoding="utf-8", newline="") as file:
        places = list(csv.DictReader(file))
    with (folder / "evidence" / "cases.csv").open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    found = [row[name] for row in places for name in ("name", "unit_id", "county_name")]
    return found + [row[name] for row in cases for name in ("case_id", "name", "supplier") if row[name]]


SUSPECT = re.compile(
    "|".join(
        [*map(re.escape, invented()), r"\bmade[- ]up\b", "oppdikt", "example-round", "eksempeldata", "eksempelreg"]
    ),
    re.I,
)
CODE = re.compile(r"99(0[1-6]|1[1-6])")


def texts(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, str]]:
    """(table, column, text) of every text in a release."""
    columns = connection.sql(
        "select schema_name || '.' || table_name, column_name from duckdb_columns() "
        "where not internal and data_type = 'VARCHAR' order by all"
    ).fetchall()
    assert len(columns) > 300
    for table, column in columns:
        for (text,) in connection.sql(
            f'select distinct "{column}" from {table} where "{column}" is not null'
        ).fetchall():
            yield table, column, text


def made_up(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    return [
        (table, column, text)
        for table, column, text in texts(connection)
        if SUSPECT.search(text) or ("code" in column and CODE.fullmatch(text))
    ]


@pytest.fixture(scope="module")
def crossed(tmp_path_factory) -> Home:
    """A real home whose inbox somebody has filled with the example round, and a copy of it without that answer."""
    home = Home(home=tmp_path_factory.mktemp("crossed"))
    shutil.copytree(DATA / "example" / "2025", home.inbox / "2025")
    path = home.inbox / "as nobody said.xlsx"
    shutil.copy(DATA / "example" / "2025" / "example_2025_9905.xlsx", path)
    book = openpyxl.load_workbook(path)
    book["Om kommunen"]["B8"] = None
    book.save(path)
    munibench("build", home=home.root)
    return home


def test_the_search_finds_what_is_made_up(released_example):
    found = made_up(released_example)
    assert {
        "mart.cost_observation",
        "mart.staffing",
        "core.claim",
        "reference.municipality",
        "core.survey_response",
    } <= {table for table, _, _ in found}
    assert ("reference.municipality", "municipality_code", "9906") in found


def test_a_real_release_has_none_of_it(released):
    assert made_up(released) == []


def test_made_up_workbooks_in_a_real_inbox_leave_no_figure(crossed):
    """What was received is told, with file and cell, and counted; it is in no table of answers or conclusions."""
    with duckdb.connect(crossed.warehouse, read_only=True) as connection:
        assert connection.sql("select count(*) from core.survey_response").fetchone() == (0,)
        found = {(table, column) for table, column, _ in made_up(connection)}
        assert all(table.startswith("quality.reject") for table, _ in found), found
        rules = connection.sql(
            "select rule, count(distinct file) from quality.reject where table_name = 'core.survey_response' "
            "and severity = 'rejected' group by rule order by rule"
        ).fetchall()
    assert rules == [("made_up", 6), ("unknown_municipality", 7)]


def test_check_says_the_same_of_them(crossed):
    done = munibench("check", str(crossed.inbox / "2025"), "--json", home=crossed.root, check=False)
    rules = {(fault["file"], fault["rule"]) for fault in json.loads(done.stdout)["faults"]}
    assert len({file for file, rule in rules if rule == "made_up"}) == 6 and done.returncode == 6


@pytest.mark.parametrize("home", ["built", "crossed"])
def test_neither_export_nor_page_has_any(request, tmp_path, home):
    found = request.getfixturevalue(home)
    root = (found if isinstance(found, Home) else found[0]).root
    munibench("export", "--out", str(tmp_path / "export"), home=root)
    munibench("report", "--group", "ringerike", "--out", str(tmp_path / "page"), home=root)
    written = [path for path in tmp_path.rglob("*") if path.suffix in (".csv", ".json", ".jsonld", ".html", ".cff")]
    assert len(written) > 20
    for path in written:
        if path.name.startswith("quality.reject") and home == "crossed":
            continue  # what was refused is told there
        text = path.read_text(encoding="utf-8")
        said = section_of_rejects(text) if home == "crossed" else text
        assert not SUSPECT.search(said), (path.name, SUSPECT.search(said))


def section_of_rejects(text: str) -> str:
    """A page without its section on what was left out, which names refused files and cells."""
    return re.sub(r'<section id="rejected".*?</section>', "", text, flags=re.DOTALL)


def test_the_example_release_rests_on_nothing_real(released_example):
    of_claims = "select distinct kind from core.claim join reference.origin using (origin_id)"
    assert released_example.sql(of_claims.replace("distinct kind", "distinct origin.kind")).fetchall() == [("example",)]
    units = released_example.sql("select distinct unit_name from mart.cost_observation").fetchall()
    assert len(units) == 9 and all(SUSPECT.search(name) for (name,) in units)
    kinds = "select distinct kind from reference.origin where kind in ('news', 'report', 'official_letter', 'minutes')"
    assert released_example.sql(kinds).fetchall() == []


def test_the_example_is_exported_as_what_it_is(built_example, tmp_path):
    munibench("export", "--out", str(tmp_path / "out"), home=built_example[0].root)
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["title"].startswith("Made up: ") and "made up" in package["description"]
    for name in ("dcat.jsonld", "CITATION.cff"):
        assert "made up" in Path(tmp_path / "out" / name).read_text(encoding="utf-8").lower(), name
