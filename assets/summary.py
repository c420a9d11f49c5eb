"""What a build prints when it is done.

Belongs here: reading the released file and laying it out in the terminal. Does not belong here: figures
of its own; every number comes from a mart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
from rich import box
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.table import Table as Grid

from assets.building import Stage
from assets.freshness import late_figures
from pipelines.asking import open_warehouse
from pipelines.lake import Lake
from pipelines.report.units import comparable_forms
from pipelines.settings import Clock, Home

SLOWEST = 8
REAL = "Real evidence"
EXAMPLE = "Example data, made up"
ORDER = ("form_code", "denominator", "country_code", "measure", "scope_class")
HEADINGS = dict(zip(ORDER, ("form", "per", "country", "measure", "scope"), strict=True))
# Columns of a terminal that the closing table needs on one line.
WIDE = 145
ENDS = ("low", "median", "high")
SPREAD = (
    "Neighbours with the same definition differ by a factor of 2.1-2.3; a difference between forms that rests "
    "on a handful of units is inside that."
)
COMPARABLE = (
    "With {least} units or more each of the same country, measure, denominator and scope, these forms can be "
    "compared: {forms}. For all others neighbours with the same definition differ by a factor of 2.1-2.3."
)


def print_summary(console: Console, home: Home, stages: list[Stage]) -> None:
    """Times, the comparison by form, rejects by rule, conventions, content digest and path."""
    with open_warehouse(home.warehouse) as connection:
        _print_stages(console, stages)
        _print_forms(console, connection, EXAMPLE if home.is_example else REAL)
        _print_rejects(console, connection)
        _print_kept(console, connection)
        _print_ages(console, home)
        waiting = connection.sql("select coalesce(sum(n_open), 0), count(*) from core.document").fetchone()
        released = connection.sql("select content_hash, n_tables, n_rows, n_rejects from quality.release").fetchone()
        conventions = connection.sql("select convention, value from reference.convention order by 1").fetchall()
    console.print("Conventions: " + ", ".join(f"{name} = {value}" for name, value in conventions))
    if waiting and waiting[1]:
        console.print(f"{waiting[0]} proposals of {waiting[1]} documents wait: munibench review claims")
    if released:
        console.print(f"Content {released[0][:16]}, {released[1]} tables, {released[2]} rows.")
    console.print(f"[bold]{home.warehouse}[/bold]", soft_wrap=True, highlight=False)


def save_picture(warehouse: Path, picture: Path) -> None:
    """The comparison on real evidence as an SVG that needs no network."""
    console = Console(record=True, width=WIDE, file=StringIO())
    with open_warehouse(warehouse) as connection:
        _print_forms(console, connection, REAL)
    without_fonts = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    console.save_svg(str(picture), title="munibench build", code_format=without_fonts)


def _print_stages(console: Console, stages: list[Stage]) -> None:
    total = sum(stage.seconds for stage in stages)
    slowest = sorted(stages, key=lambda stage: -stage.seconds)[:SLOWEST]
    listed = ", ".join(f"{stage.name} {stage.seconds:.1f} s" for stage in slowest)
    console.print(f"\n{len(stages)} steps in {total:.1f} s; slowest: {listed}")


def _print_forms(console: Console, connection: duckdb.DuckDBPyConnection, title: str) -> None:
    columns = connection.sql("from mart.cost_by_form limit 0").columns
    order = [name for name in ORDER if name in columns]
    found = connection.sql(f"from mart.cost_by_form order by {', '.join(order)}")
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    if rows:
        console.print(comparison(title, rows, console.width))
    forms = connection.sql("select form_code, form from reference.collaboration_form order by 1").fetchall()
    console.print("Forms: " + "; ".join(f"{code} {form}" for code, form in forms))
    seen = {row["form_code"] for row in rows}
    missing = [str(code) for code, _ in forms if code not in seen]
    if missing:
        console.print("No cost evidence for form " + ", ".join(missing))
    console.print(caution(rows, _interval_from(connection)))


def caution(by_form: Sequence[Mapping[str, Any]], least: int) -> str:
    """What keeps forms from being compared; said until two of them that are alike in all else have units enough."""
    pairs = comparable_forms(by_form, least)
    if not pairs:
        return SPREAD
    listed = dict.fromkeys(f"{one['form_code']} and {other['form_code']}" for one, other in pairs)
    return COMPARABLE.format(least=least, forms=", ".join(listed))


def _interval_from(connection: duckdb.DuckDBPyConnection) -> int:
    [(least,)] = connection.sql(
        "select value from reference.convention where convention = 'interval_from_n'"
    ).fetchall()
    return int(least)


def comparison(title: str, rows: Sequence[Mapping[str, Any]], width: int) -> Grid:
    """The closing table. Where it does not fit, its three ranges stand below each other, and every figure whole."""
    is_wide = width >= WIDE
    figures = ("nominal", f"real ({rows[0]['price_year']})", "95 % interval")
    told = [name for name in ORDER if name in rows[0]]
    grid = Grid(
        title=f"{title}: NOK per year and unit of the denominator,\nlow - median - high; n counts units",
        title_justify="left",
        box=box.HEAVY_HEAD if is_wide else box.SIMPLE_HEAD,
        pad_edge=is_wide,
        collapse_padding=not is_wide,
    )
    for heading in [HEADINGS[name] for name in told] if is_wide else ["form, per, scope"]:
        grid.add_column(heading, no_wrap=is_wide)
    grid.add_column("n", justify="right", no_wrap=True)
    for heading in figures if is_wide else ("",):
        grid.add_column(heading, no_wrap=True)
    grid.add_column("tier", no_wrap=True)
    for row in rows:
        middle = "open" if row["is_pooled"] else "unlike"
        said = (
            _range([row[f"nominal_{end}"] for end in ENDS], middle),
            _range([row[end] for end in ENDS], middle),
            "none" if row["ci_low"] is None else f"{_money(row['ci_low'])} - {_money(row['ci_high'])}",
        )
        names = [str(row[name]) for name in told]
        stacked = "\n".join(f"{name}: {text}" for name, text in zip(figures, said, strict=True))
        place, values = (names, said) if is_wide else ([" ".join(names)], (stacked,))
        grid.add_row(*place, str(row["n_units"]), *values, row["worst_tier"])
    return grid


def _print_rejects(console: Console, connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.sql("""select table_name, column_name, rule, severity, count(*),
                             min(file || coalesce(' ' || sheet, '') || coalesce(' row ' || row_number, '')
                                 || coalesce(': ' || value, ''))
                             from quality.reject group by all order by 5 desc, 1, 2, 3, 4""").fetchall()
    is_wide = console.width >= WIDE
    grid = Grid(title="Rejected, held or told, by rule", title_justify="left")
    for heading in ("table", "column", "rule") if is_wide else ("table, column, rule",):
        grid.add_column(heading, no_wrap=True)
    for heading in ("outcome", "rows"):
        grid.add_column(heading, no_wrap=True)
    grid.add_column("for example", overflow="fold")
    for row in rows:
        *where, outcome, number, example = (str(cell) for cell in row)
        grid.add_row(*(where if is_wide else ["\n".join(where)]), outcome, number, example)
    console.print(grid)


def _print_kept(console: Console, connection: duckdb.DuckDBPyConnection) -> None:
    """A warning for every answer that stands as last accepted, or cannot stand any more."""
    rows = connection.sql(
        """select file, sentence from quality.reject where rule in ('last_answer_stands', 'last_answer_lost')
           order by file, rule"""
    ).fetchall()
    for file, sentence in rows:
        console.print(f"Warning: {file}: {sentence}", style="bold yellow", markup=False, highlight=False)


def _print_ages(console: Console, home: Home) -> None:
    """A warning for figures whose own last year is behind what is out."""
    for late in late_figures(Lake(home.lake), Clock().day).values():
        for age in late:
            console.print(f"Warning: {age.sentence}", style="bold yellow", markup=False, highlight=False)


def _range(values: Sequence[float | None], no_middle: str) -> str:
    """Low, middle and high in a line: `open` where the sources leave an end open, `undated` where nothing is known."""
    if all(value is None for value in values):
        return "undated"
    ends = zip(values, ("open", no_middle, "open"), strict=True)
    return " - ".join(word if value is None else _money(value) for value, word in ends)


def _money(value: float) -> str:
    return f"{value:,.0f}".replace(",", "\u00a0")
