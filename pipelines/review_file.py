"""A CSV of the home that a command writes and a person edits, with a spreadsheet as often as not.

Belongs here: reading it however it was saved, replacing it at once. Does not belong here: what a line means (groups,
reviews, plausibility/confirmations, contracts/decisions).
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipelines.faults import UserError
from pipelines.workbook.delimited import decoded, mark_of
from pipelines.workbook.limits import Refusal

BEYOND = "\0"  # what stands after the last heading
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@")


def as_saved(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The headings and every line as it stands; nothing where there is no file. Raises UserError where it is no CSV."""
    if not path.exists():
        return [], []
    try:
        text = decoded(path.read_bytes())
        reader = csv.DictReader(io.StringIO(text, newline=""), restkey=BEYOND, delimiter=mark_of(text))
        lines = list(reader)
    except (Refusal, csv.Error) as error:
        raise UserError(f"{path} cannot be read as CSV: {error}.") from None
    for number, line in enumerate(lines, 2):
        if any(line.pop(BEYOND, None) or ()):
            raise UserError(f"{path}, line {number}: more cells than headings. Put a text that holds a mark in quotes.")
    return list(reader.fieldnames or ()), lines


def read_lines(path: Path, columns: Sequence[str], required: Sequence[str] | None = None) -> list[dict[str, str]]:
    """Every line with all `columns` as text, blanks around it taken away; none where there is no file.

    Raises UserError as `as_saved`, and where one of the `required` columns, which are all if left out, is missing.
    """
    found, lines = as_saved(path)
    missing = [name for name in (columns if required is None else required) if name not in found]
    if missing and found:
        raise UserError(f"{path}: columns {', '.join(missing)} are missing; found {', '.join(found)}.")
    present = [name for name in columns if name in found]
    blank = dict.fromkeys(columns, "")
    return [blank | {name: (line[name] or "").strip().removeprefix("'") for name in present} for line in lines]


def write_lines(path: Path, columns: Sequence[str], lines: Sequence[Mapping[str, str]]) -> None:
    """Replace the file at once; a text that a spreadsheet would run gets an apostrophe."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with unfinished.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow(columns)
        for line in lines:
            cells = [line[name] for name in columns]
            writer.writerow(f"'{cell}" if cell.startswith(RUN_BY_SPREADSHEETS) else cell for cell in cells)
    os.replace(unfinished, path)
