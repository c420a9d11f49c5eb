"""A declared table as a Dagster asset: description, columns, counts, preview and checks, all derived.

Belongs here: turning schemas/ declarations into asset definitions and materialisation metadata.
Does not belong here: what fills a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import dagster as dg
import polars as pl

from assets.resources import Place
from pipelines import keys, marts
from pipelines.lake import Lake
from pipelines.settings import Drawing, Shipped
from pipelines.tables import TABLES
from pipelines.validation import Validated
from schemas.quality import FOUND_COLUMNS, REJECT
from schemas.table import Table

PREVIEW_ROWS = 5
Rows = pl.DataFrame | Validated
Known = Mapping[str, pl.Series]  # column -> the values it may refer to
# Tables that are made from the one that refers to them: only the gates can look, once both are there.
MADE_LATER = {
    "core.survey_response": ("reference.origin",),
    "quality.proposal": ("core.document",),
    "core.group_member": ("core.member_group",),
}


def key(name: str) -> dg.AssetKey:
    """schema.table -> [schema, table]."""
    return dg.AssetKey(name.split("."))


def table_asset(
    table: Table,
    fill: Callable[[Place], Rows],
    group: str,
    reads: Sequence[str] = (),
    kinds: Iterable[str] = ("polars", "parquet"),
) -> dg.AssetsDefinition:
    """An asset that fills one table of the lake with what was received.

    A row that repeats a key, or refers to what is not there, is rejected on the way.
    """

    def held(place: Place, known: Known) -> Validated:
        return keys.settled(table, _settled(fill(place)), known)

    return _asset(table, held, group, reads, kinds)


def _asset(
    table: Table,
    fill: Callable[[Place, Known], Validated],
    group: str,
    reads: Sequence[str],
    kinds: Iterable[str],
    lineage: dg.TableColumnLineage | None = None,
) -> dg.AssetsDefinition:
    """An asset of one table, with a check that shows what was rejected on the way; it follows what it refers to."""
    referred = keys.references(table, MADE_LATER.get(table.name, ()))
    targets = {reference.rpartition(".")[0] for reference in referred.values()}
    spec = dg.AssetCheckSpec(
        "rejects",
        asset=key(table.name),
        description="Rows left out of this table, with their reasons in quality.reject.",
    )
    metadata: dict[str, object] = {"dagster/column_schema": column_schema(table)}
    if lineage is not None:
        metadata["dagster/column_lineage"] = lineage

    @dg.asset(
        key=key(table.name),
        group_name=group,
        kinds=set(kinds),
        description=table.comment,
        deps=[key(name) for name in sorted(targets.union(reads))],
        check_specs=[spec],
        metadata=metadata,
    )
    def filled(place: Place) -> Iterator[dg.MaterializeResult]:
        yield materialised(table, fill(place, keys.known_values(place.lake, referred)), place.lake)

    return filled


def file_asset(table: Table, read: Callable[[Path], Validated], folder: str, group: str) -> dg.AssetsDefinition:
    """An asset that is a shipped file of data/<folder>; the example home has evidence of its own."""
    return table_asset(
        table,
        lambda place: read(place.evidence if folder == "evidence" else place.shipped.data / folder),
        group,
        kinds=("csv", "polars", "parquet"),
    )


def select_asset(table: Table, group: str) -> dg.AssetsDefinition:
    """An asset that is one SELECT of sql/; what it reads and where each column comes from is read off the SQL."""
    select = marts.select_of(Shipped().sql, table)
    return _asset(
        table,
        lambda place, known: marts.conclude(place.shipped.sql, table, place.lake, known),
        group,
        reads=marts.tables_read(select),
        kinds=("duckdb", "sql", "parquet"),
        lineage=_lineage(marts.column_lineage(select, table)) if table.schema == "mart" and Drawing().lineage else None,
    )


def _settled(rows: Rows) -> Validated:
    return rows if isinstance(rows, Validated) else Validated(rows, REJECT.frame([]).select(FOUND_COLUMNS))


def materialised(table: Table, rows: Rows, lake: Lake) -> dg.MaterializeResult:
    """Write the table and its rejects, and say what was written."""
    settled = _settled(rows)
    lake.write(table.name, settled.valid)
    lake.write(rejects_name(table), settled.rejects)
    errors = settled.rejects.filter(pl.col("severity") == "rejected")
    rounds = _rows_per_round(settled.valid)
    by_rule = errors.group_by("column_name", "rule").len().sort("len", descending=True).head(PREVIEW_ROWS)
    return dg.MaterializeResult(
        asset_key=key(table.name),
        metadata={
            "dagster/row_count": settled.valid.height,
            "rejects": settled.rejects.height,
            "preview": dg.MetadataValue.md(preview(settled.valid)),
            **({"rows_per_round": dg.MetadataValue.json(rounds)} if rounds else {}),
        },
        check_results=[
            dg.AssetCheckResult(
                check_name="rejects",
                passed=errors.height == 0,
                severity=dg.AssetCheckSeverity.WARN,
                metadata={"rejected": errors.height, "most_frequent": dg.MetadataValue.md(preview(by_rule))},
            )
        ],
    )


def _rows_per_round(frame: pl.DataFrame) -> dict[str, int]:
    """Survey round -> rows; empty where a table knows no rounds. Tables hold all rounds, see docs/decisions.md.

    A sighting is of no round: it is in the row count only.
    """
    if "survey_round" not in frame.columns:
        return {}
    answered = frame.drop_nulls("survey_round")
    return dict(answered.group_by("survey_round").len().sort("survey_round").iter_rows())


def rejects_name(table: Table) -> str:
    """Where the rejects of one table wait in the lake for quality.reject."""
    return f"rejected.{table.schema}__{table.table}"


def column_schema(table: Table) -> dg.TableSchema:
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                column.name,
                table.duckdb_type(column),
                column.comment,
                dg.TableColumnConstraints(nullable=not column.required),
            )
            for column in table.columns
        ]
    )


def preview(frame: pl.DataFrame) -> str:
    """The first rows as a Markdown table."""
    with pl.Config(
        tbl_formatting="MARKDOWN",
        tbl_hide_dataframe_shape=True,
        tbl_hide_column_data_types=True,
        tbl_cols=-1,
        tbl_rows=PREVIEW_ROWS,
        fmt_str_lengths=60,
        tbl_width_chars=-1,
    ):
        return str(frame.head(PREVIEW_ROWS))


def _lineage(columns: dict[str, list[tuple[str, str]]]) -> dg.TableColumnLineage:
    return dg.TableColumnLineage(
        {
            name: [dg.TableColumnDep(key(source), column) for source, column in sources if source in TABLES]
            for name, sources in columns.items()
        }
    )
