"""Who answered, and which submission of a municipality and round is in force.

Belongs here: the About sheet, accepting a submission, the newest one standing for the others. Does not belong here:
reading files (pipelines/workbook), the rows of the other sheets (pipelines/survey).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import polars as pl

from pipelines import cells
from pipelines.faults import UserError
from pipelines.gazetteer import Gazetteer
from pipelines.validation import FAULTS, Batch, Validated, validate
from pipelines.workbook.pile import FILE, HEADING, KEPT, NOTICE, UNREAD, raw_name
from schemas.quality import FOUND_COLUMNS, REJECT
from schemas.reference import MUNICIPALITY_COUNTRIES
from schemas.survey import (
    ABOUT,
    ABOUT_FIELDS,
    RESPONSE,
    SHEET_TABLES,
    SHEETS,
    SUPERSEDED_ANSWER,
    YEARS_FROM_ROUND,
    year_in,
)
from schemas.words import COUNTRY_WORDS

# What follows from the municipality's number is asked as that number.
ASKED_AS = dict.fromkeys(("unit_id", "municipality_name"), "municipality_code")
UNKNOWN_ROUND = "survey-round-unknown"  # a row of origins.csv


def responses(raw: Mapping[str, pl.DataFrame], gazetteer: Gazetteer, *, is_example_home: bool = False) -> Validated:
    """One row per submission that is accepted: its About sheet holds and no sheet or column is missing.

    What is not accepted is rejected whole, with each reason; the newest accepted one is in force. A home of answers
    takes no made-up workbook, and the example home no other.
    """
    lines = _asked(raw[raw_name(ABOUT)])
    first = lines.filter(pl.col("asked").is_not_null() & (pl.col("turn") == 1))
    received = _received(lines, first, raw[FILE], gazetteer, "example" if is_example_home else "survey").join(
        raw[KEPT].select("submission", rejected_file="file").drop_nulls(),
        on="submission",
        how="left",
        maintain_order="left",
    )
    typed, faults = cells.parse([column for column in RESPONSE.columns if column.name in received.columns], received)
    typed = typed.with_columns(
        status=pl.lit("in_force"),
        superseded_by=pl.lit(None, pl.String),
    ).select(list(RESPONSE.types))
    marked = received.with_columns(origin=pl.col("origin_id").fill_null(UNKNOWN_ROUND))
    faults = pl.concat(
        [
            faults,
            _cell_faults(first, received),
            _unknown_municipality(received),
            _of_another_home(received, is_example_home=is_example_home),
        ]
    )
    settled = validate(Batch(RESPONSE, typed, marked, faults))
    notices = pl.concat([raw[NOTICE], _other_years(raw[HEADING], received)])
    broken = notices.filter(pl.col("severity") == "rejected")["submission"].unique()
    accepted = settled.valid.filter(~pl.col("submission").is_in(broken.implode()))
    asked_at = first.select("file", column="asked", at="row_number").unique(["file", "column"], maintain_order=True)
    named = settled.rejects.with_columns(pl.col("column_name").replace(ASKED_AS))
    rejects = named.join(
        asked_at, left_on=["file", "column_name"], right_on=["file", "column"], how="left", maintain_order="left"
    ).with_columns(row_number=pl.coalesce("at", "row_number"))
    everything = pl.concat(
        [
            rejects.select(FOUND_COLUMNS),
            _unused_lines(lines, marked),
            _notices(notices, marked),
            _unread(raw[UNREAD], marked),
            _kept(raw[KEPT], marked),
        ]
    )
    # A round that nobody has answered validly is no origin; the file still tells where the row came from.
    answered = pl.col("origin").is_in(accepted["origin_id"].implode())
    everything = everything.with_columns(origin=pl.when(answered).then("origin").otherwise(pl.lit(UNKNOWN_ROUND)))
    return Validated(_in_force(accepted, raw[FILE]), everything.unique(list(REJECT.grain), maintain_order=True))


def claimed(raw: Mapping[str, pl.DataFrame], gazetteer: Gazetteer) -> pl.DataFrame:
    """Who each submission says it is, accepted or not: submission, file, unit_id (null where unknown), survey_round."""
    lines = _asked(raw[raw_name(ABOUT)])
    first = lines.filter(pl.col("asked").is_not_null() & (pl.col("turn") == 1))
    received = _received(lines, first, raw[FILE], gazetteer, "survey")
    return received.select("submission", "file", "unit_id", "survey_round")


def superseded_answers(raw: Mapping[str, pl.DataFrame], response: pl.DataFrame) -> pl.DataFrame:
    """Every filled cell of the submissions that a newer one stands for. Shape: core.superseded_answer."""
    replaced = response.filter(pl.col("status") == "superseded").select(
        "submission", "superseded_by", "unit_id", "survey_round", "origin_id"
    )
    cells_of = [
        raw[raw_name(sheet)]
        .join(replaced, on="submission", how="inner", maintain_order="left")
        .unpivot(
            [field.name for field in sheet.fields],
            index=["file", "sheet", "row_number", *replaced.columns],
            variable_name="column",
            value_name="written",  # the About sheet has a column called value
        )
        for sheet in SHEETS
    ]
    return (
        pl.concat(cells_of)
        .filter(pl.col("written").str.strip_chars().str.len_chars() > 0)
        .rename({"file": "source_file", "written": "value"})
        .select(list(SUPERSEDED_ANSWER.types))
        .unique(list(SUPERSEDED_ANSWER.grain), maintain_order=True)
    )


def _asked(about: pl.DataFrame) -> pl.DataFrame:
    """Lines of About sheets with the question each asks (null where the template has none) and its turn."""
    texts = about["field"].drop_nulls().unique().to_list()
    meaning = {text: field.name for text in texts for field in ABOUT_FIELDS if field.means(text)}
    question = pl.col("field").replace_strict(meaning, default=None, return_dtype=pl.String)
    return about.with_columns(asked=question).with_columns(
        turn=pl.col("row_number").rank("ordinal").over("submission", "asked")
    )


def _received(
    lines: pl.DataFrame, first: pl.DataFrame, files: pl.DataFrame, gazetteer: Gazetteer, kind: str
) -> pl.DataFrame:
    """One row of text answers per submission, with its municipality and origin."""
    answers = lines.group_by("submission", maintain_order=True).agg(
        pl.col("file").first(), pl.col("sheet").first(), pl.col("row_number").first()
    )
    for field in ABOUT_FIELDS:
        answer = first.filter(pl.col("asked") == field.name).select("submission", pl.col("value").alias(field.name))
        answers = answers.join(answer, on="submission", how="left", maintain_order="left")
    places = pl.DataFrame(
        [place_of(row, gazetteer) for row in answers.iter_rows(named=True)],
        schema=dict.fromkeys(("unit_id", "country_code", "municipality_code", "municipality_name"), pl.String()),
    )
    return (
        answers.drop("country_code", "municipality_code")
        .hstack(places)
        .join(files.select("file", file_sha256="sha256"), on="file", how="left", maintain_order="left")
        .with_columns(
            source_file=pl.col("file"),
            survey_round=pl.col("survey_round").str.strip_chars(),
            origin_id=pl.format("{}-round-{}", pl.lit(kind), pl.col("survey_round").str.strip_chars()),
        )
    )


def place_of(row: Mapping[str, str | None], gazetteer: Gazetteer) -> dict[str, str | None]:
    """The municipality at the round's New Year; without a unit where it does not resolve, which rejects the submission.

    Where no country is asked, the number must be one municipality's in one country only.
    """
    number, written, survey_round = (
        (row[name] or "").strip() for name in ("municipality_code", "country_code", "survey_round")
    )
    country = COUNTRY_WORDS[written.casefold()] if written.casefold() in COUNTRY_WORDS else written.upper()
    stated = {"municipality_code": number or None, "country_code": country or None}
    if not number or not survey_round.isdecimal():
        return stated
    found = []
    for candidate in [country] if country else MUNICIPALITY_COUNTRIES:
        try:
            at = datetime.date(int(survey_round), 1, 1)
            found.append(gazetteer.resolve(number, candidate, at))
        except (UserError, ValueError, OverflowError):
            continue
    if len(found) != 1:
        return stated
    return {name: getattr(found[0], name) for name in ("unit_id", "country_code", "municipality_code")} | {
        "municipality_name": found[0].name
    }


def _unknown_municipality(received: pl.DataFrame) -> pl.DataFrame:
    """The one fault of a number that is no municipality's, or several's, in the round's year."""
    lost = received["unit_id"].is_null() & received["municipality_code"].is_not_null()
    rows = pl.DataFrame({"row": lost.arg_true().cast(pl.Int64), "value": received["municipality_code"].filter(lost)})
    named = [
        rows.select("row", column=pl.lit(column), rule=pl.lit("unknown_municipality"), value="value")
        for column in ("unit_id", "municipality_name")
    ]
    return pl.concat(named)


