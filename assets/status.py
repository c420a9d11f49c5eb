"""The command `munibench status`: who has answered a round, what is rejected or held and for whom, who is missing.

Belongs here: the options and how the list is printed. Does not belong here: how a round stands (pipelines/status).
"""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from assets.rounds import require_year
from pipelines.settings import Home, Shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.status import Fault, Standing, Status

STATES = {
    "answered": "answered",
    "kept": "an earlier answer stands",
    "not_accepted": "NOT ACCEPTED",
    "missing": "missing",
}


def status(
    group: Annotated[str | None, typer.Option(help="A group: who of its members is missing.")] = None,
    survey_round: Annotated[
        str | None, typer.Option("--round", help="Survey round, a year; the last that somebody answered if left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same, as JSON.")] = False,
) -> None:
    """Who has answered a round, what is held or rejected and for whom, and who is missing, by the last build."""
    from pipelines import groups
    from pipelines.asking import open_warehouse
    from pipelines.gazetteer import Gazetteer
    from pipelines.lake import Lake
    from pipelines.overrides import municipalities
    from pipelines.status import latest_round
    from pipelines.status import status as stands

    said = None if survey_round is None else require_year(survey_round)
    home, shipped = Home(), Shipped()
    gazetteer = Gazetteer(municipalities(shipped.data, home.reference))
    with open_warehouse(home.warehouse) as connection:
        asked = said or latest_round(connection)
        members = (
            None if group is None else groups.members(group, shipped.groups(home), home.groups, gazetteer, int(asked))
        )
        found = stands(connection, Lake(home.lake), gazetteer, asked, members)
    if as_json:
        json.dump(dataclasses.asdict(found), sys.stdout, ensure_ascii=False, indent=1, default=str)
        sys.stdout.write("\n")
        return
    _print(found, is_group=group is not None)


def _print(found: Status, *, is_group: bool) -> None:
    console = Console(highlight=False, soft_wrap=True)
    answered = sum(1 for member in found.members if member.state in ("answered", "kept"))
    of = f" of {len(found.members)}" if is_group else ""
    console.print(f"Round {found.survey_round}: {answered}{of} answered.", markup=False)
    for member in found.members:
        console.print(_line(member), markup=False)
        _print_faults(console, member.faults)
    for file, faults in found.nobodys.items():
        console.print(f"{file}: not accepted, and it does not say whose it is", markup=False)
        _print_faults(console, faults)
    if any(member.count("held") for member in found.members):
        console.print("What is held waits for a person: munibench review held")
    missing = [member for member in found.members if member.state == "missing"]
    if missing:
        named = ", ".join(member.name for member in missing)
        how = f"munibench template --municipality NUMBER --round {found.survey_round}"
        console.print(f"Missing: {named}. A workbook for one: {how}", markup=False)


def _line(member: Standing) -> str:
    counts = [f"{member.count(severity)} {severity}" for severity in ("rejected", "held") if member.count(severity)]
    parts = (STATES[member.state], str(member.answered_on or ""), member.file or "", *counts)
    return f"{member.number} {member.name}: {', '.join(part for part in parts if part)}"


def _print_faults(console: Console, faults: Sequence[Fault]) -> None:
    """A line for each sentence, with the first place it is said of: one question may be about a whole column."""
    places: dict[tuple[str, str], list[str]] = {}
    for fault in faults:
        places.setdefault((fault.severity, fault.sentence), []).append(fault.place)
    for (severity, sentence), where in places.items():
        more = f" and {len(where) - 1} more" if len(where) > 1 else ""
        console.print(f"    {severity} {where[0]}{more}: {sentence}", markup=False)
