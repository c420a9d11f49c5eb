"""Rows of the sheets on money and size as budget lines and survey sizes.

Belongs here: which cell becomes which column. Does not belong here: adding anything up (sql/core).
"""

from __future__ import annotations

import polars as pl

from pipelines import cells, survey
from pipelines.missing import NO_MONEY, answer
from pipelines.shifts import OUT_OF_PLACE
from pipelines.validation import Batch, Validated, found_of, rule_faults
from schemas.budget import BUDGET_LINE, OUT_HAS_NONE, SURVEY_SIZE
from schemas.codes import CURRENCY_OF
from schemas.contracts import UNIT_FORM
from schemas.quality import FOUND_COLUMNS
from schemas.survey import YEARS_FROM_ROUND
from schemas.words import WORDS

# The amount column of the sheet, which is also the measure -> years from the round's year to the fiscal year.
FISCAL_YEARS = {measure: YEARS_FROM_ROUND[measure] for measure in ("account", "budget")}
IN_WORDS = [word for word, code in WORDS["scope"].items() if code == "in"]
NO_MONEY_WORDS = [NO_MONEY, *(word for word, code in WORDS["cost_pool"].items() if code == NO_MONEY)]
AMOUNTS = ("amount_low", "amount_mid", "amount_high")
# A fault of one of these takes the amount away, or what is known of it, and leaves the pool where it is.
MENDED = (*AMOUNTS, "scope", "currency", "vat")
IN_ANOTHER_ROW = "in_another_row"  # of a pool that stands twice: its own reject says enough


def budget_lines(raw: pl.DataFrame, response: pl.DataFrame) -> Validated:
    """One row of the sheet is two lines: the accounts of the year before and the budget of the round's year.

    A pool without a usable amount is a line all the same, and `amount_status` says why; a pool of which nothing was
    answered at all is reported as not answered.
    """
    received, silent = survey.unanswered(
        survey.with_respondent(raw, response), BUDGET_LINE, ("account", "budget", "scope")
    )
    pool = cells.clean(pl.col("cost_pool")).str.to_lowercase()
    is_missed = cells.clean(pl.col("scope")).str.to_lowercase().is_in(IN_WORDS) & ~pool.is_in(NO_MONEY_WORDS)
    settled, rejects = [], [silent]
    for measure, years in FISCAL_YEARS.items():
        _, unsaid = survey.unanswered(received, BUDGET_LINE, (measure,), only=is_missed)
        part = _lines(raw, received, measure, years)
        settled.append(part.valid)
        rejects += [unsaid, part.rejects]
    lines = pl.concat(settled)
    rejects.append(_without_form(lines, response))
    return Validated(lines, pl.concat(rejects).unique(maintain_order=True))


def _without_form(lines: pl.DataFrame, response: pl.DataFrame) -> pl.DataFrame:
    """A question for every answer with money and no form: its figures are kept, compared once the form is stated."""
    stands = response.filter(pl.col("form_code").is_null() & (pl.col("status") != "superseded"))
    stated = lines.filter(pl.col("amount_mid").is_not_null())["unit_id"].unique()
    return (
        stands.filter(pl.col("unit_id").is_in(stated.implode()))
        .select(
            table_name=pl.lit(BUDGET_LINE.name),
            origin="origin_id",
            file="source_file",
            sheet=pl.lit(None, pl.String),
            row_number=pl.lit(None, pl.Int64),
            column_name=pl.lit("form_code"),
            rule=pl.lit("form_missing"),
            value=pl.lit(None, pl.String),
            severity=pl.lit("held"),
        )
        .select(FOUND_COLUMNS)
    )


