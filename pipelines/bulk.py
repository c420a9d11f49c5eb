"""A large inventory as one CSV, row by row of many municipalities, in batches and in little memory.

Belongs here: streaming, the same columns and rules as the survey's sheet of applications, Parquet parts and a DuckDB
table. Does not belong here: submissions and rounds (pipelines/submissions), names and vendors (pipelines/matching).
"""

from __future__ import annotations

import csv
import os
import shutil
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from pipelines import cells, inventory, lanes
from pipelines.faults import StructuralFault, UserError
from pipelines.gazetteer import Gazetteer
from pipelines.missing import answer
from pipelines.submissions import place_of
from pipelines.validation import Batch, validate
from pipelines.workbook.headings import found_in
from schemas.columns import Column, at_least, matches, text, whole
from schemas.inventory import APPLICATION_USAGE
from schemas.quality import FOUND_COLUMNS, REJECT
from schemas.reference import municipality_code
from schemas.survey import ABOUT_FIELDS, APPLICATIONS, USERS
from schemas.table import Table
from schemas.words import KRONE, KRONE_OF

ROW_GROUP_ROWS = 122_880  # of DuckDB
BATCH_ROWS = 2 * ROW_GROUP_ROWS
PARTS_AT_ONCE = 2
ENOUGH_ROWS = 20_000
# Loading takes longer than reading now and then; a few batches may wait, so that neither waits for the other.
BATCHES_IN_MEMORY = 3
SHARES = 8
# The order of rows is in source_row, so that DuckDB need not keep it.
SPARING: dict[str, str | bool | int | float | list[str]] = {"preserve_insertion_order": "false", "memory_limit": "1GB"}
TABLES = {"inventory": "rows", "reject": "rejects"}
ORIGIN = "project-files"
KEY = ("municipality_code", "survey_round", "name_as_written")
RESPONDENT = ("municipality_code", "survey_round", "country_code")  # the country where it is asked


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
    table = _table(headings)
    unfinished = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        done = _ingest(path, unfinished, table, headings, _Places(gazetteer), inventory.area_words(areas))
        unfinished.rename(out)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return done


def _ingest(
    path: Path, out: Path, table: Table, headings: _Headings, places: _Places, areas: Mapping[str, str]
) -> Ingested:
    for folder in TABLES.values():
        (out / folder).mkdir(parents=True, exist_ok=True)
    keys: list[pl.Series] = []
    n_read = n_lines = 0
    doubtful = _Doubtful(path.name)
    with duckdb.connect(out / "inventory.duckdb", config=SPARING) as connection, ThreadPoolExecutor(1) as writer:
        connection.execute("begin")  # one transaction: the table is written once, not also to a log
        waiting: deque[Future[None]] = deque()
        for number, batch in enumerate(_batches(path, headings)):
            numbered = batch.with_row_index("source_row", offset=n_lines + 2)
            n_lines += batch.height
            filled = _without_blank_lines(numbered, batch.columns)
            valid, rejects = doubtful.split(_typed(table, filled, places, areas))
            n_read += filled.height
            keys.append(valid.select(pl.struct(KEY).hash()).to_series())
            waiting.append(writer.submit(_write, connection, out, number, valid, rejects))
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
        if _may_repeat(keys):
            _reject_repeated(connection, out, path.name)
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


class _Places:
    """Which (number, round) is a municipality, each pair looked up once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._found: dict[tuple[str | None, ...], Mapping[str, str | None]] = {}

    def of(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The distinct pairs of a batch with municipality and country; without a country where there is none."""
        asked = [name for name in RESPONDENT if name in batch.columns]
        # Mostly one round and one country: telling one column's values apart is much quicker than three's.
        varied = [name for name in asked if name == asked[0] or batch[name].n_unique() > 1]
        pairs = batch.select(asked).unique(varied, keep="any")
        found = []
        for said in pairs.iter_rows(named=True):
            pair = tuple(said.values())
            if pair not in self._found:
                self._found[pair] = place_of({"country_code": None, **said}, self._gazetteer)
            found.append(self._found[pair])
        return pairs.with_columns(
            pl.Series(f"resolved_{name}", [place.get(name) for place in found], dtype=pl.String)
            for name in ("municipality_code", "unit_id", "country_code")
        )


class _Doubtful:
    """Rows that are not sound, kept until there are enough to be judged together: judging has a price per call."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._waiting: list[Batch] = []

    def split(self, batch: Batch) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The sound rows of a batch, and the rejects of the rows that had waited, where it is time."""
        is_sound = batch.typed.select(batch.table.holds()).to_series()
        if batch.faults.height:
            is_sound = is_sound.scatter(batch.faults["row"].unique(), False)
        if is_sound.all():
            return batch.typed, self.rejects(ENOUGH_ROWS)
        rows = (~is_sound).arg_true()
        place = pl.DataFrame({"row": rows.cast(pl.Int64), "new": pl.int_range(rows.len(), eager=True)})
        moved = batch.faults.join(place, on="row", how="inner", maintain_order="left")
        faults = moved.with_columns(row="new").drop("new")
        self._waiting.append(Batch(batch.table, batch.typed[rows], batch.received[rows], faults))
        return batch.typed.filter(is_sound), self.rejects(ENOUGH_ROWS)

    def rejects(self, enough_rows: int = 0) -> pl.DataFrame:
        """What is wrong with the rows that waited; nothing yet where they are fewer than `enough_rows`."""
        waiting, before = self._waiting, 0
        if not waiting or sum(batch.typed.height for batch in waiting) < enough_rows:
            return REJECT.frame([]).select(FOUND_COLUMNS)
        faults = []
        for batch in waiting:
            faults.append(batch.faults.with_columns(pl.col("row") + before))
            before += batch.typed.height
        self._waiting = []
        typed = pl.concat([batch.typed for batch in waiting])
        received = pl.concat([batch.received for batch in waiting]).with_columns(
            origin=pl.lit(ORIGIN),
            file=pl.lit(self._file),
            sheet=pl.lit(None, pl.String),
            row_number=pl.col("source_row"),
            is_example=pl.lit(False),
        )
        settled = validate(Batch(waiting[0].table, typed, received, pl.concat(faults)))
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


