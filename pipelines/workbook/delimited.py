"""Text with a mark between its cells: CSV as programs in five countries write it.

Belongs here: the encoding, the mark, rows of text. Does not belong here: what a number looks like
(pipelines/cells), which column is which (pipelines/workbook/reader).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from pipelines.workbook import limits
from pipelines.workbook.limits import Refusal

MARKS = (";", "\t", ",", "|")
SAMPLE_LINES = 30
MAX_CELL_CHARACTERS = 1_000_000
BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def delimited_page(content: bytes) -> Sequence[Sequence[str | None]]:
    """Rows of text, an empty cell as null. Raises Refusal where the bytes are no text or the quotes do not close."""
    text = decoded(content)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep="):  # what a spreadsheet program writes above its own lines
        mark, text = first.strip()[4:5] or ";", rest
        above: list[list[str | None]] = [[]]
    else:
        mark, above = mark_of(text), []
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    try:
        read = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        rows = above + [[cell or None for cell in line] for line in read]
    except csv.Error as error:
        raise Refusal("unreadable", f"the lines cannot be split at {mark!r}: {error}") from None
    limits.require_span(len(rows), max((len(row) for row in rows), default=0), "the file")
    return rows


def decoded(content: bytes) -> str:
    """Text from UTF-8 or UTF-16 with a mark, UTF-8 without, or Windows-1252. Raises Refusal where it is none."""
    marked = [encoding for mark, encoding in BYTE_ORDER_MARKS if content.startswith(mark)]
    for candidate in marked or ("utf-8", "cp1252"):
        try:
            text = content.decode(candidate)
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refusal("unknown_encoding", "the bytes are neither UTF-8, UTF-16 with a mark, nor Windows-1252")


def mark_of(text: str) -> str:
    """The mark that splits the first lines into the most cells, the same number in most of them."""
    lines = text.splitlines()[:SAMPLE_LINES]

    def evenness(mark: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1]
        except csv.Error:
            widths = [line.count(mark) + 1 for line in lines if mark in line]
        usual = max(set(widths), key=widths.count) if widths else 0
        return (widths.count(usual) * usual, usual)

    return max(MARKS, key=evenness)