def _of_another_home(received: pl.DataFrame, *, is_example_home: bool) -> pl.DataFrame:
    """The fault of a made-up workbook among answers, and of any other in the example home.

    Made-up figures are told apart by where they are: they and answers never stand in one warehouse.
    """
    asked = pl.col("is_example")
    is_made_up = cells.yes_no(asked)
    rule = (
        pl.when(is_made_up.fill_null(False).not_()).then(pl.lit("not_made_up"))
        if is_example_home
        else pl.when(is_made_up)
        .then(pl.lit("made_up"))
        .when(is_made_up.is_null() & (asked.str.strip_chars().str.len_chars() > 0))
        .then(pl.lit("yes_no"))
    )
    found = received.with_row_index("row").select(
        pl.col("row").cast(pl.Int64), column=pl.lit("is_example"), rule=rule, value=asked
    )
    return found.filter(pl.col("rule").is_not_null())


def _other_years(headings: pl.DataFrame, received: pl.DataFrame) -> pl.DataFrame:
    """A notice for every heading that names another year than the round's: last year's workbook sent again."""
    rounds = received.select(
        "file", "submission", survey_round=pl.col("survey_round").cast(pl.Int64, strict=False)
    ).unique("file", maintain_order=True)
    dated = headings.filter(pl.col("column").is_in(list(YEARS_FROM_ROUND))).with_columns(
        year=pl.col("heading").map_elements(year_in, return_dtype=pl.Int64),
        years=pl.col("column").replace_strict(YEARS_FROM_ROUND, default=None, return_dtype=pl.Int64),
    )
    other = dated.join(rounds, on="file", how="inner", maintain_order="left").filter(
        pl.col("year") != pl.col("survey_round") + pl.col("years")
    )
    return other.select(
        "file",
        "submission",
        "sheet",
        row_number=pl.lit(1, pl.Int64),
        column="column",
        rule=pl.lit("other_year"),
        value="heading",
        severity=pl.lit("rejected"),
    )


