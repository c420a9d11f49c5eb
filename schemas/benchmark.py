"""What is concluded: costs made comparable, by form, with their evidence.

Belongs here: the marts that users build on. Does not belong here: yearly costs before they are divided (schemas/cost),
what was observed (schemas/budget, contracts, inventory), marts over applications (schemas/portfolio).
Column names of the marts are a public contract.
"""

import polars as pl

from schemas.codes import (
    COUNTRIES,
    CURRENCIES,
    DENOMINATORS,
    FORM_CODES,
    MEASURES,
    SCOPE_CLASSES,
    SIZE_BASES,
    TIERS,
    VAT_REGIMES,
)
from schemas.columns import at_least, code, flag, interval, number, text, whole, year
from schemas.cost import COST_BASES, OVERLAP_REASONS, pools
from schemas.origins import origin_id
from schemas.table import RowRule, Table, ordered, ordered_interval

# A middle value claims a place between two ends; where an end is open there is none.
MID_NEEDS_BOTH_ENDS = RowRule(
    "mid_needs_both_ends",
    "per_mid_nok",
    lambda: (
        pl.col("per_mid_nok").is_null() | (pl.col("per_low_nok").is_not_null() & pl.col("per_high_nok").is_not_null())
    ),
    {"per_mid_nok": 1.0, "per_low_nok": None, "per_high_nok": None},
)


def nominal_and_real(ends: tuple[str, ...] = ("low", "mid", "high")):
    said = {"low": "least it can be", "mid": "as stated", "high": "greatest it can be"}
    for suffix, prices in (("", "nominal"), ("_real", "in prices of price_year")):
        for end in ends:
            yield number(
                f"per_{end}_nok{suffix}",
                f"Cost per unit of the denominator and year, {prices}: {said[end]}",
                11111.0,
                "NOK per denominator and year",
                required=False,
                rules=(at_least(0),),
            )


def class_and_denominator():
    return (
        code("scope_class", "Class of costs it may be compared with", SCOPE_CLASSES, "UNKNOWN"),
        code("denominator", "What the cost is per", DENOMINATORS, "user"),
    )


