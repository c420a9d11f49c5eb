"""What a unit pays in a year, before it is divided by anything, and what is needed to say so.

Belongs here: who is the same unit over time, amounts without tax, the one rule on currency and prices, yearly costs.
Does not belong here: what was observed (schemas/budget, contracts), what is divided or compared (schemas/benchmark).
"""

from schemas.codes import COST_POOLS, COUNTRIES, CURRENCIES, DENOMINATORS, MEASURES, SCOPE_CLASSES, SCOPES, TIERS, VAT
from schemas.columns import at_least, at_most, code, flag, interval, number, text, whole, year
from schemas.origins import origin_id
from schemas.table import Table, ordered_interval

COST_BASES = {
    "running": "running cost as stated or summed",
    "running_and_investment": "running cost and the investment as an annuity",
    "unit_cost": "a cost per unit, published as such",
}
OVERLAP_REASONS = {
    "part_and_whole": "boundaries changed: the one lies in the other",
    "contained": "an amount of the one is inside an amount of the other",
    "member_of_joint_unit": "the one takes part in the other",
}
VAT_TREATMENTS = {
    "as_said": "stated without tax, or tax is a cost there",
    "taken_out": "stated with tax that comes back: divided by 1 + the rate",
    "not_known": "nobody said: the ends are widened by the rate",
}


def pools(name: str, description: str, example: str | None):
    """A list of cost pools as one text."""
    return text(name, f"{description}, separated by |", example, required=False)


