"""Running one SELECT of sql/ over the lake.

Belongs here: finding what a SELECT reads, running it over Parquet files, where each of its columns comes from. Does not
belong here: what the SELECT says, which of its rows may be released (pipelines/computed).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl
import sqlglot
from sqlglot import exp
from sqlglot.lineage import lineage

from pipelines.computed import not_computable, settle
from pipelines.lake import Lake
from pipelines.tables import TABLES
from pipelines.validation import Validated
from schemas.table import Table

# A sum of doubles depends on the order of its addends. One thread adds in the order of the rows; with more, who comes
# first decides, and the same lake gives other last digits every time. Marts are small: one thread is also the fastest.
THREADS = 1
# A value that a function cannot take or a type cannot hold is no fault of the SELECT.
OF_THE_DATA = (duckdb.OutOfRangeException, duckdb.ConversionException)


def select_of(sql: Path, table: Table) -> str:
    return (sql / table.schema / f"{table.table}.sql").read_text(encoding="utf-8")


def tables_read(select: str) -> list[str]:
    """Names of the warehouse tables that a SELECT reads, in order."""
    found = {
        f"{table.db}.{table.name}" for table in sqlglot.parse_one(select, read="duckdb").find_all(exp.Table) if table.db
    }
    return sorted(found)


def conclude(sql: Path, table: Table, lake: Lake, known: Mapping[str, pl.Series] | None = None) -> Validated:
    """The rows of a table that is a SELECT, in the order of its grain; rejected is what cannot be released.

    `known` is column -> the values it may refer to. Raises StructuralFault where the SELECT gives other columns.
    """
    select = select_of(sql, table)
    for name in tables_read(select):
        lake.require(name)
    try:
        rows = run(select, lake)
    except OF_THE_DATA as error:
        return not_computable(table, str(error).splitlines()[0])
    return settle(table, rows, known or {})


def run(select: str, lake: Lake) -> pl.DataFrame:
    """Tables in, table out: the SELECT over the lake's Parquet files, with the columns and types that it gives."""
    with duckdb.connect(":memory:", config={"threads": THREADS}) as connection, TemporaryDirectory() as folder:
        for name in tables_read(select):
            connection.execute(f"create schema if not exists {name.split('.')[0]}")
            # A view cannot take a parameter; the path is ours, and quotes in it are doubled.
            path = str(lake.path(name)).replace("'", "''")
            connection.execute(f"create view {name} as select * from read_parquet('{path}')")
        result = Path(folder) / "result.parquet"
        connection.execute(f"copy ({select}) to '{result}' (format parquet)")
        return pl.read_parquet(result)


def column_lineage(select: str, table: Table) -> dict[str, list[tuple[str, str]]]:
    """Column of the table -> (table, column) pairs it is computed from."""
    schema: dict[str, dict[str, dict[str, str]]] = {}
    for name in tables_read(select):
        source = TABLES[name]
        columns = {column.name: source.duckdb_type(column) for column in source.columns}
        schema.setdefault(source.schema, {})[source.table] = columns
    roots = lineage(None, select, schema=schema, dialect="duckdb", trim_selects=False)
    return {
        name: sorted(
            {
                (f"{node.expression.db}.{node.expression.name}", node.name.split(".")[-1].strip('"'))
                for node in roots[name].walk()
                if isinstance(node.expression, exp.Table)
            }
        )
        for name in table.types
    }
