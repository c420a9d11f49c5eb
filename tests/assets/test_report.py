"""`munibench report` as a secretary uses it."""

import openpyxl

from tests.conftest import munibench


def test_the_page_and_the_workbooks_are_written_where_asked(built, tmp_path):
    out = tmp_path / "page"
    done = munibench("report", "--group", "ringerike", "--out", str(out), "--xlsx", home=built[0].root)
    assert f"Open {out / 'index.html'} in a browser." in done.stdout
    written = {path.name for path in out.iterdir()}
    assert {"index.html", "report.nb.html", "report.en.html", "ringerike.nb.xlsx", "ringerike.en.xlsx"} <= written
    book = openpyxl.load_workbook(out / "ringerike.nb.xlsx", read_only=True)
    assert book.sheetnames[0] == "Forklaring" and "alternative" in book.sheetnames


def test_without_a_place_it_is_in_the_home_and_one_language_is_enough(built):
    home = built[0].root
    munibench("report", "--group", "ringerike", "--language", "en", home=home)
    assert {path.name for path in (home / "reports" / "ringerike").iterdir() if "report." in path.name} == {
        "report.en.html"
    }


def test_a_page_of_the_example_home_says_at_its_head_that_it_is_made_up(built_example, tmp_path):
    munibench("report", "--group", "eksempel", "--out", str(tmp_path), "--xlsx", home=built_example[0].root)
    for name, said in (("report.nb.html", "Eksempeldata (oppdiktet)"), ("report.en.html", "Example data (made up)")):
        assert said in (tmp_path / name).read_text(encoding="utf-8").partition("<main")[0]
    first = openpyxl.load_workbook(tmp_path / "eksempel.en.xlsx", read_only=True).worksheets[0]
    assert next(first.iter_rows(values_only=True))[0] == "Example data (made up)"


def test_the_page_of_an_example_home_says_that_all_is_made_up(built_example, built, tmp_path):
    said = "Alt på denne siden er oppdiktet"
    for home, group, is_made_up in ((built_example[0], "eksempel", True), (built[0], "ringerike", False)):
        out = tmp_path / group
        munibench("report", "--group", group, "--out", str(out), home=home.root)
        head = (out / "index.html").read_text(encoding="utf-8").split("<h1>")[0]
        assert (said in head) == is_made_up


def test_an_unknown_group_is_answered_with_those_there_are(built, tmp_path):
    done = munibench("report", "--group", "rinkerike", "--out", str(tmp_path), home=built[0].root, check=False)
    assert done.returncode == 2 and "ringerike" in done.stderr and "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())
