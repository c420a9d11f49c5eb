"""Rows on demand: what is too large for the page stands in files beside it, whole and once."""

import json
import re
from pathlib import Path

from pipelines.report import rows
from pipelines.report.views import Block, Cell, Section, Table

CALL = re.compile(r"munibenchRows\((.*?)\);\n", re.S)


def files_of(folder: Path, language: str) -> list[str]:
    """In the order in which they were written."""
    names = [path.name for path in folder.glob(f"rows-*.{language}.js")]
    return sorted(names, key=lambda name: int(name.split(".")[0].removeprefix("rows-")))


def rows_of(folder: Path, page: str) -> dict[str, list[tuple[list, list[str], str]]]:
    """Cells, anchors and form of every row that comes on demand, by table."""
    language = "nb" if page == "index.html" else page.split(".")[1]
    found: dict[str, list[tuple[list, list[str], str]]] = {}
    for name in files_of(folder, language):
        for call in CALL.findall((folder / name).read_text(encoding="utf-8")):
            key, places, listed = json.loads(f"[{call}]")
            for row in listed:
                cells, anchors, mark = [*row, *[[], ""][len(row) - 1 :]]
                found.setdefault(key, []).append((cells, [places[place] for place in anchors], mark))
    return found


def table(key: str, n_rows: int, text: str = "x", **other) -> Table:
    cells = [[Cell(f"{text} {number}"), Cell(str(number), number)] for number in range(n_rows)]
    return Table(key, key, ["a", "b"], cells, n_rows=n_rows, **other)


def taken(*tables: Table) -> tuple[list[Table], dict[str, str]]:
    files = rows.Files("en")
    [section] = rows.take_out([Section("s", "S", [Block(table=one) for one in tables])], files)
    return [block.table for block in section.blocks], dict(files.written())


def test_a_small_table_stays_and_a_large_one_waits():
    most = rows.MOST_CELLS_ON_PAGE // 2
    [small, large], files = taken(table("small", most), table("large", most + 1))
    assert len(small.rows) == most and small.files == ()
    assert large.rows == () and large.n_rows == most + 1 and large.files == ("rows-1.en.js",)
    assert list(files) == ["rows-1.en.js"] and "small" not in files["rows-1.en.js"]


def test_every_row_is_written_once_with_its_value_and_what_leads_to_it(tmp_path):
    anchors = [[f"row-{number}", "both"] for number in range(3)]
    [_], files = taken(table("t", 3, "</script>\u2028", anchors=anchors, marks=["0", "5", "5"]))
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert "\u2028" not in text
    assert rows_of(tmp_path, "report.en.html") == {
        "t": [
            (["</script>\u2028 0", ["0", 0]], ["row-0", "both"], "0"),
            (["</script>\u2028 1", ["1", 1]], ["row-1", "both"], "5"),
            (["</script>\u2028 2", ["2", 2]], ["row-2", "both"], "5"),
        ]
    }


def test_no_file_is_larger_than_a_phone_parses_at_once(tmp_path):
    [large], files = taken(table("large", 5000, "x" * 500))
    assert len(files) > 4 and large.files == tuple(files)
    assert max(len(text.encode()) for text in files.values()) <= rows.LARGEST_FILE_BYTES
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [cells[1] for cells, _, _ in rows_of(tmp_path, "report.en.html")["large"]] == [
        [str(number), number] for number in range(5000)
    ]
