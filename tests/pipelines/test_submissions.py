"""The newest accepted submission stands; the others are kept, and nothing that was received is in two places."""

import datetime
import os

import polars as pl
import pytest

from pipelines import inventory, submissions
from pipelines.catalogue import shipped_catalogue
from tests.conftest import DATA
from tests.pipelines.workbook.conftest import application, changed, read_bytes, read_folder, workbook

CATALOGUE = shipped_catalogue(DATA, DATA / "none")


def answered(name, *, on=datetime.date(2026, 3, 1), **more):
    return {"answered_on": on, **more}, application(name_as_written=name, currency="NOK")


def put(folder, file, name, **about):
    said, row = answered(name, **about)
    return workbook(folder / file, row, **said)


def settled(folder, gazetteer):
    raw = read_folder(folder)
    response = submissions.responses(raw, gazetteer)
    usage = inventory.application_usage(raw["raw.survey_applications"], response.valid, CATALOGUE)
    return raw, response, usage


def names(usage):
    return usage.valid["name_as_written"].to_list()


def test_the_newest_answer_stands_whatever_the_files_are_called(tmp_path, gazetteer):
    put(tmp_path, "z gammel.xlsx", "old")
    put(tmp_path, "a ny.xlsx", "new", on=datetime.date(2026, 4, 1))
    raw, response, usage = settled(tmp_path, gazetteer)
    assert response.valid.select("submission", "status", "superseded_by").rows() == [
        ("a ny.xlsx", "in_force", None),
        ("z gammel.xlsx", "superseded", "a ny.xlsx"),
    ]
    assert names(usage) == ["new"] and usage.rejects.height == 0
    kept = submissions.superseded_answers(raw, response.valid)
    assert ("z gammel.xlsx", "Systemer", 2, "name_as_written", "old", "a ny.xlsx") in kept.select(
        "source_file", "sheet", "row_number", "column", "value", "superseded_by"
    ).rows()


def test_of_two_answers_of_one_day_the_one_saved_last_stands_whatever_the_disk_says(tmp_path, gazetteer):
    """The document's own time travels with it; the time stamp of a copy does not."""
    for file, name, saved in (("a.xlsx", "later", 9), ("b.xlsx", "earlier", 5)):
        path = put(tmp_path, file, name)

        def save_at(book, hour=saved):
            book.properties.modified = datetime.datetime(2026, 3, 1, hour)

        changed(path, save_at)
    # openpyxl stamps the moment of saving; the first saved is the older document
    os.utime(tmp_path / "a.xlsx", (9e8, 9e8))
    _, response, _ = settled(tmp_path, gazetteer)
    assert response.valid.filter(pl.col("status") == "in_force").height == 1
    assert response.valid.filter(pl.col("status") == "in_force")["submission"].to_list() == ["b.xlsx"]


def test_a_newer_submission_that_is_not_accepted_takes_nothing_away(tmp_path, gazetteer):
    put(tmp_path, "a.xlsx", "good")
    broken = put(tmp_path, "b.xlsx", "newer", on=datetime.date(2026, 5, 1))
    changed(broken, lambda book: book.remove(book["Budsjett og regnskap"]))
    _, response, usage = settled(tmp_path, gazetteer)
    assert response.valid["submission"].to_list() == ["a.xlsx"] and names(usage) == ["good"]
    assert response.rejects.select("file", "column_name", "rule").rows() == [("b.xlsx", "budget", "missing_sheet")]
    assert usage.rejects.select("file", "rule").rows() == [("b.xlsx", "submission_rejected")]


def test_rounds_do_not_stand_for_each_other(tmp_path, gazetteer):
    put(tmp_path, "a.xlsx", "2025", survey_round="2025")
    put(tmp_path, "b.xlsx", "2026")
    _, response, usage = settled(tmp_path, gazetteer)
    assert set(response.valid["status"]) == {"in_force"}
    assert sorted(names(usage)) == ["2025", "2026"]


def test_a_deleted_file_withdraws_its_rows_and_gives_the_older_its_place_back(tmp_path, gazetteer):
    put(tmp_path, "a.xlsx", "old")
    newer = put(tmp_path, "b.xlsx", "new", on=datetime.date(2026, 4, 1))
    assert names(settled(tmp_path, gazetteer)[2]) == ["new"]
    newer.unlink()
    assert names(settled(tmp_path, gazetteer)[2]) == ["old"]


@pytest.mark.parametrize(
    ("number", "country", "found"),
    [
        ("301", "NO", "NO-0301"),
        ("0301", None, "NO-0301"),
        ("3316", None, "NO-3316"),
        ("180", "SE", "SE-0180"),
        ("Modum", "NO", "NO-3316"),
        ("9999", "NO", None),
        ("1860", None, None),
        ("", "NO", None),
        ("٣٣١٦", "NO", None),
    ],
)
def test_a_number_has_one_reading_or_none(gazetteer, number, country, found):
    raw = read_bytes(
        "a.csv",
        f"Kommunenummer;Runde;Land;Systemnavn;Valuta\n{number};2026;{country or ''};Gerica;NOK\n".encode(),
    )
    response = submissions.responses(raw, gazetteer)
    assert response.valid["unit_id"].to_list() == ([found] if found else [])
    assert (response.rejects.height == 0) == bool(found)


def test_a_formula_without_a_value_in_the_about_sheet_is_a_fault_of_that_question(tmp_path, gazetteer):
    path = put(tmp_path, "a.xlsx", "x")
    changed(path, lambda book: book["Om kommunen"].__setitem__("B4", "=2000+26"))
    _, response, _ = settled(tmp_path, gazetteer)
    assert ("survey_round", "formula_without_value", 4) in response.rejects.select(
        "column_name", "rule", "row_number"
    ).rows()


@pytest.mark.parametrize("country", ["Norge", "noreg", " NORJA ", "no", "Norway"])
def test_a_country_may_be_called_by_its_name(tmp_path, gazetteer, country):
    workbook(tmp_path / "a.xlsx", country_code=country)
    response = submissions.responses(read_folder(tmp_path), gazetteer)
    assert response.valid.select("unit_id", "country_code").rows() == [("NO-3316", "NO")]
