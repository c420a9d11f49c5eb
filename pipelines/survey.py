"""The rows of a submission's sheets: whose they are, and splitting them into kept and rejected.

Belongs here: what is the same for every sheet. Does not belong here: who answered (pipelines/submissions), which
cell becomes which column (pipelines/inventory, pipelines/budget).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from pipelines.missing import answer
from pipelines.shifts import OUT_OF_PLACE
from pipelines.submissions import UNKNOWN_ROUND
from pipelines.validation import FAULTS, Batch, Validated, rule_faults, validate
from pipelines.workbook.reader import read
from pipelines.workbook.received import received_in
from schemas.columns import Column
from schemas.origins import ORIGIN
from schemas.quality import FOUND_COLUMNS
from schemas.table import Table
from schemas.words import KRONE, KRONE_OF

PLACE_COLUMNS = ("source_file", "source_sheet", "source_row")


def read_folder(folder: Path) -> dict[str, pl.DataFrame]:
    """Raw table name -> the rows of every submission, in the order of file names."""
    return read(received_in(folder))


def round_origins(response: pl.DataFrame, *, is_example_home: bool) -> pl.DataFrame:
    """Rows of reference.origin for the rounds that were answered; the example home's say they are made up."""
    title, kind, publisher = (
        ("Example survey round, made up,", "example", "the project")
        if is_example_home
        else ("Survey round", "survey", "the municipalities that answered")
    )
    rounds = response.select("origin_id", "survey_round").unique().sort("origin_id")
    return ORIGIN.frame(
        rounds.select(
            "origin_id",
            kind=pl.lit(kind),
            title=pl.format("{} {}", pl.lit(title), "survey_round"),
            publisher=pl.lit(publisher),
            published="survey_round",
        ).to_dicts()
    )


def with_respondent(raw: pl.DataFrame, response: pl.DataFrame) -> pl.DataFrame:
    """Rows of a sheet with what is known of their submission; nulls where it was rejected.

    Rows of a superseded submission are left out: they are in core.superseded_answer.
    """
    replaced = response.filter(pl.col("status") == "superseded")["submission"]
    known = response.select(
        "submission",
        "unit_id",
        "country_code",
        "municipality_code",
        "municipality_name",
        "survey_round",
        "form_code",
        "origin_id",
        year=pl.col("survey_round").cast(pl.Int64, strict=False),
    )
    in_force = raw.filter(~pl.col("submission").is_in(replaced.implode()))
    joined = in_force.join(known, on="submission", how="left", maintain_order="left")
    if "currency" in joined.columns:
        krone = pl.col("country_code").replace_strict(KRONE_OF, default=None, return_dtype=pl.String)
        is_krone = pl.col("currency").str.strip_chars().str.to_lowercase().is_in(KRONE) & krone.is_not_null()
        joined = joined.with_columns(currency=pl.when(is_krone).then(krone).otherwise("currency"))
    return joined.with_columns(
        source_file=pl.col("file"),
        source_sheet=pl.col("sheet"),
        source_row=pl.col("row_number"),
        origin=pl.col("origin_id").fill_null(UNKNOWN_ROUND),
    )


def unanswered(
    received: pl.DataFrame, table: Table, columns: Sequence[str], only: pl.Expr | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(the other rows, rejects) where the lines of the template were left blank: reported, and no fault of the row.

    `only` narrows it to the rows for which it holds.
    """
    blank = pl.all_horizontal(answer(column, pl.col(column)).is_null() for column in columns)
    narrowed = blank if only is None else blank & only.fill_null(False)
    silent = narrowed & pl.col("unit_id").is_not_null() & (pl.col("cell_faults").list.len() == 0)
    rejects = received.filter(silent).select(
        "origin",
        "file",
        "sheet",
        "row_number",
        table_name=pl.lit(table.name),
        column_name=pl.lit(columns[-1]),
        rule=pl.lit("no_answer"),
        value=pl.lit(None, pl.String),
        severity=pl.lit("told"),
    )
    return received.filter(~silent), rejects.select(FOUND_COLUMNS)


def cell_faults(received: pl.DataFrame, ignored: Sequence[str] = ()) -> pl.DataFrame:
    """Faults the reader found in cells, but those of `ignored` columns. Shape: `FAULTS`."""
    return (
        received.select("cell_faults")
        .with_row_index("row")
        .filter(pl.col("cell_faults").list.len() > 0)
        .explode("cell_faults")
        .unnest("cell_faults")
        .filter(~pl.col("column").is_in(list(ignored)))
        .select(pl.col(name).cast(dtype) for name, dtype in FAULTS.items())
    )


def settle(batch: Batch, written: Mapping[str, str]) -> Validated:
    """Validate the rows of a sheet; a second row with the same key is a fault of that row.

    `written` is table column -> column of the sheet, where the two differ: rejects name what the sender sees.
    """
    received = batch.received.with_columns(pl.col(column).alias(name) for name, column in written.items())
    batch = Batch(batch.table, batch.typed, received, batch.faults)
    orphans = received["unit_id"].is_null()
    settled = validate(_rows(batch, ~orphans))
    rejects = pl.concat([without_consequences(settled.rejects), _without_respondent(batch, orphans)])
    named = rejects.with_columns(pl.col("column_name").replace(written))
    return Validated(settled.valid, named.unique(maintain_order=True))


def without_consequences(rejects: pl.DataFrame) -> pl.DataFrame:
    """Rejects without those that follow from a row that stands beside its headings."""
    place = ["file", "sheet", "row_number"]
    out_of_place = pl.col("rule").is_in(list(OUT_OF_PLACE))
    shifted = rejects.filter(out_of_place).select(place).unique()
    others = rejects.filter(~out_of_place).join(shifted, on=place, how="anti", nulls_equal=True, maintain_order="left")
    return pl.concat([rejects.filter(out_of_place), others]) if shifted.height else rejects


def _rows(batch: Batch, kept: pl.Series) -> Batch:
    """The kept rows of a batch, with a fault for every row that repeats the key of a row without faults."""
    key = list(batch.table.grain)
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
    named = next(name for name in reversed(key) if name != "origin_id")
    repeated = pl.DataFrame({"row": again, "value": received[named].gather(again).cast(pl.String)}).select(
        "row", column=pl.lit(named), rule=pl.lit("duplicate_row"), value="value"
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
            column_name=pl.lit("source_file"),
            rule=pl.lit("submission_rejected"),
            value="submission",
            severity=pl.lit("rejected"),
        )
        .select(FOUND_COLUMNS)
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
