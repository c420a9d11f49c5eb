"""`munibench check` and `munibench template` as a secretary runs them."""

import csv
import io
import json

import openpyxl
import pytest

from tests.conftest import DATA, munibench
from tests.pipelines.workbook.conftest import application, workbook

GOOD = DATA / "example" / "2025" / "example_2025_9904.xlsx"
FAULTY = DATA / "example" / "2025" / "example_2025_9902.xlsx"


def test_a_good_workbook_is_ready_and_a_faulty_one_has_a_code_of_its_own(made_up_home):
    good = munibench("check", str(GOOD), home=made_up_home.root, check=False)
    assert good.returncode == 0 and good.stdout.endswith("Klar til å sendes.\n")
    faulty = munibench("check", str(FAULTY), home=made_up_home.root, check=False)
    assert faulty.returncode == 6
    assert '    Systemer!F11: "2.5OO" er ikke et tall\n' in faulty.stdout
    counted = "172 rader lest, 170 godtatt, 2 avvist, 0 ikke besvart, 0 erstattet"
    assert f"    Systemer: {counted}\n" in faulty.stdout
    assert faulty.stdout.endswith("Å rette før innsending: 3\n")


def test_the_report_as_json_has_every_fault_with_its_cell_and_sentence(made_up_home):
    done = munibench("check", str(FAULTY), "--json", home=made_up_home.root, check=False)
    said = json.loads(done.stdout)
    assert done.returncode == 6 and said["is_ready"] is False
    assert [(fault["cell"], fault["rule"]) for fault in said["faults"]] == [
        ("D5", "number"),
        ("F11", "number"),
        ("G28", "number"),
    ]
    assert said["faults"][1]["message"] == '"2.5OO" er ikke et tall'
    assert {sheet["sheet"] for sheet in said["sheets"]} == {"Systemer", "Budsjett og regnskap", "Ansatte og brukere"}


def test_the_copy_with_notes_is_written_beside_and_never_over_the_file(made_up_home, tmp_path):
    out = tmp_path / "retur.xlsx"
    munibench("check", str(FAULTY), "--annotate", str(out), home=made_up_home.root, check=False)
    assert openpyxl.load_workbook(out)["Systemer"]["F11"].comment
    mine = tmp_path / "a.xlsx"
    mine.write_bytes(FAULTY.read_bytes())
    over = munibench("check", str(mine), "--annotate", str(mine), home=made_up_home.root, check=False)
    assert over.returncode == 2 and "never overwritten" in over.stderr
    two = munibench("check", str(mine), str(GOOD), "--annotate", str(out), home=made_up_home.root, check=False)
    assert two.returncode == 2 and "takes one file" in two.stderr


@pytest.mark.parametrize("name", ["none.xlsx", "empty"])
def test_a_file_that_is_not_there_and_an_empty_folder_are_said(tmp_path, name):
    (tmp_path / "empty").mkdir()
    done = munibench("check", str(tmp_path / name), home=tmp_path, check=False)
    assert done.returncode == 2 and "Traceback" not in done.stderr and done.stderr.startswith("munibench: ")


def test_control_and_direction_marks_do_not_reach_the_terminal(tmp_path):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x", users="\u202e\x1b[31m12\nx", currency="NOK"))
    done = munibench("check", str(path), home=tmp_path, check=False)
    assert done.returncode == 6 and "\u202e" not in done.stdout and "\x1b" not in done.stdout


def test_a_text_that_a_spreadsheet_would_run_is_made_harmless_in_csv(built):
    sql = "select * from (values ('=1+1', -5), ('@x', 1), ('plain', 2), ('-a', 0)) as t(a, b)"
    rows = list(csv.reader(io.StringIO(munibench("query", sql, "--output", "csv", home=built[0].root).stdout)))
    assert rows == [["a", "b"], ["'=1+1", "-5"], ["'@x", "1"], ["plain", "2"], ["'-a", "0"]]


def test_a_template_goes_out_is_filled_and_comes_back(tmp_path):
    out = tmp_path / "modum.xlsx"
    done = munibench("template", "--municipality", "Modum", "--round", "2026", "--out", str(out), home=tmp_path)
    assert done.stdout == f"{out}: Modum, round 2026\n"
    again = munibench(
        "template", "--municipality", "3316", "--round", "2026", "--out", str(out), home=tmp_path, check=False
    )
    assert again.returncode == 2 and "may hold answers" in again.stderr
    assert munibench("check", str(out), home=tmp_path).stdout.endswith("Klar til å sendes.\n")


def test_a_group_gets_a_workbook_and_a_letter_for_each_member(tmp_path):
    munibench("group", "define", "vestmarka", "--members", "3203,3201,3312", home=tmp_path)
    folder = tmp_path / "ut"
    asked = ("template", "--group", "vestmarka", "--round", "2027", "--language", "nn", "--out", str(folder))
    said = munibench(*asked, home=tmp_path).stdout
    numbers = ["3201", "3203", "3312"]
    assert sorted(path.name for path in folder.iterdir()) == [
        f"munibench_2027_NO_{number}{end}" for number in numbers for end in (".txt", ".xlsx")
    ]
    assert said.endswith(f"3 workbooks, each with its letter, in {folder}\n")
    assert "Kartlegging av IT i Asker" in (folder / "munibench_2027_NO_3203.txt").read_text(encoding="utf-8")
    munibench("check", str(folder / "munibench_2027_NO_3203.xlsx"), home=tmp_path)
    again = munibench(*asked, home=tmp_path, check=False)
    assert again.returncode == 2 and "may hold answers" in again.stderr


def test_a_number_that_lost_its_zero_is_the_municipality_it_was(tmp_path):
    out = tmp_path / "oslo.xlsx"
    done = munibench("template", "--municipality", "301", "--round", "2026", "--out", str(out), home=tmp_path)
    assert done.stdout == f"{out}: Oslo, round 2026\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--round", "2026"), "--municipality 3316, or --group"),
        (("--group", "ringerike", "--municipality", "3316", "--round", "2026"), "--municipality 3316, or --group"),
        (("--group", "nobody", "--round", "2026"), "Groups: ringerike"),
        (("--municipality", "9999", "--round", "2026"), "No municipality in NO is '9999'"),
        (("--municipality", "3316", "--round", "26"), "--round is a year"),
        (("--municipality", "3316", "--round", "2026", "--prefill"), "no warehouse"),
    ],
)
def test_a_template_that_cannot_be_written_says_why(tmp_path, arguments, message):
    done = munibench("template", *arguments, home=tmp_path, check=False)
    assert done.returncode == 2 and message in done.stderr and "Traceback" not in done.stderr


def test_nothing_to_fill_in_beforehand_is_said(built, tmp_path):
    arguments = ("--municipality", "3316", "--round", "2026", "--prefill", "--out", str(tmp_path / "a.xlsx"))
    done = munibench("template", *arguments, home=built[0].root, check=False)
    assert done.returncode == 2 and "There is nothing to fill in beforehand" in done.stderr
