"""An eForms award notice, as TED and Doffin give it, as proposals of tier B.

Belongs here: notice value, tender value, duration, renewals, framework maximum, buyers and winners by their places in
the XML. Does not belong here: contract notices before an award, prose (pipelines/contracts/reading).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from pipelines.contracts.claim import Proposal, merged
from pipelines.contracts.document import Document
from pipelines.contracts.parties import Names
from pipelines.contracts.reading import Reading
from pipelines.faults import UserError
from schemas.codes import CURRENCIES

# eForms: BT-720 tender value, BT-161 notice value; BT-118, BT-709, BT-271 and BT-156 are ceilings of frameworks.
VALUES = {"BT-720": "LegalMonetaryTotal/PayableAmount", "BT-161": "NoticeResult/TotalAmount"}
CEILINGS = (
    "OverallMaximumFrameworkContractsAmount",
    "FrameworkMaximumAmount",
    "MaximumFrameworkAmount",
    "MaximumValueAmount",
    "GroupFrameworkMaximumValueAmount",
    "ReestimatedValueAmount",
)
ESTIMATES = ("EstimatedOverallContractAmount",)
YEARS_OF_UNIT = {"YEAR": 1.0, "MONTH": 1 / 12, "WEEK": 7 / 365.25, "DAY": 1 / 365.25, "ANN": 1.0, "MON": 1 / 12}
# CPV 48 software, 72 IT services, 302 computers, 324 networks, 642 telecommunication services, 503 their repair.
IT_CODES = ("48", "72", "302", "324", "642", "503")
LANGUAGE = {"NOR": "nb", "SWE": "sv", "DAN": "da", "FIN": "fi", "ENG": "en"}
COUNTRY = {"NOR": "NO", "SWE": "SE", "DNK": "DK", "FIN": "FI"}


class _Notice:
    """The notice's tree with plain tag names, and where each text stands."""

    def __init__(self, document: Document) -> None:
        try:
            self.root = ElementTree.fromstring(document.text.lstrip("\ufeff \r\n").encode())  # noqa: S314 - entities are refused
        except ElementTree.ParseError as error:
            raise UserError(f"{document.name}: it is no well-formed XML: {error}.") from None
        for element in self.root.iter():
            element.tag = element.tag.rpartition("}")[2]
        self._text = document.text
        self._seen: dict[str, int] = {}

    def place(self, element: ElementTree.Element) -> tuple[int, int]:
        """Where an element's text stands: the next one with its name and words that was not asked for yet."""
        said = (element.text or "").strip()
        key = f"{element.tag}\0{said}"
        after = self._seen.get(key, 0)
        pattern = rf"<(?:[\w-]+:)?{re.escape(element.tag)}\b[^>]*>\s*({re.escape(said)})\s*</"
        found = re.compile(pattern).search(self._text, after) or re.compile(pattern).search(self._text)
        if found is None:
            raise AssertionError(f"<{element.tag}> {said!r} is in the tree and not in the text")
        self._seen[key] = found.end()
        return found.span(1)

    def all(self, path: str) -> list[ElementTree.Element]:
        return [each for each in self.root.findall(f".//{path}") if (each.text or "").strip()]


def read_notice(document: Document, names: Names) -> Reading:
    """Proposals of an award notice. Raises UserError where it is no XML that can be read."""
    notice = _Notice(document)
    country = _country(notice)
    language = LANGUAGE.get(_first(notice, "NoticeLanguageCode") or "", "en")
    codes = [each.text or "" for each in notice.all("ItemClassificationCode")]
    if codes and not any(code.startswith(IT_CODES) for code in codes):
        return Reading(
            language, country, [], f"its procurement codes ({', '.join(sorted(set(codes))[:4])}) are not of IT"
        )
    buyers = list(_organisations(notice, "ContractingParty"))
    winners = list(_organisations(notice, "Tenderer"))
    members = [
        each for each in buyers if re.search(r"kommun|kunta|kaupunki|\bstad\b|IKS|\bkuntayht", each[0], re.IGNORECASE)
    ]
    if not members:
        return Reading(language, country, [], "no buyer is a municipality")
    subject = f"{', '.join(name for name, _ in winners) or 'no winner named'}: {', '.join(name for name, _ in members)}"
    found = [_who("member", name, place, subject) for name, place in members]
    found += [_who("supplier", name, place, subject) for name, place in winners]
    found += [*_values(notice, subject), *_terms(notice, subject)]
    return Reading(language, country, merged(found), None)


