"""A group's inventories in force in one row: what is shared, tied up, free to leave, at risk, and where it runs.

Belongs here: mart.group_inventory, what the decision view takes from applications. Does not belong here: one product or
one area of a group (schemas/portfolio), which inventory is in force (schemas/inventory).
"""

import datetime

import polars as pl

from schemas.codes import HOSTING
from schemas.columns import Column, at_least, day, number, whole
from schemas.portfolio import NO_MORE_KNOWN_THAN_MEMBERS, group_id, known_members, rounds
from schemas.table import RowRule, Table, ordered_days

_HOSTED = {
    "local": "in the municipality's own machine room",
    "joint": "at a joint unit",
    "vendor": "at the vendor",
    "saas": "as a service",
    "hybrid": "in several places",
    "unknown": "where the respondent does not know",
}


def _count(name: str, description: str, example: int, *, required: bool = False) -> Column:
    return whole(name, description, example, required=required, rules=(at_least(0),))


def _nok(name: str, description: str, example: float) -> Column:
    return number(name, description, example, "NOK per year, nominal", required=False, rules=(at_least(0),))


def _window(suffix: str, options: str) -> tuple[Column, ...]:
    """When shared products can be left together; a product counts from the last day of its last contract."""
    return (
        day(
            f"first_common_start{suffix}",
            f"Last day of the last contract of the shared product that all can leave next after as_of, {options}",
            datetime.date(2027, 1, 31),
            required=False,
        ),
        day(
            f"first_common_end{suffix}",
            f"Last day of the last contract of all shared products whose ends are known, {options}",
            datetime.date(2029, 12, 31),
            required=False,
        ),
        _count(f"n_free_now{suffix}", f"Shared products whose last contract has ended by as_of, {options}", 4),
    )


GROUP_INVENTORY = Table(
    "mart.group_inventory",
    "A group's inventories in force: empty where nobody has answered, nought where the answer is none",
    ("group_id",),
    (
        group_id(),
        *known_members(),
        _count(
            "n_blank", "Members that sent a survey answer and have listed no application in any round", 0, required=True
        ),
        *rounds(),
        day("as_of", "Latest day the inventories in force describe", datetime.date(2025, 10, 1), required=False),
        _count("n_applications", "Applications listed in survey inventories in force, municipality x name", 300),
        _count("shared_products", "Products that two or more members use", 40),
        _count("shared_installs", "Municipality x product of those products", 110),
        _count("removable_installs", "Second products of one purpose at one member", 12),
        _nok(
            "tied_up_nok",
            "Licences and operations of shared products: licences by a known metric other than inhabitant with their "
            "operations, and operations bought where no licence is given",
            207.3e6,
        ),
        _nok("tied_up_unknown_metric_nok", "Beside it: what is licensed by a metric that nobody has said", 51.5e6),
        _nok("per_inhabitant_nok", "Beside it: what is licensed per inhabitant and does not fall when shared", 45.5e6),
        _count("n_other_currency", "Installs of shared products with an amount in another currency, in no sum here", 0),
        *_window("", "without options"),
        *_window("_with_options", "options used"),
        _count("n_without_window", "Shared products of which a member has not given an end for every part", 10),
        _count("n_critical_without_dpia", "Critical applications with sensitive data without an impact assessment", 20),
        _count(
            "n_risk_not_answered",
            "Applications without an assessment that may be critical with sensitive data, for all that was answered",
            3,
        ),
        _count("n_single_vendor", "Members with more than half of their applications from one vendor", 1),
        *(_count(f"n_hosted_{place}", f"Applications that run {_HOSTED[place]}", 50) for place in HOSTING),
        _count("n_hosting_not_answered", "Applications of which nobody has said where they run", 0),
    ),
    (
        NO_MORE_KNOWN_THAN_MEMBERS,
        ordered_days("first_common_start", "first_common_end"),
        ordered_days("first_common_start_with_options", "first_common_end_with_options"),
        RowRule(
            "every_application_runs_somewhere",
            "n_applications",
            lambda: (
                pl.sum_horizontal(*(f"n_hosted_{place}" for place in HOSTING), "n_hosting_not_answered")
                == pl.col("n_applications")
            ),
            {"n_applications": 1, "n_hosting_not_answered": 5},
        ),
        RowRule(
            "a_shared_product_has_two_installs",
            "shared_installs",
            lambda: pl.col("shared_installs") >= 2 * pl.col("shared_products"),
            {"shared_installs": 7, "shared_products": 4},
        ),
    ),
)
TABLES = (GROUP_INVENTORY,)
