"""The survey workbook: its sheets, what each column asks, and who answered.

Belongs here: sheets and their headings, derived from the tables they fill. Does not belong here: reading
or writing a workbook (pipelines/workbook).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from schemas.codes import FORM_CODES
from schemas.columns import code, day, matches, text
from schemas.inventory import answers
from schemas.origins import is_example, origin_id
from schemas.reference import MUNICIPALITY_COUNTRIES, municipality_code
from schemas.table import Table


@dataclass(frozen=True)
class Field:
    """One thing a sheet asks; `headings` by language."""

    name: str
    headings: Mapping[str, str]

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


RESPONSE = Table(
    "core.survey_response",
    "A workbook that a municipality sent in, and who answered",
    ("source_file",),
    (
        text("source_file", "Name of the workbook", "example_2025_3316.xlsx"),
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
            references="reference.collaboration_form.form_code",
        ),
        text("respondent", "Function of the person who answered", "IT manager"),
        day("answered_on", "Day of the answer", datetime.date(2025, 10, 1)),
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
USERS = Field("users", {"nb": "Brukere", "en": "Users"})


def _application_fields() -> tuple[Field, ...]:
    """The answers of an inventory; the three columns of an interval are one column on the sheet."""
    columns = answers()
    asked = [Field(column.name, column.headings) for column in columns if column.headings]
    before_users = [column.name for column in columns].index("users_low")
    asked.insert(before_users, USERS)
    return tuple(asked)


APPLICATIONS = Sheet("applications", {"nb": "Systemer", "en": "Applications"}, _application_fields())
SHEETS = (ABOUT, BUDGET, SIZES, APPLICATIONS)
