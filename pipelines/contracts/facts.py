"""Amounts, counts, terms and dates as proposals about the arrangement: what each of them is of.

Belongs here: which count is users and which is the supplier's staff, which duration is the contract's. Does not belong
here: money's kinds (pipelines/contracts/money), who takes part (pipelines/contracts/who).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.contracts import money
from pipelines.contracts.claim import Proposal
from pipelines.contracts.cues import either
from pipelines.contracts.expression import Expression
from pipelines.contracts.scene import Scene
from pipelines.contracts.who import Party

KIND_OF_UNIT = {
    "user": "users",
    "workstation": "workstations",
    "connection_point": "connection_points",
    "pupil": "pupils",
    "inhabitant": "inhabitants",
    "server": "servers",
    "application": "applications",
}
STAFF = ("employee", "fte", "person")
_IT_UNIT = either(
    r"""
    \b(?:it|ikt|data)-?(?:avdeling|avdelning|enhet|enhed|afdeling|funksjon|funktion|verksamhet|ansatt|anställd|tilsett|medarb|drift|organisasjon|organisation|tjenest|selskap|senter|staben|personal|system)\w*
    \bit-nämnd \bnämnd vertskommune\w* kommunalförbund\w* \biks\b \bit_department \bict_unit tietohallin\w*
    """
)
_WORK = re.compile(r"\barbet\w*|\barbeid\w*|\bjobb\w*|\bsysselsätt\w*|\bansatt\w*|\banställd\w*|\bwork\w*")
_NATIONAL = either(
    r"""
    (?:sveriges|norges|danmarks|suomen)_(?:[0-9]+|alle|alla|kommun) landets_kommun hele_landet hela_landet
    alle_kommuner alla_kommuner rapport\w*_(?:räkn|regn|viser|visar) nationell nasjonal
    """
)
_CONTRACT = either(
    r"""
    avtal\w* kontrakt\w* aftale\w* sopimu\w* \bcontract\w* \bdeal\b \bagreement\b \baffär\w* \boppdrag\w*
    \buppdrag\w* totalverdi \bopsjon\w* \boption\w* leverand\w* leverant\w*
    """
)
_DEADLINE = re.compile(r"karens\w*|\bfrist\w*|\bklage\w*|\bskulle\b")
_NOT_THE_TERM = either(
    r"""
    oppsigelse\w* oppseiing\w* uppsägning\w* opsigelse\w* \bnotice\b pågått hadde_pågått siden\b sedan\b sidan\b
    \bago\b har_(?:haft|hatt) garanti\w* for_\w+_år_sia gamle?\b økonomiplan budsjettperiod tilbakebetal
    """
)
_TERM_WORDS = either(
    r"""
    \bpå_\w+_år over_de_neste over_\w+_år över_\w+_år löper løper gjelder gäller gælder runs?_for varer varar
    period\w* avtaletid avtalstid kontraktsperiod\w* next_\w+_years vuoden_sopimu\w* \bi_\w+_år for_\w+_years
    \b\w+-year
    """
)
_STARTS = re.compile(
    r"(?:\bfra(?: og med)?|\bfrån(?: och med)?|\bfrå|\bfrom|\bstart\w*|\bbegyn\w*|\bbörja\w*|"
    r"\btrer i kraft|\bträder i kraft|\btræder i kraft|\bovertar?|\bbytter|\bgår over|\btar över|"
    r"\boppstart\w*|\bsker|\btas i bruk|\btakast i bruk|\btatt i bruk|\btaget i brug|\bi produksjon|"
    r"\bsatt til|\bfandt sted|"
    r"\bkäynnisty\w*|\bbörjar gälla|\bpr|\bper|\bnot move until|\bindtræd\w*|\bi drift|"
    r"\bin operation|\balkaen|\balkaa|\beffective|\bbegin\w*|\bøverföras?|"
    r"\bflytt\w*)\b[^.;]{0,28}$"
)
_STARTS_IN_YEAR = re.compile(
    r"\b(?:begyn\w*|start\w*|börja\w*|gjelder|gäller|gælder|i drift)\b|"
    r"(?<!avtalen )(?<!avtale )(?<!kontrakt )(?<!avtal )(?<!aftale )(?:\bfra|\bfrån|"
    r"\bfrom)(?: og med| och med)?(?: år)? $"
)
_ENDS = re.compile(
    r"(?:\btil og med|\btill och med|\butløper|\blöper ut|\budløber|\bløper ut|\bgår ut|\bexpires?|"
    r"\bpäätty\w*|\bgjelder (?:fram |frem )?til|\bgäller till|\bfram til|\bfrem til|"
    r"\bsträcker sig till|(?<!move )(?<!begin )(?<!start )\buntil)(?: den| i| in| on|"
    r" utgangen av| utgången av)?[^.;]{0,12}$"
)
_SIGNED = either(
    r"""
    tilldela\w* tildel\w* signer\w* undertegn\w* skrev\w* underskrev\w* beslut\w* vedt\w* awarded signed
    publis\w* utretts utred\w*
    """
)
_THEN = re.compile(r"(?:^|[.\n] ?)(?:därefter|deretter|derefter|herefter|etterpå|then)\b")
_SOON = 250
_PAPER = re.compile(
    r"(?:ifølge|ifølgje|enligt|according to|skriver|skrev)[^.]{0,20}\b\w*(?:avis\w*|tidning\w*|"
    r"tidende|blad\w*|adressa|nrk|ntb|ritzau)\b"
)
_SAID = either(
    r"""
    \boppgitt\b \boppgis\b \boppgir\b \bopplys\w* \buppg\w* \bsier\b \bsäger\b \bsiger\b \bpressemeld\w*
    \bpressmeddelande \bifølge\b \benligt\b \boplyser\b \bsays\b \baccording_to\b \bskriver_partene
    """
)
_GENERIC_APPLICATIONS = re.compile(r"\bsystem\w*$|\bprogrammer$")
_EMPLOYER = re.compile(r"\bkommun\w*|\bstaden\w*|\bbyen\b|\bcity\b|\bkaupun\w*|\bkunna\w*|\bmunicipal\w*")
_COMPANY = re.compile(
    r"\bcompany\b|\bfirma\w*|\bselskap(?:et)?\b|\bbolaget\b|\bselskabet\b|\bbedriften\b|\bföretaget\b|\bkundeansvarlig"
)
# A unit or company of the municipalities' own, and what a sentence calls it.
_JOINT = either(
    r"""
    \biks\b vertskommun\w* värdkommun\w* kommunalförbund\w* \bnämnd\w* it-nämnd\w* it-bolag\w* it-fællesskab\w*
    it-kontor\w* ikt-kontor\w* interkommunal\w* \bikt_\w+ fælles_it felles_it gemensam\w*_it kuntayht\w* §_?60
    """
)
_ORGANISATION = either(
    r"""
    \bselskap\w* \bbolag\w* \bselskab\w* \byhtiö\w* \bkontor\w* \bstab\w* \bsamarbeid\w* \borganisation\w*
    \bnämnd\w* \bfællesskab\w* \bikt\b
    """
)
_FUZZY = ("few", "few_hundred", "few_thousand")


def proposals(scene: Scene, of: Party) -> list[Proposal]:
    """Money, counts, terms and dates of the arrangement, each with its place and tier."""
    found = [*_money(scene, of), *_counts(scene, of), *_terms(scene, of), *_dates(scene, of)]
    return [_weighed(scene, proposal) for proposal in found]


def _weighed(scene: Scene, proposal: Proposal) -> Proposal:
    """Tier by who says it, and whether the document quotes another."""
    at = _cleaned_offset(scene, proposal.places[0][0])
    sentence, _, _ = scene.around(at)
    if _PAPER.search(sentence.low):
        return replace(proposal, is_second_hand=True)
    if scene.is_official:
        return replace(proposal, evidence_tier="A")
    return replace(proposal, evidence_tier="D") if _SAID.search(sentence.low) else proposal


def _cleaned_offset(scene: Scene, original: int) -> int:
    """The place in the cleaned text of an offset in the printed one."""
    low, high = 0, len(scene.text.at) - 1
    while low < high:
        middle = (low + high) // 2
        if scene.text.at[middle] < original:
            low = middle + 1
        else:
            high = middle
    return low


def _of(expression: Expression, kind: str, scene: Scene, of: Party, confidence: float, **more: object) -> Proposal:
    return Proposal(
        kind,
        (scene.place(expression.start, expression.end),),
        confidence,
        of.subject,
        expression.low,
        expression.mid,
        expression.high,
        expression.rounding_half_width,
        expression.qualifier,
        **more,  # type: ignore[arg-type]
    )


def _money(scene: Scene, of: Party) -> Iterator[Proposal]:
    yearly_before = False
    told_twice = _same_in_another_currency(scene)
    for stated in scene.amounts:
        if stated.kind != "money":
            continue
        sentence, before, _ = scene.around(stated.start)
        kind, sure = money.kind_of(stated, sentence.low, stated.start - sentence.start, before, yearly_before)
        if kind == "bid" and _is_the_winners(scene, of, stated):
            kind = "annual_value" if stated.annual_factor else "contract_total"
        if not _names_currency(scene, stated):
            sure -= 0.03  # a headline leaves the currency to the text
        if id(stated) in told_twice:
            kind, sure = "other_money", 0.6
        yearly_before = kind == "annual_value" or stated.annual_factor is not None
        amount = replace(stated, period="per_year") if kind == "annual_value" and not stated.annual_factor else stated
        if stated.qualifier == "range" and _is_change(scene, stated, sentence.low):
            # Old and new value of something that changes are no range.
            old, amount = _ends(amount)
            yield _amount(scene, of, old, "other_money", 0.6, "what it was before the change")
        yield _amount(scene, of, amount, kind, sure, None)


def _amount(scene: Scene, of: Party, expression: Expression, kind: str, sure: float, note: str | None) -> Proposal:
    factor = expression.annual_factor
    period = {"contract_total": "total", "investment": "once"}.get(kind)
    if factor is not None and factor > 1 and kind == "annual_value":
        low, mid, high = (
            None if end is None else end * factor for end in (expression.low, expression.mid, expression.high)
        )
        expression = replace(expression, low=low, mid=mid, high=high, period="per_year",
                             rounding_half_width=expression.rounding_half_width * factor)  # fmt: skip
        note = f"stated {factor} times a year"
    return _of(
        expression,
        kind,
        scene,
        of,
        sure,
        unit="currency",
        currency=expression.currency,
        period=period or expression.period,
        per_denominator=expression.per_denominator,
        vat=expression.vat,
        price_year=expression.price_year,
        note=note,
    )


def _is_change(scene: Scene, expression: Expression, low: str) -> bool:
    begins = scene.text.lower[expression.start : expression.end]
    return begins.startswith(("fra ", "från ", "frå ", "from ")) and money.CHANGES.search(low) is not None


def _ends(expression: Expression) -> tuple[Expression, Expression]:
    old = replace(expression, mid=expression.low, high=expression.low, qualifier="exact_rounded")
    new = replace(expression, mid=expression.high, low=expression.high, qualifier="exact_rounded")
    return old, new


def _is_the_winners(scene: Scene, of: Party, expression: Expression) -> bool:
    """Whether the bid is that of the firm which got the contract: its name stands nearest before the amount."""
    sentence, _, _ = scene.around(expression.start)
    named = [(supplier, end) for supplier, start, end in scene.suppliers if sentence.start <= start < expression.start]
    return bool(named) and of.supplier is not None and max(named, key=lambda each: each[1])[0].name == of.supplier.name


def _names_currency(scene: Scene, expression: Expression) -> bool:
    return (
        re.search(r"kr|nok|sek|dkk|eur|€|£|[$]|,-|:-", scene.text.lower[expression.start : expression.end]) is not None
    )


def _same_in_another_currency(scene: Scene) -> set[int]:
    """`£27 million (SEK 285 million)`: the amount that is not in the country's currency."""
    own = {"NO": "NOK", "SE": "SEK", "DK": "DKK", "FI": "EUR"}.get(scene.country_code or "")
    found = set()
    for one, other in zip(scene.amounts, scene.amounts[1:], strict=False):
        between = scene.text.text[one.end : other.start]
        if (
            one.kind == other.kind == "money"
            and one.currency != other.currency
            and re.fullmatch(r" ?[(/–-] ?", between)
        ):
            found.add(id(one if other.currency == own else other))
    return found


