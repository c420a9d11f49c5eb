"""What municipalities have become: every old number followed through mergers, splits and renumberings.

Belongs here: following reference.municipality_change to today. Does not belong here: adding figures up,
which the SQL does over the table made here.
"""

from __future__ import annotations

import polars as pl

from schemas.reference import MUNICIPALITY_SUCCESSOR

State = tuple[str, str]  # number and name: a number alone can be two municipalities


def successors(municipalities: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Shape: one row per municipality there has been and per municipality of today it went into."""
    steps: dict[State, list[State]] = {}
    for row in changes.sort("changed_on").iter_rows(named=True):
        old, new = (row["old_code"], row["old_name"]), (row["new_code"], row["new_name"])
        if old != new:
            steps.setdefault(old, []).append(new)
    rows = []
    for row in municipalities.select("country_code", "unit_id", "municipality_code", "name").unique(
            maintain_order=True).iter_rows(named=True):
        state = (row["municipality_code"], row["name"])
        ends = sorted(_ends(state, steps) if row["country_code"] == "NO" else {state})
        rows.extend({"unit_id": row["unit_id"], "name": row["name"], "is_split": len(ends) > 1,
                     "current_unit_id": f"{row['country_code']}-{code}"} for code, _ in ends)
    return MUNICIPALITY_SUCCESSOR.frame(rows).unique(maintain_order=True)


def _ends(state: State, steps: dict[State, list[State]]) -> set[State]:
    """Where a state ends up; a state that is its own successor again (a number reused) is left after one round."""
    open_states, seen, ends = [state], set(), set()
    while open_states:
        at = open_states.pop()
        if at in seen:
            continue
        seen.add(at)
        if at in steps:
            open_states.extend(steps[at])
        else:
            ends.add(at)
    return ends
