"""A cleaned text as sentences of tokens.

Belongs here: where a sentence ends, which is not behind every point. Does not belong here: what it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.contracts.clean import PARAGRAPH, Cleaned

_END = re.compile(r"[.!?:]?[\"»”')]*(?:\n)|[.!?][\"»”')]*(?= )")
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:kr|mill|mrd|mio|mia|milj|ca|pr|nr|kl|bl|dvs|f|eks|inkl|ekskl|exkl|jf|jfr|st|maks|max|mfl|m|a|b|kap|evt|red)"
    r"|\b[a-zæøå]|\b[0-9]{1,2})\.$"
)


@dataclass(frozen=True)
class Sentence:
    """Offsets in the cleaned text."""

    number: int
    start: int
    end: int
    low: str


def sentences(text: Cleaned) -> list[Sentence]:
    """Sentences in order; a paragraph ends one, and so does a point before a capital."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text.text):
        if not match.group().endswith(PARAGRAPH) and not _is_end(text.text, match):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text.text))
    return found


def _is_end(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() :].lstrip()[:1]
    if not following or following.islower():
        return not following
    if not match.group().startswith("."):
        return True
    before = text[max(0, match.start() - 12) : match.start() + 1].lower()
    return not _ABBREVIATIONS.search(before) or (before[-2].isdigit() and following.isupper())


def _add(found: list[Sentence], text: Cleaned, start: int, end: int) -> None:
    said = text.lower[start:end]
    if said.strip():
        lead = len(said) - len(said.lstrip())
        found.append(Sentence(len(found), start + lead, start + len(said.rstrip()), said.strip()))


def sentence_at(found: Sequence[Sentence], at: int) -> Sentence:
    """The sentence that holds an offset."""
    low, high = 0, len(found) - 1
    while low < high:
        middle = (low + high) // 2
        if found[middle].end <= at:
            low = middle + 1
        else:
            high = middle
    return found[low]
