"""The documents of the inbox: each read once, copies known as one, with what was decided about their proposals.

Belongs here: a folder of documents to rows of core.document and quality.proposal. Does not belong here: one document's
text (pipelines/contracts/document), keeping decisions (pipelines/contracts/decisions).
"""

from __future__ import annotations

import hashlib
import multiprocessing
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import polars as pl

from pipelines import shipped, snapshot
from pipelines.contracts import document as documents_on_disk
from pipelines.contracts.claim import Proposal
from pipelines.contracts.decisions import Decision, decided
from pipelines.contracts.document import Document, load
from pipelines.contracts.notice import read_notice
from pipelines.contracts.parties import Names
from pipelines.contracts.reading import Reading, read
from pipelines.faults import UserError
from pipelines.overrides import municipalities
from pipelines.validation import Validated
from pipelines.workbook.received import inbox_files
from schemas.documents import DOCUMENT, PROPOSAL, SUPPLIER
from schemas.quality import FOUND_COLUMNS, REJECT

GRAMMAR = Path(__file__).parent
MANY = 400  # documents; starting processes costs a second or two
VERSION = "1"


@dataclass(frozen=True)
class Read:
    """One document with what it seems to state; `files` and `urls` are all the places the same bytes came from."""

    document: Document
    reading: Reading
    files: tuple[str, ...]
    urls: tuple[str, ...]


@cache
def reader() -> str:
    """Version of the reader: changes with any line of the grammar, so that decisions can be held against it."""
    digest = hashlib.sha256()
    for path in sorted(GRAMMAR.glob("*.py")):
        digest.update(path.read_bytes())
    return f"{VERSION}-{digest.hexdigest()[:6]}"


def suppliers(folder: Path) -> Validated:
    return shipped.load(SUPPLIER, folder / "suppliers.csv")


def shipped_names(data: Path, own: Path | None = None) -> Names:
    """Municipalities and suppliers of the checkout, and municipalities of the home's folder `own`."""
    return Names(municipalities(data, own), suppliers(data / "reference").valid)


def read_file(path: Path, names: Names) -> tuple[Document, Reading]:
    """One file. Raises UserError where it cannot be read."""
    found = load(path)
    return found, read_document(found, names)


def read_document(document: Document, names: Names) -> Reading:
    if document.kind == "notice":
        return read_notice(document, names)
    return read(document.to_read, names)


def read_folder(folder: Path, names: Names, store: Path | None = None) -> tuple[list[Read], list[dict[str, object]]]:
    """Every document of a folder, in the order of names, and a reject for each file that cannot be read.

    The same text under two addresses is one document. With a `store` bytes and text are kept there, for the review.
    """
    found: dict[str, Read] = {}
    rejects: list[dict[str, object]] = []
    listed = [(name, path) for name, path in inbox_files(folder) if not documents_on_disk.is_sidecar(path)]
    for (name, path), outcome in zip(listed, _outcomes(folder, listed, names), strict=True):
        if isinstance(outcome, str):
            rejects.append(_reject(name, outcome))
            continue
        document, reading = outcome
        if store is not None:
            snapshot.keep(path, store)
            snapshot.keep_text(document.text, document.sha256, store)
        same = _same_text(document)
        urls = tuple(filter(None, (document.url,)))
        if same in found:
            earlier = found[same]
            urls = tuple(dict.fromkeys((*earlier.urls, *urls)))
            found[same] = replace(earlier, files=(*earlier.files, name), urls=urls)
        else:
            found[same] = Read(document, reading, (name,), urls)
    return list(found.values()), rejects


Outcome = tuple[Document, Reading] | str


def _outcomes(folder: Path, listed: Sequence[tuple[str, Path]], names: Names) -> Iterator[Outcome]:
    """What came of each file, in order; many are read on all cores, a few where they are."""
    whole = folder.resolve()
    asked = [(name, path, whole) for name, path in listed]
    if len(asked) < MANY:
        yield from (_outcome(name, path, whole, names) for name, path, whole in asked)
        return
    # Started anew, not forked: the process that asks may have threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=context, initializer=_prepare, initargs=(names,)) as pool:
        yield from pool.map(_outcome_there, asked, chunksize=50)


