"""Names in the released warehouse that matched nothing, with proposals and what was decided of them.

Belongs here: which names wait, one decision at a time. Does not belong here: likeness (pipelines/suggestions), the
file's form (pipelines/reviews).
"""

from __future__ import annotations

import datetime
from pathlib import Path

import polars as pl

from pipelines.asking import open_warehouse
from pipelines.catalogue import Catalogue
from pipelines.faults import UserError
from pipelines.matching import fold
from pipelines.review_file import read_lines, write_lines
from pipelines.reviews import COLUMNS, REQUIRED, Line, reviews
from pipelines.suggestions import known_names, suggest

UNMATCHED = """
    select name_as_written, count(*), string_agg(distinct municipality_name, '|') from core.application_usage
    where application_id is null
    group by name_as_written order by count(*) desc, name_as_written"""


def proposed(warehouse: Path, review: Path, catalogue: Catalogue) -> list[Line]:
    """Every line of the review file: decisions as they are, then names that wait, most frequent first.

    A decision about a name that nobody writes any more stays.
    """
    with open_warehouse(warehouse) as connection:
        rows = connection.execute(UNMATCHED).fetchall()
    lines = [line for line in read_lines(review, COLUMNS, REQUIRED) if line["decision"]]
    decided = set(_folded([line["written"] for line in lines]))
    known = known_names(catalogue.applications, catalogue.aliases)
    seen: set[str] = set()
    for (name, count, municipalities), folded in zip(rows, _folded([row[0] for row in rows]), strict=True):
        if folded in decided or folded in seen:
            continue
        seen.add(folded)
        line = dict.fromkeys(COLUMNS, "")
        line |= {"written": name, "n_rows": str(count), "municipalities": "|".join(sorted(municipalities.split("|")))}
        for number, found in enumerate(suggest(name, known), start=1):
            line |= {f"suggestion_{number}": found.application_id, f"score_{number}": str(found.score)}
        lines.append(line)
    return lines


def decide(
    lines: list[Line], name: str, application_id: str | None, who: str, today: datetime.date, reason: str
) -> None:
    """Write a decision into its line. Raises UserError where no line has the name."""
    [wanted] = _folded([name])
    found = [
        line
        for line, folded in zip(lines, _folded([line["written"] for line in lines]), strict=True)
        if folded == wanted
    ]
    if not found:
        raise UserError(f"{name!r} is no name that waits for a decision. munibench review applications lists them.")
    for line in found:
        line |= {
            "decision": "accept" if application_id else "refuse",
            "application_id": application_id or "",
            "reviewed_by": who,
            "reviewed_on": today.isoformat(),
            "reason": reason,
        }


def keep(path: Path, lines: list[Line]) -> None:
    """Write the file as it is so far."""
    write_lines(path, COLUMNS, lines)


def save(path: Path, lines: list[Line], applications: pl.DataFrame) -> None:
    """Write the file, and read it as the build will."""
    keep(path, lines)
    reviews(path, applications)


def _folded(names: list[str]) -> list[str]:
    return (
        pl.DataFrame({"name": names}, schema={"name": pl.String()}).select(fold(pl.col("name"))).to_series().to_list()
    )
