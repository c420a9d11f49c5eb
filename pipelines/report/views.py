"""The pieces a page is laid out from: sections, tables and cells, ready to be written.

Belongs here: turning rows of a table into cells with a value, a link and a class. Does not belong here: which
sections there are (sections), which rows wait in a file of their own (rows) and HTML (page.html.j2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pipelines.report.words import Words

Row = Mapping[str, Any]
WEAK_TIERS = ("C", "D")


@dataclass(frozen=True)
class Note:
    """A short line under a cell; with `flag` it leads to what it means under how to read the figures."""

    text: str
    flag: str = ""


@dataclass(frozen=True)
class Cell:
    """`value` is the number as the mart has it, unrounded; `text` is what is read."""

    text: str
    value: float | int | None = None
    href: str | None = None
    css: str = ""
    small: tuple[str | Note, ...] = ()


@dataclass(frozen=True)
class Table:
    """Cells under headings; `anchors` (what a link can lead to) and `marks` (the form, to filter by) are one per row,
    or none. `files` hold the rows of a table that comes on demand: it has `n_rows` of them and none here."""

    key: str
    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    css: str = ""
    anchors: Sequence[Sequence[str]] = ()
    marks: Sequence[str] = ()
    files: tuple[str, ...] = ()
    n_rows: int = 0

    @property
    def n_cells(self) -> int:
        return len(self.rows) * len(self.headings)


@dataclass(frozen=True)
class Block:
    """One of a picture, a table or a sentence; `denominator` lets the reader choose."""

    picture: str = ""
    table: Table | None = None
    text: str = ""
    heading: str = ""
    denominator: str = ""
    is_folded: bool = False


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    blocks: list[Block] = field(default_factory=list)


@cache
def slug(text: str) -> str:
    """A text as an anchor: the same text gives the same anchor."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def address(table: str, anchor: str) -> str:
    """Where the rows of `table` with `anchor` stand in the page, whether they are on it or come on demand."""
    return f"{table}--{slug(anchor)}"


def table(
    words: Words,
    key: str,
    caption: str,
    rows: Sequence[Row],
    columns: Sequence[str],
    *,
    links: Mapping[str, Callable[[Row], str | None]] | None = None,
    anchors: Callable[[Row], Sequence[str]] | None = None,
    marks: Callable[[Row], str] | None = None,
    css: str = "",
) -> Table:
    """A table of the `columns` in which a row has something; a column the release lacks is left out."""
    shown = [column for column in columns if any(row.get(column) is not None for row in rows)]
    leads = links or {}
    return Table(
        key=key,
        caption=caption,
        headings=[words.heading(column) for column in shown],
        rows=[[cell(words, column, row, leads.get(column)) for column in shown] for row in rows],
        css=css,
        anchors=[[slug(anchor) for anchor in anchors(row)] for row in rows] if anchors else [],
        marks=[marks(row) for row in rows] if marks else [],
        n_rows=len(rows),
    )


def cell(words: Words, column: str, row: Row, link: Callable[[Row], str | None] | None = None) -> Cell:
    """One value as it is read; a weak tier standing alone is hatched."""
    value = row[column]
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    css = "number" if is_number else ""
    if column in ("worst_tier", "evidence_tier", "tier") and value in WEAK_TIERS:
        css = "weak"
    return Cell(words.any(column, value), value if is_number else None, link(row) if link else None, css)
