"""What is remembered of a text is what reading it anew would give, however the batches fall."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import repeats
from pipelines.repeats import Reading, Repeats

TEXTS = st.lists(st.sampled_from([None, "", " ", "a", "b", "c", "d", "long enough to stand apart"]), max_size=12)
BATCHES = st.lists(TEXTS, min_size=1, max_size=6)


def lengths(texts: pl.Series) -> Reading:
    """Length of a text; null and "b" are not fine."""
    is_fine = (texts != "b").fill_null(False)
    return Reading(pl.DataFrame({"length": texts.str.len_chars()}), None if is_fine.all() else is_fine)


@pytest.mark.parametrize("most_texts", [0, 3, 1000])
@given(batches=BATCHES)
def test_each_batch_is_read_as_if_it_were_alone(most_texts, batches):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(repeats, "MOST_TEXTS", most_texts)
        known = Repeats(lengths)
        for batch in batches:
            texts = pl.Series("t", batch, dtype=pl.String)
            found, expected = known.of(texts), lengths(texts)
            assert found.values.equals(expected.values)
            fine = [True] * len(batch) if found.is_fine is None else found.is_fine.to_list()
            assert fine == [text not in (None, "b") for text in batch]


def counted(batches, asked):
    def read(texts):
        asked.extend(texts.drop_nulls().to_list())
        return lengths(texts)

    known = Repeats(read)
    for batch in batches:
        known.of(pl.Series("t", batch, dtype=pl.String))
    return known


def test_a_text_that_repeats_is_read_once_over_all_batches():
    asked: list[str] = []
    counted([["a", "b"] * 3, ["b", "c", "a", "b"], ["c", None]], asked)
    assert asked == ["a", "b", "c"]


def test_texts_that_do_not_repeat_and_too_many_texts_are_not_kept(monkeypatch):
    asked: list[str] = []
    single = counted([["a", "b", "c"], ["a", "a", "a"]], asked)
    assert asked == ["a", "b", "c", "a", "a", "a"] and not single._known.height
    monkeypatch.setattr(repeats, "MOST_TEXTS", 1)
    asked = []
    many = counted([["a", "b"] * 3, ["b"] * 6], asked)
    assert asked == ["a", "b", "b"] and many._known.height == 1
