"""The command `munibench report`: the page and the workbook of one group of municipalities.

Belongs here: the options and the closing line. Does not belong here: what is shown (pipelines/report).
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipelines.settings import Home


class Language(StrEnum):
    nb = "nb"
    en = "en"


def report(
    group: Annotated[str, typer.Option(help="The group: its id in the release.")],
    out: Annotated[Path | None, typer.Option(help="Folder to write to; reports/GROUP in the home without it.")] = None,
    language: Annotated[Language | None, typer.Option(help="Only this language; both without it.")] = None,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Also write a workbook into it, one sheet per table.")] = False,
) -> None:
    """Write a page that opens from disk, and a workbook, from the released warehouse."""
    from pipelines.report import page, spreadsheet
    from pipelines.report.tables import read
    from pipelines.report.words import LANGUAGES

    home = Home()
    content = read(home.warehouse, group)
    languages = (language.value,) if language else LANGUAGES
    folder = out or home.root / "reports" / group
    page.write(content, folder, languages)
    console = Console(highlight=False, soft_wrap=True)
    for each in languages if xlsx else ():
        workbook = folder / f"{group}.{each}.xlsx"
        spreadsheet.write(content, workbook, each)
        console.print(f"Workbook: {workbook}", markup=False)
    if content.missing:
        console.print(f"Not in this release, and said so on the page: {', '.join(sorted(content.missing))}.")
    console.print(f"Open {folder / 'index.html'} in a browser.", markup=False)
