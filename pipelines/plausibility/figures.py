"""What is asked of answers, in one form whatever it is about: a figure, what it is divided by, the cells it is from.

Belongs here: the frame of questions, answers of a round and their cells, taking cells out. Does not belong here: which
questions there are (sizes, costs, usage), what is believed (pipelines/plausibility/bounds).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from schemas.budget import BUDGET_LINE, SURVEY_SIZE
from schemas.inventory import APPLICATION_USAGE
from schemas.survey import YEARS_FROM_ROUND

# A question: a rule of schemas/plausibility, whose figure it is and of which cells (no key: the whole column), the
# figure itself with what it is divided by, how large the divisor is for the class of bounds, and where it is money
# its currency and year. `only_above` where a small figure says nothing.
ASKED = {
    "rule": pl.String(),
    "unit_id": pl.String(),
    "survey_round": pl.Int64(),
    "table_name": pl.String(),
    "column_name": pl.String(),
    "keys": pl.List(pl.String()),
    "numerator": pl.Float64(),
    "denominator": pl.Float64(),
    "size": pl.Float64(),
    "scope": pl.String(),
    "currency": pl.String(),
    "denominator_currency": pl.String(),
    "year": pl.Int64(),
    "only_above": pl.Boolean(),
}
USAGE_AMOUNTS = ("annual_licence", "annual_operations")
# Column of the sheet on applications -> columns of the table that a held cell leaves empty.
USAGE_COLUMNS = {
    **{name: (name,) for name in USAGE_AMOUNTS},
    "users": ("users_low", "users_mid", "users_high"),
}
CELL = ("unit_id", "survey_round", "table_name", "column_name", "key")


def asked(frame: pl.DataFrame) -> pl.DataFrame:
    """Questions in their full width; what a question does not need is null, `any` or False."""
    defaults = {name: pl.lit(None, dtype) for name, dtype in ASKED.items() if name not in frame.columns}
    defaults |= {
        name: value
        for name, value in (("scope", pl.lit("any")), ("only_above", pl.lit(False)), ("keys", pl.lit([])))
        if name not in frame.columns
    }
    return frame.with_columns(**defaults).select(pl.col(name).cast(dtype) for name, dtype in ASKED.items())


def all_asked(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Several kinds of questions together; none where there are none."""
    return pl.concat([pl.DataFrame(schema=ASKED), *frames])


def point(stem: str = "") -> pl.Expr:
    """The value that stands for an interval: the middle, or whatever end is known."""
    low, mid, high = (pl.col(f"{stem}{end}") for end in ("low", "mid", "high"))
    return pl.coalesce(mid, (low + high) / 2, low, high)


@dataclass(frozen=True)
class Answers:
    """Rows as they passed the rules of core.budget_line, core.survey_size and core.application_usage."""

    lines: pl.DataFrame
    sizes: pl.DataFrame
    usage: pl.DataFrame

    @staticmethod
    def none() -> Answers:
        """No rows."""
        return Answers(*(table.frame([]) for table in (BUDGET_LINE, SURVEY_SIZE, APPLICATION_USAGE)))

    def of(self, survey_round: int) -> Answers:
        """The rows of one round."""
        return Answers(
            self.lines.filter(round_of_lines() == survey_round),
            self.sizes.filter(round_of_sizes() == survey_round),
            self.usage.filter(round_of_usage() == survey_round),
        )

    def last_before(self, survey_round: int) -> Answers:
        """Of every municipality the rows of the last round before this one, sheet by sheet."""

        def last(rows: pl.DataFrame, in_round: pl.Expr) -> pl.DataFrame:
            earlier = rows.filter(in_round < survey_round)
            return earlier.filter(in_round == in_round.max().over("unit_id"))

        return Answers(
            last(self.lines, round_of_lines()), last(self.sizes, round_of_sizes()), last(self.usage, round_of_usage())
        )

    def outside_rounds(self) -> Answers:
        """Applications that were seen in a register and answered by nobody: there is no question about them."""
        return Answers(self.lines.clear(), self.sizes.clear(), self.usage.filter(round_of_usage().is_null()))

    @property
    def rounds(self) -> list[int]:
        """Every round that somebody answered, in the order of time."""
        return sorted(
            {
                *self.lines.select(round_of_lines()).to_series(),
                *self.sizes.select(round_of_sizes()).to_series(),
                *self.usage.select(round_of_usage()).to_series().drop_nulls(),
            }
        )

    def beside(self, other: Answers) -> Answers:
        """The rows of both."""
        return Answers(
            pl.concat([self.lines, other.lines], how="diagonal"),
            pl.concat([self.sizes, other.sizes], how="diagonal"),
            pl.concat([self.usage, other.usage], how="diagonal"),
        )

    def cells(self) -> pl.DataFrame:
        """Every cell that a question can be about: `CELL`, with the origin, file, sheet and row it is from."""
        place = {"origin": "origin_id", "file": "source_file", "sheet": "source_sheet", "row_number": "source_row"}

        def of(rows: pl.DataFrame, table: str, in_round: pl.Expr, column: pl.Expr, key: str) -> pl.DataFrame:
            return rows.select(
                "unit_id",
                survey_round=in_round,
                table_name=pl.lit(table),
                column_name=column,
                key=key,
                **place,
            )

        return pl.concat(
            [
                of(_stated(self.lines), BUDGET_LINE.name, round_of_lines(), pl.col("measure"), "cost_pool"),
                of(self.sizes, SURVEY_SIZE.name, round_of_sizes(), pl.lit("number"), "size"),
                *(
                    of(
                        self.usage.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in emptied)),
                        APPLICATION_USAGE.name,
                        round_of_usage(),
                        pl.lit(column),
                        "name_as_written",
                    )
                    for column, emptied in USAGE_COLUMNS.items()
                ),
            ]
        )

    def without(self, cells: pl.DataFrame) -> Answers:
        """The rows without some cells; `cells` has `CELL` and `outcome`, held or rejected.

        A budget line keeps its scope and says what became of the amount; a size is a row of its own; an application
        keeps all its other answers.
        """
        return Answers(
            _lines_without(self.lines, cells), _sizes_without(self.sizes, cells), _usage_without(self, cells)
        )


