"""A large inventory: every row kept or rejected, by the rules of a workbook's sheet, in batches or not."""

import duckdb
import polars as pl
import pytest

from pipelines import bulk, reference
from pipelines.faults import StructuralFault, UserError
from pipelines.gazetteer import Gazetteer
from tests.bench.inventory_csv import COLUMNS, write_inventory
from tests.conftest import DATA

AREAS = reference.functional_areas(DATA / "reference").valid
GAZETTEER = Gazetteer(reference.municipalities(DATA / "reference").valid)

GOOD = "0301,2026,Gerica,X,pleie_omsorg,saas,10-50,1200.5,3,NOK,user,2024-01-01,2026-12-31,high"


def ingest(path, out):
    return bulk.ingest(path, out, GAZETTEER, AREAS)


def written(path, *rows, headings=COLUMNS):
    path.write_text("\n".join([",".join(headings), *rows]) + "\n", encoding="utf-8")
    return path


def tables(out):
    with duckdb.connect(out / "inventory.duckdb", read_only=True) as connection:
        rows = connection.sql("select * from inventory order by source_row").fetchall()
        rejects = connection.sql("select row_number, column_name, rule, value from reject order by 1, 2").fetchall()
    return rows, rejects


def test_rows_are_typed_and_faults_are_named_with_their_row(tmp_path):
    path = written(
        tmp_path / "a.csv",
        GOOD,
        GOOD.replace("Gerica", "Profil").replace("1200.5", "2.5OO"),
        GOOD.replace("Gerica", "CosDoc").replace("saas", "månen").replace("NOK", ""),
        GOOD.replace("Gerica", "").replace("0301", "x"),
        GOOD.replace("Gerica", "Visma").replace("saas", "vet ikke").replace("10-50", "ukjent"),
        GOOD.replace("Gerica", "Elements").replace("0301", "9999").replace("pleie_omsorg", "romfart"),
        "",
        GOOD.replace("NOK", "kr").replace("pleie_omsorg", "Pleie og omsorg").replace("Gerica", "P"),
    )
    done = ingest(path, tmp_path / "out")
    rows, rejects = tables(tmp_path / "out")
    assert (done.n_read, done.n_kept, done.n_rejected, done.n_faults) == (7, 3, 4, 7)
    assert [row[2] for row in rows] == ["Gerica", "Visma", "P"] and rows[0][6:9] == (10.0, 30.0, 50.0)
    assert rows[2][0] == "0301" and rows[2][4] == "pleie_omsorg" and "NOK" in rows[2] and rows[2][-1] == 9
    assert rows[1][5] == "unknown" and rows[1][6:9] == (None, None, None)
    assert rejects == [
        (3, "annual_licence", "number", "2.5OO"),
        (4, "currency", "currency_where_amount", None),
        (4, "hosting", "one_of", "månen"),
        (5, "municipality_code", "unknown_municipality", "x"),
        (5, "name_as_written", "required", None),
        (7, "functional_area", "one_of", "romfart"),
        (7, "municipality_code", "unknown_municipality", "9999"),
    ]


def test_batches_give_what_one_batch_gives_and_a_repeat_in_another_batch_is_found(tmp_path, monkeypatch):
    write_inventory(tmp_path / "a.csv", 3000, with_faults=True)
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()
    repeated = [*lines, lines[1], lines[2]]
    (tmp_path / "a.csv").write_text("\n".join(repeated) + "\n", encoding="utf-8")
    whole = ingest(tmp_path / "a.csv", tmp_path / "whole")
    monkeypatch.setattr(bulk, "BATCH_ROWS", 700)
    parts = ingest(tmp_path / "a.csv", tmp_path / "parts")
    assert whole == parts and whole.n_read == 3002 == whole.n_kept + whole.n_rejected
    assert tables(tmp_path / "whole") == tables(tmp_path / "parts")
    repeats = [reject for reject in tables(tmp_path / "parts")[1] if reject[2] == "duplicate_row"]
    assert [row for row, *_ in repeats] == [3002, 3003]
    for folder, table in (("rows", 0), ("rejects", 1)):
        assert pl.read_parquet(tmp_path / "parts" / folder).height == len(tables(tmp_path / "parts")[table])


def test_headings_of_a_person_are_known_and_their_absence_is_said(tmp_path):
    asked = ["Kommunenr.", "Runde", "Navn på system", "Antall brukere"]
    ingest(written(tmp_path / "a.csv", "0301,2026,Gerica,ca. 120", headings=asked), tmp_path / "out")
    assert tables(tmp_path / "out")[0] == [("0301", "2026", "Gerica", 108.0, 120.0, 132.0, 2)]
    twice = [*asked[:3], "Brukere", "Brukere"]
    with pytest.raises(StructuralFault, match="stand twice"):
        ingest(written(tmp_path / "d.csv", "0301,2026,a,1,2", headings=twice), tmp_path / "d")
    with pytest.raises(StructuralFault, match=r"missing columns \['name_as_written'\]"):
        ingest(written(tmp_path / "b.csv", "0301,2026", headings=asked[:2]), tmp_path / "b")
    with pytest.raises(StructuralFault, match="stand twice"):
        ingest(written(tmp_path / "c.csv", "0301,2026,a,b", headings=[*asked[:3], "System"]), tmp_path / "c")


def test_a_folder_with_something_in_it_and_a_file_that_is_none_are_refused(tmp_path):
    path = written(tmp_path / "a.csv", GOOD)
    with pytest.raises(UserError, match="is there already"):
        ingest(path, tmp_path)
    with pytest.raises(UserError, match="cannot be read"):
        ingest(tmp_path / "none.csv", tmp_path / "out")
    with pytest.raises(StructuralFault, match="no row"):
        ingest(written(tmp_path / "b.csv"), tmp_path / "b")


def test_a_row_with_too_many_cells_stops_with_its_reason(tmp_path):
    with pytest.raises(UserError, match="cannot be read to its end"):
        ingest(written(tmp_path / "a.csv", GOOD, GOOD + ",one more"), tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]  # nothing half done stays


def test_a_column_of_countries_decides_where_a_number_alone_cannot(tmp_path):
    asked = ["municipality_code", "survey_round", "country_code", "name_as_written", "annual_licence", "currency"]
    rows = ("301,2026,NO,a,5,kr", "0180,2026,SE,b,5,kr", "301,2026,,c,5,NOK")
    done = ingest(written(tmp_path / "a.csv", *rows, headings=asked), tmp_path / "out")
    kept, rejects = tables(tmp_path / "out")
    assert done.n_kept == 2 and [(row[0], row[4]) for row in kept] == [("0301", "NOK"), ("0180", "SEK")]
    assert rejects == [(4, "municipality_code", "unknown_municipality", "301")]


def test_an_amount_without_any_column_of_currency_is_a_fault_and_extra_columns_are_named(tmp_path):
    asked = ["municipality_code", "survey_round", "name_as_written", "annual_licence", "Notat"]
    done = ingest(
        written(tmp_path / "a.csv", "0301,2026,a,5,ring Kari", "0301,2026,b,,", headings=asked), tmp_path / "out"
    )
    assert (done.n_kept, done.n_rejected, done.kept_aside) == (1, 1, ("Notat",))
    assert tables(tmp_path / "out")[1] == [(2, "currency", "currency_where_amount", None)]
