"""A large inventory as one CSV, row by row of many municipalities, in batches and in little memory.

Belongs here: streaming, the same columns and rules as the survey's sheet of applications, Parquet parts and a DuckDB
table. Does not belong here: submissions and rounds (pipelines/submissions), names and vendors (pipelines/matching).
"""

from __future__ import annotations

import csv
import os
import shutil
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import reduce
from operator import xor
from pathlib import Path

import duckdb
import polars as pl

from pipelines import inventory
from pipelines.bulk_cells import KEY, RESPONDENT, Places, SoundRows, table_of, with_faults
from pipelines.faults import StructuralFault, UserError
from pipelines.gazetteer import Gazetteer
from pipelines.validation import Batch, validate
from pipelines.workbook.headings import found_in
from schemas.quality import FOUND_COLUMNS, REJECT
from schemas.survey import ABOUT_FIELDS, APPLICATIONS

ROW_GROUP_ROWS = 122_880  # of DuckDB
BATCH_ROWS = ROW_GROUP_ROWS
PARTS_AT_ONCE = 4  # fewer, and a thread of DuckDB has less than a row group of its own and copies it once more
ENOUGH_ROWS = 20_000
# Loading takes longer than reading now and then; a few batches may wait, so that neither waits for the other.
BATCHES_IN_MEMORY = 3
SHARES = 8
# The order of rows is in source_row, so that DuckDB need not keep it.
SPARING: dict[str, str | bool | int | float | list[str]] = {
    "preserve_insertion_order": "false",
    "enable_external_file_cache": "false",  # a part is read once
    "memory_limit": "400MB",  # blocks that are written stay in memory up to here
    # Texts are packed in two thirds of the time that the form for older clients takes; DuckDB 1.3 and later read it.
    "storage_compatibility_version": "v1.3.0",
}
TABLES = {"inventory": "rows", "reject": "rejects"}
ORIGIN = "project-files"


@dataclass(frozen=True)
class Ingested:
    """What became of the rows: n_read is n_kept and n_rejected; n_faults counts each broken rule.

    `kept_aside` are headings of columns that the survey does not ask; they are in the file only.
    """

    n_read: int
    n_kept: int
    n_rejected: int
    n_faults: int
    kept_aside: tuple[str, ...]


def ingest(path: Path, out: Path, gazetteer: Gazetteer, areas: pl.DataFrame) -> Ingested:
    """Read `path` into `out`: rows/*.parquet, rejects/*.parquet and inventory.duckdb with tables inventory and reject.

    `areas` is reference.functional_area. Raises UserError where `out` is there already or the file cannot be read to
    its end, StructuralFault where a heading is missing or stands twice; `out` is then not made.
    """
    if out.exists():
        raise UserError(f"{out} is there already. Give a new folder, so that no earlier reading is mixed in.")
    headings = _headings(path)
    places, area_words = Places(gazetteer), inventory.area_words(areas)
    table = table_of(list(headings.positions))
    sound = SoundRows(table, headings.positions, places, area_words)
    doubtful = _Doubtful(path.name, lambda rows: with_faults(table, rows, places, area_words))
    unfinished = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        done = _ingest(path, unfinished, headings, sound, doubtful)
        unfinished.rename(out)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return done


