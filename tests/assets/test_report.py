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


def test_an_unknown_group_is_answered_with_those_there_are(built, tmp_path):
    done = munibench("report", "--group", "rinkerike", "--out", str(tmp_path), home=built[0].root, check=False)
    assert done.returncode == 2 and "ringerike" in done.stderr and "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())
