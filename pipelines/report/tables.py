"""What the report shows, read from one released file.

Belongs here: which tables are read, which rows belong to a group, what is missing. Does not belong here: how a
table looks (page, charts, spreadsheet) or what it concludes (sql/).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from pipelines.asking import open_warehouse
from pipelines.faults import UserError

Row = dict[str, Any]

# In the order in which they are shown, with the order of their rows: what the release has of it is used.
SHOWN: dict[str, tuple[str, ...]] = {
    "mart.alternative": ("form_code",),
    "mart.cost_sharing_key": ("cost_key", "unit_id"),
    "mart.cost_by_form": ("denominator", "form_code", "scope_class"),
    "mart.cost_observation": ("denominator", "form_code", "scope_class", "unit_name", "year", "observation_id"),
    "mart.peer_comparison": ("unit_id", "denominator", "scope_class", "peer_group_kind", "year", "measure"),
    "mart.cost_over_time": ("unit_id", "denominator", "scope_class", "measure", "year"),
    "mart.staffing": ("unit_name", "year"),
    "mart.application_overlap": ("survey_round", "functional_area"),
    "mart.shared_application": ("survey_round", "n_municipalities desc", "canonical_name"),
    "mart.contract_window": ("survey_round", "first_end", "canonical_name"),
    "mart.risk_gap": ("group_id",),
    "mart.size_curve": (),
    "mart.cost_pooled": (),
    "mart.source_order_check": (),
    "mart.limit": ("limit_number",),
    "mart.provenance": ("observation_id", "fact_id"),
    "quality.reject_summary": ("n_rows desc", "table_name", "rule"),
    "reference.convention": ("convention",),
    "reference.origin": ("origin_id",),
}


@dataclass(frozen=True)
class Column:
    """A column as the release describes it; `unit` and meaning are in the comment."""

    name: str
    comment: str


@dataclass(frozen=True)
class Content:
    """All rows of a report. A table that the release does not have is in `missing` and has no rows."""

    group_id: str
    group_name: str
    members: tuple[Row, ...]
    content_hash: str
    rows: dict[str, list[Row]]
    columns: dict[str, list[Column]]
    comments: dict[str, str]
    forms: list[Row]
    areas: dict[str, tuple[str, str]] = field(default_factory=dict)
    missing: frozenset[str] = field(default_factory=frozenset)

    def has(self, table: str) -> bool:
        return table not in self.missing

    @property
    def is_made_up(self) -> bool:
        """True for the release of an example home: the page says so at its head."""
        return any(row["kind"] == "example" for row in self.rows["reference.origin"])


def read(warehouse: Path, group_id: str) -> Content:
    """Everything the report of one group needs. Raises UserError where the group is not in the release."""
    with open_warehouse(warehouse) as connection:
        present = _columns(connection)
        name = _group_name(connection, present, group_id)
        comments = {
            f"{schema}.{table}": comment or ""
            for schema, table, comment in connection.execute(
                "select schema_name, table_name, comment from duckdb_tables()"
            ).fetchall()
        }
        rows: dict[str, list[Row]] = {}
        for table, order in SHOWN.items():
            rows[table] = _rows(connection, table, present[table], group_id, order) if table in present else []
        return Content(
            group_id=group_id,
            group_name=name,
            members=_members(connection, present, group_id),
            content_hash=_content_hash(connection, present),
            rows=rows,
            columns={table: present.get(table, []) for table in SHOWN},
            comments={table: comments.get(table, "") for table in SHOWN},
            forms=_all(connection, "select * from reference.collaboration_form order by form_code")
            if "reference.collaboration_form" in present
            else [],
            areas=_areas(connection, present),
            missing=frozenset(SHOWN) - frozenset(present),
        )


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Column]]:
    found: dict[str, list[Column]] = {}
    for schema, table, column, comment in connection.execute(
        "select schema_name, table_name, column_name, comment from duckdb_columns() where not internal "
        "order by schema_name, table_name, column_index"
    ).fetchall():
        found.setdefault(f"{schema}.{table}", []).append(Column(column, comment or ""))
    return found


def _all(connection: duckdb.DuckDBPyConnection, sql: str, *values: Any) -> list[Row]:
    found = connection.execute(sql, values)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, map(_plain, row), strict=True)) for row in found.fetchall()]


def _plain(value: Any) -> Any:
    """A decimal as a number that pictures, pages and sheets can all hold."""
    return float(value) if isinstance(value, Decimal) else value


def _rows(
    connection: duckdb.DuckDBPyConnection, table: str, columns: list[Column], group_id: str, order: tuple[str, ...]
) -> list[Row]:
    names = {column.name for column in columns}
    usable = [term for term in order if term.split()[0] in names]
    tail = f" order by {', '.join(usable)}" if usable else ""
    if "group_id" in names:
        return _all(connection, f"select * from {table} where group_id = ?{tail}", group_id)
    return _all(connection, f"select * from {table}{tail}")


def _groups(connection: duckdb.DuckDBPyConnection, present: dict[str, list[Column]]) -> Iterator[tuple[str, str]]:
    """Every group the release knows, with the best name it has for it."""
    for table, name in (
        ("mart.alternative", "group_name"),
        ("reference.group_definition", "name"),
        ("core.group_member", "group_id"),
    ):
        if table in present:
            yield from connection.execute(f"select distinct group_id, {name} from {table} order by all").fetchall()


def _group_name(connection: duckdb.DuckDBPyConnection, present: dict[str, list[Column]], group_id: str) -> str:
    groups: dict[str, str] = {}
    for known, name in _groups(connection, present):
        groups.setdefault(known, name)
    if group_id not in groups:
        listed = ", ".join(sorted(groups)) or "none"
        raise UserError(f"The release has no group {group_id!r}. Groups in it: {listed}.")
    return groups[group_id]


def _members(connection: duckdb.DuckDBPyConnection, present: dict[str, list[Column]], group_id: str) -> tuple[Row, ...]:
    """Members under today's number and name, one row each."""
    if "core.group_member" not in present:
        return ()
    return tuple(
        _all(
            connection,
            "select current_unit_id as unit_id, min(name) as name from core.group_member "
            "where group_id = ? and unit_id = current_unit_id group by current_unit_id order by name",
            group_id,
        )
    )


def _areas(connection: duckdb.DuckDBPyConnection, present: dict[str, list[Column]]) -> dict[str, tuple[str, str]]:
    """Functional areas by code: bokmål, English."""
    if "reference.functional_area" not in present:
        return {}
    found = connection.execute("select functional_area, area_nb, area from reference.functional_area").fetchall()
    return {code: (norwegian, english) for code, norwegian, english in found}


def _content_hash(connection: duckdb.DuckDBPyConnection, present: dict[str, list[Column]]) -> str:
    if "quality.release" not in present:
        return ""
    found = connection.execute("select content_hash from quality.release").fetchone()
    return str(found[0]) if found else ""
