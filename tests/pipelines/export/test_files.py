"""An export held by the reference tool, and what it must not let through: a lie about a type, a row, a byte."""

import csv
import json
import shutil
from pathlib import Path

import duckdb
import frictionless
import polars as pl
import pytest
import yaml

from pipelines.export import files
from pipelines.export.dcat import Publication
from pipelines.faults import UserError
from pipelines.settings import Home
from pipelines.tables import TABLES
from tests.conftest import munibench

PUBLICATION = Publication("Ringerike kommune", "it@ringerike.example", "https://data.example/it/", "NLOD-2.0")


@pytest.fixture(scope="module")
def exported(built: tuple[Home, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export") / "new" / "folder"
    files.export(built[0].warehouse, out, PUBLICATION)
    return out


@pytest.fixture
def copy(exported, tmp_path):
    return Path(shutil.copytree(exported, tmp_path / "copy"))


def faults(folder: Path) -> set[str]:
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    return {error for (error,) in report.flatten(["type"])} | {error.type for error in report.errors}


def change_descriptor(folder: Path, name: str, change) -> None:
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    change(next(resource for resource in package["resources"] if resource["name"] == name))
    path.write_text(json.dumps(package), encoding="utf-8")


def test_the_reference_tool_finds_the_export_valid(exported):
    assert faults(exported) == set()


def test_every_mart_is_there_in_both_formats_with_the_release_s_rows(exported, released):
    names = {name for name in TABLES if name.startswith("mart.")} | set(files.ALSO)
    assert {path.name.removesuffix(".csv") for path in exported.glob("*.csv")} == names
    for name in names:
        with (exported / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == list(TABLES[name].types)
        frame = pl.read_parquet(exported / f"{name}.parquet")
        assert dict(frame.schema) == TABLES[name].types
        assert frame.height == len(rows) == released.sql(f"select count(*) from {name}").fetchone()[0]
        assert sorted(map(str, frame.rows())) == sorted(map(str, released.sql(f"from {name}").fetchall()))


def test_numbers_of_the_csv_are_those_of_the_release(exported, released):
    text = (exported / "mart.cost_observation.csv").read_text(encoding="utf-8")
    rows = {row["observation_id"]: row for row in csv.DictReader(text.splitlines())}
    query = "select observation_id, per_mid_nok_real, year from mart.cost_observation"
    for name, value, year in released.sql(query).fetchall():
        assert rows[name]["per_mid_nok_real"] == ("" if value is None else repr(value))
        assert rows[name]["year"] == ("" if year is None else str(year))


def lies_about_a_type(resource):
    next(field for field in resource["schema"]["fields"] if field["name"] == "form")["type"] = "integer"


def lies_about_the_rows(resource):
    resource["rows"] += 1


def lies_about_the_digest(resource):
    resource["hash"] = "sha256:" + "0" * 64


def lies_about_the_key(resource):
    resource["schema"]["primaryKey"] = ["form_code"]


def lies_about_a_heading(resource):
    key = resource["schema"]["primaryKey"]
    next(field for field in resource["schema"]["fields"] if field["name"] not in key)["name"] = "another"


@pytest.mark.parametrize(
    ("lie", "fault"),
    [
        (lies_about_a_type, "type-error"),
        (lies_about_the_rows, "row-count"),
        (lies_about_the_digest, "hash-count"),
        (lies_about_the_key, "primary-key"),
        (lies_about_a_heading, "incorrect-label"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_descriptor_that_lies_is_found_out(copy, lie, fault):
    change_descriptor(copy, "mart.cost_by_form", lie)
    assert fault in faults(copy)


def test_a_row_that_was_taken_away_or_written_over_is_found_out(copy):
    path = copy / "mart.staffing.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    assert {"row-count", "byte-count", "hash-count"} <= faults(copy)
    path.write_text("".join(lines).replace(",person,", ",,", 1), encoding="utf-8")
    assert "constraint-error" in faults(copy)


def test_a_byte_changed_in_a_parquet_file_is_found_out(copy):
    path = copy / "mart.staffing.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert faults(copy) == {"hash-count"}


def test_every_field_has_type_meaning_and_the_unit_of_its_column(exported):
    package = json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))
    tables = {resource["name"]: resource for resource in package["resources"] if resource["type"] == "table"}
    for name, resource in tables.items():
        for field, column in zip(resource["schema"]["fields"], TABLES[name].columns, strict=True):
            assert (field["name"], field.get("unit")) == (column.name, column.unit)
            assert field["description"].startswith(column.description.rstrip("."))
    assert tables["mart.cost_by_form"]["schema"]["primaryKey"] == list(TABLES["mart.cost_by_form"].grain)
    assert "primaryKey" not in tables["mart.application_price"]["schema"]  # its grain has columns that may be empty


def test_sources_and_licences_come_from_the_origins(exported, released):
    package = json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))
    titles = [row[0] for row in released.sql("select title from reference.origin order by origin_id").fetchall()]
    assert [source["title"] for source in package["sources"]] == titles
    licences = {source["origin_id"]: source.get("licence") for source in package["sources"]}
    assert licences["population-no"] == "NLOD" and licences["municipalities-se"] == "CC0-1.0"
    assert [licence["name"] for licence in package["licenses"]] == ["NLOD-2.0"]


def test_the_citation_names_the_release(exported, released):
    stated = yaml.safe_load((exported / "CITATION.cff").read_text(encoding="utf-8"))
    (content_hash,) = released.sql("select content_hash from quality.release").fetchone()
    assert stated["identifiers"][0]["value"] == f"sha256:{content_hash}"
    assert content_hash.startswith(stated["version"])
    assert (stated["authors"], stated["license"]) == ([{"name": "Ringerike kommune"}], "NLOD-2.0")
    assert set(stated) >= {"cff-version", "message", "title", "date-released", "license"}


def test_a_text_that_a_spreadsheet_would_run_is_harmless(built, tmp_path):
    changed = tmp_path / "warehouse.duckdb"
    shutil.copy(built[0].warehouse, changed)
    with duckdb.connect(changed) as connection:
        connection.execute("update reference.convention set meaning = '=1+1'")
    files.export(changed, tmp_path / "out", PUBLICATION)
    text = (tmp_path / "out" / "reference.convention.csv").read_text(encoding="utf-8")
    assert {row["meaning"] for row in csv.DictReader(text.splitlines())} == {"'=1+1"}
    assert set(pl.read_parquet(tmp_path / "out" / "reference.convention.parquet")["meaning"]) == {"=1+1"}
    assert faults(tmp_path / "out") == set()


def test_a_folder_that_is_there_is_not_touched(built, tmp_path):
    (tmp_path / "kept").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="is there already"):
        files.export(built[0].warehouse, tmp_path, PUBLICATION)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_licence_that_drops_the_attribution_is_refused(built, tmp_path):
    with pytest.raises(UserError, match=r"not one of CC-BY-4\.0, NLOD-2\.0"):
        files.export(built[0].warehouse, tmp_path / "out", Publication("x", None, "./", "CC0-1.0"))
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_leaves_nothing(built, tmp_path):
    changed = tmp_path / "warehouse.duckdb"
    shutil.copy(built[0].warehouse, changed)
    with duckdb.connect(changed) as connection:
        connection.execute("alter table mart.staffing rename column users to accounts")
    with pytest.raises(UserError, match=r"mart\.staffing has other columns"):
        files.export(changed, tmp_path / "out", PUBLICATION)
    with pytest.raises(UserError, match="There is no warehouse"):
        files.export(tmp_path / "nothing", tmp_path / "out", PUBLICATION)
    assert [path.name for path in tmp_path.iterdir()] == ["warehouse.duckdb"]


def test_the_command_exports_and_says_what_a_catalogue_still_lacks(built, tmp_path):
    before = built[0].warehouse.read_bytes()
    done = munibench("export", "--out", str(tmp_path / "out"), home=built[0].root)
    assert str(tmp_path / "out") in done.stdout and "--contact" in done.stdout
    again = munibench("export", "--out", str(tmp_path / "out"), home=built[0].root, check=False)
    assert again.returncode == 2 and "is there already" in again.stderr
    assert built[0].warehouse.read_bytes() == before
