"""The survey workbook: its sheets, what each column asks, and who answered.

Belongs here: sheets and their headings, derived from the tables they fill. Does not belong here: reading
or writing a workbook (pipelines/workbook).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from schemas.budget import BUDGET_LINE, SURVEY_SIZE
from schemas.codes import FORM_CODES
from schemas.columns import at_least, code, day, matches, text, whole
from schemas.inventory import APPLICATION_USAGE, answers
from schemas.origins import is_example, origin_id
from schemas.reference import MUNICIPALITY_COUNTRIES, municipality_code
from schemas.table import Table


@dataclass(frozen=True)
class Field:
    """One thing a sheet asks; `headings` by language."""

    name: str
    headings: Mapping[str, str]
    required: bool = True
    aliases: tuple[str, ...] = ()

    def means(self, heading: str) -> bool:
        return heading.casefold() in {word.casefold() for word in (self.name, *self.headings.values())}


@dataclass(frozen=True)
class Sheet:
    """One sheet: `titles` by language, its columns in order."""

    name: str
    titles: Mapping[str, str]
    fields: tuple[Field, ...]

    def means(self, title: str) -> bool:
        return title.casefold() in {word.casefold() for word in (self.name, *self.titles.values())}


STATUSES = {"in_force": "its answers are in the core tables", "superseded": "a newer submission stands for it"}
RESPONSE = Table(
    "core.survey_response",
    "What a municipality sent in for a round, and who answered; the newest accepted one is in force",
    ("submission",),
    (
        text(
            "submission",
            "The workbook, the folder of tables, or the file and respondent of a joint table",
            "example/2025/example_2025_3316.xlsx",
        ),
        text("source_file", "File that says who answered", "example/2025/example_2025_3316.xlsx"),
        text("file_sha256", "Digest of that file's bytes", "0" * 64),
        code("status", "Whether its answers are used", STATUSES, "in_force"),
        text("superseded_by", "The submission that stands for it", None, required=False),
        text("unit_id", "Municipality that answered", "NO-3316"),
        code("country_code", "Country", MUNICIPALITY_COUNTRIES, "NO"),
        municipality_code(),
        text("municipality_name", "Name of the municipality in the register", "Modum"),
        text("survey_round", "Survey round", "2025", rules=(matches("20[0-9]{2}", "a year"),)),
        code(
            "form_code",
            "Form of collaboration today",
            FORM_CODES,
            0,
            required=False,
            references="reference.collaboration_form.form_code",
        ),
        text("respondent", "Function of the person who answered", "IT manager", required=False),
        day("answered_on", "Day of the answer", datetime.date(2025, 10, 1), required=False),
        is_example(),
        origin_id("example-round-2025"),
    ),
)
SUPERSEDED_ANSWER = Table(
    "core.superseded_answer",
    "A cell of a submission that a newer one stands for; used for nothing, lost to nobody",
    ("source_file", "sheet", "row_number", "column"),
    (
        text("source_file", "File it was received in", "svar fra Modum.xlsx"),
        text("sheet", "Sheet of the file", "Systemer"),
        whole("row_number", "Row of the sheet, counted from 1 with headings", 7, rules=(at_least(1),)),
        text("column", "What was asked", "annual_licence"),
        text("value", "The text as received", "250000"),
        text(
            "submission",
            "Submission it belongs to",
            "svar fra Modum.xlsx",
            references="core.survey_response.submission",
        ),
        text("superseded_by", "The submission that stands for it", "svar fra Modum 2.xlsx"),
        text("unit_id", "Municipality that answered", "NO-3316"),
        text("survey_round", "Survey round", "2025"),
        is_example(),
        origin_id("example-round-2025"),
    ),
)

ABOUT = Sheet(
    "about",
    {"nb": "Om kommunen", "en": "About"},
    (
        Field("field", {"nb": "Spørsmål", "en": "Question"}),
        Field("value", {"nb": "Svar", "en": "Answer"}),
    ),
)
ABOUT_FIELDS = (
    Field("municipality_code", {"nb": "Kommunenummer", "en": "Municipality number"}),
    Field("country_code", {"nb": "Land", "en": "Country"}),
    Field("survey_round", {"nb": "Runde", "en": "Round"}),
    Field("form_code", {"nb": "Samarbeidsform i dag (0-7)", "en": "Form of collaboration today (0-7)"}),
    Field("respondent", {"nb": "Besvart av (rolle)", "en": "Answered by (role)"}),
    Field("answered_on", {"nb": "Besvart dato", "en": "Answered on"}),
    Field("is_example", {"nb": "Eksempeldata", "en": "Example data"}),
)
BUDGET = Sheet(
    "budget",
    {"nb": "Budsjett og regnskap", "en": "Budget and accounts"},
    (
        Field("cost_pool", {"nb": "Kostnadsart", "en": "Cost pool"}),
        Field("scope", {"nb": "Inngår (med/ikke med/vet ikke)", "en": "Included (in/out/unknown)"}),
        Field("account", {"nb": "Regnskap året før", "en": "Account, year before"}),
        Field("budget", {"nb": "Budsjett i år", "en": "Budget, this year"}),
        Field("currency", {"nb": "Valuta", "en": "Currency"}),
        Field("vat", {"nb": "Mva.", "en": "VAT"}),
    ),
)
SIZES = Sheet(
    "sizes",
    {"nb": "Ansatte og brukere", "en": "Staff and users"},
    (
        Field("size", {"nb": "Hva telles", "en": "What is counted"}),
        Field("number", {"nb": "Antall ved utgangen av året før", "en": "Number at the end of the year before"}),
    ),
)
USERS = Field("users", {"nb": "Brukere", "en": "Users"}, required=False)


def _application_fields() -> tuple[Field, ...]:
    """The answers of an inventory; the three columns of an interval are one column on the sheet."""
    columns = answers()
    asked = [
        Field(column.name, column.headings, required=column.name == "name_as_written")
        for column in columns
        if column.headings
    ]
    before_users = [column.name for column in columns].index("users_low")
    asked.insert(before_users, USERS)
    return tuple(asked)


APPLICATIONS = Sheet("applications", {"nb": "Systemer", "en": "Applications"}, _application_fields())
SHEETS = (ABOUT, BUDGET, SIZES, APPLICATIONS)
SHEET_TABLES = {
    "about": RESPONSE.name,
    "budget": BUDGET_LINE.name,
    "sizes": SURVEY_SIZE.name,
    "applications": APPLICATION_USAGE.name,
}
TABLES = (RESPONSE, SUPERSEDED_ANSWER)
GUIDANCE_TITLES: tuple[str, ...] = ("Veiledning", "Guidance")
TOTALS = ("sum", "totalt", "total", "i alt", "til sammen", "summa", "totalsumma", "yhteensä", "samlet")


def is_known_page(title: str) -> bool:
    """Whether a page of the template holds no answers: guidance, lists."""
    return title.strip() in GUIDANCE_TITLES


def is_total(text: str | None) -> bool:
    """Whether a row adds up the rows above: it is no answer of its own."""
    return text is not None and text.strip().rstrip(":").casefold() in TOTALS


def is_passed_over(text: str | None) -> bool:
    """Whether a row is the template's own example or unit line."""
    return False