NO_REAL_REASONS = {
    "undated": "the source gives no year",
    "no_index_or_rate": "no consumer price index or exchange rate is known for the country, currency and year",
}
SUPERSEDED_REASONS = {"newer": "the same unit in a newer year, or by better evidence in the same", **OVERLAP_REASONS}
COST_OBSERVATION = Table(
    "mart.cost_observation",
    "What municipal IT costs per user or other denominator, for one unit and year",
    ("observation_id",),
    (
        text("observation_id", "Lasting name of the observation", "no-x/2017/contract/running/UNKNOWN/user"),
        text("unit_id", "Municipality or collaboration", "no-indre-ostfold-ikomm-2017"),
        text("entity_id", "The unit over all the numbers it has had", "no-indre-ostfold-ikomm-2017"),
        text("unit_name", "Name of the unit", "Ikomm / Indre Østfold"),
        code("country_code", "Country", COUNTRIES, "NO"),
        code(
            "form_code",
            "Form of collaboration; without one the observation stands in no form's figures",
            FORM_CODES,
            5,
            required=False,
            references="reference.collaboration_form.form_code",
        ),
        text("contract_id", "The contract, where it comes from one", "no-indre-ostfold-ikomm-2017", required=False),
        year("year", "Year the cost describes; empty where the source has no date", 2017, required=False),
        code("measure", "What sort of money it is; unlike measures are never added", MEASURES, "contract"),
        code("cost_basis", "How the yearly cost came about", COST_BASES, "running"),
        *class_and_denominator(),
        text(
            "comparison_key",
            "Observations with one key may be put together: one class, or one definition with the same known pools",
            "TOTAL",
        ),
        code("currency", "Currency of cost_low, cost_mid and cost_high", CURRENCIES, "NOK"),
        *interval(
            "cost_",
            "Cost of a year; empty where only a unit cost is published",
            "currency units, nominal, per year",
            5.0e7,
        ),
        *interval("size_", "Number the cost is divided by, with its rounding", "as the denominator says", 4500.0),
        year(
            "size_year",
            "Year of the size; empty where a unit cost is published or nothing is dated",
            2017,
            required=False,
        ),
        whole(
            "size_years_away",
            "Years between cost and size; over 0 the ends of the size are widened by convention",
            0,
            unit="years",
            required=False,
            rules=(at_least(0),),
        ),
        code("size_basis", "How the size is known", SIZE_BASES, "stated", required=False),
        text("size_origin_id", "Where the size comes from", "digi-ikomm-ostfold-2017", required=False),
        *interval("per_", "Cost per unit of the denominator and year", "currency units, nominal", 11111.0),
        *nominal_and_real(),
        number(
            "per_stated_low_nok",
            "Least by the words of the sources alone, without rounding half-widths",
            11111.0,
            "NOK per denominator and year",
            required=False,
        ),
        number(
            "per_stated_high_nok",
            "Greatest by the words of the sources alone, without rounding half-widths",
            11111.0,
            "NOK per denominator and year",
            required=False,
        ),
        number(
            "per_mid_nok_real_ppp",
            "The middle real value by purchasing power instead of the exchange rate",
            11000.0,
            "NOK of equal purchasing power per denominator and year, prices of price_year",
            required=False,
        ),
        year("price_year", "Year whose prices the real values are in", 2024),
        flag("is_price_carried", "True where the year's price index is not out: the last one is carried, ends widened"),
        flag("is_rate_carried", "True where the year has no average exchange rate yet: the last full year's stands"),
        code("no_real_reason", "Why there is no real value", NO_REAL_REASONS, None, required=False),
        code("vat_regime", "Value-added tax on what municipalities buy", VAT_REGIMES, "compensated", required=False),
        flag("is_vat_unknown", "True where it is not known whether an amount holds tax: its ends are widened"),
        text("scope_in", "Cost pools said to be in, separated by |", "operations_contract", required=False),
        text("scope_out", "Cost pools said to be out, separated by |", "telephony_fixed", required=False),
        pools("pools_without_amount", "Cost pools said to be in whose amount is missing: the cost is a least", None),
        number("annuity_rate", "Interest rate, where an investment is in the cost", 0.04, "per year", required=False),
        number("annuity_years", "Life, where an investment is in the cost", 5.0, "years", required=False),
        code("evidence_tier", "Worst tier among the facts it rests on", TIERS, "D"),
        flag("is_second_hand", "True where an amount is quoted from another document", False),
        origin_id(),
        text(
            "superseded_by",
            "Observation that stands for this unit in comparisons instead of this one",
            "no-x/2017/account/running/TOTAL/user",
            required=False,
        ),
        code("superseded_reason", "Why the other stands for it", SUPERSEDED_REASONS, "newer", required=False),
    ),
    (
        *ordered_interval("cost_"),
        *ordered_interval("size_"),
        ordered("per_low_nok", "per_mid_nok"),
        ordered("per_mid_nok", "per_high_nok"),
        ordered("per_low_nok", "per_high_nok"),
        MID_NEEDS_BOTH_ENDS,
    ),
)
COST_BY_FORM = Table(
    "mart.cost_by_form",
    "Cost per unit of a denominator, by form of collaboration; countries and measures stand apart",
    ("country_code", "measure", "form_code", "denominator", "scope_class"),
    (
        code("country_code", "Country", COUNTRIES, "NO"),
        code("measure", "What sort of money it is", MEASURES, "account"),
        code("form_code", "Form of collaboration", FORM_CODES, 5, references="reference.collaboration_form.form_code"),
        text("form", "Name of the form", "agreement with an existing company"),
        *class_and_denominator(),
        whole("n", "Observations that stand for their unit", 1, rules=(at_least(1),)),
        whole("n_units", "Units among them, each counted once over all its numbers", 1, rules=(at_least(1),)),
        whole("n_real", "Observations with a value in prices of price_year", 1, rules=(at_least(0),)),
        whole("n_origins", "Sources they come from", 1, rules=(at_least(1),)),
        whole(
            "n_units_beside",
            "Units of the form, class and denominator that stand in another country or measure only",
            0,
            rules=(at_least(0),),
        ),
        flag("is_pooled", "False where the observations are unlike and get no middle value together", True),
        *(
            whole(name, description, 0, rules=(at_least(0),))
            for name, description in (
                ("n_open_below", "Observations whose lower end is open: the least can be lower than low"),
                ("n_open_above", "Observations whose upper end is open: the greatest can be higher than high"),
                ("n_undated", "Observations without a year: they have no real value"),
                ("n_without_price", "Observations whose year has no price index or exchange rate"),
                ("n_price_carried", "Observations moved by a carried price index"),
                ("n_size_of_other_year", "Observations divided by a size of another year"),
            )
        ),
        number(
            "low",
            "Least lower end, in prices of price_year, of those that have one",
            9890.0,
            "NOK per denominator and year",
            required=False,
        ),
        number(
            "median",
            "Median, in prices of price_year, of the observations with a middle",
            11111.0,
            "NOK per denominator and year",
            required=False,
        ),
        number(
            "high",
            "Greatest upper end, in prices of price_year, of those that have one",
            12360.0,
            "NOK per denominator and year",
            required=False,
        ),
        number(
            "nominal_low",
            "Least lower end, nominal, of those that have one",
            9890.0,
            "NOK per denominator and year",
            required=False,
        ),
        number("nominal_median", "Median, nominal", 11111.0, "NOK per denominator and year", required=False),
        number(
            "nominal_high",
            "Greatest upper end, nominal, of those that have one",
            12360.0,
            "NOK per denominator and year",
            required=False,
        ),
        number(
            "geometric_mean",
            "Geometric mean in prices of price_year; empty below the least n",
            11111.0,
            "NOK per denominator and year",
            required=False,
        ),
        number(
            "ci_low",
            "Lower end of the 95 % t interval on logs; empty below the least n",
            9000.0,
            "NOK per denominator and year",
            required=False,
        ),
        number(
            "ci_high",
            "Upper end of the 95 % t interval on logs; empty below the least n",
            13000.0,
            "NOK per denominator and year",
            required=False,
        ),
        code("worst_tier", "Worst tier among the observations", TIERS, "D"),
        flag(
            "order_robust",
            "Whether the order against every other form survives leaving any one source out; "
            "empty where there is no other form to compare with",
            None,
            required=False,
        ),
        year("price_year", "Year whose prices low, median and high are in", 2024),
        text("note", "Why a value is missing", "one source", required=False),
    ),
)
PROVENANCE = Table(
    "mart.provenance",
    "Where each fact behind an observation was read",
    ("observation_id", "fact_id"),
    (
        text(
            "observation_id",
            "Observation",
            "no-x/2017/contract/running/UNKNOWN/user",
            references="mart.cost_observation.observation_id",
        ),
        text("fact_id", "Claim, budget line, size or population figure", "digi-contract-total"),
        text("fact", "What the fact is", "contract_total"),
        number("value", "Value as stated", 5.0e8, "as the fact says", required=False),
        text("origin_id", "Source", "digi-ikomm-ostfold-2017", references="reference.origin.origin_id"),
        text("origin_title", "Title of the source", "Annual report"),
        text("url", "Where it was read", "https://www.digi.no/", required=False),
        text("publisher", "Who published it", "digi.no"),
        text("published_on", "Day, month or year of publication, as far as known", "2017-05-09", required=False),
        text(
            "evidence_locator",
            "Place in the document: digest and characters, or file, sheet and row",
            "sha256:0a84 characters 200-220",
        ),
        code("tier", "How good the evidence is", TIERS, "D"),
        flag("is_second_hand", "True where the document quotes another", False),
    ),
)
PUBLISHED_BENCHMARK = Table(
    "mart.published_benchmark",
    "A figure that others have published, for comparison only",
    ("published_figure_id",),
    (
        text("published_figure_id", "File and row it was read from", "published_it_cost_benchmarks.csv:2"),
        code("country", "Country", COUNTRIES, "SE"),
        year("year", "Year the figure describes", 2007),
        text("subject", "What or whom it is about", "municipal total IT"),
        text("denominator", "What it is per, in the publisher's terms", "per_it_workplace_year"),
        number("value", "Value", 13673.0, "as denominator and currency say", required=False),
        number("low", "Least value given", 9905.0, "as denominator and currency say", required=False),
        number("high", "Greatest value given", 23205.0, "as denominator and currency say", required=False),
        code("currency", "Currency of money", CURRENCIES, "SEK", required=False),
        whole("n", "How many it rests on", 6, required=False),
        text("source", "Where it was read", "https://www.ssb.no/"),
        text("note", "What to beware of", "median", required=False),
    ),
)
STAFFING = Table(
    "mart.staffing",
    "IT staff of a unit against its users",
    ("unit_id", "year", "staff_unit", "origin_id"),
    (
        text("unit_id", "Municipality or collaboration", "NO-3316"),
        text("entity_id", "The unit over all the numbers it has had", "NO-3316"),
        text("unit_name", "Name of the unit", "Modum"),
        code("form_code", "Form of collaboration", FORM_CODES, 0, required=False),
        year("year", "Year", 2024, required=False),
        code(
            "staff_unit",
            "Whether it_fte counts full-time equivalents or, lacking those, persons",
            ("fte", "person"),
            "fte",
        ),
        number("it_fte_low", "IT staff, least", 6.5, "fte or persons, as staff_unit says", required=False),
        number("it_fte", "IT staff, as stated", 6.5, "fte or persons, as staff_unit says", required=False),
        number("it_fte_high", "IT staff, greatest", 6.5, "fte or persons, as staff_unit says", required=False),
        flag("is_lower_bound", "True where more staff than counted here serve the unit", False),
        number("users", "Users, as stated", 1500.0, "users", required=False),
        number(
            "it_fte_per_1000_users", "IT staff per 1,000 users", 4.3, "fte or persons per 1,000 users", required=False
        ),
        flag(
            "is_fragile",
            "True where fewer staff than the convention fragile_staff; empty where only a lower bound is known",
            False,
            required=False,
        ),
        origin_id("example-round-2025"),
    ),
)
MARTS = (COST_OBSERVATION, COST_BY_FORM, PROVENANCE, PUBLISHED_BENCHMARK, STAFFING)
TABLES = MARTS
