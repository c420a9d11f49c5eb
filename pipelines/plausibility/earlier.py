"""What municipalities answered in earlier rounds, as the released warehouse has it.

Belongs here: the columns that a comparison with the last round needs. Does not belong here: the comparison (sizes,
costs, usage), building, where every round is at hand.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from pipelines.plausibility.figures import Answers
from schemas.budget import BUDGET_LINE, SURVEY_SIZE
from schemas.inventory import APPLICATION_USAGE
from schemas.table import Table

COMPARED = {
    BUDGET_LINE: (
        "unit_id fiscal_year measure cost_pool scope amount_low amount_mid amount_high currency origin_id "
        "source_file source_sheet source_row"
    ),
    SURVEY_SIZE: "unit_id year size low mid high origin_id source_file source_sheet source_row",
    APPLICATION_USAGE: (
        "unit_id survey_round year name_as_written annual_licence annual_operations currency users_low users_mid "
        "users_high origin_id source_file source_sheet source_row"
    ),
}


def released(warehouse: Path, response: pl.DataFrame) -> Answers:
    """The released answers of those who answer now, but for rounds that they answer now; none without a warehouse.

    `response` has the shape of core.survey_response.
    """
    if not warehouse.exists():
        return Answers.none()
    answered = response.select("unit_id", "origin_id").unique()
    with duckdb.connect(warehouse, read_only=True) as connection:
        connection.register("answered", answered.to_arrow())
        found = [_rows(connection, table, names.split()) for table, names in COMPARED.items()]
    return Answers(*found)


def _rows(connection: duckdb.DuckDBPyConnection, table: Table, names: list[str]) -> pl.DataFrame:
    """Rows of one table in the columns that are compared."""
    rows = connection.execute(
        f"""select {", ".join(names)} from {table.name} as released
        where unit_id in (select unit_id from answered)
            and not exists (
                from answered where answered.unit_id = released.unit_id and answered.origin_id = released.origin_id
            )"""
    ).fetchall()
    return pl.DataFrame(rows, schema={name: table.types[name] for name in names}, orient="row")
