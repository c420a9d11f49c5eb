"""The copy that goes back: the faulty cells coloured and explained, the others as they were."""

import openpyxl
import pytest

from pipelines.feedback import check, shipped
from pipelines.workbook.annotate import FAULTY, annotate
from tests.conftest import DATA
from tests.pipelines.workbook.conftest import application, changed, workbook

KNOWN = shipped(DATA, DATA / "none")


def annotated(path, out, language=None):
    said = check([path], KNOWN, path.parent / "none")
    [received] = said.files
    annotate(received, said.faults, language or said.languages[received.name], out)
    return openpyxl.load_workbook(out)


@pytest.mark.parametrize(
    ("language", "sentence", "title"),
    [("nb", '"2.5OO" er ikke et tall', "Systemer"), ("en", '"2.5OO" is not a number', "Applications")],
)
def test_the_faulty_cell_is_coloured_and_explained_in_the_senders_language(tmp_path, language, sentence, title):
    row = application(name_as_written="=1+1", annual_licence="2.5OO", users=3, currency="NOK")
    path = workbook(tmp_path / "a.xlsx", row, language=language)
    before = path.read_bytes()
    sheet = annotated(path, tmp_path / "out.xlsx")[title]
    assert sheet["F2"].comment.text == sentence and sheet["F2"].fill.fgColor.rgb == FAULTY.fgColor.rgb
    assert sheet["A2"].value == "=1+1" and sheet["A2"].data_type == "s"  # text stays text
    assert [cell.coordinate for line in sheet for cell in line if cell.comment] == ["F2"]
    assert path.read_bytes() == before


def test_the_list_of_faults_comes_first_and_runs_no_formula(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx", application(name_as_written="x", annual_licence='=cmd|" /c calc"!A1', currency="NOK")
    )
    book = annotated(path, tmp_path / "out.xlsx")
    listed = book.worksheets[0]
    assert listed.title == "Feil" and listed.max_row == 1
    assert [cell.data_type for cell in listed[1]] == ["s"] * 3 and listed["A1"].value == "Systemer!F2"


def test_a_merged_cell_is_explained_where_it_shows(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx", *(application(name_as_written=n, annual_licence=9, currency="NOK") for n in "xy")
    )
    changed(path, lambda book: book["Systemer"].merge_cells("F2:F3"))
    assert annotated(path, tmp_path / "out.xlsx")["Systemer"]["F2"].comment.text


def test_a_table_comes_back_as_a_workbook_of_text(tmp_path):
    path = tmp_path / "alle.csv"
    path.write_text(
        "Kommunenummer;Runde;Land;Systemnavn;Brukere;Valuta\n0301;2026;NO;=1+1;mange;NOK\n", encoding="utf-8"
    )
    sheet = annotated(path, tmp_path / "out.xlsx", "nb")["alle"]
    assert sheet["A2"].value == "0301" and sheet["D2"].data_type == "s"
    assert sheet["E2"].comment.text == '"mange" er ikke et tall'
