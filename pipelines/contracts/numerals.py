"""Numbers in words: nb, nn, sv, da, fi and en up to 9,999, with fractions, collectives and Danish twenties.

Belongs here: words -> value, made from parts. Does not belong here: digits, multipliers above a thousand, hedges.
"""

from __future__ import annotations

from functools import cache
from itertools import product

Words = dict[str, float]

_UNITS: dict[str, tuple[tuple[str, ...], ...]] = {
    "nb": (
        ("en", "ett", "et", "én", "éi", "ein", "eitt", "eit", "ei"),
        ("to",), ("tre",), ("fire",), ("fem",), ("seks",), ("sju", "syv"), ("åtte",), ("ni",), ("ti",),
        ("elleve",), ("tolv",), ("tretten",), ("fjorten",), ("femten",), ("seksten",), ("sytten",), ("atten",),
        ("nitten",),
    ),
    "sv": (
        ("en", "ett", "én"), ("två", "tva"), ("tre",), ("fyra",), ("fem",), ("sex",), ("sju",), ("åtta",), ("nio",),
        ("tio",), ("elva",), ("tolv",), ("tretton",), ("fjorton",), ("femton",), ("sexton",), ("sjutton",),
        ("arton",), ("nitton",),
    ),
    "da": (
        ("en", "et", "én", "ét"), ("to",), ("tre",), ("fire",), ("fem",), ("seks",), ("syv",), ("otte",), ("ni",),
        ("ti",), ("elleve", "elve"), ("tolv",), ("tretten",), ("fjorten",), ("femten",), ("seksten",), ("sytten",),
        ("atten",), ("nitten",),
    ),
    "fi": (
        ("yksi", "yhden"), ("kaksi", "kahden"), ("kolme", "kolmen"), ("neljä", "neljän"), ("viisi", "viiden"),
        ("kuusi", "kuuden"), ("seitsemän",), ("kahdeksan",), ("yhdeksän",), ("kymmenen",), ("yksitoista",),
        ("kaksitoista",), ("kolmetoista",), ("neljätoista",), ("viisitoista",), ("kuusitoista",),
        ("seitsemäntoista",), ("kahdeksantoista",), ("yhdeksäntoista",),
    ),
    "en": (
        ("one", "a", "an"), ("two",), ("three",), ("four",), ("five",), ("six",), ("seven",), ("eight",), ("nine",),
        ("ten",), ("eleven",), ("twelve",), ("thirteen",), ("fourteen",), ("fifteen",), ("sixteen",), ("seventeen",),
        ("eighteen",), ("nineteen",),
    ),
}  # fmt: skip
_TENS: dict[str, tuple[tuple[str, ...], ...]] = {
    "nb": (
        ("tjue", "tyve"), ("tretti", "tredve"), ("førti",), ("femti",), ("seksti",), ("sytti",), ("åtti",), ("nitti",),
    ),
    "sv": (
        ("tjugo",), ("trettio",), ("fyrtio",), ("femtio",), ("sextio",), ("sjuttio",), ("åttio",), ("nittio",),
    ),
    "da": (
        ("tyve",), ("tredive",), ("fyrre", "fyrretyve"), ("halvtreds", "halvtredsindstyve"), ("tres", "tresindstyve"),
        ("halvfjerds", "halvfjerdsindstyve"), ("firs", "firsindstyve"), ("halvfems", "halvfemsindstyve"),
    ),
    "fi": tuple((f"{unit}kymmentä",) for unit in
                ("kaksi", "kolme", "neljä", "viisi", "kuusi", "seitsemän", "kahdeksan", "yhdeksän")),
    "en": (("twenty",), ("thirty",), ("forty",), ("fifty",), ("sixty",), ("seventy",), ("eighty",), ("ninety",)),
}  # fmt: skip
HUNDRED = {
    "nb": ("hundre",),
    "sv": ("hundra",),
    "da": ("hundrede", "hundred"),
    "fi": ("sata", "sataa"),
    "en": ("hundred",),
}
AND = {"nb": "og", "sv": "och", "da": "og", "fi": "ja", "en": "and"}
ONE_AND_A_HALF = {
    **dict.fromkeys(("halvannen", "halvanna", "halvanden", "halvandet", "halvannan", "halvtannet", "halvanna"), 1.5),
    **dict.fromkeys(("puolitoista", "puolentoista"), 1.5),
}
HALVES = ("halv", "halvt", "halve", "half", "puoli", "puolen", "puolta")
QUARTERS = {
    **dict.fromkeys(("kvart", "kvarts", "kvarter", "fjerdedels", "quarter", "neljännes"), 0.25),
    **dict.fromkeys(("trekvart", "trekvarts", "trekvarter"), 0.75),
}
FEW = ("noen", "nokre", "nokon", "noen få", "nogle", "några", "muutama", "muutaman", "some", "a few", "få", "et par")
# Before a word for some it is a question, not a number: `hvor mange millioner`.
ASKS = ("hvor", "kor", "hur", "hvordan", "how", "kuinka")
SEVERAL = ("flere", "fleire", "flera", "adskillige", "mange", "många", "useita", "several")