def _first(notice: _Notice, tag: str) -> str | None:
    found = notice.all(tag)
    return (found[0].text or "").strip() if found else None


def _country(notice: _Notice) -> str | None:
    for code in notice.all("Country/IdentificationCode"):
        if code.text in COUNTRY:
            return COUNTRY[code.text]
    return None


def _organisations(notice: _Notice, role: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Names of the organisations that play a part, once each, with their place."""
    wanted = {
        (each.text or "").strip()
        for part in notice.root.iter(role)
        for each in part.iter("ID")
        if (each.text or "").startswith("ORG-")
    }
    for company in notice.root.iter("Company"):
        number = company.find("./PartyIdentification/ID")
        name = company.find("./PartyName/Name")
        if (
            number is not None
            and name is not None
            and (number.text or "").strip() in wanted
            and (name.text or "").strip()
        ):
            yield (name.text or "").strip(), notice.place(name)
    if not wanted:  # older notices name the party in place
        for part in notice.root.iter(role):
            for name in part.iterfind(".//PartyName/Name"):
                yield (name.text or "").strip(), notice.place(name)


def _who(kind: str, name: str, place: tuple[int, int], subject: str) -> Proposal:
    return Proposal(kind, (place,), 0.95, subject, unit="text", value_text=name, evidence_tier="B")


def _values(notice: _Notice, subject: str) -> Iterator[Proposal]:
    ceilings = [each for tag in CEILINGS for each in notice.all(tag)]
    for each in ceilings:
        yield _amount(notice, each, "ceiling", subject, "the most that may be called off; no cost")
    for each in (element for tag in ESTIMATES for element in notice.all(tag)):
        yield _amount(notice, each, "other_money", subject, "estimated before the award")
    is_framework = bool(ceilings) or any(
        (each.text or "").startswith("fa-") for each in notice.all("ContractingSystemTypeCode")
    )
    tenders = notice.all(VALUES["BT-720"])
    kind = "ceiling" if is_framework else "contract_total"
    note = "value of a framework: a ceiling, no cost" if is_framework else None
    if len(tenders) == 1:
        yield _amount(notice, tenders[0], kind, subject, note or "tender value (BT-720)")
    else:
        for each in tenders:
            yield _amount(
                notice, each, "bid" if not is_framework else "ceiling", subject, "one tender of several (BT-720)"
            )
    for each in notice.all(VALUES["BT-161"]):
        yield _amount(notice, each, kind, subject, note or "notice value (BT-161)")


def _amount(notice: _Notice, element: ElementTree.Element, kind: str, subject: str, note: str) -> Proposal:
    value = float((element.text or "").strip())
    currency = element.get("currencyID")
    if currency not in CURRENCIES:
        kind, note = "other_money", f"{note}; currency {currency} is none that is compared"
    return Proposal(
        kind, (notice.place(element),), 0.95, subject, value, value, value, unit="currency",
        currency=currency if currency in CURRENCIES else None, period="total" if kind != "other_money" else None,
        vat="excluded", evidence_tier="B", note=note,
    )  # fmt: skip


def _terms(notice: _Notice, subject: str) -> Iterator[Proposal]:
    for element in notice.all("PlannedPeriod/DurationMeasure"):
        unit = element.get("unitCode") or ""
        if unit not in YEARS_OF_UNIT:
            continue  # UNLIMITED and the like say no length
        years = float((element.text or "").strip()) * YEARS_OF_UNIT[unit]
        yield Proposal("contract_years", (notice.place(element),), 0.95, subject, years, years, years, unit="year",
                       evidence_tier="B", note="duration (BT-36)")  # fmt: skip
    for element in notice.all("ContractExtension/MaximumNumberNumeric"):
        times = float((element.text or "").strip())
        if times > 0:
            yield Proposal("other_count", (notice.place(element),), 0.9, subject, times, times, times, unit="text",
                           value_text=f"{times:g} renewals", evidence_tier="B",
                           note="renewals (BT-58); how long each is stands in the text of the notice")  # fmt: skip
