"""What a steering group decides from: groups, alternatives side by side, who pays what, how sure it is.

Belongs here: named groups, cost keys, peers, time, pooling and order checks. Does not belong here: the decision view
(schemas/alternative), single observations and forms (schemas/benchmark), applications (schemas/portfolio).
"""

from schemas.codes import COUNTRIES, FORM_CODES, MEASURES, SCOPE_CLASSES
from schemas.columns import Column, at_least, code, flag, matches, number, text, whole, year
from schemas.reference import municipality_code
from schemas.table import Table

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
        text(
            "same_members_as",
            "The group that stands for this one: it has the same members today. A sum over groups leaves this one out",
            None,
            required=False,
            references="core.member_group.group_id",
        ),
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
        code("measure", "What sort of money it is, the same for all members", MEASURES, "account"),
        year("year", "Year of the costs, the users and the inhabitants", 2024),
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
    ("entity_id", "year", "measure", "cost_basis", "scope_class", "denominator"),
    (
        text("entity_id", "The unit over all the numbers it has had", "NO-3316"),
        text("unit_id", "Municipality or collaboration, under its number then", "NO-3316"),
        text("unit_name", "Its name", "Modum"),
        year("year", "Year", 2024),
        code("measure", "What sort of money it is", MEASURES, "account"),
        text("cost_basis", "How the yearly cost came about", "running"),
        code("scope_class", "Class of costs", SCOPE_CLASSES, "OPS"),
        text("denominator", "What the cost is per", "user"),
        per("nominal_nok", "As stated", 9000.0, "NOK per denominator and year, nominal"),
        per("real_nok", "In prices of price_year", 9300.0, "NOK per denominator and year"),
        flag("is_price_carried", "True where the year's price index is not out: the last one is carried"),
        per(
            "change_pct",
            "Real change from the year before in the table; empty where the pools are others",
            2.0,
            "percent",
        ),
        year("price_year", "Year of the prices", 2024),
        count("n_years", "Years of the unit in the same measure, class and denominator", 2),
        flag("has_same_pools", "True where the unit's figures have the same definition and pools in every year", True),
        flag(
            "is_constant_set", "True where every unit of the form has the same years and the same pools in each", True
        ),
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
        text("size_class", "Size of the units in inhabitants", "under 2 000"),
        code("country_code", "Country; countries are never drawn together", COUNTRIES, "NO"),
        text("denominator", "What the cost is per", "user"),
        code("scope_class", "Class of costs", SCOPE_CLASSES, "OPS"),
        code("measure", "What sort of money it is", MEASURES, "account"),
        text(
            "pool",
            "all sources where the scope is known, otherwise what is put together: definition and known pools",
            "all sources",
        ),
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
        text(
            "pool",
            "all sources where the scope is known, otherwise what is put together: definition and known pools",
            "all sources",
        ),
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
    ("country_code", "measure", "form_code", "other_form_code", "denominator", "scope_class", "left_out_origin_id"),
    (
        code("country_code", "Country", COUNTRIES, "NO"),
        code("measure", "What sort of money it is", MEASURES, "account"),
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
