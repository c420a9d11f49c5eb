"""Amounts of money and counts in running text, with bounds, period, unit and place.

Belongs here: hedges, ranges, currencies, what an amount is per. Does not belong here: what an amount is of
(pipelines/contracts/money), terms and dates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.contracts import cues
from pipelines.contracts import lexicon as words_of
from pipelines.contracts.basis import period_before, what_follows
from pipelines.contracts.expression import Expression, bounds
from pipelines.contracts.hedges import hedge_before
from pipelines.contracts.numbers import Number, number_at
from pipelines.contracts.tokens import Token, low_at

_PRICE_YEAR = re.compile(r"((?:19|20)[0-9]{2})-(?:kroner|kronor|kr|priser|kroneverdi)")
_DIGITS_NAMED = {
    "tosifret": (10, 99), "tosifra": (10, 99), "tvåsiffrigt": (10, 99), "tocifret": (10, 99),
    "tresifret": (100, 999), "tresifra": (100, 999), "tresiffrigt": (100, 999), "trecifret": (100, 999),
    "ensifret": (1, 9), "ettsifret": (1, 9), "eitsifra": (1, 9),
}  # fmt: skip
_AMOUNT_NOUNS = {
    **dict.fromkeys(("millionbeløp", "millionsum", "miljonbelopp", "millionbeløb", "mangemillionbeløp"), 1e6),
    **dict.fromkeys(("milliardbeløp", "miljardbelopp"), 1e9),
}
_COMPOUND = re.compile(r"([0-9]+(?:[.,][0-9])?)-(million|miljon|milliard|miljard)[^\W\d_]*")
_IT_UNIT = re.compile(r"(?:it|ikt)-(?:avdeling|avdelning|enhet|enhed|kontor|afdeling|seksjon|staben)")
_NUMBER_OF = ("antall", "antal", "antallet", "antalet", "of", "på")
_LABEL_ENDS = (":", "er", "är", "is", "til", "till", "uppgår", "utgjør", "udgør", "now", "nå", "nu")
_LABEL_REACH = 5
_OF = ("av", "af", "of", "ut")
_BEFORE_A_YEAR = ("i", "in", "år", "fra", "från", "siden", "sedan", "innen", "vuonna", "våren", "høsten", "hösten")
# After a bare multiplier, words that cannot be what is counted.
_NO_NOUN = cues.words(
    """
    i på over under for til fra og eller men som med av er blir var ble har skal vil kan per pr å ved om hvert når
    år årlig årlege årlige åt för till från och är blev ska varje när att ett en af bliver at årligt et billigere
    vuodessa ja tai euroa mindre mer meir mere dyrere billigare dyrare more less a in to and or on eks ekskl exkl
    eks. inkl inklusive eksklusive exklusive lavere høyere lägre högre svenske svenska norske danske totalt total
    sammenlagt sammanlagt tilsammen
    """
)


def amounts(words: Sequence[Token], country_code: str | None, language: str) -> list[Expression]:
    """Money and counts in the order of the text; what is not sure is left out."""
    found: list[Expression] = []
    position = 0
    while position < len(words):
        expression, after = _at(words, position, country_code, language)
        if expression is not None:
            found.append(expression)
        position = max(after, position + 1)
    return found


def _at(words: Sequence[Token], at: int, country_code: str | None, language: str) -> tuple[Expression | None, int]:
    named = _digits_named(words, at, country_code)
    if named is not None:
        return named, at + 2
    if words[at].kind == "joined":
        return _compound(words, at, country_code), at + 1
    number = number_at(words, at, language)
    if number is None:
        return None, at + 1
    prefix = _currency_before(words, number.first, country_code)
    second, number, last = _range(words, number, language)
    money = _money(words, number, last, prefix, country_code, language, second)
    if money is not None:
        return money
    counted = _count(words, number, last, language, second)
    if counted is not None:
        return counted
    labelled = _labelled(words, number, last, language, second)
    if labelled is not None:
        return labelled
    return None, number.after


def _currency(low: str, country_code: str | None) -> str | None:
    """The currency a word names; a krone is the country's, and none where the country is not known."""
    if low not in words_of.CURRENCY_WORDS:
        return None
    return words_of.CURRENCY_WORDS[low] or _krone(country_code)


