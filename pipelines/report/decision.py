"""The decision view: the forms side by side, one row per question of a steering group.

Belongs here: how mart.alternative is written into cells, when a cell is grey or hatched. Does not belong here: any
sum or median; all of them are the mart's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from pipelines.report.summary import nominal_cell
from pipelines.report.views import Cell, Row, Table, slug
from pipelines.report.words import DASH, Words


def decision_table(
    words: Words,
    rows: Sequence[Row],
    names: dict[int, str],
    anchors: Collection[str],
    by_form: Sequence[Row],
) -> Table:
    """Columns are the forms of `rows`, in their order; a row per measure. `anchors` are the cells of the page,
    `by_form` the rows of mart.cost_by_form, for what has a nominal value only."""
    headings = [""] + [
        f"{row['form_code']} {names.get(row['form_code'], row['form'])}"
        + (f" ({words('reference_only')})" if row["is_reference_only"] else "")
        for row in rows
    ]
    lines: list[tuple[str, Callable[[Row], Cell]]] = [
        (words("row_user"), lambda row: _cost(words, row, "user", anchors, by_form)),
        (words("row_tiers"), lambda row: _tiers(words, row)),
        (words("row_inhabitant"), lambda row: _cost(words, row, "inhabitant", anchors, by_form)),
        (words("row_staff"), lambda row: _span(words, row, "staff_per_1000_users", count="n_staff")),
        (words("row_members_staff"), lambda row: _members(words, row)),
        (words("row_shared"), lambda row: _shared(words, row)),
        (words("row_removable"), lambda row: _one(words, row, "removable_installs", "#overlap")),
        (words("row_tied"), lambda row: _one(words, row, "tied_up_cost_nok", "#overlap")),
        (words("row_window"), lambda row: _window(words, row)),
        (words("row_transition"), lambda row: _transition(words, row)),
        (words("row_fragile"), lambda row: _one(words, row, "n_units_under_three_staff", "#staffing")),
        (words("row_dpia"), lambda row: _one(words, row, "n_critical_without_dpia", "#risks")),
        (words("row_vendor"), lambda row: _one(words, row, "n_single_vendor", None)),
        (words("row_decided"), lambda row: _text(words, row, "decided_by")),
        (words("row_order"), lambda row: _text(words, row, "order_robust")),
        (words("row_note"), lambda row: _text(words, row, "note")),
    ]
    return Table(
        key="decision-table",
        caption=words("decision"),
        headings=headings,
        rows=[[Cell(title), *(write(row) for row in rows)] for title, write in lines],
        css="decision",
    )


def cell_anchor(row: Row, denominator: str, scope_class: str | None) -> str:
    """Where one cell of the comparison stands in the page; without a scope class, the first of the form."""
    return slug(f"cell-{denominator}-{row['form_code']}-{scope_class or 'first'}")


def _cost(words: Words, row: Row, denominator: str, anchors: Collection[str], by_form: Sequence[Row]) -> Cell:
    prefix = f"cost_per_{denominator}"
    low, middle, high = (_of(row, f"{prefix}_{end}") for end in ("low", "median", "high"))
    counted = _of(row, "n" if denominator == "user" else "n_inhabitant")
    has_evidence = bool(row["has_evidence"]) if denominator == "user" else bool(counted)
    if not has_evidence:
        return Cell(words("no_evidence"), css="none", small=("n = 0",))
    notes = [f"n = {words.number(counted)}"]
    css = ""
    which = "" if denominator == "user" else f"_{denominator}"
    tier, scope = _of(row, f"worst_tier{which}"), _of(row, f"scope_class{which}")
    notes += [f"{words.heading('worst_tier')} {tier or DASH}", words.code(scope or DASH)]
    if row["price_year"]:
        notes.append(words("price_of", year=row["price_year"]))
    if denominator == "user" and row["rests_on_claims_only"]:
        css = "weak"
        notes.append(words("only_claims"))
    if denominator == "user" and low is high is middle is None:
        cell = nominal_cell(by_form, row)
        low, high = cell["nominal_low"], cell["nominal_high"]
        notes = [words("only_nominal"), *(note for note in notes if note != words("price_of", year=row["price_year"]))]
    bounds = f"{words.number(low)} {DASH} {words.number(high)}"
    text = bounds if middle is None else f"{words.number(middle)}"
    small = tuple(notes) if middle is None else (f"{bounds}", *notes)
    anchor = cell_anchor(row, denominator, scope)
    return Cell(text, middle, f"#{anchor}" if anchor in anchors else None, f"number {css}".strip(), small)


def _tiers(words: Words, row: Row) -> Cell:
    counts = [(tier, _of(row, f"n_tier_{tier.lower()}")) for tier in "ABCD"]
    if not row["has_evidence"]:
        return Cell(words("no_evidence"), css="none")
    text = ", ".join(f"{tier}: {words.number(count)}" for tier, count in counts)
    return Cell(text, css="weak" if row["rests_on_claims_only"] else "")


def _span(words: Words, row: Row, prefix: str, count: str | None = None) -> Cell:
    low, high = _of(row, f"{prefix}_low"), _of(row, f"{prefix}_high")
    if low is None and high is None:
        return Cell(words("no_evidence"), css="none")
    notes = (f"n = {words.number(_of(row, count))}",) if count else ()
    return Cell(f"{words.number(low)} {DASH} {words.number(high)}", None, "#staffing", "number", notes)


def _members(words: Words, row: Row) -> Cell:
    span = _span(words, row, "members_staff_per_1000_users")
    if span.css == "none":
        return span
    answered = words("answered", k=_of(row, "n_members_answered"), n=_of(row, "n_members"))
    return Cell(span.text, None, span.href, span.css, (answered,))


def _shared(words: Words, row: Row) -> Cell:
    installs, products = _of(row, "shared_installs"), _of(row, "shared_products")
    if installs is None:
        return Cell(words("no_evidence"), css="none")
    return Cell(f"{words.number(products)} / {words.number(installs)}", None, "#overlap", "number")


def _one(words: Words, row: Row, column: str, href: str | None) -> Cell:
    value = _of(row, column)
    if value is None:
        return Cell(words("no_evidence"), css="none")
    return Cell(words.number(value), value, href, "number")


def _window(words: Words, row: Row) -> Cell:
    start, end = _of(row, "first_common_start"), _of(row, "first_common_end")
    if start is None:
        return Cell(words("no_evidence"), css="none")
    return Cell(f"{words.any('', start)} {DASH} {words.any('', end)}", None, "#windows")


def _transition(words: Words, row: Row) -> Cell:
    low, high = _of(row, "transition_low_nok"), _of(row, "transition_high_nok")
    note = _of(row, "transition_note")
    small = (words.code(str(note)),) if note else ()
    if low is None and high is None:
        return Cell(words("not_estimated"), css="none", small=small)
    return Cell(f"{words.number(low)} {DASH} {words.number(high)}", None, None, "number", small)


def _text(words: Words, row: Row, column: str) -> Cell:
    value = _of(row, column)
    return Cell(words.any(column, value), css="" if value is not None else "none")


def _of(row: Row, column: str) -> Any:
    """A column that a release without it leaves empty: said as such in the cell, never guessed."""
    return row.get(column)
