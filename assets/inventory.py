"""Application inventories as an asset: what surveys answer and what a register has seen.

Belongs here: putting the two together. Does not belong here: reading either.
"""

import polars as pl

from assets.resources import Place
from assets.survey import answers
from assets.tables import table_asset
from pipelines import claims, inventory
from pipelines.gazetteer import Gazetteer
from pipelines.validation import Validated
from schemas.inventory import APPLICATION_USAGE
from schemas.survey import APPLICATIONS

READS = (
    "core.survey_response",
    "reference.application",
    "reference.application_alias",
    "reference.functional_area",
    "reference.municipality",
)


def _usage(place: Place) -> Validated:
    response, applications, aliases, areas, municipalities = (place.lake.read(name) for name in READS)
    answered = inventory.application_usage(answers(place, APPLICATIONS), response, applications, aliases, areas)
    seen = claims.seen_in_use(place.shipped.data / "evidence", Gazetteer(municipalities), applications, aliases)
    return Validated(pl.concat([answered.valid, seen.valid]), pl.concat([answered.rejects, seen.rejects]))


ASSETS = [
    table_asset(APPLICATION_USAGE, _usage, "inventory", reads=("raw.survey_applications", "quality.correction", *READS))
]
