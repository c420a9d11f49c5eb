"""What a build prints keeps every figure whole, however narrow the terminal."""

import io

import pytest
from rich.console import Console

from assets.summary import comparison

ENDS = ("low", "median", "high")
ROW = {
    "form_code": 5,
    "denominator": "connection_point",
    "country_code": "NO",
    "measure": "account",
    "scope_class": "OPS_LOB",
    "n": 17,
    "n_units": 7,
    **dict(zip((f"nominal_{end}" for end in ENDS), (310345.4, 311456.0, 312567.0), strict=True)),
    **dict(zip(ENDS, (13345.0, 14456.0, 15567.0), strict=True)),
    "ci_low": 16345.0,
    "ci_high": 17456.0,
    "worst_tier": "D",
    "is_pooled": True,
    "price_year": 2025,
}
EMPTY = ROW | dict.fromkeys([*ENDS, *(f"nominal_{end}" for end in ENDS), "ci_low", "ci_high"])
FIGURES = ("310 345 - 311 456 - 312 567", "13 345 - 14 456 - 15 567", "16 345 - 17 456")


@pytest.mark.parametrize("width", [80, 100, 144, 145, 200])
def test_figures_are_whole_on_any_width_from_80(width):
    console = Console(width=width, file=io.StringIO())
    console.print(comparison("Real evidence", [ROW, EMPTY], width))
    printed = console.file.getvalue().replace("\u00a0", " ")
    for figures in (*FIGURES, "connection_point", "OPS_LOB", "undated", "none"):
        assert figures in printed
    assert " 7 " in printed and "17 " not in printed.replace("17 456", "")
    assert "…" not in printed and max(len(line.rstrip()) for line in printed.splitlines()) <= width
