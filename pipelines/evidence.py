"""Reviewed claims and members held against the tables around them: what a gate would refuse is a row's fault here.

Belongs here: rules between rows of evidence. Does not belong here: reading the files (pipelines/claims, pipelines/
cases), rules of one row (schemas/contracts), rows that share a key or refer to nothing (pipelines/keys).
"""

from __future__ import annotations

import polars as pl

from pipelines.validation import FAULTS, Validated, without
from schemas.contracts import CLAIM, COLLABORATION_MEMBER

# A second one of the same contract would count the same money twice, or hide one of the two.
USED_ONCE = ("contract_total", "annual_value", "investment", "contract_years", "option_years")
# Rounding of published shares may take their sum a little above the whole.
MOST_SHARES_PCT = 100.5


def placed_claims(claims: Validated, unit_ids: pl.Series, origins: pl.DataFrame) -> Validated:
    """The claims about a unit that is known, in the document of their origin, the first of its kind where one is used.

    `unit_ids` are those of collaborations and municipalities, `origins` the rows of reference.origin.
    """
    rows = claims.valid.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    documents = origins.select("origin_id", document="document_sha256")
    found = rows.join(documents, on="origin_id", how="inner", maintain_order="left")
    contract = [name for name in ("unit_id", "contract_id", "kind", "per_denominator") if name in CLAIM.types]
    used = rows.filter(pl.col("kind").is_in(USED_ONCE))
    return without(
        CLAIM,
        claims,
        pl.concat(
            [
                _faults(rows.filter(~pl.col("unit_id").is_in(unit_ids.unique().implode())), "unit_id", "unknown_unit"),
                _faults(
                    found.filter(pl.col("document").ne_missing(pl.col("document_sha256"))),
                    "document_sha256",
                    "not_the_origins_document",
                ),
                _faults(used.filter(pl.col("row").rank("ordinal").over(contract) > 1), "kind", "second_of_its_kind"),
            ]
        ),
    )


def placed_members(members: Validated) -> Validated:
    """The members of collaborations whose shares of ownership are no more than the whole."""
    rows = members.valid.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    total = pl.col("ownership_share_pct").sum().over("collaboration_id")
    too_much = rows.filter((total > MOST_SHARES_PCT) & pl.col("ownership_share_pct").is_not_null())
    return without(COLLABORATION_MEMBER, members, _faults(too_much, "ownership_share_pct", "shares_above_the_whole"))


def _faults(rows: pl.DataFrame, column: str, rule: str) -> pl.DataFrame:
    said = pl.col(column).cast(pl.String)
    return rows.select("row", column=pl.lit(column), rule=pl.lit(rule), value=said).select(list(FAULTS))
