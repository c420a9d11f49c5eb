"""Amounts of money and counts in running text, with bounds, period, unit and place.

Belongs here: hedges, ranges, currencies, what an amount is per. Does not belong here: what an amount is of
(pipelines/contracts/money), terms and dates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.contracts import lexicon as words_of
from pipelines.contracts.expression import Expression, bounds
from pipelines.contracts.numbers import Number, number_at
from pipelines.contracts.tokens import Token

HEDGES = sorted(
    ((tuple(phrase.split()), name) for name, phrases in words_of.HEDGES.items() for phrase in phrases),
    key=lambda hedge: -len(hedge[0]),
)
_HEDGE_BY_LAST: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _phrase, _name in HEDGES:
    _HEDGE_BY_LAST.setdefault(_phrase[-1].rstrip("."), []).append((_phrase, _name))
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
# After a bare multiplier, words that cannot be what is counted.
_NO_NOUN = frozenset(
    "i på over under for til fra og eller men som med av er blir var ble har skal vil kan per pr å ved om hvert når "
    "i år årlig årlege årlige åt för till från och men som med av är blir blev ska kan per om varje när att ett en "
    "i på for til fra og men som med af er bliver var blev har skal vil kan pr om hvert når at årligt et billigere "
    "vuodessa ja tai euroa mindre mer meir mere dyrere billigare dyrare more less a per in over to for and or on "
    "eks ekskl exkl eks. inkl inklusive eksklusive exklusive lavere høyere lägre högre svenske svenska norske danske "
    "totalt total sammenlagt sammanlagt tilsammen under".split()
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


def _at(
    words: Sequence[Token], at: int, country_code: str | None, language: str
) -> tuple[Expression | None, int]:
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
    return None, number.after


def _low(words: Sequence[Token], at: int) -> str:
    return words[at].low if 0 <= at < len(words) else ""


def _currency(low: str, country_code: str | None) -> str | None:
    """The currency a word names; a krone is the country's, and none where the country is not known."""
    if low not in words_of.CURRENCY_WORDS:
        return None
    return words_of.CURRENCY_WORDS[low] or _krone(country_code)


def _krone(country_code: str | None) -> str:
    return words_of.KRONE_OF[country_code] if country_code in words_of.KRONE_OF else "kr"


def _currency_before(words: Sequence[Token], first: int, country_code: str | None) -> tuple[str, int] | None:
    """The currency that stands before a number, and the token it begins at."""
    at = first - 1
    if _low(words, at) == "." and _low(words, at - 1) == "kr":
        at -= 1
    currency = _currency(_low(words, at), country_code)
    if currency is None or words[at].kind not in ("word", "mark"):
        return None
    # `kroner 20 millioner` stands at a beginning; after a number `kroner` belongs to that one.
    if number_ends_at(words, at):
        return None
    return currency, at


def number_ends_at(words: Sequence[Token], at: int) -> bool:
    """Whether the token before is a number or a multiplier, so that a currency here belongs to it."""
    before = _low(words, at - 1)
    is_number = at > 0 and words[at - 1].kind == "number"
    return is_number or before in words_of.MULTIPLIERS or before in (".",) and _low(words, at - 2) in words_of.MULTIPLIERS


