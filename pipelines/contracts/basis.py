"""What stands around an amount and says what it is for: a year, a user, value-added tax, over ten years.

Belongs here: periods, denominators, price basis. Does not belong here: the amount itself (pipelines/contracts/amounts).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.contracts import lexicon as words_of
from pipelines.contracts.expression import Expression
from pipelines.contracts.numbers import number_at
from pipelines.contracts.tokens import Token, low_at

_ABBREVIATED = ("pr", "eks", "ekskl", "exkl", "inkl", "excl", "incl")
_WITHOUT = ("eks", "ekskl", "eksklusiv", "eksklusive", "exkl", "exklusive", "excl", "excluding", "uten", "utan", "uden")
_WITH = ("inkl", "inklusiv", "inklusive", "incl", "including", "med")
_VAT = ("mva", "moms", "meirverdiavgift", "merverdiavgift", "vat")
_THIS_YEAR = ("i", "år")  # i år is this year, no period


def what_follows(words: Sequence[Token], expression: Expression, after: int, language: str) -> tuple[Expression, int]:
    """Period, unit, value-added tax and the years a total covers, as far as they stand behind the amount."""
    while True:
        step, expression = _one_more(words, expression, after, language)
        if not step:
            return replace(expression, end=words[after - 1].end), after
        after += step


def _one_more(words: Sequence[Token], expression: Expression, at: int, language: str) -> tuple[int, Expression]:
    """The next piece behind an amount: how many tokens it takes, none where there is no more."""
    low = low_at(words, at)
    dotted = 1 if low_at(words, at + 1) == "." and low in _ABBREVIATED else 0
    following = low_at(words, at + 1 + dotted)
    if low in words_of.PERIOD_ADVERBS and expression.period is None:
        return 1, replace(expression, period=words_of.PERIOD_ADVERBS[low])
    if low in words_of.UNIT_CASES and following in ("kohden", "kohti"):
        return 2, replace(expression, per_denominator=words_of.UNIT_CASES[low])
    if (
        low in words_of.PER
        and following in words_of.PERIOD_NOUNS
        and expression.period is None
        and (low, following) != _THIS_YEAR
    ):
        return 2 + dotted, replace(expression, period=words_of.PERIOD_NOUNS[following])
    if low in words_of.PER and low not in ("i", "om", "på") and following in words_of.PER_UNIT:
        return 2 + dotted, replace(expression, per_denominator=words_of.PER_UNIT[following])
    vat = "excluded" if low in _WITHOUT else "included" if low in _WITH else None
    if vat and following in _VAT:
        return 2 + dotted + _point(words, at + 2 + dotted), replace(expression, vat=vat)
    years = _total_years(words, expression, at, language)
    if years is not None:
        return years[1] - at, replace(expression, period="total", total_years=years[0])
    return 0, expression


def _total_years(words: Sequence[Token], expression: Expression, at: int, language: str) -> tuple[float, int] | None:
    """`over ti år`, `kymmenen vuoden aikana`: the years a total covers, and the token behind."""
    if expression.period is not None:
        return None
    if low_at(words, at) in ("over", "över", "i", "gjennom", "under", "for"):
        return _years_after(words, at + 1, language)
    years = _years_after(words, at, language) if language == "fi" else None
    if years is not None and low_at(words, years[1]) in ("aikana", "ajalta"):
        return years[0], years[1] + 1
    return None


def _point(words: Sequence[Token], at: int) -> int:
    """A point behind mva ends the abbreviation, not the sentence, where small letters go on."""
    return 1 if low_at(words, at) == "." and at + 1 >= len(words) else 0


def _years_after(words: Sequence[Token], at: int, language: str) -> tuple[float, int] | None:
    """`de neste ti årene`, `tio år`: how many years, and the token behind them."""
    while low_at(words, at) in ("de", "dei", "the", "den", "next", "neste", "nästa", "næste", "kommande", "kommende"):
        at += 1
    if at >= len(words):
        return None
    number = number_at(words, at, language)
    if number is None or number.mid is None or number.multiplier != 1.0 or not 1 < number.mid <= 40:
        return None
    if low_at(words, number.after) in ("år", "årene", "åra", "åren", "årene", "years", "vuoden", "vuotta", "års"):
        return number.mid, number.after + 1
    return None


def period_before(words: Sequence[Token], first: int, expression: Expression) -> Expression:
    """`en årlig kostnad på`, `betaler årlig`: a period said before the amount, in the same sentence."""
    if expression.period is not None:
        return expression
    for back in range(1, 13):
        at = first - back
        if at < 0 or _ends_sentence(words, at) or (words[at].kind == "number" and not _is_year_token(words[at])):
            break
        if words[at].low in words_of.PERIOD_ADVERBS:
            start = words[at].start if back <= 3 else expression.start
            return replace(expression, period=words_of.PERIOD_ADVERBS[words[at].low], start=start)
    return expression


def _is_year_token(token: Token) -> bool:
    return token.value is not None and 1900 <= token.value <= 2099


def _ends_sentence(words: Sequence[Token], at: int) -> bool:
    low = words[at].low
    if low == "\n" or low in "!?;":
        return True
    following = words[at + 1] if at + 1 < len(words) else None
    return low == "." and following is not None and following.start > words[at].end
