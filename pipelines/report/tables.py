"""What the report shows, read from one released file.

Belongs here: which tables are read, in which order, what is missing. Does not belong here: which of their rows belong
to a group (chosen), how a table looks (page, charts, spreadsheet), what it concludes (sql/).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from pipelines.asking import open_warehouse
from pipelines.faults import UserError
from pipelines.report import chosen

Row = dict[str, Any]

# In the order in which they are shown, with the order of their rows: what the release has of it is used.
SHOWN: dict[str, tuple[str, ...]] = {
    "mart.alternative": ("form_code",),
    "mart.group_inventory": (),
    "mart.cost_sharing_key": ("scope_class", "cost_key", "municipality_name", "unit_id"),
    "mart.cost_by_form": ("denominator", "country_code", "measure", "form_code", "scope_class"),
    "mart.cost_observation": (
        "denominator", "form_code", "scope_class", "unit_name", "year", "measure", "observation_id",
    ),
    "mart.cost_without_size": ("unit_name", "year", "measure", "cost_basis", "scope_class"),
    "mart.peer_comparison": (
        "denominator", "scope_class", "measure", "peer_group_kind", "unit_name", "unit_id", "year", "cost_basis",
    ),
    "mart.cost_over_time": ("denominator", "scope_class", "measure", "unit_name", "unit_id", "cost_basis", "year"),
    "mart.staffing": ("unit_name", "year", "staff_unit", "origin_id"),
    "mart.application_overlap": ("survey_round", "functional_area"),
    "mart.shared_application": ("survey_round", "n_municipalities desc", "canonical_name"),
    "mart.contract_window": ("survey_round", "first_end", "canonical_name"),
    "mart.risk_gap": ("municipality_name", "name_as_written", "survey_round", "origin_id"),
    "mart.size_curve": ("country_code", "denominator", "scope_class", "measure", "pool"),
    "mart.cost_pooled": (
        "country_code", "denominator", "scope_class", "measure", "pool", "form_code", "size_class",
    ),
    "mart.source_order_check": (
        "denominator", "scope_class", "form_code", "other_form_code", "left_out_origin_id",
    ),
    "mart.limit": ("limit_number",),
    "mart.provenance": (),
    "quality.reject": ("file", "sheet", "row_number", "column_name", "rule"),
    "quality.reject_summary": ("n_rows desc", "table_name", "rule", "column_name"),
    "reference.convention": ("convention",),
    "reference.origin": ("origin_id",),
}  # fmt: skip


FACTS = "mart.provenance"
OWN = ("mart.cost_observation", "mart.staffing")


@dataclass(frozen=True)
class Column:
    """A column as the release describes it; `unit` and meaning are in the comment."""

    name: str
    comment: str


@dataclass(frozen=True)
class Content:
    """All rows of a report. A table that the release does not have is in `missing` and has no rows.

    An observation and a staffing row also say `is_own`: whether it is of a member of the group. A fact stands once,
    with all `observation_ids` that it is behind.
    """

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
    is_made_up: bool = False
    n_others_without_size: int = 0

    def has(self, table: str) -> bool:
        return table not in self.missing

    def has_facts(self, observation_id: object) -> bool:
        """Whether anything says where an observation comes from."""
        return observation_id in self._with_facts

    def has_origin(self, origin_id: object) -> bool:
        """Whether the document is among those that are listed."""
        return origin_id in self._listed

    @cached_property
    def _with_facts(self) -> set[object]:
        return {observation for row in self.rows[FACTS] for observation in row["observation_ids"]}

    @cached_property
    def _listed(self) -> set[object]:
        return {row["origin_id"] for row in self.rows["reference.origin"]}

    def names(self, table: str) -> set[str]:
        """Columns that the release has of a table; a later release may have more than an earlier one."""
        return {column.name for column in self.columns[table]}


def read(warehouse: Path, group_id: str) -> Content:
    """Everything the report of one group needs. Raises UserError where the group is not in the release."""
    with open_warehouse(warehouse) as connection:
        present = _columns(connection)
        names = {table: {column.name for column in columns} for table, columns in present.items()}
        name = _group_name(connection, present, group_id)
        comments = {
            f"{schema}.{table}": comment or ""
            for schema, table, comment in connection.execute(
                "select schema_name, table_name, comment from duckdb_tables()"
            ).fetchall()
        }
        rows: dict[str, list[Row]] = {}
        for table, order in SHOWN.items():
            rows[table] = _rows(connection, table, names, group_id, order) if table in present else []
        is_made_up = any(row["kind"] == "example" for row in rows["reference.origin"])
        cited = {
            row["origin_id"]
            for table in rows
            if table != "reference.origin"
            for row in rows[table]
            if "origin_id" in row
        }
        rows["reference.origin"] = [row for row in rows["reference.origin"] if row["origin_id"] in cited]
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
            is_made_up=is_made_up,
            n_others_without_size=_others_without_size(connection, names, group_id),
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


def _of_group(connection: duckdb.DuckDBPyConnection, sql: str, group_id: str) -> list[Row]:
    """Rows of a query in which every ? is the group."""
    return _all(connection, sql, *[group_id] * sql.count("?"))


def _plain(value: Any) -> Any:
    """A decimal as a number that pictures, pages and sheets can all hold."""
    return float(value) if isinstance(value, Decimal) else value


def _rows(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: chosen.Columns,
    group_id: str,
    order: Collection[str],
) -> list[Row]:
    usable = [term for term in order if term.split()[0] in columns[table]]
    tail = f" order by {', '.join(usable)}" if usable else ""
    own = f", {chosen.is_member(table, columns)} as is_own" if table in OWN else ""
    where = chosen.condition(table, columns)
    if table == FACTS:
        # A line of a budget is behind one observation per denominator and scope class: here it stands once.
        return _of_group(
            connection,
            "select * exclude (observation_id), list(observation_id order by observation_id) as observation_ids "
            f"from {table} where {where} group by all order by all",
            group_id,
        )
    return _of_group(connection, f"select *{own} from {table} where {where}{tail}", group_id)


def _others_without_size(connection: duckdb.DuckDBPyConnection, columns: chosen.Columns, group_id: str) -> int:
    """Units that are no members and have a cost that no size could be paired with."""
    table = "mart.cost_without_size"
    if table not in columns:
        return 0
    sql = f"select count(distinct unit_id) as n from {table} where not {chosen.is_member(table, columns)}"
    return int(_of_group(connection, sql, group_id)[0]["n"])


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
