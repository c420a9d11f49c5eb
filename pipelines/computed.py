"""Computed rows held against their table: they take the same road as received ones.

Belongs here: the columns a SELECT must give, the rows that break a rule, share a key or refer to nothing, and how such
a row is named. Does not belong here: running the SELECT (pipelines/marts), the rules (schemas/).
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from pipelines import keys
from pipelines.faults import StructuralFault
from pipelines.validation import FAULTS, Validated, rule_faults
from schemas.quality import FOUND_COLUMNS, REJECT
from schemas.table import Table

ROW = "row"  # what is at fault where it is no one column
NOT_COMPUTABLE = "not_computable"
SAME_KEY = "same_key"
SAME_ROW = "same_row"
# Whom a row is about, said of it beside its key.
ABOUT = ("unit_id", "group_id", "form_code", "year")


def file_of(table: Table) -> str:
    """What stands in the place of a received row's file: where the row was made."""
    return f"sql/{table.schema}/{table.table}.sql"


def settle(table: Table, rows: pl.DataFrame, known: Mapping[str, pl.Series]) -> Validated:
    """Rows of a SELECT in the declared columns and the order of the grain, and those that cannot be released.

    Rows that are alike in every column are one, and that is told. Rows that share a key and are unlike are all left
    out: nobody has said which is right. Raises StructuralFault where columns are missing, unknown or of another kind.
    """
    _must_have_columns(table, rows)
    typed = rows.select(pl.col(name).cast(dtype, strict=False) for name, dtype in table.types.items())
    order = [*table.grain, *(name for name in table.types if name not in table.grain)]
    position = typed.with_row_index(ROW).sort(order, nulls_last=True)[ROW]
    rows, typed = rows[position], typed[position]
    is_first = typed.select(pl.struct(pl.all()).is_first_distinct()).to_series()
    told = _fault(typed, ~is_first, keys.telling(table), SAME_ROW)
    lost = pl.concat([_fault(rows, _does_not_fit(rows, typed, name), name, "number") for name in typed.columns])
    broken = rule_faults(table, typed).join(lost, on=[ROW, "column"], how="anti")
    key = typed.filter(is_first).select(pl.struct(table.grain).alias("key"))["key"]
    shared = typed.select(pl.struct(table.grain).is_in(key.filter(key.is_duplicated()).implode())).to_series()
    unlike = _fault(typed, shared, keys.telling(table), SAME_KEY)
    faults = pl.concat([lost, broken, keys.dangling(typed, known), unlike]).unique(maintain_order=True)
    faults = faults.filter(pl.col(ROW).is_in(is_first.arg_true().cast(pl.Int64).implode()))
    stays = is_first.scatter(faults[ROW].unique(), False)
    rejects = [_rejects(table, typed, faults, "rejected"), _rejects(table, typed, told, "told")]
    return Validated(typed.filter(stays), pl.concat(rejects))


def not_computable(table: Table, reason: str) -> Validated:
    """No row at all, and the reason: a value among the rows it reads that no function of the SELECT can take."""
    found = {
        "table_name": table.name,
        "file": file_of(table),
        "column_name": ROW,
        "rule": NOT_COMPUTABLE,
        "value": reason,
        "severity": "rejected",
    }
    return Validated(table.frame([]), REJECT.frame([found]).select(FOUND_COLUMNS))


def explained(rejects: pl.DataFrame, response: pl.DataFrame) -> pl.DataFrame:
    """Rejects with a sentence for every computed row: what became of it, and whose answers it rests on where known.

    Shape: quality.reject.
    """
    in_force = response.filter(pl.col("status") == "in_force").sort("source_file")
    files = dict(
        in_force.group_by("unit_id", maintain_order=True)
        .agg(pl.col("source_file").unique(maintain_order=True))
        .iter_rows()
    )
    said = [
        _sentence(row, files) if row["row_number"] is None and row["file"].startswith("sql/") else row["sentence"]
        for row in rejects.iter_rows(named=True)
    ]
    return rejects.with_columns(sentence=pl.Series(said, dtype=pl.String()))


def _sentence(reject: Mapping[str, Any], files: Mapping[str, list[str]]) -> str:
    if reject["rule"] == NOT_COMPUTABLE:
        return f"{reject['table_name']} could not be computed and is empty: {reject['value']}. Look for odd values."
    said = f"A row of {reject['table_name']} was left out: {reject['column_name']} breaks the rule {reject['rule']}."
    if reject["severity"] == "told":
        said = f"Rows of {reject['table_name']} are alike in every column and were taken for one."
    unit_id = json.loads(reject["value"]).get("unit_id")
    if unit_id in files:
        return f"{said} Look at the answers of {unit_id} in {', '.join(files[unit_id])}."
    return f"{said} Look at what is known of {unit_id}." if unit_id else said


def _must_have_columns(table: Table, rows: pl.DataFrame) -> None:
    missing = [name for name in table.types if name not in rows.columns]
    unknown = [name for name in rows.columns if name not in table.types]
    other = [
        f"{name} is {rows.schema[name]}, not {dtype}"
        for name, dtype in table.types.items()
        if name in rows.columns and not _can_become(rows.schema[name], dtype)
    ]
    if missing or unknown or other:
        raise StructuralFault(
            f"{file_of(table)}: missing columns {missing or 'none'}, unknown columns {unknown or 'none'}, of another "
            f"kind {other or 'none'}; schemas/ declares {list(table.types)}."
        )


def _can_become(found: pl.DataType, wanted: pl.DataType) -> bool:
    return found in (wanted, pl.Null()) or (found.is_numeric() and wanted.is_numeric())


def _does_not_fit(rows: pl.DataFrame, typed: pl.DataFrame, name: str) -> pl.Series:
    return rows[name].is_not_null() & typed[name].is_null()


def _fault(rows: pl.DataFrame, where: pl.Series, column: str, rule: str) -> pl.DataFrame:
    found = {ROW: where.arg_true().cast(pl.Int64), "value": rows[column].filter(where).cast(pl.String)}
    return pl.DataFrame(found).select(ROW, column=pl.lit(column), rule=pl.lit(rule), value="value").select(list(FAULTS))


def _rejects(table: Table, typed: pl.DataFrame, faults: pl.DataFrame, severity: str) -> pl.DataFrame:
    """Faults of computed rows as they are gathered in quality.reject: the row's key is the value."""
    found = []
    for fault in faults.iter_rows(named=True):
        row = typed.row(fault[ROW], named=True)
        found.append(
            {
                "table_name": table.name,
                "origin": row["origin_id"] if "origin_id" in table.types else None,
                "file": file_of(table),
                "column_name": fault["column"],
                "rule": fault["rule"],
                "value": _key(table, row, fault),
                "severity": severity,
            }
        )
    return REJECT.frame(found).select(FOUND_COLUMNS).unique(maintain_order=True)


def _key(table: Table, row: Mapping[str, Any], fault: Mapping[str, Any]) -> str:
    """The row as a JSON object: its key, whom it is about, and what stands in the column at fault."""
    names = [*table.grain, *(name for name in ABOUT if name in row and name not in table.grain)]
    said = {name: _plain(row[name]) for name in names} | {fault["column"]: fault["value"]}
    if fault["column"] in row and row[fault["column"]] is not None:
        said[fault["column"]] = _plain(row[fault["column"]])
    return json.dumps(said, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if not isinstance(value, float) or abs(value) < float("inf") else str(value)
