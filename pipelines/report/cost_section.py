"""The comparison of cost by form: every observation as a point with its interval, real and nominal apart.

Belongs here: the pictures and tables of mart.cost_by_form and mart.cost_observation. Does not belong here: the
decision view (decision) and how a picture is drawn (charts).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pipelines.report import charts
from pipelines.report.decision import cell_anchor
from pipelines.report.tables import Content
from pipelines.report.views import Block, Row, slug, table
from pipelines.report.words import Words

# The question is asked per user; the others stand beside it and are never mixed with it.
DENOMINATORS = ("user", "employee", "workstation", "fte", "inhabitant")
BY_FORM = ("form", "scope_class", "n", "n_units", "low", "median", "high", "nominal_low", "nominal_median",
           "nominal_high", "geometric_mean", "ci_low", "ci_high", "worst_tier", "price_year", "note")  # fmt: skip
SINGLE = ("unit_name", "form", "year", "scope_class", "measure", "per_low_nok_real", "per_mid_nok_real",
          "per_high_nok_real", "per_low_nok", "per_mid_nok", "per_high_nok", "evidence_tier",
          "superseded_by")  # fmt: skip


def denominators(content: Content) -> list[str]:
    """Those the release has, the user first."""
    found = {
        row["denominator"] for name in ("mart.cost_observation", "mart.cost_by_form") for row in content.rows[name]
    }
    return [code for code in DENOMINATORS if code in found] + sorted(found - set(DENOMINATORS))


def anchors(content: Content) -> set[str]:
    """Where the cells of mart.cost_by_form stand in the page."""
    return set(_row_ids(content.rows["mart.cost_by_form"]).values())


def _row_ids(rows: Sequence[Row]) -> dict[tuple[object, ...], str]:
    return {_key(row): cell_anchor(row, row["denominator"], row["scope_class"]) for row in rows}


def _key(row: Row) -> tuple[object, ...]:
    return row["denominator"], row["form_code"], row["scope_class"]


def blocks(content: Content, words: Words, names: dict[int, str], leads_to: Callable[[str], str | None]) -> list[Block]:
    """A picture in real and one in nominal kroner for each denominator."""
    single, by_form = "mart.cost_observation", "mart.cost_by_form"
    missing = [name for name in (single, by_form) if not content.has(name)]
    if missing:
        return [Block(text=f"{words('not_in_release')}: {', '.join(missing)}.")]
    found = [Block(text=words("costs_note"))]
    for denominator in denominators(content):
        rows, cells = (
            [
                row | {"form": f"{row['form_code']} {names.get(row['form_code'], '')}".strip()}
                for row in content.rows[name]
                if row["denominator"] == denominator
            ]
            for name in (single, by_form)
        )
        if rows or cells:
            found += _of_denominator(words, denominator, rows, cells, leads_to)
    return found


def _of_denominator(
    words: Words,
    denominator: str,
    rows: list[dict[str, Any]],
    cells: list[dict[str, Any]],
    leads_to: Callable[[str], str | None],
) -> list[Block]:
    key = slug(f"cost-{denominator}")
    heading = f"{words('per')} {words.code(denominator)}"
    first = {_cell_of(row): f"single-{slug(row['observation_id'])}" for row in reversed(rows)}
    ids = _row_ids(cells)
    summary = table(
        words, key, f"{words('summary_table')}, {heading.lower()}", cells, BY_FORM,
        ids=lambda row: ids[_key(row)], marks=lambda row: str(row["form_code"]),
        links={"n": lambda row: f"#{first[_cell_of(row)]}" if _cell_of(row) in first else None},
    )  # fmt: skip
    to_origin = lambda row: leads_to(str(row["observation_id"]))  # noqa: E731 - one link for every number of a row
    listed = table(
        words, f"{key}-single", f"{words('observations')}, {heading.lower()}", rows, SINGLE,
        ids=lambda row: f"single-{slug(row['observation_id'])}", marks=lambda row: str(row["form_code"]),
        links={column: to_origin for column in SINGLE if column.startswith("per_") or column == "unit_name"},
        is_searchable=len(rows) > 15,
    )  # fmt: skip
    found = [Block(table=summary, heading=heading, denominator=denominator)] if cells else []
    standing = [row for row in rows if row["superseded_by"] is None]
    for price, suffix in (("real", "_real"), ("nominal", "")):
        drawn = [_point(words, row, cells, suffix) for row in standing if row[f"per_mid_nok{suffix}"] is not None]
        years = {row["price_year"] for row in standing if row["price_year"]} if price == "real" else set()
        title = words(price) + "".join(f", {words('price_of', year=year)}" for year in sorted(years))
        left = len(rows) - len(drawn)
        name = f"{words('costs')}: {heading.lower()}, {title}"
        picture = ""
        if drawn:
            axis = f"NOK / {words.code(denominator)}"
            picture = charts.observations(f"{key}-{price}", drawn, name, axis, words.heading("tier"))
        text = words("not_drawn", n=left) if left else ""
        found.append(Block(picture, None, text if drawn else words("nothing_to_draw"), title, denominator))
    if rows:
        found.append(Block(table=listed, denominator=denominator, is_folded=True))
    return found


def _cell_of(row: Row) -> tuple[object, object]:
    return row["form_code"], row["scope_class"]


def _point(words: Words, row: Row, cells: Sequence[Row], suffix: str) -> dict[str, Any]:
    """One dot. Middle and interval are those of mart.cost_by_form; the interval is in real kroner."""
    cell = next((cell for cell in cells if _cell_of(cell) == _cell_of(row)), None)
    middle = "median" if suffix else "nominal_median"
    return {
        "cell": f"{row['form_code']} · {words.code(row['scope_class'])}" + (f" · n={cell['n']}" if cell else ""),
        "label": f"{row['unit_name']} {row['year'] or ''}".strip(),
        "low": row[f"per_low_nok{suffix}"],
        "mid": row[f"per_mid_nok{suffix}"],
        "high": row[f"per_high_nok{suffix}"],
        "tier": row["evidence_tier"],
        "median": cell[middle] if cell else None,
        "interval_low": cell["ci_low"] if cell and suffix else None,
        "interval_high": cell["ci_high"] if cell and suffix else None,
    }
