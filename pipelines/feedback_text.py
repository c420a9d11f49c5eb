"""The report of a check as a sender reads it: what to mend first, in the sender's own language.

Belongs here: order, gathering of cells that are told the same, lines of text. Does not belong here: finding faults
(pipelines/feedback), the words (schemas/feedback, schemas/messages), the terminal (assets/feedback).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from typing import Any

import polars as pl

from pipelines.feedback import Feedback, Jump
from schemas import feedback as words
from schemas.labels import LABELS
from schemas.messages import sentence
from schemas.survey import SHEETS

# Rules that say that another fault comes first: nothing is to be mended in the row itself.
HELD_BACK = ("headings_rejected", "submission_rejected")
CELL = re.compile(r"([A-Z]+)(\d+)")


def to_mend(said: Feedback) -> pl.DataFrame:
    """The faults that a person can mend, without those that only follow from them. Shape: quality.reject."""
    return said.faults.filter(~pl.col("rule").is_in(HELD_BACK))


def report(said: Feedback) -> Iterator[str]:
    """The lines of the report; those of one file are in its language, the rest in that of them all, or English."""
    for file in said.files:
        yield one_line(file.name)
        yield from (f"  {line}" for line in _file(said, file.name, said.languages[file.name]))
    languages = set(said.languages.values())
    language = languages.pop() if len(languages) == 1 else "en"
    missing = list(_missing(said.answers, language))
    yield from [f"{words.MISSING[language]}:", *(f"  {line}" for line in missing)] if missing else []
    yield from (_jump(jump, language) for jump in said.jumps)
    if said.faults.height:
        yield words.NOT_READY[language].format(n=to_mend(said).height)
    if said.held.height:
        yield words.NOT_CONFIRMED[language].format(n=_n_questions(said))
    if not said.left_out.height:
        yield words.READY[language]


def _n_questions(said: Feedback) -> int:
    """How many answers are waited for: one for a figure, however many cells it is of, and one for anything else."""
    figures = said.questions.filter(pl.col("status") == "waiting")
    others = said.held.filter(~pl.col("rule").is_in(figures["rule"].implode()))
    return figures["held_id"].n_unique() + others.height


def _file(said: Feedback, file: str, language: str) -> Iterator[str]:
    """Faults, what follows from them, notes, rows: each under its heading, left out where there is none."""
    faults = to_mend(said).filter(pl.col("file") == file)
    of_file = said.rejects.filter(pl.col("file") == file)
    parts = {
        words.FAULTS[language]: [
            f"{_where(fault)}: {_told(fault, language)}" for fault in faults.iter_rows(named=True)
        ],
        words.HELD_BACK[language]: _gathered(of_file.filter(pl.col("rule").is_in(HELD_BACK)), language),
        words.TO_CONFIRM[language]: _gathered(of_file.filter(pl.col("severity") == "held"), language),
        words.NOTES[language]: [
            *_gathered(of_file.filter(pl.col("severity") == "told"), language),
            *(
                f"{row['sheet']}: {words.KEPT_ASIDE[language].format(heading=repr(row['heading']), n=row['len'])}"
                for row in said.extra.filter(pl.col("file") == file).iter_rows(named=True)
            ),
        ],
        words.RECEIVED[language]: [
            f"{counts.sheet}: {words.COUNTED[language].format_map(asdict(counts))}"
            + (words.HELD_ROWS[language].format(n_held=counts.n_held) if counts.n_held else "")
            for counts in said.counts
            if counts.file == file
        ],
    }
    for heading, lines in parts.items():
        if lines:
            yield f"{heading}:"
            yield from (f"  {one_line(line)}" for line in lines)


def _where(fault: Mapping[str, Any]) -> str:
    place = fault["cell"] or f"{fault['row_number']}:{fault['column_name']}"
    return f"{fault['sheet']}!{place}" if fault["sheet"] else str(fault["column_name"])


def _told(fault: Mapping[str, Any], language: str) -> str:
    return sentence(fault["rule"], fault["value"], language)


def _gathered(rejects: pl.DataFrame, language: str) -> list[str]:
    """One line for all the cells, or rows, of a sheet that are told the same."""
    told: dict[tuple[Any, str], list[Mapping[str, Any]]] = {}
    for fault in rejects.iter_rows(named=True):
        told.setdefault((fault["sheet"], _told(fault, language)), []).append(fault)
    return [f"{sheet}{_places(faults, language)}: {message}" for (sheet, message), faults in told.items()]


def _places(faults: Iterable[Mapping[str, Any]], language: str) -> str:
    """`!B4-B18, C7`, and `, row 2-9` for those that name no cell."""
    cells: dict[str, set[int]] = {}
    for fault in faults:
        cell = CELL.fullmatch(fault["cell"] or "")
        if cell:
            cells.setdefault(cell[1], set()).add(int(cell[2]))
        elif fault["row_number"] is not None:
            cells.setdefault("", set()).add(fault["row_number"])
    rows = ", ".join(_spans("", cells.pop(""))) if "" in cells else None
    spans = ", ".join(span for column, numbers in cells.items() for span in _spans(column, numbers))
    return (f"!{spans}" if spans else "") + (f", {words.ROWS[language].format(rows=rows)}" if rows else "")


def _spans(column: str, rows: Iterable[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(sorted(rows)), lambda pair: pair[1] - pair[0]):
        row = [number for _, number in run]
        yield f"{column}{row[0]}" if len(row) == 1 else f"{column}{row[0]}-{column}{row[-1]}"


def _missing(answers: pl.DataFrame, language: str) -> Iterator[str]:
    """Per column that is not answered in every row it applies to: of how many rows, and why not."""
    filled = pl.col("n_answered") + pl.col("n_rejected") + pl.col("n_not_applicable")
    lacking = answers.filter(filled < pl.col("n_rows")).sort("unit_id", maintain_order=True)
    titles = {sheet.name: sheet for sheet in SHEETS}
    for row in lacking.iter_rows(named=True):
        sheet = titles[row["sheet_name"]]
        heading = next(field.headings[language] for field in sheet.fields if field.name == row["column"])
        reasons = ", ".join(
            f"{said[language]} {words.OF_ROWS[language].format(n=row[f'n_{kind}'], n_rows=row['n_rows'])}"
            for kind, said in words.MISSING_KIND.items()
            if row[f"n_{kind}"]
        )
        yield f"{row['unit_id']} {sheet.titles[language]}, {heading}: {reasons}"


def _jump(jump: Jump, language: str) -> str:
    named = {code: label[language] for part in ("cost_pool", "size") for code, label in LABELS[part].items()}
    what = words.TOTAL[jump.what][language].format(name=named[jump.part] if jump.part else "")
    return words.TENFOLD[language].format(
        municipality=jump.municipality,
        what=what,
        now=f"{jump.now:,.0f}".replace(",", " "),
        before=f"{jump.before:,.0f}".replace(",", " "),
        compared_with=words.COMPARED[jump.compared_with][language],
    )


def one_line(text: str) -> str:
    """Text of a stranger's for a terminal: no line breaks, no control or direction marks."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in " ".join(text.split()))
