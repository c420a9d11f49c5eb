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
from schemas.origins import ORIGIN
from schemas.quality import REJECT
from schemas.survey import ABOUT_FIELDS, RESPONSE, SHEETS

UNKNOWN_ROUND = "survey-round-unknown"  # a row of origins.csv
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
    """Who answered, one row per workbook. A workbook whose About sheet does not hold is rejected whole.

    A second workbook of one municipality and round is rejected too; a line the template does not have is reported.
    """
    fields = {word.casefold(): field.name for field in ABOUT_FIELDS for word in (field.name, *field.headings.values())}
    question = pl.col("field").str.strip_chars().str.to_lowercase()
    lines = about.with_columns(asked=question.replace_strict(fields, default=None, return_dtype=pl.String))
    lines = lines.with_columns(turn=pl.col("row_number").rank("ordinal").over("file", "asked"))
    first = lines.filter(pl.col("asked").is_not_null() & (pl.col("turn") == 1))
    answers = about.select("file", "sheet").unique("file", maintain_order=True)
    for field in ABOUT_FIELDS:
        answer = first.filter(pl.col("asked") == field.name).select("file", pl.col("value").alias(field.name))
        answers = answers.join(answer, on="file", how="left", maintain_order="left")
    places = pl.DataFrame(
        [_place(row, gazetteer) for row in answers.iter_rows(named=True)],
        schema=dict.fromkeys(("unit_id", "municipality_name"), pl.String()),
    )
    kind = pl.when(cells.yes_no(pl.col("is_example"))).then(pl.lit("example")).otherwise(pl.lit("survey"))
    received = pl.concat([answers, places], how="horizontal").with_columns(
        source_file=pl.col("file"),
        row_number=pl.lit(1, pl.Int64),
        origin_id=pl.format("{}-round-{}", kind, "survey_round"),
    )
    typed, faults = cells.parse(RESPONSE.columns, received)
    marked = received.with_columns(
        origin=pl.col("origin_id").fill_null(UNKNOWN_ROUND), is_example=typed["is_example"].fill_null(False)
    )
    again = typed.select(pl.int_range(pl.len()).rank("ordinal").over("unit_id", "survey_round", "origin_id") > 1)
    repeated = again.to_series() & typed["unit_id"].is_not_null()
    second = pl.DataFrame(
        {"row": repeated.arg_true().cast(pl.Int64), "value": typed["unit_id"].filter(repeated)}
    ).select("row", column=pl.lit("municipality_code"), rule=pl.lit("second_response"), value="value")
    settled = validate(Batch(RESPONSE, typed, marked, pl.concat([faults, second])))
    asked_at = first.select("file", column="asked", at="row_number")
    rejects = settled.rejects.join(asked_at, on=["file", "column"], how="left", maintain_order="left").with_columns(
        row_number=pl.coalesce("at", "row_number")
    )
    both = pl.concat([rejects.select(list(REJECT.types)), _unused_lines(lines, marked)])
    # A round that nobody has answered validly is no origin; the file still tells where the row came from.
    answered = pl.col("origin").is_in(settled.valid["origin_id"].implode())
    return Validated(
        settled.valid, both.with_columns(origin=pl.when(answered).then("origin").otherwise(pl.lit(UNKNOWN_ROUND)))
    )


def round_origins(response: pl.DataFrame) -> pl.DataFrame:
    """Rows of reference.origin for the rounds that were answered; made-up rounds are marked."""
    rounds = response.select("origin_id", "survey_round", "is_example").unique().sort("origin_id")
    kind = pl.when("is_example")
    return ORIGIN.frame(
        rounds.select(
            "origin_id",
            "is_example",
            kind=kind.then(pl.lit("example")).otherwise(pl.lit("survey")),
            title=pl.format(
                "{} {}",
                kind.then(pl.lit("Example survey round, made up,")).otherwise(pl.lit("Survey round")),
                "survey_round",
            ),
            publisher=kind.then(pl.lit("the project")).otherwise(pl.lit("the municipalities that answered")),
            published="survey_round",
        ).to_dicts()
    )


def _unused_lines(lines: pl.DataFrame, respondents: pl.DataFrame) -> pl.DataFrame:
    """Lines of the About sheet that are no question of the template, or repeat one: kept by name."""
    known = respondents.select("file", "origin", "is_example")
    unused = lines.filter(pl.col("asked").is_null() | (pl.col("turn") > 1)).join(known, on="file", how="left")
    return unused.select(
        table_name=pl.lit(RESPONSE.name),
        origin="origin",
        file="file",
        sheet="sheet",
        row_number="row_number",
        column=pl.col("field").fill_null("no question"),
        rule=pl.when(pl.col("asked").is_null()).then(pl.lit("not_in_template")).otherwise(pl.lit("repeated_question")),
        value="value",
        severity=pl.lit("info"),
        is_example="is_example",
    )


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
        origin=pl.col("origin_id").fill_null(UNKNOWN_ROUND),
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
    key = list(batch.table.grain)  # the origin tells a made-up round from a real one
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
