"""Running one SELECT of sql/ over the lake.

Belongs here: finding what a SELECT reads, running it over Parquet files, typing and checking its rows,
where each of its columns comes from. Does not belong here: what the SELECT says.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl
import sqlglot
from sqlglot import exp
from sqlglot.lineage import lineage

from pipelines.faults import StructuralFault
from pipelines.lake import Lake
from pipelines.tables import TABLES
from pipelines.validation import must_hold
from schemas.table import Table

# A sum of doubles depends on the order of its addends. One thread adds in the order of the rows; with more, who comes
# first decides, and the same lake gives other last digits every time. Marts are small: one thread is also the fastest.
THREADS = 1


def select_of(sql: Path, table: Table) -> str:
    return (sql / table.schema / f"{table.table}.sql").read_text(encoding="utf-8")


def tables_read(select: str) -> list[str]:
    """Names of the warehouse tables that a SELECT reads, in order."""
    found = {
        f"{table.db}.{table.name}" for table in sqlglot.parse_one(select, read="duckdb").find_all(exp.Table) if table.db
    }
    return sorted(found)


def conclude(sql: Path, table: Table, lake: Lake) -> pl.DataFrame:
    """The rows of a table that is a SELECT, in the declared columns and in the order of its grain.

    Raises StructuralFault where the SELECT gives other columns, or a row that breaks a rule.
    """
    select = select_of(sql, table)
    for name in tables_read(select):
        lake.require(name)
    return must_hold(table, run(table, select, lake))


def run(table: Table, select: str, lake: Lake) -> pl.DataFrame:
    """Tables in, table out: the SELECT over the lake's Parquet files, as a frame sorted by its grain."""
    with duckdb.connect(":memory:", config={"threads": THREADS}) as connection, TemporaryDirectory() as folder:
        for name in tables_read(select):
            connection.execute(f"create schema if not exists {name.split('.')[0]}")
            # A view cannot take a parameter; the path is ours, and quotes in it are doubled.
            path = str(lake.path(name)).replace("'", "''")
            connection.execute(f"create view {name} as select * from read_parquet('{path}')")
        result = Path(folder) / "result.parquet"
        connection.execute(f"copy ({select}) to '{result}' (format parquet)")
        rows = pl.read_parquet(result)
    missing = [name for name in table.types if name not in rows.columns]
    unknown = [name for name in rows.columns if name not in table.types]
    if missing or unknown:
        raise StructuralFault(
            f"sql/{table.schema}/{table.table}.sql: missing columns {missing or 'none'}, unknown "
            f"columns {unknown or 'none'}; schemas/ declares {list(table.types)}."
        )
    typed = rows.select(pl.col(name).cast(dtype) for name, dtype in table.types.items())
    return typed.sort(table.grain, nulls_last=True)


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
