"""Everything a written application is held against, in one hand.

Belongs here: the bundle, and reading it from the shipped files. Does not belong here: matching (pipelines/matching).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipelines import reference
from pipelines.reviews import reviews
from pipelines.vendors import vendor_changes


@dataclass(frozen=True)
class Catalogue:
    """The tables reference.application, application_alias, functional_area, vendor_change, application_review."""

    applications: pl.DataFrame
    aliases: pl.DataFrame
    areas: pl.DataFrame
    vendor_changes: pl.DataFrame
    reviews: pl.DataFrame


def shipped_catalogue(data: Path, review: Path) -> Catalogue:
    """What the build reads: the shipped files and the decisions in `review`, which need not exist."""
    folder = data / "reference"
    applications = reference.applications(folder).valid
    return Catalogue(
        applications,
        reference.aliases(folder).valid,
        reference.functional_areas(folder).valid,
        vendor_changes(folder).valid,
        reviews(review, applications),
    )
