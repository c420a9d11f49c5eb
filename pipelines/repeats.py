"""Texts that repeat down a long column: each distinct one is read once, over all batches of a file.

Belongs here: the memory of what a text was read as, and when it is no help. Does not belong here: how a text is read,
and what becomes of a cell that is not fine (pipelines/bulk_cells).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

# A column with more texts than this forgets them, so that memory does not grow with the file.
MOST_TEXTS = 250_000
# A text that is met once or twice is read sooner than looked up.
TIMES_WORTH_KNOWING = 2


@dataclass(frozen=True)
class Reading:
    """Typed columns of a column of texts, and which cells are read and obey every rule of their columns.

    `is_fine` has no nulls; it is None where every cell is fine.
    """

    values: pl.DataFrame
    is_fine: pl.Series | None


class Repeats:
    """One column of a file, batch after batch. `read` must give each text the same wherever it stands."""

    def __init__(self, read: Callable[[pl.Series], Reading]) -> None:
        self._read = read
        self._is_worth_knowing = True
        self._forget()

    def of(self, text: pl.Series) -> Reading:
        """What `read` gives for a column of texts, in its order."""
        if not self._is_worth_knowing:
            return self._read(text)
        codes = text.cast(self._kept.dtype).to_physical().rechunk()
        greatest = codes.max()
        if isinstance(greatest, int) and greatest >= self._known.height:
            self._learn(text.name)
        reading = self._looked_up(codes)
        if self._known.height * TIMES_WORTH_KNOWING > self._n_met + len(text):
            self._is_worth_knowing = False
        self._n_met += len(text)
        if not self._is_worth_knowing or self._known.height > MOST_TEXTS:
            self._forget()
        return reading

    def _forget(self) -> None:
        self._texts = pl.Categories.random()
        # Polars forgets categories, and counts anew, once no series has them.
        self._kept = pl.Series([], dtype=pl.Categorical(self._texts))
        empty = self._read(pl.Series("text", [None], dtype=pl.String))
        self._known = empty.values.clear()
        self._is_fine = pl.Series([], dtype=pl.Boolean)
        self._is_null_fine = empty.is_fine is None
        self._n_met = 0

    def _learn(self, name: str) -> None:
        texts = self._texts.to_series().slice(self._known.height).alias(name)
        if texts.null_count():
            raise AssertionError(f"{name}: a text has no number of its own")
        new = self._read(texts)
        is_fine = pl.repeat(True, len(texts), eager=True) if new.is_fine is None else new.is_fine
        self._known = pl.concat([self._known, new.values], rechunk=True)
        self._is_fine = pl.concat([self._is_fine, is_fine], rechunk=True)

    def _looked_up(self, codes: pl.Series) -> Reading:
        values = pl.DataFrame([column.gather(codes) for column in self._known])
        if self._is_fine.all() and (self._is_null_fine or not codes.null_count()):
            return Reading(values, None)
        return Reading(values, self._is_fine.gather(codes).fill_null(self._is_null_fine))
