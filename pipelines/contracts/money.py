"""What an amount is of: a contract's total, a year's cost, an investment, a saving, a bid, a penalty, something else.

Belongs here: the words that decide, nearest first. Does not belong here: reading the amount
(pipelines/contracts/amounts).
"""

from __future__ import annotations

import re

from pipelines.contracts.cues import either
from pipelines.contracts.expression import Expression

# The nearest of these words decides; other_money is what is an amount and no cost of IT.
CUES: dict[str, re.Pattern[str]] = {
    "saving": either(
        r"""
        \bspar(?:e|er|es|et|t|te|a|as|ar|ade|at|ing)?\b besparels\w* besparing\w* innspar\w* inbespar\w* gevinst\w*
        \brabatt?(?:en|er)?\b undvære\w* komma_ned få_ned \bdiscount\w* effektiviseringsgevinst\w* billiger\w*
        billigar\w* rimeliger\w* \bmindre_(?:om_året|i_året|per_år|pr|enn|än|end) lavere_enn lägre_än lavere_end
        reduser\w* reducer\w* minske?r?_kostn\w* kutte?\w* säästö\w* säästä\w* \bsav(?:e|es|ed|ing|ings)\b
        \bmindre\b(?=_(?:om|i|per|pr))
        """
    ),
    "bid": either(
        r"""
        \btilbud\w* \bbud(?:et|ene|en|erna|sum)?\b \banbud(?:et|ene|en)?\b \btilbød\b \btilbyd\w* budgav\w*
        utvärderingspris\w* evalueringspris\w* \bbids?\b tarjous\w* tarjou\w* tapte förlora\w* lost\b
        """
    ),
    "penalty": either(
        r"""
        \bbot\b \bboten\b \bbøter\b \bböter\b \bbøde\w* \bbot_på dagbøter dagmulkt\w* \bmulkt\w* \bvite\w*
        sanktionsavgift\w* \bgebyr\w*_på overtredelsesgebyr\w* upphandlingsskadeavgift\w* procurement_fine\w*
        sagsomkostning\w* saksomkostning\w* rättegångskostn\w* konventionalbot dagsbot\w* erstatning\w*
        skadestånd\w* erstatningskrav penalt\w* \bfined?\b sakko\w* forsinkelsesrente\w*
        """
    ),
    "ceiling": either(
        r"""
        rammeavtale\w* rammeaftale\w* ramavtal\w* puitesopimu\w* framework\w* takbelopp\w* takvolym\w*
        takvärde\w* maksimal\w* maximal\w* maksverdi\w* øvre_grense övre_gräns kostnadsramme\w* kostnadsram\w*
        \bramme_på økonomisk_ramme \btak_på kattoarvo\w* ceiling \bcap_of
        """
    ),
    "investment": either(
        r"""
        invester\w* nyinvester\w* innkjøp\w* inköp\w* indkøb\w* anskaff\w* investoin\w*
        invest(?:ment|ed|s|ing)?\w* engangskost\w* engångskost\w* éngangs\w* etableringskost\w* startkostnad\w*
        oppstartskost\w* uppstartskost\w* etablere?ring\w*_kost\w* omstillingskost\w* implementeringskost\w*
        utviklingskost\w* utvecklingskost\w* udviklingsomk\w* i_u[dt]vikling i_utveckling
        """
    ),
    "other_money": either(
        r"""
        omsetning\w* omsätt\w* omsætning\w* omsatte omsetter liikevaih\w* turnover revenues?\b årsresultat\w*
        reported_sales \bsales_of\b \bresultat\w* minusresultat\w* \bback_med gikk_i_minus gick_med_förlust overskudd\w*
        överskott\w* overskud\b underskudd\w*
        underskott\w* underskud\w* overskrid\w* overforbruk\w* merforbruk\w* sprekk\w* budsjettsprekk
        fördyring\w* under_(?:det_opprinnelige_)?budsj\w* grunnanslag\w* grundanslag\w* \btilskudd\w*
        \bbidrag\w* \btillskott\w* \bstøtte\b statsbidrag\w* \bhevrav \bherav\b \bhvorav\b \bvarav\b \bhvoraf\b
        \bheraf\b \bdärav\b \bderav\b \bdeltid\b of_which av_(?:dette|det|detta)_(?:er|är)
        \bpost(?:en|er|erna|ene)?\b gått_tabt gået_tabt gått_tapt gått_förlor\w* tap_på tapt\w* tabt förlust\w*
        \blån(?:et)?\b gjeld\w* skuld\w* aksjekapital\w* aktiekapital\w* egenkapital\w* innskudd\w* børsverdi
        \bforlig\w* \bforlik\w* \bförlikning\w* sovintosumma\w* \bsettlement\b ekstraregning\w* merkostn\w*
        köpeskilling\w* kjøpesum\w* kjøpte_selskapet köpte_bolaget \blønn(?:a|en)?\b \blön(?:en)?\b \bårslønn\w*
        skattekron\w* \bstaten?s?\b \bnasjonalt\b nationellt hele_landet hela_landet landets_kommun\w*
        alla_kommuner alle_kommuner alle_landets \bsammanlagt\b sveriges_[0-9]+_kommuner norges_[0-9]+_kommuner
        danmarks_[0-9]+_kommuner i_genomsnitt i_gjennomsnitt i_gennemsnit on_average keskimäärin \bstevn\w*
        søksmål \bkrav\w*_på \bkrever\b \bkräver\b \bkrævet?\b \bvei\w* \bskolebygg\w* \bsykehjem\w*
        \bsvømmehall\w* \bsimhall\w* \bscore[td]?\b ekstraregning\w* extranota\w* ekstrakostn\w* merkostn\w*
        skjutas?_till skyte_inn
        """
    ),
    "budget": either(
        r"""
        \bvuosibudjet\w* \bdriftsbud\w* \bårsbudsjett\w* \bårsbudget\w* \bbudsjett\w* \bbudget\w* budjet\w*
        bevilg\w* avsatt avsett \bsatt_av\b \bsette_av\b \banslagi\w* \banslår_av\b talousarvio\w* äskat
        """
    ),
    "contract_total": either(
        r"""
        totalverdi\w* kontraktsverdi\w* kontraktverdi\w* avtaleverdi\w* avtalsvärde\w* kontraktsvärde\w*
        ordervärde\w* ordreverdi\w* kontraktværdi\w* kontraktsum\w* kontraktssum\w* avtalesum\w*
        kontraktsumma\w* totalsum\w* totalramme\w* samlet_verdi samlede_verdi samla_verdi samlad\w*_värde\w*
        sammanlagda_värde\w* samlede_værdi samlet_værdi \bverdt\b \bverd\b \bvärt\b \bvärd\b \bvärda\b \bværd\b
        \bverdi\w* \bvärde\w* værdi\w* värdera\w* \barvo\w* \barvoinen \bworth\b \bvalued?\b \bvalue\b \bvant\b
        regningen_(?:kommer|blir|lyder) notan_(?:hamnar|landar|blir) kokonaiskustannu\w* the_price_is
        utløst\w*_kommer_summen kommer_summen_på summan_blir \bvann\b \bvinner\b \bvinder\b \btildel\w*
        \btilldel\w* \bwins?\b \bwon\b \bawarded\b voitti\w* \bomfang\w* omfattning\w*
        """
    ),
    # What is agreed: its value where an amount stands near, and a hint that a cost is of the whole.
    "agreed": either(
        r"""
        \bavtal\w* \bkontrakt\w* \baftale\w* sopimu\w* \bcontract\w* \bdeal\b \bagreement\b \boppdrag\w*
        \buppdrag\w* \baffär\w* \bordre\w* \border\w*
        """
    ),
    "annual_value": either(
        r"""
        \bkost(?:e|er|et|ar|a|ade|ed|s|nad|naden|nader|nadene|naderna|nadar|ning|ninger)?\b drifts?kost\w*
        li[cs]enskost\w*
        driftskostn\w* årskost\w* driftsudgift\w* \butgift\w* \budgift\w* \bbetal\w* \bpris(?:en|et|er)?\b
        \bavgift\w* \bfee\b \bpays?\b \bpaying\b \bselge\w* \bselger\b \bsäljer\b
        \bkjøp(?:e\w*|te)\b \bköp(?:er|te)\b \bkøb(?:er|te)\b
        maksaa maksu\w* kustannu\w* \bcosts?\b \bit-(?:budsjett|budget|kost|utgift)\w*
        \bikt-(?:budsjett|kost|utgift)\w* \bdel_(?:är|er)\b \bandel(?:en)?_(?:är|er)\b månedspris\w*
        månadspris\w* månadskostnad\w* årspris\w* forbruk\w* förbruk\w* forbrug\w* inköpen omslutning\w*
        beløper_seg beløber_sig bidrag_er_fastsat årsavgift\w* vederlag\w*
        """
    ),
}
_THIS_YEAR = re.compile(r"\bi år\b|\bdette året\b|\bdetta år\b|\bi løpet av året\b|\bthis year\b|\btänä vuonna\b")
CHANGES = either(
    r"""
    \bstig\w* \bsteg\b \bøk\w* \bauk\w* \bök\w* \bväx\w* \bvoks\w* \bminsk\w* \bsjunk\w* \bfall\w* \bfaldt\b
    \breduser\w* \bgår_opp\b \bgår_ned\b \bdobl\w* \bfördubbl\w* \bhøjes?\b \bhöj\w* \brise\w* \brose\b
    \bincreas\w* nous\w* laske\w*
    """
)
_UNIT_PRICE = either(
    r"""
    \b(?:per|pr\.?|for_hver|för_varje|kvar)_(?:arbeids|arbets|arbejds|pc|bruker|användar|anslut|tilknyt|enhet|lisens|licens|konto|timme|time)
    it-arbetsplats_kost\w* it-arbeidsplass_kost\w* anslutning\w*_kost\w* \btimepris \btimpris per_timme i_timen
    pr\.?_time
    """
)
_EACH_YEAR = re.compile(
    r"\bpå årsbasis\b|\bannual basis\b|\bkvart av åra\b|\bhvert av årene\b|\bvart och ett av åren\b|"
    r"\bhvert år\b|\bvarje år\b|"
    r"\bkvart år\b|\beach year\b|\bevery year\b"
)
# `licenskostnaden för 2017`, `under 2019 beräknas driftkostnaden`: what a year costs, and how far another is above it.
_RUNNING = r"\b(?:drift|licens|lisens|it-|ikt-|it-drift)\w*(?:kost|omkost|udgift|utgift)\w*"
_COST_OF_YEAR = re.compile(
    rf"{_RUNNING} (?:för|for|i|under|in) (?:19|20)\d\d\b|\b(?:under|i|för|for) (?:19|20)\d\d (?:\w+ )?{_RUNNING}"
)
_ABOVE = re.compile(r"^ (?:mer|meir|mere|dyrare|dyrere|högre|høyere|højere|more|higher) (?:än|enn|end|than)\b")
_LAST_YEAR = re.compile(r"\bi fjor\b|\bi fjol\b|\bsidste år\b|\bförra året\b|\blast year\b|\bviime vuonna\b")
_MOVES_BY = re.compile(
    r"(?:\bgått|\bgår|\bgikk|\bgick|\bkomma|\bkomme|\bøk\w*|\bauk\w*|\bök\w*|\bstig\w*|\bsteg\w*|\bsjunk\w*|\bsynk\w*|\bfald\w*)"
    r" (?:opp |ned |upp |op )?(?:med )?(?:om lag |rundt |ca\.? |nesten )?$"
    r"|\b(?:øk\w*|auk\w*|ök\w*|höj\w*|øg\w*|increas\w*|rais\w*) (?:\w+ ){1,4}(?:med|by) (?:\w+ )?$"
)
_ALIKE = re.compile(
    r"\btilsvarende\b|\btilsvarande\b|\bmotsvarande\b|\bundvære\w*|\bundgå\w*|\bunngå\w*|\bundvik\w*|\bliknende\b|\blignende\b|\bliknande\b|"
    r"\btilsvarende oppdrag|\bsimilar\b|\bvastaav\w*|\bvärdet av att\b|\bverdien av (?:at|å)\b|\bværdien af at\b"
)
_PAST = re.compile(r"\bhar kost(?:a|et|at)\b|\bhadde kost|\bhade kostat|^i dag (?:er|är|betal|kost)|^idag ")
_CONTRAST = re.compile(
    r"\bmens\b|\bmedan\b|\benn budsj|\bän budget|\bend budget|over budsj|"
    r"under (?:det )?(?:\w+ )?budsj|overskrid|överskrid|bevilg|bevilj"
)
_RUNS_A_YEAR = re.compile(
    r"vuosibudjet|årsbuds|årsbudg|driftsbud\w*|driftsår\w*|neste år|nästa år|næste år|omslutning|"
    r"(?:budsjettet|budgeten|"
    r"budgettet) (?:til|for|för)\b|får (?:eit|et|ett|en) buds"
)
_IN_A_YEAR = re.compile(r"^,? (?:i|in|for|vuonna) (?:år )?(?:19|20)[0-9]{2}\b")
_FORMER = re.compile(
    r"\b(?:förra|forrige|tidligere|tidlegare|tidigare|gamle|gamla|previous|"
    r"former|dagens|nåværende|noverande|nuvarande|nuværende|existing|edelli\w+) (?:\w+-)?(?:leverand|"
    r"leverant|avtal|aftale|kontrakt|"
    r"ramavtal|rammeavt|system|løsning|lösning|contract|supplier|arrangement|ordning)"
)
OVER_YEARS = re.compile(r"\b(?:over|över) (?:de neste |de kommende |de kommande )?\w+ år")
_SHARE = re.compile(r"\b(?:del|andel(?:en)?|part|share) (?:är|er|av|blir|utgör)\b|s (?:del|andel)\b")
# A whole arrangement for less than this is a unit price or a slip; in any krone, and a tenth of it in euro or pounds.
LEAST_CONTRACT = 30_000.0
# What the sentence before may be about and this one goes on with.
_REACH_ACROSS = ("contract_total", "annual_value", "investment", "ceiling")
_OF_WHICH = ("hevrav", "herav", "hvorav", "varav", "därav", "derav", "hvoraf", "heraf", "of which")
_WON = re.compile(r"\bvant\b|\bvann\b|\bvinn\w*|\bwon\b|\bvinder\b|\btildel\w*|\btilldel\w*")
# A word so near to an amount decides, whatever else is nearer.
_BESIDE, _NEXT_TO = 40.0, 12.0
_AGREED_WITHIN, _SPOKEN_OF_WITHIN = 60.0, 120.0
# What all municipalities of a country have or pay together.
_OF_ALL = re.compile(
    r"\b(?:landets|sveriges|norges|danmarks|suomen) (?:[0-9]+ |\w+ )?kommun|\b(?:alla|alle|samtliga|samtlige) "
    r"(?:landets |norske |svenska |danske )?kommuner|\bde (?:norske|danske|svenska) kommun|\bhele? landet|\bhela landet"
    r"|^[–\"«» -]*(?:norske|norska|danske|danska|svenske|svenska|swedish|norwegian|danish) "
    r"(?:kommuner|municipalities)\b"
)
# Agreements in the plural come to a sum that is none of theirs.
_SEVERAL = re.compile(
    r"\b(?:avtaler|kontrakter|aftaler|contracts|deals|agreements) (?:for|til|på|worth|verdt|værd)\b[^.]*$"
)
# What an amount is held against.
_COMPARED = re.compile(
    r"(?:att jämföra med|jämfört med|sammenli[gk]n(?:et|a|ing)(?: med| bruker)?|i forhold til|compared (?:to|with)|"
    r"verrattuna)[^.]{0,30}$"
)
_SIGNED_BEFORE = re.compile(
    r"(?:inngått|inngikk|indgået|indgik|tecknades|tecknade|signed|won)\b"
    r"[^.]*(?:\bi fjor|\bi fjol|sidste år|förra året|last year)"
    r"|(?:i våras|i höstas|i vinter|i fjor|förra året|sidste år|last year)\b"
    r"[^.]*(?:tecknades|tecknade|inngikk|indgik|signed|tapte)"
)
_FREE = re.compile(
    r"\bkvit og frit\b|\bkvitt og fritt\b|\bvederlagsfri\w*|"
    r"\bude?n? at betale\b|\buten å betale\b|\butan att betala\b|\bfree of charge\b|\bude?n? beregning\b"
)
# What something has become dearer by; the next sentence may sum it up.
_DEARER = re.compile(r"\bdyrare\b|\bdyrere\b|\bmerkostn\w*|\bekstraregning\w*|\bmore expensive\b")
_SUMS_UP = re.compile(r"\b(?:innebär|innebærer|indebærer|betyr|betyder|blir|bliver|utgjør|utgör) de[tn]t?e?\b")
_EXAMPLE = re.compile(
    r"\bblandt andet\b|\bblant annet\b|\bbland annat\b|\bfor eksempel\b|\btill exempel\b|\bfor example\b"
)
_SMALL_CURRENCIES = ("EUR", "GBP", "USD")


