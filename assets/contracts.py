"""Evidence from documents as assets: collaborations, members, claims, contracts, published figures.

Belongs here: which function of pipelines/ fills which table. Does not belong here: reading files.
"""

import polars as pl

from assets.resources import Place
from assets.tables import file_asset, select_asset, table_asset
from pipelines import cases, claims, evidence
from pipelines.gazetteer import Gazetteer
from pipelines.validation import Validated
from schemas import contracts

GROUP = "contracts"
FILES = {
    contracts.COLLABORATION: cases.collaborations,
    contracts.SCOPE_STATEMENT: claims.scope_statements,
    contracts.PUBLISHED_FIGURE: claims.published_figures,
}


def _claims(place: Place) -> Validated:
    units = (("core.collaboration", "collaboration_id"), ("reference.municipality", "unit_id"))
    known = pl.concat([place.lake.read(table)[column].rename("unit_id") for table, column in units])
    read = claims.claims(place.evidence)
    return evidence.placed_claims(read, known, place.lake.read("reference.origin"))


def _members(place: Place) -> Validated:
    shares = place.lake.read("core.claim").filter(pl.col("kind") == "ownership_share")
    gazetteer = Gazetteer(place.lake.read("reference.municipality"))
    return evidence.placed_members(cases.members(place.evidence, gazetteer, shares))


ASSETS = [
    *(file_asset(table, read, "evidence", GROUP) for table, read in FILES.items()),
    table_asset(
        contracts.CLAIM,
        _claims,
        GROUP,
        reads=("core.collaboration", "reference.municipality", "reference.origin"),
        kinds=("csv", "polars", "parquet"),
    ),
    table_asset(
        contracts.COLLABORATION_MEMBER,
        _members,
        GROUP,
        reads=("core.claim", "reference.municipality"),
        kinds=("csv", "polars", "parquet"),
    ),
    select_asset(contracts.CONTRACT, GROUP),
]
