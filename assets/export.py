"""The command `munibench export`: the release in formats that others read.

Belongs here: the options and the closing line. Does not belong here: writing (pipelines/export).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipelines.settings import Home


def export(
    out: Annotated[Path, typer.Option(help="A new folder for the files.")],
    publisher: Annotated[str, typer.Option(help="Who publishes the files.")] = "Municipal IT benchmark",
    contact: Annotated[str | None, typer.Option(help="E-mail or web address for questions.")] = None,
    licence: Annotated[str, typer.Option(help="Licence of the whole: CC-BY-4.0 or NLOD-2.0.")] = "CC-BY-4.0",
    address: Annotated[str | None, typer.Option(help="Web address the folder will have.")] = None,
) -> None:
    """Write every mart as CSV and Parquet, described as a data package, by DCAT-AP-NO and with a citation."""
    from pipelines.export.dcat import Publication
    from pipelines.export.files import export as run

    # Without an address the description speaks of the folder it stands in.
    where = "./" if address is None else f"{address.rstrip('/')}/"
    done = run(Home().warehouse, out, Publication(publisher, contact, where, licence))
    console = Console(highlight=False, soft_wrap=True)
    console.print(
        f"{done.n_tables} tables, {done.n_rows} rows of release {done.content_hash[:12]}: {out}", markup=False
    )
    if contact is None or address is None:
        console.print("dcat.jsonld lacks what a catalogue asks for: say --contact and --address before publishing.")
