"""The answer in a few sentences, before any table: which forms have evidence, what it says, how little it is.

Belongs here: sentences made of the numbers of mart.alternative and mart.cost_by_form. Does not belong here: any number
that is not in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.report.tables import Content
from pipelines.report.views import Row
from pipelines.report.words import Words


def lines(content: Content, words: Words, names: Mapping[int, str]) -> list[str]:
    """A first sentence, one for each form with evidence, the forms without, and what cannot be said."""
    rows = content.rows["mart.alternative"]
    if not rows:
        return [words("no_rows")]
    known = [row for row in rows if row["has_evidence"]]
    empty = [row for row in rows if not row["has_evidence"]]
    said = [words("short_first", k=len(known), n=len(rows))]
    said += [f"{row['form_code']} {names[row['form_code']]}: {_cost(content, words, row)}" for row in known]
    if empty:
        said.append(words("short_empty", forms=", ".join(str(row["form_code"]) for row in empty)))
    least = _interval_from(content)
    if all(row["n"] < least for row in known):
        said.append(words("short_few", n=least))
    return said


def _cost(content: Content, words: Words, row: Row) -> str:
    note = words("short_note", n=row["n"], tier=row["worst_tier"], scope=words.code(str(row["scope_class"])))
    ends = (row["cost_per_user_low"], row["cost_per_user_high"])
    if ends == (None, None) and row["cost_per_user_median"] is None:
        cell = nominal_cell(content.rows["mart.cost_by_form"], row)
        return f"{words('only_nominal')}, {_span(words, cell['nominal_low'], cell['nominal_high'])} ({note})"
    year = words("price_of", year=row["price_year"])
    return f"{_span(words, *ends)}, {year} ({note})"


def _span(words: Words, low: float | None, high: float | None) -> str:
    return words("short_span", low=words.number(low), high=words.number(high))


def nominal_cell(by_form: Sequence[Row], row: Row) -> Row:
    """The cell of mart.cost_by_form that a form's cost per user was taken from."""
    return next(
        cell
        for cell in by_form
        if cell["denominator"] == "user"
        and (cell["form_code"], cell["scope_class"]) == (row["form_code"], row["scope_class"])
    )


def _interval_from(content: Content) -> int:
    [least] = [row["value"] for row in content.rows["reference.convention"] if row["convention"] == "interval_from_n"]
    return int(least)
