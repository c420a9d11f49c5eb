"""Reading a column fast without reading it otherwise: plain texts are cast, the rest is read once per distinct text.

Belongs here: which texts need no grammar, and the way there and back. Does not belong here: the grammar itself
(pipelines/cells), which decides everything that is not plain.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

# What every reader takes for the same number. Three decimals may be thousands and are left to the grammar.
PLAIN_NUMBER = r"^-?[0-9]{1,15}(?:\.(?:[0-9]{1,2}|[0-9]{4,9}))?$"
PLAIN_WHOLE = r"^-?[0-9]{1,15}$"
PLAIN_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
Grammar = Callable[[pl.Expr], pl.Expr]


def numbers(text: pl.Series, grammar: Grammar) -> pl.Series:
    """A column of numbers; `grammar` reads what is not plain."""
    return _in_two_lanes(text, text.str.contains(PLAIN_NUMBER), lambda plain: plain.cast(pl.Float64), grammar)


def plain_numbers(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """A column of numbers, null where the text is not plain; and the distinct texts that are not."""
    is_plain = text.str.contains(PLAIN_NUMBER).fill_null(True)
    others = text.filter(~is_plain).unique()
    # A text that is not plain may still be a number to the cast, such as 1e5; the grammar decides on it.
    return (text if not others.len() else _only(text, is_plain)).cast(pl.Float64), others


def whole_numbers(text: pl.Series, grammar: Grammar) -> pl.Series:
    """A column of whole numbers; `grammar` reads what is not plain."""
    return _in_two_lanes(text, text.str.contains(PLAIN_WHOLE), lambda plain: plain.cast(pl.Int64), grammar)


def codes(text: pl.Series, known: set[str], grammar: Grammar) -> pl.Series:
    """A column of codes; a text that is a code already is itself."""
    return _in_two_lanes(text, text.is_in(known), lambda plain: plain, grammar)


def distinct(text: pl.Series, grammar: Grammar) -> pl.Series:
    """A column whose texts repeat, such as days and names: each distinct text is read once."""
    found = text.drop_nulls().unique()
    if not found.len():
        return pl.DataFrame({"text": text}).select(grammar(pl.col("text"))).to_series()
    read = pl.DataFrame({"text": found}).select("text", value=grammar(pl.col("text")))
    if read["value"].dtype == pl.String() and read["value"].equals(read["text"], null_equal=False):
        return text  # every text is its own value
    return pl.DataFrame({"text": text}).join(read, on="text", how="left", maintain_order="left")["value"]


def _in_two_lanes(
    text: pl.Series, is_plain: pl.Series, cast: Callable[[pl.Series], pl.Series], grammar: Grammar
) -> pl.Series:
    is_plain = is_plain.fill_null(False)
    others = text.filter(~is_plain)
    if not others.drop_nulls().len():  # nulls are null in either lane
        return cast(text)
    slow = distinct(others, grammar)
    fast = cast(_only(text, is_plain))
    return fast.scatter((~is_plain).arg_true(), slow.cast(fast.dtype))


def _only(text: pl.Series, kept: pl.Series) -> pl.Series:
    """The texts that are kept, null in the place of the others."""
    return text.zip_with(kept, pl.Series([None], dtype=pl.String).new_from_index(0, len(text)))
