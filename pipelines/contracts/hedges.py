"""Words before a number that hedge it: about, nearly, up to.

Belongs here: finding the longest hedge in front of a place. Does not belong here: what it does to a value
(pipelines/contracts/expression), the words (pipelines/contracts/lexicon).
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.contracts import lexicon as words_of
from pipelines.contracts.tokens import Token, low_at

_HEDGES = sorted(
    ((tuple(phrase.split()), name) for name, phrases in words_of.HEDGES.items() for phrase in phrases),
    key=lambda hedge: -len(hedge[0]),
)
_HEDGE_BY_LAST: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _phrase, _name in _HEDGES:
    _HEDGE_BY_LAST.setdefault(_phrase[-1].rstrip("."), []).append((_phrase, _name))


def hedge_before(words: Sequence[Token], first: int, language: str) -> tuple[str | None, int]:
    """The hedge before a token, and where it begins. The longest phrase wins; `the` and `all of` may stand between."""
    before = low_at(words, first - 1)
    if before in words_of.BETWEEN or before in words_of.FROM:
        return None, first - 1
    at = first
    if before in ("de", "dei", "det", "the", "den", "hele", "hela", "en", "et", "ett", "til", "på") and first >= 2:
        found = _hedge_ending(words, at - 1, language)
        if found is not None and before not in ("til", "på"):
            return found
    found = _hedge_ending(words, at, language)
    return found if found is not None else (None, first)


def _hedge_ending(words: Sequence[Token], at: int, language: str) -> tuple[str, int] | None:
    skip = 1 if low_at(words, at - 1) == "." and low_at(words, at - 2) in ("ca", "maks", "max") else 0
    last = at - 1 - skip
    low = low_at(words, last)
    best: tuple[str, int] | None = None
    if low in _HEDGE_BY_LAST:
        for phrase, name in _HEDGE_BY_LAST[low]:
            begin = last - len(phrase) + 1
            if begin >= 0 and all(words[begin + n].low == part.rstrip(".") for n, part in enumerate(phrase)):
                best = name, begin
                break
    if best is None and (low, language) in words_of.HEDGES_OF_LANGUAGE:
        best = words_of.HEDGES_OF_LANGUAGE[low, language], last
    return best
