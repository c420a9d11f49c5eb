"""Answers of made-up municipalities as rows of the core tables, and what they are held against."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import polars as pl
import pytest

from pipelines import reference
from pipelines.exchange import exchange_rates
from pipelines.plausibility.bounds import bounds
from pipelines.plausibility.figures import Answers
from pipelines.plausibility.prices import Prices
from pipelines.plausibility.weighing import Weighed, Yardsticks, weigh
from schemas.budget import BUDGET_LINE, SURVEY_SIZE
from schemas.inventory import APPLICATION_USAGE
from schemas.reference import POPULATION
from tests.conftest import DATA

# A believable total of 1,000 by pool, so that a municipality is one number; the platform's licences among them.
POOLS = {
    "staff_central": 300,
    "hardware_client": 150,
    "licences_platform": 150,
    "licences_line_of_business": 200,
    "operations_contract": 100,
    "telephony_mobile": 100,
}
CURRENCY = {"NO": "NOK", "SE": "SEK", "DK": "DKK", "FI": "EUR"}


@cache
def _shipped() -> tuple[pl.DataFrame, Prices]:
    prices = Prices(exchange_rates(), reference.consumer_prices(DATA / "reference").valid)
    return bounds(DATA / "plausibility.csv"), prices


def yardsticks(**inhabitants: int) -> Yardsticks:
    """The shipped bounds and prices; inhabitants by unit, `NO_1151=200`, known of 1 January 2024."""
    rows = [
        POPULATION.example_row()
        | {"country_code": unit[:2], "municipality_code": unit[3:], "year": 2024, "population": number}
        for unit, number in inhabitants.items()
    ]
    said, prices = _shipped()
    return Yardsticks(said, POPULATION.frame(rows), prices)


def lines(unit="NO-1151", total=1_200_000.0, survey_round=2026, factor=None, pools=POOLS, currency=None, **changed):
    """Accounts and budget of a round; `factor` multiplies those of one measure, `changed` single pools."""
    rows = []
    for measure, years in (("account", -1), ("budget", 0)):
        for at, (pool, share) in enumerate(pools.items()):
            amount = changed.get(f"{measure}_{pool}", total * share / sum(pools.values()))
            amount = amount * (factor or {}).get(measure, 1)
            rows.append(
                BUDGET_LINE.example_row()
                | {"unit_id": unit, "fiscal_year": survey_round + years, "measure": measure, "cost_pool": pool}
                | {f"amount_{end}": amount for end in ("low", "mid", "high")}
                | {"currency": currency or CURRENCY[unit[:2]], "origin_id": f"survey-round-{survey_round}"}
                | {"source_file": f"{unit}.xlsx", "source_sheet": "Budsjett", "source_row": at + 2}
            )
    return BUDGET_LINE.frame(rows)


def sizes(unit="NO-1151", survey_round=2026, **numbers):
    """The sizes of a round."""
    rows = [
        SURVEY_SIZE.example_row()
        | {"unit_id": unit, "year": survey_round - 1, "size": size, "low": number, "mid": number, "high": number}
        | {"origin_id": f"survey-round-{survey_round}", "source_file": f"{unit}.xlsx", "source_row": at + 2}
        for at, (size, number) in enumerate(numbers.items())
        if number is not None
    ]
    return SURVEY_SIZE.frame(rows)


def usage(*applications, unit="NO-1151", survey_round=2026):
    """Applications of a round as (name, licence, operations, users)."""
    rows = []
    for at, (name, licence, operations, users) in enumerate(applications):
        rows.append(
            APPLICATION_USAGE.example_row()
            | {"unit_id": unit, "survey_round": str(survey_round), "year": survey_round, "name_as_written": name}
            | {"annual_licence": licence, "annual_operations": operations, "currency": CURRENCY[unit[:2]]}
            | {f"users_{end}": users for end in ("low", "mid", "high")}
            | {"origin_id": f"survey-round-{survey_round}", "source_file": f"{unit}.xlsx", "source_row": at + 2}
        )
    return APPLICATION_USAGE.frame(rows)


def answers(lines=None, sizes=None, usage=None) -> Answers:
    none = Answers.none()
    return Answers(
        *(given if given is not None else left for given, left in zip((lines, sizes, usage), _all(none), strict=True))
    )


def together(*each: Answers) -> Answers:
    found = Answers.none()
    for one in each:
        found = found.beside(one)
    return found


def scaled(said: Answers, factor: float) -> Answers:
    """The same answers with every amount multiplied."""
    ends = [f"amount_{end}" for end in ("low", "mid", "high")]
    return replace(
        said,
        lines=said.lines.with_columns(pl.col(ends) * factor),
        usage=said.usage.with_columns(pl.col("annual_licence", "annual_operations") * factor),
    )


def rules(weighed: Weighed) -> set[str]:
    return set(weighed.rejects["rule"])


def believed(weighed: Weighed) -> pl.DataFrame:
    """The budget lines whose amount is still there."""
    return weighed.kept.lines.filter(pl.col("amount_status") == "stated")


def is_whole(weighed: Weighed, said: Answers) -> bool:
    """Whether everything was accepted, in its order and as it was."""
    return not weighed.rejects.height and all(
        one.equals(other) for one, other in zip(_all(weighed.kept), _all(said), strict=True)
    )


def _all(said: Answers) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    return said.lines, said.sizes, said.usage


@pytest.fixture
def ask():
    """Weigh answers of municipalities with these inhabitants."""

    def weighed(said: Answers, confirmed=None, before=None, **inhabitants: int) -> Weighed:
        return weigh(said, yardsticks(**inhabitants), confirmed, before)

    return weighed
