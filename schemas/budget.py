"""Money and size of a unit as answered in a survey: budget lines by cost pool, and what they are divided by.

Belongs here: budget lines, unit sizes, IT staff. Does not belong here: contracts and news claims
(schemas/contracts), anything divided or compared (schemas/benchmark).
"""

import polars as pl

from schemas.codes import (
    AMOUNT_STATUSES,
    COST_POOLS,
    CURRENCIES,
    DENOMINATORS,
    MEASURES,
    SCOPES,
    SIZE_BASES,
    SURVEY_SIZES,
    TIERS,
    VAT,
)
from schemas.columns import at_least, code, flag, interval, number, text, year
from schemas.origins import origin_id, place
from schemas.table import RowRule, Table, ordered_interval

AMOUNT_WHERE_STATED = RowRule(
    "amount_where_stated",
    "amount_status",
    lambda: (
        (pl.col("amount_status") == "stated")
        == pl.all_horizontal(pl.col(f"amount_{end}").is_not_null() for end in ("low", "mid", "high"))
    ),
    {"amount_status": "not_answered"},
)
NOTHING_WHERE_NOT_STATED = RowRule(
    "no_amount_unless_stated",
    "amount_status",
    lambda: (
        (pl.col("amount_status") == "stated")
        | pl.all_horizontal(pl.col(f"amount_{end}").is_null() for end in ("low", "mid", "high"))
    ),
    {"amount_status": "rejected", "amount_low": None, "amount_mid": None},
)
ASKED_WHERE_IN = RowRule(
    "amount_asked_where_in",
    "amount_status",
    lambda: (
        pl.when(pl.col("scope") == "in")
        .then(pl.col("amount_status") != "not_asked")
        .otherwise(pl.col("amount_status").is_in(["not_asked", "rejected", "held"]))
    ),
    {"scope": "in", "amount_status": "not_asked", "amount_low": None, "amount_mid": None, "amount_high": None},
)
OUT_HAS_NONE = RowRule(
    "no_amount_unless_in",
    "amount_mid",
    lambda: (pl.col("scope") == "in") | pl.col("amount_mid").is_null(),
    {"scope": "out", "amount_mid": 1.0},
)
BUDGET_LINE = Table(
    "core.budget_line",
    "What a unit budgeted or paid for one cost pool in one fiscal year; a pool without a usable amount is a row too",
    ("unit_id", "fiscal_year", "measure", "cost_pool", "origin_id"),
    (
        text("unit_id", "Municipality or collaboration that pays", "NO-3316"),
        year("fiscal_year", "Fiscal year of the amount", 2024),
        code("measure", "Budget or account", MEASURES, "account"),
        code("cost_pool", "What the money is for", COST_POOLS, "staff_central"),
        code("scope", "Whether the pool is in the unit's IT figures", SCOPES, "in"),
        *interval("amount_", "Amount of the year", "currency units, nominal", 4500000.0),
        code("amount_status", "Whether there is an amount, and why there is none", AMOUNT_STATUSES, "stated"),
        code(
            "currency",
            "Currency of the amount; where none is stated, the one written or the country's own",
            CURRENCIES,
            "NOK",
        ),
        code("vat", "Whether VAT is in the amount", VAT, "excluded"),
        origin_id("example-round-2025"),
        *place(sheet="Budget"),
    ),
    (
        *ordered_interval("amount_"),
        OUT_HAS_NONE,
        AMOUNT_WHERE_STATED,
        NOTHING_WHERE_NOT_STATED,
        ASKED_WHERE_IN,
    ),
)
UNIT_SIZE = Table(
    "core.unit_size",
    "How large a unit is in one denominator",
    ("unit_id", "year", "denominator", "origin_id"),
    (
        text("unit_id", "Municipality or collaboration", "NO-3316"),
        year("year", "Year the size describes", 2024, required=False),
        code("denominator", "What is counted", DENOMINATORS, "user"),
        *interval("", "Number counted", "as the denominator says", 1500.0, minimum=0),
        number(
            "rounding_half_width",
            "Half a unit of the last stated digit",
            0.0,
            "as the denominator says",
            rules=(at_least(0),),
        ),
        code("basis", "How the number is known", SIZE_BASES, "survey"),
        code("evidence_tier", "How good the evidence is", TIERS, "A"),
        flag("is_second_hand", "True where the document quotes another", False),
        text(
            "claim_id", "The claim that states it", "digi-ikomm-users", required=False, references="core.claim.claim_id"
        ),
        origin_id("example-round-2025"),
    ),
    ordered_interval(),
)
IT_STAFF = Table(
    "core.it_staff",
    "People who work with IT for a unit",
    ("unit_id", "year", "staff_unit", "origin_id"),
    (
        text("unit_id", "Municipality or collaboration", "NO-3316"),
        year("year", "Year the number describes", 2024, required=False),
        code("staff_unit", "Whether people or full-time equivalents are counted", ("fte", "person"), "fte"),
        *interval("", "IT staff", "fte or persons, as staff_unit says", 6.5, minimum=0),
        flag("is_lower_bound", "True where more staff than counted here serve the unit", False),
        text(
            "claim_id",
            "The claim that states it",
            "digi-ikomm-it-staff",
            required=False,
            references="core.claim.claim_id",
        ),
        origin_id("example-round-2025"),
    ),
    ordered_interval(),
)
# What the sheet on staff and users holds: one row per measured size.
SURVEY_SIZE = Table(
    "core.survey_size",
    "A size answered in a survey",
    ("unit_id", "year", "size", "origin_id"),
    (
        text("unit_id", "Municipality that answered", "NO-3316"),
        year("year", "Year the answer describes", 2024),
        code("size", "What is counted", SURVEY_SIZES, "user"),
        *interval("", "Number answered", "as the size says", 1500.0, minimum=0),
        origin_id("example-round-2025"),
        *place(sheet="Staff and users"),
    ),
    (
        *ordered_interval(),
        RowRule(
            "answered",
            "mid",
            lambda: pl.any_horizontal(pl.col("low").is_not_null(), pl.col("high").is_not_null()),
            {"low": None, "mid": None, "high": None},
        ),
    ),
)
TABLES = (BUDGET_LINE, SURVEY_SIZE, UNIT_SIZE, IT_STAFF)
