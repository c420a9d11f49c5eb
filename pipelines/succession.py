"""What municipalities have become: every old number followed through mergers, splits and renumberings.

Belongs here: following reference.municipality_change to today. Does not belong here: adding figures up,
which the SQL does over the table made here.
"""

from __future__ import annotations

import datetime
from typing import Any

import polars as pl

from pipelines.faults import StructuralFault
from schemas.reference import MUNICIPALITY_SUCCESSOR

Place = dict[str, Any]  # a row of reference.municipality


def successors(municipalities: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Shape: one row per municipality there has been and per municipality of today it went into.

    Numbers and days decide, not names: registers spell names differently. Raises StructuralFault where a
    municipality has ended and no change says what it became.
    """
    places: dict[str, list[Place]] = {}
    for place in municipalities.iter_rows(named=True):
        places.setdefault(place["unit_id"], []).append(place)
    steps: dict[tuple[str, datetime.date], list[str]] = {}
    for change in changes.iter_rows(named=True):
        steps.setdefault((f"NO-{change['old_code']}", change["changed_on"]), []).append(f"NO-{change['new_code']}")
    rows: list[dict[str, object]] = []
    for place in municipalities.iter_rows(named=True):
        ends = sorted(_ends(place, places, steps))
        rows.extend(
            {"unit_id": place["unit_id"], "name": place["name"], "current_unit_id": end, "is_split": len(ends) > 1}
            for end in ends
        )
    return MUNICIPALITY_SUCCESSOR.frame(rows).unique(maintain_order=True)


def _ends(place: Place, places: dict[str, list[Place]], steps: dict[tuple[str, datetime.date], list[str]]) -> set[str]:
    """Every step goes forward in time, so this ends."""
    ended = place["valid_to"]
    if ended is None:
        return {place["unit_id"]}
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
    return {end for after in nexts for end in _ends(after, places, steps)}
