"""The commands `munibench group define` and `group list`.

Belongs here: naming a group of municipalities, listing those there are. Does not belong here: the files
(pipelines/groups).
"""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from pipelines.settings import Home, Shipped

app = typer.Typer(no_args_is_help=True, help="Name groups of municipalities that are compared together.")


@app.command()
def define(
    group: Annotated[str, typer.Argument(help="Short name: small letters, digits, hyphens.")],
    members: Annotated[str, typer.Option(help="Numbers or names, separated by commas; SE-0331 for one abroad.")],
    name: Annotated[str | None, typer.Option(help="What it is called.")] = None,
    country: Annotated[str, typer.Option(help="NO, SE, DK or FI.")] = "NO",
) -> None:
    """Name a group; the next build compares it. An earlier group of the name is replaced."""
    from pipelines import groups
    from pipelines.gazetteer import Gazetteer
    from pipelines.overrides import municipalities

    home = Home()
    gazetteer = Gazetteer(municipalities(Shipped().data, home.reference))
    asked = [member.strip() for member in members.split(",") if member.strip()]
    found = groups.define(home.groups, group, name or group, asked, country.upper(), gazetteer)
    Console(highlight=False, soft_wrap=True).print(f"{group}: {', '.join(found)}, in {home.groups}", markup=False)


@app.command(name="list")
def listed() -> None:
    """The groups that are defined."""
    from pipelines import groups
    from pipelines.gazetteer import Gazetteer
    from pipelines.overrides import municipalities

    home, shipped = Home(), Shipped()
    gazetteer = Gazetteer(municipalities(shipped.data, home.reference))
    found = groups.definitions(shipped.groups(home), home.groups, gazetteer)
    console = Console(highlight=False, soft_wrap=True)
    for (group_id, name), rows in found.group_by("group_id", "name", maintain_order=True):
        console.print(f"{group_id}: {name} ({', '.join(rows['municipality_code'])})", markup=False)
