"""One new DuckDB file beside the live one, then an atomic replace.

Belongs here: the single writer of a database file, its storage version, old releases. Does not belong
here: whether a release may happen (pipelines/gates), what the tables mean (schemas/).
"""

from __future__ import annotations

import datetime
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from pipelines.difference import difference
from pipelines.faults import GateClosed
from pipelines.gates import findings
from pipelines.lake import Lake, content_hash
from pipelines.settings import Home
from pipelines.tables import FILLED, TABLES
from schemas.quality import RELEASE, RELEASE_DIFFERENCE
from schemas.table import Table

# The oldest format that carries comments; docs/decisions.md says which old client is tested.
STORAGE_VERSION = "v1.0.0"
KEPT_RELEASES = 5
UNFINISHED = ".unfinished-"


@dataclass(frozen=True)
class Release:
    """What was published: the file under releases/, its content digest and its counts."""

    path: Path
    content_hash: str
    n_tables: int
    n_rows: int
    n_rejects: int


def publish(home: Home, lake: Lake, sql: Path, now: datetime.datetime) -> Release:
    """Check every gate, build the file, replace `warehouse.duckdb`.

    Raises GateClosed, with every closed gate, and then leaves the live file as it is.
    """
    home.releases.mkdir(parents=True, exist_ok=True)
    with _only_writer(home):
        refuse_where_closed(home, lake, sql)
        for leftover in home.releases.glob(f"{UNFINISHED}*"):
            leftover.unlink()  # of a build that was killed
        description = describe(lake)
        lake.write(RELEASE.name, description)
        lake.write(RELEASE_DIFFERENCE.name, difference(home.warehouse, lake, description["content_hash"][0]))
        unfinished = home.releases / f"{UNFINISHED}{os.getpid()}.duckdb"
        write(unfinished, lake)
        final = home.releases / f"{now:%Y%m%dT%H%M%S%f}.duckdb"
        _settle(unfinished, final)
        live = home.releases / f"{UNFINISHED}{os.getpid()}.live"
        shutil.copyfile(final, live)
        _settle(live, home.warehouse)
        for old in sorted(home.releases.glob("[0-9]*.duckdb"))[:-KEPT_RELEASES]:
            old.unlink()
    row = description.row(0, named=True)
    return Release(final, row["content_hash"], row["n_tables"], row["n_rows"], row["n_rejects"])


def refuse_where_closed(home: Home, lake: Lake, sql: Path) -> None:
    """Raises GateClosed, with every closed gate of the lake; the live file is as it was."""
    closed = findings(lake, sql, is_example_home=home.is_example)
    if closed:
        listed = "\n".join(f"  {finding.gate}: {finding.reason}" for finding in closed)
        raise GateClosed(f"Not released; {home.warehouse.name} is as it was. Closed gates:\n{listed}")


def describe(lake: Lake) -> pl.DataFrame:
    """The row of quality.release: what the release holds, nothing of when or where it was made."""
    digest, rows = hashlib.sha256(), 0
    for name in FILLED:
        frame = lake.read(name)
        digest.update(f"{name} {content_hash(frame)}\n".encode())
        rows += frame.height
    return RELEASE.frame(
        [
            {
                "content_hash": digest.hexdigest(),
                "n_tables": len(TABLES),
                "n_rows": rows,
                "n_rejects": lake.read("quality.reject").height,
                "duckdb_version": duckdb.__version__,
            }
        ]
    )


def write(path: Path, lake: Lake) -> None:
    """All tables with types, keys and comments into one new database file."""
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"attach {_quoted(str(path))} as warehouse (storage_version '{STORAGE_VERSION}')")
        connection.execute("use warehouse")
        for table in TABLES.values():
            connection.execute(f"create schema if not exists {table.schema}")
            for statement in _statements(table, lake.path(table.name)):
                connection.execute(statement)
        connection.execute("use memory")
        connection.execute("detach warehouse")


def _statements(table: Table, source: Path) -> Iterator[str]:
    required = {column.name for column in table.columns if column.required}
    columns = [
        f'"{column.name}" {table.duckdb_type(column)}{" not null" if column.required else ""}'
        for column in table.columns
    ]
    order = ", ".join(f'"{name}"' for name in table.grain)
    if required.issuperset(table.grain):
        columns.append(f"primary key ({order})")
    yield f"create table {table.name} ({', '.join(columns)})"
    yield f"insert into {table.name} by name select * from read_parquet({_quoted(str(source))}) order by {order}"
    yield f"comment on table {table.name} is {_quoted(table.comment)}"
    for column in table.columns:
        yield f'comment on column {table.name}."{column.name}" is {_quoted(column.comment)}'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _settle(unfinished: Path, final: Path) -> None:
    """Bytes on disk first, then the name."""
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(unfinished, final)
    folder = os.open(final.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


@contextmanager
def _only_writer(home: Home) -> Iterator[None]:
    """Two builds may run; only one at a time releases. The other waits its turn."""
    with (home.root / "release.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
