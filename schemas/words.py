"""The words people write for a code or for no answer, reviewed, in six languages.

Belongs here: word -> code by column, beside the labels of the workbook; words for a missing answer. Does not belong
here: the codes themselves (schemas/codes), which are always accepted as they are; labels (schemas/labels).
"""

from collections.abc import Mapping

from schemas.codes import COST_POOLS, SURVEY_SIZES
from schemas.labels import COUNTRY, LABELS, NO, YES

# Where one person's word is another's code, it stands in neither list.
_OTHER_WORDS: Mapping[str, Mapping[str, str]] = {
    "hosting": {
        "lokal": "local",
        "lokalt": "local",
        "lokal drift": "local",
        "on-premise": "local",
        "on-prem": "local",
        "felles": "joint",
        "interkommunal": "joint",
        "gemensam": "joint",
        "fælles": "joint",
        "leverandør": "vendor",
        "leverantör": "vendor",
        "toimittaja": "vendor",
        "sky": "saas",
        "skya": "saas",
        "moln": "saas",
        "molnet": "saas",
        "pilvi": "saas",
        "cloud": "saas",
        "hybrid": "hybrid",
        "ukjent": "unknown",
        "okänd": "unknown",
        "ukendt": "unknown",
        "tuntematon": "unknown",
    },
    "pricing_metric": {
        "bruker": "user",
        "brukar": "user",
        "användare": "user",
        "bruger": "user",
        "käyttäjä": "user",
        "pr. bruker": "user",
        "per bruger": "user",
        "innbygger": "inhabitant",
        "innbyggjar": "inhabitant",
        "invånare": "inhabitant",
        "indbygger": "inhabitant",
        "asukas": "inhabitant",
        "pr. innbygger": "inhabitant",
        "fastpris": "flat",
        "fast": "flat",
        "kiinteä": "flat",
        "sak": "case",
        "ärende": "case",
        "sag": "case",
        "enhet": "device",
        "enhed": "device",
        "laite": "device",
        "ukjent": "unknown",
        "okänd": "unknown",
        "ukendt": "unknown",
    },
    "criticality": {"medels": "medium", "ukjent": "unknown", "okänd": "unknown", "ukendt": "unknown"},
    "scope": {
        "ja": "in",
        "inkludert": "in",
        "inngår": "in",
        "inkluderat": "in",
        "inkluderet": "in",
        "included": "in",
        "kyllä": "in",
        "yes": "in",
        "nei": "out",
        "nej": "out",
        "ei": "out",
        "no": "out",
        "excluded": "out",
        "ukjent": "unknown",
        "okänd": "unknown",
        "ukendt": "unknown",
    },
    "vat": {
        "eks mva": "excluded",
        "ekskl. mva.": "excluded",
        "ekskl. mva": "excluded",
        "uten mva": "excluded",
        "exkl moms": "excluded",
        "ekskl moms": "excluded",
        "alv 0": "excluded",
        "inkl mva": "included",
        "med mva": "included",
        "inkl moms": "included",
        "excluded": "excluded",
        "included": "included",
    },
    "cost_pool": {meaning.casefold(): code for code, meaning in COST_POOLS.items()},
    "size": {meaning.casefold(): code for code, meaning in SURVEY_SIZES.items()},
    "form_code": {},
}
WORDS: dict[str, dict[str, str]] = {
    column: dict(words) | {label.casefold(): code for code, said in LABELS[column].items() for label in said.values()}
    for column, words in _OTHER_WORDS.items()
}
COUNTRY_WORDS = {name.casefold(): code for code, said in COUNTRY.items() for name in said.values()}
# Whose krone it is follows from the country; a Finn who writes kr has to say.
KRONE = ("kr", "kr.", "krone", "kroner", "kronor")
KRONE_OF = {"NO": "NOK", "SE": "SEK", "DK": "DKK"}
YES_NO = {
    **{word.casefold(): True for word in (*YES.values(), "j", "x", "jo", "k", "y", "true", "sann", "sant", "1")},
    **{word.casefold(): False for word in (*NO.values(), "n", "e", "false", "usann", "usant", "0")},
}
_MISSING = {
    "unknown": (
        "vet ikke|veit ikkje|vet ej|vet inte|ved ikke|ei tiedossa|en tiedä|unknown|don't know|ukjent|ukjend|okänd|"
        "okänt|ukendt|tuntematon|?"
    ),
    "not_applicable": (
        "ikke aktuelt|ikkje aktuelt|ej aktuellt|inte aktuellt|ikke relevant|ikkje relevant|ej relevant|ei koske|"
        "ei sovellu|not applicable|n/a|i/a|e/t"
    ),
}
MISSING = {word: kind for kind, words in _MISSING.items() for word in words.split("|")}
for _words in WORDS.values():
    if "unknown" in _words.values():  # the list has a code for it
        _words.update({word: "unknown" for word, kind in MISSING.items() if kind == "unknown"})
