"""What a received file may be: limits that refuse a bomb before anything opens it.

Belongs here: sizes, names and parts of a zip container, counts of cells. Does not belong here: what the cells hold
(pipelines/workbook/pages). The limits are stated in docs/inbox.md.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

MEBIBYTE = 1024 * 1024
MAX_FILE_BYTES = 200 * MEBIBYTE
MAX_UNPACKED_BYTES = 400 * MEBIBYTE
MAX_PARTS = 2_000
MAX_CELLS = 5_000_000
MAX_COLUMNS = 1_000
CHUNK_BYTES = MEBIBYTE
# Cells that hold something; an empty cell that only has a style is written without an end tag.
FILLED_CELL = re.compile(rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
XML_SUFFIXES = (".xml", ".rels", ".vml")
# What the library raises over a damaged zip: a packing or a version that nobody has, an empty name, a length beyond the
# end. Found by damaging zips, see the test.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    RuntimeError,  # NotImplementedError is one
)


@dataclass(frozen=True)
class Refusal(Exception):
    """Why a file, or a part of one, is not read: the name of the rule and what was found."""

    rule: str
    found: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.found}"


def opened(content: bytes) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
    """A zip and its files. Raises Refusal where it is damaged, has too many files, or one is locked by a password."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        listed = [info for info in archive.infolist() if not info.is_dir()]
    except DAMAGED as error:
        raise Refusal("unreadable", str(error)) from None
    if len(listed) > MAX_PARTS:
        raise Refusal("too_many_parts", f"{len(listed)} parts, at most {MAX_PARTS}")
    for info in listed:
        if info.flag_bits & 0x1:
            raise Refusal("password_protected", info.filename)
    return archive, listed


def unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: int) -> bytes:
    """One part's bytes. What the zip says of its size is not believed: raises Refusal where it grows past the limit."""
    unpacked = bytearray()
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                unpacked += chunk
                if len(unpacked) > allowance:
                    raise Refusal("too_large_unpacked", f"{info.filename} is over {MAX_UNPACKED_BYTES // MEBIBYTE} MiB")
    except DAMAGED as error:
        raise Refusal("unreadable", f"{info.filename}: {error}") from None
    return bytes(unpacked)


def xml_parts(content: bytes) -> dict[str, bytes]:
    """Part name -> bytes of the XML of a workbook or document. Raises Refusal on a bomb of sizes or entities."""
    left = MAX_UNPACKED_BYTES
    texts = {}
    archive, listed = opened(content)
    for info in listed:
        part = unpack(archive, info, left)
        left -= len(part)
        if info.filename.lower().endswith(XML_SUFFIXES):
            if DECLARATION.search(part):
                raise Refusal("entity_declaration", info.filename)
            texts[info.filename] = part
    return texts


def require_bounded(sheet: bytes, name: str) -> None:
    """Raises Refusal where the filled cells of an xlsx sheet span too much: a reader would fill the span."""
    last_row, columns = 0, set()
    for match in FILLED_CELL.finditer(sheet):
        columns.add(match.group(1))
        last_row = max(last_row, int(match.group(2)))
    last_column = max((column_number(name.decode()) for name in columns), default=0)
    require_span(last_row, last_column, name)


def require_span(rows: int, columns: int, name: str) -> None:
    """Raises Refusal where rows x columns is more than a survey can be."""
    if columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise Refusal("too_many_cells", f"{name} reaches row {rows}, column {columns}; at most {MAX_CELLS} cells")


def column_number(letters: str) -> int:
    """A -> 1, AA -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """1 -> A, 27 -> AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def is_safe_name(name: str) -> bool:
    """Whether the name of a zip's part stays inside the zip on every system."""
    path = PurePosixPath(name.replace("\\", "/"))
    return not (path.is_absolute() or ".." in path.parts or re.match(r"^[A-Za-z]:", name) or "\x00" in name)
