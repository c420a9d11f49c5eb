"""From an accepted proposal to rows of data/evidence: the claim, its origin, and the collaboration where it is new.

Belongs here: what is written and where, so that git remembers it. No sentence of a document is written. Does not belong
here: asking a person (assets/claims), what the rows mean (sql/core/contract.sql).
"""

from __future__ import annotations

import csv
import datetime
import io
import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.cases import ADDED, COLLECTED, FORM_OF_WORDS
from pipelines.contracts.claim import Proposal
from pipelines.contracts.document import Document
from pipelines.contracts.scope import scope_said
from pipelines.faults import UserError
from schemas.contracts import CLAIM

QUALIFIER_OF = {"few_hundred": "few", "few_thousand": "few", "open_ended": "at_least"}
WORDS_OF_FORM = {int(code): words for words, code in FORM_OF_WORDS.items()} | {1: "alt1_formalised"}
# One of each kind is used of a unit; a second would count the same money twice.
ONCE = ("contract_total", "annual_value", "investment", "contract_years", "option_years", "users")
MEASURED = {"contract_total": "contract", "annual_value": "contract", "investment": "claim"}
ORIGIN_KIND = {"notice": "register"}


@dataclass(frozen=True)
class Arrangement:
    """The collaboration that a document is about: an existing one by its id, or what is known of a new one."""

    unit_id: str
    name: str
    country_code: str
    members: Sequence[str] = ()
    supplier: str | None = None
    form_code: int | None = None
    start: datetime.date | None = None


