"""What is asked of a document's figures: an amount against the inhabitants and users of who buys, counts likewise.

Belongs here: claims of documents in the form of questions, to be judged by the bounds that answers are judged by. A
figure of a document holds part of what IT costs, so the bounds for any scope are asked. Does not belong here: bounds,
accepting a claim (pipelines/contracts).
"""

from __future__ import annotations

import polars as pl

from pipelines.plausibility.bounds import judged
from pipelines.plausibility.figures import all_asked, asked, point
from pipelines.plausibility.sizes import inhabitants
from pipelines.plausibility.weighing import Yardsticks
from schemas.contracts import CLAIM
from schemas.plausibility import RATIOS

# Times in a year; what covers a whole term is spread over its years.
A_YEAR = {"per_year": 1, "per_half_year": 2, "per_quarter": 4, "per_month": 12}
SIZES = {
    "users": "user",
    "workstations": "workstation",
    "employees": "employee",
    "pupils": "pupil",
    "it_staff": "it_fte",
}
CONTRACT = ["unit_id", "contract_id"]


def judged_claims(claims: pl.DataFrame, members: pl.DataFrame, yardsticks: Yardsticks) -> pl.DataFrame:
    """Every question that can be asked of claims, judged; `keys` holds the claim, `rule`, `outcome`, `value` say how.

    `claims` has the shape of core.claim. `members` has unit_id and municipality, one row per municipality that takes
    part; a unit that is not among them is its own municipality. A claim without a year is not asked about: neither
    prices nor inhabitants are known.
    """
    said = claims.filter(pl.col("year").is_not_null()).with_columns(number=point())
    served = _inhabitants(said, members, yardsticks.population)
    sums = _per_year(said)
    return judged(
        all_asked([_unit_costs(said), _against(sums, served), _against(sums, _counts(said)), _sizes(said, served)]),
        yardsticks.bounds,
        yardsticks.prices,
    )


def _inhabitants(claims: pl.DataFrame, members: pl.DataFrame, population: pl.DataFrame) -> pl.DataFrame:
    """unit_id, year, size, number: inhabitants of all members together, where the register reaches each of them."""
    units = claims.select("unit_id", "year").unique(maintain_order=True)
    alone = units.join(members, on="unit_id", how="anti").with_columns(municipality="unit_id")
    each = pl.concat([units.join(members.select("unit_id", "municipality"), on="unit_id"), alone], how="diagonal")
    asked_for = each.select(unit_id="municipality", survey_round="year").unique()
    known = inhabitants(asked_for, population).rename({"unit_id": "municipality", "survey_round": "year"})
    found = each.join(known, on=["municipality", "year"], how="left")
    return (
        found.group_by("unit_id", "year", maintain_order=True)
        .agg(pl.col("inhabitants").sum(), is_whole=pl.col("inhabitants").is_not_null().all())
        .filter("is_whole")
        .select("unit_id", "year", size=pl.lit("inhabitant"), number="inhabitants")
    )


def _counts(claims: pl.DataFrame) -> pl.DataFrame:
    """unit_id, year, size, number: what documents count of the same unit in the same year."""
    divided_by = [denominator for numerator, denominator in RATIOS.values() if numerator == "cost"]
    counted = claims.filter(pl.col("kind").is_in(list(SIZES)))
    size = pl.col("kind").replace_strict(SIZES, return_dtype=pl.String)
    return counted.select("unit_id", "year", size=size, number="number").filter(pl.col("size").is_in(divided_by))


def _per_year(claims: pl.DataFrame) -> pl.DataFrame:
    """Amounts that a document does not divide itself, as one year's: claim_id, unit_id, year, currency, number."""
    years = (
        claims.filter(pl.col("kind") == "contract_years")
        .group_by(CONTRACT, maintain_order=True)
        .agg(years=pl.col("number").first())
    )
    whole = claims.filter((pl.col("kind") == "contract_total") & pl.col("per_denominator").is_null())
    spread = whole.join(years, on=CONTRACT, how="inner", nulls_equal=True, maintain_order="left")
    yearly = claims.filter((pl.col("kind") == "annual_value") & pl.col("per_denominator").is_null())
    named = ("claim_id", "unit_id", "year", "currency")
    return pl.concat(
        [
            spread.select(*named, number=pl.col("number") / pl.col("years")),
            yearly.select(*named, number=pl.col("number") * _times()),
        ]
    )


def _unit_costs(claims: pl.DataFrame) -> pl.DataFrame:
    """What a document says that one of something costs a year."""
    divided = claims.filter((pl.col("kind") == "annual_value") & pl.col("per_denominator").is_not_null())
    return _questions(
        divided.select(
            "unit_id",
            "year",
            "currency",
            "claim_id",
            rule=pl.format("cost_per_{}", "per_denominator"),
            numerator=pl.col("number") * _times(),
            denominator=pl.lit(1.0),
        )
    )


def _against(sums: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """Each yearly amount by a count of its unit and year."""
    both = sums.join(counted, on=["unit_id", "year"], suffix="_below", maintain_order="left")
    return _questions(
        both.select(
            "unit_id",
            "year",
            "currency",
            "claim_id",
            rule=pl.format("cost_per_{}", "size"),
            numerator="number",
            denominator="number_below",
            size="number_below",
        )
    )


def _sizes(claims: pl.DataFrame, served: pl.DataFrame) -> pl.DataFrame:
    """Each count by the inhabitants."""
    counted = claims.filter(pl.col("kind").is_in(list(SIZES)))
    both = counted.join(served, on=["unit_id", "year"], suffix="_below", maintain_order="left")
    return _questions(
        both.select(
            "unit_id",
            "year",
            "claim_id",
            rule=pl.format("{}_per_inhabitant", pl.col("kind").replace_strict(SIZES, return_dtype=pl.String)),
            numerator="number",
            denominator="number_below",
            size="number_below",
        )
    )


def _times() -> pl.Expr:
    return pl.col("period").replace_strict(A_YEAR, default=None, return_dtype=pl.Float64)


def _questions(frame: pl.DataFrame) -> pl.DataFrame:
    return asked(
        frame.with_columns(
            survey_round="year",
            table_name=pl.lit(CLAIM.name),
            column_name=pl.lit("mid"),
            keys=pl.concat_list("claim_id"),
        )
    )