def kind_of(
    amount: Expression, low: str, start: int, before: str, *, yearly_before: bool, is_joint: bool
) -> tuple[str, float]:
    """Kind of claim and confidence. `low` is the sentence, `start` where the amount stands in it, `before` the sentence
    ahead of it; `yearly_before` says whether an amount just before was one of a year, `is_joint` whether the text is of
    a unit that municipalities have together, whose budget is what its IT costs."""
    end = start + amount.end - amount.start
    if amount.per_denominator is not None or _UNIT_PRICE.search(low):
        return "other_money", 0.8
    size = amount.mid or amount.high or amount.low or 0.0
    before_amount = low[max(0, start - 40) : start]
    if _ABOVE.match(low[end:]):
        return "other_money", 0.7
    if _FREE.search(low) or _COMPARED.search(before_amount) or _SIGNED_BEFORE.search(low) or _EXAMPLE.search(low):
        return "other_money", 0.6
    if _OF_ALL.search(low) or (_DEARER.search(before) and _SUMS_UP.search(low)):
        return "other_money", 0.8
    if _SEVERAL.search(before_amount) or _PAST.search(low) or _ALIKE.search(low) or _MOVES_BY.search(before_amount):
        return "other_money", 0.6
    if _FORMER.search(low) or size * (10 if amount.currency in _SMALL_CURRENCIES else 1) < LEAST_CONTRACT:
        return "other_money", 0.6
    yearly = amount.annual_factor is not None or bool(
        _THIS_YEAR.search(low)
        or _COST_OF_YEAR.search(low)
        or _LAST_YEAR.search(low)
        or _EACH_YEAR.search(low)
        or _IN_A_YEAR.search(low[end:])
    )
    near, is_of_agreement = _settled(_nearest(low, start, end))
    if not near:
        ahead, _ = _settled(_nearest(before, len(before), len(before)))
        near = {name: distance + 200 for name, distance in ahead.items() if name in _REACH_ACROSS}
        if not near or (yearly_before and not yearly):
            return "other_money", 0.4
    best = min(near, key=lambda name: near[name])
    if "penalty" in near and near["penalty"] < _BESIDE:
        best = "penalty"
    elif "investment" in near and near["investment"] < _NEXT_TO:
        best = "investment"
    elif "ceiling" in near and near["ceiling"] < _BESIDE and best == "contract_total":
        best = "ceiling"
    decided = best
    if best in ("contract_total", "annual_value", "budget"):
        is_yearly = yearly or bool(yearly_before and _SHARE.search(low))
        has_value = "contract_total" in near or is_of_agreement
        decided = _value_or_cost(best, low, is_yearly=is_yearly, is_joint=is_joint, has_value=has_value)
    return decided, 0.9 if near[best] < 60 else 0.75 if near[best] < 200 else 0.5


