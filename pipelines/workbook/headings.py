"""Which page is which sheet, and where its columns stand.

Belongs here: finding the row of headings, matching pages to sheets by title and by headings. Does not belong here:
which words mean which column (schemas/survey), the rows below (pipelines/workbook/reader).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.workbook.pages import Page
from schemas.survey import ABOUT_FIELDS, SHEETS, Field, Sheet, is_known_page

# Above the headings stand a logo, a title, merged cells; further down there is no heading.
HEADINGS_WITHIN_ROWS = 40
RESPONDENT = ("municipality_code", "survey_round")


@dataclass(frozen=True)
class Headings:
    """Where a sheet's headings stand: row from 0, field -> column from 0; what is missing, stands twice, or is there
    only in a unit that nobody asked for."""

    row: int
    positions: Mapping[str, int]
    missing: Sequence[str]
    repeated: Sequence[str]
    found: Sequence[str]
    other_unit: Sequence[str] = ()

    @property
    def hold(self) -> bool:
        return not self.missing and not self.repeated and not self.other_unit


@dataclass(frozen=True)
class Assigned:
    """Sheet name -> page number, and the pages that would be a sheet again."""

    sheet_of: Mapping[str, int]
    repeated: Sequence[tuple[int, Sheet]]


def assign(pages: Sequence[Page]) -> Assigned:
    """Pages to sheets: by title, visible ones first, then by headings for what has no title we know."""
    sheet_of: dict[str, int] = {}
    repeated: list[tuple[int, Sheet]] = []
    visible_first = sorted(range(len(pages)), key=lambda at: pages[at].is_hidden)
    for has_title in (True, False):
        for at in visible_first:
            titled = next((sheet for sheet in SHEETS if sheet.means(pages[at].title)), None)
            if (titled is not None) != has_title or is_known_page(pages[at].title):
                continue
            sheet = titled or next((sheet for sheet in SHEETS if headings_of(pages[at], sheet.fields).hold), None)
            if sheet is not None and sheet.name in sheet_of:
                repeated.append((at, sheet))
            elif sheet is not None:
                sheet_of[sheet.name] = at
    return Assigned(sheet_of, repeated)


def headings_of(page: Page, fields: Sequence[Field]) -> Headings:
    """The row, among the first, that has the most of the headings; the first filled one where none has any."""
    best: Headings | None = None
    for number, row in enumerate(page.rows[:HEADINGS_WITHIN_ROWS]):
        if any(row):
            found = found_in(row, number, fields)
            if best is None or len(found.positions) > len(best.positions):
                best = found
            if len(best.positions) == len(fields):
                break  # no row has more
    return best or found_in((), 0, fields)


def found_in(row: Sequence[str | None], number: int, fields: Sequence[Field]) -> Headings:
    """The headings of one row."""
    texts = [(text or "").strip() for text in row]
    places = {field.name: [at for at, text in enumerate(texts) if text and field.means(text)] for field in fields}
    return Headings(
        number,
        {name: found[0] for name, found in places.items() if found},
        [field.headings["en"] for field in fields if field.required and not places[field.name]],
        [field.headings["en"] for field in fields if len(places[field.name]) > 1],
        texts,
        [
            field.headings["en"]
            for field in fields
            if not places[field.name] and any(text and field.is_named_in(text) for text in texts)
        ],
    )


def respondent_columns(headings: Headings) -> Mapping[str, int]:
    """Question of the About sheet -> column, where the rows themselves say who answered; empty where they do not."""
    found = found_in(headings.found, headings.row, ABOUT_FIELDS).positions
    return found if all(name in found for name in RESPONDENT) else {}
