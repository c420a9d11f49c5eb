"""What is asked of amounts: the sum of a year against sizes and the last round, one pool's accounts against its budget.

Belongs here: the questions of the sheet on money. Does not belong here: applications (usage), bounds, what becomes of
an amount.
"""

from __future__ import annotations

import polars as pl

from pipelines.plausibility.figures import all_asked, asked, point, round_of_lines
from pipelines.plausibility.prices import EURO, Prices
from schemas.budget import BUDGET_LINE
from schemas.plausibility import RATIOS

STAFF = "staff_central"
HERE = {"table_name": pl.lit(BUDGET_LINE.name)}
SUM = ["unit_id", "survey_round", "measure"]


def amounts(lines: pl.DataFrame, prices: Prices) -> pl.DataFrame:
    """unit_id, survey_round, measure, cost_pool, year, currency, amount, euro: stated of the pools that are in."""
    stated = lines.select(
        "unit_id",
        "measure",
        "cost_pool",
        "currency",
        survey_round=round_of_lines(),
        year="fiscal_year",
        amount=pl.when(pl.col("scope") == "in").then(point("amount_")),
    ).filter(pl.col("amount").is_not_null())
    return stated.with_columns(euro=prices.in_euro("amount")(stated))


def totals(amounts: pl.DataFrame) -> pl.DataFrame:
    """One sum per unit, round and measure: `SUM`, year, currency, amount, scope.

    In the currency of its lines, or in euro where they have several.
    """
    one_currency = pl.col("currency").n_unique() == 1
    has_staff = ((pl.col("cost_pool") == STAFF) & (pl.col("amount") > 0)).any()
    return amounts.group_by(SUM, maintain_order=True).agg(
        pl.col("year").first(),
        amount=pl.when(one_currency).then(pl.col("amount").sum()).otherwise(pl.col("euro").sum()),
        currency=pl.when(one_currency).then(pl.col("currency").first()).otherwise(pl.lit(EURO)),
        scope=pl.when(has_staff).then(pl.lit("with_staff")).otherwise(pl.lit("any")),
    )


def against_sizes(totals: pl.DataFrame, numbers: pl.DataFrame, inhabitants: pl.DataFrame) -> pl.DataFrame:
    """Each sum by users, workstations, employees, full-time equivalents and inhabitants, as far as they are known."""
    divided_by = [denominator for numerator, denominator in RATIOS.values() if numerator == "cost"]
    counted = pl.concat(
        [
            numbers.select("unit_id", "survey_round", "size", "number"),
            inhabitants.select("unit_id", "survey_round", size=pl.lit("inhabitant"), number="inhabitants"),
        ]
    ).filter(pl.col("size").is_in(divided_by))
    both = totals.join(counted, on=["unit_id", "survey_round"], maintain_order="left")
    return asked(
        both.select(
            "unit_id",
            "survey_round",
            "scope",
            "currency",
            "year",
            **HERE,
            column_name="measure",
            rule=pl.format("cost_per_{}", "size"),
            numerator="amount",
            denominator="number",
            size="number",
        )
    )


def against_the_last_round(amounts: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Each sum by that of the last round, over the pools that both rounds answer; several currencies in euro."""
    both = amounts.join(before, on=["unit_id", "measure", "cost_pool"], suffix="_before", maintain_order="left")
    same = (pl.col("currency") == pl.col("currency_before")).all() & (pl.col("currency").n_unique() == 1)
    currency = pl.when(same).then(pl.col("currency").first()).otherwise(pl.lit(EURO))
    sums = both.group_by(SUM, maintain_order=True).agg(
        numerator=pl.when(same).then(pl.col("amount").sum()).otherwise(pl.col("euro").sum()),
        denominator=pl.when(same).then(pl.col("amount_before").sum()).otherwise(pl.col("euro_before").sum()),
        currency=currency,
        denominator_currency=currency,
    )
    return asked(sums.with_columns(**HERE, rule=pl.lit("cost_per_last_round")).rename({"measure": "column_name"}))


def accounts_against_budget(amounts: pl.DataFrame) -> pl.DataFrame:
    """The accounts of each pool by its budget in the same workbook; asked of either column.

    Nought is no amount in thousands: a pool that nothing was spent on is believed, but for staff that was budgeted.
    """
    sides = [amounts.filter(pl.col("measure") == measure) for measure in ("account", "budget")]
    both = sides[0].join(sides[1], on=["unit_id", "survey_round", "cost_pool"], suffix="_below", maintain_order="left")
    same = pl.col("currency") == pl.col("currency_below")
    said = both.filter((pl.col("amount") != 0) | (pl.col("cost_pool") == STAFF)).select(
        "unit_id",
        "survey_round",
        **HERE,
        rule=pl.lit("account_per_budget"),
        keys=pl.concat_list("cost_pool"),
        numerator=pl.when(same).then("amount").otherwise("euro"),
        denominator=pl.when(same).then("amount_below").otherwise("euro_below"),
        currency=pl.when(same).then("currency").otherwise(pl.lit(EURO)),
        denominator_currency=pl.when(same).then("currency").otherwise(pl.lit(EURO)),
    )
    return all_asked([asked(said.with_columns(column_name=pl.lit(measure))) for measure in ("account", "budget")])
