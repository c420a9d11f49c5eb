"""Vendors in time: which company a written name meant in a year.

Belongs here: known vendors, following a merger or a new name up to the year. Does not belong here: products
(pipelines/matching).
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipelines import shipped
from pipelines.matching import bare_vendor
from pipelines.validation import Validated
from schemas.inventory import VENDOR_CHANGE

UNKNOWN_VENDOR = "ukjent"


def vendor_changes(folder: Path) -> Validated:
    """Mergers and new names of vendors. Shape: reference.vendor_change."""
    return shipped.load(VENDOR_CHANGE, folder / "vendor_changes.csv")


def with_vendor(usage: pl.DataFrame, applications: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """`usage` with `vendor`: the known vendor that vendor_as_written meant in the row's year; order as given.

    A vendor that was split has no single successor and keeps its own name. An unknown name stays empty.
    """
    names = pl.concat([applications["vendor"], changes["vendor"], changes["successor"]]).unique(maintain_order=True)
    known = (
        pl.DataFrame({"vendor": names.filter(names != UNKNOWN_VENDOR)})
        .with_columns(bare=bare_vendor(pl.col("vendor")))
        .unique("bare", keep="first", maintain_order=True)
    )
    single = changes.filter(pl.len().over("vendor") == 1).select("vendor", "successor", "from_year")
    found = usage.with_columns(bare=bare_vendor(pl.col("vendor_as_written"))).join(
        known, on="bare", how="left", maintain_order="left"
    )
    for _ in range(single.height):  # a successor may have one of its own
        found = found.join(single, on="vendor", how="left", maintain_order="left").with_columns(
            vendor=pl.when(pl.col("from_year") <= pl.col("year").cast(pl.Int64)).then("successor").otherwise("vendor")
        )
        found = found.drop("successor", "from_year")
    return found.drop("bare")
