"""Running text as the grammar reads it, with the way back to the words as they were printed.

Belongs here: hyphenation, breaks and kinds of blanks made one, offsets kept. Does not belong here: what words mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

PARAGRAPH = "\n"
# One plain blank between words is as it should be.
_PIECE = re.compile(
    r"(?! \S)(?:(?P<hyphenated>(?<=[^\W\d_])(?:[-\u2010]\r?\n|\u00ad\s*)(?=[a-zåäöæøé]))"
    r"|(?P<paragraph>[^\S\r\n]*(?:\r?\n[^\S\r\n]*){2,}|\u2029)"
    r"|(?P<item>[^\S\r\n]*\r?\n(?=[^\S\r\n]*(?:[*•·] |[A-ZÅÄÖÆØ](?:-\r?\n|[\w -]){1,30}: |[12][09][0-9]{2}: )))"
    r"|(?P<invisible>[\u200b-\u200f\u202a-\u202e\u2060\ufeff])"
    r"|(?P<blank>\s+)"
    r"|(?P<dash>[\u2010\u2011\u2212]))"
)


@dataclass(frozen=True)
class Cleaned:
    """`text` with one blank between words and one line break between paragraphs; `at[i]` is where text[i] stood."""

    text: str
    at: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The first character of some words in the text as printed, and the one after the last."""
        return self.at[start], self.at[end - 1] + 1

    @cached_property
    def lower(self) -> str:
        # One character stays one, so that offsets hold: İ and the like keep their case.
        lowered = self.text.lower()
        if len(lowered) == len(self.text):
            return lowered
        return "".join(low if len(low := char.lower()) == 1 else char for char in self.text)


def cleaned(text: str) -> Cleaned:
    """Hyphens at a line's end join, blanks are one; an empty line ends a paragraph, an item of a list begins one."""
    parts: list[str] = []
    at: list[int] = []
    end = 0
    for found in _PIECE.finditer(text):
        parts.append(text[end : found.start()])
        at.extend(range(end, found.start()))
        instead = {"blank": " ", "paragraph": PARAGRAPH, "item": PARAGRAPH, "dash": "-"}
        kind = found.lastgroup or ""
        if kind in instead:
            parts.append(instead[kind])
            at.append(found.start())
        end = found.end()
    parts.append(text[end:])
    at.extend(range(end, len(text)))
    return Cleaned("".join(parts), at)
