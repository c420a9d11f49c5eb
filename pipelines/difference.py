"""What a release changes: every table held against the released file it is about to replace.

Belongs here: comparing rows by the grain of their table, listing what changed, counting where a list would be too
long. Does not belong here: writing the release (pipelines/release), whether it may happen (pipelines/gates).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipelines.lake import Lake
from pipelines.tables import FILLED
from pipelines.validation import must_hold
from schemas.quality import MADE_WITH_THE_RELEASE, RELEASE, RELEASE_DIFFERENCE
from schemas.table import Table

# Of one kind in one column of one table; beyond it the rows are counted in a single line.
LISTED_CHANGES = 500
# A larger table is not compared row by row: both of its row counts are given.
COMPARED_ROWS = 250_000
# Sums over the same rows in another order differ in the last bits; that is no change.
SAME_SHARE = 1e-12
Change = dict[str, Any]


def difference(warehouse: Path, lake: Lake, content_hash: str) -> pl.DataFrame:
    """Rows of quality.release_difference between the lake and the live file; empty where there is none yet.

    The same content again keeps what the live file says: its last change stays to be seen. A file that cannot be
    read is said in a row and stops nothing: the new release takes its place.
    """
    if not warehouse.exists():
        return RELEASE_DIFFERENCE.frame([])
    with duckdb.connect(":memory:") as connection:
        try:
            connection.execute(f"attach {_text(str(warehouse))} as previous (read_only)")
            (previous_hash,) = _row(connection, f"select content_hash from previous.{RELEASE.name}")
            types = _types(connection)
            if previous_hash == content_hash and types.get(RELEASE_DIFFERENCE.name) == _declared(RELEASE_DIFFERENCE):
                changes = _kept(connection)
            else:
                changes = [
                    change | {"previous_content_hash": previous_hash} for change in _all(connection, types, lake)
                ]
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            changes = [{"table_name": RELEASE.name, "kind": "not_readable", "before": reason}]
    rows = RELEASE_DIFFERENCE.frame(changes).sort(RELEASE_DIFFERENCE.grain)
    return must_hold(RELEASE_DIFFERENCE, rows)


def _all(connection: duckdb.DuckDBPyConnection, types: Mapping[str, Mapping[str, str]], lake: Lake) -> Iterator[Change]:
    for name, table in FILLED.items():
        connection.execute(f"create or replace view now as select * from read_parquet({_text(str(lake.path(name)))})")
        if name in types:
            for change in _table(connection, table, types[name]):
                yield {"table_name": name} | change
        else:
            (n_rows,) = _row(connection, "select count(*) from now")
            yield {"table_name": name, "kind": "table_added", "after": str(n_rows), "n_changes": n_rows}
    known = {*FILLED, *(table.name for table in MADE_WITH_THE_RELEASE)}
    for name in sorted(set(types) - known):
        (n_rows,) = _row(connection, f"select count(*) from previous.{name}")
        yield {"table_name": name, "kind": "table_removed", "before": str(n_rows), "n_changes": n_rows}


def _table(connection: duckdb.DuckDBPyConnection, table: Table, before: Mapping[str, str]) -> Iterator[Change]:
    """What changed in a table that both have, over the columns that both have with the same type."""
    after = _declared(table)
    gone = [name for name in before if after.get(name) != before[name]]
    come = [name for name in after if before.get(name) != after[name]]
    yield from ({"kind": "column_removed", "column": name, "before": before[name]} for name in gone)
    yield from ({"kind": "column_added", "column": name, "after": after[name]} for name in come)
    n_before, n_after = _row(
        connection, f"select (select count(*) from previous.{table.name}), (select count(*) from now)"
    )
    counts = {"before": str(n_before), "after": str(n_after)}
    if max(n_before, n_after) > COMPARED_ROWS:
        yield {"kind": "not_compared"} | counts
        return
    shared = [name for name in after if before.get(name) == after[name]]
    columns = ", ".join(_name(name) for name in shared)
    for side, rows, others in (("came", "now", f"previous.{table.name}"), ("went", f"previous.{table.name}", "now")):
        connection.execute(
            f"create or replace temp table {side} as select {columns} from {rows} except select {columns} from {others}"
        )
    if not set(table.grain) <= set(shared) or not _is_key(connection, table):
        yield {"kind": "key_changed"} | counts
        return
    yield from _rows(connection, table, shared)


def _rows(connection: duckdb.DuckDBPyConnection, table: Table, shared: list[str]) -> Iterator[Change]:
    """Rows that came, rows that went, and single values of rows that stayed."""
    same = " and ".join(f"came.{_name(name)} is not distinct from went.{_name(name)}" for name in table.grain)
    for kind, side, other in (("added", "came", "went"), ("removed", "went", "came")):
        alone = f"{side} where not exists (select 1 from {other} where {same})"
        (n_alone,) = _row(connection, f"select count(*) from {alone}")
        yield from _listed(connection, {"kind": kind}, n_alone, f"select {_key(table, side)}, null, null from {alone}")
    values = [name for name in shared if name not in table.grain]
    if not values:
        return
    pairs = ", ".join(
        f"went.{_name(name)} as before_{place}, came.{_name(name)} as after_{place}"
        for place, name in enumerate(values)
    )
    connection.execute(
        f"create or replace temp table stayed as select {_key(table, 'came')} as key, {pairs} "
        f"from came inner join went on {same}"
    )
    differs = [_differs(table, name, place) for place, name in enumerate(values)]
    counts = _row(connection, f"select {', '.join(f'count(*) filter ({one})' for one in differs)} from stayed")
    for place, name in enumerate(values):
        found = f"""select key, cast(before_{place} as varchar), cast(after_{place} as varchar)
                    from stayed where {differs[place]}"""
        yield from _listed(connection, {"kind": "changed", "column": name}, counts[place], found)


def _differs(table: Table, column: str, place: int) -> str:
    before, after = f"before_{place}", f"after_{place}"
    differs = f"{before} is distinct from {after}"
    if table.types[column] == pl.Float64():
        differs += (
            f" and coalesce(abs({before} - {after}) > {SAME_SHARE} * greatest(abs({before}), abs({after})), true)"
        )
    return differs


def _listed(connection: duckdb.DuckDBPyConnection, change: Change, n_found: int, found: str) -> Iterator[Change]:
    """Each row found as a change of its own, or one that counts them all."""
    if n_found > LISTED_CHANGES:
        yield change | {"n_changes": n_found}
    elif n_found > 0:
        for key, before, after in connection.execute(found).fetchall():
            yield change | {"key": key, "before": before, "after": after, "n_changes": 1}


def _is_key(connection: duckdb.DuckDBPyConnection, table: Table) -> bool:
    """Whether the grain tells the earlier rows apart as well: another version may have had another grain."""
    grain = ", ".join(_name(name) for name in table.grain)
    (twice,) = _row(connection, f"select count(*) from (select {grain} from went group by {grain} having count(*) > 1)")
    return bool(twice == 0)


def _key(table: Table, side: str) -> str:
    fields = ", ".join(f"{_name(name)} := {side}.{_name(name)}" for name in table.grain)
    return f"cast(to_json(struct_pack({fields})) as varchar)"


def _kept(connection: duckdb.DuckDBPyConnection) -> list[Change]:
    found = connection.execute(f"select * from previous.{RELEASE_DIFFERENCE.name}")
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _types(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Table -> column -> type of the earlier release."""
    types: dict[str, dict[str, str]] = {}
    for schema, table, column, kind in connection.execute(
        """select schema_name, table_name, column_name, data_type from duckdb_columns()
           where database_name = 'previous' and not internal order by table_oid, column_index"""
    ).fetchall():
        types.setdefault(f"{schema}.{table}", {})[column] = kind
    return types


def _declared(table: Table) -> dict[str, str]:
    return {column.name: table.duckdb_type(column) for column in table.columns}


def _row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    row = connection.execute(query).fetchone()
    if row is None:
        raise duckdb.InvalidInputException(f"no row: {query}")
    return row


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
