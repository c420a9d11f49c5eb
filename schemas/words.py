"""The words people use for a code, reviewed, in Norwegian and English.

Belongs here: word -> code, by column. Does not belong here: the codes themselves (schemas/codes), which are
always accepted as they are.
"""

YES_NO = {
    "ja": True,
    "nei": False,
    "yes": True,
    "no": False,
    "true": True,
    "false": False,
    "sann": True,
    "usann": False,
    "j": True,
    "n": False,
    "x": True,
}
WORDS: dict[str, dict[str, str]] = {
    "hosting": {
        "lokal": "local",
        "lokalt": "local",
        "egen drift": "local",
        "felles": "joint",
        "interkommunal": "joint",
        "leverandør": "vendor",
        "hos leverandør": "vendor",
        "sky": "saas",
        "skytjeneste": "saas",
        "cloud": "saas",
        "hybrid": "hybrid",
        "vet ikke": "unknown",
        "ukjent": "unknown",
    },
    "pricing_metric": {
        "per bruker": "user",
        "bruker": "user",
        "per innbygger": "inhabitant",
        "innbygger": "inhabitant",
        "fastpris": "flat",
        "fast": "flat",
        "per sak": "case",
        "sak": "case",
        "per enhet": "device",
        "enhet": "device",
        "vet ikke": "unknown",
        "ukjent": "unknown",
    },
    "criticality": {"lav": "low", "middels": "medium", "høy": "high", "kritisk": "critical", "vet ikke": "unknown"},
    "scope": {
        "med": "in",
        "ja": "in",
        "inkludert": "in",
        "ikke med": "out",
        "nei": "out",
        "vet ikke": "unknown",
        "ukjent": "unknown",
    },
    "currency": {"kr": "NOK"},
    "vat": {
        "eks. mva.": "excluded",
        "eks mva": "excluded",
        "ekskl. mva.": "excluded",
        "inkl. mva.": "included",
        "inkl mva": "included",
        "vet ikke": "unknown",
    },
}
MISSING = {"vet ikke": "unknown", "ukjent": "unknown", "unknown": "unknown", "ikke aktuelt": "not_applicable"}