def _counts(scene: Scene, of: Party) -> Iterator[Proposal]:
    counted = [each for each in scene.amounts if each.kind == "count" and each.qualifier not in _FUZZY]
    unsure = []
    staff_sizes = set()
    for expression in counted:
        sentence, before, _ = scene.around(expression.start)
        words = scene.text.lower[expression.start : expression.end]
        if _NATIONAL.search(sentence.low) or (_NATIONAL.search(before) and expression.unit in STAFF):
            continue
        if expression.unit in KIND_OF_UNIT:
            if expression.unit == "application" and _GENERIC_APPLICATIONS.search(words) and (expression.mid or 0) < 5:
                continue
            yield _of(expression, KIND_OF_UNIT[expression.unit], scene, of, 0.85, unit=expression.unit)
        elif expression.unit in STAFF:
            kind = _staff_kind(scene, of, expression, sentence.start, sentence.low)
            if kind is None:
                unsure.append(expression)
                continue
            staff_sizes.add(expression.mid)
            unit = "fte" if expression.unit == "fte" else "person"
            yield _of(expression, kind, scene, of, 0.75, unit=unit)
    for expression in unsure:
        sentence, _, _ = scene.around(expression.start)
        if expression.mid in staff_sizes or expression.unit == "person" or not _EMPLOYER.search(sentence.low):
            continue
        yield _of(expression, "employees", scene, of, 0.5, unit="fte" if expression.unit == "fte" else "employee")


