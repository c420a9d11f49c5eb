"""The bounds of data/plausibility.csv, and what they say of a figure: accepted, held or rejected.

Belongs here: reading the file, choosing the class a figure belongs to, comparing. Does not belong here: which figures
there are (sizes, costs, usage), what becomes of them (pipelines/plausibility/weighing).
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipelines import shipped
from pipelines.faults import StructuralFault
from pipelines.plausibility.prices import EURO, Prices
from pipelines.validation import must_hold
from schemas.plausibility import ABOVE, BELOW, BOUND, IMPOSSIBLE, RATIOS

ENDS = ("hold_below", "hold_above", "reject_below", "reject_above")
WHOLE = 1000  # from here on a number is shown without decimals


def bounds(path: Path) -> pl.DataFrame:
    """Shape: reference.plausibility_bound. Raises StructuralFault where a line does not hold: a bound that is lost
    would let figures through."""
    settled = shipped.load(BOUND, path)
    if settled.rejects.height:
        # The file ships with the project: name what is wrong with it as for any table that must hold.
        first = settled.rejects.row(0, named=True)
        raise StructuralFault(
            f"{path.name}, row {first['row_number']}: {first['column_name']} does not hold ({first['rule']}: "
            f"{first['value']!r}). Mend the line."
        )
    return must_hold(BOUND, settled.valid)


def judged(asked: pl.DataFrame, bounds: pl.DataFrame, prices: Prices) -> pl.DataFrame:
    """The questions that can be asked, each with `outcome` (accepted, held, rejected), `rule` by its side, `value`.

    A question without a figure or without something to divide it by is not asked, and neither is one about money of a
    currency without a rate. Where how large the divisor is has not been said, the widest class of bounds holds.
    """
    answerable = asked.filter(
        pl.col("numerator").is_not_null() & ~pl.col("numerator").is_nan() & (pl.col("denominator") > 0)
    ).with_row_index("question")
    classes = _of_scope(answerable, bounds).filter(
        pl.col("size").is_null()
        | ((pl.col("size") >= pl.col("size_from")) & (pl.col("size") < pl.col("size_below").fill_null(float("inf"))))
    )
    widest = classes.group_by("question").agg(
        *(pl.col(end).min() for end in ENDS if end.endswith(BELOW)),
        *(pl.col(end).max() for end in ENDS if end.endswith(ABOVE)),
        pl.col("unit").first(),
        pl.col("price_year").first(),
    )
    said = answerable.join(widest, on="question", how="inner", maintain_order="left")
    return _compared(said, prices).drop("question", "unit", "price_year", "compared", *ENDS)


def _of_scope(asked: pl.DataFrame, bounds: pl.DataFrame) -> pl.DataFrame:
    """Every question with the classes of bounds of its rule and scope; those for any scope where it has none."""
    own = bounds.select("rule", "scope").unique()
    narrowed = asked.join(own, on=["rule", "scope"], how="semi")
    other = asked.join(own, on=["rule", "scope"], how="anti").with_columns(scope=pl.lit("any"))
    return pl.concat([narrowed, other]).join(bounds.drop("numerator", "denominator"), on=["rule", "scope"], how="inner")


def _compared(said: pl.DataFrame, prices: Prices) -> pl.DataFrame:
    is_money = pl.col("unit") == EURO
    in_euro = prices.in_prices_of(said, "numerator", "price_year").alias("in_euro")
    said = said.with_columns(
        compared=pl.when(is_money).then(in_euro).otherwise("numerator") / pl.col("denominator"),
    ).filter(pl.col("compared").is_not_null())
    figure = pl.col("compared")
    is_rejected = (figure < pl.col("reject_below")).fill_null(False) | (figure > pl.col("reject_above")).fill_null(
        False
    )
    is_below = ((figure < pl.col("hold_below")) & ~pl.col("only_above")).fill_null(False)
    is_above = (figure > pl.col("hold_above")).fill_null(False)
    side = pl.when(is_rejected).then(pl.lit(IMPOSSIBLE)).when(is_below).then(pl.lit(BELOW)).otherwise(pl.lit(ABOVE))
    outcome = (
        pl.when(is_rejected)
        .then(pl.lit("rejected"))
        .when(is_below | is_above)
        .then(pl.lit("held"))
        .otherwise(pl.lit("accepted"))
    )
    said = said.with_columns(outcome=outcome)
    doubted = pl.col("outcome") != "accepted"
    shown = said.filter(doubted).with_columns(rule=pl.format("{}_{}", "rule", side))
    shown = shown.with_columns(value=pl.Series([_value(row) for row in shown.iter_rows(named=True)], dtype=pl.String()))
    return pl.concat([said.filter(~doubted).with_columns(value=pl.lit(None, pl.String)), shown])


def _value(row: dict[str, object]) -> str:
    """A figure as it is told and confirmed: `10100 NOK / 1000 = 10.1`."""
    numerator, denominator = float(row["numerator"]), float(row["denominator"])  # type: ignore[arg-type]
    above, below = (f" {row[name]}" if row[name] else "" for name in ("currency", "denominator_currency"))
    return f"{_number(numerator)}{above} / {_number(denominator)}{below} = {_number(numerator / denominator)}"


def _number(value: float) -> str:
    return f"{value:.0f}" if WHOLE <= abs(value) < 1e15 else f"{value:.4g}"


def rules() -> list[str]:
    """Every rule that a question can be held or rejected by, as quality.reject names it."""
    return [f"{ratio}_{side}" for ratio in RATIOS for side in (BELOW, ABOVE, IMPOSSIBLE)]
