"""The answer in a few sentences, before any table: which forms have evidence, what it says, how little it is.

Belongs here: sentences made of the numbers of mart.alternative, mart.cost_by_form and what is held. Does not belong
here: any number that is not in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.report.tables import Content
from pipelines.report.units import comparable_forms
from pipelines.report.views import Row
from pipelines.report.words import DASH, Words


def lines(content: Content, words: Words, names: Mapping[int, str]) -> list[str]:
    """A first sentence, one for each form with evidence, the forms without, what is held, and what cannot be said."""
    rows = content.rows["mart.alternative"]
    if not rows:
        return [words("no_rows")]
    known = [row for row in rows if row["has_evidence"]]
    empty = [row for row in rows if not row["has_evidence"]]
    said = [words("short_first", k=len(known), n=len(rows))]
    said += [f"{row['form_code']} {names[row['form_code']]}: {_cost(content, words, row)}" for row in known]
    if empty:
        said.append(words("short_empty", forms=", ".join(str(row["form_code"]) for row in empty)))
    if n_held(content):
        said.append(words("short_held", n=n_held(content)))
    said.append(caution(content, words))
    return said


def caution(content: Content, words: Words) -> str:
    """What keeps forms from being compared, until two of them that are alike in all else have units enough."""
    least = interval_from(content)
    pairs = comparable_forms(content.rows["mart.cost_by_form"], least)
    if not pairs:
        return words("short_few", n=least)
    listed = dict.fromkeys(f"{one['form_code']} {DASH} {other['form_code']}" for one, other in pairs)
    return words("short_comparable", n=least, forms=", ".join(listed))


def n_held(content: Content) -> int:
    """Rows that wait for a person to confirm them, and are in no figure."""
    rows = content.rows["quality.reject_summary"]
    return sum(int(row["n_rows"]) for row in rows if row.get("severity") == "held")


def _cost(content: Content, words: Words, row: Row) -> str:
    note = words("short_note", n=row["n_units"], tier=row["worst_tier"], scope=words.code(str(row["scope_class"])))
    if row.get("evidence_from"):
        note = f"{words('from_' + str(row['evidence_from']))}, {note}"
    beside = f". {words('beside')}: {said_beside}" if (said_beside := beside_in_words(words, row)) else ""
    if row.get("n_own_beside"):
        beside = f". {own_beside_in_words(words, row)}{beside}"
    ends = (row["cost_per_user_low"], row["cost_per_user_high"])
    if ends == (None, None) and row["cost_per_user_median"] is None:
        low, high = nominal_ends(content.rows["mart.cost_by_form"], row)
        return f"{words('only_nominal')}, {span(words, low, high)} ({note}){beside}"
    year = words("price_of", year=row["price_year"])
    return f"{span(words, *ends)}, {year} ({note}){beside}"


def beside_in_words(words: Words, row: Row) -> str:
    """Other evidence of the same form, which stands beside the group's own answers; empty where there is none."""
    n = row.get("beside_n")
    # Where the view itself rests on others, they are the same.
    if not n or row.get("evidence_from") == "elsewhere":
        return ""
    ends = f"{words.number(row['beside_low'])} {DASH} {words.number(row['beside_high'])}"
    middle = "" if row["beside_median"] is None else f", {words('median')} {words.number(row['beside_median'])}"
    told = ("beside_country_code", "beside_measure", "beside_scope_class")
    where = [words.code(str(row[name])) for name in told if row.get(name)]
    return f"{ends}{middle} (n = {words.number(n)}, {', '.join(where)})"


def own_beside_in_words(words: Words, row: Row) -> str:
    """Which of the group's own figures the cell shown cannot hold."""
    definitions = [definition.split(" ") for definition in str(row["own_beside"]).split("|")]
    listed = "; ".join(", ".join(words.code(code) for code in codes) for codes in definitions)
    return words("own_beside", n=words.number(row["n_own_beside"]), definitions=listed)


def span(words: Words, low: float | None, high: float | None) -> str:
    """From low to high; an end that is open is said to be."""
    if low is not None and high is not None:
        return words("short_span", low=words.number(low), high=words.number(high))
    if low is None and high is None:
        return words("short_open")
    return words("short_least" if high is None else "short_most", value=words.number(low if high is None else high))


def nominal_ends(by_form: Sequence[Row], row: Row) -> tuple[float | None, float | None]:
    """The ends in kroner of their time: the view's own, or in a release without them those of its cell by form."""
    if "nominal_per_user_low" in row:
        return row["nominal_per_user_low"], row["nominal_per_user_high"]
    cells = [
        cell
        for cell in by_form
        if cell["denominator"] == "user"
        and (cell["form_code"], cell["scope_class"]) == (row["form_code"], row["scope_class"])
    ]
    lows, highs = ([cell[name] for cell in cells] for name in ("nominal_low", "nominal_high"))
    return (
        None if not lows or None in lows else min(lows),
        None if not highs or None in highs else max(highs),
    )


def interval_from(content: Content) -> int:
    """The convention interval_from_n: units from which an interval is given."""
    [least] = [row["value"] for row in content.rows["reference.convention"] if row["convention"] == "interval_from_n"]
    return int(least)