def _staff_kind(scene: Scene, of: Party, expression: Expression, start: int, low: str) -> str | None:
    """The supplier's staff, the customer's IT staff, or null where the sentence does not say."""
    words = low[expression.start - start : expression.end - start]
    if re.search(r"\b(?:it|ikt)-", words):
        return "it_staff"
    names = [(supplier, a, b) for supplier, a, b in scene.suppliers if start <= a < start + len(low)]
    if of.supplier is not None and _COMPANY.search(low) and not _IT_UNIT.search(low):
        return "supplier_staff"
    near = min(names, key=lambda each: abs(each[1] - expression.start), default=None)
    if near is not None:
        is_chosen = of.supplier is not None and near[0].name == of.supplier.name
        return "supplier_staff" if is_chosen or near[0].kind == "private" else "it_staff"
    if of.supplier_written and of.supplier_written.lower() in low:
        return "supplier_staff"
    is_joint = of.supplier is None and _JOINT.search(scene.text.lower) is not None
    if is_joint and _ORGANISATION.search(low) and expression.unit != "person":
        return "it_staff"
    if _IT_UNIT.search(low) and (expression.unit != "person" or _WORK.search(low)):
        return "it_staff"
    return None


def _terms(scene: Scene, of: Party) -> Iterator[Proposal]:
    totals = [amount for amount in scene.amounts if amount.total_years is not None]
    for amount in totals:
        sentence, _, _ = scene.around(amount.start)
        if _CONTRACT.search(sentence.low) and not _NOT_THE_TERM.search(sentence.low):
            years = amount.total_years
            yield replace(
                _of(amount, "contract_years", scene, of, 0.85, unit="year"),
                low=years, mid=years, high=years, qualifier="exact", rounding_half_width=0.0,
            )  # fmt: skip
    for term in scene.terms:
        sentence, before, _ = scene.around(term.start)
        is_in_total = any(amount.start <= term.start < amount.end for amount in totals)
        if term.kind == "option":
            if _CONTRACT.search(sentence.low) or _CONTRACT.search(before):
                yield _options(term, scene, of)
            continue
        if not is_in_total:
            if not _is_the_contracts(term, sentence.low):
                continue
            yield _of(replace(term, high=term.mid, qualifier="exact"), "contract_years", scene, of, 0.85, unit="year")
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
    return _of(options, "option_years", scene, of, 0.85, unit="year", note=_listed(term))


