"""Why an answer is missing: not asked, not answered, not applicable, unknown. The four are never one.

Belongs here: telling them apart in received text, counting them. Does not belong here: the words people use
(schemas/words), answers that are there (pipelines/cells).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from pipelines.workbook.pile import HEADING, raw_name
from schemas.completeness import MISSING_ANSWER, MISSING_KINDS, SURVEY_ANSWER
from schemas.survey import ABOUT, BUDGET, SHEETS, Sheet
from schemas.words import MISSING, WORDS

# A code list that has a word for unknown keeps it as its own answer; a key or a required code says what is wrong.
OWN_UNKNOWN = {name for name, words in WORDS.items() if "unknown" in words.values()}
NEVER_EMPTIED = {sheet.fields[0].name for sheet in SHEETS} | {"value", "currency"}
BLANKS = " \t\r\n\u00a0\u202f\ufeff"
# What is asked of a cost pool only where it is in the figures.
OF_AN_AMOUNT = ["account", "budget", "currency", "vat"]
NO_MONEY = "pupils_as_users"  # says who is counted: a blank amount lacks nothing
COUNTED = ("answered", "rejected", *MISSING_KINDS)
ASKED_SHEETS = [sheet for sheet in SHEETS if sheet is not ABOUT]


def kind(text: pl.Expr) -> pl.Expr:
    """not_answered for a blank, unknown or not_applicable for their words, null for an answer."""
    folded = text.str.strip_chars(BLANKS).str.to_lowercase()
    said = folded.replace_strict(MISSING, default=None, return_dtype=pl.String)
    return pl.when(folded.fill_null("") == "").then(pl.lit("not_answered")).otherwise(said)


def answer(name: str, text: pl.Expr) -> pl.Expr:
    """The text of a column; null where it is blank or a word such as `vet ikke`, which is no faulty number."""
    if name in NEVER_EMPTIED:
        return pl.when(text.str.strip_chars(BLANKS).str.len_chars() > 0).then(text)
    why = kind(text)
    return pl.when(why.is_null() | ((why == "unknown") & pl.lit(name in OWN_UNKNOWN))).then(text)


def missing_answers(raw: Mapping[str, pl.DataFrame], response: pl.DataFrame) -> pl.DataFrame:
    """Cells of answers in force that say why there is none. Shape: core.missing_answer."""
    parts = []
    for sheet in ASKED_SHEETS:
        rows = _in_force(raw[raw_name(sheet)], response)
        said = rows.unpivot(
            _answers(sheet),
            index=["file", "sheet", "row_number", "unit_id", "survey_round", "origin_id"],
            variable_name="column",
            value_name="written",
        ).with_columns(kind=kind(pl.col("written")))
        parts.append(said.filter(pl.col("kind").is_in(["unknown", "not_applicable"])))
    return pl.concat(parts).rename({"file": "source_file"}).select(list(MISSING_ANSWER.types))


def survey_answers(
    raw: Mapping[str, pl.DataFrame], response: pl.DataFrame, rejects: Iterable[pl.DataFrame]
) -> pl.DataFrame:
    """What each municipality answered of each column, counted. Shape: core.survey_answer.

    `rejects` are those of the sheets' tables: a cell that breaks a rule is answered and not used.
    """
    asked = raw[HEADING].select("file", "column", sheet_name="sheet_name", is_asked=pl.lit(True))
    broken = pl.concat(rejects).filter(pl.col("severity") == "rejected")
    rejected = broken.select("file", "sheet", "row_number", column="column_name").unique()
    parts = []
    for sheet in ASKED_SHEETS:
        rows = _in_force(raw[raw_name(sheet)], response)
        said = (
            rows.with_columns(does_apply=_applies(sheet))
            .unpivot(
                _answers(sheet),
                index=["file", "sheet", "row_number", "unit_id", "survey_round", "origin_id", "does_apply"],
                variable_name="column",
                value_name="written",
            )
            .join(rejected.with_columns(is_rejected=True), on=rejected.columns, how="left", maintain_order="left")
            .with_columns(sheet_name=pl.lit(sheet.name))
            .join(asked, on=["file", "sheet_name", "column"], how="left", maintain_order="left")
            .with_columns(kind=_counted_as())
        )
        parts.append(
            said.group_by(SURVEY_ANSWER.grain, maintain_order=True).agg(
                n_rows=pl.len().cast(pl.Int64),
                **{f"n_{name}": (pl.col("kind") == name).sum().cast(pl.Int64) for name in COUNTED},
            )
        )
    return pl.concat(parts).select(list(SURVEY_ANSWER.types))


def _counted_as() -> pl.Expr:
    """The one kind that a cell is counted under."""
    why = kind(pl.col("written"))
    does_not_apply = ~pl.col("does_apply") & pl.col("column").is_in(OF_AN_AMOUNT)
    return (
        pl.when(pl.col("is_asked").is_null())
        .then(pl.lit("not_asked"))
        .when((why == "not_answered") & does_not_apply)
        .then(pl.lit("not_applicable"))
        .when(why.is_not_null())
        .then(why)
        .when(pl.col("is_rejected"))
        .then(pl.lit("rejected"))
        .otherwise(pl.lit("answered"))
    )


def _applies(sheet: Sheet) -> pl.Expr:
    """Whether a row is asked for an amount: not where its pool is said to be out, or unknown, or is no money."""
    if sheet is not BUDGET:
        return pl.lit(True)
    scope = pl.col("scope").str.strip_chars(BLANKS).str.to_lowercase()
    is_not_in = scope.replace_strict(WORDS["scope"], default=None, return_dtype=pl.String).is_in(["out", "unknown"])
    pool = pl.col("cost_pool").str.strip_chars(BLANKS).str.to_lowercase()
    is_no_money = pool.replace_strict(WORDS["cost_pool"], default=pool, return_dtype=pl.String) == NO_MONEY
    return ~(is_not_in.fill_null(False) | is_no_money.fill_null(False))


def _answers(sheet: Sheet) -> list[str]:
    return [field.name for field in sheet.fields[1:]]


def _in_force(rows: pl.DataFrame, response: pl.DataFrame) -> pl.DataFrame:
    answered = response.filter(pl.col("status") == "in_force").select(
        "submission", "unit_id", "survey_round", "origin_id"
    )
    return rows.join(answered, on="submission", how="inner", maintain_order="left")