def round_of_lines() -> pl.Expr:
    """The round in which a budget line was answered."""
    return pl.col("fiscal_year") - pl.col("measure").replace_strict(
        {measure: YEARS_FROM_ROUND[measure] for measure in ("account", "budget")}, return_dtype=pl.Int64
    )


def round_of_sizes() -> pl.Expr:
    """The round in which a size was answered."""
    return pl.col("year") - YEARS_FROM_ROUND["number"]


def round_of_usage() -> pl.Expr:
    """The round in which an application was answered; null where it was seen in a register."""
    return pl.col("survey_round").cast(pl.Int64, strict=False)


def _stated(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.filter((pl.col("scope") == "in") & point("amount_").is_not_null())


def _of(cells: pl.DataFrame, table: str) -> pl.DataFrame:
    here = cells.filter(pl.col("table_name") == table)
    # A cell that one rule holds and another rejects is rejected.
    return here.group_by(*CELL, maintain_order=True).agg(pl.col("outcome").max())


def _lines_without(lines: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    here = _of(cells, BUDGET_LINE.name).select(
        "unit_id", "survey_round", "outcome", measure="column_name", cost_pool="key"
    )
    on = ["unit_id", "survey_round", "measure", "cost_pool"]
    marked = lines.with_columns(survey_round=round_of_lines()).join(here, on=on, how="left", maintain_order="left")
    gone = pl.col("outcome").is_not_null()
    emptied = [pl.when(~gone).then(f"amount_{end}").alias(f"amount_{end}") for end in ("low", "mid", "high")]
    status = pl.when(gone).then("outcome").otherwise("amount_status")
    return marked.with_columns(*emptied, amount_status=status).select(lines.columns)


def _sizes_without(sizes: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    here = _of(cells, SURVEY_SIZE.name).select("unit_id", "survey_round", size="key")
    marked = sizes.with_columns(survey_round=round_of_sizes())
    kept = marked.join(here, on=["unit_id", "survey_round", "size"], how="anti", maintain_order="left")
    return kept.select(sizes.columns)


def _usage_without(answers: Answers, cells: pl.DataFrame) -> pl.DataFrame:
    usage = answers.usage
    here = _of(cells, APPLICATION_USAGE.name)
    if not here.height:
        return usage
    said = usage.with_columns(answered_in=round_of_usage())
    for column, emptied in USAGE_COLUMNS.items():
        gone = here.filter(pl.col("column_name") == column).select(
            "unit_id", answered_in="survey_round", name_as_written="key", is_gone=pl.lit(True)
        )
        on = ["unit_id", "answered_in", "name_as_written"]
        said = said.join(gone, on=on, how="left", maintain_order="left")
        said = said.with_columns(pl.when(pl.col("is_gone").is_null()).then(name).alias(name) for name in emptied)
        said = said.drop("is_gone")
    return said.select(usage.columns)
