"""A figure that waits, confirmed by a person at the command: the next build uses it, and a changed one waits again."""

import json

import openpyxl
import pytest

from tests.conftest import munibench
from tests.scenarios.homes import Scenario, again, build
from tests.scenarios.workbooks import ordinary

THOUSANDS = ordinary("3316", 12_500, 1300)
USED = "select distinct measure from core.budget_line where amount_status = 'stated' order by measure"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return build(tmp_path_factory.mktemp("held"), Scenario((THOUSANDS,), is_sent_out=False))


def review(home, *arguments, check=True):
    return munibench("review", "held", *arguments, home=home.root, check=check)


def test_it_waits_is_confirmed_is_used_and_waits_again_when_it_changes(home):
    assert home.column(USED) == []
    waiting = json.loads(review(home, "--json").stdout)
    names = {row["held_id"] for row in waiting if row["column_name"] == "account"}
    assert len(names) == 1 and {row["unit_id"] for row in waiting} == {THOUSANDS.unit_id}
    [name] = names

    refused = review(home, "--confirm", name, check=False)
    assert refused.returncode == 2 and "Say why it is right" in refused.stderr
    unknown = review(home, "--confirm", "00000000", "--reason", "x", check=False)
    assert unknown.returncode == 2 and "Nothing called 00000000 waits" in unknown.stderr

    review(home, "--confirm", name, "--by", "Kari", "--reason", "volunteers", "--on", "2026-03-01")
    assert {row["column_name"] for row in json.loads(review(home, "--json").stdout)} == {"budget"}
    after = again(home.root)
    assert after.column(USED) == ["account"]
    said = after.rows("select distinct confirmed_by, reason from quality.held where status = 'confirmed'")
    assert said == [{"confirmed_by": "Kari", "reason": "volunteers"}]

    path = home.root / "inbox" / THOUSANDS.file
    book = openpyxl.load_workbook(path)
    book["Budsjett og regnskap"]["C2"] = book["Budsjett og regnskap"]["C2"].value + 1
    book.save(path)
    changed = again(home.root)
    assert changed.column(USED) == []
    told = changed.rows("select severity, file, sentence from quality.reject where rule = 'confirms_nothing'")
    assert told and {(row["severity"], row["file"]) for row in told} == {("told", "review/held.csv")}
    assert all("no longer so" in row["sentence"] for row in told)