def family(language: str) -> str:
    """The language whose numerals are used: both kinds of Norwegian share theirs."""
    return "nb" if language in ("nb", "nn", "no") else language


@cache
def numerals(language: str) -> Words:
    """Single words of a number, 1-999, such as `tjuefem`, `femogtyve` and `tohundre`."""
    known = family(language)
    units: Words = {word: value for value, words in enumerate(_UNITS[known], 1) for word in words}
    tens: Words = {word: value * 10.0 for value, words in enumerate(_TENS[known], 2) for word in words}
    found: Words = {**units, **tens}
    joiner = AND[known]
    for (ten, tens_value), (unit, value) in product(tens.items(), units.items()):
        if value < 10:
            found[f"{ten}{unit}"] = found[f"{ten}-{unit}"] = tens_value + value
            found[f"{unit}{joiner}{ten}"] = tens_value + value
    hundreds = dict.fromkeys(HUNDRED[known], 100.0)
    for (unit, value), hundred in product(units.items(), HUNDRED[known]):
        if value < 10:
            hundreds[f"{unit}{hundred}"] = value * 100.0
    found |= hundreds
    if known == "fi":
        found |= {f"{unit}sataa": value * 100.0 for unit, value in units.items() if 1 < value < 10}
    return found


@cache
def collectives(language: str) -> dict[str, tuple[float | None, float, float, str]]:
    """Words for about so many: mid, low, high and how they hedge.

    `et femtitalls` is from ten percent below to nine above, `ett fyrtiotal` ten percent either way; a bare ten or
    hundred reaches a fifth up. `titalls` and `hundratals` name an order of magnitude only.
    """
    known = family(language)
    found: dict[str, tuple[float | None, float, float, str]] = {}
    tens = {word: value * 10.0 for value, words in enumerate(_TENS[known], 2) for word in words}
    if known in ("nb", "da"):
        for word, value in tens.items():
            for ending in ("talls", "tals", "tall"):
                found[f"{word}{ending}"] = (value, round(0.9 * value), value + 9, "approx")
        for ending in ("talls", "tals"):
            found[f"ti{ending}"] = (None, 10, 100, "order_of_magnitude")
            found[f"hundre{ending}"] = found[f"hundrede{ending}"] = (None, 100, 1000, "order_of_magnitude")
            found[f"tusen{ending}"] = found[f"tusind{ending}"] = (None, 1000, 10000, "order_of_magnitude")
        found["dusin"] = found["dusinet"] = (12, 11, 13, "approx")
        if known == "da":
            found["snes"] = (20, 18, 22, "approx")
            found["snesevis"] = (None, 20, 100, "order_of_magnitude")
    if known == "sv":
        for word, value in tens.items():
            found[f"{word}tal"] = found[f"{word}talet"] = (value, round(0.9 * value), round(1.1 * value), "approx")
        found |= {
            "tiotal": (10, 9, 12, "approx"),
            "hundratal": (100, 90, 120, "approx"),
            "tusental": (1000, 900, 1200, "approx"),
            "tjog": (20, 18, 22, "approx"),
            "dussin": (12, 11, 13, "approx"),
            "femtontal": (15, 13.5, 16.5, "approx"),
            "tiotals": (None, 20, 99, "order_of_magnitude"),
            "hundratals": (None, 200, 999, "order_of_magnitude"),
            "tusentals": (None, 2000, 9999, "order_of_magnitude"),
        }
    if known == "fi":
        found |= {
            "kymmenkunta": (10, 9, 12, "approx"),
            "parikymmentä": (20, 18, 24, "approx"),
            "satakunta": (100, 90, 120, "approx"),
            "parisataa": (200, 180, 240, "approx"),
            "kymmeniä": (None, 20, 99, "order_of_magnitude"),
            "satoja": (None, 200, 999, "order_of_magnitude"),
            "tuhansia": (None, 2000, 9999, "order_of_magnitude"),
        }
    if known == "en":
        found |= {
            "dozen": (12, 11, 13, "approx"),
            "dozens": (None, 24, 99, "order_of_magnitude"),
            "tens": (None, 10, 100, "order_of_magnitude"),
            "hundreds": (None, 200, 999, "order_of_magnitude"),
            "thousands": (None, 2000, 9999, "order_of_magnitude"),
        }
    return found
