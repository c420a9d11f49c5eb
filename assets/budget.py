"""Money, size and form of collaboration of those who answered, as assets.

Belongs here: which function of pipelines/ fills which table. Does not belong here: reading cells.
"""

import polars as pl

from assets.plausibility import REJECTS, WEIGHED, believed
from assets.resources import Place
from assets.tables import table_asset
from pipelines import budget, claims
from pipelines.validation import Validated
from schemas.budget import BUDGET_LINE, SURVEY_SIZE
from schemas.contracts import UNIT_FORM

GROUP = "budget"


def _budget_lines(place: Place) -> Validated:
    return believed(place, BUDGET_LINE.name)


def _survey_sizes(place: Place) -> Validated:
    return believed(place, SURVEY_SIZE.name)


def _unit_forms(place: Place) -> Validated:
    shipped = claims.unit_forms(place.evidence)
    answered = budget.answered_forms(place.lake.read("core.survey_response"))
    return Validated(pl.concat([shipped.valid, answered]), shipped.rejects)


ASSETS = [
    table_asset(BUDGET_LINE, _budget_lines, GROUP, reads=(WEIGHED[BUDGET_LINE.name], REJECTS)),
    table_asset(SURVEY_SIZE, _survey_sizes, GROUP, reads=(WEIGHED[SURVEY_SIZE.name], REJECTS)),
    table_asset(UNIT_FORM, _unit_forms, GROUP, reads=("core.survey_response",)),
]
