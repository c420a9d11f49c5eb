"""The command `munibench`.

Belongs here: parsing arguments, calling one function each, exit codes. Does not belong here: logic.

Exit codes: 0 done; 1 a fault in the program; 2 something to mend in the call or the data; 3 a file has the
wrong columns; 4 a gate is closed and nothing was released; 5 a server could not start; 6 a checked
file has something to mend.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from assets import groups, review
from assets.bulk import ingest
from assets.export import export
from assets.feedback import check
from assets.reading import fetch, read
from assets.report import report
from assets.rounds import require_year
from assets.status import status
from assets.workbooks import template
from pipelines.faults import UserError
from pipelines.settings import Home, Shipped

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="What municipal IT costs per user under each form of collaboration.",
)


app.add_typer(review.app, name="review")
app.add_typer(groups.app, name="group")
app.command()(template)
app.command()(check)
app.command()(ingest)
app.command()(read)
app.command()(fetch)
app.command()(export)
app.command()(report)
app.command()(status)


class Output(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"


@app.command()
def build(
    picture: Annotated[Path | None, typer.Option(help="Also save the comparison as an SVG.")] = None,
    example: Annotated[bool, typer.Option("--example", help="Build the made-up home example/ beside it.")] = False,
) -> None:
    """Build the warehouse from what ships and what is in the inbox, and print the comparison."""
    os.environ["MUNIBENCH_LINEAGE"] = "false"  # a second that only the page would show
    from assets import summary
    from assets.building import build as run

    console = Console()
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = 150  # in a file or a pipe the table keeps its lines
    home = Home()
    if example:
        from pipelines.example_home import example_home, lay_out

        home = example_home(home)
        lay_out(home, Shipped().example)
        os.environ["MUNIBENCH_HOME"] = str(home.root)  # where the assets look
    stages = run(home, lambda name: console.print(f"  [green]✓[/green] {name}"))
    summary.print_summary(console, home, stages)
    if picture is not None:
        summary.save_picture(home.warehouse, picture)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="One SELECT over the released warehouse.")],
    output: Annotated[Output, typer.Option(help="How the rows are printed.")] = Output.table,
) -> None:
    """Ask the released warehouse; read-only."""
    from pipelines.asking import ask

    ask(Home().warehouse, sql, output.value, sys.stdout)


@app.command()
def dev(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the web page on this machine.")] = 3000,
) -> None:
    """Start Dagster's page and daemon on this machine; Ctrl-C stops both."""
    from assets.dev import serve

    serve(Home(), port)


@app.command()
def example(
    municipalities: Annotated[
        str | None, typer.Option(help="Municipality numbers, separated by commas; the six invented ones without it.")
    ] = None,
    applications: Annotated[str, typer.Option(help="Applications per municipality, from-to.")] = "100-180",
    seed: Annotated[int, typer.Option(help="The same seed writes the same bytes.")] = 2025,
    survey_round: Annotated[str, typer.Option("--round", help="Survey round, a year.")] = "2025",
    faults: Annotated[bool, typer.Option(help="Plant a few faults and list them in truth.csv.")] = False,
    out: Annotated[Path, typer.Option(help="Folder to write the workbooks to.")] = Path("example"),
) -> None:
    """Write made-up survey workbooks, one per municipality."""
    from pipelines.example_round import write_example

    require_year(survey_round)
    written = write_example(out, Shipped().data, municipalities, applications, survey_round, seed, with_faults=faults)
    Console().print(f"{written} workbooks in {out}. Every row of them is marked as an example.")


def main() -> None:
    """Run the command; a fault of the user's is one sentence on stderr and an exit code."""
    try:
        app()
    except UserError as error:
        _leave(str(error), error.exit_code)
    except OSError as error:
        if error.filename is None:
            raise
        _leave(
            f"{error.filename} cannot be used: {error.strerror}. Choose another place or mend its rights.",
            UserError.exit_code,
        )


def _leave(message: str, exit_code: int) -> NoReturn:
    Console(stderr=True, highlight=False, soft_wrap=True).print(f"munibench: {message}", markup=False)
    raise SystemExit(exit_code) from None
