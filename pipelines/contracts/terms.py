"""How long something lasts: base years and options, durations, terms without an end.

Belongs here: `treårig med mulighet for ett års forlengelse`, `2+1+1 år`, `4 år med opsjon på 2 x 1 år`. Does not belong
here: calendar dates (pipelines/contracts/dates), whether a duration is a contract's (pipelines/contracts/spans).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.contracts import cues
from pipelines.contracts.cues import either
from pipelines.contracts.expression import Expression
from pipelines.contracts.numbers import number_at
from pipelines.contracts.numerals import numerals
from pipelines.contracts.tokens import Token, low_at

YEARS = ("år", "års", "årene", "åra", "åren", "året", "aar", "years", "year", "vuotta", "vuoden", "vuodeksi", "vuosi")
_YEARLY_WORD = re.compile(
    r"(?P<count>[0-9]+(?:[.,]5)?-?|[^\W\d_]+?)-?"
    r"(?:årig|årigt|årige|åriga|årigt|årskontrakt\w*|årsavtal\w*|årsaftale\w*|års\w*|vuoti\w+|year)"
)
_YEARLY = ("år", "vuoti", "year")
_NOT_A_TERM = ("årsverk", "årsskifte", "årskostnad", "årsarb")
OPTION = re.compile(r"opsjon\w*|option\w*|optio\w*|prolong\w*|lisävuo\w*")
EXTENSION = either(
    r"""
    forleng\w* förläng\w* forlæng\w* extend\w* extension\w* jatka\w* jatko\w* pidennet\w* renew\w* förnya\w*
    forny\w*
    """
)
POSSIBLE = either(
    r"""
    mulighet\w* mulegheit\w* möjlighet\w* mulighed\w* mahdollis\w* possib\w* opportunit\w* rett rätt ret right
    """
)
_RUNNING = ("løpende", "løpande", "löpande", "rullerende", "rullende", "toistaiseksi", "uoppsagt")
_MONTHS = re.compile(r"måned\w*|månad\w*|mnd|mdr|months?|kuukau\w*")
_NOTICE = re.compile(r"oppsigelse\w*|oppseiing\w*|uppsägning\w*|opsigelse\w*|notice|irtisanomis\w*")
_BETWEEN = (
    "fulle",
    "hele",
    "hela",
    "further",
    "additional",
    "more",
    "extra",
    "ekstra",
    "nye",
    "nya",
    "optional",
    "ytterligere",
)
_STEPS = ("steps", "trinn", "steg", "intervaller", "gammel", "gamle", "gammal", "old")
_TIMES = cues.words("omgange omganger omgångar ganger gonger gånger gange times kertaa tillfällen tilfeller")
# `forlengelse til totalt åtte år` counts the base years too.
_IN_ALL = (
    "total",
    "totalt",
    "sammanlagt",
    "sammenlagt",
    "samlet",
    "tilsammen",
    "alt",
    "overall",
    "altogether",
    "yhteensä",
)
_SO_OFTEN = {"twice": 2, "once": 1, "thrice": 3}
_AT_A_TIME = ("gangen", "taget", "gången", "sänder", "time", "kerrallaan")
_AT_MOST = ("inntil", "opptil", "maks", "maksimalt", "høyst", "högst", "max", "maximalt", "indtil", "højst")
_UP_TO = ("til", "till", "to", "for", "i")
_WHOLE = ("period", "perioden", "avtaletid", "avtalstid", "term", "length")
_MORE = ("more", "further", "till", "til", "additional", "ytterligere", "ytterligare", "yderligere", "another")
# Between a duration and the words of its options.
_REACH = 12
# Between the word for an option and its years.
_FAR = 11


def terms(words: Sequence[Token], language: str) -> list[Expression]:
    """Terms, durations and options in the order of the text. Kinds: term, duration_years, option, whole_term."""
    found: list[Expression] = []
    position = 0
    while position < len(words):
        expression, after = _at(words, position, language)
        if expression is not None:
            found.append(expression)
        position = max(after, position + 1)
    return found


def _at(words: Sequence[Token], at: int, language: str) -> tuple[Expression | None, int]:
    if low_at(words, at) in _RUNNING:
        return _running(words, at, language)
    duration = _years(words, at, language)
    if duration is None:
        if OPTION.fullmatch(low_at(words, at)) or _extends(words, at):
            return _lone_option(words, at, language)
        return None, at + 1
    base, listed, after, is_word = duration
    start, end = words[at].start, words[after - 1].end
    if listed:
        return _term(base, listed, start, end), after
    behind = _option_behind(words, after, language)
    if behind is not None:
        options, last = behind
        if _counts_base(words, after, last):
            # Less than the base cannot count it.
            options = (sum(options) - base,) if sum(options) > base else options
        return _term(base, options, start, words[last - 1].end), last
    if _is_option(low_at(words, after)) or (
        EXTENSION.fullmatch(low_at(words, after + 1)) and low_at(words, after) not in ("med", "and", "og", "och")
    ):
        # `ett års forlengelse` without a base beside it.
        return Expression("option", start, words[after].end, base, base, base, options=(base,)), after + 1
    if is_word:
        return _term(base, (), start, end), after
    if any(low_at(words, at) in _AT_A_TIME for at in (after, after + 1, after + 2)):
        return None, after  # `sex år, två år i taget`: how long each step is
    return Expression("duration_years", start, end, base, base, base), after


def _counts_base(words: Sequence[Token], start: int, end: int) -> bool:
    return any(
        words[at].low in _IN_ALL and (low_at(words, at - 1) in _UP_TO or low_at(words, at + 1) in _WHOLE)
        for at in range(start, end)
    )


def _is_option(low: str) -> bool:
    return bool(EXTENSION.fullmatch(low) or OPTION.fullmatch(low))


def _term(base: float, options: tuple[float, ...], start: int, end: int) -> Expression:
    return Expression("term", start, end, base, base, base + sum(options), "base+options", options=options)


def _years(words: Sequence[Token], at: int, language: str) -> tuple[float, tuple[float, ...], int, bool] | None:
    """Years, listed options, the token behind, and whether one word said it (`treårig`)."""
    token = words[at]
    if token.kind in ("word", "joined") and any(stem in token.low for stem in _YEARLY):
        named = _YEARLY_WORD.fullmatch(token.low)
        if named is not None and not any(stem in token.low for stem in _NOT_A_TERM):
            count = named["count"].rstrip("-")
            counting = numerals(language)
            value = counting[count] if count in counting else _digits(count)
            if value is not None and 1 <= value <= 40 and low_at(words, at + 1) not in _STEPS:
                return value, (), at + 1, True
    number = number_at(words, at, language)
    if number is None or number.mid is None or number.multiplier != 1.0 or not 0 < number.mid <= 60:
        return None
    after, listed = number.after, []
    while low_at(words, after) in ("+", "plus", "pluss") and after + 1 < len(words):
        more = number_at(words, after + 1, language)
        if more is None or more.mid is None:
            break
        listed.append(more.mid)
        after = more.after
    while low_at(words, after) in _BETWEEN:
        after += 1
    if number.hedge is not None:
        return None
    if _MONTHS.fullmatch(low_at(words, after)) and number.mid % 6 == 0:
        return number.mid / 12, tuple(listed), after + 1, False
    if low_at(words, after) not in YEARS or low_at(words, after + 1) in _STEPS:
        return None
    return number.mid, tuple(listed), after + 1, False


def _digits(text: str) -> float | None:
    return float(text.replace(",", ".")) if re.fullmatch(r"[0-9]+(?:[.,][0-9])?", text) else None


def _extends(words: Sequence[Token], at: int) -> bool:
    """`kan förlängas`, `forlenges med`, `may extend`."""
    return bool(EXTENSION.fullmatch(low_at(words, at)))


def _option_behind(words: Sequence[Token], after: int, language: str) -> tuple[tuple[float, ...], int] | None:
    """Options said after a base in the same sentence: their years, and the token behind them."""
    for ahead in range(_REACH):
        at = after + ahead
        low = low_at(words, at)
        if low in ("", "\n", ".", ";", "!", "?"):
            return None
        if OPTION.fullmatch(low) or EXTENSION.fullmatch(low) or POSSIBLE.fullmatch(low):
            return _options_from(words, at, language)
        if ahead and _years(words, at, language) is not None:
            # Years before the word: `og ett års forlengelse`, `plus to års option`.
            listed = _years(words, at, language)
            if listed is not None and _is_option(low_at(words, listed[2])):
                return (listed[0], *listed[1]), listed[2] + 1
            return None
    return None


def _options_from(words: Sequence[Token], at: int, language: str) -> tuple[tuple[float, ...], int] | None:
    """The years an option is for, looked for behind its word."""
    for ahead in range(1, _FAR):
        here = at + ahead
        low = low_at(words, here)
        if low in ("", "\n", ".", ";"):
            return None
        number = number_at(words, here, language)
        if number is not None and number.mid is not None and number.mid <= 10:
            each = _each_time(words, number.after, language)
            if each is not None:
                return (each[0],) * int(number.mid), each[1]
            ends = ("", "\n", ".", ",", ";")
            if low_at(words, number.after) in _MORE and low_at(words, number.after + 1) in ends:
                return (number.mid,), number.after + 1
            if low_at(words, here - 1) in _MORE and low_at(words, number.after) in ends:
                return (number.mid,), number.after
            if low_at(words, number.after) in _TIMES:
                # How often; how long each time must follow.
                each = _length_behind(words, number.after + 1, language)
                return None if each is None else ((each[0],) * int(number.mid), each[1])
        listed = _years(words, here, language)
        if listed is not None:
            years, after = (listed[0], *listed[1]), listed[2]
            whole = _at_a_time(words, after, language)
            if whole is not None:
                return (whole[0],), whole[1]
            times = _times_behind(words, after, language)
            if times is not None and len(years) == 1:
                return years * times[0], times[1]
            if EXTENSION.fullmatch(low_at(words, after)):
                after += 1
            return years, after
    return None


def _each_time(words: Sequence[Token], after: int, language: str) -> tuple[float, int] | None:
    """`x 1 år`, `ganger à ett år`: how long each time is, and the token behind."""
    if low_at(words, after) not in {"x", "×", "*", "á", "à"} | _TIMES:
        return None
    at = after + 1
    while low_at(words, at) in ("à", "á", "a", "af", "av", "på", "for", "med", "of"):
        at += 1
    each = _years(words, at, language) if at < len(words) else None
    return (each[0], each[2]) if each is not None else None


def _length_behind(words: Sequence[Token], after: int, language: str) -> tuple[float, int] | None:
    """`to ganger, ett år av gangen`: the length of each, within a few words."""
    for ahead in range(4):
        at = after + ahead
        if low_at(words, at) in ("", "\n", ".", ";"):
            return None
        each = _years(words, at, language)
        if each is not None:
            return each[0], each[2]
    return None


def _at_a_time(words: Sequence[Token], after: int, language: str) -> tuple[float, int] | None:
    """`to år av gangen inntil fire år`: what the options come to, and the token behind."""
    steps = next((at for at in range(after, after + 3) if low_at(words, at) in _AT_A_TIME), None)
    if steps is None:
        return None
    for at in range(steps + 1, steps + 4):
        if low_at(words, at) in _AT_MOST:
            whole = _years(words, at + 1, language) if at + 1 < len(words) else None
            return None if whole is None else (whole[0], whole[2])
    return None


def _times_behind(words: Sequence[Token], after: int, language: str) -> tuple[int, int] | None:
    """`ett år i taget, höjst tre gånger`."""
    for ahead in range(7):
        at = after + ahead
        if low_at(words, at) in ("", "\n", ".", ";"):
            return None
        if low_at(words, at) in _SO_OFTEN:
            return _SO_OFTEN[low_at(words, at)], at + 1
        number = number_at(words, at, language)
        if number is not None and number.mid is not None and low_at(words, number.after) in _TIMES:
            return int(number.mid), number.after + 1
    return None


def _lone_option(words: Sequence[Token], at: int, language: str) -> tuple[Expression | None, int]:
    found = _options_from(words, at, language)
    if found is None:
        return None, at + 1
    options, after = found
    total = sum(options)
    # The base that a whole term counts may stand in another sentence.
    kind = "whole_term" if _counts_base(words, at, after) else "option"
    return Expression(kind, words[at].start, words[after - 1].end, total, total, total, options=options), after


def _running(words: Sequence[Token], at: int, language: str) -> tuple[Expression | None, int]:
    """`løpende med seks måneders oppsigelse`: at least the notice, and no end."""
    for ahead in range(1, 7):
        if at + ahead >= len(words):
            break
        number = number_at(words, at + ahead, language)
        if number is None or number.mid is None:
            continue
        if _MONTHS.fullmatch(low_at(words, number.after)) and _NOTICE.fullmatch(low_at(words, number.after + 1)):
            last = number.after + 1
            low = number.mid / 12
            return Expression("term", words[at].start, words[last].end, low, None, None, "open_ended"), last + 1
    return None, at + 1
