"""The commands `munibench read` and `munibench fetch`: what a document would claim, shown before anything is kept.

Belongs here: printing proposals with their words, as a person or a program wants them. Does not belong here: reading
(pipelines/contracts), deciding (assets/claims).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from pipelines.faults import UserError
from pipelines.settings import Home, Shipped

if TYPE_CHECKING:
    from pipelines.contracts.claim import Proposal
    from pipelines.contracts.document import Document
    from pipelines.contracts.reading import Reading

CONTEXT = 90
STYLES = {"contract_total": "bold black on green", "annual_value": "bold black on green", "investment": "black on cyan"}
OTHER_STYLE = "black on yellow"


def read(
    files: Annotated[list[Path], typer.Argument(help="txt, html, pdf, docx, eml, or an eForms notice in xml.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a file.")] = False,
) -> None:
    """Show what would be claimed from documents, with the words it rests on. Nothing is kept."""
    from pipelines.contracts import documents

    names = documents.shipped_names(Shipped().data, Home().reference)
    console = Console(highlight=False, soft_wrap=True)
    problems = 0
    for path in files:
        try:
            document, reading = documents.read_file(path, names)
        except UserError as error:
            problems += 1
            Console(stderr=True, highlight=False, soft_wrap=True).print(f"munibench: {error}", markup=False)
            continue
        if as_json:
            claims = [proposal.as_json(document.sha256) for proposal in reading.proposals]
            about = document.as_json() | {"language": reading.language, "why_nothing": reading.why_nothing}
            json.dump({"document": about, "claims": claims}, sys.stdout, ensure_ascii=False, indent=1)
            sys.stdout.write("\n")
        else:
            _show(console, document, reading)
    if problems:
        raise SystemExit(UserError.exit_code)


def fetch(url: Annotated[str, typer.Argument(help="Address of a page or a document.")]) -> None:
    """Keep a copy of one page in inbox/documents: asks robots.txt first, one request at a time."""
    from pipelines import inbox, snapshot

    inbox.make(Home())
    kept = snapshot.fetch(url, Home().documents)
    Console(highlight=False, soft_wrap=True).print(
        f"kept as {kept}; munibench read {kept} shows what it says", markup=False
    )


def _show(console: Console, document: Document, reading: Reading) -> None:
    about = ", ".join(filter(None, (document.publisher, document.published, reading.language)))
    console.print(
        Text(f"{document.name}: {document.title or 'no title'} ({about or 'nothing known of it'})", style="bold")
    )
    if document.note:
        console.print(Text(f"  {document.note}"))
    if reading.why_nothing:
        console.print(Text(f"  nothing is claimed: {reading.why_nothing}"))
    for proposal in reading.proposals:
        console.print(line(proposal))
        for start, end in proposal.places[:3]:
            console.print(highlighted(document.text, start, end, proposal.kind))
    console.print()


def line(proposal: Proposal) -> Text:
    """One proposal in a line: kind, value with bounds, whose, how sure."""
    shown = Text("  ")
    shown.append(f"{proposal.kind} ", style="bold")
    shown.append(value(proposal))
    hedge = f", {proposal.qualifier}" if proposal.qualifier != "exact" else ""
    shown.append(
        f"  [{proposal.confidence:.2f}{hedge}{', second hand' if proposal.is_second_hand else ''}]", style="dim"
    )
    if proposal.note:
        shown.append(f"  {proposal.note}", style="dim")
    return shown


def value(proposal: Proposal) -> str:
    """A value as people read it: 40.5-49.5 (45) million would hide digits, so they are all there."""
    if proposal.date_low or proposal.date_high:
        ends = dict.fromkeys(str(day) if day else "open" for day in (proposal.date_low, proposal.date_high))
        return " to ".join(ends)
    if proposal.value_text and proposal.mid is None:
        return proposal.value_text
    bounds = (proposal.low, proposal.mid, proposal.high)
    numbers = list(dict.fromkeys("open" if end is None else f"{end:,.10g}".replace(",", " ") for end in bounds))
    unit = proposal.currency or proposal.unit or ""
    per = f" per {proposal.per_denominator}" if proposal.per_denominator else ""
    period = f", {proposal.period}" if proposal.period else ""
    return f"{' / '.join(numbers)} {unit}{per}{period}"


def highlighted(text: str, start: int, end: int, kind: str) -> Text:
    """The words with what stands around them, on one line; control characters are made visible blanks."""
    before, words, after = text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT]
    shown = Text("    ")
    for part, style in ((before, "dim"), (words, STYLES.get(kind, OTHER_STYLE)), (after, "dim")):
        shown.append("".join(char if char.isprintable() else " " for char in part), style=style)
    return shown
