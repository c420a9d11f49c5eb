"""A large inventory as one CSV, row by row of many municipalities, in batches and in little memory.

Belongs here: streaming, the same columns and rules as the survey's sheet of applications, Parquet parts and a DuckDB
table. Does not belong here: submissions and rounds (pipelines/submissions), names and vendors (pipelines/matching).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from pipelines import cells
from pipelines.faults import StructuralFault, UserError
from pipelines.validation import Batch, Validated, validate
from pipelines.workbook.headings import found_in
from schemas.columns import Column, at_least, matches, text, whole
from schemas.inventory import APPLICATION_USAGE
from schemas.reference import municipality_code
from schemas.survey import ABOUT_FIELDS, APPLICATIONS, USERS
from schemas.table import Table

ROW_GROUP_ROWS = 122_880  # of DuckDB
BATCH_ROWS = 2 * ROW_GROUP_ROWS
# The order of rows is in source_row, so that DuckDB need not keep it.
SPARING: dict[str, str | bool | int | float | list[str]] = {"preserve_insertion_order": "false", "memory_limit": "1GB"}
TABLES = {"inventory": "rows", "reject": "rejects"}
ORIGIN = "project-files"
KEY = ("municipality_code", "survey_round", "name_as_written")


@dataclass(frozen=True)
class Ingested:
    """What became of the rows: n_read is n_kept and n_rejected; n_faults counts each broken rule."""

    n_read: int
    n_kept: int
    n_rejected: int
    n_faults: int


def ingest(path: Path, out: Path) -> Ingested:
    """Read `path` into `out`: rows/*.parquet, rejects/*.parquet and inventory.duckdb with tables inventory and reject.

    Raises UserError where `out` holds something already, StructuralFault where a heading is missing or stands twice.
    """
    if out.exists() and any(out.iterdir()):
        raise UserError(f"{out} is not empty. Give a new folder, so that nothing of an earlier reading is mixed in.")
    positions = _headings(path)
    table = _table(list(positions))
    for folder in TABLES.values():
        (out / folder).mkdir(parents=True, exist_ok=True)
    keys: list[pl.Series] = []
    n_read = 0
    with ThreadPoolExecutor(1) as writer:
        waiting: Future[None] | None = None
        for number, batch in enumerate(_batches(path, positions)):
            settled = validate(_typed(table, batch.with_row_index("source_row", offset=n_read + 2), path.name))
            n_read += batch.height
            keys.append(settled.valid.select(pl.struct(KEY).hash()).to_series())
            if waiting:
                waiting.result()  # one batch at most waits in memory
            waiting = writer.submit(_write, out, number, settled)
        if waiting:
            waiting.result()
    if not keys:
        raise StructuralFault(f"{path} has headings and no row. There is nothing to read.")
    with duckdb.connect(out / "inventory.duckdb", config=SPARING) as connection:
        for name, folder in TABLES.items():  # all parts at once: row groups are then packed once, on both cores
            connection.execute(
                f"create table {name} as select * from read_parquet(?)", [str(out / folder / "*.parquet")]
            )
        _reject_repeated(connection, out, pl.concat(keys), path.name)
        kept, rejected, faults = connection.execute(
            "select (select count(*) from inventory), count(distinct row_number), count(*) from reject"
        ).fetchone() or (0, 0, 0)
    if n_read != kept + rejected:
        raise AssertionError(f"{path}: {n_read} rows read, {kept} kept and {rejected} rejected")
    return Ingested(n_read, kept, rejected, faults)


def _headings(path: Path) -> dict[str, str]:
    """Field -> the file's own heading. Raises StructuralFault naming what was found."""
    try:
        found = pl.read_csv(path, n_rows=0, infer_schema=False).columns
    except (pl.exceptions.PolarsError, OSError) as error:
        raise UserError(f"{path} cannot be read as CSV: {error}.") from None
    who = found_in(found, 0, ABOUT_FIELDS)
    asked = found_in(found, 0, APPLICATIONS.fields)
    needed = [name for name in KEY if name not in {**who.positions, **asked.positions}]
    if needed or asked.repeated or who.repeated:
        raise StructuralFault(
            f"{path}: missing columns {needed or 'none'}, columns that stand twice "
            f"{[*asked.repeated, *who.repeated] or 'none'}; found {found}. Columns are separated by commas."
        )
    respondent = {name: who.positions[name] for name in KEY[:2]}
    return {name: found[at] for name, at in {**respondent, **asked.positions}.items()}


def _table(names: Sequence[str]) -> Table:
    """The columns that the file has, as core.application_usage declares them, with every rule that they can break."""
    declared: dict[str, Column] = {column.name: column for column in APPLICATION_USAGE.columns}
    users = [f"users_{end}" for end in ("low", "mid", "high")]
    asked = [name for each in names[2:] for name in (users if each == USERS.name else [each])]
    columns = (
        municipality_code(),
        text("survey_round", "Survey round", "2026", rules=(matches("20[0-9]{2}", "a year"),)),
        *(declared[name] for name in asked),
        whole("source_row", "Row of the file, counted from 1 with headings", 2, rules=(at_least(1),)),
    )
    present = {column.name for column in columns}
    rules = tuple(rule for rule in APPLICATION_USAGE.row_rules if set(rule.holds().meta.root_names()) <= present)
    return Table("core.inventory", "An inventory read from one table", KEY, columns, rules)


def _batches(path: Path, positions: dict[str, str]) -> Iterator[pl.DataFrame]:
    """Batches of text, in the order of the file, columns by their meaning."""
    named = pl.scan_csv(path, infer_schema=False).select(
        pl.col(heading).alias(name) for name, heading in positions.items()
    )
    try:
        yield from named.collect_batches(chunk_size=BATCH_ROWS, maintain_order=True)
    except pl.exceptions.PolarsError as error:
        raise UserError(f"{path} cannot be read to its end: {error}. Mend the line, or save the file anew.") from None


def _typed(table: Table, received: pl.DataFrame, file: str) -> Batch:
    """A batch on its way into the table, by the functions that read a sheet."""
    columns = [column for column in table.columns if column.name in received.columns and column.name != "source_row"]
    typed, faults = cells.parse(columns, received)
    parts, found = [typed, received.select(pl.col("source_row").cast(pl.Int64))], [faults]
    if USERS.name in received.columns:
        users, user_faults = cells.count(received, USERS.name, "users_")
        parts.append(users)
        found.append(user_faults)
    rows = pl.concat(parts, how="horizontal").select(list(table.types))
    place = received.with_columns(
        origin=pl.lit(ORIGIN),
        file=pl.lit(file),
        sheet=pl.lit(None, pl.String),
        row_number=pl.col("source_row"),
        is_example=pl.lit(False),
    )
    return Batch(table, rows, place, pl.concat(found))


def _write(out: Path, number: int, settled: Validated) -> None:
    """One part of rows and one of rejects."""
    for folder, frame in (("rows", settled.valid), ("rejects", settled.rejects)):
        frame.write_parquet(out / folder / f"{number:05}.parquet", compression="lz4", row_group_size=ROW_GROUP_ROWS)


def _reject_repeated(connection: duckdb.DuckDBPyConnection, out: Path, keys: pl.Series, file: str) -> None:
    """Rows that repeat a kept key, anywhere in the file, become rejects; the first of each stays."""
    if keys.n_unique() == keys.len():
        return
    key = ", ".join(KEY)
    connection.execute(
        f"create temp table again as select source_row, name_as_written from inventory "
        f"qualify row_number() over (partition by {key} order by source_row) > 1"
    )
    connection.execute(
        f"""insert into reject by name select 'core.inventory' as table_name, '{ORIGIN}' as origin, ? as file,
            null as sheet, source_row as row_number, 'name_as_written' as "column", 'duplicate_row' as rule,
            name_as_written as value, 'error' as severity, false as is_example from again""",
        [file],
    )
    connection.execute("delete from inventory where source_row in (select source_row from again)")
    for table, folder in TABLES.items():
        for part in (out / folder).iterdir():
            part.unlink()
        target = str(out / folder / "00000.parquet").replace("'", "''")
        connection.execute(f"copy {table} to '{target}' (format parquet, compression lz4)")
