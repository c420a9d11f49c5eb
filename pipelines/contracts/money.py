"""What an amount is of: a contract's total, a year's cost, an investment, a saving, a bid, a penalty, or something else.

Belongs here: the words that decide, nearest first. Does not belong here: reading the amount (pipelines/contracts/amounts).
"""

from __future__ import annotations

import re

from pipelines.contracts.expression import Expression

# The nearest of these words decides; other_money is what is an amount and no cost of IT.
CUES: dict[str, re.Pattern[str]] = {
    "saving": re.compile(
        r"\bspar(?:e|er|es|t|te|a|as|ar|ade|at|ing)?\b|besparels\w*|besparing\w*|innspar\w*|inbespar\w*|gevinst\w*|\brabatt?(?:en|er)?\b|\bdiscount\w*"
        r"|effektiviseringsgevinst\w*|billiger\w*|billigar\w*|rimeliger\w*|\bmindre (?:om året|i året|per år|pr|enn|än|end)"
        r"|lavere enn|lägre än|lavere end|reduser\w*|reducer\w*|minske?r? kostn\w*|kutte?\w*|säästö\w*|säästä\w*|\bsav(?:e|es|ed|ing|ings)\b"
        r"|\bmindre\b(?= (?:om|i|per|pr))"
    ),
    "bid": re.compile(
        r"\btilbud\w*|\bbud(?:et|ene|en|erna|sum)?\b|\banbud(?:et|ene|en)?\b|\btilbød\b|\btilbyd\w*|budgav\w*|\bbids?\b|tarjous\w*|tarjou\w*|tapte|förlora\w*|lost\b"
    ),
    "penalty": re.compile(
        r"\bbot\b|\bboten\b|\bbøter\b|\bböter\b|\bbøde\w*|\bbot på|dagbøter|dagmulkt\w*|\bmulkt\w*|\bvite\w*|sanktionsavgift\w*|overtredelsesgebyr\w*"
        r"|konventionalbot|dagsbot\w*|erstatning\w*|skadestånd\w*|erstatningskrav|penalt\w*|\bfined?\b|sakko\w*|forsinkelsesrente\w*"
    ),
    "ceiling": re.compile(
        r"rammeavtale\w*|rammeaftale\w*|ramavtal\w*|puitesopimu\w*|framework\w*|takbelopp\w*|takvolym\w*|takvärde\w*|maksimal\w*|maximal\w*|maksverdi\w*"
        r"|øvre grense|övre gräns|kostnadsramme\w*|kostnadsram\w*|\bramme på|\bramme på|økonomisk ramme|\btak på|kattoarvo\w*|ceiling|\bcap of"
    ),
    "investment": re.compile(
        r"invester\w*|nyinvester\w*|innkjøp\w*|inköp\w*|indkøb\w*|anskaff\w*|investoin\w*|invest(?:ment|ed|s|ing)?\w*|engangskost\w*|engångskost\w*|éngangs\w*"
        r"|etableringskost\w*|startkostnad\w*|oppstartskost\w*|uppstartskost\w*|etablere?ring\w* kost\w*|omstillingskost\w*|implementeringskost\w*"
    ),
    "other_money": re.compile(
        r"omsetning\w*|omsätt\w*|omsætning\w*|omsatte|omsetter|liikevaih\w*|turnover|revenues?\b|årsresultat\w*|\bresultat\w*|overskudd\w*|överskott\w*|overskud\b"
        r"|underskudd\w*|underskott\w*|underskud\w*|overskrid\w*|overforbruk\w*|merforbruk\w*|sprekk\w*|budsjettsprekk|fördyring\w*"
        r"|under (?:det opprinnelige )?budsj\w*|grunnanslag\w*|grundanslag\w*|\btilskudd\w*|\bbidrag\w*|\btillskott\w*|\bstøtte\b|statsbidrag\w*|\bhevrav|\bherav\b|\bhvorav\b|\bvarav\b|\bdärav\b"
        r"|\bderav\b|\bdeltid\b|of which|av (?:dette|det|detta) (?:er|är)|\bpost(?:en|er|erna|ene)?\b|gått tabt|gået tabt|gått tapt|gått förlor\w*|tap på|tapt\w*|tabt|förlust\w*"
        r"|\blån(?:et)?\b|gjeld\w*|skuld\w*|aksjekapital\w*|aktiekapital\w*|egenkapital\w*|innskudd\w*|børsverdi|köpeskilling\w*|kjøpesum\w*|kjøpte selskapet|köpte bolaget"
        r"|\blønn(?:a|en)?\b|\blön(?:en)?\b|\bårslønn\w*|skattekron\w*|\bstaten?s?\b|\bnasjonalt\b|nationellt|hele landet|hela landet|landets kommun\w*|alla kommuner|alle kommuner|alle landets"
        r"|\bsammanlagt\b|sveriges [0-9]+ kommuner|norges [0-9]+ kommuner|danmarks [0-9]+ kommuner|i genomsnitt|i gjennomsnitt|i gennemsnit|on average|keskimäärin"
        r"|\bstevn\w*|søksmål|\bkrav\w* på|\bkrever\b|\bkräver\b|\bkrævet?\b|\bvei\w*|\bskolebygg\w*|\bsykehjem\w*|\bsvømmehall\w*|\bsimhall\w*"
    ),
    "budget": re.compile(r"\bbudsjett\w*|\bbudget\w*|budjet\w*|bevilg\w*|avsatt|avsett|\bsatt av\b|\bsette av\b|talousarvio\w*|äskat"),
    "contract_total": re.compile(
        r"totalverdi\w*|kontraktsverdi\w*|kontraktverdi\w*|avtaleverdi\w*|avtalsvärde\w*|kontraktsvärde\w*|ordervärde\w*|ordreverdi\w*|kontraktværdi\w*"
        r"|kontraktsum\w*|kontraktssum\w*|avtalesum\w*|kontraktsumma\w*|totalsum\w*|totalramme\w*|samlet verdi|samlede verdi|samla verdi|samlad\w* värde\w*|sammanlagda värde\w*|samlede værdi|samlet værdi"
        r"|\bverdt\b|\bverd\b|\bvärt\b|\bvärd\b|\bvärda\b|\bværd\b|\bverdi\w*|\bvärde\w*|værdi\w*|värdera\w*|\barvo\w*|\barvoinen|\bworth\b|\bvalued?\b|\bvalue\b"
        r"|\bvant\b|\bvann\b|\bvinner\b|\bvinder\b|\btildel\w*|\btilldel\w*|\bwins?\b|\bwon\b|\bawarded\b|voitti\w*|\bomfang\w*|omfattning\w*"
        r"|\bavtal\w*|\bkontrakt\w*|\baftale\w*|sopimu\w*|\bcontract\w*|\bdeal\b|\bagreement\b|\boppdrag\w*|\buppdrag\w*|\baffär\w*|\bordre\w*|\border\w*"
    ),
    "annual_value": re.compile(
        r"\bkost(?:e|er|et|ar|a|ade|ed|s|nad|naden|nader|nadene|naderna|nadar|ning|ninger)?\b|driftskost\w*|driftskostn\w*|årskost\w*|driftsudgift\w*|\butgift\w*|\budgift\w*|\bbetal\w*"
        r"|\bpris(?:en|et|er)?\b|\bavgift\w*|\bfee\b|\bpays?\b|\bpaying\b|\bselge\w*|\bselger\b|\bsäljer\b|\bkjøpe\w*|\bköper\b|\bkøber\b|maksaa|maksu\w*|kustannu\w*|\bcosts?\b"
        r"|\bit-(?:budsjett|budget|kost|utgift)\w*|\bikt-(?:budsjett|kost|utgift)\w*|\bdel (?:är|er)\b|\bandel(?:en)? (?:är|er)\b|årsavgift\w*|vederlag\w*"
    ),
}
_THIS_YEAR = re.compile(r"\bi år\b|\bdette året\b|\bdetta år\b|\bi løpet av året\b|\bthis year\b|\btänä vuonna\b")
CHANGES = re.compile(r"\bstig\w*|\bsteg\b|\bøk\w*|\bauk\w*|\bök\w*|\bväx\w*|\bvoks\w*|\bminsk\w*|\bsjunk\w*|\bfall\w*|\bfaldt\b|\breduser\w*|\bgår opp\b|\bgår ned\b|\bdobl\w*|\bfördubbl\w*|\bhøjes?\b|\bhöj\w*|\brise\w*|\brose\b|\bincreas\w*|nous\w*|laske\w*")
_UNIT_PRICE = re.compile(
    r"\b(?:per|pr\.?|for hver|för varje|kvar) (?:arbeids|arbets|arbejds|pc|bruker|användar|anslut|tilknyt|enhet|lisens|licens|konto|timme|time)"
    r"|it-arbetsplats kost\w*|it-arbeidsplass kost\w*|anslutning\w* kost\w*|\btimepris|\btimpris|per timme|i timen|pr\.? time"
)
_IN_A_YEAR = re.compile(r"^,? (?:i|in|for|vuonna) (?:år )?(?:19|20)[0-9]{2}\b")
_FORMER = re.compile(r"\b(?:förra|forrige|tidligere|tidlegare|tidigare|gamle|gamla|previous|former) (?:\w+-)?(?:leverand|leverant|avtal|aftale|kontrakt|system|løsning|lösning|contract|supplier)")
OVER_YEARS = re.compile(r"\b(?:over|över) (?:de neste |de kommende |de kommande )?\w+ år")
_SHARE = re.compile(r"\b(?:del|andel(?:en)?|part|share) (?:är|er|av|blir|utgör)\b|s (?:del|andel)\b")
# A whole arrangement for less than this is a unit price or a slip; in any krone, and a tenth of it in euro or pounds.
LEAST_CONTRACT = 30_000.0
# A word so near to an amount decides, whatever else is nearer.
_BESIDE = 40.0
_SMALL_CURRENCIES = ("EUR", "GBP", "USD")


