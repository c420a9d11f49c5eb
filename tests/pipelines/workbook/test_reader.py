"""Workbooks as text: addresses as a spreadsheet shows them, faults that name what was found."""

import datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.cells import number
from pipelines.faults import StructuralFault, UserError
from pipelines.workbook.reader import as_text, read_workbook
from pipelines.workbook.writer import write_workbook
from schemas.survey import APPLICATIONS, SHEETS


def row(**values):
    return {field.name: None for field in APPLICATIONS.fields} | values


def workbook(path, *applications, language="nb"):
    write_workbook(path, language, {sheet.name: [] for sheet in SHEETS} | {APPLICATIONS.name: applications})
    return path


@pytest.mark.parametrize("language", ["nb", "en"])
def test_rows_keep_their_place_and_text(tmp_path, language):
    path = workbook(
        tmp_path / "a.xlsx",
        row(name_as_written="=1+1", users=12),
        row(),
        row(name_as_written="Lån-web", annual_licence=1.125, contract_start=datetime.date(2024, 2, 1)),
        language=language,
    )
    read = read_workbook(path)["raw.survey_applications"]
    assert read.select("file", "row_number", "name_as_written", "users", "annual_licence", "contract_start").rows() == [
        ("a.xlsx", 2, "=1+1", "12", None, None),
        ("a.xlsx", 4, "Lån-web", None, "1.1250", "2024-02-01"),
    ]


def test_a_missing_sheet_and_a_missing_column_name_what_was_found(tmp_path):
    path = workbook(tmp_path / "a.xlsx", row(name_as_written="x"))
    book = openpyxl.load_workbook(path)
    book["Systemer"]["A1"] = "Navn på greia"
    book.save(path)
    with pytest.raises(
        StructuralFault, match=r"a\.xlsx, sheet Systemer: missing columns \['Application'\]; found \['Navn"
    ):
        read_workbook(path)
    del book["Systemer"]
    book.save(path)
    with pytest.raises(StructuralFault, match=r"no sheet Systemer or Applications; found \['Om kommunen'"):
        read_workbook(path)


def test_a_file_that_is_no_workbook_says_so(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"not a zip")
    with pytest.raises(UserError, match=r"a\.xlsx cannot be opened as a workbook"):
        read_workbook(tmp_path / "a.xlsx")


def test_columns_in_another_order_are_found_and_extra_ones_kept_aside(tmp_path):
    path = workbook(tmp_path / "a.xlsx", row(name_as_written="x", currency="NOK"))
    book = openpyxl.load_workbook(path)
    book["Systemer"].insert_cols(1)
    book["Systemer"]["A1"], book["Systemer"]["A2"] = "Eget notat", "ring Kari"
    book.save(path)
    read = read_workbook(path)
    assert read["raw.survey_applications"]["name_as_written"].to_list() == ["x"]
    assert read["raw.survey_extra"].rows() == [("a.xlsx", "Systemer", 2, "Eget notat", "ring Kari")]


@pytest.mark.parametrize(
    ("heading", "message"),
    [("Systemnavn", "stand twice \\['Application'\\]"), ("Lisens", r"missing columns \['Annual licence")],
)
def test_a_renamed_or_repeated_heading_is_never_read_as_unanswered(tmp_path, heading, message):
    path = workbook(tmp_path / "a.xlsx", row(name_as_written="x", annual_licence=5))
    book = openpyxl.load_workbook(path)
    place = next(cell for cell in book["Systemer"][1] if str(cell.value).startswith("Årlig lisens"))
    if heading == "Lisens":
        place.value = heading
    else:
        book["Systemer"].cell(1, book["Systemer"].max_column + 1).value = heading
    book.save(path)
    with pytest.raises(StructuralFault, match=message):
        read_workbook(path)


@given(st.floats(-1e9, 1e9))
def test_a_numeric_cell_is_read_back_as_the_same_number(value):
    import polars as pl

    read = pl.DataFrame({"n": [as_text(value)]}).select(number(pl.col("n"))).item()
    if "e" in as_text(value):
        assert read is None  # too small to be an amount; refused, not misread
    else:
        assert read == value
