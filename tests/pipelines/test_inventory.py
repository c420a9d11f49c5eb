"""Answers as inventories: which round they are of, and sheets that hold little or nothing."""

import openpyxl
import pytest

from pipelines import inventory, submissions, survey
from pipelines.catalogue import shipped_catalogue
from pipelines.example_round import write_example
from tests.conftest import DATA

CATALOGUE = shipped_catalogue(DATA, DATA / "none")


def usage_of(folder, gazetteer):
    raw = survey.read_folder(folder)
    response = submissions.responses(raw, gazetteer, is_example_home=True)
    return inventory.application_usage(raw["raw.survey_applications"], response.valid, CATALOGUE)


def with_sheet(path, change):
    """The sheet of applications of one workbook, changed in place: headings in row 1."""
    book = openpyxl.load_workbook(path)
    sheet = book["Systemer"]
    columns = {cell.value.partition(" (")[0]: cell.column for cell in sheet[1]}
    change(sheet, columns)
    book.save(path)


def test_every_answer_is_of_a_survey_and_of_one_round(tmp_path, gazetteer):
    for survey_round in ("2024", "2026"):
        write_example(tmp_path, DATA, "5001,4601", "7-7", survey_round, 3, with_faults=False)
    usage = usage_of(tmp_path, gazetteer).valid
    found = usage.group_by("inventory_id", "inventory_kind", "survey_round", "year").len().sort("inventory_id")
    assert found.rows() == [
        (f"NO-{code}/{year}/example-round-{year}", "survey", f"{year}", year, 7)
        for code in (4601, 5001)
        for year in (2024, 2026)
    ]
    assert usage["seen_on"].null_count() == usage.height


def test_a_blank_sheet_gives_no_row_and_no_fault(tmp_path, gazetteer):
    write_example(tmp_path, DATA, "5001,4601", "5-5", "2026", 3, with_faults=False)
    with_sheet(tmp_path / "example_2026_5001.xlsx", lambda sheet, _: sheet.delete_rows(2, sheet.max_row))
    found = usage_of(tmp_path, gazetteer)
    assert set(found.valid["unit_id"]) == {"NO-4601"}
    assert found.rejects.height == 0


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        ({"Brukere": 0}, {"users_low": 0.0, "users_mid": 0.0, "users_high": 0.0}),
        ({"Årlig lisens": 0, "Årlig drift": 0}, {"annual_licence": 0.0, "annual_operations": 0.0}),
        ({"Valuta": "EUR", "Årlig lisens": 90.5}, {"currency": "EUR", "annual_licence": 90.5}),
        (
            {"Årlig lisens": None, "Årlig drift": 70, "Prismodell": None},
            {"annual_licence": None, "annual_operations": 70.0},
        ),
        ({"Opsjon": 0, "Avtale til": None}, {"option_years": 0.0, "contract_end": None}),
    ],
)
def test_nought_euro_and_half_an_answer_are_answers(tmp_path, gazetteer, answered, expected):
    write_example(tmp_path, DATA, "5001", "5-5", "2026", 3, with_faults=False)

    def change(sheet, columns):
        for name, value in answered.items():
            sheet.cell(4, columns[name]).value = value

    with_sheet(tmp_path / "example_2026_5001.xlsx", change)
    found = usage_of(tmp_path, gazetteer)
    assert found.rejects.height == 0
    (row,) = found.valid.filter(found.valid["source_row"] == 4).to_dicts()
    assert {name: row[name] for name in expected} == expected
