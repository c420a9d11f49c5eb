"""An export: every mart of a release as CSV and Parquet, with what describes them, in one new folder.

Belongs here: reading the released file, writing the tables, putting the whole folder in place at once. Does not
belong here: what the descriptions say (package, dcat, citation).
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.asking import harmless
from pipelines.export.citation import citation
from pipelines.export.dcat import Publication, description
from pipelines.export.package import LICENCES, MADE_UP, REAL, Written, descriptor
from pipelines.faults import UserError
from pipelines.tables import TABLES
from schemas.table import Table

ALSO = ("reference.origin", "reference.convention", "quality.release")
EXPORTED = tuple(table for name, table in TABLES.items() if name.startswith("mart.") or name in ALSO)
ROWS_AT_A_TIME = 10_000


@dataclass(frozen=True)
class Export:
    """What was written: the folder, its tables, their rows, the release's digest."""

    folder: Path
    n_tables: int
    n_rows: int
    content_hash: str


def export(warehouse: Path, out: Path, publication: Publication) -> Export:
    """Write a folder that is not there yet; all of it, or nothing.

    Raises UserError where the folder is there, where there is no release or an older program's, or where the licence
    is none an export may have.
    """
    if not warehouse.exists():
        raise UserError(f"There is no warehouse at {warehouse}. Run munibench build first.")
    if out.exists() or out.is_symlink():
        raise UserError(f"{out} is there already. Name a new folder, or move the old one away.")
    if publication.licence not in LICENCES:
        raise UserError(f"The licence {publication.licence} is not one of {', '.join(LICENCES)}.")
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.parent / f".unfinished-{os.getpid()}-{out.name}"
    # A release has no clock in it, so that equal content is equal; its day is that of the file.
    day = f"{datetime.datetime.fromtimestamp(warehouse.stat().st_mtime, datetime.UTC):%Y-%m-%d}"
    try:
        unfinished.mkdir()
        done = _fill(unfinished, warehouse, publication, day)
        unfinished.rename(out)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return Export(out, *done)


def _fill(folder: Path, warehouse: Path, publication: Publication, day: str) -> tuple[int, int, str]:
    """Tables, rows, digest of the release."""
    with _opened(warehouse) as connection:
        _refuse_other_columns(connection)
        files = [file for table in EXPORTED for file in _write(connection, table, folder)]
        origins = _rows(connection, "reference.origin")
        content_hash = str(_rows(connection, "quality.release")[0]["content_hash"])
    said = MADE_UP if any(origin["kind"] == "example" for origin in origins) else REAL
    _write_json(folder / "datapackage.json", descriptor(files, origins, publication.licence, content_hash, day, said))
    _write_json(folder / "dcat.jsonld", description(files, publication, content_hash, day, said))
    words = citation(content_hash, day, publication.publisher, publication.licence, said)
    (folder / "CITATION.cff").write_text(words, encoding="utf-8")
    return len(EXPORTED), sum(file.n_rows for file in files if file.is_csv), content_hash


@contextmanager
def _opened(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads the release and may write files: the release itself is attached for reading only."""
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"attach {_quoted(str(warehouse))} as warehouse (read_only)")
        connection.execute("use warehouse")
        yield connection


def _refuse_other_columns(connection: duckdb.DuckDBPyConnection) -> None:
    """A description is derived from the program's schemas, so the release must have the same ones."""
    found: dict[str, list[str]] = {}
    for schema, table, column in connection.execute(
        "select schema_name, table_name, column_name from duckdb_columns() "
        "where database_name = 'warehouse' order by schema_name, table_name, column_index"
    ).fetchall():
        found.setdefault(f"{schema}.{table}", []).append(column)
    other = [table.name for table in EXPORTED if found.get(table.name) != list(table.types)]
    if other:
        raise UserError(
            f"The release was made by another version of the program: {', '.join(other)} has other columns. "
            "Run munibench build first."
        )


def _write(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path) -> Iterator[Written]:
    order = ", ".join(f'"{name}"' for name in table.grain)
    select = f"select * from {table.name} order by {order}"
    comma_separated = folder / f"{table.name}.csv"
    n_rows = _write_csv(connection.execute(select), table, comma_separated)
    yield _written(comma_separated, table, n_rows)
    parquet = folder / f"{table.name}.parquet"
    connection.execute(f"copy ({select}) to {_quoted(str(parquet))} (format parquet, compression zstd)")
    yield _written(parquet, table, n_rows)


def _write_csv(rows: duckdb.DuckDBPyConnection, table: Table, path: Path) -> int:
    """A text that a spreadsheet would run is made harmless, as in `munibench query`; an empty cell is not known."""
    n_rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.types)
        while part := rows.fetchmany(ROWS_AT_A_TIME):
            writer.writerows([_cell(value) for value in row] for row in part)
            n_rows += len(part)
    return n_rows


def _cell(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else harmless(value)


def _written(path: Path, table: Table, n_rows: int) -> Written:
    content = path.read_bytes()
    return Written(path.name, table, n_rows, len(content), hashlib.sha256(content).hexdigest())


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, object]]:
    columns = list(TABLES[name].types)
    rows = connection.execute(f"select * from {name} order by all").fetchall()
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
