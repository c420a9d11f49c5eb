"""The comparison as assets: one SELECT each.

Belongs here: the list. Does not belong here: SQL.
"""

from assets.tables import select_asset
from schemas import benchmark, budget, completeness, cost

ASSETS = [
    select_asset(budget.UNIT_SIZE, "benchmark"),
    select_asset(budget.IT_STAFF, "benchmark"),
    *(select_asset(table, "benchmark") for table in cost.CORE),
    *(select_asset(table, "mart") for table in (*benchmark.MARTS, cost.COST_WITHOUT_SIZE, completeness.COMPLETENESS)),
]
