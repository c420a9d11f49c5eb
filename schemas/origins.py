"""Where things come from: the origin table, and the columns that lead any row back to its source.

Belongs here: origins and the place-in-a-file columns. Does not belong here: what was found there.
"""

import datetime

from schemas.codes import ORIGIN_KINDS
from schemas.columns import Column, at_least, code, day, matches, text, whole
from schemas.table import Table

SHA256 = matches("[0-9a-f]{64}", "64 hexadecimal digits")


def origin_id(example: str = "digi-ikomm-ostfold-2017") -> Column:
    return text("origin_id", "Where the row comes from", example, references="reference.origin.origin_id")


def place(file: str = "example_2025_3316.xlsx", sheet: str | None = "Applications") -> tuple[Column, ...]:
    """File, sheet and row of a received row."""
    return (
        text("source_file", "File the row was received in", file),
        text("source_sheet", "Sheet of the workbook, empty for a file without sheets", sheet, required=False),
        whole("source_row", "Row of the file or sheet, counted from 1 with headings", 7, rules=(at_least(1),)),
    )


ORIGIN = Table(
    "reference.origin",
    "A source: a document, register, survey or convention",
    ("origin_id",),
    (
        text("origin_id", "Short lasting name of the source", "digi-ikomm-ostfold-2017"),
        code("kind", "What sort of source it is", ORIGIN_KINDS, "news"),
        text("title", "Title of the source, or what it is called", "Annual report 2022"),
        text("publisher", "Who published it", "digi.no"),
        text("url", "Where it was read", "https://www.digi.no/", required=False),
        day("published_on", "Day of publication", datetime.date(2017, 5, 9), required=False),
        text("published", "Publication date as far as known: a year, a month or a day", "2017-05-09", required=False),
        text("as_of", "When it was read or what day it describes", "2026-11-22", required=False),
        text("licence", "Licence of what was taken from it", "facts only", required=False),
        text("attribution", "Words of attribution that the licence asks for", "SSB", required=False),
        text("document_sha256", "Digest of the document's bytes", "0" * 64, required=False, rules=(SHA256,)),
    ),
)
