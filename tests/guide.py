"""`python -m tests.guide` writes docs/guide.md: each question of an analyst, its query, its answer on what ships.

It reads the releases of MUNIBENCH_HOME and of the example home beside it (run munibench build and munibench build
--example first); a test holds page and releases together.
"""

import datetime
from pathlib import Path

import duckdb

from pipelines.asking import open_warehouse
from pipelines.example_home import example_home
from pipelines.marts import tables_read
from pipelines.settings import CHECKOUT, Home

QUERIES = CHECKOUT / "docs" / "queries"
PAGE = CHECKOUT / "docs" / "guide.md"
SHOWN_ROWS = 6
LONGEST_CELL = 60
HEAD = """# Twelve questions
Each question is one query over the release, kept in `docs/queries/` and run by the tests. Run one, or change it first:

    .venv/bin/munibench query -- "$(cat docs/queries/01-cost-by-form.sql)"

The answers below are the first rows of each. Those that need municipalities' own answers are of the example home, where
everything is made up and the municipalities are invented: `munibench build --example` makes it, and
`MUNIBENCH_HOME=var/example` asks it. An empty cell is not known. Written by `python -m tests.guide`.
"""
# Questions that are about answers of municipalities, and what the example home has in place of those asked about.
OF_ANSWERS = frozenset((2, 4, 5, 7, 9, 11, 12))
IN_THE_EXAMPLE = {"NO-3316": "NO-9904", "no-ringerike-utredning-2022": "eksempel", "ringerike": "eksempel"}
MADE_UP = "Made up, of the example home"


def questions() -> list[Path]:
    """The twelve files, in order."""
    return sorted(QUERIES.glob("*.sql"))


def missing(connection: duckdb.DuckDBPyConnection, path: Path) -> list[str]:
    """Tables that the query reads and the release does not have."""
    found = connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
    return sorted(set(tables_read(path.read_text(encoding="utf-8"))) - {name for (name,) in found})


def asked_of_example(sql: str) -> tuple[str, dict[str, str]]:
    """The query with the example home's municipality and group, and what stands for what."""
    stands = {theirs: ours for theirs, ours in IN_THE_EXAMPLE.items() if f"'{theirs}'" in sql}
    for theirs, ours in stands.items():
        sql = sql.replace(f"'{theirs}'", f"'{ours}'")
    return sql, stands


def page(real: duckdb.DuckDBPyConnection, example: duckdb.DuckDBPyConnection) -> str:
    """The whole of docs/guide.md."""
    return HEAD + "".join(_part(real, example, path) for path in questions())


def _part(real: duckdb.DuckDBPyConnection, example: duckdb.DuckDBPyConnection, path: Path) -> str:
    number = int(path.stem[:2])
    connection, sql = real, path.read_text(encoding="utf-8")
    comment = [line.removeprefix("--").strip() for line in path.read_text(encoding="utf-8").splitlines()]
    question, *notes = comment[: next(at for at, line in enumerate(comment) if line.startswith("select"))]
    lines = [f"\n## {number}. {question}", *notes, f"\n`docs/queries/{path.name}`\n"]
    if number in OF_ANSWERS:
        connection, (sql, stands) = example, asked_of_example(sql)
        instead = "".join(f", with `{ours}` for `{theirs}`" for theirs, ours in stands.items())
        lines.append(f"{MADE_UP}{instead}:\n")
    lacking = missing(connection, path)
    if lacking:
        return "\n".join([*lines, f"This release has no {', '.join(lacking)}.", ""])
    answer = connection.execute(sql)
    columns, rows = [column[0] for column in answer.description], answer.fetchall()
    if not rows:
        return "\n".join([*lines, "No rows: nothing of the kind is in the data that ship.", ""])
    lines += [_line(columns), _line(["---"] * len(columns))]
    lines += [_line([shown(value) for value in row]) for row in rows[:SHOWN_ROWS]]
    left = len(rows) - SHOWN_ROWS
    return "\n".join([*lines, f"\n{left} more rows.\n" if left > 0 else ""])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def shown(value: object) -> str:
    """A cell of the page: thousands apart, no more digits than the data carry, a bar escaped, long texts cut."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}".rstrip("0").rstrip(".")
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = " ".join(str(value).split())
    cut = text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"
    return cut.replace("|", "\\|")


def main() -> None:
    home = Home()
    with open_warehouse(home.warehouse) as real, open_warehouse(example_home(home).warehouse) as example:
        PAGE.write_text(page(real, example), encoding="utf-8")


if __name__ == "__main__":
    main()
