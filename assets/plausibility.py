"""Answers weighed before they are believed: bounds, what is held, and what a person has confirmed, as assets.

Belongs here: settling the sheets together, because a figure is weighed against those of other sheets. Does not belong
here: the questions and their bounds (pipelines/plausibility), which part fills which core table (budget, inventory).
"""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg
import polars as pl

from assets.resources import Place
from assets.survey import answers
from assets.tables import key, preview, table_asset
from pipelines import budget, inventory
from pipelines.catalogue import Catalogue
from pipelines.plausibility.bounds import bounds
from pipelines.plausibility.confirmations import confirmations
from pipelines.plausibility.figures import Answers
from pipelines.plausibility.prices import Prices
from pipelines.plausibility.weighing import Yardsticks, unmatched_rejects, weigh
from pipelines.validation import Validated
from schemas.budget import BUDGET_LINE, SURVEY_SIZE
from schemas.inventory import APPLICATION_USAGE
from schemas.plausibility import BOUND, HELD
from schemas.survey import APPLICATIONS, BUDGET, SIZES

GROUP = "survey"
CATALOGUE = (
    "reference.application",
    "reference.application_alias",
    "reference.functional_area",
    "reference.vendor_change",
    "reference.application_review",
)
YARDSTICKS = (BOUND.name, "reference.population", "reference.exchange_rate", "reference.consumer_price")
READS = (
    "raw.survey_budget",
    "raw.survey_sizes",
    "raw.survey_applications",
    "quality.correction",
    "core.survey_response",
    "reference.municipality",
)
WEIGHED = {
    BUDGET_LINE.name: "weighed.budget_line",
    SURVEY_SIZE.name: "weighed.survey_size",
    APPLICATION_USAGE.name: "weighed.application_usage",
}
REJECTS, QUESTIONS = "weighed.reject", "weighed.held"
DESCRIPTIONS = {
    **{name: f"Answers for {table} that are believed." for table, name in WEIGHED.items()},
    REJECTS: "Answers that hold by the rules and are not believed, or do not hold, with their reasons.",
    QUESTIONS: "What a person is asked about answers that are hard to believe.",
}


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            key(name),
            group_name=GROUP,
            kinds={"polars", "parquet"},
            description=description,
            deps=[key(read) for read in (*READS, *CATALOGUE, *YARDSTICKS)],
        )
        for name, description in DESCRIPTIONS.items()
    ],
    name="weighed_answers",
)
def weighed_answers(place: Place) -> Iterator[dg.MaterializeResult]:
    """The three sheets settled by their rules, then weighed against each other, sizes, prices and the last round."""
    lake = place.lake
    response = lake.read("core.survey_response")
    settled = [
        budget.budget_lines(answers(place, BUDGET), response),
        budget.survey_sizes(answers(place, SIZES), response),
        inventory.application_usage(
            answers(place, APPLICATIONS), response, Catalogue(*(lake.read(name) for name in CATALOGUE))
        ),
    ]
    said = weigh(
        Answers(*(part.valid for part in settled)),
        Yardsticks(
            lake.read(BOUND.name),
            lake.read("reference.population"),
            Prices(lake.read("reference.exchange_rate"), lake.read("reference.consumer_price")),
        ),
        confirmations(place.home.held),
    )
    rejects = pl.concat([*(part.rejects for part in settled), said.rejects, unmatched_rejects(said.unmatched)])
    frames = dict(zip(WEIGHED.values(), (said.kept.lines, said.kept.sizes, said.kept.usage), strict=True))
    for name, frame in (frames | {REJECTS: rejects, QUESTIONS: said.held}).items():
        lake.write(name, frame)
        yield dg.MaterializeResult(
            asset_key=key(name),
            metadata={"dagster/row_count": frame.height, "preview": dg.MetadataValue.md(preview(frame))},
        )


def believed(place: Place, table: str) -> Validated:
    """What is believed of one table's answers, and the rejects that belong to it."""
    rejects = place.lake.read(REJECTS).filter(pl.col("table_name") == table)
    return Validated(place.lake.read(WEIGHED[table]), rejects.unique(maintain_order=True))


def _bounds(place: Place) -> pl.DataFrame:
    return bounds(place.shipped.data / "plausibility.csv")


def _held(place: Place) -> Validated:
    asked = place.lake.read(REJECTS)
    return Validated(place.lake.read(QUESTIONS), asked.filter(pl.col("table_name") == HELD.name))


ASSETS = [
    table_asset(BOUND, _bounds, "reference", kinds=("csv", "polars", "parquet")),
    weighed_answers,
    table_asset(HELD, _held, "quality", reads=(REJECTS, QUESTIONS)),
]