def _range(words: Sequence[Token], number: Number, language: str) -> tuple[Number | None, Number, Number]:
    """`mellom a og b`, `fra a til b`, `a-b`: the other end where there is one, then first and last in text order."""
    joiner, before = _low(words, number.after), _low(words, number.first - 1)
    at = number.after
    while _low(words, at) in ("kr", "kroner", "kronor", "euro", "euroa", ".", "€") and at < number.after + 2:
        at += 1
    joiner = _low(words, at)
    is_between = before in words_of.BETWEEN and joiner in words_of.AND
    is_from = before in words_of.FROM and joiner in words_of.TO
    is_span = joiner in ("-", "–", "—") or (joiner in ("til", "till", "to", "à") and number.is_digits)
    if not (is_between or is_from or is_span) or at + 1 >= len(words):
        return None, number, number
    skipped = 1 if _low(words, at + 1) in ("kr",) else 0
    skipped += 1 if skipped and _low(words, at + 2) == "." else 0
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
    national = words_of.NATIONAL.get(_low(words, after))
    joined = _PRICE_YEAR.fullmatch(_low(words, after))
    word_after = currency_after = _currency(_low(words, after + 1 if national else after), country_code)
    if joined is not None:
        currency, price_year, after = currency or _krone(country_code), int(joined[1]), after + 1
    elif currency_after is not None and not (prefix and currency_after != currency and not national):
        currency, after = national or currency_after, after + (2 if national else 1)
        if _low(words, after) == "." and words[after - 1].low == "kr" and _is_inside(words, after):
            after += 1
        joined = _PRICE_YEAR.fullmatch(_low(words, after))
    if currency is None and last.multiplier >= words_of.MILLION and _is_bare_money(words, after):
        currency = _krone(country_code)
    if currency is None or number.is_article:
        return None
    hedge, first = _hedge(words, prefix[1] if prefix else number.first, language)
    is_word = word_after is not None and _low(words, last.after) not in ("kr", "€")
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
    expression, after = _what_follows(words, replace(expression, price_year=price_year), after, language)
    return _period_before(words, first, expression), after


def _is_inside(words: Sequence[Token], at: int) -> bool:
    """Whether a point after kr is of the abbreviation: something goes on in small letters behind it."""
    following = words[at + 1] if at + 1 < len(words) else None
    return following is None or following.kind in ("number", "mark") or following.kind == "word"


def _is_bare_money(words: Sequence[Token], after: int) -> bool:
    """A bare million is money unless a noun follows that may be what is counted."""
    if after >= len(words) or words[after].kind in ("mark", "nodecimals"):
        return _low(words, after) not in ("%",)
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


def _hedge(words: Sequence[Token], first: int, language: str) -> tuple[str | None, int]:
    """The hedge before a token, and where it begins. The longest phrase wins; `the` and `all of` may stand between."""
    before = _low(words, first - 1)
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
    skip = 1 if _low(words, at - 1) == "." and _low(words, at - 2) in ("ca", "maks", "max") else 0
    last = at - 1 - skip
    low = _low(words, last)
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


def _count(
    words: Sequence[Token], number: Number, last: Number, language: str, second: Number | None
) -> tuple[Expression, int] | None:
    after, skipped = last.after, 0
    if last.currency or number.is_article and number.multiplier == 1.0 and number.hedge is None:
        return None
    if _is_year(number) and second is None and not _noun_follows(words, after):
        return None
    if number.hedge == "few" and after >= len(words):
        value = _valued("count", number, last, None, None)
        return (replace(value, start=words[number.first].start, end=words[after - 1].end), after) if value else None
    partitive = _low(words, after) in ("av", "af", "of", "ut") and _low(words, after + 1) in ("de", "dei", "the", "dem")
    if partitive:
        after += 2
        if after < len(words) and number_at(words, after, language) is not None:
            after = (number_at(words, after, language) or number).after
    while skipped < 3 and _low(words, after) in words_of.BETWEEN_NUMBER_AND_NOUN and not _is_unit(words, after):
        after, skipped = after + 1, skipped + 1
    unit = words_of.UNIT_OF_NOUN.get(_low(words, after))
    if unit is None:
        return None
    if unit == "workstation" and _low(words, after) in ("bærbare", "virtuelle"):
        return None
    hedge, first = _hedge(words, number.first, language)
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


def _is_unit(words: Sequence[Token], at: int) -> bool:
    return _low(words, at) in words_of.UNIT_OF_NOUN


def _noun_follows(words: Sequence[Token], at: int) -> bool:
    return any(_is_unit(words, at + ahead) for ahead in range(2))


def _is_year(number: Number) -> bool:
    return bool(
        number.is_digits
        and not number.is_grouped
        and number.mid is not None
        and 1900 <= number.mid <= 2099
        and number.multiplier == 1.0
    )


