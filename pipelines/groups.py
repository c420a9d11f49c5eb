"""Groups of municipalities that a person has named: those that ship, and those of this home.

Belongs here: reading and extending the two files. Does not belong here: members of collaborations (pipelines/cases),
who they have become since (sql/core/group_member.sql).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from pipelines.faults import UserError
from pipelines.gazetteer import Gazetteer, Municipality
from pipelines.review_file import read_lines, write_lines
from schemas.decision import GROUP_DEFINITION

COLUMNS = ("group_id", "name", "country_code", "municipality_code")
NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,60}")
UNIT = re.compile(r"(?P<country>[A-Z]{2})-(?P<number>\d+)")


def definitions(shipped: Path, own: Path, gazetteer: Gazetteer) -> pl.DataFrame:
    """Shape: reference.group_definition. A group of this home stands instead of a shipped one of the same name.

    Raises UserError naming file and line where a line is no member.
    """
    rows = {(row["group_id"], row["unit_id"]): row for row in _rows(own, gazetteer, is_shipped=False)}
    taken = {group_id for group_id, _ in rows}
    for row in _rows(shipped, gazetteer, is_shipped=True):
        if row["group_id"] not in taken:
            rows[row["group_id"], row["unit_id"]] = row
    return GROUP_DEFINITION.frame(list(rows.values()))


def members(group_id: str, shipped: Path, own: Path, gazetteer: Gazetteer, year: int) -> list[Municipality]:
    """The members of one group as they are on the year's first day, in the order of the file.

    Raises UserError where there is no such group, naming those there are.
    """
    listed = definitions(shipped, own, gazetteer)
    rows = listed.filter(pl.col("group_id") == group_id)
    if not rows.height:
        known = ", ".join(listed["group_id"].unique(maintain_order=True)) or "none"
        raise UserError(f"There is no group {group_id!r}. Groups: {known}. Name one with munibench group define.")
    at = datetime.date(year, 1, 1)
    return [
        gazetteer.resolve(
            gazetteer.today(row["municipality_code"], row["country_code"]).municipality_code, row["country_code"], at
        )
        for row in rows.iter_rows(named=True)
    ]


def define(
    path: Path, group_id: str, name: str, members: Sequence[str], country_code: str, gazetteer: Gazetteer
) -> list[str]:
    """Write a group with these members, numbers or names, instead of an earlier one; returns the members' names.

    A member of another country than `country_code` is written with its own, such as SE-0331.
    """
    if not NAME.fullmatch(group_id):
        raise UserError(f"{group_id!r} is no name of a group. Write small letters, digits and hyphens.")
    asked = [(UNIT.fullmatch(member), member) for member in members]
    places = [
        gazetteer.today(unit["number"], unit["country"]) if unit else gazetteer.today(member, country_code)
        for unit, member in asked
    ]
    found = {place.unit_id: place for place in places}
    if not found:
        raise UserError(f"The group {group_id} has no member. Name one or more, such as --members 3305,3310.")
    kept = [line for line in read_lines(path, COLUMNS) if line["group_id"] != group_id]
    added = [
        {
            "group_id": group_id,
            "name": name,
            "country_code": place.country_code,
            "municipality_code": place.municipality_code,
        }
        for place in found.values()
    ]
    write_lines(path, COLUMNS, [*kept, *added])
    return [place.name for place in found.values()]


def _rows(path: Path, gazetteer: Gazetteer, *, is_shipped: bool) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for number, line in enumerate(read_lines(path, COLUMNS), 2):
        try:
            place = gazetteer.today(line["municipality_code"], line["country_code"])
        except UserError as error:
            raise UserError(f"{path}, line {number}: {error}") from None
        rows.append({**line, "unit_id": place.unit_id, "is_shipped": is_shipped})
    return rows
