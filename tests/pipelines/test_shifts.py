"""A row with a cell too many or too few is one thing to mend, and what follows from it is not said."""

import datetime
import re

import polars as pl
import pytest

from pipelines.feedback import check, shipped
from pipelines.workbook.template import Prefill, write_template
from schemas.labels import label
from schemas.survey import APPLICATIONS, BUDGET
from tests.conftest import DATA
from tests.pipelines.conftest import pool
from tests.pipelines.workbook.conftest import application, changed, workbook

KNOWN = shipped(DATA, DATA / "none")
FULL = {
    "vendor_as_written": "Visma",
    "functional_area": "sak og arkiv",
    "hosting": "skytjeneste",
    "users": 120,
    "annual_licence": 250000,
    "annual_operations": 40000,
    "currency": "NOK",
    "pricing_metric": "per bruker",
    "contract_start": datetime.date(2023, 1, 1),
    "contract_end": datetime.date(2026, 12, 31),
    "option_years": 2,
    "criticality": "høy",
    "holds_sensitive_data": "ja",
    "has_dpia": "nei",
    "has_processor_agreement": "ja",
}
WIDTH = len(APPLICATIONS.fields)
PLACES = [field.name for field in APPLICATIONS.fields]


def move(page, row, source, target):
    """A cell with its value and its format, as a spreadsheet program moves it."""
    before, after = page.cell(row, source), page.cell(row, target)
    after.value, after.number_format = before.value, before.number_format


def insert(row, column):
    """A person puts a cell into a row of the sheet; all behind it move to the right."""

    def change(book):
        page = book["Systemer"]
        for at in range(WIDTH, column - 1, -1):
            move(page, row, at, at + 1)
        page.cell(row, column).value = None

    return change


def delete(row, column):
    def change(book):
        page = book["Systemer"]
        for at in range(column, WIDTH + 1):
            move(page, row, at + 1, at)

    return change


def told(path):
    said = check([path], KNOWN, path.parent / "none")
    return said, said.faults.select("row_number", "column_name", "rule").rows()


def systems(path, change, **less):
    rows = [application(name_as_written=name, **(FULL | less)) for name in ("Gerica", "Profil", "Elements")]
    return changed(workbook(path, *rows), change)


@pytest.mark.parametrize("column", [1, 3, 4, 5, 6, 8, 9, 12])
def test_a_cell_put_into_a_row_of_a_workbook_is_the_one_fault_and_the_other_rows_stand(tmp_path, column):
    said, found = told(systems(tmp_path / "svar.xlsx", insert(3, column)))
    assert [(row, rule) for row, _, rule in found] == [(3, "shifted_right")]
    assert said.counts[0].n_kept == 2 and said.counts[0].n_rejected == 1
    assert abs(PLACES.index(found[0][1]) + 1 - column) <= 1


@pytest.mark.parametrize("column", [4, 5, 7, 8])
def test_a_cell_taken_out_of_a_row(tmp_path, column):
    _, found = told(systems(tmp_path / "svar.xlsx", delete(4, column), has_processor_agreement="ja"))
    assert [(row, rule) for row, _, rule in found] == [(4, "shifted_left")]


def test_two_faults_that_no_shift_explains_are_two_faults_and_a_note_beside_the_table_is_none(tmp_path):
    def change(book):
        page = book["Systemer"]
        page["D2"], page["F2"], page.cell(3, WIDTH + 1).value = "månen", "2.5OO", "sjekket av IT"

    _, found = told(systems(tmp_path / "svar.xlsx", change))
    assert found == [(2, "annual_licence", "number"), (2, "hosting", "one_of")]


def test_a_line_of_a_file_with_a_cell_too_many_is_one_fault_in_the_column_it_begins_at(tmp_path):
    good = "Gerica;Visma;skytjeneste;120;250000;40000;NOK;per bruker;2023-01-01;2026-12-31;ja;nei"
    for extra in ("Pro;fil" + good.removeprefix("Gerica"), good.replace("250000", "250000;5")):
        lines = [
            "Kommunenummer;Runde;Systemnavn;Leverandør;Drift;Brukere;Årlig lisens;Årlig drift;Valuta;Prismodell;"
            "Avtale fra;Avtale til;DPIA utført;Databehandleravtale",
            f"3316;2026;{good}",
            f"3316;2026;{extra}",
        ]
        path = tmp_path / "felles.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        _, found = told(path)
        assert [(row, rule) for row, _, rule in found] == [(3, "cell_count")]


def test_a_shifted_pool_keeps_the_scope_that_stands_before_the_shift(lines):
    def change(page):
        for row, column in ((2, 2), (3, 3)):
            for at in range(7, column - 1, -1):
                move(page, row, at, at + 1)
            page.cell(row, column).value = None

    settled = lines(pool("premises"), pool("printing"), pool("depreciation"), change=change)
    kept = settled.valid.filter(pl.col("measure") == "account").select("cost_pool", "scope", "amount_status").rows()
    assert kept == [
        ("premises", "unknown", "rejected"),
        ("printing", "in", "rejected"),
        ("depreciation", "in", "stated"),
    ]
    assert settled.rejects.select("row_number", "rule").sort("row_number").rows() == [
        (2, "shifted_right"),
        (3, "shifted_right"),
    ]


def test_in_the_workbook_that_goes_out_the_shift_goes_over_the_explanations(tmp_path, gazetteer):
    path = tmp_path / "svar.xlsx"
    place = gazetteer.resolve("3316", "NO", datetime.date(2026, 1, 1))
    write_template(path, place, "2026", "nb", {"sak_arkiv": "sak og arkiv"}, Prefill())

    def change(book):
        page = book[BUDGET.titles["nb"]]
        for row in range(2, 19):
            page.cell(row, 2).value, page.cell(row, 3).value, page.cell(row, 4).value = label("scope", "in", "nb"), 5, 6
        for at in range(7, 2, -1):
            move(page, 9, at, at + 1)
        page.cell(9, 3).value = None

    said, found = told(changed(path, change))
    assert found == [(9, "account", "shifted_right")]
    assert re.search(r"one cell too far to the right", said.faults["sentence"][0])


def test_a_shift_is_never_seen_where_every_cell_fits(tmp_path):
    path = workbook(tmp_path / "svar.xlsx", application(name_as_written="x", annual_operations=5, currency="NOK"))
    assert told(path)[1] == []