def _what_follows(
    words: Sequence[Token], expression: Expression, after: int, language: str
) -> tuple[Expression, int]:
    """Period, unit, value-added tax and the years a total covers, as far as they stand behind the amount."""
    while True:
        step, expression = _one_more(words, expression, after, language)
        if not step:
            return replace(expression, end=words[after - 1].end), after
        after += step


def _one_more(words: Sequence[Token], expression: Expression, at: int, language: str) -> tuple[int, Expression]:
    low, second = _low(words, at), _low(words, at + 1)
    dotted = 1 if second == "." and low in ("pr", "eks", "ekskl", "exkl", "inkl", "excl", "incl") else 0
    following = _low(words, at + 1 + dotted)
    if low in words_of.PERIOD_ADVERBS and expression.period is None:
        return 1, replace(expression, period=words_of.PERIOD_ADVERBS[low])
    if low in words_of.UNIT_CASES and following in ("kohden", "kohti"):
        return 2, replace(expression, per_denominator=words_of.UNIT_CASES[low])
    if low in words_of.PER:
        if following in words_of.PERIOD_NOUNS and not (low == "i" and following == "år") and expression.period is None:
            return 2 + dotted, replace(expression, period=words_of.PERIOD_NOUNS[following])
        if following in words_of.PER_UNIT and low not in ("i", "om", "på") and expression.per_denominator is None:
            return 2 + dotted, replace(expression, per_denominator=words_of.PER_UNIT[following])
    if low in ("eks", "ekskl", "eksklusiv", "eksklusive", "exkl", "exklusive", "excl", "excluding", "uten", "utan", "uden"):
        if following in ("mva", "moms", "meirverdiavgift", "merverdiavgift", "vat"):
            return 2 + dotted + _point(words, at + 2 + dotted), replace(expression, vat="excluded")
    if low in ("inkl", "inklusiv", "inklusive", "incl", "including", "med"):
        if following in ("mva", "moms", "merverdiavgift", "vat"):
            return 2 + dotted + _point(words, at + 2 + dotted), replace(expression, vat="included")
    if low in ("over", "över", "i", "gjennom", "under", "for") and expression.period is None:
        years = _years_after(words, at + 1, language)
        if years is not None:
            return years[1] - at, replace(expression, period="total", total_years=years[0])
    if language == "fi" and expression.period is None:
        years = _years_after(words, at, language)
        if years is not None and _low(words, years[1]) in ("aikana", "ajalta"):
            return years[1] + 1 - at, replace(expression, period="total", total_years=years[0])
    return 0, expression


def _point(words: Sequence[Token], at: int) -> int:
    """A point behind mva ends the abbreviation, not the sentence, where small letters go on."""
    return 1 if _low(words, at) == "." and at + 1 >= len(words) else 0


def _years_after(words: Sequence[Token], at: int, language: str) -> tuple[float, int] | None:
    """`de neste ti årene`, `tio år`: how many years, and the token behind them."""
    while _low(words, at) in ("de", "dei", "the", "den", "en", "next", "neste", "nästa", "næste", "kommande", "kommende", "seinaste"):
        if _low(words, at) == "en" and _low(words, at + 1) not in ("periode", "period"):
            break
        at += 1
    if at >= len(words):
        return None
    number = number_at(words, at, language)
    if number is None or number.mid is None or number.multiplier != 1.0 or not 1 < number.mid <= 40:
        return None
    if _low(words, number.after) in ("år", "årene", "åra", "åren", "årene", "years", "vuoden", "vuotta", "års"):
        return number.mid, number.after + 1
    return None


def _period_before(words: Sequence[Token], first: int, expression: Expression) -> Expression:
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


def _digits_named(words: Sequence[Token], at: int, country_code: str | None) -> Expression | None:
    """`et tosifret millionbeløp`."""
    low = words[at].low
    if low not in _DIGITS_NAMED or _low(words, at + 1) not in _AMOUNT_NOUNS:
        return None
    least, most = _DIGITS_NAMED[low]
    factor = _AMOUNT_NOUNS[words[at + 1].low]
    before = at - 1 if _low(words, at - 1) in ("et", "ett", "eit", "en") else at
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