def _krone(country_code: str | None) -> str:
    known = country_code in words_of.KRONE_OF
    return words_of.KRONE_OF[country_code] if known and country_code else "kr"


def _currency_before(words: Sequence[Token], first: int, country_code: str | None) -> tuple[str, int] | None:
    """The currency that stands before a number, and the token it begins at."""
    at = first - 1
    if low_at(words, at) == "." and low_at(words, at - 1) == "kr":
        at -= 1
    currency = _currency(low_at(words, at), country_code)
    if currency is None or words[at].kind not in ("word", "mark"):
        return None
    # `kroner 20 millioner` stands at a beginning; after a number `kroner` belongs to that one.
    if number_ends_at(words, at):
        return None
    return currency, at


def number_ends_at(words: Sequence[Token], at: int) -> bool:
    """Whether the token before is a number or a multiplier, so that a currency here belongs to it."""
    before = low_at(words, at - 1)
    is_number = at > 0 and words[at - 1].kind == "number"
    return (
        is_number
        or before in words_of.MULTIPLIERS
        or (before in (".",) and low_at(words, at - 2) in words_of.MULTIPLIERS)
    )


def _range(words: Sequence[Token], number: Number, language: str) -> tuple[Number | None, Number, Number]:
    """`mellom a og b`, `fra a til b`, `a-b`: the other end where there is one, then first and last in text order."""
    joiner, before = low_at(words, number.after), low_at(words, number.first - 1)
    at = number.after
    while low_at(words, at) in ("kr", "kroner", "kronor", "euro", "euroa", ".", "€") and at < number.after + 2:
        at += 1
    joiner = low_at(words, at)
    is_between = before in words_of.BETWEEN and joiner in words_of.AND
    is_from = before in words_of.FROM and joiner in words_of.TO
    is_span = joiner in ("-", "–", "—") or (joiner in ("til", "till", "to", "à") and number.is_digits)
    if not (is_between or is_from or is_span) or at + 1 >= len(words):
        return None, number, number
    skipped = 1 if low_at(words, at + 1) in ("kr",) else 0
    skipped += 1 if skipped and low_at(words, at + 2) == "." else 0
    if at + 1 + skipped >= len(words):
        return None, number, number
    other = number_at(words, at + 1 + skipped, language)
    if other is None or other.mid is None or number.mid is None or other.is_article:
        return None, number, number
    if number.multiplier == 1.0 and other.multiplier > 1.0 and number.currency is None:
        # A unit behind the second end is the first one's too.
        scaled = number.mid * other.multiplier
        number = replace(number, mid=scaled, low=scaled, high=scaled, step=number.step * other.multiplier)
    if number.mid is None or other.mid is None or number.mid >= other.mid:
        return None, number, number
    return other, number, other


