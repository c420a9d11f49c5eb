"""A large inventory as CSV, the same for the same number of rows: what the ingestion is measured on.

One row per municipality and application, 14 columns; about one row in 500 has a fault, as people's rows have.
"""

from pathlib import Path

import numpy
import polars as pl

from pipelines import reference
from pipelines.settings import CHECKOUT
from schemas.codes import CRITICALITIES, HOSTING, PRICING_METRICS

CHUNK_ROWS = 250_000
COLUMNS = (
    "municipality_code",
    "survey_round",
    "name_as_written",
    "vendor_as_written",
    "functional_area",
    "hosting",
    "users",
    "annual_licence",
    "annual_operations",
    "currency",
    "pricing_metric",
    "contract_start",
    "contract_end",
    "criticality",
)


def write_inventory(path: Path, rows: int, *, with_faults: bool) -> None:
    """Write the CSV in chunks; every row is another application of its municipality."""
    folder = CHECKOUT / "data" / "reference"
    codes = (
        reference.municipalities(folder)
        .valid.filter((pl.col("country_code") == "NO") & pl.col("valid_to").is_null())["municipality_code"]
        .unique(maintain_order=True)
        .to_numpy()
    )
    areas = reference.functional_areas(folder).valid["functional_area"].to_numpy()
    names = reference.applications(folder).valid["canonical_name"].to_numpy()
    chance = numpy.random.default_rng(2025)
    with path.open("wb") as out:
        for start in range(0, rows, CHUNK_ROWS):
            size = min(CHUNK_ROWS, rows - start)
            number = numpy.arange(start, start + size)
            days = numpy.datetime64("2020-01-01") + chance.integers(0, 1500, size).astype("timedelta64[D]")
            frame = pl.DataFrame(
                {
                    "municipality_code": codes[number % len(codes)],
                    "survey_round": ["2026"] * size,
                    "name_as_written": [f"{names[at % len(names)]} modul {at}" for at in number // len(codes)],
                    "vendor_as_written": [f"Leverandør {at % 300}" for at in number],
                    "functional_area": areas[chance.integers(0, len(areas), size)],
                    "hosting": numpy.array(HOSTING)[chance.integers(0, len(HOSTING), size)],
                    "users": chance.integers(1, 5000, size).astype(str),
                    "annual_licence": chance.integers(1, 900, size) * 1000 + 0.5,
                    "annual_operations": chance.integers(1, 90_000, size),
                    "currency": ["NOK"] * size,
                    "pricing_metric": numpy.array(PRICING_METRICS)[chance.integers(0, len(PRICING_METRICS), size)],
                    "contract_start": days,
                    "contract_end": days + numpy.timedelta64(900, "D"),
                    "criticality": numpy.array(CRITICALITIES)[chance.integers(0, len(CRITICALITIES), size)],
                }
            ).with_columns(pl.col("annual_licence").cast(pl.String))
            if with_faults:
                every = pl.int_range(size)
                frame = frame.with_columns(
                    annual_licence=pl.when(every % 500 == 7).then(pl.lit("2.5OO")).otherwise("annual_licence"),
                    hosting=pl.when(every % 5000 == 11).then(pl.lit("månen")).otherwise("hosting"),
                )
            frame.write_csv(out, include_header=start == 0)
