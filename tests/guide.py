"""`python -m tests.guide` writes docs/guide.md: each question of an analyst, its query, its answer on what ships.

It reads the release of MUNIBENCH_HOME (run munibench build there first); a test holds page and release together.
"""

import datetime
from pathlib import Path

import duckdb

from pipelines.asking import open_warehouse
from pipelines.marts import tables_read
from pipelines.settings import CHECKOUT, Home

QUERIES = CHECKOUT / "docs" / "queries"
PAGE = CHECKOUT / "docs" / "guide.md"
SHOWN_ROWS = 6
LONGEST_CELL = 60
HEAD = """# Twelve questions
Each question is one query over the release, kept in `docs/queries/` and run by the tests. Run one, or change it first:

    .venv/bin/munibench query -- "$(cat docs/queries/01-cost-by-form.sql)"

The answers below are on the data that ship, the first rows of each. Rows with `is_example` are made up, to show how an
answer looks before your own municipalities have answered; they are never pooled with the others. An empty cell is not
known. Written by `python -m tests.guide`.
"""


def questions() -> list[Path]:
    """The twelve files, in order."""
    return sorted(QUERIES.glob("*.sql"))


def missing(connection: duckdb.DuckDBPyConnection, path: Path) -> list[str]:
    """Tables that the query reads and the release does not have."""
    found = connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
    return sorted(set(tables_read(path.read_text(encoding="utf-8"))) - {name for (name,) in found})


def page(connection: duckdb.DuckDBPyConnection) -> str:
    """The whole of docs/guide.md."""
    return HEAD + "".join(_part(connection, path) for path in questions())


def _part(connection: duckdb.DuckDBPyConnection, path: Path) -> str:
    comment = [line.removeprefix("--").strip() for line in path.read_text(encoding="utf-8").splitlines()]
    question, *notes = comment[: next(at for at, line in enumerate(comment) if line.startswith("select"))]
    lines = [f"\n## {int(path.stem[:2])}. {question}", *notes, f"\n`docs/queries/{path.name}`\n"]
    lacking = missing(connection, path)
    if lacking:
        return "\n".join([*lines, f"This release has no {', '.join(lacking)}.", ""])
    answer = connection.execute(path.read_text(encoding="utf-8"))
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
    with open_warehouse(Home().warehouse) as connection:
        PAGE.write_text(page(connection), encoding="utf-8")


if __name__ == "__main__":
    main()
