"""Collaborations, the claims that documents make about them, and the contracts assembled from claims.

Belongs here: who works together, one fact from one place, accepted claims assembled, published figures.
Does not belong here: survey answers (schemas/budget), what is divided or compared (schemas/benchmark).
"""

import datetime

import polars as pl

from schemas.codes import (
    CLAIM_KINDS,
    COLLABORATION_STATUSES,
    COST_POOLS,
    COUNTRIES,
    CURRENCIES,
    DENOMINATORS,
    FORM_CODES,
    MEASURES,
    MEMBER_KINDS,
    MEMBER_ROLES,
    PERIODS,
    QUALIFIERS,
    SCOPES,
    TIERS,
)
from schemas.columns import at_least, at_most, code, day, flag, interval, number, text, whole, year
from schemas.origins import SHA256, origin_id
from schemas.reference import municipality_code
from schemas.table import RowRule, Table, ordered, ordered_days, ordered_interval


def unit_id():
    return text("unit_id", "The collaboration or municipality the row is about", "no-indre-ostfold-ikomm-2017")


def collaboration_id():
    return text(
        "collaboration_id",
        "The collaboration",
        "no-indre-ostfold-ikomm-2017",
        references="core.collaboration.collaboration_id",
    )


COLLABORATION = Table(
    "core.collaboration",
    "An arrangement for municipal IT: a joint unit, a company, a contract or a study",
    ("collaboration_id",),
    (
        text("collaboration_id", "Lasting name of the collaboration", "no-indre-ostfold-ikomm-2017"),
        text("name", "What it is called", "Ikomm / Indre Østfold"),
        code("country_code", "Country", COUNTRIES, "NO"),
        code(
            "form_code",
            "Form of collaboration; empty where the form is what is studied",
            FORM_CODES,
            5,
            required=False,
            references="reference.collaboration_form.form_code",
        ),
        text("legal_form", "Legal form as far as known", "AS", required=False),
        text("supplier", "Who delivers", "Ikomm AS", required=False),
        text("scope_as_described", "What it covers, in short", "full IT operations", required=False),
        year("year", "Year the case describes", 2017, required=False),
        day("start_date", "First day, where the day is known", datetime.date(2017, 5, 15), required=False),
        text("start", "Start as far as known: a year, a month or a day", "2017-05-15", required=False),
        text("end", "End as far as known", "2027", required=False),
        code("status", "Where it stands", COLLABORATION_STATUSES, "in_force"),
        text("note", "What to beware of", "rounded value", required=False),
        origin_id(),
    ),
)
COLLABORATION_MEMBER = Table(
    "core.collaboration_member",
    "Who takes part in a collaboration, from when",
    ("collaboration_id", "member_name"),
    (
        collaboration_id(),
        text("member_name", "Name as the source gives it", "Askim"),
        code("member_kind", "What the member is", MEMBER_KINDS, "municipality"),
        text("unit_id", "The municipality, resolved at the date", "NO-0124", required=False),
        municipality_code(required=False, example="0124"),
        day("resolved_at", "The date at which the name was resolved", datetime.date(2017, 5, 15), required=False),
        code("role", "Part it plays", MEMBER_ROLES, "member"),
        number(
            "ownership_share_pct",
            "Share of ownership",
            16.0,
            "percent",
            required=False,
            rules=(at_least(0), at_most(100)),
        ),
        day("valid_from", "First day of membership", datetime.date(2017, 5, 15), required=False),
        day("valid_to", "First day it was no longer a member", datetime.date(2027, 5, 15), required=False),
        origin_id(),
    ),
    (
        RowRule(
            "municipality_is_resolved",
            "unit_id",
            lambda: (pl.col("member_kind") != "municipality") | pl.col("unit_id").is_not_null(),
            {"member_kind": "municipality", "unit_id": None},
        ),
        ordered_days("valid_from", "valid_to"),
    ),
)
UNIT_FORM = Table(
    "core.unit_form",
    "The form of collaboration a municipality says it has in a year",
    ("unit_id", "year"),
    (
        text("unit_id", "Municipality", "NO-3316"),
        year("year", "Year the form describes", 2024),
        code("form_code", "Form of collaboration", FORM_CODES, 0, references="reference.collaboration_form.form_code"),
        text("reason", "How it is known", "answered in the survey"),
        origin_id("example-round-2025"),
    ),
)
SCOPE_STATEMENT = Table(
    "core.scope_statement",
    "What a source says of one cost pool of a collaboration's figures",
    ("collaboration_id", "cost_basis", "cost_pool"),
    (
        collaboration_id(),
        code(
            "cost_basis",
            "The running cost alone, or with the investment as an annuity",
            ("running", "running_and_investment"),
            "running",
        ),
        code("cost_pool", "The cost pool", COST_POOLS, "telephony_fixed"),
        code("scope", "In or out; a pool without a row is unknown", SCOPES, "in"),
        text("reason", "What in the source says so", "telephony is named as part of the contract"),
        origin_id(),
    ),
)
MONEY_HAS_CURRENCY = RowRule(
    "money_has_currency",
    "currency",
    lambda: (pl.col("unit") != "currency") | pl.col("currency").is_not_null(),
    {"unit": "currency", "currency": None},
)
MONEY_HAS_MEASURE = RowRule(
    "money_has_measure",
    "measure",
    lambda: ~pl.col("kind").is_in(["contract_total", "annual_value"]) | pl.col("measure").is_not_null(),
    {"kind": "contract_total", "measure": None},
)
SAYS_SOMETHING = RowRule(
    "says_something",
    "mid",
    lambda: pl.any_horizontal(pl.col(name).is_not_null() for name in ("low", "mid", "high", "value_text", "date_low")),
    {"low": None, "mid": None, "high": None, "value_text": None, "date_low": None, "date_high": None},
)
CLAIM = Table(
    "core.claim",
    "One fact from one place in one document, accepted by a reviewer",
    ("claim_id",),
    (
        text("claim_id", "Lasting name of the claim", "digi-ikomm-contract-total"),
        unit_id(),
        text(
            "contract_id",
            "The contract, where the unit has had several; empty for its only one",
            "no-x-it-2024",
            required=False,
        ),
        code("kind", "What sort of fact it is", CLAIM_KINDS, "contract_total"),
        text("subject", "Whom or what the fact is about", "Ikomm AS and five municipalities"),
        *interval("", "Value", "as the column unit says", 500000000.0, minimum=None),
        number(
            "rounding_half_width",
            "Half a unit of the last stated digit of a round figure",
            50000000.0,
            "as the column unit says",
            rules=(at_least(0),),
        ),
        code("qualifier", "How the source hedges it", QUALIFIERS, "exact_rounded"),
        code(
            "unit",
            "What the value counts",
            ("currency", *DENOMINATORS, "person", "application", "server", "year", "percent", "date", "text", "form"),
            "currency",
        ),
        code("currency", "Currency of money", CURRENCIES, "NOK", required=False),
        code("period", "What time an amount covers", PERIODS, "total", required=False),
        code(
            "per_denominator",
            "What an amount is per, where the source gives a unit cost",
            DENOMINATORS,
            None,
            required=False,
        ),
        code("measure", "What sort of money it is", MEASURES, "contract", required=False),
        year("year", "Year the fact describes", 2017, required=False),
        text("value_text", "The value where it is a name or a code", "Ikomm AS", required=False),
        day("date_low", "Earliest day of a date", datetime.date(2017, 5, 15), required=False),
        day("date_high", "Latest day of a date", datetime.date(2017, 5, 15), required=False),
        code("evidence_tier", "How good the evidence is", TIERS, "D"),
        flag("is_second_hand", "True where the document quotes another", False),
        text("document_sha256", "Digest of the document that says it", "0" * 64, rules=(SHA256,)),
        whole("locator_start", "First character of the words, counted from 0", 200, rules=(at_least(0),)),
        whole("locator_end", "Character after the words", 220, rules=(at_least(1),)),
        text("reviewed_by", "Who accepted it", "founders"),
        day("reviewed_on", "When it was accepted", datetime.date(2026, 11, 23)),
        text("note", "What to beware of", "the headline repeats it", required=False),
        origin_id(),
    ),
    (
        *ordered_interval(),
        ordered_days("date_low", "date_high"),
        ordered("locator_start", "locator_end"),
        MONEY_HAS_CURRENCY,
        MONEY_HAS_MEASURE,
        SAYS_SOMETHING,
    ),
    min_rows=100,
    min_example_rows=5,
)
CONTRACT = Table(
    "core.contract",
    "Accepted claims about one contract's money and term, side by side",
    ("unit_id", "contract_id"),
    (
        unit_id(),
        text("contract_id", "The contract; called like the unit where it has had one only", "no-x-it-2024"),
        *interval("total_", "Value over years_of_total", "currency units, nominal", 500000000.0),
        number("total_rounding", "Rounding half-width of the total", 5.0e7, "currency units", required=False),
        *interval("stated_annual_", "Value of a year as stated", "currency units, nominal", 50000000.0),
        number("stated_annual_rounding", "Rounding half-width of it", 5.0e5, "currency units", required=False),
        *interval("investment_", "Investment", "currency units, nominal", 20000000.0),
        number("investment_rounding", "Rounding half-width of it", 5.0e5, "currency units", required=False),
        number("base_years", "Years without options", 10.0, "years", required=False, rules=(at_least(0),)),
        number(
            "option_years", "Years the contract can be prolonged", 1.0, "years", required=False, rules=(at_least(0),)
        ),
        number(
            "years_of_total",
            "Years the total is for: the base years, and the options where it is said to include them",
            10.0,
            "years",
            required=False,
            rules=(at_least(0),),
        ),
        code("currency", "Currency of the amounts", CURRENCIES, "NOK", required=False),
        code("measure", "What sort of money it is", MEASURES, "contract", required=False),
        year("year", "Year the amounts describe", 2017, required=False),
        text("supplier", "Who delivers", "Ikomm AS", required=False),
        code("evidence_tier", "The worst tier among its claims", TIERS, "D"),
        flag("is_second_hand", "True where an amount is quoted from another document", False),
        whole("n_claims", "Claims it was assembled from", 4, rules=(at_least(1),)),
        origin_id(),
    ),
)
PUBLISHED_FIGURE = Table(
    "core.published_figure",
    "A benchmark figure that somebody has published",
    ("published_figure_id",),
    (
        text("published_figure_id", "File and row it was read from", "published_it_cost_benchmarks.csv:2"),
        code("country_code", "Country", COUNTRIES, "SE"),
        year("year", "Year the figure describes", 2007),
        text("subject", "What or whom the figure is about", "municipal total IT"),
        text("denominator", "What it is per, in the publisher's terms", "per_it_workplace_year"),
        number("value", "Value", 13673.0, "as denominator and currency say", required=False),
        number("low", "Least value given", 9905.0, "as denominator and currency say", required=False),
        number("high", "Greatest value given", 23205.0, "as denominator and currency say", required=False),
        code("currency", "Currency of money", CURRENCIES, "SEK", required=False),
        whole("n", "How many it rests on", 6, required=False, rules=(at_least(1),)),
        text("note", "What to beware of", "median", required=False),
        text("source", "Where it was read", "https://www.ssb.no/"),
        origin_id("sodertorn-2007"),
    ),
    (ordered("low", "high"),),
)
TABLES = (COLLABORATION, COLLABORATION_MEMBER, UNIT_FORM, SCOPE_STATEMENT, CLAIM, CONTRACT, PUBLISHED_FIGURE)