def _listed(term: Expression) -> str | None:
    return "+".join(f"{years:g}" for years in term.options) if len(term.options) > 1 else None


def _dates(scene: Scene, of: Party) -> Iterator[Proposal]:
    for date in scene.dates:
        sentence, _, _ = scene.around(date.start)
        before = scene.text.lower[sentence.start : date.start]
        after = scene.text.lower[sentence.end : sentence.end + _SOON]
        behind = scene.text.lower[date.end : sentence.end]
        if date.qualifier in ("deadline", "relative", "until_year_end") or money.CHANGES.search(sentence.low):
            continue
        if _DEADLINE.search(sentence.low):
            continue
        if _ENDS.search(before):
            if _THEN.search(after) and date.date_high is not None:
                next_day = date.date_high + datetime.timedelta(days=1)
                began = replace(date, date_low=next_day, date_high=next_day, qualifier="derived")
                yield _dated(began, "start_date", scene, of, 0.6, "the day after the contract before it ends")
            else:
                yield _dated(date, "end_date", scene, of, 0.75, None)
            continue
        starts = _STARTS.search(before) or (
            date.qualifier == "part_of_year" and re.search(r"\bbegyn\w*|\bstart\w*|\bbörja\w*", before)
        )
        if starts and not _SIGNED.search(before[-60:]) and not _SIGNED.search(behind[:30]):
            if date.qualifier == "year" and not _STARTS_IN_YEAR.search(before[-24:]):
                continue
            yield _dated(date, "start_date", scene, of, 0.7, None)


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
