"""Gold expressions held against the grammar: right, refused, wrong, each wrong one listed.

Belongs here: how one row is judged. Does not belong here: articles (tests/evaluation/articles), the page (page).
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.contracts.amounts import amounts
from pipelines.contracts.clean import cleaned
from pipelines.contracts.dates import Published, dates
from pipelines.contracts.expression import Expression
from pipelines.contracts.terms import terms
from pipelines.contracts.tokens import tokens

COUNTRY = {"nb": "NO", "nn": "NO", "sv": "SE", "da": "DK", "fi": "FI", "en": None}
# Dates without a year are held against the day the file names in its notes.
PUBLISHED = Published.of("2017-05-09")
BARE_DATES = ("day_no_year", "season_next", "relative", "until_year_end", "turn_of_year")


@dataclass(frozen=True)
class Judged:
    """One row: right, refused or wrong, and what was read."""

    language: str
    text: str
    kind: str
    verdict: str
    found: str


def judge_file(path: Path) -> list[Judged]:
    with path.open(encoding="utf-8", newline="") as file:
        return [judge(row) for row in csv.DictReader(file)]


def judge(row: Mapping[str, str]) -> Judged:
    found = list(_read(row["text"], row["lang"], row["kind"]))
    shown = "; ".join(_shown(each) for each in found) or "nothing"
    verdict = "refused" if not found else "right" if _agrees(row, found[0]) else "wrong"
    return Judged(row["lang"], row["text"], row["kind"], verdict, shown)


def _read(text: str, language: str, kind: str) -> Iterator[Expression]:
    said = cleaned(text)
    words = tokens(said.text, said.lower, language)
    if kind in ("money", "count"):
        yield from amounts(words, COUNTRY[language], language)
    elif kind == "date":
        yield from dates(said, PUBLISHED)
    else:
        yield from (each for each in terms(words, language) if each.kind != "option")


def _agrees(row: Mapping[str, str], found: Expression) -> bool:
    if row["kind"] == "date":
        ends = [day.isoformat() if day else "" for day in (found.date_low, found.date_high)]
        stated = [row["lower"], row["upper"]]
        # A bare date has no stated value: it must be known for what it is, and lie where publication puts it.
        return found.qualifier == row["qualifier"] and (
            (row["qualifier"] in BARE_DATES and any(ends)) or stated == ends
        )
    numbers = [found.mid, found.low, found.high]
    stated_numbers = [_number(row[name]) for name in ("value", "lower", "upper")]
    alike = all(_close(one, other) for one, other in zip(numbers, stated_numbers, strict=True))
    if row["kind"] not in ("money", "count"):
        return alike and found.kind == row["kind"] and found.qualifier == row["qualifier"]
    per = f"per_{found.per_denominator}" if found.per_denominator else ""
    unit = per if found.kind == "money" else found.unit or ""
    period = f"total_over_{found.total_years:g}y" if found.period == "total" else found.period or ""
    stated_period = "" if row["periodicity"] == "total_unless_stated" else row["periodicity"]
    return (
        alike
        and found.kind == row["kind"]
        and found.qualifier == row["qualifier"]
        and (found.currency or "") == row["currency"]
        and unit == row["per_unit_or_unit"]
        and period == stated_period
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-6 * max(1.0, abs(other))


def _shown(found: Expression) -> str:
    if found.kind == "date":
        return f"{found.date_low} to {found.date_high} ({found.qualifier})"
    return f"{found.low} / {found.mid} / {found.high} {found.currency or found.unit or ''} ({found.qualifier})".strip()
