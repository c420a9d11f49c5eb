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
    out: Annotated[Path, typer.Option(help="Folder to write the page to.")],
    language: Annotated[Language | None, typer.Option(help="Only this language; both without it.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Also write a workbook, one sheet per table.")] = None,
) -> None:
    """Write a page that opens from disk, and a workbook, from the released warehouse."""
    from pipelines.report import page, spreadsheet
    from pipelines.report.tables import read
    from pipelines.report.words import LANGUAGES

    content = read(Home().warehouse, group)
    languages = (language.value,) if language else LANGUAGES
    page.write(content, out, languages)
    console = Console(highlight=False, soft_wrap=True)
    if xlsx is not None:
        spreadsheet.write(content, xlsx, languages[0])
        console.print(f"Workbook: {xlsx}", markup=False)
    if content.missing:
        console.print(f"Not in this release, and said so on the page: {', '.join(sorted(content.missing))}.")
    console.print(f"Open {out / 'index.html'} in a browser.", markup=False)