def _outcome(name: str, path: Path, whole: Path, names: Names) -> Outcome:
    try:
        if not path.resolve().is_relative_to(whole):
            return f"{name}: a link that leads out of the folder"
        return read_file(path, names)
    except UserError as error:
        return str(error)


_there: list[Names] = []


def _prepare(names: Names) -> None:
    """Names, once in each process that reads."""
    _there[:] = [names]


def _outcome_there(asked: tuple[str, Path, Path]) -> Outcome:
    return _outcome(*asked, _there[0])


def _same_text(document: Document) -> str:
    """A syndicated copy has the same words under another address, whatever blanks and breaks it was set with."""
    words = " ".join(document.text.split()).casefold()
    return hashlib.sha256(words.encode()).hexdigest() if words else document.sha256


def _reject(name: str, why: str) -> dict[str, object]:
    return {
        "table_name": DOCUMENT.name,
        "origin": "project-files",
        "file": f"documents/{name}",
        "sheet": None,
        "row_number": 1,
        "column_name": "file",
        "rule": "unreadable_document",
        "value": why,
        "severity": "rejected",
    }


def document_table(found: Sequence[Read], rejects: list[dict[str, object]], proposals: pl.DataFrame) -> Validated:
    """Shape: core.document."""
    waiting = proposals.filter(pl.col("decision").is_in(["open", "reopened", "changed"]))
    n_open = Counter(waiting["document_sha256"])
    rows = [
        {
            "document_sha256": each.document.sha256,
            "file": " | ".join(each.files),
            "url": " | ".join(each.urls) or None,
            "language": each.reading.language,
            "n_characters": len(each.document.text),
            "n_proposals": len(each.reading.proposals),
            "n_open": n_open[each.document.sha256],
            "why_nothing": each.reading.why_nothing,
            **{
                name: getattr(each.document, name)
                for name in ("kind", "title", "publisher", "published", "licence", "note")
            },
        }
        for each in found
    ]
    return Validated(DOCUMENT.frame(rows), REJECT.frame(rejects).select(FOUND_COLUMNS))


def proposal_table(found: Sequence[Read], decisions: Sequence[Decision]) -> pl.DataFrame:
    """Shape: quality.proposal, every proposal with what was decided about it."""
    rows = []
    for each in found:
        for proposal in each.reading.proposals:
            rows.append(_row(each, proposal, decisions))
    return PROPOSAL.frame(rows)


def proposal_id(document_sha256: str, proposal: Proposal) -> str:
    """Equal words read alike in an equal document have an equal name."""
    said = repr((document_sha256, proposal.places[0], *proposal.says))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _row(read_one: Read, proposal: Proposal, decisions: Sequence[Decision]) -> dict[str, object]:
    start, end = proposal.places[0]
    name = proposal_id(read_one.document.sha256, proposal)
    status, decision = decided(decisions, name, read_one.document.sha256, {*read_one.urls, *read_one.files}, proposal)
    same = (
        "kind", "subject", "low", "mid", "high", "rounding_half_width", "qualifier", "unit", "currency", "period",
        "per_denominator", "value_text", "date_low", "date_high", "evidence_tier", "is_second_hand", "confidence",
        "note",
    )  # fmt: skip
    return {
        "proposal_id": name,
        "document_sha256": read_one.document.sha256,
        **{column: getattr(proposal, column) for column in same},
        "subject": proposal.subject or "not named",
        "locator_start": start,
        "locator_end": end,
        "n_places": len(proposal.places),
        "reader": reader(),
        "decision": status,
        "reviewed_by": decision.reviewed_by if decision else None,
        "reviewed_on": decision.reviewed_on if decision else None,
        "claim_id": decision.claim_id if decision else None,
    }
