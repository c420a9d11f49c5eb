"""Rows on demand: the tables of a page that are too large for it, in script files that lie beside it.

A page opened from disk may load a script that lies beside it and may fetch nothing else; so rows are written as
scripts, and a click loads them. Belongs here: which tables wait, how their rows are written. Does not belong here: what
is in them (sections), how the page shows them (page.js).
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipelines.report.views import Block, Cell, Section, Table

# About 40 kB of page; a phone reads a table of this size at once, a longer one is searched.
MOST_CELLS_ON_PAGE = 240
# More than this is several screens of a phone: it is folded.
MOST_CELLS_OPEN = 120
# A file is parsed as a whole before its first row is shown.
LARGEST_FILE_BYTES = 500_000
FUNCTION = "munibenchRows"


@dataclass
class Files:
    """The files of rows of one language, filled in the order in which tables come."""

    language: str
    texts: list[list[str]] = field(default_factory=list)
    size: int = 0

    def put(self, call: str) -> str:
        """Write one call into the last file with room for it, and give the file's name."""
        size = len(call.encode("utf-8"))
        if not self.texts or (self.size and self.size + size > LARGEST_FILE_BYTES):
            self.texts.append([])
            self.size = 0
        self.texts[-1].append(call)
        self.size += size
        return self.name(len(self.texts))

    def name(self, number: int) -> str:
        return f"rows-{number}.{self.language}.js"

    def written(self) -> Iterator[tuple[str, str]]:
        """Name and text of each file."""
        for number, calls in enumerate(self.texts, start=1):
            yield self.name(number), "".join(calls)


def take_out(sections: Sequence[Section], files: Files) -> list[Section]:
    """The sections with the rows of every large table moved into `files`; what is small stays."""
    return [replace(section, blocks=[_without_rows(block, files) for block in section.blocks]) for section in sections]


def _without_rows(block: Block, files: Files) -> Block:
    table = block.table
    # A row that several links lead to has no single id that a page could give it.
    has_several = table is not None and any(len(found) > 1 for found in table.anchors)
    if table is None or (table.n_cells <= MOST_CELLS_ON_PAGE and not has_several):
        return block if table is None or table.n_cells <= MOST_CELLS_OPEN else replace(block, is_folded=True)
    names = [files.put(call) for call in _calls(table)]
    waiting = replace(table, rows=(), anchors=(), marks=(), files=tuple(dict.fromkeys(names)))
    return replace(block, table=waiting, is_folded=True)


def _calls(table: Table) -> Iterator[str]:
    """The rows as calls of one function, none longer than a file; anchors are numbers into a list of the call."""
    places: dict[str, int] = {}
    rows: list[str] = []
    size = 0
    for cells, anchors, mark in itertools.zip_longest(table.rows, table.anchors, table.marks):
        new = sum(len(anchor) + 4 for anchor in anchors or () if anchor not in places)
        row = _row(cells, [places.setdefault(anchor, len(places)) for anchor in anchors or ()], mark)
        rows.append(row)
        size += len(row.encode("utf-8")) + new
        if size > LARGEST_FILE_BYTES // 2:
            yield _call(table.key, places, rows)
            places, rows, size = {}, [], 0
    if rows:
        yield _call(table.key, places, rows)


def _call(key: str, places: Iterable[str], rows: Sequence[str]) -> str:
    listed = ",\n".join(rows)
    return f"{FUNCTION}({_json(key)},{_json(list(places))},[\n{listed}\n]);\n"


def _row(cells: Sequence[Cell], anchors: Sequence[int], mark: str | None) -> str:
    return _json(_trimmed([[_cell(cell) for cell in cells], list(anchors), mark or ""]))


def _cell(cell: Cell) -> object:
    """A text alone, or text, value, address, class and small lines, as far as there are any."""
    if cell.small:
        small = [note if isinstance(note, str) else note.text for note in cell.small]
        return [cell.text, cell.value, cell.href or "", cell.css, small]
    if cell.value is None and not cell.href and not cell.css:
        return cell.text
    # The class of a number goes without saying.
    return _trimmed([cell.text, cell.value, cell.href or "", "" if cell.css == "number" else cell.css])


def _trimmed(values: list[object]) -> list[object]:
    """Without what is empty at the end; a number is never empty, be it nought."""
    while len(values) > 1 and (values[-1] is None or values[-1] == "" or values[-1] == []):
        values.pop()
    return values


def _json(value: object) -> str:
    """JSON that is a script too: two line ends that JSON allows in a text end a line in an old script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
