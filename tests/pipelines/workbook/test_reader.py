"""Submissions as text: addresses as a spreadsheet shows them, nothing lost, faults that name what was found."""

import datetime

import openpyxl
import polars as pl
import pytest

from pipelines.workbook.writer import write_workbook
from schemas.survey import APPLICATIONS, SHEETS
from tests.pipelines.workbook.conftest import application, changed, notices, read_bytes, read_folder, workbook

USAGE = "raw.survey_applications"


@pytest.mark.parametrize("language", ["nb", "en"])
def test_rows_keep_their_place_and_text(tmp_path, language):
    workbook(
        tmp_path / "a.xlsx",
        application(name_as_written="=1+1", users=12),
        application(),
        application(name_as_written="Lån-web", annual_licence=1.125, contract_start=datetime.date(2024, 2, 1)),
        language=language,
    )
    read = read_folder(tmp_path)[USAGE]
    assert read.select("file", "row_number", "name_as_written", "users", "annual_licence", "contract_start").rows() == [
        ("a.xlsx", 2, "=1+1", "12", None, None),
        ("a.xlsx", 4, "Lån-web", None, "1.1250", "2024-02-01"),
    ]


def test_a_missing_sheet_and_a_missing_column_name_what_was_found(tmp_path):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x"))
    changed(path, lambda book: book["Systemer"].__setitem__("A1", "Navn på greia"))
    raw = read_folder(tmp_path)
    [(column, rule, value, row)] = notices(raw, "column", "rule", "value", "row_number")
    assert (column, rule, row) == ("Application", "missing_column", 1) and value.startswith("Navn på greia, Leverandør")
    assert raw["raw.survey_unread"]["value"].to_list()[0].startswith("x; ")
    changed(path, lambda book: book.remove(book["Systemer"]))
    [(rule, value)] = notices(read_folder(tmp_path), "rule", "value")
    assert rule == "missing_sheet" and value == "Om kommunen, Budsjett og regnskap, Ansatte og brukere"


def test_a_renamed_sheet_is_known_by_its_headings(tmp_path):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x"))
    changed(path, lambda book: setattr(book["Systemer"], "title", "Ark3"))
    raw = read_folder(tmp_path)
    assert raw[USAGE].select("sheet", "name_as_written").rows() == [("Ark3", "x")]
    assert notices(raw) == []


def test_one_unreadable_file_stops_no_other(tmp_path):
    workbook(tmp_path / "b.xlsx", application(name_as_written="x"))
    (tmp_path / "a.xlsx").write_bytes(b"not a zip")
    (tmp_path / "c.pdf").write_bytes(b"%PDF")
    (tmp_path / "d.xlsx").write_bytes(b"")
    (tmp_path / "e.xlsx").write_bytes(b"\xd0\xcf\x11\xe0 and more")
    raw = read_folder(tmp_path)
    assert raw[USAGE]["file"].to_list() == ["b.xlsx"]
    assert notices(raw, "file", "rule") == [
        ("a.xlsx", "unreadable"),
        ("c.pdf", "unknown_kind"),
        ("d.xlsx", "empty_file"),
        ("e.xlsx", "old_or_locked_workbook"),
    ]


def test_columns_in_another_order_are_found_and_extra_ones_kept_aside(tmp_path):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x", currency="NOK"))

    def change(book):
        book["Systemer"].insert_cols(1)
        book["Systemer"]["A1"], book["Systemer"]["A2"] = "Eget notat", "ring Kari"

    changed(path, change)
    raw = read_folder(tmp_path)
    assert raw[USAGE]["name_as_written"].to_list() == ["x"]
    assert raw["raw.survey_extra"].select("sheet", "row_number", "heading", "value").rows() == [
        ("Systemer", 2, "Eget notat", "ring Kari")
    ]


def test_a_repeated_heading_is_never_read_as_one_of_the_two(tmp_path):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x", annual_licence=5))
    changed(path, lambda book: book["Systemer"].cell(1, book["Systemer"].max_column + 1, "Systemnavn"))
    raw = read_folder(tmp_path)
    assert notices(raw, "column", "rule") == [("Application", "repeated_column")]
    assert raw[USAGE].height == 0 and raw["raw.survey_unread"].height == 1


