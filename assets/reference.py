"""Reference figures as assets.

Belongs here: which function of pipelines/ fills which reference table. Does not belong here: reading files.
"""

from collections.abc import Callable
from pathlib import Path

import dagster as dg
import polars as pl

from assets.resources import Place
from assets.tables import file_asset, table_asset
from pipelines import claims, reference, survey
from pipelines.conventions import conventions
from pipelines.exchange import exchange_rates
from pipelines.overrides import OVERRIDABLE, overridden
from pipelines.price_levels import price_levels, vat_rates
from pipelines.quantiles import student_t
from pipelines.succession import descents, successors
from pipelines.validation import Validated
from pipelines.vendors import vendor_changes
from schemas import inventory
from schemas import reference as tables
from schemas.codes import CLASS_POOLS, COST_POOLS
from schemas.origins import ORIGIN
from schemas.table import Table

GROUP = "reference"
FILES = {
    tables.MUNICIPALITY: reference.municipalities,
    tables.MUNICIPALITY_CHANGE: reference.changes,
    tables.POPULATION: reference.population,
    tables.CONSUMER_PRICE: reference.consumer_prices,
    tables.PURCHASING_POWER: reference.purchasing_power,
    tables.COLLABORATION_FORM: reference.forms,
    tables.KOSTRA_GROUP: reference.kostra_groups,
    inventory.FUNCTIONAL_AREA: reference.functional_areas,
    inventory.APPLICATION: reference.applications,
    inventory.APPLICATION_ALIAS: reference.aliases,
    inventory.APPLICATION_SUCCESSOR: reference.successors_of_products,
    inventory.VENDOR_CHANGE: vendor_changes,
}


def _overridable(table: Table, read: Callable[[Path], Validated]) -> dg.AssetsDefinition:
    """A shipped file, and what the home says instead."""

    def fill(place: Place) -> Validated:
        found = read(place.shipped.data / "reference")
        return Validated(overridden(table, found.valid, place.home.reference), found.rejects)

    return table_asset(table, fill, GROUP, kinds=("csv", "polars", "parquet"))


def _exchange_rates(place: Place) -> pl.DataFrame:
    return overridden(tables.EXCHANGE_RATE, exchange_rates(), place.home.reference)


def _student_t(_: Place) -> pl.DataFrame:
    return student_t()


def _successors(place: Place) -> pl.DataFrame:
    return successors(place.lake.read("reference.municipality"), place.lake.read("reference.municipality_change"))


def _descents(place: Place) -> pl.DataFrame:
    return descents(place.lake.read("reference.municipality"), place.lake.read("reference.municipality_change"))


def _price_levels(place: Place) -> pl.DataFrame:
    return price_levels(place.lake.read("reference.consumer_price"), place.lake.read("reference.convention"))


def _vat_rates(place: Place) -> pl.DataFrame:
    return vat_rates(place.shipped.data / "reference")


def _scope_classes(_: Place) -> pl.DataFrame:
    return tables.SCOPE_CLASS.frame(
        [
            {"scope_class": scope_class, "cost_pool": pool, "meaning": COST_POOLS[pool]}
            for scope_class, pools in CLASS_POOLS.items()
            for pool in pools
        ]
    )


def _conventions(place: Place) -> pl.DataFrame:
    return conventions(
        place.shipped.data / "conventions.toml",
        place.home.root / "conventions.toml",
        place.lake.read("reference.consumer_price"),
    )


def _origins(place: Place) -> Validated:
    shipped = claims.shipped_origins(place.evidence)
    if place.home.is_example:
        of_figures = claims.origins_of_figures(place.shipped.data / "evidence")
        shipped = Validated(pl.concat([of_figures, shipped.valid]), shipped.rejects)
    rounds = survey.round_origins(place.lake.read("core.survey_response"), is_example_home=place.home.is_example)
    return Validated(pl.concat([shipped.valid, rounds]), shipped.rejects)


ASSETS = [
    *(
        _overridable(table, read) if table.table in OVERRIDABLE else file_asset(table, read, "reference", GROUP)
        for table, read in FILES.items()
    ),
    table_asset(tables.EXCHANGE_RATE, _exchange_rates, GROUP),
    table_asset(tables.STUDENT_T, _student_t, GROUP),
    table_asset(
        tables.MUNICIPALITY_SUCCESSOR,
        _successors,
        GROUP,
        reads=("reference.municipality", "reference.municipality_change"),
    ),
    table_asset(
        tables.MUNICIPALITY_DESCENT,
        _descents,
        GROUP,
        reads=("reference.municipality", "reference.municipality_change"),
    ),
    table_asset(tables.PRICE_LEVEL, _price_levels, GROUP, reads=("reference.consumer_price", "reference.convention")),
    table_asset(tables.VAT_RATE, _vat_rates, GROUP, kinds=("csv", "polars", "parquet")),
    table_asset(tables.SCOPE_CLASS, _scope_classes, GROUP),
    table_asset(tables.CONVENTION, _conventions, GROUP, reads=("reference.consumer_price",)),
    table_asset(ORIGIN, _origins, GROUP, reads=("core.survey_response",), kinds=("csv", "polars", "parquet")),
]
