"""The decision view: the forms side by side, one row per question of a steering group.

Belongs here: how mart.alternative is written into cells, when a cell is grey or hatched, whose evidence it is. Does not
belong here: any sum or median, all of them are the mart's; what is the same whichever form (today).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from pipelines.report import flags
from pipelines.report.summary import beside_in_words, nominal_ends, own_beside_in_words
from pipelines.report.tables import Content
from pipelines.report.units import standing
from pipelines.report.views import WEAK_TIERS, Cell, Row, Table, address
from pipelines.report.words import DASH, Words

# What a release may or may not say of a cell of mart.alternative.
TOLD = ("country_code", "measure")


def decision_table(content: Content, words: Words, names: dict[int, str], anchors: Collection[str]) -> Table:
    """Columns are the forms, in their order; a row per question. `anchors` are the addresses of the page's cells."""
    rows: Sequence[Row] = content.rows["mart.alternative"]
    headings = [""] + [
        f"{row['form_code']} {names.get(row['form_code'], row['form'])}"
        + (f" ({words('reference_only')})" if row["is_reference_only"] else "")
        for row in rows
    ]
    lines: list[tuple[str, Callable[[Row], Cell]]] = [
        ("row_user", lambda row: _cost(content, words, row, "user", anchors)),
        ("row_beside", lambda row: _beside(words, row, anchors)),
        ("row_tiers", lambda row: _tiers(words, row)),
        ("row_inhabitant", lambda row: _cost(content, words, row, "inhabitant", anchors)),
        ("row_staff", lambda row: span(words, row, "staff_per_1000_users", count="n_staff")),
        ("row_transition", lambda row: _transition(words, row)),
        ("row_decided", lambda row: _text(words, row, "decided_by")),
        ("row_order", lambda row: _text(words, row, "order_robust")),
        ("row_note", lambda row: _text(words, row, "note")),
    ]
    if "beside_n" not in content.names("mart.alternative"):
        lines = [line for line in lines if line[0] != "row_beside"]
    return Table(
        key="decision-table",
        caption=words("decision"),
        headings=headings,
        rows=[[Cell(words(title)), *(write(row) for row in rows)] for title, write in lines],
        css="decision",
        n_rows=len(lines),
    )


def cell_anchor(row: Row, scope_class: object) -> str:
    """The name of one cell of the comparison, of single observations as of mart.cost_by_form."""
    return " ".join(
        str(row[name]) for name in ("country_code", "measure", "form_code") if row.get(name) is not None
    ) + (f" {scope_class}")


def own_anchor(row: Row, scope_class: object, told: Collection[str] = TOLD) -> str:
    """The name of the group's own observations of a form and scope class, and of what is `told` of them besides."""
    parts = [str(row[name]) for name in TOLD if name in told and row.get(name) is not None]
    return " ".join(("own", *parts, str(row["form_code"]), str(scope_class)))


def evidence(content: Content, row: Row, denominator: str) -> list[Row]:
    """The observations that a cell of the decision view rests on, as far as the page carries them."""
    which = "" if denominator == "user" else f"_{denominator}"
    where = {"form_code": row["form_code"], "denominator": denominator, "scope_class": row.get(f"scope_class{which}")}
    found = standing(
        content.rows["mart.cost_observation"],
        country_code=row.get(f"country_code{which}") or row.get("country_code"),
        measure=row.get(f"measure{which}") or row.get("measure"),
        **where,
    )
    of = row.get(f"evidence_from{which}") or row.get("evidence_from")
    return [one for one in found if of is None or one["is_own"] == (of == "group")]


