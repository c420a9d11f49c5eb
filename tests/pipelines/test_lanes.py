"""The fast lane reads what the grammar reads, whatever the cells hold."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import cells, lanes
from schemas.words import WORDS

TRICKY = (
    "2.500",
    "1e5",
    "NaN",
    "inf",
    "007",
    " 12 ",
    "12",
    "-3",
    "٣",
    "1_000",
    "1.125",
    "1.1250",
    "1 200,50",
    "0.125",
    ".5",
    "5.",
    "12345678901234567890",
    "kr 5",
    "",
    " ",
    "vet ikke",
    "2025-12-31",
    "2025-02-30",
    "31.12.2025",
    "lokal",
    "LOCAL",
    "local",
    "ja",
)
TEXT = st.one_of(
    st.none(),
    st.sampled_from(TRICKY),
    st.from_regex(r"-?[0-9]{1,6}([.,][0-9]{1,5})?", fullmatch=True),
    st.text(max_size=6),
)
COLUMN = st.lists(TEXT, min_size=1, max_size=30).map(lambda values: pl.Series("t", values, dtype=pl.String))
GRAMMARS = {
    "numbers": (lanes.numbers, lambda raw: cells.number(cells.clean(raw))),
    "whole_numbers": (lanes.whole_numbers, lambda raw: cells.whole(cells.clean(raw))),
    "days": (lanes.distinct, lambda raw: cells.day(cells.clean(raw))),
    "yes_no": (lanes.distinct, lambda raw: cells.yes_no(cells.clean(raw))),
    "codes": (
        lambda text, grammar: lanes.codes(text, set(WORDS["hosting"].values()), grammar),
        lambda raw: cells._word("hosting", cells.clean(raw)),
    ),
    "texts": (lanes.distinct, cells.clean),
}


@pytest.mark.parametrize("name", GRAMMARS)
@given(column=COLUMN)
def test_the_fast_lane_gives_what_the_grammar_gives(name, column):
    lane, grammar = GRAMMARS[name]
    slow = column.to_frame().select(grammar(pl.col("t"))).to_series()
    assert lane(column, grammar).to_list() == slow.to_list()
