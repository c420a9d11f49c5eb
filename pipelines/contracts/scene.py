"""All that the readers found in one text, side by side, for those who decide what it means.

Belongs here: the shape, and finding sentences around a place. Does not belong here: deciding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.contracts.clean import Cleaned
from pipelines.contracts.dates import Published
from pipelines.contracts.expression import Expression
from pipelines.contracts.parties import Mention, Supplier
from pipelines.contracts.sentences import Sentence, sentence_at
from pipelines.contracts.tokens import Token


@dataclass(frozen=True)
class Scene:
    """Offsets are in the cleaned text; `place` leads back to the text as printed."""

    text: Cleaned
    sentences: Sequence[Sentence]
    words: Sequence[Token]
    published: Published
    mentions: Sequence[Mention]
    suppliers: Sequence[tuple[Supplier, int, int]]
    country_code: str | None
    language: str
    is_official: bool
    amounts: Sequence[Expression]
    terms: Sequence[Expression]
    dates: Sequence[Expression]

    def around(self, at: int) -> tuple[Sentence, str, str]:
        """The sentence that holds an offset, and the words of the one before and the one after."""
        here = sentence_at(self.sentences, at)
        before = self.sentences[here.number - 1].low if here.number else ""
        after = self.sentences[here.number + 1].low if here.number + 1 < len(self.sentences) else ""
        return here, before, after

    def place(self, start: int, end: int) -> tuple[int, int]:
        return self.text.place(start, end)