def _cost(content: Content, words: Words, row: Row, denominator: str, anchors: Collection[str]) -> Cell:
    which = "" if denominator == "user" else f"_{denominator}"
    low, middle, high = (_of(row, f"cost_per_{denominator}_{end}") for end in ("low", "median", "high"))
    counted = row["n_units"] if denominator == "user" else _of(row, f"n_units{which}") or _of(row, f"n{which}")
    if not (row["has_evidence"] if denominator == "user" else counted):
        return Cell(words("no_evidence"), css="none", small=("n = 0",))
    tier, scope = _of(row, f"worst_tier{which}"), _of(row, f"scope_class{which}")
    of = _of(row, f"evidence_from{which}") or _of(row, "evidence_from")
    price = words("price_of", year=row["price_year"]) if row["price_year"] else ""
    rests_on = evidence(content, row, denominator)
    if denominator == "user" and low is high is middle is None:
        low, high = nominal_ends(content.rows["mart.cost_by_form"], row)
        price = words("only_nominal")
    is_weak = (
        bool(row["rests_on_claims_only"])
        if denominator == "user"
        else bool(rests_on) and all(one["evidence_tier"] in WEAK_TIERS for one in rests_on)
    )
    bounds = f"{words.number(low)} {DASH} {words.number(high)}"
    notes = [
        "" if middle is None else bounds,
        words(f"from_{of}") if of else "",
        f"n = {words.number(counted)}",
        f"{words.heading('worst_tier')} {tier or DASH}",
        words.code(scope or DASH),
        str(_of(row, "last_year") or "") if denominator == "user" else "",
        *(words.code(str(row[f"{name}{which}"])) for name in TOLD if _of(row, f"{name}{which}")),
        price,
        words("only_claims") if is_weak else "",
        own_beside_in_words(words, row) if denominator == "user" and row.get("n_own_beside") else "",
    ]
    return Cell(
        bounds if middle is None else words.number(middle),
        middle,
        _lead(row, denominator, scope, of, rests_on, anchors),
        f"number {'weak' if is_weak else ''}".strip(),
        (*(note for note in notes if note), *flags.of_several(words, rests_on)),
    )


def _lead(
    row: Row, denominator: str, scope: object, of: object, rests_on: Sequence[Row], anchors: Collection[str]
) -> str | None:
    """Where the observations behind a cell are listed."""
    which = "" if denominator == "user" else f"_{denominator}"
    told = {name: row.get(f"{name}{which}") or row.get(name) for name in TOLD}
    own = own_anchor({"form_code": row["form_code"], **told}, scope)
    tried = [address(f"cost-{denominator}-single", own)] if of == "group" else []
    tried += [address(f"cost-{denominator}", cell_anchor(one, scope)) for one in rests_on]
    return next((f"#{found}" for found in tried if found in anchors), None)


def _beside(words: Words, row: Row, anchors: Collection[str]) -> Cell:
    """Other evidence of the form: never counted together with the group's own."""
    said = beside_in_words(words, row)
    if not said:
        return Cell(DASH)
    bounds, _, rest = said.partition(" (")
    tier = _of(row, "beside_worst_tier")
    notes = (rest.rstrip(")"), f"{words.heading('worst_tier')} {tier}" if tier else "")
    names = ("country_code", "measure", "form_code")
    cell = {name: _of(row, f"beside_{name}") or _of(row, name) for name in names}
    led = address("cost-user", cell_anchor(cell, _of(row, "beside_scope_class")))
    css = "number weak" if tier in WEAK_TIERS else "number"
    return Cell(bounds, None, f"#{led}" if led in anchors else None, css, tuple(filter(None, notes)))


def _tiers(words: Words, row: Row) -> Cell:
    counts = [(tier, _of(row, f"n_tier_{tier.lower()}")) for tier in "ABCD"]
    if not row["has_evidence"]:
        return Cell(words("no_evidence"), css="none")
    text = ", ".join(f"{tier}: {words.number(count)}" for tier, count in counts)
    return Cell(text, css="weak" if row["rests_on_claims_only"] else "")


def span(words: Words, row: Row, prefix: str, count: str | None = None) -> Cell:
    """From the least to the greatest of a pair of columns, with how many it rests on."""
    low, high = _of(row, f"{prefix}_low"), _of(row, f"{prefix}_high")
    if low is None and high is None:
        return Cell(words("no_evidence"), css="none")
    notes = (f"n = {words.number(_of(row, count))}",) if count else ()
    return Cell(f"{words.number(low)} {DASH} {words.number(high)}", None, "#staffing", "number", notes)


def _transition(words: Words, row: Row) -> Cell:
    low, high = _of(row, "transition_low_nok"), _of(row, "transition_high_nok")
    note = _of(row, "transition_note")
    small: tuple[str, ...] = (words.code(str(note)),) if note else ()
    spent = [_of(row, f"transition_analogue_{end}_nok") for end in ("low", "high")]
    if any(value is not None for value in spent):
        who = str(row["transition_analogue_units"]).replace("|", ", ")
        small += (f"{who}: {DASH.join(map(words.number, spent))}",)
    if low is None and high is None:
        return Cell(words("not_estimated"), css="none", small=small)
    return Cell(f"{words.number(low)} {DASH} {words.number(high)}", None, None, "number", small)


def _text(words: Words, row: Row, column: str) -> Cell:
    value = _of(row, column)
    return Cell(words.any(column, value), css="" if value is not None else "none")


def _of(row: Row, column: str) -> Any:
    """A column that a release without it leaves empty: said as such in the cell, never guessed."""
    return row.get(column)
