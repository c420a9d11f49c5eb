"""Codes and fixed sentences of the marts in the words of a reader, Norwegian and English.

Belongs here: what a code or a sentence that SQL writes is called on the page. Does not belong here: the page's own
texts (words), the codes' meaning (schemas/codes).
"""

from __future__ import annotations

import re

from schemas.labels import COST_POOL, CRITICALITY, HOSTING

# code -> (bokmål, English)
CODES: dict[str, tuple[str, str]] = {
    **{code: (said["nb"], said["en"]) for labels in (COST_POOL, CRITICALITY) for code, said in labels.items()},
    "OPS": ("drift", "operations"),
    "OPS_LOB": ("drift og fagsystemer", "operations and line-of-business licences"),
    "TOTAL": ("alle IT-kostnader", "all IT costs"),
    "PARTIAL": ("ufullstendig omfang", "incomplete scope"),
    "UNKNOWN": ("ukjent omfang", "scope not known"),
    "account": ("regnskap", "account"),
    "budget": ("budsjett", "budget"),
    "contract": ("kontrakt", "contract"),
    "claim": ("påstand", "claim"),
    "running": ("løpende", "running"),
    "running_and_investment": ("løpende og investering", "running and investment"),
    "unit_cost": ("oppgitt per enhet", "stated per unit"),
    "pupil": ("elev", "pupil"),
    "connection_point": ("tilkoblingspunkt", "connection point"),
    "holds_no_figure": ("raden har ikke noe tall", "the row has no figure"),
    "person": ("personer", "persons"),
    "population_band": ("likt folketall", "similar population"),
    "both": ("DPIA og databehandleravtale", "DPIA and processor agreement"),
    "dpia": ("DPIA", "DPIA"),
    "processor_agreement": ("databehandleravtale", "processor agreement"),
    "annual_value": ("verdi per år", "value a year"),
    "contract_total": ("kontraktens samlede verdi", "total value of the contract"),
    "contract_years": ("kontraktens lengde, år", "term of the contract, years"),
    "option_years": ("opsjoner, år", "options, years"),
    "investment": ("investering", "investment"),
    "connection_points": ("tilkoblingspunkter", "connection points"),
    "workstations": ("arbeidsplasser (PC)", "workstations"),
    "employees": ("ansatte", "employees"),
    "pupils": ("elever", "pupils"),
    "NO": ("Norge", "Norway"),
    "SE": ("Sverige", "Sweden"),
    "DK": ("Danmark", "Denmark"),
    "FI": ("Finland", "Finland"),
    "IS": ("Island", "Iceland"),
    "UK": ("Storbritannia", "United Kingdom"),
    "US": ("USA", "United States"),
    "DE": ("Tyskland", "Germany"),
    "EA": ("euroområdet", "euro area"),
    "GLOBAL": ("flere land", "several countries"),
    **{f"hosted_{code}": (said["nb"], said["en"]) for code, said in HOSTING.items()},
    "hosted_unknown": ("ikke kjent", "not known"),
}

# Codes that are told by their column, because the code alone says too little.
COLUMN_CODES: dict[str, dict[str, tuple[str, str]]] = {
    "severity": {
        "rejected": ("avvist", "rejected"),
        "held": ("holdt tilbake til noen bekrefter", "held until a person confirms"),
        "told": ("bare fortalt", "only told"),
    },
    "superseded_reason": {
        "newer": ("et nyere år står", "a newer year stands"),
        "part_and_whole": (
            "grensene er endret: den ene ligger i den andre",
            "boundaries changed: one lies in the other",
        ),
        "contained": ("beløpet er med i et annet", "the amount is inside another"),
        "member_of_joint_unit": ("den ene er med i den andre", "the one takes part in the other"),
    },
    "reason": {
        "undated": ("kilden har ikke noe år", "the source gives no year"),
        "no_size_within_reach": (
            "ingen størrelse er kjent innen to år fra kostnaden",
            "no size is known within two years of the cost",
        ),
        "no_size_known": ("ingen størrelse er kjent for noe år", "no size is known for any year"),
        "row_rejected": (
            "en størrelse er kjent, men tallene sammen bryter en regel",
            "a size is known, but the figures together break a rule",
        ),
    },
    "dpia": {"yes": ("ja", "yes"), "no": ("nei", "no"), "not_answered": ("ikke svart", "not answered")},
}

