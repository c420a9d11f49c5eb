"""The raw tables while they grow: what every reader adds to, in the order of files.

Belongs here: the raw tables' names and columns. Does not belong here: deciding what goes where
(pipelines/workbook/reader).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from pipelines.workbook.received import Received
from schemas.survey import SHEETS, Sheet

FILE, HEADING, EXTRA, NOTICE, UNREAD, KEPT = (
    f"raw.survey_{name}" for name in ("file", "heading", "extra", "notice", "unread", "kept")
)
CELL_FAULT = pl.Struct({"column": pl.String(), "rule": pl.String(), "value": pl.String()})
PLACE = {"file": pl.String(), "submission": pl.String(), "sheet": pl.String(), "row_number": pl.Int64()}
COLUMNS: dict[str, dict[str, pl.DataType]] = {
    FILE: {
        "file": pl.String(),
        "sha256": pl.String(),
        "kind": pl.String(),
        "saved_at": pl.Datetime("us", "UTC"),
    },
    HEADING: {
        "file": pl.String(),
        "sheet": pl.String(),
        "sheet_name": pl.String(),
        "column": pl.String(),
        "position": pl.Int64(),
        "heading": pl.String(),
    },
    EXTRA: PLACE | {"heading": pl.String(), "value": pl.String()},
    # Something about a file, sheet or row that is no answer: a fault of its build, or what was passed over by name.
    NOTICE: PLACE | {"column": pl.String(), "rule": pl.String(), "value": pl.String(), "severity": pl.String()},
    # Rows under headings that do not hold: kept as one text, for what is in which column is not known.
    UNREAD: PLACE | {"sheet_name": pl.String(), "value": pl.String()},
    # Answers accepted before, whose place a file has that is not accepted (pipelines/accepted): that file, the
    # submission that stays, null where its bytes are gone, and whose answer of which round it is.
    KEPT: {"file": pl.String(), "submission": pl.String(), "answer": pl.String()},
}


def raw_name(sheet: Sheet) -> str:
    """The lake's name for a sheet as received."""
    return f"raw.survey_{sheet.name}"


RAW_SHEETS = {
    raw_name(sheet): PLACE | {"cell_faults": pl.List(CELL_FAULT)} | {field.name: pl.String() for field in sheet.fields}
    for sheet in SHEETS
}


class Pile:
    """Columns of values per raw table."""

    def __init__(self) -> None:
        tables = COLUMNS | RAW_SHEETS
        self._values: dict[str, dict[str, list[Any]]] = {
            name: {column: [] for column in columns} for name, columns in tables.items()
        }
        self._respondents: set[str] = set()

    def _add(self, table: str, row: Mapping[str, Any]) -> None:
        for column, values in self._values[table].items():
            values.append(row[column])

    @property
    def files(self) -> Sequence[str]:
        return self._values[FILE]["file"]

    def file(self, received: Received, kind: str, saved_at: datetime.datetime) -> None:
        """A file that could be opened."""
        self._add(FILE, {"file": received.name, "sha256": received.sha256, "kind": kind, "saved_at": saved_at})

    def notice(
        self,
        file: str,
        column: str,
        rule: str,
        value: str | None,
        *,
        submission: str | None = None,
        sheet: str | None = None,
        row_number: int = 1,
        severity: str = "rejected",
    ) -> None:
        """Something to say of a file, sheet or row."""
        self._add(
            NOTICE,
            {
                "file": file,
                "submission": submission or file,
                "sheet": sheet,
                "row_number": row_number,
                "column": column,
                "rule": rule,
                "value": value,
                "severity": severity,
            },
        )

    def headings(self, file: str, title: str, sheet: Sheet, positions: Mapping[str, int], found: Sequence[str]) -> None:
        """Where each column of a sheet stands, so that a fault can name its cell."""
        for column, position in positions.items():
            place = {"file": file, "sheet": title, "sheet_name": sheet.name, "column": column, "position": position}
            self._add(HEADING, place | {"heading": found[position]})

    def keep_aside(self, where: Mapping[str, Any], heading: str, value: str) -> None:
        """A cell of a column that the template does not have."""
        self._add(EXTRA, {**where, "heading": heading, "value": value})

    def unread(self, where: Mapping[str, Any], sheet: Sheet, row: Sequence[str | None]) -> None:
        """A row under headings that do not hold."""
        self._add(UNREAD, {**where, "sheet_name": sheet.name, "value": "; ".join(text or "" for text in row)})

    def row(
        self,
        sheet: Sheet,
        where: Mapping[str, Any],
        answers: Mapping[str, str | None],
        faults: Sequence[tuple[str, str, str]],
    ) -> None:
        """One row of answers; a column that the page does not have is null."""
        named = [{"column": column, "rule": rule, "value": value} for column, rule, value in faults]
        asked = {field.name: answers.get(field.name, None) for field in sheet.fields}
        self._add(raw_name(sheet), {**where, "cell_faults": named, **asked})

    def respondent(self, where: Mapping[str, Any], answers: Mapping[str, str | None]) -> str:
        """The submission a row belongs to, by who it says answered; its About lines are added once."""
        said = {name: (text or "").strip() or None for name, text in answers.items()}
        submission = " ".join([str(where["file"]), *(text or "-" for text in said.values())])
        if submission not in self._respondents:
            self._respondents.add(submission)
            for name, text in said.items():
                line = {**where, "submission": submission, "cell_faults": [], "field": name, "value": text}
                self._add("raw.survey_about", line)
        return submission

    def tables(self) -> dict[str, pl.DataFrame]:
        """Everything so far. Shape: the columns of COLUMNS and RAW_SHEETS."""
        return {
            name: pl.DataFrame(self._values[name], schema=columns, strict=True)
            for name, columns in (COLUMNS | RAW_SHEETS).items()
        }
