"""What is concluded about applications: who shares them, what they cost, when they can be left, what is at risk.

Belongs here: the members of a group under every number they have had, and the marts over application usage.
Does not belong here: the usage as answered and which inventory is in force (schemas/inventory), a group's inventories
in one row (schemas/group_inventory), what IT costs as a whole (schemas/benchmark).
"""

import datetime

import polars as pl

from schemas.codes import CRITICALITIES, CURRENCIES, PRICING_METRICS
from schemas.columns import Column, at_least, at_most, code, day, flag, interval, number, text, whole, year
from schemas.inventory import inventory_id, survey_round
from schemas.origins import origin_id, place
from schemas.table import RowRule, Table, ordered, ordered_days, ordered_interval

NO_PRICE_REASONS = {
    "metric_not_answered": "nobody said what the price is counted by",
    "divisor_not_asked": "the survey does not ask how many cases or devices there are",
    "users_not_answered": "priced per user, and the number of users is not known",
    "users_open_ended": "priced per user, and the number of users has an open end",
    "no_users": "priced per user, and there are none",
    "population_not_known": "priced per inhabitant, and the register has no figure for the municipality and year",
    "licence_missing_for_some": "a part of the product has no licence cost: the sum is a lower bound",
}
GAPS = {
    "dpia": "no data protection impact assessment",
    "processor_agreement": "no data processor agreement",
    "both": "neither of the two",
}
GAP_ANSWERS = {"yes": "it exists", "no": "answered: it does not exist", "not_answered": "nobody has said"}


def not_above(lower: str, upper: str) -> RowRule:
    """A count that is a part of another."""
    return RowRule(
        f"{lower}_not_above_{upper}", lower, lambda: pl.col(lower) <= pl.col(upper), {lower: 1001, upper: 1000}
    )


def group_id(required: bool = True):
    return text(
        "group_id",
        "Group: a collaboration and its members",
        "no-ringerike-utredning-2022",
        required=required,
        references="core.member_group.group_id",
    )


def product():
    return (
        text("application_id", "Application", "acos-websak", references="reference.application.application_id"),
        text("canonical_name", "Name of the application", "ACOS WebSak"),
        text("functional_area", "What it is for, by the catalogue", "sak_arkiv"),
    )


def n_members() -> Column:
    return whole("n_members", "Members of the group that can be looked up", 6, rules=(at_least(1),))


def rounds() -> tuple[Column, ...]:
    """Which survey rounds the inventories in force are of: members may have answered in different ones."""
    return (
        year("first_round", "Earliest survey round among the inventories used", 2025, required=False),
        year(
            "last_round",
            "Latest survey round among them; both empty where there are sightings only",
            2026,
            required=False,
        ),
    )


def n_seen_only(whose: str) -> Column:
    return whole("n_seen_only", f"{whose} known from a sighting only", 0, rules=(at_least(0),))


def known_members() -> tuple[Column, ...]:
    """How many members an inventory is in force for, by where it comes from."""
    return (
        n_members(),
        whole("n_answering", "Members with a survey inventory in force", 6, rules=(at_least(0),)),
        whole("n_seen", "Members known from a sighting only", 0, rules=(at_least(0),)),
    )


NO_MORE_KNOWN_THAN_MEMBERS = RowRule(
    "known_not_above_n_members",
    "n_answering",
    lambda: pl.col("n_answering") + pl.col("n_seen") <= pl.col("n_members"),
    {"n_answering": 5, "n_seen": 5, "n_members": 6},
)

