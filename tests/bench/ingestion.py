"""Validated ingestion of a large inventory beside others: medians, ratios and memory, each run a process of its own."""

import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipelines.settings import CHECKOUT
from tests.bench.inventory_csv import write_inventory

CONTENDERS = CHECKOUT / "tests" / "bench" / "contenders.py"
BENCH_PYTHON = CHECKOUT / ".venv" / "bench" / "bin" / "python"
BASE, NEW_FORM, OURS = "duckdb_read_csv", "duckdb_read_csv_new_form", "ours"
LABELS = {
    BASE: "DuckDB `read_csv`, typed, into a table; no validation",
    NEW_FORM: "the same, in the form of file that this project writes (DuckDB 1.3)",
    OURS: "this project: every rule, every reject, Parquet and DuckDB",
    "pandas_pandera": "pandas + pandera: nine rules, whole frames",
    "dlt_duckdb": "dlt into DuckDB; no validation",
}
MILLION = 1_000_000


@dataclass(frozen=True)
class Timing:
    """Medians of one contender: seconds and peak memory."""

    seconds: float
    peak_mib: float


def one_run(contender: str, csv: Path) -> tuple[float, float]:
    """Seconds of the work without imports, and peak memory in MiB."""
    python = sys.executable if contender in (OURS, BASE, NEW_FORM) else str(BENCH_PYTHON)
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [python, str(CONTENDERS), contender, str(csv), folder],
            capture_output=True,
            text=True,
            check=True,
            cwd=CHECKOUT,
            env={"PYTHONPATH": str(CHECKOUT), "PATH": "/usr/bin:/bin", "HOME": folder},
        )
    seconds, peak = done.stdout.split()[-2:]
    return float(seconds), float(peak)


def timings(rows: int, runs: dict[str, int], folder: Path) -> dict[str, Timing]:
    """Contenders in turn, so that what slows the machine for a while slows all of them.

    Ours reads the file with faults, and keeps their rejects; the others get the same rows without, as a typed reading
    would stop at the first.
    """
    clean, faulty = folder / "clean.csv", folder / "faulty.csv"
    if set(runs) != {OURS}:
        write_inventory(clean, rows, with_faults=False)
    write_inventory(faulty, rows, with_faults=True)
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
    for turn in range(max(runs.values())):
        for name, wanted in runs.items():
            if turn < wanted:
                found[name].append(one_run(name, faulty if name == OURS else clean))
    clean.unlink(missing_ok=True)
    faulty.unlink()
    return {
        name: Timing(statistics.median(run[0] for run in each), max(run[1] for run in each))
        for name, each in found.items()
    }


def section() -> str:
    """The part of docs/performance.md on ingestion."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = timings(MILLION, {BASE: 5, NEW_FORM: 5, OURS: 5, "pandas_pandera": 3, "dlt_duckdb": 3}, folder)
        ten = timings(10 * MILLION, {BASE: 3, NEW_FORM: 3, OURS: 3}, folder)
        twenty = timings(20 * MILLION, {OURS: 1}, folder)
    lines = [
        "| what | 1 million rows | ratio | peak MiB | 10 million rows | ratio | peak MiB |",
        "|---|---|---|---|---|---|---|",
    ]
    for contender, label in LABELS.items():
        cells = [label]
        for timing, base in ((one, one[BASE]), (ten, ten[BASE])):
            if contender in timing:
                own = timing[contender]
                cells += [f"{own.seconds:.1f} s", f"{own.seconds / base.seconds:.2f} x", f"{own.peak_mib:.0f}"]
            else:
                cells += ["-"] * 3
        lines.append(f"| {' | '.join(cells)} |")
    table = "\n".join(lines)
    return f"""## Ingestion of a large inventory
A CSV of 14 columns, read with every rule and every reject into Parquet and DuckDB (`munibench ingest`); medians of 5
interleaved runs at 1 million rows (3 for pandas and dlt) and of 3 at 10 million, imports not counted. Goal: at most
1.3 x, under 2048 MiB.

{table}

At 20 million rows the peak is {twenty[OURS].peak_mib:.0f} MiB.

What stands between this and 1.0 x at 10 million rows: every row is written twice, to Parquet and from there to DuckDB,
and all rules are judged between; each text of a column that repeats is read once. Packing DuckDB's table takes half of
all processor time, although the table is written in the form of DuckDB 1.3 (about a third quicker than the form for
older clients, which `read_csv` into a new file uses here by default). Memory holds a few batches, blocks of the table
up to a limit, and texts that repeat; digests of keys are on disk.
"""
