"""Terms, options and dates as proposals: which duration and which day are the contract's.

Belongs here: what a sentence says of a duration or a day. Does not belong here: reading them
(pipelines/contracts/terms, dates).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.contracts import money
from pipelines.contracts.background import is_elsewhere, is_long_past
from pipelines.contracts.claim import Proposal
from pipelines.contracts.cues import either
from pipelines.contracts.expression import Expression
from pipelines.contracts.scene import Scene
from pipelines.contracts.who import Party, stated

_CONTRACT = either(
    r"""
    avtal\w* kontrakt\w* aftale\w* sopimu\w* \bcontract\w* \bdeal\b \bagreement\b \baffär\w* \boppdrag\w*
    \buppdrag\w* totalverdi saml\w*_verdi saml\w*_værdi saml\w*_värde \bvarighet\w* \bvaraktighet\w*
    \bløbetid\w* \bløpetid\w* \blöptid\w* \bduration\b st[åa]r?_for \bchosen\b \bprocurement\b \bopsjon\w*
    \boption\w* leverand\w* leverant\w*
    """
)
_CUSTOMER = re.compile(r"\bkommun\w*|\bstaden\b|\bpart(?:ene|erna|erne)\b|\bmunicipality\b|\bkaupun\w*|\bkunta\b")
_DEADLINE = re.compile(r"karens\w*|\bfrist\w*|\bklage\w*|\bskulle\b")
_NOT_THE_TERM = either(
    r"""
    total_period oppsigelse\w* oppseiing\w* uppsägning\w* opsigelse\w* \bnotice\b pågått hadde_pågått siden\b
    sedan\b sidan\b \bago\b har_(?:haft|hatt) garanti\w* for_\w+_år_sia gamle?\b økonomiplan budsjettperiod
    tilbakebetal
    """
)
_TERM_WORDS = either(
    r"""
    \bpå_\w+_år over_de_neste over_\w+_år över_\w+_år löper løper gjelder gäller gælder runs?_for varer varar
    \bvarighet\w* \bvaraktighet\w* \bløbetid\w* \bløpetid\w* \blöptid\w* \bduration\b de_\w+_\w+_år period\w*
    avtaletid avtalstid kontraktsperiod\w* next_\w+_years \bcovers?_\w+_years initial_term vuoden_sopimu\w*
    \bi_\w+_år for_\w+_years \b\w+-year
    """
)
_STARTS = re.compile(
    r"(?:\bfra(?: og med)?|\bfrån(?: och med)?|\bfrå|\bfrom|\b(?:avtale?s?|kontrakts?|drifts?)?start\w*|"
    r"\bbegyn\w*|\bbörja\w*|"
    r"\btrer i kraft|\bträder i kraft|\btræder i kraft|\bovertar?|\bbytter|\bgår over|\btar över|"
    r"\boppstart\w*|\bsker|\btas i bruk|\btakast i bruk|\btatt i bruk|\btaget i brug|\bi produksjon|"
    r"\bgår i luften|\bgoes live|\bgår live|\btar til|\btek til|\btager til|\bpåbörjas|\bstarter|\bastuu voimaan|"
    r"\bigång|\bi gang|\bproduksjonssetting|\bdriftsätt\w*|\bidriftsett\w*|"
    r"\bsatt til|\bfandt sted|\bfant sted|övertagandet sker|"
    r"\bkäynnisty\w*|\bbörjar gälla|\bpr|\bper|\bnot move until|\bindtræd\w*|\bi drift|"
    r"\bin operation|\balkaen|\balkaa|\beffective|\bbegin\w*|\bøverföras?|"
    r"\bflytt\w*)\b\.?[^.;]{0,28}$"
)
_STARTS_IN_YEAR = re.compile(
    r"\b(?:begyn\w*|start\w*|börja\w*|gjelder|gäller|gælder|i drift)\b|"
    r"(?<!maskiner )(?<!datorer )(?<!utstyr )(?<!avtalen )(?<!avtale )(?<!kontrakt )(?<!avtal )(?<!aftale )(?:\bfra|"
    r"\bfrån|"
    r"\bfrom)(?: og med| och med)?(?: år)? $"
)
_ENDS = re.compile(
    r"(?:\btil og med|\btill och med|\butløper|\blöper ut|\budløber|\bløper ut|\bgår ut|\bexpires?|"
    r"\bpäätty\w*|\bgjelder (?:fram |frem )?til|\bgäller till|\bfram til|\bfrem til|"
    r"\bsträcker sig till|\bl[øö]per (?:fram |frem |ut )?till?|\bgælder (?:frem )?til|"
    r"(?<!move )(?<!begin )(?<!start )\buntil)"
    r"(?: den| i| in| on|"
    r" utgangen av| utgången av)?[^.;]{0,12}$"
)
_SIGNED = either(
    r"""
    tilldela\w* tildel\w* signer\w* undertegn\w* skrev\w* underskrev\w* beslut\w* vedt\w* awarded signed
    publis\w* utretts utred\w*
    """
)
_THEN = re.compile(
    r"(?:^|[.\n] ?)(?:\w+ \w+ )?(?:i stället|i stedet|därefter|deretter|derefter|herefter|etterpå|then)\b"
)
_INSTEAD = re.compile(r"\b(?:i stället|istället|i stedet|i staden|instead)\b")
# `until spring the city keeps its present systems` is no end of what is agreed.
_KEPT = re.compile(r"\bkeeps?\b|\bkeeping\b|\bbehåller\b|\bbeholder\b")
_STARTS_BEHIND = re.compile(
    r"^ (?:starter|startar|startes|begynner|begynder|börjar|overtar|övertar|overtager|blir det|"
    r"bliver det|får \w+|samler)\b"
)
_NEXT = 90
_SOON = 250
# What the words on either side of these say of a date is not of the other's.
_CLAUSE = re.compile(r", (?:men|but|mutta|trots|trass|etter at|efter att?|selv om|även om|selvom)\b|\bmen ble\b")


def _is_of_another(scene: Scene, of: Party, date: Expression) -> bool:
    """Whether the sentence is of a firm that is not the one chosen, such as the one before it."""
    sentence, _, _ = scene.around(date.start)
    named = {supplier.name for supplier, start, _ in scene.suppliers if sentence.start <= start < date.start}
    return of.supplier is not None and bool(named) and of.supplier.name not in named


def term_proposals(scene: Scene, of: Party) -> Iterator[Proposal]:
    """Base years and options of the contract."""
    totals = [amount for amount in scene.amounts if amount.total_years is not None]
    for amount in totals:
        sentence, _, _ = scene.around(amount.start)
        if _CONTRACT.search(sentence.low) and not _NOT_THE_TERM.search(sentence.low):
            if is_elsewhere(scene, of, amount) or is_long_past(scene, amount):
                continue
            years = amount.total_years
            yield replace(
                stated(amount, "contract_years", scene, of, 0.85, unit="year"),
                low=years, mid=years, high=years, qualifier="exact", rounding_half_width=0.0,
            )  # fmt: skip
    bases: set[float] = set()
    for term in scene.terms:
        sentence, before, _ = scene.around(term.start)
        if term.kind == "whole_term":
            base = min(bases, default=None) if len(bases) == 1 else None
            if base is not None and term.mid is not None and term.mid > base:
                yield _options(replace(term, options=(term.mid - base,)), scene, of)
            continue
        is_in_total = any(amount.start <= term.start < amount.end for amount in totals)
        if term.kind == "option":
            if any(_CONTRACT.search(low) for low in (sentence.low, before)) or _CUSTOMER.search(sentence.low):
                yield _options(term, scene, of)
            continue
        if not is_in_total:
            if not _is_the_contracts(term, sentence.low) or is_long_past(scene, term):
                continue
            bases |= {term.mid} if term.mid is not None else set()
            yield stated(
                replace(term, high=term.mid, qualifier="exact"), "contract_years", scene, of, 0.85, unit="year"
            )
        if term.options:
            yield _options(term, scene, of)


def _is_the_contracts(term: Expression, low: str) -> bool:
    """Whether a duration is that of the contract: its sentence says so, and is not about notice or the past."""
    if term.mid is None or _NOT_THE_TERM.search(low):
        return False
    if term.kind == "term":
        return bool(_CONTRACT.search(low) or term.options)
    paid_over = "betal" in low and money.OVER_YEARS.search(low) is not None
    return paid_over or bool(_CONTRACT.search(low) and _TERM_WORDS.search(low))


def _options(term: Expression, scene: Scene, of: Party) -> Proposal:
    total = sum(term.options)
    options = replace(term, low=total, mid=total, high=total, qualifier="exact")
    return stated(options, "option_years", scene, of, 0.85, unit="year", note=_listed(term))


def _listed(term: Expression) -> str | None:
    return "+".join(f"{years:g}" for years in term.options) if len(term.options) > 1 else None


def date_proposals(scene: Scene, of: Party) -> Iterator[Proposal]:
    """When the contract starts and ends."""
    for date in scene.dates:
        sentence, _, _ = scene.around(date.start)
        before = scene.text.lower[sentence.start : date.start]
        after = scene.text.lower[sentence.end : sentence.end + _SOON]
        behind = scene.text.lower[date.end : sentence.end]
        if (
            _KEPT.search(sentence.low)
            or date.qualifier in ("deadline", "relative", "until_year_end")
            or money.CHANGES.search(sentence.low)
        ):
            continue
        clause, rest = _CLAUSE.split(before)[-1], _CLAUSE.split(behind)[0]
        if _DEADLINE.search(clause) or _DEADLINE.search(rest):
            continue
        if _ENDS.search(before):
            if (_THEN.search(after) or _INSTEAD.search(after[:_NEXT])) and date.date_high is not None:
                next_day = date.date_high + datetime.timedelta(days=1)
                began = replace(date, date_low=next_day, date_high=next_day, qualifier="derived")
                yield _dated(began, "start_date", scene, of, 0.6, "the day after the contract before it ends")
            elif not _is_of_another(scene, of, date):
                yield _dated(date, "end_date", scene, of, 0.75, None)
            continue
        starts = (
            _STARTS.search(before)
            or _STARTS_BEHIND.search(behind)
            or (date.qualifier == "part_of_year" and re.search(r"\bbegyn\w*|\bstart\w*|\bbörja\w*", before))
        )
        if starts and not _SIGNED.search(clause[-60:]) and not _SIGNED.search(rest[:30]):
            if date.qualifier == "year" and not _STARTS_IN_YEAR.search(before[-24:]):
                continue
            # What begins at the turn of the year begins on the first of January.
            began = replace(date, date_low=date.date_high) if date.qualifier == "turn_of_year" else date
            yield _dated(began, "start_date", scene, of, 0.7, None)


def _dated(date: Expression, kind: str, scene: Scene, of: Party, sure: float, note: str | None) -> Proposal:
    written = scene.text.text[date.start : date.end]
    place = scene.place(date.start, date.end)
    known = date.date_low is not None or date.date_high is not None
    hedge = {"exact": "exact", "day_no_year": "exact", "derived": "derived"}.get(date.qualifier, "approx")
    return Proposal(
        kind, (place,), sure if known else 0.4, of.subject, qualifier=hedge, unit="date",
        value_text=None if known else written, date_low=date.date_low, date_high=date.date_high,
        note=note if known else "the text's own date is not known",
    )  # fmt: skip
