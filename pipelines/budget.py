"""Rows of the sheets on money and size as budget lines and survey sizes.

Belongs here: which cell becomes which column. Does not belong here: adding anything up (sql/core).
"""

from __future__ import annotations

import polars as pl

from pipelines import cells, survey
from pipelines.missing import answer
from pipelines.validation import Batch, Validated
from schemas.budget import BUDGET_LINE, SURVEY_SIZE
from schemas.contracts import UNIT_FORM
from schemas.survey import YEARS_FROM_ROUND
from schemas.words import WORDS

# The amount column of the sheet, which is also the measure -> years from the round's year to the fiscal year.
FISCAL_YEARS = {measure: YEARS_FROM_ROUND[measure] for measure in ("account", "budget")}

IN_WORDS = [word for word, code in WORDS["scope"].items() if code == "in"]


def budget_lines(raw: pl.DataFrame, response: pl.DataFrame) -> Validated:
    """One row of the sheet is two lines: the accounts of the year before and the budget of the round's year.

    A pool that is in the figures without an amount, blank or `vet ikke`, is no line: it is reported as not answered.
    """
    received, silent = survey.unanswered(
        survey.with_respondent(raw, response),
        BUDGET_LINE,
        ("account", "budget", "scope"),
    )
    is_in = cells.clean(pl.col("scope")).str.to_lowercase().is_in(IN_WORDS)
    settled = []
    for column, years in FISCAL_YEARS.items():
        said, unsaid = survey.unanswered(received, BUDGET_LINE, (column,), only=is_in)
        settled.append(_lines(raw, said, column, years))
        silent = pl.concat([silent, unsaid])
    rejects = pl.concat([silent, *(part.rejects for part in settled)]).unique(maintain_order=True)
    return Validated(pl.concat([part.valid for part in settled]), rejects)


def _lines(raw: pl.DataFrame, received: pl.DataFrame, measure: str, years: int) -> Validated:
    said = answer("vat", pl.col("vat")).is_not_null()
    received = received.with_columns(
        measure=pl.lit(measure),
        fiscal_year=pl.col("year") + years,
        vat=pl.when(said).then("vat").otherwise(pl.lit("unknown")),  # what nobody said is not known
    )
    asked = survey.asked_columns(BUDGET_LINE.columns, raw)
    typed, faults = cells.parse(asked, received)
    amounts, amount_faults = cells.count(received, measure, "amount_", is_money=True)
    typed = pl.concat([received.drop([column.name for column in asked]), typed, amounts], how="horizontal")
    other = [column for column in FISCAL_YEARS if column != measure]
    faults = pl.concat([faults, amount_faults, survey.cell_faults(received, ignored=other)])
    batch = Batch(BUDGET_LINE, typed.select(list(BUDGET_LINE.types)), received, faults)
    return survey.settle(batch, dict.fromkeys(amounts.columns, measure))


def survey_sizes(raw: pl.DataFrame, response: pl.DataFrame) -> Validated:
    """Sizes at the end of the year before the round. A row without a number is reported as not answered."""
    received, silent = survey.unanswered(survey.with_respondent(raw, response), SURVEY_SIZE, ("number",))
    received = received.with_columns(pl.col("year") + YEARS_FROM_ROUND["number"])
    asked = survey.asked_columns(SURVEY_SIZE.columns, raw)
    typed, faults = cells.parse(asked, received)
    numbers, number_faults = cells.count(received, "number", "")
    typed = pl.concat([received.drop([column.name for column in asked]), typed, numbers], how="horizontal")
    faults = pl.concat([faults, number_faults, survey.cell_faults(received)])
    batch = Batch(SURVEY_SIZE, typed.select(list(SURVEY_SIZE.types)), received, faults)
    settled = survey.settle(batch, dict.fromkeys(numbers.columns, "number"))
    return Validated(settled.valid, pl.concat([silent, settled.rejects]))


def answered_forms(response: pl.DataFrame) -> pl.DataFrame:
    """The form of collaboration each respondent has, for both fiscal years its workbook covers.

    Where two rounds cover a year, what was answered in the year itself stands before what was answered the year after.
    """
    year = pl.col("survey_round").cast(pl.Int64)
    response = response.filter((pl.col("status") == "in_force") & pl.col("form_code").is_not_null())
    both = pl.concat(
        [response.with_columns(year=year + years) for years in sorted(FISCAL_YEARS.values(), reverse=True)]
    )
    each = both.unique(list(UNIT_FORM.grain), keep="first", maintain_order=True)
    return each.with_columns(reason=pl.lit("answered in the survey")).select(list(UNIT_FORM.types))
