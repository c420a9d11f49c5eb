"""Survey workbooks as raw tables, and who answered them.

Belongs here: reading folders of workbooks, resolving respondents, what is the same for every sheet.
Does not belong here: the rows of a sheet (pipelines/inventory, pipelines/budget).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import polars as pl

from pipelines import cells
from pipelines.faults import UserError
from pipelines.gazetteer import Gazetteer
from pipelines.validation import Batch, Validated, rule_faults, validate
from pipelines.workbook.reader import EXTRA, PLACE, raw_name, read_workbook
from schemas.columns import Column
from schemas.quality import REJECT
from schemas.survey import ABOUT_FIELDS, RESPONSE, SHEETS

PLACE_COLUMNS = ("source_file", "source_sheet", "source_row")


def workbook_paths(folders: Sequence[Path]) -> list[Path]:
    """Every workbook in the folders, by name; the lock files that a spreadsheet program leaves are none.

    Raises UserError where two have one name: a row could not be traced to either.
    """
    found = (path for folder in folders for path in folder.rglob("*.xlsx") if not path.name.startswith("~$"))
    paths = sorted(found, key=lambda path: path.name)
    twice = sorted({one.name for one, other in pairwise(paths) if one.name == other.name})
    if twice:
        raise UserError(f"Two workbooks are called {', '.join(twice)}. Rename one, so that a row can be traced.")
    return paths


def read_folders(folders: Sequence[Path]) -> dict[str, pl.DataFrame]:
    """Raw table name -> the rows of every workbook, in the order of file names."""
    nothing = {raw_name(sheet): _nothing(field.name for field in sheet.fields) for sheet in SHEETS}
    nothing[EXTRA] = _nothing(("heading", "value"))
    books = [read_workbook(path) for path in workbook_paths(folders)]
    return {name: pl.concat([empty, *(book[name] for book in books)]) for name, empty in nothing.items()}


def _nothing(names: Iterable[str]) -> pl.DataFrame:
    return pl.DataFrame(schema=PLACE | dict.fromkeys(names, pl.String()))


def responses(about: pl.DataFrame, gazetteer: Gazetteer) -> Validated:
    """Who answered, one row per workbook. A workbook whose About sheet does not hold is rejected whole."""
    fields = {word.casefold(): field.name for field in ABOUT_FIELDS for word in (field.name, *field.headings.values())}
    asked = about.with_columns(
        field=pl.col("field")
        .str.strip_chars()
        .str.to_lowercase()
        .replace_strict(fields, default=None, return_dtype=pl.String)
    )
    known = asked.filter(pl.col("field").is_not_null())
    files = about.select("file", "sheet").unique("file", maintain_order=True)
    answers = files.join(
        known.pivot("field", index="file", values="value", aggregate_function="first")
        if known.height
        else files.select("file"),
        on="file",
        how="left",
        maintain_order="left",
    )
    absent = [field.name for field in ABOUT_FIELDS if field.name not in answers.columns]
    answers = answers.with_columns(pl.lit(None, pl.String).alias(name) for name in absent)
    places = pl.DataFrame(
        [_place(row, gazetteer) for row in answers.iter_rows(named=True)],
        schema=dict.fromkeys(("unit_id", "municipality_name"), pl.String()),
    )
    received = pl.concat([answers, places], how="horizontal").with_columns(
        source_file=pl.col("file"),
        row_number=pl.lit(2, pl.Int64),
        origin_id=pl.format(
            "{}-round-{}",
            pl.when(cells.yes_no(pl.col("is_example"))).then(pl.lit("example")).otherwise(pl.lit("survey")),
            "survey_round",
        ),
    )
    typed, faults = cells.parse(RESPONSE.columns, received)
    marked = received.with_columns(
        origin=pl.col("origin_id").fill_null("survey-round-unknown"), is_example=typed["is_example"].fill_null(False)
    )
    return validate(Batch(RESPONSE, typed, marked, faults))


def _place(row: dict[str, str | None], gazetteer: Gazetteer) -> dict[str, str]:
    """The municipality at the round's New Year; empty where it does not resolve, which rejects the workbook."""
    number, country, survey_round = row["municipality_code"], row["country_code"], row["survey_round"]
    if not number or not country or not survey_round or not survey_round.isdigit():
        return {}
    try:
        found = gazetteer.resolve(number, country, datetime.date(int(survey_round), 1, 1))
    except (UserError, ValueError):
        return {}
    return {"unit_id": found.unit_id, "municipality_name": found.name}


