"""The command `munibench check`: what to mend before a workbook is sent.

Belongs here: the report in the terminal and as JSON, its exit code. Does not belong here: the rules
(pipelines/feedback).
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from pipelines.faults import UserError
from pipelines.settings import Home, Shipped
from schemas.messages import sentence

FAULTS_FOUND = 6


def check(
    files: Annotated[list[Path], typer.Argument(help="Workbooks, tables, zips or folders of them.")],
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
    annotate: Annotated[
        Path | None, typer.Option(help="Write a copy of the one file with each faulty cell coloured and explained.")
    ] = None,
) -> None:
    """Check workbooks by the rules of the build, before they are sent. Exit code 6 where something is to be mended."""
    from pipelines import feedback

    for path in files:
        if not path.exists():
            raise UserError(f"{path} does not exist. Give the name of a file or folder.")
    home = Home()
    said = feedback.check(files, feedback.shipped(Shipped().data, home.review), home.warehouse)
    if not said.files:
        raise UserError("There is no file to check. Give a workbook, a table, a zip or a folder of them.")
    if annotate is not None:
        _annotate(said, files, annotate)
    if as_json:
        json.dump(_document(said), sys.stdout, ensure_ascii=False, indent=1, default=str)
        sys.stdout.write("\n")
    else:
        _print(Console(highlight=False, soft_wrap=True, markup=False), said)
    if said.faults.height:
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
        annotate(received, said.faults, said.languages[received.name], out)
    except Refusal as refusal:
        raise UserError(f"{received.name} cannot be copied with notes: {refusal}.") from None


def _document(said: Any) -> dict[str, Any]:
    faults = [
        {
            **{
                name: fault[name]
                for name in ("file", "sheet", "cell", "row_number", "column", "rule", "value", "severity")
            },
            "message": sentence(fault["rule"], fault["value"], said.languages[fault["file"]]),
        }
        for fault in said.rejects.iter_rows(named=True)
    ]
    return {
        "files": [file.name for file in said.files],
        "is_ready": not said.faults.height,
        "sheets": [dataclasses.asdict(counts) for counts in said.counts],
        "faults": [fault for fault in faults if fault["severity"] == "error"],
        "notes": [fault for fault in faults if fault["severity"] == "info"],
        "missing": said.answers.to_dicts(),
        "columns_kept_aside": said.extra.rename({"len": "n_cells"}).to_dicts(),
        "tenfold": [dataclasses.asdict(jump) for jump in said.jumps],
        "submissions": said.response.select("submission", "unit_id", "survey_round", "status").to_dicts(),
    }


def _print(console: Console, said: Any) -> None:
    for file in said.files:
        console.print(file.name)
        for fault in said.rejects.filter(said.rejects["file"] == file.name).iter_rows(named=True):
            place = fault["cell"] or f"{fault['row_number']}:{fault['column']}"
            where = f"{fault['sheet']}!{place}" if fault["sheet"] else fault["column"]
            mark = "" if fault["severity"] == "error" else "(note) "
            message = sentence(fault["rule"], fault["value"], said.languages[file.name])
            console.print(f"  {mark}{_one_line(where)}: {_one_line(message)}")
        for counts in (counts for counts in said.counts if counts.file == file.name):
            console.print(
                f"  {counts.sheet}: {counts.n_read} rows read, {counts.n_kept} accepted, {counts.n_rejected} rejected, "
                f"{counts.n_unanswered} not answered, {counts.n_superseded} superseded"
            )
        for row in said.extra.filter(said.extra["file"] == file.name).iter_rows(named=True):
            console.print(f"  (note) {row['sheet']}: column {row['heading']!r} kept aside, {row['len']} cells")
    for row in said.answers.filter(said.answers["n_answered"] < said.answers["n_rows"]).iter_rows(named=True):
        reasons = ", ".join(
            f"{row[f'n_{kind}']} {kind.replace('_', ' ')}"
            for kind in ("not_asked", "not_answered", "not_applicable", "unknown")
            if row[f"n_{kind}"]
        )
        console.print(f"  {row['unit_id']} {row['sheet_name']}.{row['column']}: {row['n_rows']} rows, {reasons}")
    for jump in said.jumps:
        console.print(
            f"  tenfold? {jump.municipality}, {jump.what}: {jump.now:,.0f} against {jump.before:,.0f} "
            f"({jump.compared_with})"
        )
    n_faults = said.faults.height
    console.print("Ready to send." if not n_faults else f"{n_faults} things to mend before sending.")


def _one_line(text: str) -> str:
    """Text of a stranger's for a terminal: no line breaks, no control or direction marks."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in " ".join(text.split()))
