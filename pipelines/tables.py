"""Every table of the warehouse, by name.

Belongs here: the list, in the order they are read. Does not belong here: declarations.
"""

from schemas import (
    alternative,
    benchmark,
    budget,
    completeness,
    contracts,
    cost,
    decision,
    documents,
    group_inventory,
    inventory,
    origins,
    plausibility,
    portfolio,
    quality,
    reference,
    survey,
)
from schemas.quality import MADE_WITH_THE_RELEASE
from schemas.table import Table

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        origins.ORIGIN,
        *reference.TABLES,
        *inventory.TABLES,
        *survey.TABLES,
        *budget.TABLES,
        *contracts.TABLES,
        *documents.TABLES,
        *decision.TABLES,
        alternative.ALTERNATIVE,
        *completeness.TABLES,
        *cost.CORE,
        *benchmark.TABLES,
        cost.COST_WITHOUT_SIZE,
        *portfolio.TABLES,
        *group_inventory.TABLES,
        *plausibility.TABLES,
        *quality.TABLES,
    )
}
# What a build fills; the rest is made while a release is written.
FILLED: dict[str, Table] = {name: table for name, table in TABLES.items() if table not in MADE_WITH_THE_RELEASE}
