"""What a person decided about names that matched nothing: a CSV that a spreadsheet opens.

Belongs here: reading and writing <home>/review/applications.csv, keeping every earlier decision. Does not belong here:
finding proposals (pipelines/suggestions), asking the person (assets/review).
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipelines import review_file
from pipelines.faults import UserError
from pipelines.matching import fold
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


def reviews(path: Path, applications: pl.DataFrame) -> pl.DataFrame:
    """The decisions. Shape: reference.application_review, one row per decided name.

    Raises UserError, with file and line, where a decision is none, names no product, or two contradict each other.
    """
    known = set(applications["application_id"])
    decided: dict[str, tuple[int, Line]] = {}
    lines = review_file.read_lines(path, COLUMNS, REQUIRED)
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
