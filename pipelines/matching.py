"""Which product a written name means: the catalogue's own name or a reviewed alias, never a likeness.

Belongs here: folding a name, looking it up. Does not belong here: suggestions for names that do not match.
"""

from __future__ import annotations

import polars as pl


def fold(name: pl.Expr) -> pl.Expr:
    """Case, spacing and hyphens do not tell two products apart; everything else may."""
    return name.str.to_lowercase().str.replace_all(r"[\s\u00a0\-\u2013_/]+", " ").str.strip_chars()


def match(names: pl.DataFrame, applications: pl.DataFrame, aliases: pl.DataFrame) -> pl.DataFrame:
    """`names` with application_id and match_method added; shape and order as given.

    `names` has name_as_written. A stop-alias matches nothing; a folded name that would mean two products
    matches nothing either.
    """
    exact = applications.select("application_id", folded=fold(pl.col("canonical_name")), match_method=pl.lit("exact"))
    alias = aliases.filter(~pl.col("is_stop_alias")).select(
        "application_id", folded=fold(pl.col("alias")), match_method=pl.lit("alias")
    )
    stops = aliases.filter("is_stop_alias").select(folded=fold(pl.col("alias")))
    known = pl.concat([exact, alias]).join(stops, on="folded", how="anti")
    clear = known.group_by("folded").agg(pl.col("application_id").n_unique() == 1).filter("application_id")
    known = known.join(clear.select("folded"), on="folded").unique("folded", keep="first", maintain_order=True)
    return (
        names.with_columns(folded=fold(pl.col("name_as_written")))
        .join(known, on="folded", how="left", maintain_order="left")
        .drop("folded")
        .with_columns(pl.col("match_method").fill_null("none"))
    )
