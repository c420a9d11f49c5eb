"""Evidence from documents as assets: collaborations, members, claims, contracts, published figures.

Belongs here: which function of pipelines/ fills which table. Does not belong here: reading files.
"""

import polars as pl

from assets.resources import Place
from assets.tables import file_asset, select_asset, table_asset
from pipelines import cases, claims
from pipelines.gazetteer import Gazetteer
from pipelines.validation import Validated
from schemas import contracts

GROUP = "contracts"
FILES = {
    contracts.COLLABORATION: cases.collaborations,
    contracts.CLAIM: claims.claims,
    contracts.SCOPE_STATEMENT: claims.scope_statements,
    contracts.PUBLISHED_FIGURE: claims.published_figures,
}


def _members(place: Place) -> Validated:
    shares = place.lake.read("core.claim").filter(pl.col("kind") == "ownership_share")
    gazetteer = Gazetteer(place.lake.read("reference.municipality"))
    return cases.members(place.evidence, gazetteer, shares)


ASSETS = [
    *(file_asset(table, read, "evidence", GROUP) for table, read in FILES.items()),
    table_asset(
        contracts.COLLABORATION_MEMBER,
        _members,
        GROUP,
        reads=("core.claim", "reference.municipality"),
        kinds=("csv", "polars", "parquet"),
    ),
    select_asset(contracts.CONTRACT, GROUP),
]
