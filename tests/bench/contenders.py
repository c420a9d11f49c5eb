"""One contender a process: `python contenders.py NAME CSV FOLDER` does its work and prints seconds and peak MiB.

Runs in an environment that has only what the contender needs; imports are outside the clock.
"""

import resource
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

TYPES = {
    "municipality_code": "VARCHAR",
    "survey_round": "VARCHAR",
    "name_as_written": "VARCHAR",
    "vendor_as_written": "VARCHAR",
    "functional_area": "VARCHAR",
    "hosting": "VARCHAR",
    "users": "DOUBLE",
    "annual_licence": "DOUBLE",
    "annual_operations": "DOUBLE",
    "currency": "VARCHAR",
    "pricing_metric": "VARCHAR",
    "contract_start": "DATE",
    "contract_end": "DATE",
    "criticality": "VARCHAR",
}
CODES = {
    "hosting": ["local", "joint", "vendor", "saas", "hybrid", "unknown"],
    "pricing_metric": ["user", "inhabitant", "flat", "case", "device", "unknown"],
    "criticality": ["low", "medium", "high", "critical", "unknown"],
    "currency": ["NOK", "SEK", "DKK", "EUR"],
}


def ours(csv: Path, folder: Path):
    from pipelines import reference
    from pipelines.bulk import ingest
    from pipelines.gazetteer import Gazetteer
    from pipelines.settings import Shipped

    data = Shipped().data / "reference"
    gazetteer, areas = Gazetteer(reference.municipalities(data).valid), reference.functional_areas(data).valid
    return lambda: ingest(csv, folder / "out", gazetteer, areas)


def duckdb_read_csv(csv: Path, folder: Path, config: Mapping[str, str] = MappingProxyType({})):
    """Typed and unvalidated: the figure the others are held against."""
    import duckdb

    def run() -> None:
        with duckdb.connect(folder / "inventory.duckdb", config=dict(config)) as connection:
            connection.execute(
                f"create table inventory as select * from read_csv('{csv}', header = true, columns = {TYPES!r})"
            )

    return run


def duckdb_read_csv_new_form(csv: Path, folder: Path):
    """The same, written in the form of file that this project's ingestion writes."""
    from pipelines.bulk import SPARING

    form = "storage_compatibility_version"
    return duckdb_read_csv(csv, folder, {form: str(SPARING[form])})


def pandas_pandera(csv: Path, folder: Path):
    """Whole frames: text in, types, nine rules, rejects apart, Parquet and DuckDB."""
    import duckdb
    import pandas as pd
    import pandera.pandas as pa

    numbers = [name for name, kind in TYPES.items() if kind == "DOUBLE"]
    days = [name for name, kind in TYPES.items() if kind == "DATE"]
    schema = pa.DataFrameSchema(
        {name: pa.Column(float, pa.Check.ge(0), nullable=True) for name in numbers}
        | {name: pa.Column(str, pa.Check.isin(values), nullable=True) for name, values in CODES.items()}
        | {"municipality_code": pa.Column(str, pa.Check.str_matches(r"^[0-9]{3,4}$"))}
        | {"name_as_written": pa.Column(str, pa.Check.str_length(1))}
    )

    def run() -> None:
        frame = pd.read_csv(csv, dtype=str)
        for name in numbers:
            frame[name] = pd.to_numeric(frame[name], errors="coerce")
        for name in days:
            frame[name] = pd.to_datetime(frame[name], format="%Y-%m-%d", errors="coerce")
        rejected = []
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as error:
            rejected = error.failure_cases["index"].dropna().unique()
        unread = frame.index[frame[numbers].isna().any(axis=1)]
        bad = frame.index.isin(rejected) | frame.index.isin(unread)
        frame[~bad].to_parquet(folder / "rows.parquet")
        frame[bad].to_parquet(folder / "rejects.parquet")
        with duckdb.connect(folder / "inventory.duckdb") as connection:
            connection.execute(f"create table inventory as select * from '{folder / 'rows.parquet'}'")

    return run


def dlt_duckdb(csv: Path, folder: Path):
    """dlt's own CSV reading into DuckDB, without validation."""
    import os

    os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
    os.environ["DLT_DATA_DIR"] = str(folder / "dlt")
    import dlt
    import pyarrow.csv

    def rows():
        with pyarrow.csv.open_csv(csv) as reader:
            yield from reader

    def run() -> None:
        destination = dlt.destinations.duckdb(str(folder / "inventory.duckdb"))
        pipeline = dlt.pipeline("inventory", destination=destination, dataset_name="bench", pipelines_dir=str(folder))
        pipeline.run(dlt.resource(rows, name="inventory"), loader_file_format="parquet")

    return run


if __name__ == "__main__":
    name, csv_name, folder_name = sys.argv[1:]
    work = globals()[name](Path(csv_name), Path(folder_name))
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