def test_titles_above_the_headings_and_lines_of_sums_are_passed_over_by_name(tmp_path):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x", users=3))

    def change(book):
        sheet = book["Systemer"]
        sheet.insert_rows(1, 3)
        sheet["A1"] = "Kartlegging 2026"
        sheet.merge_cells("A1:F1")
        sheet["A6"], sheet["E6"] = "Sum:", 3

    changed(path, change)
    raw = read_folder(tmp_path)
    assert raw[USAGE].select("row_number", "name_as_written", "users").rows() == [(5, "x", "3")]
    assert raw["raw.survey_extra"].select("row_number", "heading", "value").rows() == [
        (1, "above the headings", "Kartlegging 2026")
    ]
    assert notices(raw, "rule", "row_number", "severity") == [("total_line", 6, "told")]


def test_a_hidden_sheet_is_read_and_said(tmp_path):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x"))
    changed(path, lambda book: setattr(book["Systemer"], "sheet_state", "hidden"))
    raw = read_folder(tmp_path)
    assert raw[USAGE].height == 1
    assert notices(raw, "rule", "value", "severity") == [("hidden_sheet", "Systemer", "told")]


def test_a_visible_sheet_goes_before_a_hidden_one_of_the_same_kind(tmp_path):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="new"))

    def change(book):
        old = book.copy_worksheet(book["Systemer"])
        old.title, old.sheet_state = "Gammel", "hidden"
        old["A2"] = "old"

    changed(path, change)
    raw = read_folder(tmp_path)
    assert raw[USAGE]["name_as_written"].to_list() == ["new"]
    assert ("applications", "repeated_sheet") in notices(raw, "column", "rule")


def test_formulas_are_read_by_their_cached_value_and_named_where_there_is_none(tmp_path):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x"), application(name_as_written="y"))

    def change(book):
        book["Systemer"]["F2"] = "=1000*12"  # openpyxl writes no cached value
        book["Systemer"]["F3"] = "#DIV/0!"
        book["Systemer"]["F3"].data_type = "e"

    changed(path, change)
    faults = read_folder(tmp_path)[USAGE]["cell_faults"].to_list()
    assert faults == [
        [{"column": "annual_licence", "rule": "formula_without_value", "value": "=1000*12"}],
        [{"column": "annual_licence", "rule": "formula_error", "value": "#DIV/0!"}],
    ]


def test_a_merged_cell_among_the_answers_belongs_to_no_row(tmp_path):
    path = workbook(tmp_path / "a.xlsx", *(application(name_as_written=name, annual_licence=9) for name in "xyz"))
    changed(path, lambda book: book["Systemer"].merge_cells("F2:F3"))
    read = read_folder(tmp_path)[USAGE]
    merged = read.with_columns(n=pl.col("cell_faults").list.len()).select("name_as_written", "n").rows()
    assert merged == [("x", 1), ("y", 1), ("z", 0)]


def test_the_same_bytes_twice_count_once(tmp_path):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x"))
    (tmp_path / "kopi av a.xlsx").write_bytes(path.read_bytes())
    raw = read_folder(tmp_path)
    assert raw[USAGE].height == 1
    assert notices(raw, "file", "rule", "value", "severity") == [("kopi av a.xlsx", "same_content", "a.xlsx", "told")]


def test_two_files_of_one_name_in_two_folders_are_two_files(tmp_path):
    workbook(tmp_path / "modum" / "svar.xlsx", application(name_as_written="x"))
    workbook(tmp_path / "hole" / "svar.xlsx", application(name_as_written="y"), municipality_code="3310")
    read = read_folder(tmp_path)[USAGE]
    assert read.select("file", "name_as_written").rows() == [("hole/svar.xlsx", "y"), ("modum/svar.xlsx", "x")]


def test_a_sheet_of_a_strangers_is_named(tmp_path):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x"))
    changed(path, lambda book: book.create_sheet("Notater").append(["ring Kari"]))
    assert notices(read_folder(tmp_path), "rule", "value") == [("not_in_template", "Notater: 1 filled rows")]


CSV = "Kommunenummer;Runde;Land;Systemnavn;Brukere;Årlig lisens (kr eks. mva.);Valuta\n"


