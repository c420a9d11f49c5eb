"""A damaged file is read or refused with a reason, whatever has happened to its bytes: never more than that."""

import datetime
import functools
import io
import random
import tempfile
import zipfile

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.workbook.limits import Refusal
from pipelines.workbook.pages import open_book
from pipelines.workbook.received import Received, received_in
from tests.conftest import DATA
from tests.pipelines.workbook.conftest import SAVED_AT

PACKINGS = {
    "stored": zipfile.ZIP_STORED,
    "deflated": zipfile.ZIP_DEFLATED,
    "bzip2": zipfile.ZIP_BZIP2,
    "lzma": zipfile.ZIP_LZMA,
}


@functools.cache
def sound(kind: str) -> bytes:
    box = io.BytesIO()
    if kind == "parquet":
        day = datetime.date(2026, 1, 1)
        pl.DataFrame({"a": ["x", "y"] * 30, "b": [1.5, 2] * 30, "c": [day] * 60}).write_parquet(box)
    elif kind == "xlsx":
        return next(iter(sorted((DATA / "example" / "2025").glob("*.xlsx")))).read_bytes()
    else:
        with zipfile.ZipFile(box, "w", PACKINGS[kind]) as archive:
            for number in range(3):
                archive.writestr(f"{number}/a.csv", f"Systemnavn;Valuta\nGerica;{number}\n" * 20)
    return box.getvalue()


def damaged(kind: str, seed: int) -> bytes:
    """Some bytes written over, and sometimes the end lost."""
    chance, content = random.Random(seed), bytearray(sound(kind))  # noqa: S311
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content[: chance.randrange(len(content))] if chance.random() < 0.1 else content)


@pytest.mark.parametrize("kind", ["parquet", "xlsx"])
@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_table_or_workbook_is_read_or_refused(kind, seed):
    try:
        open_book(Received(f"a.{kind}", "", damaged(kind, seed), SAVED_AT))
    except Refusal as refusal:
        assert refusal.rule and refusal.found and tempfile.gettempdir() not in refusal.found


@pytest.mark.parametrize("kind", PACKINGS)
def test_a_damaged_zip_is_read_or_refused(kind, tmp_path):
    path = tmp_path / "a.zip"
    for seed in range(300):
        path.write_bytes(damaged(kind, seed))
        assert [file.refusal is None or file.refusal.rule for file in received_in(tmp_path)]


def test_a_version_of_zip_that_nobody_has_is_refused():
    content = bytearray(sound("xlsx"))
    at = content.rindex(b"PK\x01\x02") + 6
    content[at] = 67
    with pytest.raises(Refusal, match=r"zip file version 6\.7"):
        open_book(Received("a.xlsx", "", bytes(content), SAVED_AT))


def test_a_file_without_a_name_is_read_or_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", "Systemnavn\nGerica\n")
    content = bytearray((tmp_path / "a.zip").read_bytes())
    at = content.rindex(b"PK\x01\x02")
    name = int.from_bytes(content[at + 28 : at + 30], "little")
    content[at + 28 : at + 34] = bytes(4) + name.to_bytes(2, "little")  # the name as a comment
    (tmp_path / "a.zip").write_bytes(content)
    assert len(list(received_in(tmp_path))) == 1