def _lines(raw: pl.DataFrame, received: pl.DataFrame, measure: str, years: int) -> Validated:
    """The lines of one measure: every row that names a pool is one, or says why it is none."""
    said = answer("vat", pl.col("vat")).is_not_null()
    received = received.with_columns(
        measure=pl.lit(measure),
        fiscal_year=pl.col("year") + years,
        vat=pl.when(said).then("vat").otherwise(pl.lit("unknown")),  # what nobody said is not known
        **{name: pl.col(measure) for name in AMOUNTS},
    )
    typed, faults = _typed(raw, received, measure)
    is_mended = pl.col("column").is_in(list(MENDED))
    is_mended |= pl.col("rule").is_in(list(OUT_OF_PLACE)) & (pl.col("column") != "cost_pool")
    typed = _without_the_unusable(typed, received, faults.filter(is_mended), measure)
    repeated = _repeated(typed, faults, faults.filter(~is_mended)["row"])
    typed = _without_amount(typed, repeated.filter(pl.col("rule") == "repeated_pool")["row"])
    is_excluding = pl.col("rule") != "repeated_pool"
    batch = Batch(
        BUDGET_LINE,
        typed.select(list(BUDGET_LINE.types)),
        received,
        pl.concat([faults.filter(~is_mended), repeated.filter(is_excluding)]),
    )
    settled = survey.settle(batch, dict.fromkeys(AMOUNTS, measure))
    told = pl.concat([faults.filter(is_mended), repeated.filter(~is_excluding)])
    of_cells = found_of(batch, told).with_columns(pl.col("column_name").replace(dict.fromkeys(AMOUNTS, measure)))
    return Validated(
        settled.valid,
        survey.without_consequences(pl.concat([settled.rejects, of_cells]))
        .filter(pl.col("rule") != IN_ANOTHER_ROW)
        .unique(maintain_order=True),
    )


