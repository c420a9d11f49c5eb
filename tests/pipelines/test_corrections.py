"""A correction changes one cell, says why, and fails by its own name when it no longer means one."""

import polars as pl
import pytest

from pipelines.corrections import FIELDS, corrected, corrections
from pipelines.faults import UserError
from schemas.survey import APPLICATIONS
from tests.pipelines.workbook.conftest import application, changed, read_folder, workbook

USAGE = "raw.survey_applications"
LINE = {
    "name": "modum-gerica-licence",
    "file": "svar.xlsx",
    "sheet": "applications",
    "row": "Gerica",
    "column": "annual_licence",
    "reported": "2.5OO",
    "expected": "2500",
    "corrected_by": "IT manager of Modum, by telephone",
    "corrected_on": "2026-03-04",
    "reason": "the letter O for a zero",
}


@pytest.fixture
def received(tmp_path):
    rows = (application(name_as_written="Gerica", annual_licence="2.5OO"), application(name_as_written="Profil"))
    workbook(tmp_path / "in" / "svar.xlsx", *rows)
    return read_folder(tmp_path / "in")


def written(folder, *lines, file="modum.yml"):
    text = "".join("- " + "\n  ".join(f"{key}: {value!r}" for key, value in line.items()) + "\n" for line in lines)
    folder.mkdir(exist_ok=True)
    (folder / file).write_text(text, encoding="utf-8")
    return [folder]


def failing(folder, received, *lines):
    with pytest.raises(UserError) as error:
        corrections(written(folder, *lines), received)
    return str(error.value)


def test_the_one_cell_is_read_as_expected_and_the_raw_table_keeps_what_was_sent(tmp_path, received):
    found = corrections(written(tmp_path / "c", LINE), received)
    assert found.select("correction", "source_file", "sheet", "row_number", "reported", "expected").rows() == [
        ("modum-gerica-licence", "svar.xlsx", "Systemer", 2, "2.5OO", "2500")
    ]
    after = corrected(received[USAGE], APPLICATIONS, found)
    assert after["annual_licence"].to_list() == ["2500", None]
    assert received[USAGE]["annual_licence"].to_list() == ["2.5OO", None]
    assert after.drop("annual_licence").equals(received[USAGE].drop("annual_licence"))


def test_a_blank_cell_can_be_filled_and_a_filled_one_emptied(tmp_path, received):
    fill = LINE | {"name": "a", "row": "Profil", "column": "users", "reported": "", "expected": "ca. 12"}
    empty = LINE | {"name": "b", "expected": ""}
    after = corrected(received[USAGE], APPLICATIONS, corrections(written(tmp_path / "c", fill, empty), received))
    assert after.select("users", "annual_licence").rows() == [(None, None), ("ca. 12", None)]


def test_a_corrected_formula_is_no_fault_any_more(tmp_path):
    path = workbook(tmp_path / "in" / "svar.xlsx", application(name_as_written="Gerica"))
    changed(path, lambda book: book["Systemer"].__setitem__("F2", "=1+1"))
    received = read_folder(tmp_path / "in")
    line = LINE | {"reported": received[USAGE]["annual_licence"][0] or "", "expected": "2"}
    after = corrected(received[USAGE], APPLICATIONS, corrections(written(tmp_path / "c", line), received))
    assert after["cell_faults"].list.len().to_list() == [0] and after["annual_licence"].to_list() == ["2"]


def test_what_matches_nothing_or_is_no_longer_needed_fails_by_its_name(tmp_path, received):
    gone = failing(tmp_path / "c", received, LINE | {"file": "other.xlsx"})
    assert gone.startswith("modum.yml, correction modum-gerica-licence: matches nothing")
    assert "the cell says ['2.5OO']" in failing(tmp_path / "c", received, LINE | {"reported": "9"})
    mended = {**received, USAGE: received[USAGE].with_columns(annual_licence=pl.lit("2500"))}
    assert "is no longer needed" in failing(tmp_path / "c", mended, LINE)


def test_two_rows_of_one_name_and_text_are_too_many(tmp_path):
    row = application(name_as_written="Gerica", annual_licence="2.5OO")
    workbook(tmp_path / "in" / "svar.xlsx", row, row)
    assert "matches rows 2, 3" in failing(tmp_path / "c", read_folder(tmp_path / "in"), LINE)


def test_every_failing_correction_is_named_at_once(tmp_path, received):
    said = failing(tmp_path / "c", received, LINE | {"name": "a", "row": "x"}, LINE | {"name": "b", "row": "y"})
    assert "correction a:" in said and "correction b:" in said


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sheet": "systems"}, "there is no sheet 'systems'"),
        ({"column": "price"}, "has no column 'price'"),
        ({"corrected_on": "4. mars"}, "its corrected_on does not hold"),
        ({"reason": " "}, "its reason does not hold"),
        ({"extra": "x"}, "unknown or not a text: extra"),
    ],
)
def test_a_line_that_is_wrongly_written_says_how(tmp_path, received, change, message):
    assert message in failing(tmp_path / "c", received, LINE | change)


@pytest.mark.parametrize("text", ["a: [", "name: x", "- 3"])
def test_a_file_that_is_no_list_of_corrections_says_so(tmp_path, received, text):
    (tmp_path / "modum.yml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"modum\.yml"):
        corrections([tmp_path], received)


def test_leaving_out_any_field_is_said(tmp_path, received):
    for name in FIELDS:
        line = {key: value for key, value in LINE.items() if key != name}
        assert name in failing(tmp_path / "c", received, line)