def _money(
    words: Sequence[Token],
    number: Number,
    last: Number,
    prefix: tuple[str, int] | None,
    country_code: str | None,
    language: str,
    second: Number | None,
) -> tuple[Expression, int] | None:
    after = last.after
    currency = prefix[0] if prefix else None
    if last.currency:
        currency = last.currency if last.currency != "kr" else _krone(country_code)
    price_year = None
    no_decimals = after < len(words) and words[after].kind == "nodecimals"
    if no_decimals:
        after += 1
        currency = currency or _krone(country_code)
    national = words_of.NATIONAL.get(low_at(words, after))
    joined = _PRICE_YEAR.fullmatch(low_at(words, after))
    word_after = currency_after = _currency(low_at(words, after + 1 if national else after), country_code)
    if joined is not None:
        currency, price_year, after = currency or _krone(country_code), int(joined[1]), after + 1
    elif currency_after is not None and not (prefix and currency_after != currency and not national):
        currency, after = national or currency_after, after + (2 if national else 1)
        if low_at(words, after) == "." and words[after - 1].low == "kr" and _is_inside(words, after):
            after += 1
        joined = _PRICE_YEAR.fullmatch(low_at(words, after))
    if currency is None and last.multiplier >= words_of.MILLION and _is_bare_money(words, after):
        currency = _krone(country_code)
    if currency is None or number.is_article:
        return None
    hedge, first = hedge_before(words, prefix[1] if prefix else number.first, language)
    is_word = word_after is not None and low_at(words, last.after) not in ("kr", "€")
    value = _valued("money", number, last, second, hedge)
    if value is None:
        return None
    if value.qualifier == "exact":
        small = is_word and (number.mid or 0) < 1000 and number.step == 1 and not prefix
        rounded = max(last.multiplier, last.step) >= words_of.MILLION or small
        value = replace(value, qualifier="exact_rounded" if rounded else "exact")
    start = words[first].start
    expression = replace(value, currency=currency, unit="currency", start=start, end=words[after - 1].end)
    if value.qualifier == "exact_rounded":
        expression = replace(expression, rounding_half_width=_half_width(last))
    expression, after = what_follows(words, replace(expression, price_year=price_year), after, language)
    return period_before(words, first, expression), after


def _is_inside(words: Sequence[Token], at: int) -> bool:
    """Whether a point after kr is of the abbreviation: something goes on in small letters behind it."""
    following = words[at + 1] if at + 1 < len(words) else None
    return following is None or following.kind in ("number", "mark") or following.kind == "word"


def _is_bare_money(words: Sequence[Token], after: int) -> bool:
    """A bare million is money unless a noun follows that may be what is counted."""
    if after >= len(words) or words[after].kind in ("mark", "nodecimals"):
        return low_at(words, after) not in ("%",)
    return words[after].low in _NO_NOUN


def _half_width(number: Number) -> float:
    """Half a unit of the last stated digit; zeros at the end of a whole number state nothing."""
    step = number.step
    value = number.mid or 0.0
    while number.multiplier == 1.0 and step >= 1 and value and value % (step * 10) == 0:
        step *= 10
    return step / 2


def _valued(kind: str, number: Number, last: Number, second: Number | None, hedge: str | None) -> Expression | None:
    if second is not None and number.mid is not None and second.mid is not None:
        middle = (number.mid + second.mid) / 2
        return Expression(kind, 0, 0, number.mid, middle, second.mid, "range")
    if number.hedge is not None:
        if hedge in ("at_least", "more_than", "well_above"):
            return Expression(kind, 0, 0, number.low, number.mid, None, hedge)
        return Expression(kind, 0, 0, number.low, number.mid, number.high, number.hedge)
    if number.mid is None:
        return None
    if hedge is None:
        return Expression(kind, 0, 0, number.mid, number.mid, number.mid, "exact")
    low, high = bounds(number.mid, hedge)
    return Expression(kind, 0, 0, low, number.mid, high, hedge)


def _count(
    words: Sequence[Token], number: Number, last: Number, language: str, second: Number | None
) -> tuple[Expression, int] | None:
    after, skipped = last.after, 0
    if last.currency or (number.is_article and number.multiplier == 1.0 and number.hedge is None):
        return None
    if _is_year(number) and second is None and low_at(words, number.first - 1) in _BEFORE_A_YEAR:
        return None
    if number.hedge == "few" and after >= len(words):
        value = _valued("count", number, last, None, None)
        return (replace(value, start=words[number.first].start, end=words[after - 1].end), after) if value else None
    partitive = low_at(words, after) in _OF and low_at(words, after + 1) in ("de", "dei", "the", "dem")
    whole = number_at(words, after + 2, language) if partitive and after + 2 < len(words) else None
    if partitive:
        after = whole.after if whole is not None else after + 2
    while skipped < 3 and low_at(words, after) in words_of.BETWEEN_NUMBER_AND_NOUN and not _is_unit(words, after):
        after, skipped = after + 1, skipped + 1
    unit = words_of.UNIT_OF_NOUN.get(low_at(words, after))
    if partitive and unit is None and whole is not None and low_at(words, after) in ("i", "på"):
        number = last = whole  # nine of the fourteen: the fourteen are the unit
    if unit is None and low_at(words, after) in ("i", "på") and _IT_UNIT.match(low_at(words, after + 1)):
        unit, after = "person", after + 1
    if unit is None:
        return None
    if unit == "workstation" and low_at(words, after) in ("bærbare", "virtuelle"):
        return None
    hedge, first = hedge_before(words, number.first, language)
    value = _valued("count", number, last, second, hedge)
    if value is None:
        return None
    after += 1
    start = words[first].start
    expression = replace(value, unit=unit, start=start, end=words[after - 1].end)
    if value.qualifier == "exact" and value.mid is not None and value.mid >= 100 and value.mid % 10 == 0:
        rounded = value.mid >= 1000 and value.mid % 100 == 0
        expression = replace(
            expression,
            qualifier="exact_rounded" if rounded else "exact",
            rounding_half_width=_half_width(last) if rounded else 0.0,
        )
    return expression, after