def _in_force(accepted: pl.DataFrame, files: pl.DataFrame) -> pl.DataFrame:
    """The newest of each municipality and round: by the day of the answer, then when the document was saved."""
    newest_first = accepted.join(
        files.select(source_file="file", saved_at="saved_at"), on="source_file", how="left", maintain_order="left"
    ).sort("answered_on", "saved_at", "submission", descending=True, nulls_last=True)
    stands = pl.col("submission").first().over("unit_id", "survey_round", "origin_id")
    settled = newest_first.with_columns(
        status=pl.when(pl.col("submission") == stands).then(pl.lit("in_force")).otherwise(pl.lit("superseded")),
        superseded_by=pl.when(pl.col("submission") != stands).then(stands),
    )
    return settled.sort("submission").select(list(RESPONSE.types))


def _cell_faults(first: pl.DataFrame, received: pl.DataFrame) -> pl.DataFrame:
    """Faults of answers whose cell holds no usable value, such as a formula that was never calculated."""
    rows = received.select("submission").with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    return (
        first.filter(pl.col("cell_faults").list.len() > 0)
        .explode("cell_faults")
        .join(rows, on="submission", how="inner", maintain_order="left")
        .select(
            "row",
            column="asked",
            rule=pl.col("cell_faults").struct.field("rule"),
            value=pl.col("cell_faults").struct.field("value"),
        )
        .select(list(FAULTS))
    )


def _known(marked: pl.DataFrame) -> pl.DataFrame:
    return marked.select("submission", "origin")


def _unused_lines(lines: pl.DataFrame, marked: pl.DataFrame) -> pl.DataFrame:
    """Lines of the About sheet that are no question of the template, or repeat one: kept by name."""
    unused = lines.filter(pl.col("asked").is_null() | (pl.col("turn") > 1))
    return _as_rejects(
        unused.join(_known(marked), on="submission", how="left", maintain_order="left").with_columns(
            table_name=pl.lit(RESPONSE.name),
            column_name=pl.col("field").fill_null("no question"),
            rule=pl.when(pl.col("asked").is_null())
            .then(pl.lit("not_in_template"))
            .otherwise(pl.lit("repeated_question")),
            severity=pl.lit("told"),
        )
    )


def _notices(notices: pl.DataFrame, marked: pl.DataFrame) -> pl.DataFrame:
    """What the reader said of files and sheets."""
    joined = notices.join(_known(marked), on="submission", how="left", maintain_order="left")
    return _as_rejects(joined.with_columns(table_name=pl.lit(RESPONSE.name), column_name="column"))


def _kept(kept: pl.DataFrame, marked: pl.DataFrame) -> pl.DataFrame:
    """What is said of a file that is not accepted: whose answers stay as they were, or cannot stay."""
    said = kept.group_by("file", is_there=pl.col("submission").is_not_null(), maintain_order=True).agg(
        pl.col("submission").first(), value=pl.col("answer").sort().str.join(", ")
    )
    return _as_rejects(
        said.join(_known(marked), on="submission", how="left", maintain_order="left").with_columns(
            table_name=pl.lit(RESPONSE.name),
            sheet=pl.lit(None, pl.String),
            row_number=pl.lit(1, pl.Int64),
            column_name=pl.lit("file"),
            rule=pl.when("is_there").then(pl.lit("last_answer_stands")).otherwise(pl.lit("last_answer_lost")),
            severity=pl.lit("told"),
        )
    )


def _unread(unread: pl.DataFrame, marked: pl.DataFrame) -> pl.DataFrame:
    """Rows under headings that do not hold: received, and in no core table."""
    joined = unread.join(_known(marked), on="submission", how="left", maintain_order="left")
    table = pl.col("sheet_name").replace_strict(SHEET_TABLES, return_dtype=pl.String)
    return _as_rejects(
        joined.with_columns(
            table_name=table, column_name=pl.lit("row"), rule=pl.lit("headings_rejected"), severity=pl.lit("rejected")
        )
    )


def _as_rejects(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(origin=pl.col("origin").fill_null(UNKNOWN_ROUND)).select(FOUND_COLUMNS)
