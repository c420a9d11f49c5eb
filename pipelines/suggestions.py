"""Names that matched nothing, each with the products they are most like: proposals for a person, never matches.

Belongs here: likeness, ranking. Does not belong here: matching (pipelines/matching), decisions (pipelines/reviews).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from rapidfuzz import fuzz, process, utils

SUGGESTED = 3
LEAST_SCORE = 60


@dataclass(frozen=True)
class Suggestion:
    """A product and how like its nearest known name is, 0-100."""

    application_id: str
    score: int


def known_names(applications: pl.DataFrame, aliases: pl.DataFrame) -> dict[str, str]:
    """Every name that may be likened to -> its product; stop-aliases are like everything and are none."""
    canonical = applications.select("canonical_name", "application_id").iter_rows()
    written = aliases.filter(~pl.col("is_stop_alias")).select("alias", "application_id").iter_rows()
    return dict(written) | dict(canonical)


def suggest(name: str, known: Mapping[str, str], refused: Sequence[str] = ()) -> list[Suggestion]:
    """The first three products by likeness, best first; `refused` products are not proposed again."""
    names = list(known)
    scores: dict[str, float] = {}
    for scorer in (fuzz.WRatio, fuzz.token_sort_ratio):
        for candidate, score, _ in process.extract(
            name, names, scorer=scorer, processor=utils.default_process, limit=40, score_cutoff=LEAST_SCORE
        ):
            product = known[candidate]
            if product not in refused:
                # Words in any order count fully, a part of a longer name a little less.
                worth = score if scorer is fuzz.token_sort_ratio else score * 0.95
                scores[product] = max(scores[product], worth) if product in scores else worth
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:SUGGESTED]
    return [Suggestion(product, round(score)) for product, score in best]
