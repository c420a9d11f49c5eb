"""What a sender is told of a figure that is hard to believe, and what a confirmation changes."""

import openpyxl
import polars as pl
import pytest

from pipelines.feedback import check, shipped
from pipelines.feedback_text import report
from pipelines.plausibility.confirmations import confirm
from pipelines.workbook.annotate import DOUBTFUL, FAULTY, annotate
from tests.conftest import DATA
from tests.scenarios.workbooks import ordinary, write

KNOWN = shipped(DATA, DATA / "none")
THOUSANDS = ordinary("3316", 12_500, 1300)


@pytest.fixture
def path(tmp_path):
    write(tmp_path / THOUSANDS.file, THOUSANDS, is_sent_out=False)
    return tmp_path / THOUSANDS.file


def test_a_workbook_in_thousands_is_asked_about_once_a_column(path, tmp_path):
    said = check([path], KNOWN, tmp_path / "none")
    assert said.faults.height == 0 and set(said.held["column_name"]) == {"account", "budget"}
    lines = list(report(said))
    at = lines.index("  Å bekrefte:")
    asked = [line for line in lines[at:] if "summen av beløpene mot brukere" in line]
    assert len(asked) == 2 and all("Er beløpene skrevet i tusen?" in line for line in asked)
    assert "Budsjett og regnskap!C2-C" in asked[0]
    assert any(line.endswith(" å bekrefte") for line in lines)
    assert lines[-1] == "Å rette eller bekrefte før innsending, tall: 2"


def test_every_row_is_counted_once_held_ones_too(path, tmp_path):
    [money] = [counts for counts in check([path], KNOWN, tmp_path / "none").counts if counts.sheet.startswith("Bud")]
    assert money.n_held > 10 and money.n_rejected == 0
    assert money.n_read == money.n_kept + money.n_held + money.n_unanswered


def test_the_copy_has_another_colour_for_what_is_held(path, tmp_path):
    book = openpyxl.load_workbook(path)
    book["Budsjett og regnskap"]["C2"] = "mye"
    book.save(path)
    said = check([path], KNOWN, tmp_path / "none")
    [received] = said.files
    annotate(received, said.left_out, "nb", tmp_path / "copy.xlsx")
    page = openpyxl.load_workbook(tmp_path / "copy.xlsx")["Budsjett og regnskap"]
    assert page["C2"].fill.fgColor.rgb == FAULTY.fgColor.rgb
    assert page["C3"].fill.fgColor.rgb == DOUBTFUL.fgColor.rgb
    assert "tusen?" in page["C3"].comment.text


def test_what_a_person_has_confirmed_is_ready_to_be_sent(path, tmp_path):
    said = check([path], KNOWN, tmp_path / "none")
    review = tmp_path / "review"
    confirm(review / "held.csv", said.questions.to_dicts(), "Kari", "2026-03-01", "the volunteers do it")
    again = check([path], shipped(DATA, review / "applications.csv"), tmp_path / "none")
    assert again.left_out.height == 0 and set(again.questions["status"]) == {"confirmed"}
    assert list(report(again))[-1] == "Klar til å sendes."


def test_figures_in_the_words_of_another_language(tmp_path):
    said = ordinary("091", 87_500, 30_000, country="FI", pupils=60_000_000)
    write(tmp_path / said.file, said, is_sent_out=False)
    found = check([tmp_path / said.file], KNOWN, tmp_path / "none")
    lines = list(report(found))
    assert any("Ovatko summat tuhansina?" in line for line in lines)
    assert {"pupil_per_inhabitant_above"} <= set(found.held["rule"]) and found.held.filter(
        pl.col("cell").is_null()
    ).height == 0
