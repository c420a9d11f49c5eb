"""Answers held against what is known: what is kept, what is held, what is rejected, and every question.

Belongs here: the order in which answers are weighed, taking out what is not believed, the rows that say so. Does not
belong here: the questions (sizes, costs, usage), bounds, reading the confirmations.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import polars as pl

from pipelines.plausibility import costs, sizes, usage
from pipelines.plausibility.bounds import judged
from pipelines.plausibility.confirmations import MATCHED, no_confirmations
from pipelines.plausibility.figures import CELL, Answers
from pipelines.plausibility.prices import Prices
from schemas.messages import sentence
from schemas.plausibility import HELD
from schemas.quality import FOUND_COLUMNS, REJECT

ID_DIGITS = 8
PLACE = "place_in_answers"


@dataclass(frozen=True)
class Yardsticks:
    """What answers are held against: reference.plausibility_bound, .population and prices."""

    bounds: pl.DataFrame
    population: pl.DataFrame
    prices: Prices


@dataclass(frozen=True)
class Weighed:
    """`kept` are the answers that are believed, `rejects` has the columns of quality.reject but cell and sentence,
    `held` the shape of quality.held, `unmatched` those confirmations that no question of these answers is about."""

    kept: Answers
    rejects: pl.DataFrame
    held: pl.DataFrame
    unmatched: pl.DataFrame


def weigh(
    answers: Answers,
    yardsticks: Yardsticks,
    confirmed: pl.DataFrame | None = None,
    before: Answers | None = None,
) -> Weighed:
    """Weigh answers round by round; a figure that is held is no yardstick for another.

    `before` are answers of earlier rounds that are in force already, kept apart from those asked about.
    """
    confirmed = no_confirmations() if confirmed is None else confirmed
    received = _numbered(answers)
    known, kept, said = before or Answers.none(), received.outside_rounds(), []
    for survey_round in received.rounds:
        weighing = _Round(received.of(survey_round), known.last_before(survey_round), yardsticks, confirmed)
        weighing.run()
        known, kept = known.beside(weighing.now), kept.beside(weighing.now)
        said += weighing.said
    kept = _in_order(kept, answers)
    if not said:
        return Weighed(kept, REJECT.frame([]).select(FOUND_COLUMNS), HELD.frame([]), confirmed)
    doubted = pl.concat(said)
    cells = _cells_of(doubted, answers)
    unmatched = confirmed.join(_keyed(doubted), on=MATCHED, how="anti", nulls_equal=True, maintain_order="left")
    return Weighed(kept, _rejects(cells), _held(doubted, cells), unmatched)


class _Round:
    """One round on its way: `now` is what is left of it, `said` what was asked and not accepted."""

    def __init__(self, now: Answers, before: Answers, yardsticks: Yardsticks, confirmed: pl.DataFrame) -> None:
        self.now, self.before = now, before
        self.yardsticks, self.confirmed = yardsticks, confirmed
        self.said: list[pl.DataFrame] = []
        units = now.cells().select("unit_id", "survey_round").unique(maintain_order=True)
        self.inhabitants = sizes.inhabitants(units, yardsticks.population)

    def run(self) -> None:
        self._sizes()
        self._costs()
        self._usage()

    def _sizes(self) -> None:
        numbers = sizes.numbers(self.now.sizes)
        before = sizes.numbers(self.before.sizes).drop("survey_round")
        single = self._judged(sizes.against_the_register(numbers, self.inhabitants))
        since = self._judged(sizes.against_the_last_round(numbers, before))
        self._take(pl.concat([single, since]))
        pairs = self._judged(sizes.against_each_other(sizes.numbers(self.now.sizes)))
        self._take(sizes.of_the_odd_one(pairs, single))

    def _costs(self) -> None:
        prices = self.yardsticks.prices
        before = costs.amounts(self.before.lines, prices).drop("survey_round", "year")
        amounts = costs.amounts(self.now.lines, prices)
        numbers = sizes.numbers(self.now.sizes)
        against_sizes = costs.against_sizes(costs.totals(amounts), numbers, self.inhabitants)
        against_before = costs.against_the_last_round(amounts, before)
        self._take(self._judged(pl.concat([against_sizes, against_before])))
        # A column that is held as a whole contradicts every pool of the other: the other is not asked again.
        self._take(self._judged(costs.accounts_against_budget(costs.amounts(self.now.lines, prices))))

    def _usage(self) -> None:
        prices = self.yardsticks.prices
        lines = usage.lines(costs.amounts(self.now.lines, prices))
        before = usage.amounts(self.before.usage, prices)
        amounts = usage.amounts(self.now.usage, prices)
        single = self._judged(usage.one_against_the_lines(amounts, lines)).filter(pl.col("outcome") != "accepted")
        # One licence above them all is a slip in its own cell; several are a column in another unit.
        alone = single.filter(pl.len().over("unit_id") == 1)
        self._take(alone)
        amounts = usage.amounts(self.now.usage, prices)
        numbers = sizes.numbers(self.now.sizes)
        self._take(self._judged(usage.of_columns(amounts, before, lines, numbers)))
        self._take(self._judged(usage.users(self.now.usage, numbers, self.inhabitants)))

    def _judged(self, asked: pl.DataFrame) -> pl.DataFrame:
        return judged(asked, self.yardsticks.bounds, self.yardsticks.prices)

    def _take(self, judged: pl.DataFrame) -> None:
        """Note what was not accepted, and take out what no person has confirmed."""
        doubted = judged.filter(pl.col("outcome") != "accepted")
        if not doubted.height:
            return
        keyed = _keyed(doubted).join(
            self.confirmed.drop("line"), on=MATCHED, how="left", nulls_equal=True, maintain_order="left"
        )
        doubted = doubted.with_columns(keyed[name] for name in ("confirmed_by", "confirmed_on", "reason"))
        self.said.append(doubted)
        self.now = self.now.without(_cells_of(_open(doubted), self.now))


def _open(doubted: pl.DataFrame) -> pl.DataFrame:
    """Those that stand: what is impossible cannot be confirmed."""
    return doubted.filter((pl.col("outcome") == "rejected") | pl.col("confirmed_by").is_null())


def _keyed(said: pl.DataFrame) -> pl.DataFrame:
    """What a confirmation is matched by, as text."""
    key = pl.col("keys").list.sort().list.join(", ")
    return said.select(
        pl.col("survey_round").cast(pl.String)
        if name == "survey_round"
        else key.alias("key")
        if name == "key"
        else name
        for name in MATCHED
    )


def _cells_of(doubted: pl.DataFrame, answers: Answers) -> pl.DataFrame:
    """The cells that each question is about, with its columns."""
    cells = answers.cells()
    on = [name for name in CELL if name != "key"]
    both = doubted.join(cells, on=on, how="inner", nulls_equal=True, maintain_order="left")
    return both.filter((pl.col("keys").list.len() == 0) | pl.col("keys").list.contains(pl.col("key")))


def _rejects(cells: pl.DataFrame) -> pl.DataFrame:
    """One row per cell and rule, of what no person has confirmed."""
    found = _open(cells).with_columns(severity="outcome").select(FOUND_COLUMNS)
    return found.unique(maintain_order=True)


def unmatched_rejects(unmatched: pl.DataFrame) -> pl.DataFrame:
    """Confirmations that no question is about, as told rows of quality.reject: what they confirmed has changed."""
    return unmatched.select(
        table_name=pl.lit(HELD.name),
        origin=pl.lit("project-files"),
        file=pl.lit("review/held.csv"),
        sheet=pl.lit(None, pl.String),
        row_number=pl.col("line"),
        column_name=pl.lit("value"),
        rule=pl.lit("confirms_nothing"),
        value="value",
        severity=pl.lit("told"),
    ).select(FOUND_COLUMNS)


def _held(doubted: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """Every question that a person may answer. Shape: quality.held."""
    counted = cells.group_by("rule", "unit_id", "survey_round", "table_name", "column_name", "keys").agg(
        n_cells=pl.len().cast(pl.Int64)
    )
    on = [name for name in counted.columns if name != "n_cells"]
    asked = doubted.filter(pl.col("outcome") == "held").join(counted, on=on, how="inner", maintain_order="left")
    keyed = _keyed(asked)
    rows = []
    for row, told in zip(asked.iter_rows(named=True), keyed.iter_rows(named=True), strict=True):
        figure = "|".join(told[name] for name in ("unit_id", "survey_round", "table_name", "column_name", "key"))
        rows.append(
            {
                **told,
                "key": told["key"] or None,
                "held_id": hashlib.sha256(figure.encode()).hexdigest()[:ID_DIGITS],
                "question": sentence(row["rule"], row["value"], "en"),
                "n_cells": row["n_cells"],
                "status": "waiting" if row["confirmed_by"] is None else "confirmed",
                "confirmed_by": row["confirmed_by"],
                "confirmed_on": row["confirmed_on"],
                "reason": row["reason"],
            }
        )
    typed = [row | {"confirmed_on": None} for row in rows]
    frame = HELD.frame(typed).with_columns(
        confirmed_on=pl.Series([row["confirmed_on"] for row in rows], dtype=pl.String()).str.to_date(strict=False)
    )
    return frame.sort(HELD.grain)


def _numbered(answers: Answers) -> Answers:
    """The rows with their place in the order in which they came."""
    return Answers(*(rows.with_row_index(PLACE) for rows in (answers.lines, answers.sizes, answers.usage)))


def _in_order(kept: Answers, answers: Answers) -> Answers:
    """What is kept in that order, in the columns that the answers had."""
    pairs = ((kept.lines, answers.lines), (kept.sizes, answers.sizes), (kept.usage, answers.usage))
    return Answers(*(found.sort(PLACE).select(rows.columns) for found, rows in pairs))
