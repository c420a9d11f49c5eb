"""How far a round has come: who has answered, what of it is rejected or waits, who is missing.

Belongs here: putting the released answers and rejects beside the members that were asked. Does not belong here: the
terminal (assets/status), why something is rejected (schemas/messages).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import polars as pl

from pipelines import submissions
from pipelines.faults import UserError
from pipelines.gazetteer import Gazetteer, Municipality
from pipelines.lake import Lake
from pipelines.workbook.pile import FILE, raw_name
from schemas.survey import ABOUT

ANSWERS = """
    select coalesce(entity.entity_id, response.unit_id) as entity_id, response.municipality_code as number,
           response.municipality_name as name, response.submission, response.source_file as file,
           response.answered_on, response.rejected_file
    from core.survey_response as response
    left join core.unit_entity as entity on response.unit_id = entity.unit_id
    where response.status = 'in_force' and response.survey_round = $survey_round
    order by response.country_code, response.municipality_code"""
FAULTS = """
    select file, sheet, cell, row_number, column_name, severity, coalesce(sentence, rule) as sentence
    from quality.reject
    where severity in ('rejected', 'held') and table_name in
          ('core.survey_response', 'core.budget_line', 'core.survey_size', 'core.application_usage')
          and rule not in ('submission_rejected', 'headings_rejected')
    order by file, severity desc, sheet, row_number, column_name, rule"""


@dataclass(frozen=True)
class Fault:
    """A cell, row or file that is rejected or held: where it is, and the sentence about it."""

    place: str
    severity: str
    sentence: str


@dataclass(frozen=True)
class Standing:
    """One municipality of a round. `state` is answered, kept (as accepted before), not_accepted or missing."""

    number: str
    name: str
    state: str
    answered_on: datetime.date | None = None
    file: str | None = None
    faults: Sequence[Fault] = ()

    def count(self, severity: str) -> int:
        """How many places are rejected, or held."""
        return len({fault.place for fault in self.faults if fault.severity == severity})


@dataclass(frozen=True)
class Status:
    """A round: its municipalities, and the files that are not accepted and do not say whose they are."""

    survey_round: str
    members: Sequence[Standing]
    nobodys: Mapping[str, Sequence[Fault]] = field(default_factory=dict)


def latest_round(connection: duckdb.DuckDBPyConnection) -> str:
    """The last round that somebody has answered. Raises UserError where nobody has answered any."""
    found = connection.sql(
        "select max(cast(survey_round as bigint)) from core.survey_response where status = 'in_force'"
    ).fetchone()
    if not found or found[0] is None:
        raise UserError("Nobody has answered a round yet. Say which one is meant: --round 2026.")
    return str(found[0])


def status(
    connection: duckdb.DuckDBPyConnection,
    lake: Lake,
    gazetteer: Gazetteer,
    survey_round: str,
    members: Sequence[Municipality] | None,
) -> Status:
    """How the round stands by the last release; without `members`, of all who have answered or tried to."""
    answers = _rows(connection, ANSWERS, survey_round=survey_round)
    faults = _rows(connection, FAULTS)
    claims = _claims(lake, gazetteer, survey_round)
    entities = dict(connection.sql("select unit_id, entity_id from core.unit_entity").fetchall())

    def entity_of(unit_id: str) -> str:
        return str(entities.get(unit_id, unit_id))  # a number that no table of units has is its own unit

    by_entity = {answer["entity_id"]: answer for answer in answers}
    tried: dict[str, str] = {}
    for unit_id, files in claims.items():
        for file in files:
            if _by_file(faults, file):
                tried.setdefault(entity_of(unit_id), file)
    if members is None:
        asked = [(answer["entity_id"], answer["number"], answer["name"]) for answer in answers]
        asked += [_named(entity, gazetteer) for entity in tried if entity not in by_entity]
    else:
        asked = [(entity_of(place.unit_id), place.municipality_code, place.name) for place in members]
    listed = []
    for entity, number, name in asked:
        if entity in by_entity:
            listed.append(_answered(by_entity[entity], number, name, faults, answers))
        elif entity in tried:
            listed.append(Standing(number, name, "not_accepted", None, tried[entity], _by_file(faults, tried[entity])))
        else:
            listed.append(Standing(number, name, "missing"))
    known = {answer[name] for answer in answers for name in ("file", "rejected_file")}
    known |= {file for files in claims.values() for file in files}
    others = dict.fromkeys(
        fault["file"] for fault in faults if fault["severity"] == "rejected" and fault["file"] not in known
    )
    return Status(survey_round, listed, {file: _by_file(faults, file) for file in others})


def _answered(
    answer: Mapping[str, Any],
    number: str,
    name: str,
    faults: Sequence[Mapping[str, Any]],
    answers: Sequence[Mapping[str, Any]],
) -> Standing:
    """An answer in force, with what its files have to mend; of kept bytes, also what lies in their place."""
    of_several = sum(1 for other in answers if other["file"] == answer["file"]) > 1
    found = [] if of_several else _by_file(faults, answer["file"], answer["submission"])
    if answer["rejected_file"] is None:
        return Standing(number, name, "answered", answer["answered_on"], answer["file"], found)
    there = _by_file(faults, answer["rejected_file"])
    return Standing(number, name, "kept", answer["answered_on"], answer["rejected_file"], [*there, *found])


def _by_file(faults: Sequence[Mapping[str, Any]], file: str, submission: str | None = None) -> list[Fault]:
    """The faults of a file, and of the tables beside it where a folder is one submission."""
    is_folder = submission is not None and file.startswith(f"{submission}/")
    return [
        Fault(_place(fault), fault["severity"], fault["sentence"])
        for fault in faults
        if fault["file"] == file or (is_folder and fault["file"].startswith(f"{submission}/"))
    ]


def _place(fault: Mapping[str, Any]) -> str:
    if not fault["sheet"]:
        return str(fault["column_name"])
    return f"{fault['sheet']}!{fault['cell'] or 'row ' + str(fault['row_number'])}"


def _claims(lake: Lake, gazetteer: Gazetteer, survey_round: str) -> dict[str, list[str]]:
    """unit_id -> files that say they are its answer of the round, accepted or not, by what the last build read."""
    about = raw_name(ABOUT)
    if not lake.path(about).exists():
        return {}
    said = submissions.claimed({name: lake.read(name) for name in (about, FILE)}, gazetteer)
    mine = said.filter(pl.col("unit_id").is_not_null() & (pl.col("survey_round") == survey_round))
    found: dict[str, list[str]] = {}
    for unit_id, file in mine.select("unit_id", "file").iter_rows():
        found.setdefault(unit_id, []).append(file)
    return found


def _named(unit_id: str, gazetteer: Gazetteer) -> tuple[str, str, str]:
    country, _, number = unit_id.partition("-")
    return unit_id, number, gazetteer.today(number, country).name


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, **values: str) -> list[dict[str, Any]]:
    found = connection.execute(sql, values) if values else connection.execute(sql)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
