"""Words, numbers and marks of a cleaned text; what only looks like a number is none.

Belongs here: the one pattern that cuts text, digits to values. Does not belong here: what tokens mean together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<day>(?<![\w.])(?:[0-9]{1,2}\. ?[0-9]{1,2}\. ?(?:19|20)[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2})(?![\w]))"
    r"|(?P<reference>[0-9]+(?:[/][0-9]+)+(?:-[0-9/]+)*)"
    r"|(?P<time>(?<![\w.,])[0-9]{1,2}:[0-9]{2}(?![0-9]))"
    r"|(?P<joined>(?<![\w.,])[0-9]+(?:[.,][0-9]+)?-[^\W\d_][\w-]*)"
    r"|(?P<number>(?<![\w])"
    r"(?:[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]{1,2})?(?![0-9])"
    r"|[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?(?![0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?(?![0-9])"
    r"|[0-9]+[.,][0-9]+(?![.,]?[0-9])|[0-9]+(?![0-9]|[.,][0-9]+[.,][0-9]))"
    r"(?P<ending>(?:bn|[mk])\b)?(?![^\W_]))"
    r"|(?P<word>t\. ?kr\b|[^\W\d_]+(?:[-'’:][^\W\d_]+)*)"
    r"|(?P<nodecimals>[,:]-)"
    r"|(?P<mark>[^\w ])"
    r"|(?P<other>[\w]+)"
)
_ENDINGS = {"m": 1e6, "k": 1e3, "bn": 1e9}


@dataclass(frozen=True, slots=True)
class Token:
    """`value` and `step` (the worth of the last digit) are of numbers only."""

    kind: str
    low: str
    start: int
    end: int
    value: float | None = None
    step: float = 1.0
    is_grouped: bool = False


def low_at(words: Sequence[Token], at: int) -> str:
    """The word at a position in small letters; nothing beyond either end."""
    return words[at].low if 0 <= at < len(words) else ""


def tokens(text: str, low: str, language: str) -> list[Token]:
    """The tokens of a cleaned text; `low` is the same text in lower case."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        start, end = match.span()
        if kind in ("ending", "number"):
            found.append(_number(match.group("number"), match.group("ending"), low[start:end], start, end, language))
            continue
        written = low[start:end]
        if kind == "word" and written.replace(" ", "") == "t.kr":
            written = "tkr"
        found.append(Token(kind, written, start, end))
    return found


def _number(written: str, ending: str | None, low: str, start: int, end: int, language: str) -> Token:
    digits = written.removesuffix(ending or "")
    value, step, grouped = _value(digits, language)
    if value is None:
        return Token("other", low, start, end)
    factor = _ENDINGS[ending] if ending else 1.0
    return Token("number", low, start, end, value * factor, step * factor, grouped)


def _value(digits: str, language: str) -> tuple[float | None, float, bool]:
    """Value, worth of the last digit, and whether thousands are marked; no value where the marks can mean either."""
    thousands, decimals = (",", ".") if language == "en" else (".", ",")
    bare = digits.replace(" ", "")
    grouped = bare != digits
    if re.fullmatch(rf"[0-9]{{1,3}}(?:\{thousands}[0-9]{{3}})+(?:\{decimals}[0-9]+)?", bare):
        bare, grouped = bare.replace(thousands, ""), True
    elif re.fullmatch(rf"[0-9]{{1,3}}(?:\{decimals}[0-9]{{3}}){{2,}}", bare):
        bare, grouped = bare.replace(decimals, ""), True  # several groups are thousands in any language
    elif re.fullmatch(rf"[1-9][0-9]{{0,2}}\{decimals}[0-9]{{3}}", bare):
        return None, 1.0, False  # 2,500 is a decimal here and thousands next door
    elif thousands in bare:
        # 3.5 is a decimal where thousands would have three digits.
        if not re.fullmatch(rf"[0-9]+\{thousands}[0-9]{{1,2}}", bare):
            return None, 1.0, False
        bare = bare.replace(thousands, decimals)
    whole, _, fraction = bare.partition(decimals)
    return float(f"{whole}.{fraction or 0}"), 10.0 ** -len(fraction), grouped
