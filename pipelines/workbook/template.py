"""The workbook that is sent out: derived from the schemas, in the language of the municipality.

Belongs here: sheets, dropdowns, input checks, locks, the filled example line, what is filled in beforehand. Does not
belong here: the words (schemas/survey, schemas/labels, schemas/guidance), reading answers (pipelines/workbook/reader).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipelines.gazetteer import Municipality
from pipelines.workbook.writer import CREATED, OPTIONS
from schemas import guidance
from schemas.codes import COST_POOLS, CURRENCIES, CURRENCY_OF, SURVEY_SIZES
from schemas.inventory import answers
from schemas.labels import LABELS, NO, YES, label
from schemas.pools import HOLDS, HOLDS_HEADING
from schemas.survey import (
    ABOUT,
    ABOUT_FIELDS,
    APPLICATIONS,
    BUDGET,
    GUIDANCE,
    LISTS,
    SIZES,
    USERS,
    YEARS_FROM_ROUND,
    Field,
    Sheet,
    example_name,
)

BLANK_ROWS = 400
YELLOW = {"bg_color": "#FFF9DB", "locked": False, "border": 4}
GREY = {"italic": True, "font_color": "#777777"}
A4 = 9
ANSWERS = {column.name: column for column in answers()}
FLAGS = [name for name, column in ANSWERS.items() if column.dtype == pl.Boolean()]
DAYS = [name for name, column in ANSWERS.items() if column.dtype == pl.Date()] + ["answered_on"]
NUMBERS = [name for name, column in ANSWERS.items() if column.dtype == pl.Float64()] + ["account", "budget"]
WIDTHS = {"field": 34, "value": 34, "cost_pool": 44, "size": 44, "name_as_written": 32, "vendor_as_written": 24}
OTHER_WIDTH = 18
EXPLANATION_WIDTH = 90
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Prefill:
    """What was answered before, as rows by field name; amounts are never among it."""

    applications: Sequence[Row] = ()
    scopes: Mapping[str, str] = field(default_factory=dict)
    sizes: Sequence[str] = ()
    about: Row = field(default_factory=dict)


def write_template(
    path: Path,
    place: Municipality,
    survey_round: str,
    language: str,
    areas: Mapping[str, str],
    prefill: Prefill,
) -> None:
    """Write the workbook of one municipality and round. `areas` is functional area -> its name in the language."""
    with xlsxwriter.Workbook(path, OPTIONS) as workbook:
        workbook.set_properties({"created": CREATED})
        page = _Page(workbook, language, survey_round, CURRENCY_OF[place.country_code], areas)
        page.guide(place)
        page.about(place, prefill)
        page.fixed(BUDGET, COST_POOLS, prefill.scopes)
        page.fixed(SIZES, SURVEY_SIZES, {})
        page.applications(prefill.applications)
        page.lists()


class _Page:
    """The formats and choices that the sheets share."""

    def __init__(
        self, workbook: Workbook, language: str, survey_round: str, currency: str, areas: Mapping[str, str]
    ) -> None:
        self.workbook, self.language, self.round, self.currency = workbook, language, int(survey_round), currency
        self.heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.input = workbook.add_format(YELLOW)
        self.text = workbook.add_format(YELLOW | {"num_format": "@"})
        self.day = workbook.add_format(YELLOW | {"num_format": "yyyy-mm-dd"})
        self.example = workbook.add_format(GREY)
        self.example_day = workbook.add_format(GREY | {"num_format": "yyyy-mm-dd"})
        self.fixed_text = workbook.add_format({"bold": False})
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.choices = {
            **{column: [said[language] for said in labels.values()] for column, labels in LABELS.items()},
            "functional_area": sorted(areas.values()),
            "currency": [currency, *(code for code in CURRENCIES if code != currency)],
            **{name: [YES[language], NO[language]] for name in FLAGS},
        }
        self.areas = areas

    def sheet(self, title: str) -> Worksheet:
        """A locked page where rows can be inserted and columns widened."""
        page = self.workbook.add_worksheet(title)
        allowed = ("insert_rows", "delete_rows", "format_columns", "format_rows", "sort", "autofilter")
        page.protect("", dict.fromkeys(allowed, True))
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        return page

    def guide(self, place: Municipality) -> None:
        page = self.sheet(GUIDANCE[self.language])
        page.set_column(0, 0, 110)
        page.write_string(0, 0, f"{place.name} {self.round}", self.heading)
        for row, line in enumerate(guidance.GUIDANCE_LINES[self.language], start=1):
            page.write_string(row, 0, line, self.wrapped)

    def headings(self, page: Worksheet, sheet: Sheet) -> None:
        for column, asked in enumerate(sheet.fields):
            page.set_column(column, column, WIDTHS.get(asked.name, OTHER_WIDTH))
            page.write_string(0, column, self.heading_of(asked), self.heading)
        page.freeze_panes(1, 1)
        page.repeat_rows(0)

    def heading_of(self, asked: Field) -> str:
        """A heading names its year and unit, so that an old workbook cannot pass for a new one."""
        if asked.name not in guidance.DATED_HEADINGS:
            return asked.headings[self.language]
        dated = guidance.DATED_HEADINGS[asked.name][self.language]
        said = dated.format(year=self.round + YEARS_FROM_ROUND[asked.name])
        return f"{said} ({self.currency})" if asked.name in NUMBERS else said

    def about(self, place: Municipality, prefill: Prefill) -> None:
        page = self.sheet(ABOUT.titles[self.language])
        self.headings(page, ABOUT)
        known = {
            "municipality_code": place.municipality_code,
            "country_code": place.country_code,
            "survey_round": str(self.round),
            "is_example": NO[self.language],
        } | dict(prefill.about)
        for row, asked in enumerate(ABOUT_FIELDS, start=1):
            page.write_string(row, 0, asked.headings[self.language], self.fixed_text)
            form = self.day if asked.name == "answered_on" else self.text
            page.write(row, 1, known.get(asked.name), form)
            self.check(page, row, row, 1, asked.name)

    def fixed(self, sheet: Sheet, codes: Mapping[str, str], scopes: Mapping[str, str]) -> None:
        """A sheet with one line per code, already there."""
        page = self.sheet(sheet.titles[self.language])
        self.headings(page, sheet)
        for row, code in enumerate(codes, start=1):
            page.write_string(row, 0, label(sheet.fields[0].name, code, self.language), self.fixed_text)
            for column, asked in enumerate(sheet.fields[1:], start=1):
                value = {"currency": self.currency, "vat": label("vat", "excluded", self.language)}.get(asked.name)
                if asked.name == "scope" and code in scopes:
                    value = label("scope", scopes[code], self.language)
                page.write(row, column, value, self.input)
        for column, asked in enumerate(sheet.fields[1:], start=1):
            self.check(page, 1, len(codes), column, asked.name)
        if sheet is BUDGET:
            self.explained(page, len(sheet.fields))

    def explained(self, page: Worksheet, column: int) -> None:
        """What each pool holds and leaves out, beside its line; never read back."""
        page.set_column(column, column, EXPLANATION_WIDTH)
        page.write_string(0, column, HOLDS_HEADING[self.language], self.heading)
        for row, pool in enumerate(COST_POOLS, start=1):
            page.write_string(row, column, HOLDS[pool][self.language], self.wrapped)

    def applications(self, before: Sequence[Row]) -> None:
        page = self.sheet(APPLICATIONS.titles[self.language])
        self.headings(page, APPLICATIONS)
        rows = [self.example_line(), *before]
        for column, asked in enumerate(APPLICATIONS.fields):
            blank, shown = (self.day, self.example_day) if asked.name in DAYS else (self.input, self.example)
            for row in range(1, max(BLANK_ROWS, len(rows) + 100)):
                value = rows[row - 1].get(asked.name) if row <= len(rows) else None
                page.write(row, column, value, shown if row == 1 else blank)
            self.check(page, 2, max(BLANK_ROWS, len(rows) + 100) - 1, column, asked.name)

    def example_line(self) -> Row:
        """The declared examples of the schema, labelled in the language; marked so that it is never read."""
        row: dict[str, Any] = {USERS.name: 120}
        for asked in APPLICATIONS.fields:
            if asked.name in ANSWERS:
                row[asked.name] = self.shown(asked.name, ANSWERS[asked.name].example)
        row["name_as_written"] = example_name(self.language)
        return row | {"currency": self.currency}

    def shown(self, name: str, value: Any) -> Any:
        """A value of the warehouse as a respondent would write it."""
        if isinstance(value, bool):
            return (YES if value else NO)[self.language]
        if name == "functional_area":
            return self.areas[value]
        return label(name, value, self.language) if name in LABELS else value

    def check(self, page: Worksheet, first: int, last: int, column: int, name: str) -> None:
        """The input check of a column; it warns and lets pass, for `vet ikke` is an answer too."""
        said = {"error_type": "warning", "ignore_blank": True}
        if name in self.choices:
            source = self.list_range(name)
            said |= {"validate": "list", "source": source, "error_message": guidance.CHOOSE[self.language]}
        elif name in DAYS:
            first_day, last_day = datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)
            said |= {"validate": "date", "criteria": "between", "minimum": first_day, "maximum": last_day}
            said |= {"error_message": guidance.DATE[self.language]}
        elif name in (*NUMBERS, "number"):
            said |= {"validate": "decimal", "criteria": ">=", "value": 0}
            said |= {"error_message": guidance.NOT_BELOW_ZERO[self.language]}
        else:
            return
        page.data_validation(first, column, last, column, said)

    def list_range(self, name: str) -> str:
        """Where the choices of a column stand on the page of lists."""
        column = xlsxwriter.utility.xl_col_to_name(list(self.choices).index(name))
        return f"='{LISTS[self.language]}'!${column}$1:${column}${len(self.choices[name])}"

    def lists(self) -> None:
        page = self.workbook.add_worksheet(LISTS[self.language])
        for column, choices in enumerate(self.choices.values()):
            for row, choice in enumerate(choices):
                page.write_string(row, column, choice)
        page.hide()
