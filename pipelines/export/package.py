"""The Frictionless Data Package that goes with an export: what each file and column is, derived from the schemas.

Belongs here: the descriptor (Data Package and Table Schema, version 1), the licences to choose from. Does not
belong here: writing the files (files), other descriptions of the same data (dcat, citation).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from schemas.columns import Column
from schemas.table import Table

FIELD_TYPES: dict[pl.DataType, tuple[str, str]] = {
    pl.String(): ("string", "default"),
    pl.Int64(): ("integer", "default"),
    pl.Float64(): ("number", "default"),
    pl.Date(): ("date", "default"),
    pl.Boolean(): ("boolean", "default"),
}


@dataclass(frozen=True)
class Said:
    """What an export says of itself, in English and bokmål."""

    title: str
    title_nb: str
    description: str
    description_nb: str


REAL = Said(
    "Municipal IT benchmark",
    "Sammenligning av kommunal IT",
    "What municipal IT costs per user under each form of collaboration, with bounds, an evidence tier and an origin "
    "for every number.",
    "Hva kommunal IT koster per bruker under hver samarbeidsform, med grenser, dokumentasjonsnivå og opphav for hvert "
    "tall.",
)
MADE_UP = Said(
    f"Made up: {REAL.title}",
    f"Oppdiktet: {REAL.title_nb}",
    f"Everything here is made up, the municipalities too, to show the form. {REAL.description}",
    f"Alt her er oppdiktet, kommunene også, for å vise formen. {REAL.description_nb}",
)
VERSION_DIGITS = 12
CSV_TYPE, PARQUET_TYPE = "text/csv", "application/vnd.apache.parquet"
# What an export may be offered under: its sources ask for attribution, so the licence of the whole has to as well.
LICENCES = {
    "CC-BY-4.0": {
        "title": "Creative Commons Attribution 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "authority": "CC_BY_4_0",
    },
    "NLOD-2.0": {
        "title": "Norsk lisens for offentlige data (NLOD) 2.0",
        "path": "https://data.norge.no/nlod/no/2.0",
        "authority": "NLOD_2_0",
    },
}


@dataclass(frozen=True)
class Written:
    """One file of an export: its name, the table in it, rows, bytes and SHA-256."""

    name: str
    table: Table
    n_rows: int
    n_bytes: int
    sha256: str

    @property
    def is_csv(self) -> bool:
        return self.name.endswith(".csv")

    @property
    def media_type(self) -> str:
        return CSV_TYPE if self.is_csv else PARQUET_TYPE


def descriptor(
    files: Sequence[Written],
    origins: Sequence[Mapping[str, Any]],
    licence: str,
    content_hash: str,
    day: str,
    said: Said = REAL,
) -> Any:
    """`datapackage.json` as a dictionary. `origins` are rows of reference.origin, `day` is that of the release.

    `licence` is that of the whole; each source keeps its own, said beside it.
    """
    return {
        "profile": "data-package",
        "name": "municipal-it-benchmark",
        "id": f"sha256:{content_hash}",
        "version": content_hash[:VERSION_DIGITS],
        "created": f"{day}T00:00:00Z",
        "title": said.title,
        "description": said.description,
        "licenses": [{"name": licence} | {name: LICENCES[licence][name] for name in ("title", "path")}],
        "sources": [_source(origin) for origin in origins],
        "resources": [_resource(file) for file in files],
    }


def _source(origin: Mapping[str, Any]) -> dict[str, Any]:
    stated = {
        "title": origin["title"],
        "path": origin["url"],
        "origin_id": origin["origin_id"],
        "publisher": origin["publisher"],
        "published": origin["published"],
        "licence": origin["licence"],
        "attribution": origin["attribution"],
    }
    return {name: value for name, value in stated.items() if value is not None}


def _resource(file: Written) -> dict[str, Any]:
    table = file.table
    stated: dict[str, Any] = {
        "name": table.name if file.is_csv else f"{table.name}.parquet",
        "path": file.name,
        "title": table.description,
        "description": table.comment,
        "mediatype": file.media_type,
        "bytes": file.n_bytes,
        "hash": f"sha256:{file.sha256}",
    }
    if not file.is_csv:
        # A reader without Parquet still holds bytes and digest against the file.
        return stated | {"profile": "data-resource", "type": "file", "format": "parquet", "n_rows": file.n_rows}
    return stated | {
        "profile": "tabular-data-resource",
        "type": "table",
        "format": "csv",
        "encoding": "utf-8",
        "rows": file.n_rows,
        "dialect": {"delimiter": ",", "doubleQuote": True, "lineTerminator": "\n", "header": True},
        "schema": schema(table),
    }


def schema(table: Table) -> dict[str, Any]:
    """The Table Schema of one table. A grain with columns that may be empty is no primary key."""
    required = {column.name for column in table.columns if column.required}
    stated: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "grain": list(table.grain),
    }
    if required.issuperset(table.grain):
        stated["primaryKey"] = list(table.grain)
    return stated


def _field(column: Column) -> dict[str, Any]:
    kind, form = FIELD_TYPES[column.dtype]
    stated: dict[str, Any] = {"name": column.name, "type": kind, "format": form, "description": column.comment}
    if column.unit:
        stated["unit"] = column.unit
    if column.required:
        stated["constraints"] = {"required": True}
    return stated