@dataclass(frozen=True)
class Evidence:
    """The folder of reviewed evidence, read and extended."""

    folder: Path

    def rows(self, file: str) -> list[dict[str, str]]:
        with (self.folder / file).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def append(self, file: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows under the file's own headings; what stands there keeps its bytes. Replaced at once."""
        path = self.folder / file
        before = path.read_text(encoding="utf-8")
        headings = next(csv.reader(io.StringIO(before)))
        added = io.StringIO()
        writer = csv.DictWriter(added, headings, lineterminator="\n")
        writer.writerows({name: _written(row.get(name)) for name in headings} for row in rows)
        unfinished = path.with_name(f".{path.name}.{os.getpid()}")
        unfinished.write_text(before if before.endswith("\n") else f"{before}\n", encoding="utf-8")
        with unfinished.open("a", encoding="utf-8", newline="") as out:
            out.write(added.getvalue())
        os.replace(unfinished, path)

    def units(self) -> list[str]:
        return [row["case_id"] for name in (COLLECTED, ADDED) for row in self.rows(name)]


def slug(*words: str | None) -> str:
    """`Ikomm / Indre Østfold` -> `ikomm-indre-ostfold`."""
    text = " ".join(filter(None, words)).lower().replace("ø", "o").replace("æ", "ae").replace("å", "a")
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def proposed_unit(document: Document, proposals: Sequence[Proposal], country_code: str | None) -> Arrangement:
    """What the document's own proposals say of the arrangement, under a name made of them."""
    members = list(dict.fromkeys(each.value_text or "" for each in proposals if each.kind == "member"))
    supplier = next((each.value_text for each in proposals if each.kind == "supplier"), None)
    form = next((int(each.mid) for each in proposals if each.kind == "collaboration_form" and each.mid), None)
    start = next((each.date_low for each in proposals if each.kind == "start_date"), None)
    year = (document.published or (str(start.year) if start else ""))[:4]
    country = country_code or "NO"
    name = slug(country, members[0] if members else None, supplier, year)
    shown = " / ".join(filter(None, (supplier, members[0] if len(members) == 1 else f"{members[0]} and others")))
    return Arrangement(name, shown, country, tuple(members), supplier, form, start)


def accept(
    evidence: Evidence,
    document: Document,
    proposal: Proposal,
    unit: Arrangement,
    reviewed_by: str,
    on: datetime.date,
    inside: str | None = None,
) -> str:
    """Write one claim and what it needs; returns its claim_id. Raises UserError where it would count money twice."""
    if not document.publisher:
        raise UserError(
            f"{document.name}: nobody knows who published it, so nothing can be cited. "
            f"Write a file {document.name}.yml beside it with publisher, title, date and url."
        )
    claims = evidence.rows("claims.csv")
    same = [row for row in claims if row["unit_id"] == unit.unit_id and row["kind"] == proposal.kind]
    if proposal.kind in ONCE and any(
        (row["per_denominator"] or "") == (proposal.per_denominator or "") for row in same
    ):
        raise UserError(
            f"{unit.unit_id} has a claim of the kind {proposal.kind} already ({same[0]['claim_id']}). "
            "Refuse this one, or give it a unit of its own with --unit."
        )
    if inside is not None and inside not in {row["claim_id"] for row in claims}:
        raise UserError(f"There is no claim {inside!r} that this one could be inside.")
    origin_id = _origin(evidence, document, unit, on)
    claim_id = _free(f"{unit.unit_id}-{proposal.kind.replace('_', '-')}", {row["claim_id"] for row in claims})
    start, end = proposal.places[0]
    row = {
        **{name: getattr(proposal, name) for name in CLAIM.types if hasattr(proposal, name)},
        "claim_id": claim_id,
        "unit_id": unit.unit_id,
        "subject": proposal.subject or unit.name,
        "qualifier": QUALIFIER_OF.get(proposal.qualifier, proposal.qualifier),
        "unit": proposal.unit or "text",
        "measure": MEASURED.get(proposal.kind),
        "year": (unit.start.year if unit.start else None) or (document.published or "")[:4] or None,
        "document_sha256": document.sha256,
        "locator_start": start,
        "locator_end": end,
        "reviewed_by": reviewed_by,
        "reviewed_on": on,
        "origin_id": origin_id,
    }
    if unit.unit_id not in evidence.units() and not re.fullmatch(r"(?:NO|SE|DK|FI)-[0-9]{3,4}", unit.unit_id):
        evidence.append(ADDED, [_case(document, unit, on)])
    evidence.append("claims.csv", [row])
    if proposal.kind in ("contract_total", "annual_value"):
        evidence.append("scope_statements.csv", _scope(evidence, document, unit, origin_id))
    if inside is not None:
        link = {
            "containment_id": f"{claim_id}-in-{inside}"[:120],
            "unit_id": unit.unit_id,
            "inner_claim_id": claim_id,
            "outer_claim_id": inside,
            "kind": "member_payment",
            "reason": "decided in review",
            "reviewed_by": reviewed_by,
            "reviewed_on": on,
        }
        evidence.append("containments.csv", [link])
    return claim_id


def _origin(evidence: Evidence, document: Document, unit: Arrangement, on: datetime.date) -> str:
    origins = evidence.rows("origins.csv")
    for row in origins:
        if row["document_sha256"] == document.sha256:
            return row["origin_id"]
    known = {row["origin_id"] for row in origins}
    origin_id = f"case-{unit.unit_id}"
    if unit.unit_id in evidence.units() or origin_id in known:
        origin_id = f"document-{document.sha256[:12]}"
    published = document.published
    kind = document.kind if document.kind in ("news", "press_release", "official_letter", "report", "minutes") else None
    evidence.append(
        "origins.csv",
        [
            {
                "origin_id": origin_id,
                "kind": kind or ORIGIN_KIND.get(document.kind, "web_page"),
                "title": document.title or document.name,
                "publisher": document.publisher,
                "url": document.url,
                "published_on": published if published and len(published) == 10 else None,
                "published": published,
                "as_of": on,
                "licence": document.licence or "facts only",
                "document_sha256": document.sha256,
            }
        ],
    )
    return origin_id


def _case(document: Document, unit: Arrangement, on: datetime.date) -> dict[str, Any]:
    return {
        "case_id": unit.unit_id,
        "name": unit.name,
        "country": unit.country_code,
        "municipalities": "|".join(unit.members),
        "collaboration_form": None if unit.form_code is None else WORDS_OF_FORM[unit.form_code],
        "supplier": unit.supplier,
        "year": unit.start.year if unit.start else (document.published or "")[:4] or None,
        "start_date": unit.start,
        "source_url": document.url,
        "publisher": document.publisher,
        "publication_date": document.published,
        "as_of": on,
        "notes": "entered by review of a document",
    }


def _scope(evidence: Evidence, document: Document, unit: Arrangement, origin_id: str) -> list[dict[str, str]]:
    """The pools that the document names; nothing where scope was stated before."""
    if document.kind == "notice" or any(
        row["collaboration_id"] == unit.unit_id for row in evidence.rows("scope_statements.csv")
    ):
        return []
    said = scope_said(document.to_read.cleaned)
    return [
        {
            "collaboration_id": unit.unit_id,
            "cost_basis": "running",
            "cost_pool": pool,
            "scope": scope,
            "reason": "named where the document says what is included",
            "origin_id": origin_id,
        }
        for pool, scope in said.items()
    ]


def _free(stem: str, taken: set[str]) -> str:
    if stem not in taken:
        return stem
    return next(name for number in range(2, 1000) if (name := f"{stem}-{number}") not in taken)


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)
