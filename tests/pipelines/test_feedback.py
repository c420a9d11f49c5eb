"""What a sender is told is what the build does: the same rejects, and every row accounted for."""

import openpyxl
import polars as pl
import pytest

from pipelines import reference
from pipelines.example_round import write_example
from pipelines.feedback import check, shipped
from pipelines.feedback_text import report
from pipelines.settings import Home
from tests.conftest import DATA
from tests.pipelines.workbook.conftest import application, changed, workbook

KNOWN = shipped(DATA, DATA / "none")
EXAMPLE = DATA / "example" / "2025"


def test_check_and_build_reject_the_same_cells(built, released):
    home, _ = built
    said = check([DATA / "example"], KNOWN, home.warehouse)
    columns = ["table_name", "origin", "file", "sheet", "row_number", "column", "rule", "value", "cell"]
    build = released.execute(
        f"select {', '.join(chr(34) + name + chr(34) for name in columns)} from quality.reject where file like '%.xlsx'"
    ).fetchall()
    assert set(said.rejects.select(columns).rows()) == set(build) and len(build) == 10


def test_every_row_read_is_in_one_count(built):
    said = check([EXAMPLE], KNOWN, built[0].warehouse)
    assert len(said.counts) == 18
    for counts in said.counts:
        assert counts.n_read == counts.n_kept + counts.n_rejected + counts.n_unanswered + counts.n_superseded
    assert sum(counts.n_rejected for counts in said.counts) == 10


def test_a_tenfold_total_is_flagged_against_the_accounts_and_the_last_round(tmp_path, built):
    write_example(tmp_path, DATA, "3316", "5-5", "2026", 7, with_faults=False)
    path = tmp_path / "example_2026_3316.xlsx"

    def change(book):
        book["Budsjett og regnskap"]["D2"] = book["Budsjett og regnskap"]["C2"].value / 1000
        book["Ansatte og brukere"]["B2"] = 99_999

    changed(path, change)
    found = check([path], KNOWN, built[0].warehouse)
    said = {(jump.what, jump.part, jump.compared_with) for jump in found.jumps}
    assert ("budget_of", "staff_central", "account") in said
    assert ("number_of", "user", "last_round") in said
    assert ("applications", "", "last_round") in said
    assert not any(what == "account" for what, _, _ in said)
    told = [line for line in report(found) if line.startswith("Stemmer dette? Modum, ")]
    assert len(told) == len(said)
    assert any("Brukere med aktiv konto: 99 999 mot " in line and "(forrige runde)" in line for line in told)


def test_without_a_warehouse_there_is_nothing_to_compare_with(tmp_path):
    said = check([EXAMPLE / "example_2025_3316.xlsx"], KNOWN, Home(home=tmp_path).warehouse)
    assert said.jumps == [] and said.faults.height == 0
    assert said.languages == {"example_2025_3316.xlsx": "nb"}


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_senders_language_is_read_off_the_headings(tmp_path, language):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x", currency="NOK"), language=language)
    assert check([path], KNOWN, tmp_path / "none").languages["a.xlsx"] == language


MUTATIONS = (None, "", " ", "=1/0", "#REF!", "kanskje", "-1", "1e999", "2.500", "31.02.2026", "\u202e", "x" * 500, 3.7)


def test_whatever_one_cell_becomes_its_row_is_accounted_for(tmp_path):
    """Each cell of a good workbook in turn becomes something else: no crash, no row lost, nothing wrong unsaid."""
    write_example(tmp_path / "good", DATA, "3316", "4-4", "2025", 3, with_faults=False)
    path = tmp_path / "good" / "example_2025_3316.xlsx"
    good = check([path], KNOWN, tmp_path / "none")
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
    said = check([folder], KNOWN, tmp_path / "none")
    n_good = sum(counts.n_read for counts in good.counts)
    for number, cell in enumerate(cells):
        file = f"{number:03}.xlsx"
        counts = [counts for counts in said.counts if counts.file == file]
        assert all(c.n_read == c.n_kept + c.n_rejected + c.n_unanswered + c.n_superseded for c in counts), cell
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
