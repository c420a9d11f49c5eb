"""What the build of the shipped data takes: seconds by stage, peak memory, the share that is not the orchestrator's."""

import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5


def one_build(home: Path) -> tuple[float, float, str]:
    """Seconds, the steps' own seconds as printed, and the line of slowest steps."""
    munibench = str(Path(sys.executable).parent / "munibench")
    started = time.perf_counter()
    done = subprocess.run(
        [munibench, "build"], env=os.environ | {"MUNIBENCH_HOME": str(home)}, capture_output=True, text=True, check=True
    )
    seconds = time.perf_counter() - started
    line = re.search(r"(\d+) steps in ([\d.]+) s; slowest: (.*?)\nReal", done.stdout, re.DOTALL)
    assert line
    return seconds, float(line.group(2)), " ".join(line.group(3).split())


def section() -> str:
    """The part of docs/performance.md on the build of what ships."""
    with tempfile.TemporaryDirectory() as folder:
        runs = [one_build(Path(folder) / str(number)) for number in range(RUNS)]
        again = one_build(Path(folder) / "0")
    whole = statistics.median(run[0] for run in runs)
    steps = statistics.median(run[1] for run in runs)
    memory_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    slowest = sorted(runs)[RUNS // 2][2]
    return f"""## The build of what ships
Medians of {RUNS} builds, each in an empty home.

| what | figure |
|---|---|
| whole command, from start to printed result | {whole:.1f} s (goal: under 20 s) |
| the steps' own time | {steps:.1f} s, {steps / whole:.0%} of the whole |
| start-up, imports and orchestration | {whole - steps:.1f} s, {(whole - steps) / whole:.0%} of the whole |
| a second build in the same home, against the first | {again[0] / whole:.2f} x |
| peak memory of the process | {memory_mib:.0f} MiB (goal: under 1024 MiB) |

Slowest steps of the median run: {slowest}.
"""
