"""Which product a written name means: the catalogue's own name, a reviewed alias or a person's decision.

Belongs here: folding a name, what is set aside of it (legal suffix, version), looking it up. Does not belong here:
likeness, which never matches (pipelines/suggestions), vendors in time (pipelines/vendors).
"""

from __future__ import annotations

import polars as pl

LEGAL_SUFFIX = r" (?:as|asa|ab|a s|aps|oy|oyj|inc|ltd|gmbh|llc|publ)$"
VERSION = r" (?:v\.? ?|versjon |version |ver\.? ?)?(\d+(?:\.\d+)*)$"
OUTER_MARKS = " \t\r\n.,;:!\"'()[]*®™\u200b\u200e\u200f\u202a\u202b\u202c\u202e\ufeff"


def fold(name: pl.Expr) -> pl.Expr:
    """Case, spacing, hyphens and outer marks do not tell two products apart; everything else may."""
    spaced = name.str.to_lowercase().str.replace_all(r"[\s\u00a0\u202f\-\u2010-\u2015_/]+", " ")
    return spaced.str.strip_chars(OUTER_MARKS)


def bare_vendor(name: pl.Expr) -> pl.Expr:
    """A folded name without its legal suffix: `visma as` is visma."""
    return fold(name).str.replace(LEGAL_SUFFIX, "").str.strip_chars(OUTER_MARKS)


def match(
    names: pl.DataFrame, applications: pl.DataFrame, aliases: pl.DataFrame, reviews: pl.DataFrame | None = None
) -> pl.DataFrame:
    """`names` with application_id, match_method and version_as_written added; shape and order as given.

    `names` has name_as_written. The whole name is looked up first; only what that does not find is looked up without
    a legal suffix, then without a version. A stop-alias or a vendor's name alone matches nothing in any disguise, and
    neither does a name that would mean two products. `reviews` are a person's decisions (reference.application_review).
    """
    written = names.select("name_as_written").unique(maintain_order=True)
    whole = fold(pl.col("name_as_written"))
    without_suffix = bare_vendor(pl.col("name_as_written"))
    tried = written.with_columns(
        whole=whole,
        without_suffix=without_suffix,
        without_version=without_suffix.str.replace(VERSION, "").str.strip_chars(OUTER_MARKS),
        version=without_suffix.str.extract(VERSION, 1),
    )
    known = _known(applications, aliases, reviews)
    for form in ("whole", "without_suffix", "without_version"):
        found = known.select(
            pl.col("folded").alias(form),
            pl.col("application_id").alias(f"id_{form}"),
            pl.col("match_method").alias(f"method_{form}"),
        )
        tried = tried.join(found, on=form, how="left", maintain_order="left")
    forms = ("whole", "without_suffix", "without_version")
    settled = tried.select(
        "name_as_written",
        application_id=pl.coalesce(f"id_{form}" for form in forms),
        match_method=pl.coalesce(*(f"method_{form}" for form in forms), pl.lit("none")),
        # Where the whole name is the product's, its number is part of the name.
        version_as_written=pl.when(
            pl.col("id_without_version").is_not_null()
            & pl.col("id_whole").is_null()
            & pl.col("id_without_suffix").is_null()
        ).then("version"),
    )
    return names.join(settled, on="name_as_written", how="left", maintain_order="left", nulls_equal=True)


def stopped(applications: pl.DataFrame, aliases: pl.DataFrame) -> pl.DataFrame:
    """Folded names that never match alone: stop-aliases, and vendors' names that are no product's own."""
    stops = aliases.filter("is_stop_alias").select(folded=bare_vendor(pl.col("alias")))
    products = applications.select(folded=fold(pl.col("canonical_name")))
    vendors = applications.select(folded=bare_vendor(pl.col("vendor"))).join(products, on="folded", how="anti")
    return pl.concat([stops, vendors]).unique(maintain_order=True)


def _known(applications: pl.DataFrame, aliases: pl.DataFrame, reviews: pl.DataFrame | None) -> pl.DataFrame:
    """folded, application_id, match_method of every name that means exactly one product."""
    exact = applications.select("application_id", folded=fold(pl.col("canonical_name")), match_method=pl.lit("exact"))
    alias = aliases.filter(~pl.col("is_stop_alias")).select(
        "application_id", folded=fold(pl.col("alias")), match_method=pl.lit("alias")
    )
    parts = [exact, alias]
    if reviews is not None:
        accepted = reviews.filter(pl.col("decision") == "accept")
        parts.append(accepted.select("application_id", folded=fold(pl.col("written")), match_method=pl.lit("reviewed")))
    known = pl.concat(parts).join(stopped(applications, aliases), on="folded", how="anti")
    clear = known.group_by("folded").agg(pl.col("application_id").n_unique() == 1).filter("application_id")
    return known.join(clear.select("folded"), on="folded", how="semi").unique(
        "folded", keep="first", maintain_order=True
    )
