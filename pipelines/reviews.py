"""What a person decided about names that matched nothing: a CSV that a spreadsheet opens.

Belongs here: reading and writing <home>/review/applications.csv, keeping every earlier decision. Does not belong here:
finding proposals (pipelines/suggestions), asking the person (assets/review).
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from pipelines.faults import UserError
from pipelines.matching import fold
from pipelines.workbook.delimited import decoded, mark_of
from pipelines.workbook.limits import Refusal
from schemas.inventory import APPLICATION_REVIEW, REVIEW_DECISIONS

COLUMNS = (
    "written",
    "n_rows",
    "municipalities",
    *(f"{what}_{number}" for number in (1, 2, 3) for what in ("suggestion", "score")),
    "decision",
    "application_id",
    "reviewed_by",
    "reviewed_on",
    "reason",
)
REQUIRED = ("written", "decision", "application_id")
Line = dict[str, str]


def read_lines(path: Path) -> list[Line]:
    """The lines of the review file, every column as text. Raises UserError where it is no such file."""
    if not path.exists():
        return []
    try:
        text = decoded(path.read_bytes())
        lines = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=mark_of(text)))
    except (Refusal, csv.Error) as error:
        raise UserError(f"{path} cannot be read as CSV: {error}.") from None
    found = list(lines[0]) if lines else list(COLUMNS)
    missing = [name for name in REQUIRED if name not in found]
    if missing:
        raise UserError(f"{path}: columns {', '.join(missing)} are missing; found {', '.join(map(str, found))}.")
    return [{name: (line.get(name) or "").strip().removeprefix("'") for name in COLUMNS} for line in lines]


def write_lines(path: Path, lines: Sequence[Mapping[str, str]]) -> None:
    """Replace the file at once; a name that a spreadsheet would run gets an apostrophe."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with unfinished.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for line in lines:
            writer.writerow(
                f"'{line[name]}" if line[name].startswith(("=", "+", "-", "@")) else line[name] for name in COLUMNS
            )
    os.replace(unfinished, path)


def reviews(path: Path, applications: pl.DataFrame) -> pl.DataFrame:
    """The decisions. Shape: reference.application_review, one row per decided name.

    Raises UserError, with file and line, where a decision is none, names no product, or two contradict each other.
    """
    known = set(applications["application_id"])
    decided: dict[str, tuple[int, Line]] = {}
    lines = read_lines(path)
    folded = pl.DataFrame({"written": [line["written"] for line in lines]}, schema={"written": pl.String()})
    for number, (line, name) in enumerate(
        zip(lines, folded.select(fold(pl.col("written"))).to_series(), strict=True), 2
    ):
        where = f"{path}, line {number}, {line['written']!r}"
        decision = line["decision"].casefold()
        if not decision:
            continue
        if decision not in REVIEW_DECISIONS:
            raise UserError(f"{where}: {line['decision']!r} is no decision. Write accept, refuse, or nothing.")
        if decision == "accept" and line["application_id"] not in known:
            raise UserError(f"{where}: there is no product {line['application_id']!r} in the catalogue.")
        product = line["application_id"] if decision == "accept" else ""
        decided_line = {**line, "decision": decision, "application_id": product}
        if name in decided:
            other, before = decided[name]
            if (before["decision"], before["application_id"]) != (decision, product):
                raise UserError(f"{where}: contradicts line {other}, which decides the same name otherwise.")
            continue
        decided[name] = (number, decided_line)
    return APPLICATION_REVIEW.frame(
        [
            {name: line[name] or None for name in ("written", "decision", "application_id", "reviewed_by", "reason")}
            for _, line in decided.values()
        ]
    )