UNIT_ENTITY = Table(
    "core.unit_entity",
    "Which municipality a number means, over all the numbers it has had: renumbering makes no new unit, merging does",
    ("unit_id",),
    (
        text("unit_id", "Country and number", "NO-3007"),
        text("entity_id", "The unit it is, named by the number of today where it lives on", "NO-3305"),
    ),
    min_rows=1000,
)
ENTITY_OVERLAP = Table(
    "core.entity_overlap",
    "Two units whose figures hold the same money or people in part: they never count as two",
    ("inner_entity_id", "outer_entity_id", "reason"),
    (
        text("inner_entity_id", "The smaller", "NO-0124"),
        text("outer_entity_id", "The one that holds it", "NO-3118"),
        code("reason", "Why they overlap", OVERLAP_REASONS, "part_and_whole"),
        year(
            "from_year",
            "First year for which the outer one holds the inner; empty where it always does",
            2020,
            required=False,
        ),
        flag("needs_same_form", "True where they overlap only among figures of one form of collaboration", False),
    ),
)
PRICE_FACTOR = Table(
    "core.price_factor",
    "What turns an amount of a country, currency and year into kroner, nominal and in the prices of price_year: "
    "into the country's own currency first, then by its consumer prices, then by the rate of price_year",
    ("country_code", "currency", "year"),
    (
        code("country_code", "Country of the unit, whose prices count", COUNTRIES, "NO"),
        code("currency", "Currency of the amount", CURRENCIES, "EUR"),
        year("year", "Year of the amount", 2025),
        year("price_year", "Year whose prices real amounts are in", 2024),
        number("nok_factor", "Kroner per unit of currency, average of the year", 11.6, "NOK per unit", required=False),
        number("real_factor_low", "Factor with the highest index the year can have", 11.1, "NOK per unit"),
        number("real_factor_mid", "Factor with the index of the year", 11.3, "NOK per unit"),
        number("real_factor_high", "Factor with the lowest index the year can have", 11.6, "NOK per unit"),
        number("parity_factor", "The same by purchasing power", 10.4, "NOK per unit", required=False),
        flag("is_price_carried", "True where the index of the year is not out: the last one is carried", True),
        flag("is_rate_carried", "True where the year has no average rate yet: the last full year's stands", False),
    ),
)  # fmt: skip
BUDGET_NET = Table(
    "core.budget_net",
    "A budget line in the currency of its unit and without value-added tax where the municipality gets it back",
    ("unit_id", "fiscal_year", "measure", "cost_pool", "origin_id"),
    (
        text("unit_id", "Municipality that pays", "NO-3316"),
        year("fiscal_year", "Fiscal year of the amount", 2025),
        code("measure", "Budget or account", MEASURES, "account"),
        code("cost_pool", "What the money is for", COST_POOLS, "staff_central"),
        code("scope", "Whether the pool is in the unit's IT figures", SCOPES, "in"),
        code("vat", "Whether tax is in the amount as said", VAT, "included"),
        number("vat_rate_pct", "Rate of the country and year", 25.0, "percent", required=False, rules=(at_least(0),)),
        code("vat_treatment", "What was done with it", VAT_TREATMENTS, "taken_out"),
        code("currency_said", "Currency of the amount as said", CURRENCIES, "NOK"),
        code("currency", "Currency of the net amount", CURRENCIES, "NOK"),
        *interval("said_", "Amount as said", "currency_said, nominal", 1250000.0),
        *interval("net_", "Amount that is compared", "currency, nominal", 1000000.0),
        origin_id("survey-round-2026"),
    ),
    (*ordered_interval("said_"), *ordered_interval("net_")),
)
COST = Table(
    "core.cost",
    "What a unit pays in a year, before it is divided by anything",
    ("unit_id", "contract_id", "year", "measure", "cost_basis", "scope_class", "per_denominator"),
    (
        text("unit_id", "Municipality or collaboration", "no-indre-ostfold-ikomm-2017"),
        text("contract_id", "The contract, where it comes from one", "no-indre-ostfold-ikomm-2017", required=False),
        year("year", "Year the cost describes", 2017, required=False),
        year(
            "last_year",
            "Last base year of a total that was spread over its years; empty for any other cost",
            2026,
            required=False,
        ),
        code("measure", "What sort of money it is", MEASURES, "contract"),
        code("cost_basis", "How the yearly cost came about", COST_BASES, "running"),
        code("scope_class", "Class of costs it may be compared with", SCOPE_CLASSES, "UNKNOWN"),
        code(
            "per_denominator",
            "What it is already per, where published as a unit cost",
            DENOMINATORS,
            None,
            required=False,
        ),
        *interval(
            "cost_",
            "Cost of a year, without tax that comes back, with the rounding of the stated figures",
            "currency units, nominal",
            5.0e7,
        ),
        number(
            "cost_stated_low", "Least by the source's words, without rounding", 5.0e7, "currency units", required=False
        ),
        number(
            "cost_stated_high",
            "Greatest by the source's words, without rounding",
            5.0e7,
            "currency units",
            required=False,
        ),
        code("currency", "Currency", CURRENCIES, "NOK"),
        pools("scope_in", "Cost pools said to be in", "operations_contract"),
        pools("scope_out", "Cost pools said to be out", "telephony_fixed"),
        pools("pools_without_amount", "Cost pools said to be in whose amount is missing: the sum is a least", None),
        flag("is_vat_unknown", "True where it is not known whether an amount holds tax", False),
        text("definition", "Whose definition of the cost it follows: the survey's, or that of its source", "survey"),
        code("evidence_tier", "Worst tier among its facts", TIERS, "D"),
        flag("is_second_hand", "True where an amount is quoted from another document", False),
        origin_id(),
    ),
    ordered_interval("cost_"),
)
WITHOUT_SIZE_REASONS = {
    "undated": "the source gives no year, and no size without a year",
    "no_size_within_reach": "no size of the unit is known within two years of the cost",
    "no_size_known": "no size of the unit is known for any year",
    "row_rejected": "a size is known, but the figures together break a rule: see quality.reject",
}
COST_WITHOUT_SIZE = Table(
    "mart.cost_without_size",
    "A yearly cost that no size could be paired with, and why; every other cost is in mart.cost_observation",
    ("unit_id", "contract_id", "year", "measure", "cost_basis", "scope_class"),
    (
        text("unit_id", "Municipality or collaboration", "se-itsam-2019"),
        text("unit_name", "Name of the unit", "Kommunalförbundet ITSAM", required=False),
        text("contract_id", "The contract, where it comes from one", "se-itsam-2019", required=False),
        year("year", "Year the cost describes", 2019, required=False),
        code("measure", "What sort of money it is", MEASURES, "budget"),
        code("cost_basis", "How the yearly cost came about", COST_BASES, "running"),
        code("scope_class", "Class of costs it could be compared with", SCOPE_CLASSES, "UNKNOWN"),
        code("currency", "Currency", CURRENCIES, "SEK"),
        *interval("cost_", "Cost of a year", "currency units, nominal", 8.5e7),
        code("reason", "Why it has no size", WITHOUT_SIZE_REASONS, "no_size_within_reach"),
        whole(
            "nearest_size_year", "Nearest year with a size of the unit", 2012, unit="year", required=False,
            rules=(at_least(1900), at_most(2100)),
        ),
        code("evidence_tier", "Worst tier among its facts", TIERS, "C"),
        origin_id("case-se-itsam-2019"),
    ),
    ordered_interval("cost_"),
)  # fmt: skip
CORE = (UNIT_ENTITY, ENTITY_OVERLAP, PRICE_FACTOR, BUDGET_NET, COST)
TABLES = (*CORE, COST_WITHOUT_SIZE)