def _ingest(path: Path, out: Path, headings: _Headings, sound: SoundRows, doubtful: _Doubtful) -> Ingested:
    for folder in TABLES.values():
        (out / folder).mkdir(parents=True, exist_ok=True)
    digests = out / "digests"
    digests.mkdir()
    n_read = n_lines = 0
    with duckdb.connect(out / "inventory.duckdb", config=SPARING) as connection, ThreadPoolExecutor(1) as writer:
        connection.execute("begin")  # one transaction: the table is written once, not also to a log
        waiting: deque[Future[None]] = deque()
        for number, batch in enumerate(_batches(path, headings)):
            numbered = batch.with_row_index("source_row", offset=n_lines + 2)
            n_lines += batch.height
            filled = _without_blank_lines(numbered, batch.columns)
            typed, is_sound = sound.read(filled)
            valid = typed if is_sound.all() else typed.filter(is_sound)
            if valid.height < filled.height:
                doubtful.add(filled.filter(~is_sound))
            n_read += filled.height
            _digests(valid).write_parquet(digests / f"{number:05}.parquet", compression="uncompressed")
            waiting.append(writer.submit(_write, connection, out, number, valid, doubtful.rejects(ENOUGH_ROWS)))
            while len(waiting) > BATCHES_IN_MEMORY:
                waiting.popleft().result()
        while waiting:
            waiting.popleft().result()
        if not n_read:
            raise StructuralFault(f"{path} has headings and no row. There is nothing to read.")
        _write(connection, out, number + 1, valid.clear(), doubtful.rejects())
        if (number + 2) % PARTS_AT_ONCE:
            _load(connection, out, number + 2)
        connection.execute("commit")
        if _may_repeat(digests):
            _reject_repeated(connection, out, path.name)
        shutil.rmtree(digests)
        kept, rejected, faults = connection.execute(
            "select (select count(*) from inventory), count(distinct row_number), count(*) from reject"
        ).fetchone() or (0, 0, 0)
    if n_read != kept + rejected:
        raise AssertionError(f"{path}: {n_read} rows read, {kept} kept and {rejected} rejected")
    return Ingested(n_read, kept, rejected, faults, tuple(headings.kept_aside))


@dataclass(frozen=True)
class _Headings:
    """Field -> column number, the number of columns, and headings that mean no field."""

    positions: Mapping[str, int]
    n_columns: int
    kept_aside: Sequence[str]


class _Doubtful:
    """Rows that are not sound, as text, until there are enough to be judged together: judging has a price per call."""

    def __init__(self, file: str, judge: Callable[[pl.DataFrame], Batch]) -> None:
        self._file = file
        self._judge = judge
        self._waiting: list[pl.DataFrame] = []

    def add(self, received: pl.DataFrame) -> None:
        self._waiting.append(received)

    def rejects(self, enough_rows: int = 1) -> pl.DataFrame:
        """What is wrong with the rows that waited; nothing yet where they are fewer than `enough_rows`."""
        if sum(rows.height for rows in self._waiting) < enough_rows:
            return REJECT.frame([]).select(FOUND_COLUMNS)
        batch = self._judge(pl.concat(self._waiting))
        self._waiting = []
        received = batch.received.with_columns(
            origin=pl.lit(ORIGIN),
            file=pl.lit(self._file),
            sheet=pl.lit(None, pl.String),
            row_number=pl.col("source_row"),
        )
        settled = validate(Batch(batch.table, batch.typed, received, batch.faults))
        if settled.valid.height:
            raise AssertionError(f"{settled.valid.height} rows break a rule that is not found")
        return settled.rejects


