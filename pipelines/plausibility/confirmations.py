"""What a person said of figures that were held: lines of a CSV that a spreadsheet opens.

Belongs here: reading and writing <home>/review/held.csv. A line says that one figure is right as it was received; when
the figure changes the line no longer matches. Does not belong here: asking the person (assets/held).
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from pipelines.faults import UserError
from pipelines.workbook.delimited import decoded, mark_of
from pipelines.workbook.limits import Refusal

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
    for number, line in enumerate(_lines(path), start=2):
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
    kept = [line for line in _lines(path) if tuple(line[name] for name in about) not in said]
    by = {"confirmed_by": confirmed_by, "confirmed_on": confirmed_on, "reason": reason}
    _write(path, [*kept, *(line | by for line in new)])
    confirmations(path)
    return len(new)


def _lines(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    try:
        text = decoded(path.read_bytes())
        lines = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=mark_of(text)))
    except (Refusal, csv.Error) as error:
        raise UserError(f"{path} cannot be read as CSV: {error}.") from None
    missing = [name for name in COLUMNS if lines and name not in lines[0]]
    if missing:
        raise UserError(f"{path}: columns {', '.join(missing)} are missing; found {', '.join(map(str, lines[0]))}.")
    return [{name: (line[name] or "").strip().removeprefix("'") for name in COLUMNS} for line in lines]


def _write(path: Path, lines: Sequence[Mapping[str, str]]) -> None:
    """Replace the file at once; a text that a spreadsheet would run gets an apostrophe."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with unfinished.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for line in lines:
            cells = [line[name] for name in COLUMNS]
            writer.writerow(f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in cells)
    os.replace(unfinished, path)
