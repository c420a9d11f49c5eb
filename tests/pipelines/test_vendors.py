"""A vendor's name means the company it was in the row's year."""

import polars as pl
import pytest

from pipelines.catalogue import shipped_catalogue
from pipelines.vendors import with_vendor
from schemas.inventory import VENDOR_CHANGE
from tests.conftest import DATA

CATALOGUE = shipped_catalogue(DATA, DATA / "none")


@pytest.mark.parametrize(
    ("written", "year", "vendor"),
    [
        ("Powel AS", 2019, "Powel"),
        ("POWEL", 2020, "Volue"),
        ("Unique", 2026, "Visma"),
        ("Evry AS", 2026, "EVRY"),  # split: neither of its successors
        ("Visma  A/S", 2026, "Visma"),
        ("Ola Nordmann Data", 2026, None),
        ("ukjent", 2026, None),
        (None, 2026, None),
    ],
)
def test_a_name_is_followed_up_to_its_year(written, year, vendor):
    usage = pl.DataFrame(
        {"vendor_as_written": [written], "year": [year]}, schema={"vendor_as_written": pl.String, "year": pl.Int64}
    )
    assert with_vendor(usage, CATALOGUE.applications, CATALOGUE.vendor_changes)["vendor"].to_list() == [vendor]


def test_a_successor_of_a_successor_is_followed():
    changes = VENDOR_CHANGE.frame(
        [
            {"vendor": "A", "successor": "B", "from_year": 2010, "kind": "bought", "source": "x"},
            {"vendor": "B", "successor": "C", "from_year": 2020, "kind": "bought", "source": "x"},
        ]
    )
    usage = pl.DataFrame({"vendor_as_written": ["A"] * 3, "year": [2005, 2015, 2025]})
    assert with_vendor(usage, CATALOGUE.applications, changes)["vendor"].to_list() == ["A", "B", "C"]