def test_a_table_whose_rows_say_who_answered_is_split_by_municipality():
    raw = read_bytes("alle.csv", (CSV + "0301;2026;NO;Gerica;10;1 200,50;NOK\n3316;2026;NO;Gerica;5;;NOK\n").encode())
    assert raw[USAGE].select("submission", "row_number", "annual_licence").rows() == [
        ("alle.csv 0301 NO 2026", 2, "1 200,50"),
        ("alle.csv 3316 NO 2026", 3, None),
    ]
    assert raw["raw.survey_about"].filter(pl.col("field") == "municipality_code")["value"].to_list() == ["0301", "3316"]
    assert notices(raw) == []


def test_a_row_with_a_cell_too_many_is_a_fault_of_that_row():
    raw = read_bytes("alle.csv", (CSV + "0301;2026;NO;Gerica;10;1;200;NOK\n").encode())
    assert raw[USAGE]["cell_faults"].to_list()[0][0]["rule"] == "cell_count"


def test_tables_of_one_folder_are_one_submission(tmp_path):
    about = "Spørsmål;Svar\nKommunenummer;3316\nLand;NO\nRunde;2026\n"
    (tmp_path / "modum").mkdir()
    (tmp_path / "modum" / "om.csv").write_text(about, encoding="cp1252")
    (tmp_path / "modum" / "systemer.csv").write_text("Systemnavn;Valuta\nGerica;NOK\n", encoding="utf-8-sig")
    raw = read_folder(tmp_path)
    assert raw[USAGE].select("submission", "name_as_written").rows() == [("modum", "Gerica")]
    assert raw["raw.survey_about"]["submission"].unique().to_list() == ["modum"]
    assert notices(raw) == []


def test_a_table_without_a_respondent_says_what_is_missing(tmp_path):
    (tmp_path / "systemer.csv").write_text("Systemnavn;Valuta\nGerica;NOK\n", encoding="utf-8")
    assert notices(read_folder(tmp_path), "column", "rule") == [("about", "no_respondent")]


def test_parquet_is_a_table_like_any_other(tmp_path):
    pl.DataFrame(
        {
            "municipality_code": ["0301"],
            "survey_round": ["2026"],
            "country_code": ["NO"],
            "name_as_written": ["Gerica"],
            "users": [12],
            "contract_end": [datetime.date(2027, 1, 31)],
        }
    ).write_parquet(tmp_path / "a.parquet")
    read = read_folder(tmp_path)[USAGE]
    assert read.select("name_as_written", "users", "contract_end").rows() == [("Gerica", "12", "2027-01-31")]


def test_an_empty_folder_gives_every_table_without_rows(tmp_path):
    raw = read_folder(tmp_path)
    assert len(raw) == 10 and all(frame.height == 0 for frame in raw.values())


def test_a_workbook_of_empty_sheets_is_told_what_it_lacks(tmp_path):
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    raw = read_folder(tmp_path)
    assert {rule for (rule,) in notices(raw, "rule")} == {"missing_sheet"}


def test_32000_characters_quotes_newlines_and_direction_marks_go_through(tmp_path):
    names = ["x" * 32_000, "a\"b'c;d,e\nf", "\u202eGerica\u200f", '=HYPERLINK("http://a")', "+1", "@x", "-1"]
    write_workbook(
        tmp_path / "a.xlsx",
        "nb",
        {sheet.name: [] for sheet in SHEETS}
        | {APPLICATIONS.name: [application(name_as_written=name) for name in names]},
    )
    assert read_folder(tmp_path)[USAGE]["name_as_written"].to_list() == names


@pytest.mark.parametrize("heading", ["Årlig lisens (1000 kr)", "Årlig lisens (inkl. mva.)", "Årlig lisens [kr/mnd]"])
def test_a_figure_in_another_unit_is_never_read_as_if_it_were_in_this_one(tmp_path, heading):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x", annual_licence=5))
    changed(path, lambda book: setattr(book["Systemer"]["F1"], "value", heading))
    raw = read_folder(tmp_path)
    (column, rule, value) = notices(raw, "column", "rule", "value")[0]
    assert (column, rule) == ("Annual licence (excl. VAT)", "other_unit") and heading in value
    assert raw["raw.survey_applications"].height == 0 and raw["raw.survey_unread"].height == 1


def test_a_column_of_ones_own_in_another_unit_is_kept_aside(tmp_path):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x", annual_licence=5))
    changed(path, lambda book: book["Systemer"].cell(1, 30, "Årlig lisens (per bruker)"))
    raw = read_folder(tmp_path)
    assert notices(raw) == [] and raw["raw.survey_applications"]["annual_licence"].to_list() == ["5"]
