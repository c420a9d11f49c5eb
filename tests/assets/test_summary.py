"""What a build prints keeps every figure whole, however narrow the terminal."""

import io

import pytest
from rich.console import Console

from assets.summary import comparison

ROW = (
    5,
    "existing municipal IT company",
    "connection_point",
    "OPS_LOB",
    7,
    310345.4,
    311456.0,
    312567.0,
    13345.0,
    14456.0,
    15567.0,
    16345.0,
    17456.0,
    "D",
    True,
    2025,
)
FIGURES = ("310 345 - 311 456 - 312 567", "13 345 - 14 456 - 15 567", "16 345 - 17 456")


@pytest.mark.parametrize("width", [80, 100, 129, 130, 200])
def test_figures_are_whole_on_any_width_from_80(width):
    console = Console(width=width, file=io.StringIO())
    console.print(comparison("Real evidence", [ROW, (*ROW[:5], *(None,) * 8, "A", True, 2025)], width))
    printed = console.file.getvalue().replace("\u00a0", " ")
    for figures in (*FIGURES, "connection_point", "OPS_LOB", "undated", "none"):
        assert figures in printed
    assert "…" not in printed and max(len(line.rstrip()) for line in printed.splitlines()) <= width
