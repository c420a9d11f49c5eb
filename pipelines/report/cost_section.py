"""The comparison of cost by form: a strip per cell with the observations it rests on, and both as tables.

Belongs here: the pictures and tables of mart.cost_by_form, mart.cost_observation and mart.cost_without_size. Does not
belong here: the decision view (decision) and how a picture is drawn (charts).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipelines.report import charts, flags
from pipelines.report.chosen import MOST_OF_A_CELL
from pipelines.report.decision import TOLD, cell_anchor, own_anchor
from pipelines.report.tables import Content
from pipelines.report.units import standing, unit, units
from pipelines.report.views import Block, Row, address, slug, table
from pipelines.report.words import Words

# The question is asked per user; the others stand beside it and are never mixed with it.
DENOMINATORS = ("user", "employee", "workstation", "fte", "inhabitant")
SINGLE, BY_FORM, WITHOUT_SIZE = "mart.cost_observation", "mart.cost_by_form", "mart.cost_without_size"
CELLS = ("country_code", "measure", "form", "scope_class", "n_units", "low", "median", "high", "geometric_mean",
         "ci_low", "ci_high", "nominal_low", "nominal_median", "nominal_high", "worst_tier", "n_units_beside",
         "n_price_carried", "n_size_of_other_year", "n_open_below", "n_open_above", "price_year",
         "note")  # fmt: skip
OBSERVED = ("unit_name", "form", "country_code", "year", "scope_class", "measure", "per_low_nok_real",
            "per_mid_nok_real", "per_high_nok_real", "per_low_nok", "per_mid_nok", "per_high_nok", "evidence_tier",
            "caveats", "superseded_by", "superseded_reason")  # fmt: skip
UNPAIRED = ("unit_name", "year", "measure", "cost_basis", "scope_class", "currency", "cost_low", "cost_mid",
            "cost_high", "reason", "nearest_size_year")  # fmt: skip


def denominators(content: Content) -> list[str]:
    """Those the release has, the user first."""
    found = {row["denominator"] for name in (SINGLE, BY_FORM) for row in content.rows[name]}
    return [code for code in DENOMINATORS if code in found] + sorted(found - set(DENOMINATORS))


def anchors(content: Content) -> set[str]:
    """Addresses of the cells of mart.cost_by_form, and of the group's own observations."""
    cells = {
        address(f"cost-{row['denominator']}", cell_anchor(row, row["scope_class"])) for row in content.rows[BY_FORM]
    }
    own = {
        address(f"cost-{row['denominator']}-single", anchor)
        for row in standing(content.rows[SINGLE])
        if row["is_own"]
        for anchor in _own_anchors(row)
    }
    return cells | own


def blocks(content: Content, words: Words, names: dict[int, str]) -> list[Block]:
    """A picture and two tables for each denominator, and the costs that no size could be paired with."""
    missing = [name for name in (SINGLE, BY_FORM) if not content.has(name)]
    if missing:
        return [Block(text=f"{words('not_in_release')}: {', '.join(missing)}.")]
    found = [Block(text=words("costs_note", most=MOST_OF_A_CELL))]
    for denominator in denominators(content):
        rows, cells = (
            [
                row | {"form": f"{row['form_code']} {names.get(row['form_code'], '')}".strip()}
                for row in content.rows[name]
                if row["denominator"] == denominator
            ]
            for name in (SINGLE, BY_FORM)
        )
        found += _of_denominator(content, words, denominator, rows, cells)
    return found + _without_size(content, words)


def _of_denominator(
    content: Content, words: Words, denominator: str, rows: list[dict[str, Any]], cells: list[dict[str, Any]]
) -> list[Block]:
    key = slug(f"cost-{denominator}")
    heading = f"{words('per')} {words.code(denominator)}"
    carried: dict[str, set[object]] = {}
    for row in standing(rows):
        carried.setdefault(cell_anchor(row, row["scope_class"]), set()).add(unit(row))

    def to_observations(cell: Row) -> str | None:
        """Where all units of the cell are listed; a part of them would be another count."""
        anchor = cell_anchor(cell, cell["scope_class"])
        is_whole = len(carried.get(anchor, ())) == cell["n_units"]
        return f"#{address(f'{key}-single', anchor)}" if is_whole else None

    summary = table(
        words, key, f"{words('summary_table')}, {heading.lower()}", cells, CELLS,
        anchors=lambda row: [cell_anchor(row, row["scope_class"])], marks=lambda row: str(row["form_code"]),
        links={"n_units": to_observations},
    )  # fmt: skip

    def to_facts(row: Row) -> str | None:
        observation = str(row["observation_id"])
        return f"#{address('facts', observation)}" if content.has_facts(observation) else None

    listed = table(
        words, f"{key}-single", f"{words('observations')}, {heading.lower()}",
        [row | {"caveats": flags.of_one(words, row) or None} for row in rows], OBSERVED,
        anchors=_anchors_of_one, marks=lambda row: str(row["form_code"]),
        links={"unit_name": to_facts, "per_mid_nok_real": to_facts},
    )  # fmt: skip
    found = [_picture(words, key, heading, denominator, rows, cells)]
    found += [Block(table=summary, denominator=denominator)] if cells else []
    return found + ([Block(table=listed, denominator=denominator, is_folded=True)] if rows else [])