def _headings(path: Path) -> _Headings:
    """Where each field stands. Raises StructuralFault naming what was found."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = next(csv.reader(file), [])
    except (OSError, UnicodeError, csv.Error) as error:
        raise UserError(f"{path} cannot be read as CSV in UTF-8: {error}. Save it as such, split by commas.") from None
    who, asked = found_in(found, 0, ABOUT_FIELDS), found_in(found, 0, APPLICATIONS.fields)
    missing = [name for name in KEY if name not in {**who.positions, **asked.positions}]
    if missing or asked.repeated or who.repeated:
        raise StructuralFault(
            f"{path}: missing columns {missing or 'none'}, columns that stand twice "
            f"{[*asked.repeated, *who.repeated] or 'none'}; found {found}. Columns are separated by commas."
        )
    respondent = {name: who.positions[name] for name in RESPONDENT if name in who.positions}
    positions = {**respondent, **asked.positions}
    others = [heading for at, heading in enumerate(found) if at not in positions.values()]
    return _Headings(positions, len(found), others)


def _batches(path: Path, headings: _Headings) -> Iterator[pl.DataFrame]:
    """Batches of text, in the order of the file, columns by their meaning."""
    names = [f"column_{number}" for number in range(headings.n_columns)]
    scanned = pl.scan_csv(path, infer_schema=False, has_header=False, skip_lines=1, new_columns=names)
    named = scanned.select(pl.col(names[at]).alias(name) for name, at in headings.positions.items())
    try:
        yield from named.collect_batches(chunk_size=BATCH_ROWS, maintain_order=True)
    except pl.exceptions.NoDataError:
        return
    except pl.exceptions.PolarsError as error:
        said = str(error).partition("\n")[0]
        raise UserError(
            f"{path} cannot be read to its end: {said}. A line has more cells than headings, or a quote does not close."
        ) from None


def _without_blank_lines(numbered: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The lines that say something; the others have only their number."""
    if not numbered[columns[0]].null_count():
        return numbered
    return numbered.filter(~pl.all_horizontal(pl.col(columns).is_null()))


def _write(
    connection: duckdb.DuckDBPyConnection, out: Path, number: int, valid: pl.DataFrame, rejects: pl.DataFrame
) -> None:
    """One part of rows and one of rejects; every few parts go into the tables while the next batch is read."""
    for folder, frame in (("rows", valid), ("rejects", rejects)):
        frame.write_parquet(
            out / folder / f"{number:05}.parquet", compression="lz4", statistics=False, row_group_size=ROW_GROUP_ROWS
        )
    if (number + 1) % PARTS_AT_ONCE == 0:
        _load(connection, out, number + 1)


def _load(connection: duckdb.DuckDBPyConnection, out: Path, n_parts: int) -> None:
    """The parts since the last load into the tables, together: DuckDB then packs them on both cores."""
    last = (n_parts - 1) // PARTS_AT_ONCE * PARTS_AT_ONCE
    for name, folder in TABLES.items():
        parts = [str(out / folder / f"{number:05}.parquet") for number in range(last, n_parts)]
        how = f"insert into {name} by name" if last else f"create table if not exists {name} as"
        connection.execute(f"{how} select * from read_parquet(?)", [parts])


def _digests(valid: pl.DataFrame) -> pl.DataFrame:
    """A number for each key, equal where the keys are; seldom equal where they are not."""
    mixed = [pl.col(name).hash(seed=number) for number, name in enumerate(KEY)]
    return valid.select(digest=reduce(xor, mixed))


def _may_repeat(digests: Path) -> bool:
    """Whether two digests of keys are equal; a share of them at a time, for memory must not grow with the file."""
    for share in range(SHARES):
        some = pl.scan_parquet(digests).filter(pl.col("digest") % SHARES == share).collect().to_series()
        if some.n_unique() < some.len():
            return True
    return False


def _reject_repeated(connection: duckdb.DuckDBPyConnection, out: Path, file: str) -> None:
    """Rows that repeat a kept key, anywhere in the file, become rejects; the first of each stays."""
    key = ", ".join(KEY)
    connection.execute(
        f"create temp table again as select source_row, name_as_written from inventory "
        f"qualify row_number() over (partition by {key} order by source_row) > 1"
    )
    connection.execute(
        f"""insert into reject by name select 'core.inventory' as table_name, '{ORIGIN}' as origin, ? as file,
            null as sheet, source_row as row_number, 'name_as_written' as column_name, 'duplicate_row' as rule,
            name_as_written as value, 'rejected' as severity from again""",
        [file],
    )
    connection.execute("delete from inventory where source_row in (select source_row from again)")
    for table, folder in TABLES.items():
        for part in (out / folder).iterdir():
            part.unlink()
        target = str(out / folder / "00000.parquet").replace("'", "''")
        connection.execute(f"copy {table} to '{target}' (format parquet, compression lz4)")
