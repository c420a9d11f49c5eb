"""The report names each thing to mend once, before all that follows from it, in the sender's language."""

from string import Formatter

import pytest

from pipelines.feedback import check, shipped
from pipelines.feedback_text import report, to_mend
from schemas import feedback
from schemas.labels import LANGUAGES
from tests.conftest import DATA
from tests.pipelines.workbook.conftest import application, changed, workbook

KNOWN = shipped(DATA, DATA / "none")
TEXTS = {
    f"{name}.{code}": texts
    for name, value in vars(feedback).items()
    if name.isupper()
    for code, texts in (value.items() if "nb" not in value else [("", value)])
}


def lines(*paths):
    said = check(paths, KNOWN, paths[0].parent / "none")
    return said, list(report(said))


def lines_of_made_up(path):
    known = shipped(DATA, DATA / "none", DATA / "example" / "reference")
    return list(report(check([path], known, path.parent / "none", is_example_home=True)))


def test_a_wrong_municipality_is_one_thing_to_mend_and_its_rows_follow_from_it(tmp_path):
    rows = [application(name_as_written=name, currency="NOK") for name in ("x", "y", "z")]
    path = workbook(tmp_path / "a.xlsx", *rows, municipality_code="9999")
    said, told = lines(path)
    assert said.faults.height > to_mend(said).height == 1
    assert told[0] == "a.xlsx" and told[1] == "  Å rette:" and "9999" in told[2]
    assert "    Systemer, rad 2-4: brukes ikke før feilene i filen eller arket om kommunen er rettet" in told
    assert told[-1] == "Å rette før innsending: 1"


def test_cells_that_are_told_the_same_are_gathered(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes((DATA / "example" / "2025" / "example_2025_9904.xlsx").read_bytes())

    def emptied(book):
        for row in (2, 3, 5):
            book["Ansatte og brukere"].cell(row, 2).value = None

    changed(path, emptied)
    told = lines_of_made_up(path)
    assert "    Ansatte og brukere!B2-B3, B5: ikke besvart" in told
    assert "  NO-9904 Ansatte og brukere, Antall ved utgangen av året før: ikke besvart 3 av 5 rader" in told
    assert told[-1] == "Klar til å sendes."


def test_a_file_that_cannot_be_read_is_told_by_its_name(tmp_path):
    path = tmp_path / "a\n.xlsx"
    path.write_bytes(b"no workbook")
    _, told = lines(path)
    assert told[0] == "a .xlsx" and told[1] == f"  {feedback.FAULTS['en']}:" and told[-1].endswith(": 1")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_in_the_language_of_the_workbook(tmp_path, language):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x", currency="NOK"), language=language)
    _, told = lines(path)
    assert told[1] in (f"  {feedback.NOTES[language]}:", f"  {feedback.RECEIVED[language]}:")
    assert told[-1] == feedback.READY[language]


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_fills_in_the_same_in_every_language(name):
    named = {frozenset(field for _, field, _, _ in Formatter().parse(text) if field) for text in TEXTS[name].values()}
    assert len(named) == 1 and set(TEXTS[name]) == set(LANGUAGES)
