"""Application inventories as an asset: what surveys answer and what a register has seen.

Belongs here: putting the two together. Does not belong here: reading either.
"""

import polars as pl

from assets.plausibility import CATALOGUE, REJECTS, WEIGHED, believed
from assets.resources import Place
from assets.tables import table_asset
from pipelines import claims
from pipelines.catalogue import Catalogue
from pipelines.gazetteer import Gazetteer
from pipelines.reviews import reviews
from pipelines.validation import Validated
from schemas.inventory import APPLICATION_REVIEW, APPLICATION_USAGE


def _reviews(place: Place) -> pl.DataFrame:
    return reviews(place.home.review, place.lake.read("reference.application"))


def _usage(place: Place) -> Validated:
    catalogue = Catalogue(*(place.lake.read(name) for name in CATALOGUE))
    gazetteer = Gazetteer(place.lake.read("reference.municipality"))
    answered = believed(place, APPLICATION_USAGE.name)
    seen = claims.seen_in_use(place.evidence, gazetteer, catalogue)
    return Validated(pl.concat([answered.valid, seen.valid]), pl.concat([answered.rejects, seen.rejects]))


ASSETS = [
    table_asset(APPLICATION_REVIEW, _reviews, "survey", reads=("reference.application",), kinds=("csv", "parquet")),
    table_asset(
        APPLICATION_USAGE,
        _usage,
        "inventory",
        reads=(WEIGHED[APPLICATION_USAGE.name], REJECTS, "reference.municipality", *CATALOGUE),
    ),
]
