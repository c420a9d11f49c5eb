"""What municipalities have become: every old number followed through mergers, splits and renumberings.

Belongs here: following reference.municipality_change to today. Does not belong here: adding figures up,
which the SQL does over the table made here.
"""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

import polars as pl

from pipelines.faults import StructuralFault
from schemas.reference import MUNICIPALITY_DESCENT, MUNICIPALITY_SUCCESSOR

Place = dict[str, Any]  # a row of reference.municipality
Places = dict[str, list[Place]]  # unit_id -> its rows
Steps = dict[tuple[str, datetime.date], list[str]]  # unit_id and day of the change -> what it became


def successors(municipalities: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Shape: one row per municipality there has been and per municipality of today it went into.

    Numbers and days decide, not names: registers spell names differently. Raises StructuralFault where a
    municipality has ended and no change says what it became.
    """
    places, steps = _places(municipalities), _steps(changes)
    rows: list[dict[str, object]] = []
    for place in municipalities.iter_rows(named=True):
        ends = sorted(_ends(place, places, steps))
        rows.extend(
            {"unit_id": place["unit_id"], "name": place["name"], "current_unit_id": end, "is_split": len(ends) > 1}
            for end in ends
        )
    return MUNICIPALITY_SUCCESSOR.frame(rows).unique(maintain_order=True)


def descents(municipalities: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Shape: one row per municipality and later one that held the whole or a part of it. Renumbering is a step too.

    A number given twice is its latest holder's where it is said to be the same. Raises StructuralFault as
    `successors` does.
    """
    places, steps = _places(municipalities), _steps(changes)
    newest = {unit_id: max(place["valid_from"] for place in held) for unit_id, held in places.items()}
    begun_by = Counter(
        _key(later)
        for place in municipalities.iter_rows(named=True)
        for later in _distinct(_nexts(place, places, steps))
        if _is_new(place, later)
    )
    found: dict[tuple[str, str], dict[str, object]] = {}
    for place in municipalities.iter_rows(named=True):
        waiting = [(place, True)]
        while waiting:
            earlier, is_same = waiting.pop()
            nexts = _distinct(_nexts(earlier, places, steps))
            for later in nexts:
                is_new = _is_new(earlier, later)
                stays_same = is_same and is_new and len(nexts) == 1 and begun_by[_key(later)] == 1
                waiting.append((later, stays_same))
                pair = (place["unit_id"], later["unit_id"])
                if pair[0] == pair[1]:
                    continue
                row = {"unit_id": pair[0], "later_unit_id": pair[1], "since_year": earlier["valid_to"].year}
                found.setdefault(pair, row | {"is_new": is_new, "is_same": False})
                if (place["valid_from"], later["valid_from"]) == (newest[pair[0]], newest[pair[1]]):
                    found[pair]["is_same"] = stays_same
    return MUNICIPALITY_DESCENT.frame(list(found.values()))


def _key(place: Place) -> tuple[str, datetime.date]:
    return place["unit_id"], place["valid_from"]


def _distinct(places: list[Place]) -> list[Place]:
    """Registers may tell one step twice, in two spellings of a name."""
    return list({_key(place): place for place in places}.values())


def _is_new(earlier: Place, later: Place) -> bool:
    return bool(later["valid_from"] >= earlier["valid_to"])


def _places(municipalities: pl.DataFrame) -> Places:
    places: Places = {}
    for place in municipalities.iter_rows(named=True):
        places.setdefault(place["unit_id"], []).append(place)
    return places


def _steps(changes: pl.DataFrame) -> Steps:
    steps: Steps = {}
    for change in changes.iter_rows(named=True):
        steps.setdefault((f"NO-{change['old_code']}", change["changed_on"]), []).append(f"NO-{change['new_code']}")
    return steps


def _nexts(place: Place, places: Places, steps: Steps) -> list[Place]:
    """What a municipality became on the day it ended; nothing where it lives on."""
    ended = place["valid_to"]
    if ended is None:
        return []
    nexts = [
        after
        for unit_id in steps.get((place["unit_id"], ended), [])
        for after in places.get(unit_id, [])
        if after["valid_from"] <= ended and (after["valid_to"] is None or after["valid_to"] > ended)
    ]
    if not nexts:
        raise StructuralFault(
            f"{place['unit_id']} {place['name']} ended on {ended}, and no change of that day says what it became. "
            "Add the change to municipality_changes_no.csv."
        )
    return nexts


def _ends(place: Place, places: Places, steps: Steps) -> set[str]:
    """Every step goes forward in time, so this ends."""
    if place["valid_to"] is None:
        return {place["unit_id"]}
    return {end for after in _nexts(place, places, steps) for end in _ends(after, places, steps)}
