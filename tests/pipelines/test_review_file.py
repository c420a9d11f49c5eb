"""A file that a command writes and a person saves again, in whatever way a spreadsheet does."""

import pytest

from pipelines import groups
from pipelines.contracts.decisions import read_decisions
from pipelines.faults import UserError
from pipelines.plausibility.confirmations import confirmations
from pipelines.review_file import read_lines, write_lines

COLUMNS = ("written", "decision", "reason")


def saved(path, rows, mark=";", encoding="cp1252"):
    path.write_bytes("\r\n".join(mark.join(row) for row in rows).encode(encoding))
    return path


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_it_is_read_however_it_was_saved(tmp_path, mark, encoding):
    path = saved(tmp_path / "a.csv", [["reason", "decision", "written"], ["", "refuse ", "Økoskyen"]], mark, encoding)
    assert read_lines(path, COLUMNS) == [{"written": "Økoskyen", "decision": "refuse", "reason": ""}]


def test_what_is_written_comes_back_and_runs_no_formula(tmp_path):
    path, blank = tmp_path / "review" / "a.csv", dict.fromkeys(COLUMNS, "")
    lines = [blank | {"written": text} for text in ("=cmd", '-5;y\n"z', "Ålesund, ved sjøen")]
    write_lines(path, COLUMNS, lines)
    assert b"'=cmd" in path.read_bytes()
    assert read_lines(path, COLUMNS) == lines


def test_a_column_that_is_not_there_is_named_unless_it_may_be_absent(tmp_path):
    path = saved(tmp_path / "a.csv", [["written", "decision"], ["a", "refuse"]])
    with pytest.raises(UserError, match="columns reason are missing; found written, decision"):
        read_lines(path, COLUMNS)
    assert read_lines(path, COLUMNS, ("written",)) == [{"written": "a", "decision": "refuse", "reason": ""}]
    assert read_lines(tmp_path / "none.csv", COLUMNS) == []


def test_a_cell_too_many_is_named_and_a_blank_one_is_nothing(tmp_path):
    path = saved(tmp_path / "a.csv", [COLUMNS, ["a", "refuse", "so it is", ""], ["b", "refuse", "one", "two"]])
    with pytest.raises(UserError, match="line 3: more cells than headings"):
        read_lines(path, COLUMNS)


def test_groups_that_a_spreadsheet_has_saved_are_the_same_groups(tmp_path, gazetteer):
    own = tmp_path / "groups.csv"
    groups.define(own, "oest", "Østlandet, de små", ["Hole", "Jevnaker"], "NO", gazetteer)
    before = groups.definitions(tmp_path / "none", own, gazetteer)
    rows = [list(line.values()) for line in read_lines(own, groups.COLUMNS)]
    saved(own, [list(groups.COLUMNS), *rows])
    again = groups.definitions(tmp_path / "none", own, gazetteer)
    lost = [[*line[:3], line[3].removeprefix("0")] for line in [*rows, ["oest", "Østlandet, de små", "NO", "0301"]]]
    saved(own, [list(groups.COLUMNS), *lost])
    assert "NO-0301" in groups.definitions(tmp_path / "none", own, gazetteer)["unit_id"].to_list()
    assert again.equals(before) and again["name"].unique().to_list() == ["Østlandet, de små"]


@pytest.mark.parametrize("read", [read_decisions, confirmations])
def test_bytes_that_are_no_text_are_said_in_a_sentence(tmp_path, read):
    path = tmp_path / "a.csv"
    path.write_bytes(b"\x00\x81\x00\xff")
    with pytest.raises(UserError, match=r"a.csv cannot be read as CSV"):
        read(path)
