"""What a build prints when it is done.

Belongs here: reading the released file and laying it out in the terminal. Does not belong here: figures
of its own; every number comes from a mart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
from rich import box
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.table import Table as Grid

from assets.building import Stage
from pipelines.asking import open_warehouse
from pipelines.settings import Home

SLOWEST = 8
WIDE = 130  # columns that the closing table needs on one line
REAL = "Real evidence"
EXAMPLE = "Example data, made up"
SPREAD = (
    "Neighbours with the same definition differ by a factor of 2.1-2.3; a difference between forms that rests "
    "on a handful of rows is inside that."
)


def print_summary(console: Console, home: Home, stages: list[Stage]) -> None:
    """Times, the comparison by form, rejects by rule, conventions, content digest and path."""
    with open_warehouse(home.warehouse) as connection:
        _print_stages(console, stages)
        _print_forms(console, connection, EXAMPLE if home.is_example else REAL)
        _print_rejects(console, connection)
        _print_kept(console, connection)
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
    console = Console(record=True, width=132, file=StringIO())
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
    rows = connection.sql(
        """select form_code, form, denominator, scope_class, n, nominal_low, nominal_median, nominal_high,
                  low, median, high, ci_low, ci_high, worst_tier, is_pooled, price_year
           from mart.cost_by_form order by form_code, denominator, scope_class"""
    ).fetchall()
    if rows:
        console.print(comparison(title, rows, console.width))
    forms = connection.sql("select form_code, form from reference.collaboration_form order by 1").fetchall()
    console.print("Forms: " + "; ".join(f"{code} {form}" for code, form in forms))
    missing = connection.sql(
        """select form_code from reference.collaboration_form where form_code not in
           (select form_code from mart.cost_by_form) order by form_code"""
    ).fetchall()
    if missing:
        console.print("No cost evidence for form " + ", ".join(str(row[0]) for row in missing))
    console.print(SPREAD)


def comparison(title: str, rows: Sequence[tuple[Any, ...]], width: int) -> Grid:
    """The closing table. Where it does not fit, its three ranges stand below each other, and every figure whole."""
    is_wide = width >= WIDE
    real = f"real ({rows[0][-1]})"
    grid = Grid(
        title=f"{title}: NOK per year and unit of the denominator",
        title_justify="left",
        box=box.HEAVY_HEAD if is_wide else box.SIMPLE_HEAD,
        pad_edge=is_wide,
        collapse_padding=not is_wide,
    )
    ranges = ("nominal low - median - high", f"{real} low - median - high", "95 % interval")
    for heading in ("form", "per", "scope", "n", *(ranges if is_wide else ("low - median - high",)), "tier"):
        grid.add_column(heading, justify="right" if heading == "n" else "left", no_wrap=" - " in heading)
    for row in rows:
        middle = "open" if row[14] else "unlike"
        interval = "none" if row[11] is None else f"{_money(row[11])} - {_money(row[12])}"
        said = (_range(row[5:8], middle), _range(row[8:11], middle), interval)
        stacked = "\n".join(f"{name} {text}" for name, text in zip(("nominal", "real", "95 %"), said, strict=True))
        grid.add_row(str(row[0]), row[2], row[3], str(row[4]), *(said if is_wide else (stacked,)), row[13])
    if not is_wide:
        grid.caption = f"real: in prices of {rows[0][-1]}; 95 %: interval of the median"
    return grid


def _print_rejects(console: Console, connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.sql("""select table_name, column_name, rule, count(*), min(file || coalesce(' ' || sheet, '') ||
                             ' row ' || row_number || coalesce(': ' || value, '')) from quality.reject
                             group by all order by 4 desc, 1, 2, 3""").fetchall()
    grid = Grid(title="Rejected by rule", title_justify="left")
    for heading in ("table", "column", "rule", "rows", "for example"):
        grid.add_column(heading)
    for row in rows:
        grid.add_row(*(str(cell) for cell in row))
    console.print(grid)


def _print_kept(console: Console, connection: duckdb.DuckDBPyConnection) -> None:
    """A warning for every answer that stands as last accepted, or cannot stand any more."""
    rows = connection.sql(
        """select file, sentence from quality.reject where rule in ('last_answer_stands', 'last_answer_lost')
           order by file, rule"""
    ).fetchall()
    for file, sentence in rows:
        console.print(f"Warning: {file}: {sentence}", style="bold yellow", markup=False, highlight=False)


def _range(values: Sequence[float | None], no_middle: str) -> str:
    """Low, middle and high in a line: `open` where the sources leave an end open, `undated` where nothing is known."""
    if not any(values):
        return "undated"
    ends = zip(values, ("open", no_middle, "open"), strict=True)
    return " - ".join(word if value is None else _money(value) for value, word in ends)


def _money(value: float) -> str:
    return f"{value:,.0f}".replace(",", "\u00a0")
