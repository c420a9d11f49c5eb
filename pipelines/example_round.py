"""The example command's request as a round: numbers to municipalities, with their population.

Belongs here: reading what a person asked for. Does not belong here: making figures up (pipelines/example).
"""

from __future__ import annotations

import datetime
from pathlib import Path

import polars as pl

from pipelines import reference
from pipelines.example import write_round
from pipelines.faults import UserError
from pipelines.gazetteer import Gazetteer
from pipelines.overrides import municipalities as municipalities_of
from pipelines.overrides import overridden
from schemas.reference import POPULATION

COUNTRY = "NO"
# Made up, in data/example/reference: no number of theirs was ever a municipality's.
SHIPPED_MUNICIPALITIES = "9901,9902,9903,9904,9905,9906"


def write_example(
    out: Path,
    data: Path,
    municipalities: str | None,
    applications: str,
    survey_round: str,
    seed: int,
    *,
    with_faults: bool,
) -> int:
    """Number of workbooks written; of the invented municipalities where none are asked.

    Raises UserError where a number, range or round does not hold.
    """
    folder = data / "reference"
    if not survey_round.isdigit() or len(survey_round) != 4:
        raise UserError(f"--round is a year such as 2025, not {survey_round!r}.")
    low, _, high = applications.partition("-")
    if not (low.isdigit() and (high or low).isdigit() and 0 < int(low) <= int(high or low)):
        raise UserError(f"--applications is a range such as 100-180, not {applications!r}.")
    made_up = data / "example" / "reference"
    gazetteer = Gazetteer(municipalities_of(data, made_up))
    at = datetime.date(int(survey_round), 1, 1)
    population = overridden(POPULATION, reference.population(folder).valid, made_up).filter(
        (pl.col("country_code") == COUNTRY) & (pl.col("basis") == "original")
    )
    of_year = population.filter(pl.col("year") == int(survey_round))
    inhabitants = dict(of_year.select("municipality_code", "population").iter_rows())
    places = []
    for text in (municipalities or SHIPPED_MUNICIPALITIES).split(","):
        place = gazetteer.resolve(text, COUNTRY, at)
        if place.municipality_code not in inhabitants:
            years = sorted(population["year"].to_list())
            raise UserError(
                f"There is no population of {place} in {survey_round}; they are of {years[0]} to {years[-1]}."
            )
        places.append((place, inhabitants[place.municipality_code]))
    write_round(
        out,
        places,
        (int(low), int(high or low)),
        survey_round,
        seed,
        reference.applications(folder).valid,
        reference.aliases(folder).valid,
        with_faults=with_faults,
    )
    return len(places)
