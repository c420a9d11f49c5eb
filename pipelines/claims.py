"""Reviewed evidence from git: claims, scope, forms and published figures.

Belongs here: the CSV files of data/evidence that hold facts. Does not belong here: reading documents
(proposals are made elsewhere and end up in these files by review), assembling contracts (sql/core).
"""

from __future__ import annotations

import datetime
from pathlib import Path

import polars as pl

from pipelines import shipped
from pipelines.catalogue import Catalogue
from pipelines.faults import UserError
from pipelines.gazetteer import Gazetteer
from pipelines.inventory import inventory_id
from pipelines.matching import match
from pipelines.validation import Validated
from schemas import contracts, documents, inventory, origins
from schemas.quality import FOUND_COLUMNS

INVENTORY_FILE = "case_archive_product_per_municipality.csv"
INVENTORY_DAY = datetime.date(2026, 7, 3)


def claims(folder: Path) -> Validated:
    return shipped.load(contracts.CLAIM, folder / "claims.csv")


def containments(folder: Path) -> Validated:
    return shipped.load(documents.CONTAINMENT, folder / "containments.csv")


def scope_statements(folder: Path) -> Validated:
    return shipped.load(contracts.SCOPE_STATEMENT, folder / "scope_statements.csv")


def unit_forms(folder: Path) -> Validated:
    return shipped.load(contracts.UNIT_FORM, folder / "unit_forms.csv")


def shipped_origins(folder: Path) -> Validated:
    return shipped.load(origins.ORIGIN, folder / "origins.csv")


def origins_of_figures(folder: Path) -> pl.DataFrame:
    """Where reference figures and the project's own files come from: what the example home, too, rests on."""
    return shipped_origins(folder).valid.filter(pl.col("kind").is_in(("register", "statistics", "method", "survey")))


def published_figures(folder: Path) -> Validated:
    """The collected benchmarks, and the key figures of Södertörn that are no cost per unit.

    Södertörn's costs are claims. A municipality that took part without a figure is reported as an empty row.
    """
    benchmarks = (
        shipped.read_text(folder / "published_it_cost_benchmarks.csv")
        .rename({"country": "country_code", "scope_label": "subject", "unit": "denominator", "source_url": "source"})
        .with_columns(origin_id=pl.lit("published-benchmarks"))
    )
    table = shipped.read_text(folder / "sodertorn_it_nyckeltal_2007.csv")
    figures = ["it_cost_share_turnover_pct", "it_workplaces_per_it_ops_staff", "employees_per_computer"]
    costs = ["sek_per_inhabitant", "sek_per_it_workplace", "sek_per_employee"]
    sodertorn = (
        table.rename({"municipality": "subject", "source_url": "source"})
        .unpivot(figures, index=["subject", "source", "file", "row_number"], variable_name="denominator")
        .filter(pl.col("value").is_not_null())
        .with_columns(country_code=pl.lit("SE"), year=pl.lit("2007"), n=pl.lit("1"), origin_id=pl.lit("sodertorn-2007"))
    )
    received = pl.concat([benchmarks, sodertorn], how="diagonal").with_columns(
        published_figure_id=pl.format("{}:{}:{}", "file", "row_number", "denominator")
    )
    empty = table.filter(pl.all_horizontal(pl.col(name).is_null() for name in figures + costs))
    settled = shipped.settle(contracts.PUBLISHED_FIGURE, received, {})
    return Validated(settled.valid, pl.concat([settled.rejects, _empty_rows(empty)]))


def seen_in_use(folder: Path, gazetteer: Gazetteer, catalogue: Catalogue) -> Validated:
    """Case and archive products seen at 129 municipalities on a day, as application usage: a sighting, no answer."""
    reviewed = {
        row["name_as_written"]: row["municipality_code"]
        for row in shipped.read_text(folder / "municipality_resolutions.csv").iter_rows(named=True)
        if row["document"] == INVENTORY_FILE
    }
    received = shipped.read_text(folder / INVENTORY_FILE)
    found: list[dict[str, str]] = []
    for row in received.iter_rows(named=True):
        asked = reviewed[row["kommune"]] if row["kommune"] in reviewed else row["kommune"]
        try:
            place = gazetteer.resolve(asked, "NO", INVENTORY_DAY)
        except UserError:
            found.append({})  # unit_id stays empty and the row is rejected as required
            continue
        found.append(
            {"unit_id": place.unit_id, "municipality_code": place.municipality_code, "municipality_name": place.name}
        )
    places = pl.DataFrame(found, schema=dict.fromkeys(("unit_id", "municipality_code", "municipality_name"), pl.String))
    usage = pl.concat(
        [
            received.select(name_as_written="product", source_row="row_number", file="file", row_number="row_number"),
            places,
        ],
        how="horizontal",
    )
    usage = match(usage, catalogue.applications, catalogue.aliases, catalogue.reviews).with_columns(
        pl.col("source_row").cast(pl.String),
        country_code=pl.lit("NO"),
        inventory_kind=pl.lit("sighting"),
        seen_on=pl.lit(INVENTORY_DAY.isoformat()),
        year=pl.lit(str(INVENTORY_DAY.year)),
        functional_area=pl.lit("sak_arkiv"),
        currency=pl.lit("NOK"),
        origin_id=pl.lit("skytilsynet-2026-07"),
        source_file=pl.lit(INVENTORY_FILE),
    )
    usage = usage.with_columns(inventory_id=inventory_id(pl.col("seen_on")))
    absent = [name for name in inventory.APPLICATION_USAGE.types if name not in usage.columns]
    return shipped.settle(
        inventory.APPLICATION_USAGE, usage.with_columns(pl.lit(None, pl.String).alias(name) for name in absent), {}
    )


def _empty_rows(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        table_name=pl.lit("core.published_figure"),
        origin=pl.lit("sodertorn-2007"),
        file="file",
        sheet=pl.lit(None, pl.String),
        row_number="row_number",
        column_name=pl.lit("municipality"),
        rule=pl.lit("holds_no_figure"),
        value="municipality",
        severity=pl.lit("told"),
    ).select(FOUND_COLUMNS)
