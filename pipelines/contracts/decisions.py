"""What a reviewer decided about proposals: a CSV that keeps every decision, and what it means for a proposal today.

Belongs here: <home>/review/claims.csv and the claims that were accepted before. Does not belong here: asking
(assets/claims), writing claims (pipelines/contracts/acceptance).
"""

from __future__ import annotations

import csv
import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipelines.contracts.claim import Proposal
from pipelines.faults import UserError
from pipelines.review_file import as_saved
from schemas.documents import DECISIONS

KEPT = ("accept", "edit", "refuse", "later")


@dataclass(frozen=True)
class Decision:
    """One decision about one proposal; place and value say what was seen when it was made."""

    proposal_id: str
    document_sha256: str
    address: str
    kind: str
    start: int
    end: int
    mid: float | None
    value_text: str | None
    decision: str
    claim_id: str | None
    reviewed_by: str
    reviewed_on: datetime.date
    reader: str
    reason: str | None = None


COLUMNS = tuple(Decision.__dataclass_fields__)


def read_decisions(path: Path) -> list[Decision]:
    """Every decision, in the order it was made. Raises UserError naming the line that cannot be understood."""
    _, lines = as_saved(path)  # text as a document has it, blanks and all
    return [_decision(line, f"{path}, line {number}") for number, line in enumerate(lines, 2)]


def append(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions; the file is replaced at once, so that a reader sees all or none."""
    kept = [*read_decisions(path), *decisions]
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with unfinished.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {name: "" if value is None else value for name, value in asdict(each).items()} for each in kept
        )
    os.replace(unfinished, path)


def from_claims(claims: Sequence[Mapping[str, Any]]) -> list[Decision]:
    """Claims that stand in data/evidence/claims.csv, as decisions: what is accepted is not asked again."""
    return [
        Decision(
            proposal_id=row["claim_id"],
            document_sha256=row["document_sha256"],
            address="",
            kind=row["kind"],
            start=row["locator_start"],
            end=row["locator_end"],
            mid=row["mid"],
            value_text=row["value_text"],
            decision="accept",
            claim_id=row["claim_id"],
            reviewed_by=row["reviewed_by"],
            reviewed_on=row["reviewed_on"],
            reader="",
        )
        for row in claims
    ]


def decided(
    decisions: Sequence[Decision], proposal_id: str, document_sha256: str, addresses: set[str], proposal: Proposal
) -> tuple[str, Decision | None]:
    """What a proposal's status is, and the decision behind it.

    The newest decision about the very proposal holds. The same fact decided in other words of the document holds too;
    other values at the same place are `changed`; the same address with other bytes is `reopened`.
    """
    newest = [each for each in reversed(decisions) if each.kind == proposal.kind]
    for each in newest:
        if each.proposal_id == proposal_id:
            return each.decision, each
    same_document = [each for each in newest if each.document_sha256 == document_sha256]
    for each in same_document:
        if _same_value(each, proposal):
            return each.decision, each
    for each in same_document:
        overlaps = any(start < each.end and each.start < end for start, end in proposal.places)
        if overlaps and each.decision in ("accept", "edit"):
            return "changed", each
    for each in newest:
        if each.address and each.address in addresses and each.document_sha256 != document_sha256:
            return "reopened", each
    return "open", None


def _same_value(decision: Decision, proposal: Proposal) -> bool:
    if proposal.mid is not None or decision.mid is not None:
        named = (
            not proposal.value_text or not decision.value_text or _folded(decision) == proposal.value_text.casefold()
        )
        return proposal.mid == decision.mid and named
    if proposal.value_text and decision.value_text:
        return _folded(decision) == proposal.value_text.casefold()
    return any(start < decision.end and decision.start < end for start, end in proposal.places)


def _folded(decision: Decision) -> str:
    return (decision.value_text or "").casefold()


def _decision(line: Mapping[str, str | None], where: str) -> Decision:
    missing = [name for name in COLUMNS if line.get(name) is None]
    if missing:
        raise UserError(f"{where}: columns {', '.join(missing)} are missing.")
    text = {name: line[name] or "" for name in COLUMNS}
    if text["decision"] not in KEPT or text["decision"] not in DECISIONS:
        raise UserError(f"{where}: {text['decision']!r} is no decision. Write {', '.join(KEPT)}.")
    try:
        return Decision(
            proposal_id=text["proposal_id"],
            document_sha256=text["document_sha256"],
            address=text["address"],
            kind=text["kind"],
            start=int(text["start"]),
            end=int(text["end"]),
            mid=float(text["mid"]) if text["mid"] else None,
            value_text=text["value_text"] or None,
            decision=text["decision"],
            claim_id=text["claim_id"] or None,
            reviewed_by=text["reviewed_by"],
            reviewed_on=datetime.date.fromisoformat(text["reviewed_on"]),
            reader=text["reader"],
            reason=text["reason"] or None,
        )
    except ValueError as error:
        raise UserError(f"{where}: {error}.") from None
