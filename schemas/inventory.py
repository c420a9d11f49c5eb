"""Applications: the catalogue that names them, and which municipality says it uses what.

Belongs here: functional areas, catalogue, aliases, application usage, the inventory in force. Does not belong here: what
IT costs as a whole (schemas/budget), how a name is matched (pipelines/matching).
"""

import datetime
from typing import Any

import polars as pl

from schemas.codes import CRITICALITIES, CURRENCIES, HOSTING, MATCH_METHODS, PRICING_METRICS
from schemas.columns import Column, at_least, code, day, flag, interval, matches, number, text, whole, year
from schemas.labels import six
from schemas.origins import origin_id, place
from schemas.reference import MUNICIPALITY_COUNTRIES, municipality_code
from schemas.table import RowRule, Table, ordered_days, ordered_interval

FUNCTIONAL_AREA = Table(
    "reference.functional_area",
    "What an application is for",
    ("functional_area",),
    (
        text("functional_area", "Code of the area", "sak_arkiv"),
        text("area", "Name in English", "case handling and archive"),
        text("area_nb", "Name in Norwegian bokmål", "sak og arkiv"),
        text("area_nn", "Name in Norwegian nynorsk", "sak og arkiv"),
        text("area_sv", "Name in Swedish", "ärende och arkiv"),
        text("area_da", "Name in Danish", "sag og arkiv"),
        text("area_fi", "Name in Finnish", "asianhallinta ja arkisto"),
    ),
)
APPLICATION = Table(
    "reference.application",
    "A product used by municipalities",
    ("application_id",),
    (
        text("application_id", "Lasting name of the product, from its canonical name", "acos-websak"),
        text("canonical_name", "Name the warehouse uses", "ACOS WebSak"),
        text("vendor", "Who sells it, as of about 2024", "ACOS"),
        text("functional_area", "What it is for", "sak_arkiv", references="reference.functional_area.functional_area"),
        text("source", "Source of the row; memory where it is recalled", "Skytilsynet, CC BY 4.0"),
    ),
)
APPLICATION_ALIAS = Table(
    "reference.application_alias",
    "A way people write the name of an application",
    ("alias",),
    (
        text("alias", "The name as written", "Acos Websak"),
        text("application_id", "The product meant", "acos-websak", references="reference.application.application_id"),
        flag("is_stop_alias", "True for a name too common to mean one product: it never matches alone", False),
    ),
)

VENDOR_CHANGE_KINDS = {
    "bought": "the successor bought the vendor",
    "merged": "the vendor went into the successor",
    "renamed": "the same company under another name",
    "split": "a part of the vendor became the successor",
}
VENDOR_CHANGE = Table(
    "reference.vendor_change",
    "A vendor that became, or went into, another",
    ("vendor", "successor"),
    (
        text("vendor", "Name before", "Powel"),
        text("successor", "Name after", "Volue"),
        year("from_year", "First year the later name holds", 2020),
        code("kind", "What happened", VENDOR_CHANGE_KINDS, "renamed"),
        text("source", "Source of the row; recalled where it is from memory", "recalled, verify"),
    ),
)
APPLICATION_SUCCESSOR = Table(
    "reference.application_successor",
    "A later generation of a product; the two are never counted as one",
    ("application_id", "successor_of"),
    (
        text("application_id", "The later product", "elements", references="reference.application.application_id"),
        text("successor_of", "The earlier product", "ephorte", references="reference.application.application_id"),
        text("source", "Source of the row; recalled where it is from memory", "recalled, verify"),
    ),
)
REVIEW_DECISIONS = {"accept": "the name means the product", "refuse": "it means none of those proposed"}
APPLICATION_REVIEW = Table(
    "reference.application_review",
    "What a person decided about a name that no alias matched",
    ("written",),
    (
        text("written", "The name as written", "Websak-skyen"),
        code("decision", "What was decided", REVIEW_DECISIONS, "accept"),
        text(
            "application_id",
            "The product meant, where one was accepted",
            "acos-websak",
            required=False,
            references="reference.application.application_id",
        ),
        text("reviewed_by", "Who decided", "project secretary", required=False),
        text("reason", "Why it was decided", "same product, sold as a service", required=False),
    ),
)


