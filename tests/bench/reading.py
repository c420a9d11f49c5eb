"""10,000 articles of 3,000 characters: how long the reader takes on all cores, beside price-parser and dateparser.

The two libraries find amounts and dates only, and are run over a part of the same texts, for they take long.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipelines.contracts import documents
from pipelines.settings import CHECKOUT, Shipped

ARTICLES = CHECKOUT / "tests" / "pipelines" / "contracts" / "articles"
BENCH_PYTHON = CHECKOUT / ".venv" / "bench" / "bin" / "python"
NUMBER, LENGTH, PART = 10_000, 3_000, 100
FILLER = (
    "Kommunestyret behandlet saken på møtet torsdag kveld, og debatten ble lang. ",
    "Flere representanter ba om ordet før innstillingen fra formannskapet ble vedtatt. ",
    "Rådmannen viste til at innbyggerne venter på bedre tjenester og enklere skjema. ",
    "Leverandøren sier at overgangen skal gå over flere måneder, avdeling for avdeling. ",
)
PRICES = "from price_parser import Price\nread = lambda text: [Price.fromstring(part) for part in text.split('. ')]"
DATES = "from dateparser.search import search_dates\nread = lambda text: search_dates(text, languages=['nb'])"
OTHERS = {"price_parser": PRICES, "dateparser": DATES}


def write(folder: Path, number: int) -> None:
    """Articles with facts among paragraphs without, each of 3,000 characters."""
    chance = random.Random(2026)  # noqa: S311 - the same texts every time
    labels = json.loads((ARTICLES / "labels.json").read_text(encoding="utf-8"))
    texts = [(ARTICLES / f"{name}.txt").read_text(encoding="utf-8") for name in labels]
    for index in range(number):
        text = f"{texts[index % len(texts)]}\n\n"
        while len(text) < LENGTH:
            text += chance.choice(FILLER)
        (folder / f"{index:05}.txt").write_text(f"{text[: LENGTH - 6]}{index:06}", encoding="utf-8")


def _other(name: str, folder: Path) -> float:
    """Seconds a library takes over the first articles, imports not counted."""
    script = (
        f"import sys, time, pathlib\n{OTHERS[name]}\n"
        f"texts = [p.read_text() for p in sorted(pathlib.Path(sys.argv[1]).glob('*.txt'))[:{PART}]]\n"
        "read(texts[0])\nbegan = time.perf_counter()\nfor text in texts: read(text)\n"
        "print(time.perf_counter() - began)"
    )
    done = subprocess.run([str(BENCH_PYTHON), "-c", script, str(folder)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def section() -> str:
    """The part of docs/performance.md on reading documents; a process of its own, so that its peak is its own."""
    command = [sys.executable, "-m", "tests.bench.reading"]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=CHECKOUT).stdout


def measured() -> str:
    """Write the articles, read them, run the others over a part of them, lay the figures out."""
    names = documents.shipped_names(Shipped().data)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, NUMBER)
        began = time.perf_counter()
        found, rejects = documents.read_folder(folder, names)
        seconds = time.perf_counter() - began
        others = {other: _other(other, folder) for other in OTHERS}
    if len(found) != NUMBER or rejects:
        raise AssertionError(f"{len(found)} of {NUMBER} read, {len(rejects)} left out")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    lines = [
        f"| `{other}`, one core, over {PART} of them | {1000 * taken / PART:.1f} | "
        f"{taken / PART * NUMBER / seconds:.1f} x |"
        for other, taken in others.items()
    ]
    table = "\n".join(lines)
    proposals = sum(len(each.reading.proposals) for each in found)
    return f"""## Reading documents
{NUMBER:,} articles of {LENGTH:,} characters in {seconds:.0f} s on all cores (goal: under 60 s), {proposals:,} facts.
A process that reads peaks at {peak:.0f} MiB, whatever their number.

| what | ms an article | the whole, against this reader |
|---|---|---|
| this reader, all facts, all cores | {1000 * seconds / NUMBER:.1f} | 1.0 x |
{table}

`price_parser` and `dateparser` find amounts or dates only, without bounds, place or meaning.
"""


if __name__ == "__main__":
    print(measured(), end="")
