"""What weakens a figure and is said where it stands: a carried price, a size of another year, a sum that is a least.

Belongs here: which columns of an observation say so, as short notes that lead to their explanation. Does not belong
here: the explanations (words), where a figure stands (decision, cost_section).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipelines.report.units import units
from pipelines.report.views import Note, Row
from pipelines.report.words import Words

# flag -> whether an observation has it. A release that does not say leaves a flag unset.
FLAGS: dict[str, Callable[[Row], bool]] = {
    "carried": lambda row: bool(row.get("is_price_carried")),
    "rate_carried": lambda row: bool(row.get("is_rate_carried")),
    "other_year": lambda row: bool(row.get("size_years_away")),
    "lower_bound": lambda row: bool(row.get("pools_without_amount")),
    "tax_unknown": lambda row: bool(row.get("is_vat_unknown")),
    "second_hand": lambda row: bool(row.get("is_second_hand")),
}


def of_one(words: Words, row: Row) -> str:
    """The flags of one observation with their particulars, in words; empty where it has none."""
    said = [words.flag(flag) + _particulars(words, flag, row) for flag, is_set in FLAGS.items() if is_set(row)]
    return "; ".join(said)


def of_several(words: Words, rows: Sequence[Row]) -> tuple[Note, ...]:
    """Notes on a figure that rests on several observations: each flag, and for how many of the units."""
    n_units = len(units(rows))
    found = []
    for flag, is_set in FLAGS.items():
        flagged = [row for row in rows if is_set(row)]
        if flagged:
            counted = words("of_units", k=len(units(flagged)), n=n_units)
            found.append(Note(f"{words.flag(flag)}: {counted}{_pools(words, flag, flagged)}", flag))
    return tuple(found)


def used(rows: Sequence[Row]) -> list[str]:
    """Flags that any of the rows has, in the order in which they are explained."""
    return [flag for flag, is_set in FLAGS.items() if any(map(is_set, rows))]


def _particulars(words: Words, flag: str, row: Row) -> str:
    if flag == "other_year":
        return f" ({row['size_year']})"
    return _pools(words, flag, [row])


def _pools(words: Words, flag: str, rows: Sequence[Row]) -> str:
    """Which pools are missing from a sum, once each."""
    if flag != "lower_bound":
        return ""
    pools = dict.fromkeys(pool for row in rows for pool in str(row["pools_without_amount"]).split("|"))
    return f" ({', '.join(map(words.code, pools))})"
