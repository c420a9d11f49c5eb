"""The decision view as assets: named groups, and one SELECT for each table.

Belongs here: the list. Does not belong here: SQL, reading groups (pipelines/groups).
"""

import polars as pl

from assets.resources import Place
from assets.tables import select_asset, table_asset
from pipelines import groups
from pipelines.gazetteer import Gazetteer
from schemas import alternative, decision


def _groups(place: Place) -> pl.DataFrame:
    gazetteer = Gazetteer(place.lake.read("reference.municipality"))
    return groups.definitions(place.shipped.groups(place.home), place.home.groups, gazetteer)


ASSETS = [
    table_asset(
        decision.GROUP_DEFINITION, _groups, "reference", reads=("reference.municipality",), kinds=("csv", "parquet")
    ),
    select_asset(decision.MEMBER_GROUP, "benchmark"),
    *(select_asset(table, "mart") for table in (alternative.ALTERNATIVE, *decision.MARTS)),
]
