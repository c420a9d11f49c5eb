"""What must be true before anything is published: schemas, keys, references, audits, row counts.

Belongs here: finding the guilty rows and naming them. Does not belong here: writing the release.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from pipelines.faults import UserError
from pipelines.lake import Lake
from pipelines.marts import tables_read
from pipelines.tables import FILLED
from pipelines.validation import must_hold
from schemas.table import Table

SHOWN_ROWS = 3
WRITTEN = "sql/audits/"


@dataclass(frozen=True)
class Finding:
    """A gate that is closed: the table or audit, and what was found."""

    gate: str
    reason: str


def findings(lake: Lake, sql: Path, *, is_example_home: bool = False) -> list[Finding]:
    """Every closed gate, all of them checked. Empty where the lake may be published."""
    found = [
        finding
        for table in FILLED.values()
        for finding in _table_findings(table, lake, table.least_rows(is_example_home=is_example_home))
    ]
    if found:
        return found  # audits over tables that are not there or not right say nothing
    with lake_connection(lake) as connection:
        for name, query in audits(sql).items():
            found_by = guilty_rows if name.startswith(WRITTEN) else duckdb.DuckDBPyConnection.execute
            guilty = found_by(connection, query).fetchmany(SHOWN_ROWS)
            if guilty:
                columns = [column[0] for column in connection.description or []]
                shown = "; ".join(
                    ", ".join(f"{key}={value}" for key, value in zip(columns, row, strict=True)) for row in guilty
                )
                found.append(Finding(name, f"rows that must not be: {shown}"))
    return found


def audits(sql: Path) -> dict[str, str]:
    """Name -> query that must return no rows: derived ones for keys and references, then sql/audits."""
    derived: dict[str, str] = {}
    for table in FILLED.values():
        key = ", ".join(f'"{name}"' for name in table.grain)
        derived[f"{table.name} is unique by its grain"] = (
            f"select {key}, count(*) as n from {table.name} group by {key} having count(*) > 1"
        )
        for column in table.columns:
            if column.references:
                target, _, target_column = column.references.rpartition(".")
                derived[f"{table.name}.{column.name} exists in {target}"] = (
                    f'select distinct "{column.name}" from {table.name} where "{column.name}" is not null '
                    f'and "{column.name}" not in (select "{target_column}" from {target})'
                )
    written = {
        f"{WRITTEN}{path.name}": path.read_text(encoding="utf-8") for path in sorted((sql / "audits").glob("*.sql"))
    }
    return derived | written


def guilty_rows(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyConnection:
    """What an audit finds, ready to be fetched.

    An audit that counts or joins the rows of computed tables says nothing of the program where a row of one of them was
    left out for its own fault: the counts cannot agree, and quality.reject has the reason.
    """
    if sqlglot.parse_one(query, read="duckdb").find(exp.Join, exp.Group):
        left_out = connection.execute(
            """select 1 from quality.reject
            where severity = 'rejected' and file like 'sql/%' and table_name in (select unnest(?)) limit 1""",
            [tables_read(query)],
        )
        if left_out.fetchone():
            return connection.execute(f"select * from ({query}) where false")
    return connection.execute(query)


def lake_connection(lake: Lake) -> duckdb.DuckDBPyConnection:
    """An in-memory database with a view over every table of the lake."""
    connection = duckdb.connect(":memory:")
    for name in FILLED:
        path = str(lake.path(name)).replace("'", "''")
        connection.execute(f"create schema if not exists {name.split('.')[0]}")
        connection.execute(f"create view {name} as select * from read_parquet('{path}')")
    return connection


def _table_findings(table: Table, lake: Lake, least_rows: int) -> list[Finding]:
    try:
        frame = must_hold(table, lake.read(table.name))
    except UserError as error:
        return [Finding(table.name, str(error))]
    if frame.height < least_rows:
        return [Finding(table.name, f"{frame.height} rows, at least {least_rows} are expected")]
    return []
