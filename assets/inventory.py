"""Application inventories as an asset: what surveys answer and what a register has seen.

Belongs here: putting the two together. Does not belong here: reading either.
"""

import polars as pl

from assets.resources import Place
from assets.survey import answers
from assets.tables import table_asset
from pipelines import claims, inventory
from pipelines.catalogue import Catalogue
from pipelines.gazetteer import Gazetteer
from pipelines.reviews import reviews
from pipelines.validation import Validated
from schemas.inventory import APPLICATION_REVIEW, APPLICATION_USAGE
from schemas.survey import APPLICATIONS

READS = (
    "reference.application",
    "reference.application_alias",
    "reference.functional_area",
    "reference.vendor_change",
    "reference.application_review",
)


def _reviews(place: Place) -> pl.DataFrame:
    return reviews(place.home.review, place.lake.read("reference.application"))


def _usage(place: Place) -> Validated:
    catalogue = Catalogue(*(place.lake.read(name) for name in READS))
    gazetteer = Gazetteer(place.lake.read("reference.municipality"))
    answered = inventory.application_usage(
        answers(place, APPLICATIONS), place.lake.read("core.survey_response"), catalogue
    )
    seen = claims.seen_in_use(place.evidence, gazetteer, catalogue)
    return Validated(pl.concat([answered.valid, seen.valid]), pl.concat([answered.rejects, seen.rejects]))


ANSWERED = ("raw.survey_applications", "quality.correction", "core.survey_response", "reference.municipality")
ASSETS = [
    table_asset(APPLICATION_REVIEW, _reviews, "survey", reads=("reference.application",), kinds=("csv", "parquet")),
    table_asset(APPLICATION_USAGE, _usage, "inventory", reads=(*ANSWERED, *READS)),
]