def answers() -> tuple[Column, ...]:
    """The columns a respondent fills in, with the headings of the workbook."""
    money: dict[str, Any] = {
        "unit": "currency units per year, VAT excluded",
        "required": False,
        "rules": (at_least(0),),
    }
    return (
        text(
            "name_as_written",
            "Name of the application as the respondent wrote it",
            "Acos Websak",
            headings=six("Systemnavn|Systemnamn|Systemnamn|Systemnavn|Järjestelmä|Application"),
        ),
        text(
            "vendor_as_written",
            "Vendor as written",
            "ACOS AS",
            required=False,
            headings=six("Leverandør|Leverandør|Leverantör|Leverandør|Toimittaja|Vendor"),
        ),
        text(
            "functional_area",
            "What it is for",
            "sak_arkiv",
            required=False,
            references="reference.functional_area.functional_area",
            headings=six("Fagområde|Fagområde|Verksamhetsområde|Fagområde|Toimiala|Functional area"),
        ),
        code(
            "hosting",
            "Where it runs",
            HOSTING,
            "saas",
            required=False,
            headings=six("Drift|Drift|Drift|Drift|Käyttöpalvelu|Hosting"),
        ),
        *interval("users_", "Users of the application", "users", 120.0),
        number(
            "annual_licence",
            "Licence and subscription",
            250000.0,
            headings=six(
                "Årlig lisens (kr eks. mva.)|Årleg lisens (kr eks. mva.)|Årlig licens (kr exkl. moms)|Årlig licens (kr. ekskl. moms)|Vuosilisenssi (ilman alv)|Annual licence (excl. VAT)"
            ),
            **money,
        ),
        number(
            "annual_operations",
            "Operations and support bought for it",
            40000.0,
            headings=six(
                "Årlig drift (kr eks. mva.)|Årleg drift (kr eks. mva.)|Årlig drift (kr exkl. moms)|Årlig drift (kr. ekskl. moms)|Vuosittainen käyttö (ilman alv)|Annual operations (excl. VAT)"
            ),
            **money,
        ),
        code(
            "currency",
            "Currency of the amounts",
            CURRENCIES,
            "NOK",
            required=False,
            headings=six("Valuta|Valuta|Valuta|Valuta|Valuutta|Currency"),
        ),
        code(
            "pricing_metric",
            "What the price is counted by",
            PRICING_METRICS,
            "user",
            required=False,
            headings=six("Prismodell|Prismodell|Prismodell|Prismodel|Hinnoitteluperuste|Priced per"),
        ),
        day(
            "contract_start",
            "First day of the contract",
            datetime.date(2023, 1, 1),
            required=False,
            headings=six("Avtale fra|Avtale frå|Avtal från|Aftale fra|Sopimus alkaa|Contract from"),
        ),
        day(
            "contract_end",
            "Last day of the contract without options",
            datetime.date(2026, 12, 31),
            required=False,
            headings=six("Avtale til|Avtale til|Avtal till|Aftale til|Sopimus päättyy|Contract to"),
        ),
        number(
            "option_years",
            "Years the contract can be prolonged",
            2.0,
            "years",
            required=False,
            rules=(at_least(0),),
            headings=six("Opsjon (år)|Opsjon (år)|Option (år)|Option (år)|Optio (vuotta)|Options (years)"),
        ),
        code(
            "criticality",
            "How badly it is missed when down",
            CRITICALITIES,
            "high",
            required=False,
            headings=six("Kritikalitet|Kritikalitet|Kritikalitet|Kritikalitet|Kriittisyys|Criticality"),
        ),
        flag(
            "holds_sensitive_data",
            "Whether it holds special categories of personal data",
            True,
            required=False,
            headings=six(
                "Sensitive personopplysninger|Sensitive personopplysningar|Känsliga personuppgifter|Følsomme personoplysninger|Arkaluonteisia henkilötietoja|Sensitive personal data"
            ),
        ),
        flag(
            "has_dpia",
            "Whether a data protection impact assessment exists",
            False,
            required=False,
            headings=six("DPIA utført|DPIA utført|DPIA gjord|DPIA udført|DPIA tehty|DPIA done"),
        ),
        flag(
            "has_processor_agreement",
            "Whether a data processor agreement exists",
            True,
            required=False,
            headings=six(
                "Databehandleravtale|Databehandlaravtale|Personuppgiftsbiträdesavtal|Databehandleraftale|Henkilötietojen käsittelysopimus|Processor agreement"
            ),
        ),
    )


