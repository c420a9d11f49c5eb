"""Reference tables: municipalities in time, population, prices, currencies, forms and conventions.

Belongs here: what is true of the world whoever answers a survey. Does not belong here: applications
(schemas/catalogue), anything observed about IT.
"""

import datetime

from schemas.codes import CHANGE_TYPES, CLASS_POOLS, COST_POOLS, COUNTRIES, CURRENCIES, FORM_CODES
from schemas.columns import at_least, at_most, code, day, flag, matches, number, text, whole, year
from schemas.table import Table, ordered, ordered_days

MUNICIPALITY_COUNTRIES = ("NO", "SE", "DK", "FI")
MUNICIPALITY_CODE_DIGITS = {"NO": 4, "SE": 4, "DK": 4, "FI": 3}
MUNICIPALITY_CODE = matches("[0-9]{3,4}", "three or four digits")


def municipality_code(name: str = "municipality_code", required: bool = True, example: str = "3316"):
    return text(
        name,
        "Official municipality number, text with leading zeros",
        example,
        required=required,
        rules=(MUNICIPALITY_CODE,),
    )


MUNICIPALITY = Table(
    "reference.municipality",
    "A municipality for as long as its number and name are valid",
    ("country_code", "municipality_code", "name", "valid_from"),
    (
        text(
            "unit_id",
            "Country and number: how a municipality is named as a unit",
            "NO-3316",
            rules=(matches("[A-Z]{2}-[0-9]{3,4}", "country, hyphen, number"),),
        ),
        code("country_code", "Country", MUNICIPALITY_COUNTRIES, "NO"),
        municipality_code(),
        text("name", "Name without the word for municipality", "Modum"),
        text("official_name", "Official name where it differs", "Modum", required=False),
        text("alternative_names", "Other names in use, separated by |", "Modum kommune", required=False),
        text("county_code", "County number", "33", required=False),
        text("county_name", "County or region", "Buskerud", required=False),
        day("valid_from", "First day of validity; 1000-01-01 where the source gives none", datetime.date(2024, 1, 1)),
        code("valid_from_precision", "How exact the first day is", ("day", "year", "not_given"), "day"),
        day("valid_to", "First day it was no longer valid", datetime.date(2030, 1, 1), required=False),
        text("as_of", "Day the source's list describes", "2026-02-11", required=False),
        text("source", "Source and licence of the row", "SSB Klass 131"),
        text("notes", "What to beware of", "number reused", required=False),
    ),
    (ordered_days("valid_from", "valid_to"),),
    min_rows=1500,
)
MUNICIPALITY_CHANGE = Table(
    "reference.municipality_change",
    "One step of a Norwegian municipality from an old number to a new",
    ("old_code", "old_name", "new_code", "new_name", "changed_on"),
    (
        municipality_code("old_code", example="0124"),
        text("old_name", "Name before", "Askim"),
        municipality_code("new_code", example="3014"),
        text("new_name", "Name after", "Indre Østfold"),
        day("changed_on", "First day of the new number or name", datetime.date(2020, 1, 1)),
        code("change_type", "What happened", CHANGE_TYPES, "merge"),
        whole("sources_of_new", "How many municipalities went into the new one", 5, rules=(at_least(1),)),
        whole("targets_of_old", "How many municipalities the old one went into", 1, rules=(at_least(1),)),
        text("source", "Source of the row", "SSB Klass 131"),
    ),
    min_rows=500,
)
POPULATION = Table(
    "reference.population",
    "Inhabitants of a municipality",
    ("country_code", "municipality_code", "year", "basis"),
    (
        code("country_code", "Country", MUNICIPALITY_COUNTRIES, "NO"),
        municipality_code(),
        text("name", "Name of the municipality in the source", "Modum"),
        year("year", "Year of the reference day", 2025),
        day("reference_date", "Day the count describes", datetime.date(2025, 1, 1)),
        whole("population", "Inhabitants on the reference day", 14000, unit="inhabitants", rules=(at_least(0),)),
        code(
            "basis",
            "Published for this number, or moved to the numbers of 2020 by the source",
            ("original", "recoded_2024_to_2020_codes"),
            "original",
        ),
        text("source", "Source and licence of the row", "SSB table 07459"),
        text("origin_id", "Where the row comes from", "population-no", references="reference.origin.origin_id"),
    ),
    min_rows=8000,
)
CONSUMER_PRICE = Table(
    "reference.consumer_price",
    "Consumer price index of a country, annual average",
    ("country_code", "year"),
    (
        code("country_code", "Country, or EA for the euro area", COUNTRIES, "NO"),
        year("year", "Calendar year", 2024),
        number(
            "index_2015_100",
            "Consumer prices, all items, annual average",
            133.6,
            "index, 2015 = 100",
            rules=(at_least(1),),
        ),
        number("annual_change_pct", "Change from the year before", 3.1, "percent", required=False),
        number("published_change_pct", "Change as the national office published it", 3.1, "percent", required=False),
        text("published_change_source", "Where that was published", "SSB", required=False),
        text("source", "Source and licence of the row", "World Bank, CC BY 4.0"),
        text("notes", "What to beware of", "aggregate", required=False),
    ),
    min_rows=100,
)
PRICE_LEVEL = Table(
    "reference.price_level",
    "Consumer prices of a country, year by year; past the last published index the last one is carried",
    ("country_code", "year"),
    (
        code("country_code", "Country", COUNTRIES, "NO"),
        year("year", "Calendar year", 2025),
        code("currency", "The country's own currency", CURRENCIES, "NOK"),
        number("index_low", "Least index the year can have", 133.6, "index, 2015 = 100", rules=(at_least(1),)),
        number("index_mid", "Index as published or as carried", 137.7, "index, 2015 = 100", rules=(at_least(1),)),
        number("index_high", "Greatest index the year can have", 140.3, "index, 2015 = 100", rules=(at_least(1),)),
        flag("is_carried", "True where the index is not published: the last one grows on by convention", True),
        whole("years_carried", "Years since the last published index", 1, unit="years", rules=(at_least(0),)),
    ),
    (ordered("index_low", "index_mid"), ordered("index_mid", "index_high")),
    min_rows=100,
)
VAT_RATE = Table(
    "reference.vat_rate",
    "Value-added tax on what a municipality buys, year by year",
    ("country_code", "year"),
    (
        code("country_code", "Country", COUNTRIES, "NO"),
        year("year", "Calendar year", 2025),
        number("rate_low_pct", "Least rate in the year", 25.0, "percent", rules=(at_least(0),)),
        number("rate_mid_pct", "Average rate over the year's days", 25.0, "percent", rules=(at_least(0),)),
        number("rate_high_pct", "Greatest rate in the year", 25.0, "percent", rules=(at_least(0),)),
        flag("is_compensated", "Whether the municipality gets the tax back, so that it is no cost to it", True),
        text("source", "Source of the rates", "Norwegian compensation law in force 2004-01-01"),
    ),
    (ordered("rate_low_pct", "rate_mid_pct"), ordered("rate_mid_pct", "rate_high_pct")),
    min_rows=50,
)
PURCHASING_POWER = Table(
    "reference.purchasing_power",
    "Purchasing power parity of a country",
    ("country_code", "year"),
    (
        code("country_code", "Country", COUNTRIES, "NO"),
        year("year", "Calendar year", 2024),
        number(
            "local_currency_per_international_dollar",
            "Price level of the whole economy",
            9.2,
            "local currency per international dollar",
            rules=(at_least(0),),
        ),
        text("source", "Source and licence of the row", "World Bank, CC BY 4.0"),
    ),
)
EXCHANGE_RATE = Table(
    "reference.exchange_rate",
    "Price of a currency in Norwegian kroner, average of a year's banking days",
    ("currency", "year"),
    (
        code("currency", "Currency", CURRENCIES, "SEK"),
        year("year", "Calendar year", 2017),
        number("nok_per_unit", "Average of the daily cross rates", 0.9, "NOK per unit", rules=(at_least(0),)),
        whole("banking_days", "Days with a rate", 255, unit="days", rules=(at_least(1), at_most(366))),
        flag("is_full_year", "Whether the source covers the whole year", True),
        text("source", "Source of the row", "ECB reference rates"),
    ),
    min_rows=100,
)
COLLABORATION_FORM = Table(
    "reference.collaboration_form",
    "A form of collaboration on municipal IT",
    ("form_code",),
    (
        code("form_code", "Form of collaboration", FORM_CODES, 6),
        text("form", "Name in English", "new IT company"),
        text("form_nb", "Name in Norwegian", "nytt IT-selskap"),
        text("legal_forms", "Legal forms that count as this form", "IKS, AS, kommunalförbund", required=False),
        flag("is_reference_only", "True for the form that the letter does not name", False),
        text("decided_by", "Who decides, and how one leaves", "the owners' meeting; leaving by the owners' agreement"),
    ),
    min_rows=8,
)
CONVENTION = Table(
    "reference.convention",
    "A choice of method in force in this release",
    ("convention",),
    (
        text("convention", "Name of the convention", "annuity_rate"),
        text("value", "Value in force", "0.04"),
        text("meaning", "What it does, and why this value", "Interest rate of an annuity"),
        flag("is_default", "False where the user has changed it", True),
    ),
)
STUDENT_T = Table(
    "reference.student_t",
    "Two-sided 95 % quantile of Student's t",
    ("degrees_of_freedom",),
    (
        whole("degrees_of_freedom", "Observations less one", 5, rules=(at_least(1),)),
        number("t_975", "Multiplier of the standard error", 2.5706, "standard errors", rules=(at_least(1.9),)),
    ),
    min_rows=100,
)
KOSTRA_GROUP = Table(
    "reference.kostra_group",
    "A group of comparable Norwegian municipalities, 2020",
    ("kostra_group",),
    (
        text("kostra_group", "Group number", "07", rules=(matches("[0-9]{2}", "two digits"),)),
        whole("population_min", "Least population", 10000, required=False, rules=(at_least(0),)),
        whole("population_max", "Greatest population", 19999, required=False, rules=(at_least(0),)),
        text("bound_costs", "Level of costs bound by law", "lav", required=False),
        text("free_income", "Level of free income", "lav", required=False),
        whole("n_municipalities_2020", "Members in 2020", 38, rules=(at_least(1),)),
        text("note", "Later changes", "40 from 2024", required=False),
    ),
    (ordered("population_min", "population_max"),),
)
MUNICIPALITY_SUCCESSOR = Table(
    "reference.municipality_successor",
    "What a municipality has become by now; itself where nothing changed",
    ("unit_id", "name", "current_unit_id"),
    (
        text("unit_id", "Country and number then", "NO-0124"),
        text("name", "Name then", "Askim"),
        text("current_unit_id", "Country and number now", "NO-3118"),
        flag("is_split", "True where the old one went into more than one of today's", False),
    ),
)
MUNICIPALITY_DESCENT = Table(
    "reference.municipality_descent",
    "A municipality and one that later held the whole or a part of it, step by step",
    ("unit_id", "later_unit_id"),
    (
        text("unit_id", "Country and number of the earlier", "NO-0124"),
        text("later_unit_id", "Country and number of the later", "NO-3014"),
        year("since_year", "Year of the change from which the later holds it", 2020),
        flag("is_new", "True where the later did not exist before that change", True),
    ),
)
SCOPE_CLASS = Table(
    "reference.scope_class",
    "A cost pool that a scope class needs",
    ("scope_class", "cost_pool"),
    (
        code("scope_class", "Class of comparable costs", CLASS_POOLS, "OPS"),
        code("cost_pool", "Pool that must be in", COST_POOLS, "staff_central"),
        text("meaning", "What the pool is", "staff of the IT unit"),
    ),
)
TABLES = (
    MUNICIPALITY,
    MUNICIPALITY_CHANGE,
    MUNICIPALITY_SUCCESSOR,
    MUNICIPALITY_DESCENT,
    SCOPE_CLASS,
    POPULATION,
    CONSUMER_PRICE,
    PRICE_LEVEL,
    VAT_RATE,
    PURCHASING_POWER,
    EXCHANGE_RATE,
    COLLABORATION_FORM,
    CONVENTION,
    STUDENT_T,
    KOSTRA_GROUP,
)
