"""What a steering group decides from: groups, alternatives side by side, who pays what, how sure it is.

Belongs here: named groups, the decision view, cost keys, peers, time, pooling and order checks. Does not belong here:
single observations and forms (schemas/benchmark), applications (schemas/portfolio).
"""

import datetime

from schemas.codes import COUNTRIES, FORM_CODES, MEASURES, SCOPE_CLASSES, TIERS
from schemas.columns import Column, at_least, code, day, flag, matches, number, text, whole, year
from schemas.reference import municipality_code
from schemas.table import Table, ordered

COST_KEYS = {
    "equal": "the same from every member",
    "inhabitants": "by inhabitants",
    "users": "by users",
    "third_equal_two_thirds_inhabitants": "a third equally, two thirds by inhabitants",
}
MERGER_DIRECTIONS = {
    "then_as_now": "parts of then summed to a municipality of today",
    "now_as_then": "parts of today summed to a municipality of then",
}
PEER_KINDS = {
    "population_band": "the population band that the KOSTRA groups use",
    "nearest_size": "the ten nearest by size, logarithms compared",
}
PEER_VALUES = {
    "low": "Least",
    "q1": "First quartile",
    "median": "Median",
    "q3": "Third quartile",
    "high": "Greatest",
}
GROUP_FORM = matches("[a-z0-9][a-z0-9-]*", "small letters, digits and hyphens")


def group_id(required: bool = True) -> Column:
    return text(
        "group_id", "Group of municipalities", "ringerike", required=required, references="core.member_group.group_id"
    )


def money(name: str, description: str, example: float, unit: str = "NOK per year", **extra: object) -> Column:
    return number(name, description, example, unit, required=False, **extra)


def per(name: str, description: str, example: float | None, unit: str) -> Column:
    return number(name, description, example, unit, required=False)


def count(name: str, description: str, example: int, *, required: bool = True) -> Column:
    return whole(name, description, example, required=required, rules=(at_least(0),))


