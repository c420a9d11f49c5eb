"""What a figure is held against before it is believed, and what was held for a person to confirm.

Belongs here: the ratios that are looked at, the table of their bounds, the table of questions. Does not belong here:
the bounds (data/plausibility.csv), what a question says (schemas/questions), asking it (pipelines/plausibility).
"""

import datetime

import polars as pl

from schemas.codes import SURVEY_SIZES
from schemas.columns import at_least, code, day, number, text, whole, year
from schemas.table import RowRule, Table, ordered

# What is divided. A size is called as the survey calls it.
NUMERATORS = {
    **{size: meaning for size, meaning in SURVEY_SIZES.items() if size != "connection_point"},
    "cost": "all amounts of a unit, year and measure",
    "account": "the accounts of one cost pool",
    "licences": "the yearly licences of a municipality's applications together",
    "operations": "the yearly operations of a municipality's applications together",
    "licence": "the yearly licence of one application",
    "application_users": "the users of one application",
    "typical_licence": "the median of the yearly licences of the applications",
    "typical_operations": "the median of the yearly operations of the applications",
    "size": "any one size",
}
# What it is divided by.
DENOMINATORS = {
    "user": "users of the unit",
    "workstation": "workstations of the unit",
    "employee": "employees of the unit",
    "fte": "full-time equivalents of the unit",
    "it_fte": "IT staff of the unit",
    "inhabitant": "inhabitants by the population register",
    "budget": "the budget of the same cost pool",
    "licence_lines": "licences for platform and line of business in the accounts or budget, the greater",
    "operations_lines": "operations bought, and licences, in the accounts or budget, the greater",
    "application": "applications that state the amount",
    "last_round": "the same in the municipality's last round, over what both rounds answer",
}
SCOPES = {
    "any": "whatever the figure holds",
    "with_staff": "the staff of the IT unit is in the figure: it is most of what IT costs",
}
# rule -> (numerator, denominator); the rule of a row too small is `<rule>_below`, of one too large `<rule>_above`.
RATIOS: dict[str, tuple[str, str]] = {
    f"{numerator}_per_{denominator}": (numerator, denominator)
    for numerator, denominators in {
        "user": ("inhabitant", "employee"),
        "workstation": ("inhabitant", "employee", "it_fte"),
        "employee": ("inhabitant",),
        "fte": ("inhabitant", "employee"),
        "it_fte": ("inhabitant", "employee"),
        "pupil": ("inhabitant",),
        "size": ("last_round",),
        "cost": ("user", "workstation", "employee", "fte", "inhabitant", "last_round"),
        "account": ("budget",),
        "licences": ("licence_lines", "last_round"),
        "operations": ("operations_lines", "last_round"),
        "licence": ("licence_lines",),
        "typical_licence": ("application",),
        "typical_operations": ("application",),
        "application_users": ("user", "inhabitant"),
    }.items()
    for denominator in denominators
}
MONEY = ("EUR", "ratio")
BELOW, ABOVE, IMPOSSIBLE = "below", "above", "impossible"
PRICED = RowRule(
    "price_year_where_money",
    "price_year",
    lambda: (pl.col("unit") == "ratio") == pl.col("price_year").is_null(),
    {"unit": "EUR", "price_year": None},
)
BOUND = Table(
    "reference.plausibility_bound",
    "Between which values a figure is believed without asking, and beyond which it is refused",
    ("rule", "scope", "size_from"),
    (
        code("rule", "Name of the rule", RATIOS, "cost_per_user"),
        code("numerator", "What is divided", NUMERATORS, "cost"),
        code("denominator", "What it is divided by", DENOMINATORS, "user"),
        code("scope", "Which figures the bounds are for", SCOPES, "any"),
        number(
            "size_from",
            "Least size the bounds are for: of what is divided by, of the users where that is an application",
            0.0,
            "as the denominator says",
            rules=(at_least(0),),
        ),
        number(
            "size_below",
            "First size they are no longer for; empty where there is none",
            150.0,
            "as the denominator says",
            required=False,
        ),
        code("unit", "Euro, or a plain ratio", MONEY, "EUR"),
        year("price_year", "Year whose prices the bounds are in", 2023, required=False),
        number("hold_below", "Anything less is held", 5.0, "as the unit says", required=False, rules=(at_least(0),)),
        number("hold_above", "Anything more is held", 4999.0, "as the unit says", required=False),
        number("reject_below", "Anything less is rejected", 0.0, "as the unit says", required=False),
        number("reject_above", "Anything more is rejected", 10_000_000.0, "as the unit says", required=False),
        text("source", "Where the bounds come from", "KGSt 2016, 3,700 EUR a user"),
        text("note", "Why they are not narrower", "one pool alone may be little", required=False),
    ),
    (
        PRICED,
        RowRule(
            "named_after_its_ratio",
            "rule",
            lambda: pl.col("rule") == pl.format("{}_per_{}", "numerator", "denominator"),
            {"denominator": "inhabitant"},
        ),
        ordered("size_from", "size_below"),
        ordered("hold_below", "hold_above"),
        ordered("reject_below", "hold_below"),
        ordered("hold_above", "reject_above"),
    ),
    min_rows=len(RATIOS),
)
HELD_STATUSES = {
    "waiting": "held until a person confirms it",
    "confirmed": "a person confirmed it: it is used",
}
HELD = Table(
    "quality.held",
    "A figure that is hard to believe, and what a person said of it",
    ("held_id", "rule"),
    (
        text("held_id", "Short name of the figure: what is confirmed", "3f2a91c0"),
        text("unit_id", "Municipality that answered", "NO-3316"),
        text("survey_round", "Survey round", "2026"),
        text("table_name", "Table the figure is meant for", "core.budget_line"),
        text("column_name", "Column of the sheet", "account"),
        text("key", "The row, or rows; empty for the whole column", "staff_central", required=False),
        text("rule", "Name of the rule that asks", "cost_per_user_below"),
        text("value", "The figure and what it is divided by", "10100 NOK / 1000 = 10.1"),
        text("question", "What is asked, in English", "IT cost against users: is it in thousands?"),
        whole("n_cells", "Cells that wait for the answer", 17, rules=(at_least(1),)),
        code("status", "Whether a person has confirmed it", HELD_STATUSES, "confirmed"),
        text("confirmed_by", "Who confirmed it", "IT manager", required=False),
        day("confirmed_on", "Day it was confirmed", datetime.date(2026, 3, 1), required=False),
        text("reason", "Why it is right", "the figure includes the county's schools", required=False),
    ),
    (
        RowRule(
            "confirmed_by_somebody",
            "confirmed_by",
            lambda: (pl.col("status") == "confirmed") == pl.col("confirmed_by").is_not_null(),
            {"status": "confirmed", "confirmed_by": None},
        ),
    ),
)
TABLES = (BOUND, HELD)
