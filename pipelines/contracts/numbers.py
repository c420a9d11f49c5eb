"""A number at a place in the text: digits or words, with fractions, collectives and multipliers.

Belongs here: everything that has a value and no unit yet. Does not belong here: hedges, currencies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipelines.contracts import numerals
from pipelines.contracts.lexicon import BILLIONS, MILLIARD, MONEY_UNITS, MULTIPLIERS
from pipelines.contracts.numerals import ASKS, FEW, HALVES, HUNDRED, ONE_AND_A_HALF, QUARTERS, SEVERAL, family
from pipelines.contracts.tokens import Token, low_at


@dataclass(frozen=True)
class Number:
    """`first` and `after` are token positions; `step` is the worth of the last stated digit.

    `hedge` is set where the number itself says about or several; low and high are then its bounds.
    `currency` is `kr` or a code where the multiplier names it (mkr, MNOK), else None.
    """

    mid: float | None
    low: float | None
    high: float | None
    step: float
    first: int
    after: int
    is_digits: bool
    hedge: str | None = None
    multiplier: float = 1.0
    currency: str | None = None
    is_grouped: bool = False
    is_article: bool = False


@cache
def beginnings(language: str) -> frozenset[str]:
    """Every word a number can begin with: most words are none, and are passed over at once."""
    counted = {*numerals.numerals(language), *numerals.collectives(language), *HUNDRED[family(language)]}
    fractions = {*ONE_AND_A_HALF, *HALVES, *QUARTERS, *SEVERAL, *(phrase.split()[0] for phrase in FEW)}
    return frozenset(counted | fractions)


def number_at(words: Sequence[Token], at: int, language: str) -> Number | None:
    """The longest number that begins at a token, multiplied; None where there is none."""
    if words[at].kind != "number" and words[at].low not in beginnings(language):
        return None
    bare = _bare(words, at, language)
    if bare is None:
        return None
    return _multiplied(words, bare, language)


def _exact(
    value: float,
    step: float,
    first: int,
    after: int,
    *,
    is_digits: bool = False,
    is_grouped: bool = False,
    is_article: bool = False,
) -> Number:
    return Number(value, value, value, step, first, after, is_digits, is_grouped=is_grouped, is_article=is_article)


def _bare(words: Sequence[Token], at: int, language: str) -> Number | None:
    token = words[at]
    known = family(language)
    if token.kind == "number" and token.value is not None:
        return _exact(token.value, token.step, at, at + 1, is_digits=True, is_grouped=token.is_grouped)
    if token.kind != "word":
        return None
    low, after = token.low, low_at(words, at + 1)
    counting = numerals.numerals(language)
    if low in ONE_AND_A_HALF:
        return _exact(1.5, 0.1, at, at + 1)
    if low in HALVES and after in HUNDRED[known]:
        return Number(50, 45, 55, 1, at, at + 2, False, "approx")
    if low in HALVES and known in ("fi", "en"):
        skipped = 1 if after in ("a", "an") else 0
        return _exact(0.5, 0.1, at, at + 1 + skipped)
    if low in QUARTERS:
        return _exact(QUARTERS[low], 0.01, at, at + 1)
    is_one = low in counting and counting[low] == 1
    if is_one and after in HALVES and low_at(words, at + 2) in HUNDRED[known]:
        return Number(50, 45, 55, 1, at, at + 3, False, "approx")
    if is_one and after in HALVES:
        skipped = 1 if low_at(words, at + 2) in ("a", "an") else 0
        return _exact(0.5, 0.1, at, at + 2 + skipped)
    if is_one and after in QUARTERS:
        skipped = 2 if low_at(words, at + 2) == "of" else 0
        return _exact(QUARTERS[after], 0.01, at, at + 2 + skipped)
    loose = _loose(words, at, language)
    if loose is not None:
        return loose
    if low not in counting and low not in HUNDRED[known]:
        return None
    return _counted(words, at, counting, known)


def _loose(words: Sequence[Token], at: int, language: str) -> Number | None:
    """Collectives and words for some: `et femtitalls`, `flere hundre`, `noen få`."""
    known = numerals.collectives(language)
    counting = numerals.numerals(language)
    low, after = words[at].low, low_at(words, at + 1)
    here = at + 1 if low in counting and counting[low] == 1 and after in known else at
    if words[here].low in known:
        mid, least, most, hedge = known[words[here].low]
        return Number(mid, least, most, 1, at, here + 1, False, hedge)
    if low in ("et", "ett", "eit") and after in ("par",):
        return Number(2, 2, 2, 1, at, at + 2, False, "approx")
    if after in ("få", "fåtal", "few") and low in (*FEW, "a", "ett", "et", "eit"):
        return Number(None, 2, 9, 1, at, at + 2, False, "few")
    family_name = family(language)
    larger = (*HUNDRED[family_name], *MULTIPLIERS)
    if low_at(words, at - 1) in ASKS:
        return None
    if low in SEVERAL and (after in larger or after in known):
        if after in known:
            _, least, most, hedge = known[after]
            return Number(None, 2 * least if least in (10, 100) else least, most, 1, at, at + 2, False, hedge)
        if after in HUNDRED[family_name]:
            return Number(None, 200, 1000, 1, at, at + 2, False, "order_of_magnitude")
        return Number(None, 2, 10, 1, at, at + 1, False, "order_of_magnitude")
    if low in FEW and after in larger:
        if after in HUNDRED[family_name]:
            return Number(None, 200, 999, 1, at, at + 2, False, "few_hundred")
        return Number(None, 2, 9.999, 1, at, at + 1, False, "few_thousand")
    return None


def _counted(words: Sequence[Token], at: int, counting: numerals.Words, known: str) -> Number:
    """[unit] hundred [and] rest, [and a half]: each part adds to the one before."""
    joiner, low = numerals.AND[known], words[at].low
    is_article = low in counting and counting[low] == 1
    position = at + 1
    value = 0.0 if low in HUNDRED[known] else counting[low]
    if low in HUNDRED[known] or low_at(words, position) in HUNDRED[known]:
        if low not in HUNDRED[known]:
            position += 1
        value, is_article = (value or 1.0) * 100, False
    if value >= 100 and value % 100 == 0:
        skipped = 1 if low_at(words, position) == joiner else 0
        rest = low_at(words, position + skipped)
        if rest in counting and 1 < counting[rest] < 100 and not (skipped and low_at(words, position + 2) in HALVES):
            value, position = value + counting[rest], position + skipped + 1
    if value < 100 and value % 10 == 0 and value >= 20:
        rest = low_at(words, position)
        if rest in counting and 1 < counting[rest] < 10:
            value, position = value + counting[rest], position + 1
    number = _exact(value, 1, at, position, is_article=is_article)
    if low_at(words, position) == joiner:
        second, third = low_at(words, position + 1), low_at(words, position + 2)
        if third in HALVES and second in counting and counting[second] == 1:
            return _exact(value + 0.5, 0.1, at, position + 3)
        if second in HALVES:
            return _exact(value + 0.5, 0.1, at, position + 2)
    return number


def _multiplied(words: Sequence[Token], number: Number, language: str) -> Number:
    """With every multiplier that follows; a point after mill or mrd belongs to it."""
    position, factor, currency = number.after, 1.0, None
    while True:
        low = low_at(words, position)
        if low in BILLIONS:
            factor *= MILLIARD if language == "en" else 1e12
        elif low in MONEY_UNITS:
            unit, code = MONEY_UNITS[low]
            factor, currency = factor * unit, code or "kr"
        elif low in MULTIPLIERS:
            factor *= MULTIPLIERS[low]
        else:
            break
        position += 1
        if low_at(words, position) == "." and words[position - 1].low in (
            "mill",
            "mrd",
            "mio",
            "mia",
            "milj",
            "mn",
            "mln",
            "md",
        ):
            position += 1
        if currency:
            break
    if factor == 1.0:
        return number
    scaled = [None if end is None else end * factor for end in (number.mid, number.low, number.high)]
    if number.hedge == "few_thousand" and scaled[2] is not None:
        scaled[2] = 10 * factor - 1 if factor == 1e3 else 9.9 * factor
    return replace(
        number,
        mid=scaled[0],
        low=scaled[1],
        high=scaled[2],
        step=number.step * factor,
        after=position,
        multiplier=factor,
        currency=currency,
        is_article=False,
    )
