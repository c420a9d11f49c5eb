"""The command `munibench review held`: figures that are hard to believe, confirmed by a person.

Belongs here: listing what waits, writing down who confirmed it and why. Does not belong here: which figures are asked
about (pipelines/plausibility), the file of confirmations (pipelines/plausibility/confirmations).
"""

from __future__ import annotations

import datetime
import getpass
import json
import sys
from typing import Annotated, Any

import typer
from rich.console import Console

from pipelines.faults import UserError
from pipelines.settings import Home

Question = dict[str, Any]
WAITING = """select held_id, unit_id, survey_round, rule, table_name, column_name, key, value, question, n_cells
             from quality.held where status = 'waiting' order by unit_id, survey_round, held_id, rule"""


def held(
    confirm: Annotated[list[str] | None, typer.Option(help="The short name of a figure that is right.")] = None,
    by: Annotated[str | None, typer.Option(help="Who confirms; the user of this machine if left out.")] = None,
    reason: Annotated[str, typer.Option(help="Why it is right; needed with --confirm.")] = "",
    on: Annotated[datetime.datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day; today if left out.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="What waits, as JSON.")] = False,
) -> None:
    """Figures held until a person confirms them; the next build uses what was confirmed."""
    home = Home()
    waiting = _waiting(home)
    who, day = by or getpass.getuser(), (on or datetime.datetime.now()).date().isoformat()
    if confirm:
        unknown = sorted(set(confirm) - {row["held_id"] for row in waiting})
        if unknown:
            raise UserError(f"Nothing called {', '.join(unknown)} waits. munibench review held lists what does.")
        if not reason.strip():
            raise UserError("Say why it is right: --reason 'the figure includes the schools of the county'.")
        chosen = [row for row in waiting if row["held_id"] in confirm]
        _write(home, chosen, who, day, reason.strip())
        return
    if as_json:
        json.dump(waiting, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    if waiting and sys.stdin.isatty():
        _ask(home, waiting, who, day)
        return
    console = Console(highlight=False, soft_wrap=True)
    for row in waiting:
        console.print(
            f"{row['held_id']}  {row['unit_id']} {row['survey_round']}: {row['question']} ({row['value']})",
            markup=False,
        )
    console.print(
        f"{len(waiting)} wait. If one is right: munibench review held --confirm NAME --by WHO --reason WHY. "
        "If it is wrong, the sender mends the workbook."
        if waiting
        else "Nothing waits."
    )


def _waiting(home: Home) -> list[Question]:
    """What the released warehouse holds, without what has been confirmed since."""
    from pipelines.asking import open_warehouse
    from pipelines.plausibility.confirmations import MATCHED, confirmations

    with open_warehouse(home.warehouse) as connection:
        found = connection.sql(WAITING)
        waiting = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    said = set(confirmations(home.held).select(MATCHED).iter_rows())
    return [row for row in waiting if tuple(row[name] or "" for name in MATCHED) not in said]


def _write(home: Home, chosen: list[Question], who: str, day: str, reason: str) -> None:
    from pipelines.plausibility.confirmations import confirm

    count = confirm(home.held, chosen, who, day, reason)
    typer.echo(f"{count} confirmed in {home.held}. The next build uses them.")


def _ask(home: Home, waiting: list[Question], who: str, day: str) -> None:
    """One question a figure; every answer is kept even where the person stops in between."""
    for held_id in dict.fromkeys(row["held_id"] for row in waiting):
        about = [row for row in waiting if row["held_id"] == held_id]
        typer.echo(f"{held_id}  {about[0]['unit_id']} {about[0]['survey_round']}, cells: {about[0]['n_cells']}")
        for row in about:
            typer.echo(f"  {row['question']}")
        answer = typer.prompt("y it is right, s skip, q stop", default="s")
        if answer == "q":
            return
        if answer == "y":
            _write(home, about, who, day, typer.prompt("Why it is right").strip())
