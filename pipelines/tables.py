"""Every table of the warehouse, by name.

Belongs here: the list, in the order they are read. Does not belong here: declarations.
"""

from schemas import benchmark, budget, completeness, contracts, inventory, origins, quality, reference, survey
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
        *completeness.TABLES,
        *benchmark.TABLES,
        *quality.TABLES,
    )
}
