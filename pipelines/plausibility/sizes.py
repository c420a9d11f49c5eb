"""What is asked of sizes: against the inhabitants, against each other, against the last round.

Belongs here: the questions of the sheet on staff and users; which of two sizes that contradict each other is the odd
one. Does not belong here: bounds, what becomes of a size.
"""

from __future__ import annotations

import polars as pl

from pipelines.plausibility.figures import all_asked, asked, point, round_of_sizes
from schemas.budget import SURVEY_SIZE
from schemas.plausibility import RATIOS

REACH_YEARS = 10  # inhabitants change by a few per cent in a year, bounds are factors
INHABITANT = "inhabitant"
HERE = {"table_name": pl.lit(SURVEY_SIZE.name), "column_name": pl.lit("number")}


def numbers(sizes: pl.DataFrame) -> pl.DataFrame:
    """unit_id, survey_round, size, number: what a unit says it has of each."""
    return sizes.select("unit_id", "size", survey_round=round_of_sizes(), number=point())


def inhabitants(asked_for: pl.DataFrame, population: pl.DataFrame) -> pl.DataFrame:
    """unit_id, survey_round, inhabitants by the register, for the units and rounds that it reaches.

    The nearest year stands, the later of two, within ten.
    """
    known = population.filter(pl.col("basis") == "original").select(
        "year", "population", unit_id=pl.format("{}-{}", "country_code", "municipality_code")
    )
    away = (pl.col("year") - pl.col("survey_round")).abs()
    near = asked_for.join(known, on="unit_id", how="inner").filter(away <= REACH_YEARS)
    return (
        near.sort("unit_id", "survey_round", away, -pl.col("year"))
        .unique(["unit_id", "survey_round"], keep="first", maintain_order=True)
        .select("unit_id", "survey_round", inhabitants=pl.col("population").cast(pl.Float64))
    )


def against_the_register(numbers: pl.DataFrame, inhabitants: pl.DataFrame) -> pl.DataFrame:
    """Each size by inhabitants."""
    counted = [numerator for numerator, denominator in RATIOS.values() if denominator == INHABITANT]
    both = numbers.filter(pl.col("size").is_in(counted)).join(inhabitants, on=["unit_id", "survey_round"])
    return asked(
        both.select(
            "unit_id",
            "survey_round",
            **HERE,
            rule=pl.format("{}_per_inhabitant", "size"),
            keys=pl.concat_list("size"),
            numerator="number",
            denominator="inhabitants",
            size="inhabitants",
        )
    )


def against_the_last_round(numbers: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Each size by the same in the municipality's last round; both have the columns of `numbers`."""
    both = numbers.join(before, on=["unit_id", "size"], suffix="_before")
    return asked(
        both.select(
            "unit_id",
            "survey_round",
            **HERE,
            rule=pl.lit("size_per_last_round"),
            keys=pl.concat_list("size"),
            numerator="number",
            denominator="number_before",
        )
    )


def against_each_other(numbers: pl.DataFrame) -> pl.DataFrame:
    """Each pair of sizes that has bounds; the question is about both."""
    sizes = set(numbers["size"])
    pairs = []
    for rule, (numerator, denominator) in RATIOS.items():
        if numerator not in sizes or denominator not in sizes:
            continue
        sides = [numbers.filter(pl.col("size") == name) for name in (numerator, denominator)]
        both = sides[0].join(sides[1], on=["unit_id", "survey_round"], suffix="_below")
        pairs.append(
            asked(
                both.select(
                    "unit_id",
                    "survey_round",
                    **HERE,
                    rule=pl.lit(rule),
                    keys=pl.concat_list("size", "size_below"),
                    numerator="number",
                    denominator="number_below",
                    size="number_below",
                )
            )
        )
    return all_asked(pairs)


def of_the_odd_one(pairs: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Judged pairs that contradict each other, asked of the one that fewer other questions bear out; else of both.

    `others` are judged questions about single sizes. Ten thousand IT staff contradict the employees, and so do users,
    workstations and inhabitants: it is the IT staff that is asked about.
    """
    each = ["unit_id", "survey_round", "keys"]
    borne_out = (
        pl.concat([others, pairs])
        .filter(pl.col("outcome") == "accepted")
        .explode("keys")
        .group_by(each)
        .agg(votes=pl.len())
    )
    doubted = pairs.filter(pl.col("outcome") != "accepted").with_row_index("pair")
    votes = (
        doubted.select("pair", *each)
        .explode("keys")
        .join(borne_out, on=each, how="left", maintain_order="left")
        .with_columns(pl.col("votes").fill_null(0))
    )
    fewest = votes.filter(pl.col("votes") == pl.col("votes").min().over("pair"))
    keys = fewest.group_by("pair", maintain_order=True).agg("keys")
    return doubted.drop("keys").join(keys, on="pair", how="left", maintain_order="left").select(pairs.columns)
