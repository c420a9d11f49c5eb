"""What a sender is told is what the build does: the same rejects, and every row accounted for."""

import openpyxl
import polars as pl
import pytest

from pipelines import reference
from pipelines.example_round import write_example
from pipelines.feedback import check, shipped
from pipelines.feedback_text import report, to_mend
from pipelines.settings import Home
from schemas.quality import REJECT
from tests.conftest import DATA
from tests.pipelines.workbook.conftest import application, changed, workbook

KNOWN = shipped(DATA, DATA / "none")
EXAMPLE = DATA / "example" / "2025"
KNOWN_THERE = shipped(DATA, DATA / "none", DATA / "example" / "reference")


def check_made_up(paths, warehouse):
    """As the example home checks them."""
    return check(paths, KNOWN_THERE, warehouse, is_example_home=True)


def rows_told_of(counts):
    """Every row is in one of these."""
    return counts.n_kept + counts.n_rejected + counts.n_held + counts.n_unanswered + counts.n_superseded


def test_check_and_build_reject_the_same_cells(built_example, released_example):
    home, _ = built_example
    said = check_made_up([home.inbox], home.warehouse)
    columns = list(REJECT.types)
    build = released_example.execute(
        f"select {', '.join(columns)} from quality.reject where file like '%.xlsx'"
    ).fetchall()
    assert set(said.rejects.select(columns).rows()) == set(build) and len(build) == 10
    assert {row[-1] for row in build if row[columns.index("rule")] == "date"} == {
        '"31.02.2025" is not a date; write 2026-12-31'
    }


def test_a_made_up_workbook_is_refused_elsewhere_and_so_is_a_real_one_there(tmp_path):
    made_up = check([EXAMPLE / "example_2025_9904.xlsx"], KNOWN_THERE, tmp_path / "none")
    assert [fault["rule"] for fault in to_mend(made_up).to_dicts()] == ["made_up"]
    assert "ja" in next(line for line in report(made_up) if "Om kommunen!B8" in line)
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x", currency="NOK"), is_example="nei")
    there = check_made_up([path], tmp_path / "none")
    assert [fault["rule"] for fault in to_mend(there).to_dicts()] == ["not_made_up"]


def test_every_row_read_is_in_one_count(built_example):
    said = check_made_up([EXAMPLE], built_example[0].warehouse)
    assert len(said.counts) == 18
    for counts in said.counts:
        assert counts.n_read == rows_told_of(counts)
    assert sum(counts.n_rejected for counts in said.counts) == 10


def test_tenfold_is_asked_about_and_beyond_belief_is_held(tmp_path, built_example):
    write_example(tmp_path, DATA, "9904", "5-5", "2026", 7, with_faults=False)
    path = tmp_path / "example_2026_9904.xlsx"

    def change(book):
        money = book["Budsjett og regnskap"]
        money["D2"] = money["C2"].value / 1000
        money["D3"] = money["C3"].value / 20
        book["Ansatte og brukere"]["B2"] = 99_999

    changed(path, change)
    found = check_made_up([path], built_example[0].warehouse)
    said = {(jump.what, jump.part, jump.compared_with) for jump in found.jumps}
    assert {("budget_of", "staff_in_departments", "account"), ("applications", "", "last_round")} <= said
    held = set(found.held.select("sheet", "cell", "rule").iter_rows())
    assert {
        ("Budsjett og regnskap", "C2", "account_per_budget_above"),
        ("Budsjett og regnskap", "D2", "account_per_budget_above"),
        ("Ansatte og brukere", "B2", "size_per_last_round_above"),
    } <= held
    assert not {what for what, *_ in said} & {"number_of"}
    assert not any(what == "account" for what, _, _ in said)
    told = [line for line in report(found) if line.startswith("Stemmer dette? Tøysund, ")]
    assert len(told) == len(said)


def test_without_a_warehouse_there_is_nothing_to_compare_with(tmp_path):
    said = check_made_up([EXAMPLE / "example_2025_9904.xlsx"], Home(home=tmp_path).warehouse)
    assert said.jumps == [] and said.faults.height == 0
    assert said.languages == {"example_2025_9904.xlsx": "nb"}


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_senders_language_is_read_off_the_headings(tmp_path, language):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x", currency="NOK"), language=language)
    assert check([path], KNOWN, tmp_path / "none").languages["a.xlsx"] == language


MUTATIONS = (None, "", " ", "=1/0", "#REF!", "kanskje", "-1", "1e999", "2.500", "31.02.2026", "\u202e", "x" * 500, 3.7)


def test_whatever_one_cell_becomes_its_row_is_accounted_for(tmp_path):
    """Each cell of a good workbook in turn becomes something else: no crash, no row lost, nothing wrong unsaid."""
    write_example(tmp_path / "good", DATA, "3316", "4-4", "2025", 3, with_faults=False)
    path = tmp_path / "good" / "example_2025_3316.xlsx"
    good = check_made_up([path], tmp_path / "none")
    assert good.faults.height == 0
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line]
    codes = (
        reference.municipalities(DATA / "reference")
        .valid.filter((pl.col("country_code") == "NO") & pl.col("valid_to").is_null())["municipality_code"]
        .unique(maintain_order=True)
    )
    folder = tmp_path / "bad"
    folder.mkdir()
    for number, cell in enumerate(cells):  # each is another municipality's, so that none stands for another
        book["Om kommunen"]["B2"] = codes[number]
        before, cell.value = cell.value, MUTATIONS[number % len(MUTATIONS)]
        book.save(folder / f"{number:03}.xlsx")
        cell.value = before
    said = check_made_up([folder], tmp_path / "none")
    n_good = sum(counts.n_read for counts in good.counts)
    for number, cell in enumerate(cells):
        file = f"{number:03}.xlsx"
        counts = [counts for counts in said.counts if counts.file == file]
        assert all(c.n_read == rows_told_of(c) for c in counts), cell
        told = said.rejects.filter(pl.col("file") == file).height + said.extra.filter(pl.col("file") == file).height
        assert sum(c.n_read for c in counts) == n_good or told, cell
        if cell.row == 1:  # a heading that is gone is said, or its column need not be asked and is kept aside
            below = [line[cell.column - 1] for line in cell.parent.iter_rows(min_row=2, values_only=True)]
            assert told or not any(below), cell


def test_a_folder_of_two_answers_of_one_municipality_says_which_stands(tmp_path):
    workbook(tmp_path / "a.xlsx", application(name_as_written="x", currency="NOK"))
    workbook(tmp_path / "b.xlsx", application(name_as_written="y", currency="NOK"))
    said = check([tmp_path], KNOWN, tmp_path / "none")
    assert sorted(said.response["status"]) == ["in_force", "superseded"]
    assert sum(counts.n_superseded for counts in said.counts) == 1
    assert pl.Series([counts.n_read for counts in said.counts]).sum() == 2
