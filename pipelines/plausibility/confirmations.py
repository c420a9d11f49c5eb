"""What a person said of figures that were held: lines of a CSV that a spreadsheet opens.

Belongs here: reading and writing <home>/review/held.csv. A line says that one figure is right as it was received; when
the figure changes the line no longer matches. Does not belong here: asking the person (assets/held).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from pipelines.faults import UserError
from pipelines.review_file import read_lines, write_lines

# What a line is matched by: all of it must be as it was asked.
MATCHED = ("unit_id", "survey_round", "rule", "table_name", "column_name", "key", "value")
COLUMNS = (*MATCHED, "confirmed_by", "confirmed_on", "reason")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CONFIRMATION = {name: pl.String() for name in COLUMNS} | {"line": pl.Int64()}


def no_confirmations() -> pl.DataFrame:
    """An empty frame of confirmations: `COLUMNS` as text and the line of the file."""
    return pl.DataFrame(schema=CONFIRMATION)


def confirmations(path: Path) -> pl.DataFrame:
    """The lines of the file, `COLUMNS` and `line`; none where there is no file. Of two about the same the first.

    Raises UserError, with file and line, where a line does not say who, when and why.
    """
    lines = []
    for number, line in enumerate(read_lines(path, COLUMNS), start=2):
        where = f"{path}, line {number}"
        if not any(line.values()):
            continue
        for name, asked in (("confirmed_by", "who confirmed it"), ("reason", "why it is right")):
            if not line[name]:
                raise UserError(f"{where}: {name} is empty. Write {asked}, or delete the line.")
        if not DAY.fullmatch(line["confirmed_on"]):
            raise UserError(f"{where}: confirmed_on is {line['confirmed_on']!r}. Write a day such as 2026-03-01.")
        lines.append({**line, "line": number})
    frame = pl.DataFrame(lines, schema=CONFIRMATION)
    return frame.unique(MATCHED, keep="first", maintain_order=True)


def confirm(
    path: Path, questions: Sequence[Mapping[str, str | None]], confirmed_by: str, confirmed_on: str, reason: str
) -> int:
    """Add a line for every question, replacing earlier ones about the same figure and rule; returns how many."""
    about = [name for name in MATCHED if name != "value"]
    new = [{name: question[name] or "" for name in MATCHED} for question in questions]
    said = {tuple(line[name] for name in about) for line in new}
    kept = [line for line in read_lines(path, COLUMNS) if tuple(line[name] for name in about) not in said]
    by = {"confirmed_by": confirmed_by, "confirmed_on": confirmed_on, "reason": reason}
    write_lines(path, COLUMNS, [*kept, *(line | by for line in new)])
    confirmations(path)
    return len(new)