def _settled(near: dict[str, float]) -> tuple[dict[str, float], bool]:
    """Words for an agreement count as its value close by; further off they say only that it is spoken of."""
    found = dict(near)
    distance = found.pop("agreed", None)
    if distance is not None and distance <= _AGREED_WITHIN:
        found["contract_total"] = min(distance, found.get("contract_total", distance))
    return found, distance is not None and distance <= _SPOKEN_OF_WITHIN


def _value_or_cost(best: str, low: str, *, is_yearly: bool, is_joint: bool, has_value: bool) -> str:
    """The value of a contract beats a word for cost, unless a year is meant; a budget is one if it is of running IT."""
    if best == "budget":
        is_its_own = is_joint or (is_yearly and _it_budget(low))
        runs = not _CONTRAST.search(low) and (_RUNS_A_YEAR.search(low) or is_its_own)
        return "annual_value" if runs else "other_money"
    if is_yearly:
        return "annual_value"
    if has_value or OVER_YEARS.search(low):
        return "contract_total"
    return "other_money"


def _it_budget(low: str) -> bool:
    return re.search(r"\b(?:it|ikt)-?\s?(?:budsjett|budget)\w*", low) is not None


def _nearest(low: str, start: int, end: int) -> dict[str, float]:
    """Each kind whose words occur, with how far the nearest is; a word across a clause counts as further."""
    found: dict[str, float] = {}
    for name, pattern in CUES.items():
        for match in pattern.finditer(low):
            if match.start() >= end and match.group() in _OF_WHICH:
                continue  # it is about the next amount
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