GROUP_MEMBER = Table(
    "core.group_member",
    "A member of a group under a number and name it has or has had; one that was split is no single member",
    ("group_id", "unit_id", "name"),
    (
        group_id(),
        text("unit_id", "Country and number then", "NO-0623"),
        text("name", "Name then", "Modum"),
        text("current_unit_id", "Country and number now", "NO-3316"),
        n_members(),
    ),
)
SHARED_APPLICATION = Table(
    "mart.shared_application",
    "An application that two or more members of a group use, by the inventories in force",
    ("group_id", "application_id"),
    (
        group_id(),
        *product(),
        *rounds(),
        whole("n_municipalities", "Members that use it", 3, rules=(at_least(2),)),
        n_seen_only("Those of them"),
        text("municipalities", "Their names today, in order, separated by |", "Hole|Modum"),
        n_members(),
        number(
            "total_cost_nok",
            "Licence and operations of those that answered in NOK, nominal, each of its own round",
            700000.0,
            "NOK per year",
            required=False,
            rules=(at_least(0),),
        ),
        whole("n_with_cost", "Members that gave a cost in NOK", 3, rules=(at_least(0),)),
        whole(
            "n_other_currency",
            "Members with an amount in another currency, which is in no sum here",
            0,
            rules=(at_least(0),),
        ),
        number("users", "Users of those that answered", 400.0, "users", required=False, rules=(at_least(0),)),
        number(
            "price_spread",
            "Dearest over cheapest cost per user among members that gave both, all of it in NOK",
            1.8,
            "ratio",
            required=False,
            rules=(at_least(1),),
        ),
    ),
    (
        not_above("n_municipalities", "n_members"),
        not_above("n_seen_only", "n_municipalities"),
        not_above("n_with_cost", "n_municipalities"),
        not_above("n_other_currency", "n_municipalities"),
    ),
)
APPLICATION_OVERLAP = Table(
    "mart.application_overlap",
    "How many products and installs a group has for one purpose, and how many it could do without",
    ("group_id", "functional_area"),
    (
        group_id(),
        text(
            "functional_area",
            "What the applications are for: by the catalogue, for unmatched names as answered; "
            "empty for unmatched names without an answer",
            "sak_arkiv",
            required=False,
            references="reference.functional_area.functional_area",
        ),
        *rounds(),
        *known_members(),
        whole("n_municipalities", "Members with a matched product in the area", 5, rules=(at_least(0),)),
        n_seen_only("Those of them"),
        text("municipalities", "Their names today, in order, separated by |", "Hole|Modum", required=False),
        whole("products", "Different products", 3, rules=(at_least(0),)),
        text("product_names", "Their names, in order, separated by |", "ACOS WebSak|Elements", required=False),
        whole("installs", "Municipality x product", 6, rules=(at_least(0),)),
        whole(
            "removable_installs",
            "Second products: installs beyond one for each municipality",
            1,
            rules=(at_least(0),),
        ),
        whole("removable_products", "Products beyond one for the whole group", 2, rules=(at_least(0),)),
        whole(
            "joinable_installs",
            "Installs that go if each of today's products is run once for all that use it",
            3,
            rules=(at_least(0),),
        ),
        number(
            "sharing_index",
            "1 - products / installs: 0 where nobody uses the product of another",
            0.5,
            "share",
            required=False,
            rules=(at_least(0), at_most(1)),
        ),
        whole("n_unmatched", "Municipality x name that matched no product: in no other count", 0, rules=(at_least(0),)),
    ),
    (
        not_above("products", "installs"),
        not_above("n_municipalities", "installs"),
        not_above("n_seen_only", "n_municipalities"),
        NO_MORE_KNOWN_THAN_MEMBERS,
        RowRule(
            "n_municipalities_not_above_known",
            "n_municipalities",
            lambda: pl.col("n_municipalities") <= pl.col("n_answering") + pl.col("n_seen"),
            {"n_municipalities": 5, "n_answering": 2, "n_seen": 2, "installs": 6},
        ),
    ),
)
APPLICATION_PRICE = Table(
    "mart.application_price",
    "What a municipality pays for a product by the product's own pricing metric, against its group",
    ("group_id", "application_id", "inventory_id", "pricing_metric", "currency"),
    (
        group_id(required=False),
        *product(),
        inventory_id(),
        text("unit_id", "Municipality that pays, under its number then", "NO-3316"),
        text("municipality_name", "Name of the municipality", "Modum"),
        survey_round(),
        flag("is_in_force", "Whether the inventory is the one that stands for the municipality today", True),
        code(
            "pricing_metric",
            "What the price is counted by; empty where not answered",
            PRICING_METRICS,
            "user",
            required=False,
        ),
        code("currency", "Currency of all amounts of the row", CURRENCIES, "NOK"),
        whole("n_names", "Names or modules the municipality lists it under", 1, rules=(at_least(1),)),
        whole("n_priced_names", "Those of them with a licence cost", 1, rules=(at_least(1),)),
        number("annual_licence", "Licence and subscription, nominal", 250000.0, "currency units per year"),
        number(
            "annual_operations",
            "Operations and support bought for it, in no price: they are not counted by the metric",
            40000.0,
            "currency units per year",
            required=False,
        ),
        *interval("divisor_", "Number the licence is divided by; 1 for a flat price", "as pricing_metric says", 120.0),
        *interval("price_", "Licence per unit of the pricing metric and year", "currency units, nominal", 2083.0),
        code("no_price_reason", "Why the price has no middle", NO_PRICE_REASONS, None, required=False),
        whole(
            "group_n",
            "Members with a price for the product in the same round, metric and currency; empty outside groups",
            3,
            required=False,
            rules=(at_least(0),),
        ),
        number("group_min", "Least of their prices", 1500.0, "currency units, nominal", required=False),
        number("group_median", "Median of their prices", 2000.0, "currency units, nominal", required=False),
        number("group_max", "Greatest of their prices", 2500.0, "currency units, nominal", required=False),
        number("ratio_to_group_median", "price_mid over group_median", 1.04, "ratio", required=False),
        whole(
            "in_force_n",
            "Prices of the group for the product, metric and currency in the inventories in force, whatever their "
            "rounds; empty outside groups and for a price not in force",
            3,
            required=False,
            rules=(at_least(0),),
        ),
        number("in_force_min", "Least of those prices", 1500.0, "currency units, nominal", required=False),
        number("in_force_median", "Median of those prices", 2000.0, "currency units, nominal", required=False),
        number("in_force_max", "Greatest of those prices", 2500.0, "currency units, nominal", required=False),
        flag(
            "falls_when_users_are_shared",
            "True only for a price per user; empty where the metric is not known",
            True,
            required=False,
        ),
        origin_id("example-round-2025"),
    ),
    (
        not_above("n_priced_names", "n_names"),
        *ordered_interval("divisor_"),
        *ordered_interval("price_"),
        ordered("group_min", "price_mid"),
        ordered("price_mid", "group_max"),
        ordered("group_min", "group_median"),
        ordered("group_median", "group_max"),
        ordered("in_force_min", "in_force_median"),
        ordered("in_force_median", "in_force_max"),
        RowRule(
            "price_or_reason",
            "no_price_reason",
            lambda: pl.col("price_mid").is_null() == pl.col("no_price_reason").is_not_null(),
            {"price_mid": None, "no_price_reason": None},
        ),
    ),
)
CONTRACT_WINDOW = Table(
    "mart.contract_window",
    "Between which days the contracts of a group for one product end, by the inventories in force",
    ("group_id", "application_id"),
    (
        group_id(),
        *product(),
        *rounds(),
        n_members(),
        whole("n_municipalities", "Members that use it", 3, rules=(at_least(1),)),
        n_seen_only("Those of them"),
        text("municipalities", "Their names today, in order, separated by |", "Hole|Modum|Sigdal"),
        whole("n_with_end", "Members that gave an end for every part of it", 2, rules=(at_least(0),)),
        whole("n_without_end", "Members that did not", 1, rules=(at_least(0),)),
        whole(
            "n_without_options",
            "Members with an end but no usable answer on options: their contracts count without options",
            0,
            rules=(at_least(0),),
        ),
        day("first_start", "First first day of a contract", datetime.date(2019, 1, 1), required=False),
        day(
            "last_start",
            "Last first day of a contract: after the day of the inventory, one is signed and not begun",
            datetime.date(2024, 1, 1),
            required=False,
        ),
        day("first_end", "First last day, without options", datetime.date(2025, 12, 31), required=False),
        day("last_end", "Last last day, without options", datetime.date(2027, 12, 31), required=False),
        day("first_end_with_options", "First last day, options used", datetime.date(2026, 12, 31), required=False),
        day("last_end_with_options", "Last last day, options used", datetime.date(2029, 12, 31), required=False),
    ),
    (
        ordered_days("first_start", "last_start"),
        ordered_days("first_end", "last_end"),
        ordered_days("first_end_with_options", "last_end_with_options"),
        ordered_days("first_end", "first_end_with_options"),
        ordered_days("last_end", "last_end_with_options"),
        not_above("n_municipalities", "n_members"),
        not_above("n_seen_only", "n_municipalities"),
        not_above("n_without_options", "n_municipalities"),
        RowRule(
            "every_member_is_counted_once",
            "n_without_end",
            lambda: pl.col("n_with_end") + pl.col("n_without_end") == pl.col("n_municipalities"),
            {"n_with_end": 5, "n_without_end": 5, "n_municipalities": 5},
        ),
    ),
)
RISK_GAP = Table(
    "mart.risk_gap",
    "A critical application with sensitive data whose impact assessment or processor agreement is missing, by the "
    "inventories in force",
    ("inventory_id", "name_as_written"),
    (
        inventory_id(),
        text("current_unit_id", "Municipality that uses it, country and number now", "NO-3316"),
        text("unit_id", "Country and number then", "NO-3316"),
        text("municipality_name", "Name of the municipality today", "Modum"),
        survey_round(),
        text("name_as_written", "Name of the application as the respondent wrote it", "Acos Barnevern"),
        text(
            "application_id",
            "The product, where a reviewed name matched",
            "acos-websak",
            required=False,
            references="reference.application.application_id",
        ),
        text(
            "functional_area",
            "What it is for, as answered",
            "barnevern",
            required=False,
            references="reference.functional_area.functional_area",
        ),
        code("criticality", "How badly it is missed when down", CRITICALITIES, "critical"),
        code("gap", "What is missing", GAPS, "dpia"),
        code("dpia", "Whether an impact assessment exists", GAP_ANSWERS, "no"),
        code("processor_agreement", "Whether a processor agreement exists", GAP_ANSWERS, "yes"),
        flag("is_confirmed", "True where a missing one was answered no; false where nobody has said", True),
        origin_id("example-round-2025"),
        *place(),
    ),
    (
        RowRule(
            "gap_agrees_with_answers",
            "gap",
            lambda: (
                pl.when(pl.col("dpia") == "yes")
                .then(pl.lit("processor_agreement"))
                .when(pl.col("processor_agreement") == "yes")
                .then(pl.lit("dpia"))
                .otherwise(pl.lit("both"))
                == pl.col("gap")
            ),
            {"gap": "both"},
        ),
    ),
)
MARTS = (SHARED_APPLICATION, APPLICATION_OVERLAP, APPLICATION_PRICE, CONTRACT_WINDOW, RISK_GAP)
TABLES = (GROUP_MEMBER, *MARTS)