# What the marts say in English, in bokmål.
SENTENCES: dict[str, str] = {
    "no change, no cost of change": "ingen endring, ingen overgangskostnad",
    "not estimated: no source here states what such a change cost": (
        "ingen kilde her oppgir hva en slik overgang har kostet"
    ),
    "not estimated; one analogue: the start of Ikomm cost 20-22 million NOK in new equipment for three "
    "municipalities, prices of its time": (
        "ikke beregnet; ett sammenlignbart tilfelle: starten av Ikomm kostet 20–22 millioner kroner i nytt utstyr for "
        "tre kommuner, i datidens kroner"
    ),
    "each municipality for itself": "hver kommune for seg",
    "each municipality; groups of specialists advise, anyone may leave at once": (
        "hver kommune; faggrupper gir råd, og alle kan gå ut når som helst"
    ),
    "the municipality that hosts a system, by agreement for that system": (
        "kommunen som drifter systemet, etter avtale for hvert system"
    ),
    "each municipality, by agreement on the resources it shares": (
        "hver kommune, etter avtale om ressursene den deler"
    ),
    "the host municipality, with a board of members; leaving by the agreement's notice": (
        "vertskommunen, med et styre av medlemmer; utmelding etter avtalens frist"
    ),
    "the owners of the company; a customer by its contract, an owner by the owners' agreement": (
        "eierne av selskapet; kunden gjennom kontrakten, eieren gjennom eieravtalen"
    ),
    "the owners' meeting; leaving by the owners' agreement": "eiermøtet; utmelding etter eieravtalen",
    "each municipality, by its contract with the firm": "hver kommune, gjennom kontrakten med leverandøren",
    "no evidence on cost per user": "ingen evidens for kostnad per bruker",
    "a source without a date has no real value": "en kilde uten dato har ingen reell verdi",
    "an end is open: no middle value": "en ende er åpen: ingen midtverdi",
    "too few for an interval: points only": "for få til et intervall: bare enkeltverdier",
    "unlike observations: no middle value together": "ulike observasjoner: ingen felles midtverdi",
    "no real value: the source has no date or no price index": (
        "ingen reell verdi: kilden har ingen dato eller ingen prisindeks"
    ),
    "points only: no effect of the form can be read from so few units": (
        "bare enkeltverdier: ingen virkning av formen kan leses av så få enheter"
    ),
    "not estimated; what others spent at the start stands beside": (
        "ikke beregnet; det andre brukte ved starten, står her, i datidens kroner"
    ),
    "no price index or exchange rate for a year: no real value": (
        "ingen prisindeks eller valutakurs for et år: ingen reell verdi"
    ),
    "an end is open for some: the middle is that of the others": ("en ende er åpen for noen: midtverdien er de andres"),
    "too few units for a slope": "for få enheter til en linje",
    "the marks of the literature are in inhabitants": "litteraturens merker er i innbyggere",
    "no unit reaches 10,000: nothing is said beyond the largest": (
        "ingen enhet når 10 000: ingenting sies ut over den største"
    ),
    "all sources": "alle kilder",
    "under 2 000": "under 2 000",
    "2 000-9 999": "2 000–9 999",
    "10 000 and more": "10 000 og mer",
    "size not known": "ukjent størrelse",
    "the ten nearest by size": "de ti nærmeste i størrelse",
    "under 2 000 inhabitants": "under 2 000 innbyggere",
    "2 000-9 999 inhabitants": "2 000–9 999 innbyggere",
    "10 000-19 999 inhabitants": "10 000–19 999 innbyggere",
    "20 000 inhabitants and more": "20 000 innbyggere og mer",
    "A unit with fewer IT staff than this rests on single persons": (
        "En enhet med færre IT-ansatte enn dette hviler på enkeltpersoner"
    ),
    "Least yearly change of prices after the last published index, as a share: the index is carried with it": (
        "Minste årlige prisendring etter siste publiserte indeks, som andel: indeksen videreføres med den"
    ),
    "Greatest yearly change of prices after the last published index, as a share; the middle is the last published "
    "change": (
        "Største årlige prisendring etter siste publiserte indeks, som andel; midten er siste publiserte endring"
    ),
    "A cost whose year has no size of its unit takes that of a year so many years away at most": (
        "En kostnad i et år uten størrelse for enheten bruker størrelsen fra et år høyst så mange år unna"
    ),
    "What a size may differ from that of the year before, as a share: ends of a size taken from another year are "
    "widened by it for each year": (
        "Hvor mye en størrelse kan avvike fra året før, som andel: endene av en størrelse fra et annet år utvides "
        "med dette for hvert år"
    ),
    "Interest rate of the annuity that turns an investment into a yearly cost": (
        "Rente i annuiteten som gjør en investering om til en årlig kostnad"
    ),
    "Least number of units for a geometric mean with a 95 % t interval; fewer are shown as they are": (
        "Minste antall enheter for et geometrisk snitt med 95 % t-intervall; færre vises som de er"
    ),
    "Life of IT equipment in the annuity; Norwegian accounting rules allow at most 5 years": (
        "Levetid for IT-utstyr i annuiteten; norske regnskapsregler tillater høyst 5 år"
    ),
    "Spread between units of one definition, standard deviation of logarithms: Soedertoern 2007 has 0.26-0.30": (
        "Spredning mellom enheter med samme definisjon, standardavvik av logaritmer: Södertörn 2007 har 0,26–0,30"
    ),
    "Year whose prices real amounts are in: latest is the last year with consumer prices for NO, SE, DK and FI": (
        "Året reelle beløp er i priser fra: latest er siste år med konsumpriser for NO, SE, DK og FI"
    ),
}
# Sentences with a number in them.
_PATTERNS = {
    re.compile(r"points only: no effect of the form can be read from (\d+)"): (
        r"bare enkeltverdier: ingen virkning av formen kan leses av \1"
    ),
    re.compile(r"seen (\d{4}-\d{2})"): r"sett \1",
    re.compile(r"(.+) sheet (.+) row (\d+)"): r"\1 ark \2 rad \3",
    re.compile(r"number (\d+) on (\d{4}-\d{2}-\d{2})"): r"kommunenummer \1 per \2",
}


def sentence_in_norwegian(said: str) -> str | None:
    """A sentence or phrase of the marts in bokmål; None where none is known."""
    if said in SENTENCES:
        return SENTENCES[said]
    return next((pattern.sub(to, said) for pattern, to in _PATTERNS.items() if pattern.fullmatch(said)), None)
