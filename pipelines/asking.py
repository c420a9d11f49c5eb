"""Reading the released warehouse on behalf of a person.

Belongs here: running one read-only query and writing its rows out. Does not belong here: building.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TextIO

import duckdb

from pipelines.faults import UserError


def ask(warehouse: Path, sql: str, output: str, out: TextIO) -> None:
    """Write the rows of one statement as table, csv or json. Raises UserError on SQL that does not run."""
    with open_warehouse(warehouse) as connection:
        try:
            if len(duckdb.extract_statements(sql)) > 1:
                raise UserError("There is more than one statement; ask one at a time, none of them is run.")
            relation = connection.sql(sql)
        except duckdb.Error as error:
            raise UserError(f"The query does not run: {error}") from None
        if relation is None:
            raise UserError("The statement gives no rows; write a SELECT. The warehouse is open for reading only.")
        if output == "table":
            relation.show(max_width=200, max_rows=200)
            return
        columns, rows = relation.columns, relation.fetchall()
    if output == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([harmless(value) for value in row] for row in rows)
        return
    json.dump([dict(zip(columns, row, strict=True)) for row in rows], out, ensure_ascii=False, default=str, indent=1)
    out.write("\n")


def harmless(value: object) -> object:
    """The value; a text that a spreadsheet program would run gets an apostrophe, which such a program does not show."""
    runs = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if runs else value


def open_warehouse(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """The live file, read-only and without access to other files."""
    if not warehouse.exists():
        raise UserError(f"There is no warehouse at {warehouse}. Run munibench build first.")
    connection = duckdb.connect(warehouse, read_only=True)
    connection.execute("set enable_external_access = false")
    return connection
