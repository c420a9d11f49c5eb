"""The command `munibench check`: what to mend, or to confirm, before a workbook is sent.

Belongs here: the report in the terminal and as JSON, its exit code. Does not belong here: the rules
(pipelines/feedback), the report's text (pipelines/feedback_text).
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from pipelines.faults import UserError
from pipelines.settings import Home, Shipped
from schemas.messages import sentence

FAULTS_FOUND = 6


def check(
    files: Annotated[list[Path], typer.Argument(help="Workbooks, tables, zips or folders of them.")],
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
    annotate: Annotated[
        Path | None, typer.Option(help="Write a copy of the one file with each doubtful cell coloured and explained.")
    ] = None,
) -> None:
    """Check workbooks by the rules of the build, before they are sent.

    Exit code 6 where something is to be mended, or is so hard to believe that a person must confirm it.
    """
    from pipelines import feedback
    from pipelines.feedback_text import report

    for path in files:
        if not path.exists():
            raise UserError(f"{path} does not exist. Give the name of a file or folder.")
    home = Home()
    known = feedback.shipped(Shipped().data, home.review, home.reference)
    said = feedback.check(files, known, home.warehouse, is_example_home=home.is_example)
    if not said.files:
        raise UserError("There is no file to check. Give a workbook, a table, a zip or a folder of them.")
    if annotate is not None:
        _annotate(said, files, annotate)
    if as_json:
        json.dump(_document(said), sys.stdout, ensure_ascii=False, indent=1, default=str)
        sys.stdout.write("\n")
    else:
        for line in report(said):
            typer.echo(line)
    if said.left_out.height:
        raise typer.Exit(FAULTS_FOUND)


def _annotate(said: Any, files: list[Path], out: Path) -> None:
    from pipelines.workbook.annotate import annotate
    from pipelines.workbook.limits import Refusal

    if len(said.files) != 1:
        raise UserError(f"--annotate takes one file, and {len(said.files)} were given. Check them one at a time.")
    if out.resolve() == files[0].resolve():
        raise UserError(f"{out} is the file itself; what was received is never overwritten. Give another name.")
    [received] = said.files
    try:
        annotate(received, said.left_out, said.languages[received.name], out)
    except Refusal as refusal:
        raise UserError(f"{received.name} cannot be copied with notes: {refusal}.") from None


def _document(said: Any) -> dict[str, Any]:
    faults = [
        {
            **{
                name: fault[name]
                for name in ("file", "sheet", "cell", "row_number", "column_name", "rule", "value", "severity")
            },
            "message": sentence(fault["rule"], fault["value"], said.languages[fault["file"]]),
        }
        for fault in said.rejects.iter_rows(named=True)
    ]
    return {
        "files": [file.name for file in said.files],
        "is_ready": not said.left_out.height,
        "sheets": [dataclasses.asdict(counts) for counts in said.counts],
        "faults": [fault for fault in faults if fault["severity"] == "rejected"],
        "held": [fault for fault in faults if fault["severity"] == "held"],
        "questions": said.questions.to_dicts(),
        "notes": [fault for fault in faults if fault["severity"] == "told"],
        "missing": said.answers.to_dicts(),
        "columns_kept_aside": said.extra.rename({"len": "n_cells"}).to_dicts(),
        "tenfold": [dataclasses.asdict(jump) for jump in said.jumps],
        "submissions": said.response.select("submission", "unit_id", "survey_round", "status").to_dicts(),
    }