def with_respondent(raw: pl.DataFrame, response: pl.DataFrame) -> pl.DataFrame:
    """Rows of a sheet with what is known of their workbook; nulls where its About sheet was rejected."""
    known = response.select(
        "source_file",
        "unit_id",
        "country_code",
        "municipality_code",
        "municipality_name",
        "survey_round",
        "form_code",
        "origin_id",
        "is_example",
        year=pl.col("survey_round").cast(pl.Int64, strict=False),
    )
    joined = raw.join(known, left_on="file", right_on="source_file", how="left", maintain_order="left")
    return joined.with_columns(
        source_file=pl.col("file"),
        source_sheet=pl.col("sheet"),
        source_row=pl.col("row_number"),
        origin=pl.col("origin_id").fill_null("survey-round-unknown"),
    )


def settle(batch: Batch, written: Mapping[str, str]) -> Validated:
    """Validate the rows of a sheet; a second row with the same key is a fault of that row.

    `written` is table column -> column of the sheet, where the two differ: rejects name what the sender sees.
    """
    received = batch.received.with_columns(pl.col("is_example").fill_null(False)).with_columns(
        pl.col(column).alias(name) for name, column in written.items()
    )
    batch = Batch(batch.table, batch.typed, received, batch.faults)
    orphans = received["unit_id"].is_null()
    settled = validate(_rows(batch, ~orphans))
    rejects = pl.concat([settled.rejects, _without_respondent(batch, orphans)])
    return Validated(settled.valid, rejects.with_columns(pl.col("column").replace(written)).unique(maintain_order=True))


def _rows(batch: Batch, kept: pl.Series) -> Batch:
    """The kept rows of a batch, with a fault for every row that repeats the key of a row without faults."""
    key = [name for name in batch.table.grain if name != "origin_id"]
    position = kept.cum_sum().cast(pl.Int64) - 1
    faults = batch.faults.filter(kept.gather(batch.faults["row"])).with_columns(
        pl.col("row").replace_strict(pl.int_range(kept.len(), eager=True), position, return_dtype=pl.Int64)
    )
    typed, received = batch.typed.filter(kept), batch.received.filter(kept)
    faulty = pl.concat([faults["row"], rule_faults(batch.table, typed)["row"]]).unique()
    sound = (
        typed.with_row_index("row")
        .with_columns(pl.col("row").cast(pl.Int64))
        .filter(~pl.col("row").is_in(faulty.implode()))
    )
    again = sound.filter(pl.col("row").rank("ordinal").over(key) > 1)["row"]
    repeated = pl.DataFrame({"row": again, "value": received[key[-1]].gather(again).cast(pl.String)}).select(
        "row", column=pl.lit(key[-1]), rule=pl.lit("duplicate_row"), value="value"
    )
    return Batch(batch.table, typed, received, pl.concat([faults, repeated]))


def _without_respondent(batch: Batch, orphans: pl.Series) -> pl.DataFrame:
    """One reject a row where the workbook's About sheet was rejected: that is the one thing to mend."""
    return (
        batch.received.filter(orphans)
        .select(
            table_name=pl.lit(batch.table.name),
            origin="origin",
            file="file",
            sheet="sheet",
            row_number=pl.col("row_number").cast(pl.Int64),
            column=pl.lit("source_file"),
            rule=pl.lit("respondent_rejected"),
            value="file",
            severity=pl.lit("error"),
            is_example="is_example",
        )
        .select(list(REJECT.types))
    )


def asked_columns(columns: Sequence[Column], received: pl.DataFrame) -> list[Column]:
    """Those of a table's columns that came as text of the same name."""
    return [
        column
        for column in columns
        if column.name in received.columns
        and received.schema[column.name] == pl.String()
        and column.name not in PLACE_COLUMNS
    ]
