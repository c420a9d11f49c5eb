"""The command `munibench ingest`: a large inventory, checked row by row.

Belongs here: the options and the closing line. Does not belong here: reading (pipelines/bulk).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assets.feedback import FAULTS_FOUND
from pipelines.settings import Home, Shipped


def ingest(
    csv: Annotated[Path, typer.Argument(help="A CSV with one row per municipality and application.")],
    out: Annotated[
        Path, typer.Option(help="A new folder for Parquet, rejects and inventory.duckdb (DuckDB 1.3 and later).")
    ],
) -> None:
    """Read a large inventory by the survey's rules, in batches. Exit code 6 where rows were rejected."""
    from pipelines import reference
    from pipelines.bulk import ingest as run
    from pipelines.gazetteer import Gazetteer
    from pipelines.overrides import municipalities

    folder = Shipped().data / "reference"
    gazetteer = Gazetteer(municipalities(Shipped().data, Home().reference))
    done = run(csv, out, gazetteer, reference.functional_areas(folder).valid)
    Console(highlight=False, soft_wrap=True).print(
        f"{done.n_read} rows read, {done.n_kept} kept, {done.n_rejected} rejected for {done.n_faults} faults: {out}",
        markup=False,
    )
    if done.kept_aside:
        typer.echo(f"Columns that the survey does not ask are left in the file: {', '.join(done.kept_aside)}")
    if done.n_rejected:
        raise typer.Exit(FAULTS_FOUND)
