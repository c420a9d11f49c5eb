"""Files as people send them, made in the test's folder; reading them as the build does."""

import datetime
from pathlib import Path

import openpyxl
import polars as pl

from pipelines.workbook.reader import read
from pipelines.workbook.received import Received, received_in
from pipelines.workbook.writer import write_workbook
from schemas.survey import ABOUT_FIELDS, APPLICATIONS, SHEETS

SAVED_AT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
ABOUT_ANSWERS = {
    "municipality_code": "3316",
    "country_code": "NO",
    "survey_round": "2026",
    "form_code": 0,
    "respondent": "IT-leder",
    "answered_on": datetime.date(2026, 3, 1),
    "is_example": "nei",
}


def application(**values):
    """A row of the sheet of applications; what is not given is blank."""
    return {field.name: None for field in APPLICATIONS.fields} | values


def workbook(path: Path, *applications, language="nb", **about) -> Path:
    """A workbook of one municipality with these applications, and no budget or sizes."""
    answers = ABOUT_ANSWERS | about
    lines = [{"field": field.headings[language], "value": answers[field.name]} for field in ABOUT_FIELDS]
    rows = {sheet.name: [] for sheet in SHEETS} | {"about": lines, "applications": applications}
    path.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(path, language, rows)
    return path


def changed(path: Path, change) -> Path:
    """The workbook after a person changed it: `change` is given the openpyxl workbook."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def read_folder(folder: Path) -> dict[str, pl.DataFrame]:
    return read(received_in(folder))


def read_bytes(name: str, content: bytes) -> dict[str, pl.DataFrame]:
    return read([Received(name, "", content, SAVED_AT)])


def notices(raw, *columns):
    return raw["raw.survey_notice"].select(columns or ("file", "column", "rule")).rows()
