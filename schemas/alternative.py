"""The decision view: the forms of collaboration side by side for a group of municipalities.

Belongs here: the one table a steering group looks at. Does not belong here: what it is put together from
(schemas/benchmark, portfolio), groups, keys and checks (schemas/decision).
"""

import datetime

from schemas.codes import COUNTRIES, FORM_CODES, MEASURES, SCOPE_CLASSES, TIERS
from schemas.columns import code, day, flag, text, year
from schemas.decision import count, group_id, money, per
from schemas.table import Table, ordered

EVIDENCE_FROM = {
    "group": "answered by members of the group",
    "elsewhere": "seen at others: no member of the group has the form, or none has answered",
}
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
            "evidence_from",
            "Whose figures the cost per user is: the group's own members', or others'",
            EVIDENCE_FROM,
            "group",
            required=False,
        ),
        code("country_code", "Country the figures are from", COUNTRIES, "NO", required=False),
        code("measure", "What sort of money they are", MEASURES, "account", required=False),
        code(
            "scope_class",
            "Class of costs of the cell; unlike classes are not compared",
            SCOPE_CLASSES,
            "UNKNOWN",
            required=False,
        ),
        year("last_year", "Newest year among the figures", 2025, required=False),
        year("price_year", "Year whose prices the costs are in", 2024, required=False),
        count("n", "Observations of cost per user", 1),
        count("n_units", "Units among them", 1),
        per("cost_per_user_low", "Least lower end", 12528.0, _USER),
        per("cost_per_user_median", "Median", 14075.0, _USER),
        per("cost_per_user_high", "Greatest upper end", 15656.0, _USER),
        *(
            per(f"nominal_per_user_{end}", f"The same, nominal: {words}", 11111.0, "NOK per user and year, nominal")
            for end, words in (("low", "least"), ("median", "median"), ("high", "greatest"))
        ),
        count("n_open_above", "Observations whose upper end is open", 0),
        count("n_price_carried", "Observations moved by a carried price index", 0),
        count("n_size_of_other_year", "Observations divided by a size of another year", 0),
        *(count(f"n_tier_{tier.lower()}", f"Observations of tier {tier}", 0) for tier in TIERS),
        code("worst_tier", "Worst tier among them", TIERS, "D", required=False),
        flag("has_evidence", "False where nothing is known of cost per user", True),
        flag("rests_on_claims_only", "True where every observation is of tier C or D", True),
        count(
            "n_own_beside",
            "Units of the group with a cost per user of the form that the figures shown cannot hold: another country, "
            "sort of money or class of costs",
            2,
        ),
        text("own_beside", "What those are, divided by |", "NO budget TOTAL|SE account TOTAL", required=False),
        count("beside_n", "Observations of the form at others than the group's members", 1),
        code("beside_country_code", "Their country", COUNTRIES, "SE", required=False),
        code("beside_measure", "What sort of money they are", MEASURES, "contract", required=False),
        code("beside_scope_class", "Class of costs of theirs", SCOPE_CLASSES, "UNKNOWN", required=False),
        per("beside_low", "Least lower end of theirs", 12528.0, _USER),
        per("beside_median", "Median of theirs", 14075.0, _USER),
        per("beside_high", "Greatest upper end of theirs", 15656.0, _USER),
        code("beside_worst_tier", "Worst tier among them", TIERS, "D", required=False),
        count("n_inhabitant", "Observations of cost per inhabitant", 1),
        code(
            "evidence_from_inhabitant",
            "Whose figures the cost per inhabitant is",
            EVIDENCE_FROM,
            "group",
            required=False,
        ),
        code("country_code_inhabitant", "Country of the figures per inhabitant", COUNTRIES, "NO", required=False),
        code("measure_inhabitant", "What sort of money they are", MEASURES, "account", required=False),
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
        count("n_members_answered", "Members whose application inventory was answered in the survey", 6),
        count("n_members_seen", "Members of whom only a register knows an application", 0),
        count("shared_installs", "Installs of products that two or more members use", 250, required=False),
        count("shared_products", "Products that two or more members use", 90, required=False),
        count("removable_installs", "Second products of one purpose at one member", 12, required=False),
        money(
            "tied_up_cost_nok",
            "Cost of shared products, licences per inhabitant or by an unknown metric left out",
            9.0e6,
        ),
        money("tied_up_unknown_metric_nok", "Licences of shared products whose pricing metric is not known", 1.0e6),
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
        money(
            "transition_analogue_low_nok",
            "Least that others of the form spent at their start, prices of then",
            2.0e7,
            "NOK",
        ),
        money("transition_analogue_high_nok", "Most that others of the form spent at their start", 2.2e7, "NOK"),
        text("transition_analogue_units", "Who they are, separated by |", "Ikomm", required=False),
        text("transition_origin_ids", "Where that was read, separated by |", "cw-ikomm-start", required=False),
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