def _anchors_of_one(row: Row) -> list[str]:
    """Itself, and where it stands for its unit the cell it counts in."""
    found = [str(row["observation_id"])]
    if row["superseded_by"] is None:
        found.append(cell_anchor(row, row["scope_class"]))
        found += _own_anchors(row) if row["is_own"] else []
    return found


def _own_anchors(row: Row) -> list[str]:
    """One for all that mart.alternative may tell of a cell: its country, its measure, both or neither."""
    told = ((), ("measure",), ("country_code",), TOLD)
    return list(dict.fromkeys(own_anchor(row, row["scope_class"], some) for some in told))


def _picture(
    words: Words, key: str, heading: str, denominator: str, rows: Sequence[Row], cells: Sequence[Row]
) -> Block:
    """In real kroner where any cell has them, in kroner of their time where none has."""
    has_real = any(cell[name] is not None for cell in cells for name in ("low", "median", "high"))
    suffix, prefix = ("_real", "") if has_real else ("", "nominal_")
    drawn = [_strip(words, cell, rows, prefix, suffix) for cell in cells]
    shown = [strip for strip in drawn if strip["points"] or strip["low"] is not None or strip["high"] is not None]
    years = sorted({cell["price_year"] for cell in cells if cell["price_year"]}) if has_real else []
    title = words("real" if has_real else "nominal") + "".join(f", {words('price_of', year=year)}" for year in years)
    if not shown:
        return Block(text=words("nothing_to_draw"), heading=heading, denominator=denominator)
    left = units(standing(rows)) - units([row for row in standing(rows) if row[f"per_mid_nok{suffix}"] is not None])
    text = f"{title}." + (f" {words('not_drawn', n=len(left))}" if left else "")
    name = f"{words('costs')}: {heading.lower()}, {title}"
    axis = f"NOK / {words.code(denominator)}"
    picture = charts.observations(shown, name, axis, words.number, charts.legend(words))
    return Block(picture, None, text, heading, denominator)


def _strip(words: Words, cell: Row, rows: Sequence[Row], prefix: str, suffix: str) -> dict[str, Any]:
    """One cell of mart.cost_by_form and the points that the page carries of it; the interval is in real kroner."""
    of_cell = standing(
        rows, **{name: cell.get(name) for name in ("country_code", "measure", "form_code", "scope_class")}
    )
    points = [
        {"value": row[f"per_mid_nok{suffix}"], "tier": row["evidence_tier"], "is_own": row["is_own"]}
        for row in of_cell
        if row[f"per_mid_nok{suffix}"] is not None
    ]
    return {
        "panel": " · ".join(words.code(str(cell[name])) for name in ("country_code", "measure") if cell.get(name)),
        "label": f"{cell['form']} · {words.code(cell['scope_class'])} (n = {cell['n_units']})",
        "points": points,
        **{end: cell[f"{prefix}{end}"] for end in ("low", "median", "high")},
        **{f"interval_{end}": cell[f"ci_{end}"] if suffix else None for end in ("low", "high")},
    }


def _without_size(content: Content, words: Words) -> list[Block]:
    """Costs of members that are in no comparison, with the reason, and how many others have such a cost."""
    if not content.has(WITHOUT_SIZE):
        return []
    rows = content.rows[WITHOUT_SIZE]
    others = words("others_without_size", n=content.n_others_without_size) if content.n_others_without_size else ""
    if not rows:
        return [Block(text=others, heading=words("without_size"))] if others else []
    note = f"{words('without_size_note')} {others}".strip()
    listed = table(words, "without-size", words("without_size"), rows, UNPAIRED)
    return [Block(text=note, heading=words("without_size")), Block(table=listed)]
