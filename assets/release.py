"""The end of the line as assets: all rejects together, then the release.

Belongs here: gathering rejects, publishing, showing audits as checks. Does not belong here: the gates.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import polars as pl

from assets.resources import Place
from assets.tables import column_schema, key, preview, rejects_name, select_asset
from pipelines import computed, gates
from pipelines.addresses import with_cell
from pipelines.release import publish
from pipelines.settings import Shipped
from pipelines.tables import FILLED
from pipelines.workbook.pile import HEADING
from schemas.origins import ORIGIN
from schemas.quality import REJECT, REJECT_SUMMARY
from schemas.survey import RESPONSE

SOURCES = [table for table in FILLED.values() if table not in (REJECT, REJECT_SUMMARY)]


@dg.asset(
    key=key(REJECT.name),
    group_name="quality",
    kinds={"polars", "parquet"},
    description=REJECT.comment,
    deps=[key(name) for name in (*(table.name for table in SOURCES), HEADING)],
    metadata={"dagster/column_schema": column_schema(REJECT)},
)
def reject(place: Place) -> dg.MaterializeResult:
    """The rejects of every table together, with the cell each stands in, or the answers it rests on."""
    found = pl.concat([place.lake.read(rejects_name(table)) for table in SOURCES])
    known = pl.col("origin").is_in(place.lake.read(ORIGIN.name)["origin_id"].implode())
    found = found.with_columns(origin=pl.when(known).then("origin"))  # that it is unknown is said by its own reject
    in_cells = with_cell(found, place.lake.read(HEADING))
    rejects = computed.explained(in_cells, place.lake.read(RESPONSE.name)).sort(REJECT.grain)
    place.lake.write(REJECT.name, rejects)
    return dg.MaterializeResult(
        metadata={"dagster/row_count": rejects.height, "preview": dg.MetadataValue.md(preview(rejects))}
    )


AUDITS = {Path(name).stem: query for name, query in gates.audits(Shipped().sql).items() if name.endswith(".sql")}


@dg.multi_asset_check(
    specs=[
        dg.AssetCheckSpec(
            name,
            asset=key(REJECT_SUMMARY.name),
            description=f"sql/audits/{name}.sql must return no rows.",
            blocking=True,  # the release is not even tried
            # Without a condition of its own a check that failed once would hold the release for ever.
            automation_condition=dg.AutomationCondition.eager(),
        )
        for name in AUDITS
    ],
    name="audits",
)
def audits(place: Place) -> Iterator[dg.AssetCheckResult]:
    with gates.lake_connection(place.lake) as connection:
        for name, query in AUDITS.items():
            guilty = len(gates.guilty_rows(connection, query).fetchall())
            yield dg.AssetCheckResult(
                check_name=name,
                asset_key=key(REJECT_SUMMARY.name),
                passed=guilty == 0,
                metadata={"guilty_rows": guilty},
            )


@dg.asset(
    key=dg.AssetKey(["release", "warehouse"]),
    group_name="release",
    kinds={"duckdb"},
    deps=[key(name) for name in FILLED],
)
def warehouse(place: Place) -> dg.MaterializeResult:
    """The released DuckDB file: every gate checked again, built beside the live one, replaced atomically."""
    released = publish(place.home, place.lake, place.shipped.sql, datetime.datetime.now(datetime.UTC))
    return dg.MaterializeResult(
        metadata={
            "path": dg.MetadataValue.path(str(place.home.warehouse)),
            "content_hash": released.content_hash,
            "dagster/row_count": released.n_rows,
            "tables": released.n_tables,
            "rejects": released.n_rejects,
        }
    )


ASSETS = [reject, select_asset(REJECT_SUMMARY, "quality"), warehouse]
CHECKS = [audits]