def kind_of(amount: Expression, low: str, start: int, before: str, yearly_before: bool) -> tuple[str, float]:
    """Kind of claim and confidence. `low` is the sentence, `start` where the amount stands in it, `before` the sentence
    ahead of it; `yearly_before` says whether an amount just before was one of a year."""
    end = start + amount.end - amount.start
    if amount.per_denominator is not None or _UNIT_PRICE.search(low):
        return "other_money", 0.8
    size = amount.mid or amount.high or amount.low or 0.0
    if size * (10 if amount.currency in _SMALL_CURRENCIES else 1) < LEAST_CONTRACT:
        return "other_money", 0.6
    yearly = amount.annual_factor is not None or bool(_THIS_YEAR.search(low) or _IN_A_YEAR.search(low[end:]))
    if _FORMER.search(low):
        return "other_money", 0.6
    near = _nearest(low, start, end)
    if not near:
        near = {name: distance + 200 for name, distance in _nearest(before, len(before), len(before)).items()
                if name in ("contract_total", "annual_value", "investment", "ceiling")}  # fmt: skip
        if not near or (yearly_before and not yearly):
            return "other_money", 0.4
    best = min(near, key=lambda name: near[name])
    if "penalty" in near and near["penalty"] < _BESIDE:
        best = "penalty"
    elif "ceiling" in near and near["ceiling"] < _BESIDE and best == "contract_total":
        best = "ceiling"
    decided = best
    if best in ("contract_total", "annual_value", "budget"):
        # The value of a contract beats a word for cost, unless a year is meant.
        if yearly or (yearly_before and _SHARE.search(low)):
            decided = "annual_value" if best != "budget" or _it_budget(low) else "other_money"
        elif best == "budget":
            decided = "other_money"
        elif "contract_total" in near or OVER_YEARS.search(low):
            decided = "contract_total"
        else:
            decided = "other_money"
    if decided == "bid" and "contract_total" in near and re.search(r"\bvant\b|\bvann\b|\bvinn\w*|\bwon\b|\bvinder\b|\btildel\w*|\btilldel\w*", low):
        decided = "contract_total"
    sure = 0.9 if near[best] < 60 else 0.75 if near[best] < 200 else 0.5
    return decided, sure


def _it_budget(low: str) -> bool:
    return re.search(r"\b(?:it|ikt)-?\s?(?:budsjett|budget)\w*", low) is not None


def _nearest(low: str, start: int, end: int) -> dict[str, float]:
    """Each kind whose words occur, with how far the nearest is; a word across a clause counts as further."""
    found: dict[str, float] = {}
    for name, pattern in CUES.items():
        for match in pattern.finditer(low):
            if match.start() < end and match.end() > start:
                distance = 0.0
            elif match.end() <= start:
                between = low[match.end() : start]
                distance = len(between) + 25 * len(re.findall(r"[,;:–]| og | och | men | and | but ", between))
            else:
                between = low[end : match.start()]
                distance = 1.2 * len(between) + 25 * len(re.findall(r"[,;:–]| og | och | men | and | but ", between))
            if name not in found or distance < found[name]:
                found[name] = distance
    return found
