"""How complete the answers are: why a cell is empty, and how many there are of each kind.

Belongs here: missing answers and their counts. Does not belong here: rows that break a rule (schemas/quality).
"""

from schemas.columns import Column, at_least, code, number, text, whole
from schemas.origins import origin_id
from schemas.table import Table

MISSING_KINDS = {
    "not_asked": "the sheet has no such column",
    "not_answered": "the cell is blank",
    "not_applicable": "it does not apply, by what the respondent says there or of the cost pool",
    "unknown": "the respondent says that it is not known",
}
SHEET_NAMES = ("budget", "sizes", "applications")


def _who() -> tuple[Column, ...]:
    return (text("unit_id", "Municipality that answered", "NO-3316"), text("survey_round", "Survey round", "2025"))


def _count(name: str, description: str) -> Column:
    return whole(name, description, 1, rules=(at_least(0),))


def _counts() -> tuple[Column, ...]:
    return (
        _count("n_rows", "Rows received"),
        _count("n_answered", "Cells with an answer that is used"),
        _count("n_rejected", "Cells with an answer that breaks a rule: why is in quality.reject"),
        *(_count(f"n_{kind}", f"Cells without one: {meaning}") for kind, meaning in MISSING_KINDS.items()),
    )


MISSING_ANSWER = Table(
    "core.missing_answer",
    "A cell that says why there is no answer; a blank cell of an asked column is not answered and has no row here",
    ("source_file", "sheet", "row_number", "column"),
    (
        text("source_file", "File it was received in", "svar fra Modum.xlsx"),
        text("sheet", "Sheet of the file", "Systemer"),
        whole("row_number", "Row of the sheet, counted from 1 with headings", 7, rules=(at_least(1),)),
        text("column", "What was asked", "contract_end"),
        code("kind", "Why there is no answer", ("not_applicable", "unknown"), "unknown"),
        text("written", "The word as received", "vet ikke"),
        *_who(),
        origin_id("example-round-2025"),
    ),
)
SURVEY_ANSWER = Table(
    "core.survey_answer",
    "How many cells of one column a municipality answered, and why the others are empty",
    ("unit_id", "survey_round", "sheet_name", "column", "origin_id"),
    (
        *_who(),
        code("sheet_name", "Which sheet of the survey", SHEET_NAMES, "applications"),
        text("column", "What was asked", "contract_end"),
        *_counts(),
        origin_id("example-round-2025"),
    ),
)
COMPLETENESS = Table(
    "mart.completeness",
    "How complete one sheet of one municipality is",
    ("unit_id", "survey_round", "sheet_name", "origin_id"),
    (
        *_who(),
        text("unit_name", "Name of the municipality", "Modum"),
        code("sheet_name", "Which sheet of the survey", SHEET_NAMES, "applications"),
        _count("n_rows", "Rows received"),
        _count("n_rows_kept", "Rows that are in a core table, wholly or in part"),
        *_counts()[1:],
        number(
            "answered_share",
            "Answered cells of those asked that apply; what was rejected is asked and not answered",
            0.8,
            "share of 1",
            required=False,
        ),
        origin_id("example-round-2025"),
    ),
)
TABLES = (MISSING_ANSWER, SURVEY_ANSWER, COMPLETENESS)
