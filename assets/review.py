"""The command `munibench review applications`: names that matched nothing, decided by a person.

Belongs here: listing, asking, writing down decisions. Does not belong here: likeness (pipelines/suggestions), the
review file (pipelines/reviews).
"""

from __future__ import annotations

import datetime
import getpass
import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assets.claims import claims
from assets.held import held
from pipelines.faults import UserError
from pipelines.settings import Home, Shipped

app = typer.Typer(no_args_is_help=True, help="Decide what only a person can decide.")


@app.callback()
def review() -> None:
    """Decide what only a person can decide."""


app.command()(claims)
app.command()(held)


@app.command()
def applications(
    accept: Annotated[list[str] | None, typer.Option(help="NAME=APPLICATION_ID: the name means this product.")] = None,
    refuse: Annotated[list[str] | None, typer.Option(help="NAME: it means none of those proposed.")] = None,
    by: Annotated[str | None, typer.Option(help="Who decides; the user of this machine if left out.")] = None,
    reason: Annotated[str, typer.Option(help="Why.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The open names as JSON.")] = False,
) -> None:
    """Propose products for names that matched nothing, and write down what a person decides.

    Proposals and decisions stand in review/applications.csv under MUNIBENCH_HOME, which a spreadsheet opens. The next
    build uses what was accepted.
    """
    from pipelines import open_names
    from pipelines.catalogue import shipped_catalogue

    home = Home()
    catalogue = shipped_catalogue(Shipped().data, home.review)
    lines = open_names.proposed(home.warehouse, home.review, catalogue)
    who = by or getpass.getuser()
    today = datetime.datetime.now(datetime.UTC).date()
    known = set(catalogue.applications["application_id"])
    for said in accept or []:
        name, _, product = said.rpartition("=")
        if not name or product not in known:
            raise UserError(f"--accept is NAME=APPLICATION_ID with a product of the catalogue, not {said!r}.")
        open_names.decide(lines, name, product, who, today, reason)
    for name in refuse or []:
        open_names.decide(lines, name, None, who, today, reason)
    if not (accept or refuse or as_json) and sys.stdin.isatty():
        _ask(lines, who, today, known, home.review)
    open_names.save(home.review, lines, catalogue.applications)
    waiting = [line for line in lines if not line["decision"]]
    if as_json:
        json.dump(waiting, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
        return
    console = Console(highlight=False, soft_wrap=True)
    for line in waiting:
        proposals = ", ".join(
            f"{line[f'suggestion_{n}']} ({line[f'score_{n}']})" for n in (1, 2, 3) if line[f"suggestion_{n}"]
        )
        console.print(f"{line['written']}: {proposals or 'nothing like it'}", markup=False)
    decided = len(lines) - len(waiting)
    console.print(f"{len(waiting)} names wait, {decided} are decided: {home.review}", markup=False)


def _ask(lines: list[dict[str, str]], who: str, today: datetime.date, known: set[str], path: Path) -> None:
    """One question a name; every answer is kept even where the person stops in between."""
    from pipelines import open_names

    for line in [line for line in lines if not line["decision"] and line["suggestion_1"]]:
        proposals = {str(n): line[f"suggestion_{n}"] for n in (1, 2, 3) if line[f"suggestion_{n}"]}
        listed = ", ".join(f"{number} {product}" for number, product in proposals.items())
        answer = typer.prompt(f"{line['written']}: {listed}; n none, s skip, q stop, or a product", default="s")
        if answer == "q":
            return
        product = proposals.get(answer, answer)
        if answer == "n":
            open_names.decide(lines, line["written"], None, who, today, "")
        elif product in known:
            open_names.decide(lines, line["written"], product, who, today, "")
        elif answer != "s":
            typer.echo(f"There is no product {answer}; skipped.")
        open_names.keep(path, lines)
