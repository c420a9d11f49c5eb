"""What people write in cells, read strictly."""

import datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import cells
from schemas.columns import code, day, flag, number, text, whole

NBSP, NARROW = "\u00a0", "\u202f"


def read(column, written):
    frame, faults = cells.parse([column], pl.DataFrame({column.name: [written]}, schema={column.name: pl.String}))
    return frame[column.name][0], faults["rule"].to_list()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("4500", 4500),
        ("1 250 000", 1250000),
        (f"1{NBSP}250{NBSP}000", 1250000),
        (f"1{NARROW}250{NARROW}000", 1250000),
        ("1.250.000", 1250000),
        ("1,250,000", 1250000),
        ("1.250.000,50", 1250000.5),
        ("1,250,000.50", 1250000.5),
        ("6,8", 6.8),
        ("6.8", 6.8),
        ("kr 500 000", 500000),
        ("500.000.000,-", 500000000),
        ("12 500 kr", 12500),
        ("kr 12 500,-", 12500),
        ("4 500 000:-", 4500000),
        ("-5000", -5000),
        ("\u22125000", -5000),
        ("0,125", 0.125),
        ("0.125", 0.125),
        ("1234.567", 1234.567),
        ("1.1250", 1.125),
        (" 7 ", 7),
        ("kr. 3 000", 3000),
        ("2.500,-", 2500),
        ("2.500,-", 2500),
    ],
)
def test_numbers(written, value):
    assert read(number("n", "n", 1.0, "kr"), written) == (value, [])


@pytest.mark.parametrize("written", ["2.500", "2,500", "-12.345", "kr 2.500"])
def test_a_mark_that_could_be_either_is_ambiguous(written):
    assert read(number("n", "n", 1.0, "kr"), written) == (None, ["ambiguous_number"])


@pytest.mark.parametrize(
    "written",
    [
        "2.5OO",
        "NaN",
        "inf",
        "-inf",
        "1e6",
        "12 50",
        "1.25.000",
        "fem",
        "10-20-30",
        "--5",
        "5%",
        "1 2 3",
        "1,2,3",
        "0x10",
        "½",
        "0 125",
        "€ 5",
        "5 EUR",
        "NOK 5",
    ],
)
def test_what_is_no_number_is_a_fault(written):
    assert read(number("n", "n", 1.0, "kr"), written) == (None, ["number"])


@pytest.mark.parametrize("written", ["4.7", "4,7", "4.70001"])
def test_a_decimal_is_never_rounded_to_a_whole_number(written):
    assert read(whole("n", "n", 1), written) == (None, ["whole_number"])


def test_blank_cells_are_nothing_and_no_fault():
    for column in (number("n", "n", 1.0, "kr"), day("n", "n", datetime.date(2025, 1, 1)), text("n", "n", "x")):
        assert read(column, f" {NBSP} ") == (None, [])


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2025-12-31", "2025-12-31"),
        ("31.12.2025", "2025-12-31"),
        ("1.2.2025", "2025-02-01"),
        ("2025-12-31 00:00:00", "2025-12-31"),
        ("31. desember 2025", "2025-12-31"),
        ("den 1 januari 2025", "2025-01-01"),
        ("5. MARTS 2025", "2025-03-05"),
        ("15 mai 2025", "2025-05-15"),
        ("1. tammikuuta 2025", "2025-01-01"),
        ("3 may 2025", "2025-05-03"),
    ],
)
def test_days(written, value):
    assert read(day("d", "d", datetime.date(2025, 1, 1)), written) == (datetime.date.fromisoformat(value), [])


@pytest.mark.parametrize(
    "written",
    [
        "31.02.2025",
        "2025",
        "12/31/2025",
        "31.12.25",
        "2025-13-01",
        "i fjor",
        "01/02/2025",
        "30. februar 2025",
        "3 sausage 2025",
    ],
)
def test_what_is_no_day_is_a_fault(written):
    assert read(day("d", "d", datetime.date(2025, 1, 1)), written) == (None, ["date"])


def test_yes_no_and_words_for_codes():
    assert read(flag("f", "f"), "Ja") == (True, [])
    assert read(flag("f", "f"), "kanskje") == (None, ["yes_no"])
    assert read(code("hosting", "h", ["saas", "local"], "saas"), "Skytjeneste") == ("saas", [])
    assert read(code("hosting", "h", ["saas", "local"], "saas"), "månen") == ("månen", [])


@pytest.mark.parametrize(
    ("written", "bounds"),
    [
        ("120", (120, 120, 120)),
        ("ca. 120", (108, 120, 132)),
        ("about 1 000", (900, 1000, 1100)),
        ("<10", (0, None, 9)),
        ("10-50", (10, 30, 50)),
        ("10–50", (10, 30, 50)),
        ("100+", (100, None, None)),
        ("under 10", (0, None, 9)),
        ("alle 10", (0, None, 9)),
        ("10 til 50", (10, 30, 50)),
        ("100 eller flere", (100, None, None)),
        ("minst 20", (20, None, None)),
        ("over 100", (101, None, None)),
        ("Fler än 100", (101, None, None)),
        ("noin 120", (108, 120, 132)),
        ("vet ikke", (None, None, None)),
        (None, (None, None, None)),
    ],
)
def test_counts_have_bounds(written, bounds):
    frame, faults = cells.count(pl.DataFrame({"users": [written]}, schema={"users": pl.String}), "users", "users_")
    assert frame.row(0) == pytest.approx(bounds)
    assert faults.height == 0


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("mange", "number"),
        ("2.500", "ambiguous_number"),
        ("ca. mange", "number"),
        ("50-", "number"),
        ("ca. 2.500", "ambiguous_number"),
        ("kr 120", "number"),
        ("12 %", "number"),
        ("over", "number"),
    ],
)
def test_a_count_that_cannot_be_read_is_a_fault(written, rule):
    _, faults = cells.count(pl.DataFrame({"users": [written]}), "users", "users_")
    assert faults.rows() == [(0, "users_mid", rule, written)]


@given(st.integers(-(10**9), 10**9), st.sampled_from([" ", NBSP, NARROW]), st.sampled_from(["", ",-", " kr"]))
def test_any_whole_number_survives_its_thousands_marks(value, mark, tail):
    written = f"{value:,}".replace(",", mark) + tail
    assert read(number("n", "n", 1.0, "kr"), written) == (value, [])


@given(st.text(max_size=12))
def test_any_text_is_read_or_a_fault_never_both(written):
    value, rules = read(number("n", "n", 1.0, "kr"), written)
    is_blank = not written.strip(" \t\r\n\u00a0\u202f\ufeff")
    assert (value is None) == (bool(rules) or is_blank)
    assert len(rules) <= 1