def _typed(raw: pl.DataFrame, received: pl.DataFrame, measure: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns of the table but for what the amount is worth, and every fault of the rows whose sender is known."""
    asked = survey.asked_columns(BUDGET_LINE.columns, raw)
    typed, faults = cells.parse(asked, received)
    amounts, amount_faults = cells.count(received, measure, "amount_", is_money=True)
    is_open = amounts["amount_mid"].is_null() & (
        amounts["amount_low"].is_not_null() | amounts["amount_high"].is_not_null()
    )
    open_faults = pl.DataFrame(
        {"row": is_open.arg_true().cast(pl.Int64), "value": received[measure].filter(is_open)}
    ).select("row", column=pl.lit("amount_mid"), rule=pl.lit("open_amount"), value="value")
    typed = pl.concat(
        [received.drop([column.name for column in asked], strict=False).drop(AMOUNTS), typed, amounts], how="horizontal"
    )
    typed = typed.with_columns(pl.when(~is_open).then(name).alias(name) for name in AMOUNTS)
    typed = typed.with_columns(
        amount_status=pl.when(pl.col("amount_mid").is_not_null())
        .then(pl.lit("stated"))
        .when(pl.col("scope") == "in")
        .then(pl.lit("not_answered"))
        .otherwise(pl.lit("not_asked"))
    )
    other = [column for column in FISCAL_YEARS if column != measure]
    is_shifted = pl.col("rule").is_in(list(OUT_OF_PLACE))  # a fault of the whole row, in whatever column it begins
    of_cells = (
        survey.cell_faults(received)
        .filter(is_shifted | ~pl.col("column").is_in(other))
        .with_columns(pl.when(is_shifted).then("column").otherwise(pl.col("column").replace({measure: "amount_mid"})))
    )
    read = pl.concat([faults, amount_faults, open_faults, of_cells]).unique(["row", "column"], maintain_order=True)
    broken = rule_faults(BUDGET_LINE, typed.select(list(BUDGET_LINE.types)), received)
    ignored = broken["column"].is_in(["amount_status"])  # follows from the cells, and is settled with them
    no_currency = (broken["column"] == "currency") & (broken["rule"] == "required")
    unasked = typed["amount_status"].gather(broken["row"]) != "stated"
    broken = broken.filter(~ignored & ~(no_currency & unasked)).join(read, on=["row", "column"], how="anti")
    found = pl.concat([read, broken])
    lost = found.filter(pl.col("column") == "scope")["row"]  # whether an amount belongs there is then not known
    known = typed.with_row_index("row").filter(pl.col("unit_id").is_not_null())["row"].cast(pl.Int64)
    follows = (pl.col("rule") == OUT_HAS_NONE.name) & pl.col("row").is_in(lost.implode())
    return typed, found.filter(pl.col("row").is_in(known.implode()) & ~follows)


def _without_the_unusable(
    typed: pl.DataFrame, received: pl.DataFrame, faults: pl.DataFrame, measure: str
) -> pl.DataFrame:
    """What is known in the place of cells at fault: no amount, scope or VAT unknown, the country's own currency."""

    shifted = pl.col("rule").is_in(list(OUT_OF_PLACE))

    def at_fault(*columns: str, also: pl.Expr | None = None) -> pl.Series:
        here = pl.col("column").is_in(list(columns))
        rows = faults.filter(here if also is None else here | also)["row"]
        return pl.repeat(False, typed.height, eager=True).scatter(rows.unique(), True)

    said = received.select(answer(measure, pl.col(measure)).is_not_null()).to_series()
    scope = pl.when(at_fault("scope")).then(pl.lit("unknown")).otherwise("scope")
    is_unusable = at_fault(*AMOUNTS, also=shifted) | (said & (at_fault("scope") | at_fault("currency")))
    own = pl.Series(received["country_code"]).replace_strict(CURRENCY_OF, default=None, return_dtype=pl.String)
    return typed.with_columns(
        scope=scope,
        amount_status=pl.when(is_unusable)
        .then(pl.lit("rejected"))
        .when(at_fault("scope"))
        .then(pl.lit("not_asked"))
        .otherwise("amount_status"),
        vat=pl.when(at_fault("vat", also=shifted)).then(pl.lit("unknown")).otherwise("vat"),
        currency=pl.when(at_fault("currency", also=shifted)).then(own).otherwise(pl.col("currency").fill_null(own)),
        **{name: pl.when(~is_unusable).then(name) for name in AMOUNTS},
    )


def _without_amount(typed: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    taken = pl.repeat(False, typed.height, eager=True).scatter(rows.unique(), True)
    return typed.with_columns(
        amount_status=pl.when(taken).then(pl.lit("rejected")).otherwise("amount_status"),
        **{name: pl.when(~taken).then(name) for name in AMOUNTS},
    )


def _repeated(typed: pl.DataFrame, faults: pl.DataFrame, whole: pl.Series) -> pl.DataFrame:
    """Faults of pools that stand more than once, but for rows that fall as a `whole`.

    One row counts, and none of its amounts where they differ.
    """
    rows = (
        typed.with_row_index("row")
        .with_columns(pl.col("row").cast(pl.Int64), is_stated=pl.col("amount_status") == "stated")
        .filter(pl.col("unit_id").is_not_null() & ~pl.col("row").is_in(whole.implode()))
    )
    key = list(BUDGET_LINE.grain)
    amount = pl.when("is_stated").then(pl.struct(*AMOUNTS, "currency", "vat"))
    repeated = rows.with_columns(
        n=pl.len().over(key),
        n_amounts=amount.drop_nulls().n_unique().over(key),
        turn=pl.struct(~pl.col("is_stated"), "row").rank("ordinal").over(key),
    ).filter(pl.col("n") > 1)
    has_fault = pl.col("row").is_in(faults["row"].implode())
    rule = pl.when(has_fault).then(pl.lit(IN_ANOTHER_ROW)).otherwise(pl.lit("duplicate_row"))
    found = [
        repeated.filter(pl.col("turn") > 1).with_columns(rule=rule),
        repeated.filter(pl.col("is_stated") & (pl.col("n_amounts") > 1)).with_columns(rule=pl.lit("repeated_pool")),
    ]
    return pl.concat(found).select("row", column=pl.lit("cost_pool"), rule="rule", value="cost_pool")


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
