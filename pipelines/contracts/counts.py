"""Counts as proposals: users, workstations, pupils, and whose the staff is.

Belongs here: which count is the customer's and which the supplier's. Does not belong here: reading counts
(pipelines/contracts/amounts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.contracts.background import is_nobodys
from pipelines.contracts.claim import Proposal
from pipelines.contracts.cues import either
from pipelines.contracts.expression import Expression
from pipelines.contracts.scene import Scene
from pipelines.contracts.who import Party, of_joint_unit, stated

KIND_OF_UNIT = {
    "user": "users",
    "workstation": "workstations",
    "connection_point": "connection_points",
    "pupil": "pupils",
    "inhabitant": "inhabitants",
    "server": "servers",
    "application": "applications",
}
USING = ("employee", "role", "person")
_USE_BEHIND = re.compile(
    r"^(?: (?:og|och|and) \w+(?: \w+)?)?(?: \w+){0,5}? (?:bruke[rs]?|brukar|använd\w*|anvende[rs]?|bruge[rs]?|uses?|"
    r"arbeta i|arbeide i|arbejde i|käyttä\w*)\b[^.]{0,40}(?:system\w*|løsning\w*|lösning\w*|tjenest\w*|tjänst\w*|"
    r"service|solution|plattform\w*|programm\w*|verktøy\w*|verktyg\w*)"
)
_USE_BEFORE = re.compile(
    r"(?:(?:tas|tages|takast) i bru[kg] av|brukes av|används av|anvendes av|anvendes af|bruges af|used by)[^.]{0,25}$"
    r"|\bwill use [^.]{0,80}together with $"
)
_HAS = re.compile(r"\b(?:har|has|hade|hadde) (?:\w+ )?$")
STAFF = ("employee", "fte", "person")
_IT_UNIT = either(
    r"""
    \b(?:it|ikt|data)-?(?:avdeling|avdelning|enhet|enhed|afdeling|funksjon|funktion|verksamhet|ansatt|anställd|tilsett|medarb|drift|organisasjon|organisation|tjenest|selskap|senter|kontor|seksjon|staben|personal|system)\w*
    \bit-nämnd \bnämnd vertskommune\w* kommunalförbund\w* \biks\b \bit_department \bict_unit tietohallin\w*
    """
)
_WORK = re.compile(r"\barbet\w*|\barbeid\w*|\bjobb\w*|\bsysselsätt\w*|\bansatt\w*|\banställd\w*|\bwork\w*|työskent\w*")
_NATIONAL = either(
    r"""
    (?:sveriges|norges|danmarks|suomen)_(?:[0-9]+|alle|alla|kommun) landets_kommun hele_landet hela_landet
    alle_kommuner alla_kommuner rapport\w*_(?:räkn|regn|viser|visar) nationell nasjonal
    """
)
_MOVES_OVER = re.compile(
    r"\btransfer to\b|\bska (?:\w+ ){0,6}arbeta\b|\blika många som arbetade med it\b|"
    r"\bflytte?r? med\b|\btar över personal\w*|\boverført fra kommun\w*|\bvirksomhetsoverdra\w*|"
    r"\bverksamhetsöverg\w*|"
    r"\bsiirty\w*|\bfår \w+ som arbe[ij]d\w+|\bovertar de ansatte|\böverförs\b"
)
_SERVES = re.compile(r"\bbetjen\w*|\bbetjän\w*|\bservicerer\b|\bserves?\b")
_TAKEN_HOME = re.compile(r"\btar hem\b|\btar hjem\b|\btek heim\b|\bhjemtag\w*|\begen personal\b|\begne ansatte\b")
_IF_ALONE = re.compile(r"\b(?:hadde|hade|havde) vi (?:hatt|haft)\b|\bhver for oss\b|\bvar för sig\b")
_FOUNDED = re.compile(r" (?:inrättas|opprettes|oprettes|blir opprettet)")
_AT_ITS_IT = re.compile(r"^ (?:it|ict) (?:experts|staff|people)\b| (?:på|i|ved|vid|hos|in) (?:\w+ )?(?:it|ikt)-\w")
_STAFF_OF = re.compile(r"\bstab\w*[^.]{0,25}$")
_GENERIC_APPLICATIONS = re.compile(r"\bsystem\w*$|\bprogrammer$")
_EMPLOYER = re.compile(r"\bkommun\w*|\bstaden\w*|\bbyen\b|\bcity\b|\bkaupun\w*|\bherad\w*|\bkunna\w*|\bmunicipal\w*")
_IT_HAS = re.compile(r"^(?:it has|den har|det har|her arbeider|där arbetar|her arbejder)\b")
_COVERS = re.compile(
    r"\bomfatt\w*|\binnefatt\w*|\bcovers?\b|\bdekker\b|\bdækker\b|\brör\b|\bgjelder\b|\bgäller\b|\bgælder\b"
)
_COMPANY = re.compile(
    r"\bcompany\b|\bfirma\w*|\bselskap(?:et)?\b|\bbolaget\b|\bselskabet\b|\bbedriften\b|\bföretaget\b|\bkundeansvarlig"
)
_ORGANISATION = either(
    r"""
    \bselskap\w* \bbolag\w* \bselskab\w* \byhtiö\w* \bkontor\w* \bstab\w* förbund\w* \bsamarbeid\w*
    \borganisation\w* \bnämnd\w* \bfællesskab\w* \bikt\b
    """
)
# `1,6 elever per dator` is a ratio.
_PER = re.compile(r"^ (?:per|pr\.?|for hver|for kvar|för varje|for every) \w")
_HOME_TO = re.compile(r"\bhome to $")
_FUZZY = ("few", "few_hundred", "few_thousand")


def proposals(scene: Scene, of: Party) -> Iterator[Proposal]:
    """Each count that is of the customer or the supplier; none where the sentence does not say whose staff it is."""
    counted = [each for each in scene.amounts if each.kind == "count" and each.qualifier not in _FUZZY]
    unsure = []
    staff_sizes = set()
    for expression in counted:
        sentence, before, _ = scene.around(expression.start)
        words = scene.text.lower[expression.start : expression.end]
        if _NATIONAL.search(sentence.low) or (_NATIONAL.search(before) and expression.unit in STAFF):
            continue
        if is_nobodys(sentence.low) or _PER.match(scene.text.lower[expression.end : expression.end + 20]):
            continue
        if _HOME_TO.search(scene.text.lower[: expression.start]):
            yield stated(expression, "inhabitants", scene, of, 0.8, unit="inhabitant")
            continue
        is_using = _uses(sentence.low, expression.start - sentence.start, expression.end - sentence.start)
        if expression.unit in USING and is_using:
            yield stated(expression, "users", scene, of, 0.75, unit="user")
        elif expression.unit in KIND_OF_UNIT:
            if expression.unit == "application" and _GENERIC_APPLICATIONS.search(words) and (expression.mid or 0) < 5:
                continue
            yield stated(expression, KIND_OF_UNIT[expression.unit], scene, of, 0.85, unit=expression.unit)
        elif expression.unit in STAFF:
            kind = _staff_kind(scene, of, expression, sentence.start, sentence.low)
            if kind is None:
                unsure.append(expression)
                continue
            staff_sizes.add(expression.mid)
            unit = "fte" if expression.unit == "fte" else "person"
            yield stated(expression, kind, scene, of, 0.75, unit=unit)
    for expression in unsure:
        sentence, before, _ = scene.around(expression.start)
        if (
            expression.mid in staff_sizes
            or expression.unit == "person"
            or not (
                _EMPLOYER.search(sentence.low)
                or _COVERS.search(sentence.low)
                or _names_member(sentence.low, of)
                or (_IT_HAS.match(sentence.low) and _EMPLOYER.search(before))
            )
        ):
            continue
        yield stated(expression, "employees", scene, of, 0.5, unit="fte" if expression.unit == "fte" else "employee")


def _names_member(low: str, of: Party) -> bool:
    return any(name.lower() in low for name in of.members)


def _uses(low: str, start: int, end: int) -> bool:
    """Whether those counted use what is bought: said behind them, or before as who it is for."""
    if _HAS.search(low[:start]):
        return False
    return _USE_BEHIND.search(low[end:]) is not None or _USE_BEFORE.search(low[:start]) is not None


def _staff_kind(scene: Scene, of: Party, expression: Expression, start: int, low: str) -> str | None:
    """The supplier's staff, the customer's IT staff, or null where the sentence does not say."""
    if _IF_ALONE.search(low):
        return None
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
    is_joint = of_joint_unit(scene, of)
    if is_joint and _ORGANISATION.search(low) and expression.unit != "person":
        return "it_staff"
    before, behind = low[: expression.start - start], low[expression.end - start :]
    if expression.unit == "fte" and _TAKEN_HOME.search(scene.text.lower) and _FOUNDED.match(behind):
        return "it_staff"
    if is_joint and (_MOVES_OVER.search(low) or _SERVES.search(low)):
        return "it_staff"
    if _AT_ITS_IT.match(behind) or (is_joint and _STAFF_OF.search(before)):
        return "it_staff"
    if _IT_UNIT.search(low) and (expression.unit != "person" or _WORK.search(low)):
        return "it_staff"
    return None
