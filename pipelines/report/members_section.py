"""The members one by one: against their peers, over time, and their IT staff.

Belongs here: the pictures and tables of mart.peer_comparison, mart.cost_over_time and mart.staffing. Does not belong
here: forms (cost_section), applications (portfolio_section).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.report import charts
from pipelines.report.sources_section import to_origin
from pipelines.report.tables import Content
from pipelines.report.units import unit
from pipelines.report.views import Block, Row, table
from pipelines.report.words import Words

PEERS = ("unit_name", "year", "measure", "scope_class", "own_value_nok", "peer_group_kind", "peer_group", "n_peers",
         "peer_low", "peer_q1", "peer_median", "peer_q3", "peer_high")  # fmt: skip
STAFF = ("unit_name", "form_code", "year", "staff_unit", "it_fte_low", "it_fte", "it_fte_high", "users",
         "it_fte_per_1000_users", "is_fragile", "origin_id")  # fmt: skip
OVER_TIME = ("unit_name", "year", "measure", "cost_basis", "scope_class", "denominator", "nominal_nok", "real_nok",
             "change_pct", "is_price_carried", "has_same_pools", "is_constant_set")  # fmt: skip
DRAWN_DENOMINATORS = ("user", "inhabitant")
SCOPES = ("TOTAL", "OPS_LOB", "OPS", "PARTIAL", "UNKNOWN")
MEASURES = ("account", "contract", "budget", "claim", "payment")
KINDS = ("nearest_size", "population_band")


def peers(content: Content, words: Words) -> list[Block]:
    """For each denominator a picture of one strip a member, and the table of all comparisons."""
    rows = _newest(content.rows["mart.peer_comparison"])
    found = [Block(text=words("peers_note"))]
    for denominator in dict.fromkeys(row["denominator"] for row in rows):
        some = [row for row in rows if row["denominator"] == denominator]
        heading = f"{words('per')} {words.code(denominator)}"
        drawn = _one_each(some) if denominator in DRAWN_DENOMINATORS else []
        title = f"{words('peers')}, {heading.lower()}"
        strips = [
            {
                "panel": " · ".join(words.code(row[name]) for name in ("scope_class", "measure", "peer_group_kind")),
                "label": f"{row['unit_name']} {row['year'] or ''} (n = {row['n_peers']})",
                **{end: row[f"peer_{end}"] for end in ("low", "median", "high")},
                "own": row["own_value_nok"],
            }
            for row in drawn
        ]
        axis = f"NOK / {words.code(denominator)}"
        picture = charts.peers(strips, title, axis, words.number) if strips else ""
        shown = table(words, f"peers-{denominator}", title, some, PEERS)
        found.append(Block(picture, shown, "", heading, denominator, is_folded=True))
    return found


def _newest(rows: Sequence[Row]) -> list[Row]:
    """The newest year of each unit's measure: what was in earlier years is in the workbook and the warehouse."""
    last: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = (unit(row), row["measure"])
        last[key] = max(last.get(key, row["year"]), row["year"])
    return [row for row in rows if row["year"] == last[unit(row), row["measure"]]]


def _one_each(rows: Sequence[Row]) -> list[Row]:
    """One comparison for each unit, those alike together: the class that most members have, the newest year."""
    usable = [row for row in rows if row["own_value_nok"] is not None and row["n_peers"]]
    return _alike_first(usable, lambda row: (-(row["year"] or 0), KINDS.index(row["peer_group_kind"])))


def _alike_first(rows: Sequence[Row], then: Any) -> list[Row]:
    """For each unit its first row: of the scope class and measure that most units have, then as `then` orders."""
    have: dict[tuple[str, str], set[object]] = {}
    for row in rows:
        have.setdefault((row["scope_class"], row["measure"]), set()).add(unit(row))

    def order(row: Row) -> tuple[Any, ...]:
        scope, measure = row["scope_class"], row["measure"]
        return (-len(have[scope, measure]), SCOPES.index(scope), MEASURES.index(measure), *then(row))

    first: dict[object, Row] = {}
    for row in sorted(rows, key=order):
        first.setdefault(unit(row), row)
    return sorted(first.values(), key=lambda row: (order(row)[:3], row["unit_name"]))


def over_time(content: Content, words: Words) -> list[Block]:
    """A small line for each member that has more than one year, and the table of all years."""
    rows = content.rows["mart.cost_over_time"]
    series = _series(words, rows)
    axis = "NOK" if not series else f"NOK / {words.code(series[0]['denominator'])}"
    picture = charts.over_time(series, words("over_time"), axis, words.number) if series else ""
    shown = table(words, "over-time-table", words("over_time"), rows, OVER_TIME)
    return [Block(picture, shown, words("over_time_legend") if series else words("one_year_only"), is_folded=True)]


def _series(words: Words, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Per user where there is any series of it, otherwise per inhabitant; one series for each unit."""
    for denominator in DRAWN_DENOMINATORS:
        series: dict[tuple[object, ...], list[Row]] = {}
        for row in rows:
            if row["denominator"] == denominator and row["year"] is not None and row["nominal_nok"] is not None:
                key = (unit(row), *(row[name] for name in ("scope_class", "measure", "cost_basis")))
                series.setdefault(key, []).append(row)
        long = [found for found in series.values() if len({row["year"] for row in found}) > 1]
        if long:
            firsts = _alike_first([found[0] for found in long], lambda row: (row["cost_basis"],))
            chosen = [found for first in firsts for found in long if found[0] is first]
            return [_line(words, found) | {"denominator": denominator} for found in chosen]
    return []


def _line(words: Words, rows: Sequence[Row]) -> Mapping[str, Any]:
    by_year = {row["year"]: row for row in rows}
    years = sorted(by_year)
    return {
        "panel": " · ".join(words.code(rows[0][name]) for name in ("scope_class", "measure")),
        "label": rows[0]["unit_name"],
        "years": years,
        "real": [by_year[year]["real_nok"] for year in years],
        "nominal": [by_year[year]["nominal_nok"] for year in years],
    }


def staffing(content: Content, words: Words) -> list[Block]:
    """Staff of members, and of the others that the decision view counts."""
    shown = table(
        words, "staffing-table", words("staffing"), content.rows["mart.staffing"], STAFF,
        links={"origin_id": lambda row: to_origin(content, row)},
    )  # fmt: skip
    return [Block(table=shown)]
