"""The command `munibench review claims`: a person decides what of a document becomes evidence.

Belongs here: showing each proposal with its words, taking a decision by key, writing it down. Does not belong here:
what is written (pipelines/contracts/acceptance), the reader (pipelines/contracts).
"""

from __future__ import annotations

import datetime
import getpass
import json
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from assets.reading import highlighted, line
from pipelines.faults import UserError
from pipelines.settings import Home, Shipped

if TYPE_CHECKING:
    from pipelines.contracts.acceptance import Arrangement, Evidence
    from pipelines.contracts.claim import Proposal
    from pipelines.contracts.decisions import Decision
    from pipelines.contracts.documents import Read

KEYS = "a accept, e edit, r refuse, l later, s skip the document, q quit"
WAITING = ("open", "reopened", "changed", "later")


@dataclass(frozen=True)
class Open:
    """A proposal that waits, with its document and why it waits."""

    proposal_id: str
    read: Read
    proposal: Proposal
    status: str
    before: Decision | None


def claims(
    accept: Annotated[list[str] | None, typer.Option(help="PROPOSAL_ID: it is a claim.")] = None,
    refuse: Annotated[list[str] | None, typer.Option(help="PROPOSAL_ID: the document does not state it.")] = None,
    unit: Annotated[
        str | None, typer.Option(help="Collaboration the accepted ones are about; a new one is made.")
    ] = None,
    inside: Annotated[str | None, typer.Option(help="CLAIM_ID that the accepted amount is a part of.")] = None,
    by: Annotated[str | None, typer.Option(help="Who decides; the user of this machine if left out.")] = None,
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    drift: Annotated[bool, typer.Option(help="Accepted claims that the reader would now read otherwise.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="What waits, as JSON.")] = False,
) -> None:
    """Decide which proposals of inbox/documents become claims. Nothing undecided reaches a mart.

    Accepted claims are written to data/evidence without a sentence of the document; every decision is kept in
    review/claims.csv under MUNIBENCH_HOME.
    """
    from pipelines.contracts.acceptance import Evidence

    home, shipped = Home(), Shipped()
    evidence = Evidence(shipped.evidence(home))
    waiting, everything = _waiting(home, shipped)
    who = by or getpass.getuser()
    desk = _Desk(home, evidence, who, datetime.datetime.now(datetime.UTC).date(), unit, inside, reason)
    console = Console(highlight=False, soft_wrap=True)
    if drift:
        _show_drift(console, [each for each in everything if each.status == "changed"])
        return
    by_id = {each.proposal_id: each for each in everything}
    for name in [*(accept or []), *(refuse or [])]:
        if name not in by_id:
            raise UserError(
                f"There is no proposal {name!r} in {home.documents}. munibench review claims --json lists them."
            )
    for name in accept or []:
        console.print(f"accepted as {desk.accept(by_id[name], by_id[name].proposal, 'accept')}", markup=False)
    for name in refuse or []:
        desk.decide(by_id[name], "refuse", None)
    if as_json:
        shown = [
            {"proposal_id": each.proposal_id, "status": each.status, "file": each.read.files[0]}
            | each.proposal.as_json(each.read.document.sha256)
            for each in waiting
        ]
        json.dump(shown, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    elif not (accept or refuse):
        if sys.stdin.isatty():
            _ask(console, desk, waiting)
        else:
            _list(console, waiting, home)


def _waiting(home: Home, shipped: Shipped) -> tuple[list[Open], list[Open]]:
    """What waits for a person, and every proposal, in the order of the documents."""
    from pipelines import claims as evidence_claims
    from pipelines.contracts import documents
    from pipelines.contracts.decisions import decided, from_claims, read_decisions

    names = documents.shipped_names(shipped.data, home.reference)
    found, rejects = documents.read_folder(home.documents, names, home.snapshots)
    for reject in rejects:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"left out: {reject['value']}", markup=False)
    accepted = from_claims(evidence_claims.claims(shipped.evidence(home)).valid.to_dicts())
    decisions = [*accepted, *read_decisions(home.decisions)]
    everything = []
    for read in found:
        for proposal in read.reading.proposals:
            name = documents.proposal_id(read.document.sha256, proposal)
            addresses = {*read.urls, *read.files}
            status, before = decided(decisions, name, read.document.sha256, addresses, proposal)
            everything.append(Open(name, read, proposal, status, before))
    return [each for each in everything if each.status in WAITING], everything


@dataclass
class _Desk:
    """Where decisions are written; remembers which arrangement a document is about."""

    home: Home
    evidence: Evidence
    who: str
    today: datetime.date
    unit: str | None
    inside: str | None
    reason: str

    def __post_init__(self) -> None:
        self._units: dict[str, Arrangement] = {}

    def arrangement(self, waiting: Open) -> Arrangement:
        from pipelines.contracts.acceptance import proposed_unit

        digest = waiting.read.document.sha256
        if digest not in self._units:
            reading = waiting.read.reading
            proposed = proposed_unit(waiting.read.document, reading.proposals, reading.country_code)
            self._units[digest] = replace(proposed, unit_id=self.unit) if self.unit else proposed
        return self._units[digest]

    def about(self, waiting: Open, unit_id: str) -> None:
        self._units[waiting.read.document.sha256] = replace(self.arrangement(waiting), unit_id=unit_id)

    def accept(self, waiting: Open, proposal: Proposal, decision: str) -> str:
        from pipelines.contracts.acceptance import accept

        document, unit = waiting.read.document, self.arrangement(waiting)
        claim_id = accept(self.evidence, document, proposal, unit, self.who, self.today, self.inside)
        self.decide(waiting, decision, claim_id, proposal)
        return claim_id

    def decide(self, waiting: Open, decision: str, claim_id: str | None, proposal: Proposal | None = None) -> None:
        from pipelines.contracts import documents
        from pipelines.contracts.decisions import Decision, append

        seen = proposal or waiting.proposal
        start, end = seen.places[0]
        address = waiting.read.urls[0] if waiting.read.urls else waiting.read.files[0]
        made = Decision(
            waiting.proposal_id, waiting.read.document.sha256, address, seen.kind, start, end, seen.mid,
            seen.value_text, decision, claim_id, self.who, self.today, documents.reader(), self.reason or None,
        )  # fmt: skip
        append(self.home.decisions, [made])


def _list(console: Console, waiting: list[Open], home: Home) -> None:
    for each in waiting:
        _show(console, each)
    console.print(
        f"{len(waiting)} proposals wait. Decide in a terminal, or with --accept and --refuse; {home.decisions}",
        markup=False,
    )


def _show(console: Console, each: Open) -> None:
    head = Text(f"{each.proposal_id} ", style="dim")
    console.print(head + line(each.proposal) + Text(f"  {each.read.files[0]}", style="dim"))
    if each.status != "open" and each.before is not None:
        was = "" if each.before.mid is None else f", then {each.before.mid:g}"
        console.print(
            Text(
                f"    {each.status}: decided {each.before.decision} by {each.before.reviewed_by} on "
                f"{each.before.reviewed_on}{was}"
            )
        )
    start, end = each.proposal.places[0]
    console.print(highlighted(each.read.document.text, start, end, each.proposal.kind))


def _show_drift(console: Console, changed: list[Open]) -> None:
    for each in changed:
        _show(console, each)
    console.print(f"{len(changed)} accepted claims would now be read otherwise.", markup=False)


def _ask(console: Console, desk: _Desk, waiting: list[Open]) -> None:
    """One key a proposal; every decision is written before the next is asked."""
    skipped: set[str] = set()
    for number, each in enumerate(waiting, 1):
        digest = each.read.document.sha256
        if digest in skipped:
            continue
        console.print(Text(f"\n{number} of {len(waiting)}", style="bold"))
        _show(console, each)
        console.print(Text(f"    about {desk.arrangement(each).unit_id}; u another collaboration", style="dim"))
        while True:
            key = typer.prompt(f"    {KEYS}", prompt_suffix=": ", default="l").strip().lower()[:1]
            if key == "q":
                return
            if key == "s":
                skipped.add(digest)
                break
            if key == "u":
                desk.about(each, typer.prompt("    collaboration", default=desk.arrangement(each).unit_id).strip())
                continue
            if key in ("r", "l"):
                desk.decide(each, "refuse" if key == "r" else "later", None)
                break
            if key in ("a", "e"):
                proposal = each.proposal if key == "a" else _edited(each.proposal)
                try:
                    console.print(
                        f"    accepted as {desk.accept(each, proposal, 'accept' if key == 'a' else 'edit')}",
                        markup=False,
                    )
                except UserError as error:
                    console.print(f"    {error}", markup=False)
                    continue
                break
            console.print(f"    {key!r} is none of them.", markup=False)


def _edited(proposal: Proposal) -> Proposal:
    """The proposal with values a person types; an empty answer keeps what is there, a dash leaves an end open."""
    from schemas.codes import CLAIM_KINDS

    kind = typer.prompt("    kind", default=proposal.kind).strip()
    if kind not in CLAIM_KINDS:
        typer.echo(f"    {kind} is no kind; one of {', '.join(CLAIM_KINDS)}")
        kind = proposal.kind
    if proposal.mid is None and proposal.value_text:
        return replace(proposal, kind=kind, value_text=typer.prompt("    value", default=proposal.value_text).strip())
    ends: dict[str, float | None] = {}
    for name in ("low", "mid", "high"):
        before = getattr(proposal, name)
        said = typer.prompt(f"    {name}", default="-" if before is None else f"{before:.15g}").strip()
        try:
            ends[name] = None if said == "-" else float(said.replace(" ", "").replace(",", "."))
        except ValueError:
            typer.echo(f"    {said!r} is no number; {name} stays")
            ends[name] = before
    return replace(proposal, kind=kind, low=ends["low"], mid=ends["mid"], high=ends["high"])
