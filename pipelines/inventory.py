"""Rows of the sheet Applications as application usage.

Belongs here: which cell becomes which column of core.application_usage. Does not belong here: reading the
workbook, matching as such (pipelines/matching).
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipelines import cells, survey
from pipelines.catalogue import Catalogue
from pipelines.matching import match
from pipelines.validation import Batch, Validated
from pipelines.vendors import with_vendor
from schemas.inventory import APPLICATION_USAGE


def application_usage(raw: pl.DataFrame, response: pl.DataFrame, catalogue: Catalogue) -> Validated:
    """Every row of the sheet is in core.application_usage or rejected with its reasons."""
    received = survey.with_respondent(_area_codes(raw, catalogue.areas), response)
    asked = survey.asked_columns(APPLICATION_USAGE.columns, raw)
    typed, faults = cells.parse(asked, received)
    users, user_faults = cells.count(received, "users", "users_")
    known = received.drop([column.name for column in asked])
    typed = pl.concat([known, typed, users], how="horizontal").with_columns(**survey_inventory())
    typed = match(typed, catalogue.applications, catalogue.aliases, catalogue.reviews)
    typed = with_vendor(typed, catalogue.applications, catalogue.vendor_changes)
    # An area that the code list lacks is this row's fault, not the release's.
    known_area = pl.select(
        pl.when(typed["functional_area"].is_in(catalogue.areas["functional_area"].implode())).then(1)
    ).to_series()
    area_faults = cells.unread(received, "functional_area", known_area, lambda _: pl.lit("one_of"))
    batch = Batch(
        APPLICATION_USAGE,
        typed.select(list(APPLICATION_USAGE.types)),
        received,
        pl.concat([faults, user_faults, area_faults, survey.cell_faults(received)]),
    )
    return survey.settle(batch, dict.fromkeys(users.columns, "users"))


def survey_inventory() -> dict[str, pl.Expr]:
    """The columns that tell an answer in a round from what a register has seen."""
    return {
        "inventory_kind": pl.lit("survey"),
        "seen_on": pl.lit(None, pl.Date),
        "inventory_id": inventory_id(pl.col("survey_round")),
    }


def inventory_id(round_or_day: pl.Expr) -> pl.Expr:
    """One municipality's answer in one round, or what one register saw there on one day."""
    return pl.format("{}/{}/{}", "unit_id", round_or_day, "origin_id")


def area_words(areas: pl.DataFrame) -> dict[str, str]:
    """A code, or its name in any language, in lower case -> the code."""
    return {word.casefold(): row["functional_area"] for row in areas.iter_rows(named=True) for word in row.values()}


def area_code(written: pl.Expr, words: Mapping[str, str]) -> pl.Expr:
    """A functional area by its code or name; an unknown text is left for the code list to reject."""
    return written.str.strip_chars().str.to_lowercase().replace_strict(words, default=written, return_dtype=pl.String)


def _area_codes(raw: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    return raw.with_columns(area_code(pl.col("functional_area"), area_words(areas)))