CURRENCY_WHERE_AMOUNT = RowRule(
    "currency_where_amount",
    "currency",
    lambda: (
        pl.col("currency").is_not_null() | (pl.col("annual_licence").is_null() & pl.col("annual_operations").is_null())
    ),
    {"currency": None},
)
INVENTORY_KINDS = {
    "survey": "what the municipality answered in a survey round",
    "sighting": "what somebody else saw in use there, never the whole inventory",
}
AS_OF_BASES = {
    "answered_on": "the day the survey was answered",
    "round": "New Year of the round: no day, or one years away from the round, was answered",
    "seen_on": "the day the sighting was made",
}


def inventory_id() -> Column:
    return text(
        "inventory_id",
        "One inventory: a municipality's answer in a round, or what a register saw there on a day",
        "NO-3316/2025/example-round-2025",
    )


def inventory_kind() -> Column:
    return code("inventory_kind", "Where the inventory comes from", INVENTORY_KINDS, "survey")


def survey_round(description: str = "Round of the survey, a year; empty for a sighting") -> Column:
    return text("survey_round", description, "2025", required=False, rules=(matches("20[0-9]{2}", "a year"),))


def seen_on() -> Column:
    return day("seen_on", "Day of a sighting; empty for an answer", None, required=False)


ROUND_OR_DAY = (
    RowRule(
        "round_of_a_survey",
        "survey_round",
        lambda: (pl.col("inventory_kind") == "survey") == pl.col("survey_round").is_not_null(),
        {"inventory_kind": "survey", "survey_round": None},
    ),
    RowRule(
        "day_of_a_sighting",
        "seen_on",
        lambda: (pl.col("inventory_kind") == "sighting") == pl.col("seen_on").is_not_null(),
        {"inventory_kind": "sighting", "seen_on": None},
    ),
)
APPLICATION_USAGE = Table(
    "core.application_usage",
    "One application that one municipality says it uses, or that was seen in use there",
    ("inventory_id", "name_as_written"),
    (
        inventory_id(),
        inventory_kind(),
        text("unit_id", "Municipality that uses it", "NO-3316"),
        code("country_code", "Country", MUNICIPALITY_COUNTRIES, "NO"),
        municipality_code(),
        text("municipality_name", "Name of the municipality", "Modum"),
        survey_round(),
        seen_on(),
        year("year", "Year the row describes", 2025),
        text(
            "application_id",
            "The product, where a reviewed name matched",
            "acos-websak",
            required=False,
            references="reference.application.application_id",
        ),
        code("match_method", "How the name was matched", MATCH_METHODS, "alias"),
        text(
            "version_as_written",
            "Version written behind the name, where the name matched without it",
            "5",
            required=False,
        ),
        text("vendor", "Known vendor that the written one meant in the year", "ACOS", required=False),
        *answers(),
        origin_id("example-round-2025"),
        *place(),
    ),
    (*ordered_interval("users_"), ordered_days("contract_start", "contract_end"), CURRENCY_WHERE_AMOUNT, *ROUND_OR_DAY),
)
INVENTORY_IN_FORCE = Table(
    "core.inventory_in_force",
    "The inventory that stands for a municipality of today: a survey before a sighting, then the later round or day",
    ("inventory_id",),
    (
        inventory_id(),
        text("current_unit_id", "Country and number now", "NO-3316"),
        text("current_name", "Name now", "Modum"),
        text(
            "unit_id", "Country and number then; several where parts of today's municipality stand together", "NO-0623"
        ),
        text("municipality_name", "Name then", "Modum"),
        inventory_kind(),
        survey_round(),
        seen_on(),
        day("as_of", "Day the inventory describes", datetime.date(2025, 10, 1)),
        code("as_of_basis", "How that day is known", AS_OF_BASES, "answered_on"),
        whole("n_rows", "Applications listed in it", 60, rules=(at_least(1),)),
        whole("n_inventories", "Inventories that stand for the municipality together", 1, rules=(at_least(1),)),
        origin_id("example-round-2025"),
    ),
    ROUND_OR_DAY,
)
TABLES = (
    FUNCTIONAL_AREA,
    APPLICATION,
    APPLICATION_ALIAS,
    VENDOR_CHANGE,
    APPLICATION_SUCCESSOR,
    APPLICATION_REVIEW,
    APPLICATION_USAGE,
    INVENTORY_IN_FORCE,
)