def _table(headings: _Headings) -> Table:
    """The columns that the file has, as core.application_usage declares them, with every rule that they can break."""
    declared: dict[str, Column] = {column.name: column for column in APPLICATION_USAGE.columns}
    users = [f"users_{end}" for end in ("low", "mid", "high")]
    asked = [
        name
        for each in headings.positions
        if each not in RESPONDENT
        for name in (users if each == USERS.name else [each])
    ]
    rules = tuple(rule for rule in APPLICATION_USAGE.row_rules if set(rule.holds().meta.root_names()) & set(asked))
    # What a rule compares with is null where it was not asked; an amount without any currency is then a fault.
    needed = [name for rule in rules for name in rule.holds().meta.root_names()]
    columns = (
        municipality_code(),
        text("survey_round", "Survey round", "2026", rules=(matches("20[0-9]{2}", "a year"),)),
        *(declared[name] for name in dict.fromkeys([*asked, *needed])),
        whole("source_row", "Row of the file, counted from 1 with headings", 2, rules=(at_least(1),)),
    )
    return Table("core.inventory", "An inventory read from one table", KEY, columns, rules)


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


def _typed(table: Table, received: pl.DataFrame, places: _Places, areas: Mapping[str, str]) -> Batch:
    """A batch on its way into the table, by the functions that read a sheet."""
    pairs = places.of(received)
    received, krone_faults = _in_words_of_the_sheet(received, pairs, areas)
    columns = [column for column in table.columns if column.name in received.columns and column.name != "source_row"]
    typed, faults = cells.parse(columns, received)
    parts, found = [typed, received.select(pl.col("source_row").cast(pl.Int64))], [faults, *krone_faults]
    if USERS.name in received.columns:
        users, user_faults = cells.count(received, USERS.name, "users_")
        parts.append(users)
        found.append(user_faults)
    rows = pl.concat(parts, how="horizontal")
    absent = [column for column in table.columns if column.name not in rows.columns]
    rows = rows.with_columns(pl.lit(None, column.dtype).alias(column.name) for column in absent)
    return Batch(table, rows.select(list(table.types)), received, pl.concat(found))


def _in_words_of_the_sheet(
    received: pl.DataFrame, pairs: pl.DataFrame, areas: Mapping[str, str]
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """Numbers of municipalities in full, `kr` as the country's krone, areas as codes; faults for what is neither."""
    faults = []
    asked = [name for name in RESPONDENT if name in received.columns]
    lost = pairs.filter(pl.col("resolved_unit_id").is_null())
    if lost.height:
        rows = received.with_row_index("row").join(lost, on=asked, how="semi", nulls_equal=True)
        rows = rows.filter(pl.col("municipality_code").is_not_null() & pl.col("survey_round").is_not_null())
        faults.append(_fault(rows, "municipality_code", "unknown_municipality"))
    if "currency" in received.columns:
        written = received["currency"].unique()
        said = written.filter(written.str.strip_chars().str.to_lowercase().is_in(KRONE).fill_null(False))
        if said.len():
            is_krone = received["currency"].is_in(said.implode()).fill_null(False)
            whose = received.select(asked).join(pairs, on=asked, how="left", maintain_order="left", nulls_equal=True)
            krone = whose["resolved_country_code"].replace_strict(KRONE_OF, default=None, return_dtype=pl.String)
            stays = received["currency"]
            received = received.with_columns(currency=krone.fill_null(stays).zip_with(is_krone, stays))
    shortened = pairs.filter(pl.col("resolved_municipality_code") != pl.col("municipality_code"))
    if shortened.height:
        codes = dict(shortened.select("municipality_code", "resolved_municipality_code").iter_rows())
        received = received.with_columns(pl.col("municipality_code").replace(codes))
    if "functional_area" in received.columns:
        known = set(areas.values())
        read = lanes.codes(received["functional_area"], known, lambda raw: inventory.area_code(raw, areas))
        received = received.with_columns(functional_area=read)
        strange_texts = read.unique().drop_nulls()
        strange_texts = strange_texts.filter(~strange_texts.is_in(known))
        if strange_texts.len():
            is_strange = read.is_in(strange_texts.implode()).fill_null(False)
            strange = received.with_row_index("row").filter(is_strange)
            said_area = answer("functional_area", pl.col("functional_area")).is_not_null()
            faults.append(_fault(strange.filter(said_area), "functional_area", "one_of"))
    return received, faults


def _fault(rows: pl.DataFrame, column: str, rule: str) -> pl.DataFrame:
    return rows.select(pl.col("row").cast(pl.Int64), column=pl.lit(column), rule=pl.lit(rule), value=column)


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


def _may_repeat(keys: Sequence[pl.Series]) -> bool:
    """Whether two digests of keys are equal; a share of them at a time, for a set of all would be large."""
    for share in range(SHARES):
        some = pl.concat([each.filter(each % SHARES == share) for each in keys])
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
