"""What is asked of applications: what they cost against the licences of the budget, how many use them.

Belongs here: the questions of the sheet on applications. The amounts of applications are asked about, not the budget's
lines, which have been held against the size of the municipality already. Does not belong here: bounds.
"""

from __future__ import annotations

import polars as pl

from pipelines.plausibility.figures import USAGE_AMOUNTS, all_asked, asked, point, round_of_usage
from pipelines.plausibility.prices import EURO, Prices
from schemas.inventory import APPLICATION_USAGE

TYPICAL_OF = 10  # from so many amounts on their median says in what unit they are
LINE_OF_BUSINESS = "licences_line_of_business"
LICENCES = ("licences_platform", LINE_OF_BUSINESS)
# Amount of an application -> what its sum is called, the pool that must be in the budget, the pools it is held against.
SUMS = {
    "annual_licence": ("licences", "licence_lines", LINE_OF_BUSINESS, LICENCES),
    "annual_operations": (
        "operations",
        "operations_lines",
        "operations_contract",
        ("operations_contract", *LICENCES),
    ),
}
UNIT = ["unit_id", "survey_round"]
CELLS = [*UNIT, "column_name"]
HERE = {"table_name": pl.lit(APPLICATION_USAGE.name)}


def amounts(usage: pl.DataFrame, prices: Prices) -> pl.DataFrame:
    """unit_id, survey_round, column_name, name, year, currency, amount, euro, n_rows: what applications state."""
    answered = usage.with_columns(survey_round=round_of_usage()).filter(pl.col("survey_round").is_not_null())
    long = (
        answered.with_columns(n_rows=pl.len().over(UNIT), name=pl.col("name_as_written"))
        .select(*UNIT, "year", "currency", "name", "n_rows", *USAGE_AMOUNTS)
        .unpivot(USAGE_AMOUNTS, index=[*UNIT, "year", "currency", "name", "n_rows"], variable_name="column_name")
        .rename({"value": "amount"})
        .filter(pl.col("amount").is_not_null())
    )
    return long.with_columns(euro=prices.in_euro("amount")(long))


def lines(line_amounts: pl.DataFrame) -> pl.DataFrame:
    """unit_id, survey_round, column_name, budgeted in euro: what the accounts or the budget, the greater, have for it.

    Only where the pool that most of it belongs to is in with an amount. `line_amounts` has the columns of
    `costs.amounts`.
    """
    found = []
    for column, (_, _, needed, pools) in SUMS.items():
        here = line_amounts.filter(pl.col("cost_pool").is_in(pools))
        sums = here.group_by(*UNIT, "measure", maintain_order=True).agg(
            budgeted=pl.col("euro").sum(),
            has_it=((pl.col("cost_pool") == needed) & (pl.col("amount") > 0)).any(),
        )
        greatest = sums.filter("has_it").group_by(UNIT, maintain_order=True).agg(pl.col("budgeted").max())
        found.append(greatest.with_columns(column_name=pl.lit(column)))
    return pl.concat(found)


def against_the_lines(amounts: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """The sum of a column by the budget's lines for it, both in euro. A short list says nothing where it is little."""
    sums = amounts.group_by(CELLS, maintain_order=True).agg(
        pl.col("euro").sum(), pl.col("n_rows").first(), n_stated=pl.len()
    )
    both = sums.join(lines, on=CELLS, maintain_order="left")
    is_short = (pl.col("n_stated") < TYPICAL_OF) | (pl.col("n_stated") * 2 < pl.col("n_rows"))
    names = {column: f"{name}_per_{divided_by}" for column, (name, divided_by, _, _) in SUMS.items()}
    return asked(
        both.select(
            *CELLS,
            **HERE,
            rule=pl.col("column_name").replace_strict(names, return_dtype=pl.String),
            numerator="euro",
            denominator="budgeted",
            currency=pl.lit(EURO),
            denominator_currency=pl.lit(EURO),
            only_above=is_short,
        )
    )


def one_against_the_lines(amounts: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Each single licence by the budget's lines for all of them, both in euro."""
    both = amounts.filter(pl.col("column_name") == "annual_licence").join(lines, on=CELLS, maintain_order="left")
    return asked(
        both.select(
            *CELLS,
            **HERE,
            rule=pl.lit("licence_per_licence_lines"),
            keys=pl.concat_list("name"),
            numerator="euro",
            denominator="budgeted",
            currency=pl.lit(EURO),
            denominator_currency=pl.lit(EURO),
        )
    )


def against_the_last_round(amounts: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """The sum of a column by that of the last round, over the applications that both answer, both in euro."""
    both = amounts.join(before, on=["unit_id", "column_name", "name"], suffix="_before", maintain_order="left")
    sums = both.group_by(CELLS, maintain_order=True).agg(
        numerator=pl.col("euro").sum(), denominator=pl.col("euro_before").sum()
    )
    names = {column: f"{name}_per_last_round" for column, (name, *_) in SUMS.items()}
    return asked(
        sums.with_columns(
            **HERE,
            rule=pl.col("column_name").replace_strict(names, return_dtype=pl.String),
            currency=pl.lit(EURO),
            denominator_currency=pl.lit(EURO),
        )
    )


def typical(amounts: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """The median amount of a column, where enough are stated for it to tell kroner from thousands.

    The class of its bounds goes by the municipality's users.
    """
    said = amounts.filter(pl.col("amount") > 0)
    medians = (
        said.group_by(*CELLS, maintain_order=True)
        .agg(pl.col("euro").median(), pl.col("year").first(), n_stated=pl.len())
        .filter(pl.col("n_stated") >= TYPICAL_OF)
    )
    users = numbers.filter(pl.col("size") == "user").select(*UNIT, size="number")
    medians = medians.join(users, on=UNIT, how="left", maintain_order="left")
    names = {"annual_licence": "typical_licence", "annual_operations": "typical_operations"}
    return asked(
        medians.select(
            *CELLS,
            "year",
            "size",
            **HERE,
            rule=pl.format("{}_per_application", pl.col("column_name").replace_strict(names, return_dtype=pl.String)),
            numerator="euro",
            denominator=pl.lit(1.0),
            currency=pl.lit(EURO),
        )
    )


def users(usage: pl.DataFrame, numbers: pl.DataFrame, inhabitants: pl.DataFrame) -> pl.DataFrame:
    """The users of each application by the municipality's users and by its inhabitants."""
    said = usage.select("unit_id", survey_round=round_of_usage(), name="name_as_written", users=point("users_")).filter(
        pl.col("users").is_not_null()
    )
    counted = pl.concat(
        [
            numbers.filter(pl.col("size") == "user").select(*UNIT, "size", "number"),
            inhabitants.select(*UNIT, size=pl.lit("inhabitant"), number="inhabitants"),
        ]
    )
    both = said.join(counted, on=UNIT, maintain_order="left")
    return asked(
        both.select(
            *UNIT,
            **HERE,
            column_name=pl.lit("users"),
            rule=pl.format("application_users_per_{}", "size"),
            keys=pl.concat_list("name"),
            numerator="users",
            denominator="number",
        )
    )


def of_columns(amounts: pl.DataFrame, before: pl.DataFrame, lines: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """Every question about whole columns of amounts."""
    return all_asked(
        [against_the_lines(amounts, lines), against_the_last_round(amounts, before), typical(amounts, numbers)]
    )
