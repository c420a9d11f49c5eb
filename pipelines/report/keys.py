"""Who pays what under each cost-sharing key: one table per class of costs, a member a row, a key a column.

Belongs here: turning the rows of mart.cost_sharing_key. Does not belong here: the shares, which are the mart's.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.report.views import Block, Cell, Row, Table, slug
from pipelines.report.words import Words

KEYS = ("equal", "inhabitants", "users", "third_equal_two_thirds_inhabitants")


def blocks(words: Words, rows: Sequence[Row]) -> list[Block]:
    """A table for each scope class; a cell says what is paid, and below it the change from today. Where a member has
    not answered there is nothing to share out, and that is said instead."""
    found = []
    for scope in dict.fromkeys(row["scope_class"] for row in rows):
        some = [row for row in rows if row["scope_class"] == scope]
        heading = words.code(scope)
        if all(row["pays_nok"] is None for row in some):
            said = words("keys_incomplete", k=some[0]["n_with_cost"], n=some[0]["n_members"])
            found.append(Block(text=said, heading=heading))
        else:
            found.append(Block(table=_table(words, some, heading), heading=heading))
    return found


def _table(words: Words, rows: Sequence[Row], heading: str) -> Table:
    by_member: dict[str, dict[str, Row]] = {}
    for row in rows:
        by_member.setdefault(str(row["unit_id"]), {})[row["cost_key"]] = row
    used = [key for key in KEYS if any(row["cost_key"] == key and row["pays_nok"] is not None for row in rows)]
    lines = [
        [
            Cell(f"{of_member[0]['municipality_name']} ({of_member[0]['year']})"),
            _amount(words, of_member[0]["own_cost_nok"]),
            *(_paid(words, keys[key]) if key in keys else Cell(words.number(None)) for key in used),
        ]
        for keys in by_member.values()
        for of_member in [list(keys.values())]
    ]
    measures = dict.fromkeys(words.code(row["measure"]) for row in rows if row.get("measure"))
    return Table(
        key=f"keys-{slug(heading)}",
        caption=f"{words('keys')}: {', '.join((heading, *measures))}, NOK",
        headings=[words.heading("municipality_name"), words.heading("own_cost_nok"), *map(words.code, used)],
        rows=lines,
        n_rows=len(lines),
    )


def _amount(words: Words, value: float | None) -> Cell:
    return Cell(words.number(value), value, None, "number")


def _paid(words: Words, row: Row) -> Cell:
    difference = row["difference_nok"]
    sign = "+" if difference is not None and difference > 0 else ""
    return Cell(words.number(row["pays_nok"]), row["pays_nok"], None, "number", (f"{sign}{words.number(difference)}",))