def _labelled(
    words: Sequence[Token], number: Number, last: Number, language: str, second: Number | None
) -> tuple[Expression, int] | None:
    """`Antall brukere: 4 500`: what is counted stands before the number, as in a box of facts."""
    hedge, first = hedge_before(words, number.first, language)
    following = low_at(words, last.after)
    if last.currency or following in ("%", "prosent", "procent", "percent") or following in words_of.PERIOD_NOUNS:
        return None
    at = first - 1
    while low_at(words, at) in _LABEL_ENDS:
        at -= 1
    if at == first - 1:
        return None
    nouns = [here for here in range(at, max(at - _LABEL_REACH, -1), -1) if _is_unit(words, here)]
    between = words[nouns[0] : first] if nouns else []
    if not nouns or any(word.low in (".", ",", "\n") or word.kind == "number" for word in between):
        return None
    is_named = low_at(words, first - 1) == ":" or low_at(words, nouns[0] - 1) in _NUMBER_OF
    value = _valued("count", number, last, second, hedge) if is_named else None
    if value is None or (value.mid is None and number.hedge is not None):
        return None
    unit = words_of.UNIT_OF_NOUN[low_at(words, nouns[0])]
    start = words[nouns[0]].start
    return replace(value, unit=unit, start=start, end=words[last.after - 1].end), last.after


def _is_unit(words: Sequence[Token], at: int) -> bool:
    return low_at(words, at) in words_of.UNIT_OF_NOUN


def _is_year(number: Number) -> bool:
    return bool(
        number.is_digits
        and not number.is_grouped
        and number.mid is not None
        and 1900 <= number.mid <= 2099
        and number.multiplier == 1.0
    )


def _digits_named(words: Sequence[Token], at: int, country_code: str | None) -> Expression | None:
    """`et tosifret millionbeløp`."""
    low = words[at].low
    if low not in _DIGITS_NAMED or low_at(words, at + 1) not in _AMOUNT_NOUNS:
        return None
    least, most = _DIGITS_NAMED[low]
    factor = _AMOUNT_NOUNS[words[at + 1].low]
    before = at - 1 if low_at(words, at - 1) in ("et", "ett", "eit", "en") else at
    return Expression(
        "money",
        words[before].start,
        words[at + 1].end,
        least * factor,
        None,
        most * factor,
        "digit_count",
        unit="currency",
        currency=_krone(country_code),
    )


def _compound(words: Sequence[Token], at: int, country_code: str | None) -> Expression | None:
    """`40-millionerskontrakt`: the amount of a compound word."""
    found = _COMPOUND.fullmatch(words[at].low)
    if found is None:
        return None
    factor = words_of.MILLION if found[2] in ("million", "miljon") else words_of.MILLIARD
    value = float(found[1].replace(",", ".")) * factor
    step = factor / 10 if re.search("[.,]", found[1]) else factor
    return Expression(
        "money",
        words[at].start,
        words[at].end,
        value,
        value,
        value,
        "exact_rounded",
        step / 2,
        "currency",
        _krone(country_code),
    )
