"""CSV as five countries write it: every encoding and mark gives the same rows."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.workbook.delimited import decoded, delimited_page
from pipelines.workbook.limits import Refusal
from tests.pipelines.workbook.conftest import read_bytes

HEADINGS = ["Kommunenummer", "Runde", "Land", "Systemnavn", "Leverandør", "Årlig lisens (kr eks. mva.)", "Valuta"]
ROW = ["0301", "2026", "NO", "Økonomi Å", "Ælde & Sønn", "1\u00a0200,50", "NOK"]


@pytest.mark.parametrize(
    ("encoding", "mark", "ending"),
    itertools.product(["utf-8", "utf-8-sig", "utf-16", "cp1252"], [";", "\t", ",", "|"], ["\n", "\r\n"]),
)
def test_every_way_of_writing_gives_the_same_rows(encoding, mark, ending):
    quoted = [[f'"{text}"' if mark in text else text for text in row] for row in (HEADINGS, ROW)]
    content = ending.join(mark.join(row) for row in quoted) + ending
    raw = read_bytes("a.csv", content.encode(encoding))
    row = raw["raw.survey_applications"].row(0, named=True)
    assert [row[name] for name in ("name_as_written", "vendor_as_written", "annual_licence")] == ROW[3:6]
    assert row["row_number"] == 2 and raw["raw.survey_notice"].height == 0


def test_a_line_that_names_the_mark_is_no_heading():
    assert delimited_page(b"sep=,\r\na,b\r\n1,2\r\n") == [[], ["a", "b"], ["1", "2"]]


def test_quoted_line_breaks_stay_in_their_cell():
    assert delimited_page(b'a;b\n"x\ny";2\n') == [["a", "b"], ["x\ny", "2"]]


@pytest.mark.parametrize("content", [b'a;b\n"x;2\n', b"a;b\x00c", b"\x81\x8d\x8f"])
def test_what_is_no_text_or_never_closes_its_quotes_is_refused(content):
    with pytest.raises(Refusal):
        delimited_page(content)


@given(st.text(st.characters(codec="cp1252", exclude_characters="\x00"), max_size=40))
def test_windows_text_is_read_as_written(text):
    try:
        as_utf8 = text.encode("cp1252").decode("utf-8")
    except UnicodeDecodeError:
        as_utf8 = None
    if as_utf8 is None and not text.encode("cp1252").startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        assert decoded(text.encode("cp1252")) == text