GROUP_DEFINITION = Table(
    "reference.group_definition",
    "A member of a group that a person has named",
    ("group_id", "unit_id"),
    (
        text("group_id", "Name of the group", "ringerike", rules=(GROUP_FORM,)),
        text("name", "What it is called", "Ringerike med fem naboer"),
        text("country_code", "Country", "NO"),
        municipality_code(),
        text("unit_id", "The municipality", "NO-3316"),
        flag("is_shipped", "True where the project ships it", True),
    ),
)
MEMBER_GROUP = Table(
    "core.member_group",
    "A group of municipalities: a collaboration's members, or as a person named them",
    ("group_id",),
    (
        text("group_id", "The group", "ringerike"),
        text("group_name", "What it is called", "Ringerike med fem naboer"),
        flag("is_defined", "True where a person named it, false where it is a collaboration", True),
        count("n_members", "Members that can be looked up today", 6),
        text("members", "Their names today, in order, separated by |", "Hole|Modum"),
    ),
)
_USER = "NOK per user and year, prices of price_year"
_INHABITANT = "NOK per inhabitant and year, prices of price_year"
_STAFF = "fte or persons per 1,000 users"
ALTERNATIVE = Table(
    "mart.alternative",
    "The forms of collaboration side by side for a group; empty where there is no evidence, never a default",
    ("group_id", "form_code"),
    (
        group_id(),
        text("group_name", "What the group is called", "Ringerike med fem naboer"),
        code("form_code", "Form of collaboration", FORM_CODES, 5, references="reference.collaboration_form.form_code"),
        text("form", "Name of the form", "agreement with an existing company"),
        flag("is_reference_only", "True for the form that is shown for comparison only", False),
        text("denominator", "What cost_per_user is per", "user"),
        code(
            "scope_class",
            "Class of costs of the cell; unlike classes are not compared",
            SCOPE_CLASSES,
            "UNKNOWN",
            required=False,
        ),
        year("price_year", "Year whose prices the costs are in", 2024, required=False),
        count("n", "Observations of cost per user", 1),
        count("n_units", "Units among them", 1),
        per("cost_per_user_low", "Least lower end", 12528.0, _USER),
        per("cost_per_user_median", "Median", 14075.0, _USER),
        per("cost_per_user_high", "Greatest upper end", 15656.0, _USER),
        *(count(f"n_tier_{tier.lower()}", f"Observations of tier {tier}", 0) for tier in TIERS),
        code("worst_tier", "Worst tier among them", TIERS, "D", required=False),
        flag("has_evidence", "False where nothing is known of cost per user", True),
        flag("rests_on_claims_only", "True where every observation is of tier C or D", True),
        count("n_inhabitant", "Observations of cost per inhabitant", 1),
        per("cost_per_inhabitant_low", "Least lower end", 1301.0, _INHABITANT),
        per("cost_per_inhabitant_median", "Median", 1445.0, _INHABITANT),
        per("cost_per_inhabitant_high", "Greatest upper end", 1590.0, _INHABITANT),
        code(
            "scope_class_inhabitant",
            "Class of costs of the cell per inhabitant",
            SCOPE_CLASSES,
            "TOTAL",
            required=False,
        ),
        code("worst_tier_inhabitant", "Worst tier of the cell per inhabitant", TIERS, "A", required=False),
        count("n_staff", "Units of the form with IT staff and users", 0),
        per("staff_per_1000_users_low", "Least among them", 3.0, _STAFF),
        per("staff_per_1000_users_high", "Greatest among them", 7.0, _STAFF),
        per("members_staff_per_1000_users_low", "Least among today's members", 3.0, _STAFF),
        per("members_staff_per_1000_users_high", "Greatest among today's members", 7.0, _STAFF),
        count("n_members", "Members of the group", 6),
        count("n_members_answered", "Members with an application inventory", 6),
        count("shared_installs", "Installs of products that two or more members use", 250, required=False),
        count("shared_products", "Products that two or more members use", 90, required=False),
        count("removable_installs", "Second products of one purpose at one member", 12, required=False),
        money("tied_up_cost_nok", "Cost of shared products, licences per inhabitant left out", 9.0e6),
        day(
            "first_common_start",
            "First day all contracts of a shared product have ended",
            datetime.date(2026, 1, 1),
            required=False,
        ),
        day(
            "first_common_end",
            "Day all contracts of all shared products have ended",
            datetime.date(2029, 1, 1),
            required=False,
        ),
        money("transition_low_nok", "Cost of the change, least", 1.0e6, "NOK"),
        money("transition_high_nok", "Cost of the change, greatest", 1.0e7, "NOK"),
        text("transition_note", "What the cost of the change rests on", "not estimated"),
        count(
            "n_units_under_three_staff",
            "Members with fewer IT staff than the convention fragile_staff",
            2,
            required=False,
        ),
        count(
            "n_critical_without_dpia",
            "Critical applications at members without an impact assessment",
            20,
            required=False,
        ),
        count(
            "n_single_vendor", "Members with more than half of their applications from one vendor", 1, required=False
        ),
        text("decided_by", "Who decides, and how one leaves", "the owners' meeting"),
        flag("order_robust", "Whether the order of forms survives leaving out any one source", None, required=False),
        text("note", "What to beware of", "one source", required=False),
    ),
    (
        ordered("cost_per_user_low", "cost_per_user_high"),
        ordered("staff_per_1000_users_low", "staff_per_1000_users_high"),
    ),
)
COST_SHARING_KEY = Table(
    "mart.cost_sharing_key",
    "What each member would pay of the group's own cost today under a key: the total stays, its shares move",
    ("group_id", "cost_key", "unit_id", "scope_class"),
    (
        group_id(),
        code("cost_key", "How the total is shared", COST_KEYS, "equal"),
        text("unit_id", "Member", "NO-3316"),
        text("municipality_name", "Name of the member", "Modum"),
        code("scope_class", "Class of costs of the total", SCOPE_CLASSES, "OPS"),
        year("year", "Year of the costs", 2024),
        number("total_cost_nok", "Cost of all members today", 6.0e7, "NOK per year"),
        number("own_cost_nok", "Cost of the member today", 1.0e7, "NOK per year"),
        money("pays_nok", "What the member would pay", 1.1e7),
        money("difference_nok", "More than today, or less", 1.0e6),
        count("n_members", "Members of the group", 6),
        count("n_with_cost", "Members with a cost in the class; shares are given only where all have one", 6),
    ),
)
PEER_COMPARISON = Table(
    "mart.peer_comparison",
    "A unit's cost against peers of the same measure, class, denominator and year; no ranks",
    ("unit_id", "year", "measure", "cost_basis", "scope_class", "denominator", "peer_group_kind"),
    (
        text("unit_id", "Municipality or collaboration", "NO-3316"),
        text("unit_name", "Its name", "Modum"),
        year("year", "Year", 2024),
        code("measure", "What sort of money it is", MEASURES, "account"),
        text("cost_basis", "How the yearly cost came about", "running"),
        code("scope_class", "Class of costs", SCOPE_CLASSES, "OPS"),
        text("denominator", "What the cost is per", "inhabitant"),
        per("own_value_nok", "The unit's own", 900.0, "NOK per denominator and year, nominal"),
        code("peer_group_kind", "How peers are chosen", PEER_KINDS, "nearest_size"),
        text("peer_group", "The peers", "10 000-19 999 inhabitants"),
        count("n_peers", "Peers with a value, the unit itself not counted", 5),
        *(
            per(f"peer_{name}", f"{words} of the peers", 850.0, "NOK per denominator and year, nominal")
            for name, words in PEER_VALUES.items()
        ),
    ),
)  # fmt: skip
COST_OVER_TIME = Table(
    "mart.cost_over_time",
    "A unit's cost year by year, nominal and in the prices of one year",
    ("unit_id", "year", "measure", "cost_basis", "scope_class", "denominator"),
    (
        text("unit_id", "Municipality or collaboration", "NO-3316"),
        text("unit_name", "Its name", "Modum"),
        year("year", "Year", 2024),
        code("measure", "What sort of money it is", MEASURES, "account"),
        text("cost_basis", "How the yearly cost came about", "running"),
        code("scope_class", "Class of costs", SCOPE_CLASSES, "OPS"),
        text("denominator", "What the cost is per", "user"),
        per("nominal_nok", "As stated", 9000.0, "NOK per denominator and year, nominal"),
        per("real_nok", "In prices of price_year", 9300.0, "NOK per denominator and year"),
        per("change_pct", "Real change from the year before in the table", 2.0, "percent"),
        year("price_year", "Year of the prices", 2024),
        count("n_years", "Years of the unit in the same measure, class and denominator", 2),
        flag("is_constant_set", "True where every unit of the form has the same years", True),
    ),
)
MERGED_COST = Table(
    "mart.merged_cost",
    "Costs over changes of boundaries: today's municipality when it was several, and one of then that is several today",
    ("direction", "unit_id", "year", "measure", "cost_basis", "scope_class", "denominator", "currency"),
    (
        code("direction", "Which way boundaries are crossed", MERGER_DIRECTIONS, "then_as_now"),
        text("unit_id", "The whole: a municipality of today, or of then", "NO-3118"),
        text("unit_name", "Its name", "Indre Østfold"),
        year("year", "Year of the costs", 2017),
        code("measure", "What sort of money it is", MEASURES, "account"),
        text("cost_basis", "How the yearly cost came about", "running"),
        code("scope_class", "Class of costs", SCOPE_CLASSES, "OPS"),
        text("denominator", "What the cost is per", "inhabitant"),
        text("currency", "Currency", "NOK"),
        text("parts", "Its parts in the year, in order, separated by |", "Askim|Eidsberg|Hobøl|Spydeberg|Trøgstad"),
        count("n_parts", "How many they are", 5),
        count("n_with_cost", "Those of them with a cost and a size; sums are given only where all have both", 5),
        per("cost_mid", "Sum of their costs", 9.0e7, "currency units, nominal, per year"),
        per("size_mid", "Sum of their sizes", 44000.0, "as denominator"),
        per("per_mid", "The one divided by the other; ratios are never averaged", 2045.0, "currency units, nominal"),
    ),
)
COST_POOLED = Table(
    "mart.cost_pooled",
    "Each form and size class: raw beside shrunk towards what all of the denominator have in common",
    ("form_code", "size_class", "country_code", "denominator", "scope_class", "measure", "pool"),
    (
        code("form_code", "Form of collaboration", FORM_CODES, 0, references="reference.collaboration_form.form_code"),
        text("size_class", "Size of the units in what the cost is per", "under 2 000"),
        code("country_code", "Country; countries are never drawn together", COUNTRIES, "NO"),
        text("denominator", "What the cost is per", "user"),
        code("scope_class", "Class of costs", SCOPE_CLASSES, "OPS"),
        code("measure", "What sort of money it is", MEASURES, "account"),
        text("pool", "all sources where the scope is known, otherwise the one source put together", "all sources"),
        count("n", "Units", 3),
        per("raw_nok", "Geometric mean of the cell", 9000.0, "NOK per denominator and year, prices of price_year"),
        per(
            "shrunk_nok",
            "The same, drawn towards the whole",
            9200.0,
            "NOK per denominator and year, prices of price_year",
        ),
        per("shrunk_low_nok", "Lower end, 95 %", 7000.0, "NOK per denominator and year, prices of price_year"),
        per("shrunk_high_nok", "Upper end, 95 %", 12000.0, "NOK per denominator and year, prices of price_year"),
        number("weight", "Share of the cell's own mean in the shrunk one", 0.75, "share", rules=(at_least(0),)),
        number("prior_sd_log", "Published spread between units, of logarithms", 0.28, "log units"),
    ),
)
SIZE_CURVE = Table(
    "mart.size_curve",
    "How cost per unit falls with size: the slope of log cost on log size, one line per class",
    ("country_code", "denominator", "scope_class", "measure", "pool"),
    (
        code("country_code", "Country; one a line", COUNTRIES, "NO"),
        text("denominator", "What the cost is per", "user"),
        code("scope_class", "Class of costs", SCOPE_CLASSES, "OPS"),
        code("measure", "What sort of money it is", MEASURES, "account"),
        text("pool", "all sources where the scope is known, otherwise the one source put together", "all sources"),
        count("n", "Units", 6),
        per("slope", "Change of log cost per unit for a change of log size", -0.1, "elasticity"),
        per("slope_low", "Lower end, 95 % t interval", -0.3, "elasticity"),
        per("slope_high", "Upper end, 95 % t interval", 0.1, "elasticity"),
        per("at_10000_nok", "Cost on the line at 10,000 inhabitants", 900.0, "NOK per denominator and year"),
        per(
            "at_60000_nok",
            "Cost on the line at 60,000 inhabitants; beyond it the literature finds no gain",
            800.0,
            "NOK per denominator and year",
        ),
        per("size_low", "Smallest unit", 900.0, "as denominator"),
        per("size_high", "Largest unit", 5000.0, "as denominator"),
        text("note", "Why a value is missing", "too few for an interval", required=False),
    ),
)
SOURCE_ORDER_CHECK = Table(
    "mart.source_order_check",
    "Whether the order of two forms survives leaving out one source",
    ("form_code", "other_form_code", "denominator", "scope_class", "left_out_origin_id"),
    (
        code("form_code", "The form that is cheaper with every source", FORM_CODES, 5),
        code("other_form_code", "The form that is dearer", FORM_CODES, 7),
        text("denominator", "What the cost is per", "user"),
        code("scope_class", "Class of costs", SCOPE_CLASSES, "UNKNOWN"),
        text(
            "left_out_origin_id",
            "The source left out",
            "digi-ikomm-ostfold-2017",
            references="reference.origin.origin_id",
        ),
        per("median_nok", "Median of the cheaper, with every source", 11000.0, "NOK per denominator and year"),
        per("other_median_nok", "Median of the dearer, with every source", 14000.0, "NOK per denominator and year"),
        per("median_without_nok", "Median of the first without the source", 11000.0, "NOK per denominator and year"),
        per(
            "other_median_without_nok", "Median of the second without the source", None, "NOK per denominator and year"
        ),
        flag("order_holds", "False where the order turns or one of the two has nothing left", False),
        flag("is_comparable", "False where the scope is not known: the order then says nothing of the forms", False),
    ),
)
LIMIT = Table(
    "mart.limit",
    "What must be printed beside the decision view, with the counts of today",
    ("group_id", "limit_number"),
    (
        group_id(),
        whole("limit_number", "Its number", 1, rules=(at_least(1),)),
        text("text_en", "The limit, in English", "No effect of form can be read from fewer than 6 units."),
        text("text_nb", "The limit, in Norwegian", "Ingen virkning av form kan leses av færre enn 6 enheter."),
    ),
)
MARTS = (
    ALTERNATIVE,
    COST_SHARING_KEY,
    PEER_COMPARISON,
    COST_OVER_TIME,
    MERGED_COST,
    COST_POOLED,
    SIZE_CURVE,
    SOURCE_ORDER_CHECK,
    LIMIT,
)
TABLES = (GROUP_DEFINITION, MEMBER_GROUP, *MARTS)
