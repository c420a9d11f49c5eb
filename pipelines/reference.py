"""Reference figures from data/reference: one function a table, file -> validated rows.

Belongs here: which file feeds which table, and which of its columns are kept under which name.
Does not belong here: rates of exchange (pipelines/exchange), looking a municipality up (pipelines/gazetteer).
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipelines import shipped
from pipelines.validation import Validated
from schemas import inventory, reference
from schemas.reference import MUNICIPALITY

# A register that gives no first day says nothing about the past: its rows hold for any date asked.
NO_FIRST_DAY = "1000-01-01"


def municipalities(folder: Path) -> Validated:
    """All countries. Norway with every validity; Sweden, Denmark and Finland as of one day."""
    frames = [_municipalities_of(folder / f"municipalities_{country}.csv") for country in ("no", "se", "dk", "fi")]
    return shipped.settle(MUNICIPALITY, pl.concat(frames, how="diagonal"), {})


def _municipalities_of(path: Path) -> pl.DataFrame:
    """One register as text in the table's columns; what the register lacks is null."""
    register = shipped.read_text(path).rename({"country": "country_code", "number": "municipality_code"})
    if "is_municipality" in register.columns:
        # Christiansø is listed but belongs to no municipality: ignored by name.
        register = register.filter(pl.col("is_municipality") == "yes").drop("is_municipality")
    register = register.rename(
        {
            old: new
            for old, new in {
                "alt_names": "alternative_names",
                "name_sv": "alternative_names",
                "region": "county_name",
                "county_number": "county_code",
            }.items()
            if old in register.columns
        }
    )
    absent = [name for name in MUNICIPALITY.types if name not in register.columns]
    register = register.with_columns(pl.lit(None, pl.String).alias(name) for name in absent)
    return register.with_columns(
        unit_id=pl.format("{}-{}", "country_code", "municipality_code"),
        valid_from_precision=pl.when(pl.col("valid_from").is_null())
        .then(pl.lit("not_given"))
        .otherwise(pl.col("valid_from_precision")),
        valid_from=pl.col("valid_from").fill_null(NO_FIRST_DAY),
    ).select(*MUNICIPALITY.types, "file", "row_number")


def changes(folder: Path) -> Validated:
    return shipped.load(reference.MUNICIPALITY_CHANGE, folder / "municipality_changes_no.csv", {"date": "changed_on"})


def population(folder: Path) -> Validated:
    """Norway 2005-2026 on 1 January, Finland at the end of 2020 (counted as 1 January 2021)."""
    norway = (
        shipped.read_text(folder / "population_no.csv")
        .rename({"number": "municipality_code"})
        .with_columns(country_code=pl.lit("NO"), origin_id=pl.lit("population-no"))
    )
    finland = shipped.read_text(folder / "municipalities_fi.csv").select(
        country_code="country",
        municipality_code="number",
        name="name",
        year=pl.lit("2021"),
        reference_date="population_date",
        population="population",
        basis=pl.lit("original"),
        source="source",
        origin_id=pl.lit("municipalities-fi"),
        file="file",
        row_number="row_number",
    )
    return shipped.settle(reference.POPULATION, pl.concat([norway, finland], how="diagonal"), {})


def consumer_prices(folder: Path) -> Validated:
    # base and series say the same in every row: index 2015 = 100, all items.
    return shipped.load(
        reference.CONSUMER_PRICE, folder / "cpi.csv", {"country": "country_code"}, ignore=("base", "series")
    )


def purchasing_power(folder: Path) -> Validated:
    return shipped.load(
        reference.PURCHASING_POWER,
        folder / "ppp.csv",
        {"country": "country_code", "ppp_lcu_per_intl_usd": "local_currency_per_international_dollar"},
        ignore=("indicator",),
    )


def forms(folder: Path) -> Validated:
    return shipped.load(reference.COLLABORATION_FORM, folder / "collaboration_forms.csv")


def kostra_groups(folder: Path) -> Validated:
    return shipped.load(reference.KOSTRA_GROUP, folder / "kostra_groups_2020.csv")


def functional_areas(folder: Path) -> Validated:
    return shipped.load(inventory.FUNCTIONAL_AREA, folder / "functional_areas.csv")


def applications(folder: Path) -> Validated:
    """The catalogue. The id is the canonical name in lower case with hyphens."""
    catalogue = _catalogue(folder).drop("aliases")
    return shipped.settle(inventory.APPLICATION, catalogue, {})


def aliases(folder: Path) -> Validated:
    """Ways of writing a name that the catalogue knows. A canonical name is among them only to be stopped."""
    stops = shipped.read_text(folder / "stop_aliases.csv")["alias"].implode()
    catalogue = _catalogue(folder).select(
        "application_id", "canonical_name", "file", "row_number", alias=pl.col("aliases").str.split("|")
    )
    written = catalogue.explode("alias").with_columns(pl.col("alias").str.strip_chars())
    stopped = catalogue.filter(pl.col("canonical_name").is_in(stops)).with_columns(alias=pl.col("canonical_name"))
    both = pl.concat([written.filter(pl.col("alias").is_not_null()), stopped]).drop("canonical_name")
    marked = both.with_columns(
        is_stop_alias=pl.when(pl.col("alias").is_in(stops)).then(pl.lit("true")).otherwise(pl.lit("false"))
    )
    return shipped.settle(inventory.APPLICATION_ALIAS, marked, {})


def successors_of_products(folder: Path) -> Validated:
    """Generations of products, named as the catalogue names them. Shape: reference.application_successor."""
    ids = _catalogue(folder).select("canonical_name", "application_id")
    named = shipped.read_text(folder / "application_successors.csv")
    for column, name in (("successor_of", "earlier"), ("application_id", "later")):
        product = ids.rename({"canonical_name": name, "application_id": column})
        named = named.join(product, on=name, how="left", maintain_order="left")
    return shipped.settle(inventory.APPLICATION_SUCCESSOR, named.drop("earlier", "later"), {})


def _catalogue(folder: Path) -> pl.DataFrame:
    name = pl.col("canonical_name").str.to_lowercase()
    return shipped.read_text(folder / "applications_catalogue_no.csv").with_columns(
        application_id=name.str.replace_all(r"\+", "-plus")
        .str.replace_all(r"[^a-z0-9æøåäö]+", "-")
        .str.strip_chars("-")
    )
