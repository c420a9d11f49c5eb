"""Submissions as text with addresses: file, sheet, row, and the column by its meaning.

Belongs here: which pages make one submission, its rows, what is passed over by name. Does not belong here: opening
files (pipelines/workbook/pages), finding headings (pipelines/workbook/headings), what a text means (pipelines/cells).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipelines.shifts import with_shifts
from pipelines.workbook.headings import Headings, assign, headings_of, respondent_columns
from pipelines.workbook.limits import Refusal
from pipelines.workbook.pages import Page, open_book
from pipelines.workbook.pile import Pile
from pipelines.workbook.received import Received
from schemas.pools import HOLDS, is_explanation
from schemas.survey import ABOUT, SHEETS, Sheet, is_known_page, is_own_example, is_passed_over, is_total

SPREADSHEET_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#VERDI!", "#NAVN?", "#I/T")


@dataclass(frozen=True)
class Place:
    """A page, and the file it came in."""

    file: str
    page: Page
    is_workbook: bool


def read(files: Iterable[Received]) -> dict[str, pl.DataFrame]:
    """Raw table name -> rows as received, all text, in the order of files. Never raises for what a file holds."""
    pile = Pile()
    loose: dict[str, list[Place]] = {}
    first_with: dict[str, str] = {}
    for received in files:
        try:
            if received.content and received.sha256 in first_with:
                pile.notice(received.name, "file", "same_content", first_with[received.sha256], severity="told")
                continue
            if received.name in pile.files:
                raise Refusal("name_is_taken", "another file has this name; rename it, so that a row can be traced")
            book = open_book(received)
        except Refusal as refusal:
            pile.notice(received.name, "file", refusal.rule, refusal.found)
            continue
        first_with[received.sha256] = received.name
        pile.file(received, book.kind, book.saved_at)
        places = [Place(received.name, page, book.is_workbook) for page in book.pages]
        if book.is_workbook or any(_says_who(page) for page in book.pages):
            _submission(pile, received.name, places)
        else:
            loose.setdefault(received.folder, []).extend(places)
    for folder, places in loose.items():
        _submission(pile, folder or ".", places)
    return with_shifts(pile.tables())


def _says_who(page: Page) -> bool:
    return any(respondent_columns(headings_of(page, sheet.fields)) for sheet in SHEETS if sheet is not ABOUT)


def _submission(pile: Pile, submission: str, places: Sequence[Place]) -> None:
    """The sheets of one submission. A fault of its build is noticed, and the rest is still read."""
    assigned = assign([place.page for place in places])
    is_workbook = any(place.is_workbook for place in places)
    says_who = ABOUT.name not in assigned.sheet_of and any(_says_who(place.page) for place in places)
    for sheet in SHEETS:
        if sheet.name in assigned.sheet_of:
            _sheet(pile, submission, sheet, places[assigned.sheet_of[sheet.name]])
        elif not says_who and (is_workbook or sheet is ABOUT):
            found = ", ".join(place.page.title for place in places)
            rule = "missing_sheet" if is_workbook else "no_respondent"
            pile.notice(places[0].file, sheet.name, rule, found, submission=submission)
    for at, sheet in assigned.repeated:
        pile.notice(places[at].file, sheet.name, "repeated_sheet", places[at].page.title, submission=submission)
    used = {*assigned.sheet_of.values(), *(at for at, _ in assigned.repeated)}
    for at, place in enumerate(places):
        filled = sum(1 for row in place.page.rows if any(row))
        if at not in used and filled and not is_known_page(place.page.title):
            found = f"{place.page.title}: {filled} filled rows"
            pile.notice(place.file, "sheet", "not_in_template", found, submission=submission, severity="told")


def _sheet(pile: Pile, submission: str, sheet: Sheet, place: Place) -> None:
    """Every filled row of a page: an answer, passed over by name, or kept as text where the headings do not hold."""
    page, headings = place.page, headings_of(place.page, sheet.fields)
    _notice_build(pile, submission, place, headings)
    who = respondent_columns(headings) if sheet is not ABOUT else {}
    pile.headings(place.file, page.title, sheet, {**headings.positions, **who}, headings.found)
    asked = {column: name for name, column in headings.positions.items()}
    key = sheet.fields[0].name
    for number, row in enumerate(page.rows):
        if not any(row) or number == headings.row:
            continue
        where: dict[str, Any] = {
            "file": place.file,
            "submission": submission,
            "sheet": page.title,
            "row_number": number + 1,
        }
        if not headings.hold:
            pile.unread(where, sheet, row)
            continue
        answers = {name: row[column] if column < len(row) else None for name, column in headings.positions.items()}
        if number < headings.row:
            for above in filter(None, row):
                pile.keep_aside(where, "above the headings", above)
        elif is_total(answers[key]):
            pile.notice(**where, column=key, rule="total_line", value=answers[key], severity="told")
        elif is_passed_over(answers[key]):
            if not is_own_example(answers[key]):
                pile.notice(**where, column=key, rule="example_line", value=answers[key], severity="told")
        else:
            if who:
                said = {name: row[column] if column < len(row) else None for name, column in who.items()}
                where["submission"] = pile.respondent(where, said)
            pile.row(sheet, where, answers, _faults(place, number, row, asked, len(headings.found)))
            for at, text in enumerate(row):
                heading = headings.found[at] if at < len(headings.found) else ""
                if text and at not in asked and at not in who.values() and not _is_sent_out(heading, text):
                    pile.keep_aside(where, heading, text)


def _is_sent_out(heading: str, text: str) -> bool:
    """Whether a cell is an explanation as it was sent out; anything else in its column was put there."""
    return is_explanation(heading) and any(text in said.values() for said in HOLDS.values())


def _notice_build(pile: Pile, submission: str, place: Place, headings: Headings) -> None:
    """What is wrong with a sheet as a whole."""
    page = place.page
    if page.is_hidden:
        pile.notice(
            place.file, "sheet", "hidden_sheet", page.title, submission=submission, sheet=page.title, severity="told"
        )
    found = ", ".join(text for text in headings.found if text)
    broken = {
        "missing_column": [column for column in headings.missing if column not in headings.other_unit],
        "repeated_column": headings.repeated,
        "other_unit": headings.other_unit,
    }
    for rule, columns in broken.items():
        for column in columns:
            at = headings.row + 1
            pile.notice(place.file, column, rule, found, submission=submission, sheet=page.title, row_number=at)


def _faults(
    place: Place, number: int, row: Sequence[str | None], asked: dict[int, str], width: int
) -> list[tuple[str, str, str]]:
    """What is wrong with the cells of a row before anyone reads them: (column, rule, what is there)."""
    by_column = place.page.faults.get(number, {})
    faults = [(asked[column], rule, found) for column, (rule, found) in by_column.items() if column in asked]
    faults += [
        (asked[at], "formula_error", text)
        for at, text in enumerate(row)
        if at in asked and at not in by_column and text in SPREADSHEET_ERRORS
    ]
    if not place.is_workbook and len(row) != width:
        # A decimal comma between commas moves every cell after it.
        faults.append((next(iter(asked.values())), "cell_count", f"{len(row)} cells under {width} headings"))
    return faults
