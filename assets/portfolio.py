"""Marts over applications as assets: one SELECT each.

Belongs here: the list. Does not belong here: SQL.
"""

from assets.tables import select_asset
from schemas import group_inventory, inventory, portfolio

ASSETS = [
    select_asset(portfolio.GROUP_MEMBER, "benchmark"),
    select_asset(inventory.INVENTORY_IN_FORCE, "inventory"),
    *(select_asset(table, "mart") for table in (*portfolio.MARTS, *group_inventory.TABLES)),
]
