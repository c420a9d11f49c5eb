"""The workbook that steering groups forward."""

import openpyxl

from pipelines.report import spreadsheet
from tests.pipelines.report.conftest import TEXT_THAT_RUNS


def test_numbers_are_numbers_and_texts_never_run(content, tmp_path):
    path = tmp_path / "report.xlsx"
    spreadsheet.write(content, path, "en")
    book = openpyxl.load_workbook(path)
    sheet = book["alternative"]
    names = [cell.value for cell in sheet[1]]
    place = names.index("cost_per_user_median") + 1
    assert sheet.cell(2, place).value == 9000.5 and sheet.cell(2, place).data_type == "n"
    rejected = book["reject_summary"]
    cells = [cell for row in rejected.iter_rows() for cell in row if cell.value == TEXT_THAT_RUNS]
    assert len(cells) == 1 and cells[0].data_type == "s"


def test_the_first_sheet_explains_and_leads_to_each_table(content, tmp_path):
    path = tmp_path / "report.xlsx"
    spreadsheet.write(content, path, "nb")
    book = openpyxl.load_workbook(path)
    first = book.worksheets[0]
    said = {row[0].value: row[1].value for row in first.iter_rows() if row[0].value}
    assert first.title == "Forklaring" and said["peer_comparison"] == "Ikke i denne utgivelsen"
    assert {sheet.title for sheet in book.worksheets[1:]} == {
        spreadsheet.sheet_name(table) for table in content.rows if content.has(table)
    }


def test_sheet_names_are_all_different(content):
    names = [spreadsheet.sheet_name(table) for table in content.rows]
    assert len(names) == len(set(names))
