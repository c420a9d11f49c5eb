"""A person's word on a figure: it holds for the figure as it was received, and for nothing else."""

import polars as pl
import pytest

from pipelines.faults import UserError
from pipelines.plausibility.confirmations import COLUMNS, confirm, confirmations
from tests.pipelines.plausibility.conftest import answers, believed, lines, rules, sizes

THOUSANDS = answers(lines("NO-3316", 10_100.0), sizes("NO-3316", user=1000))
HERE = {"NO_3316": 14_000}


def test_a_confirmed_figure_is_used_and_stays_among_the_questions(ask, tmp_path):
    path = tmp_path / "review" / "held.csv"
    held = ask(THOUSANDS, **HERE).held
    account = held.filter(pl.col("column_name") == "account").to_dicts()
    assert confirm(path, account, "Kari", "2026-03-01", "a volunteer runs it") == len(account) == 2
    weighed = ask(THOUSANDS, confirmations(path), **HERE)
    assert set(believed(weighed)["measure"]) == {"account"}
    assert set(weighed.rejects["column_name"]) == {"budget"}
    said = weighed.held.filter(pl.col("status") == "confirmed")
    assert said.select("column_name", "confirmed_by", "reason").unique().rows() == [
        ("account", "Kari", "a volunteer runs it")
    ]
    assert str(said["confirmed_on"][0]) == "2026-03-01"
    assert weighed.unmatched.height == 0


def test_another_value_is_asked_again_and_the_old_word_is_named(ask, tmp_path):
    path = tmp_path / "held.csv"
    confirm(path, ask(THOUSANDS, **HERE).held.to_dicts(), "Kari", "2026-03-01", "so it is")
    changed = answers(lines("NO-3316", 10_200.0), THOUSANDS.sizes)
    weighed = ask(changed, confirmations(path), **HERE)
    assert believed(weighed).height == 0 and set(weighed.held["status"]) == {"waiting"}
    assert weighed.unmatched.height == 4


def test_what_is_impossible_cannot_be_confirmed(ask, tmp_path):
    said = answers(lines("NO-3316", 1e14), sizes("NO-3316", user=1000))
    weighed = ask(said, **HERE)
    rejected = weighed.rejects.filter(pl.col("severity") == "rejected")
    questions = [
        {"unit_id": "NO-3316", "survey_round": "2026", "key": ""}
        | {name: row[name] for name in ("rule", "table_name", "column_name", "value")}
        for row in rejected.to_dicts()
    ]
    confirm(tmp_path / "held.csv", questions, "Kari", "2026-03-01", "so it is")
    again = ask(said, confirmations(tmp_path / "held.csv"), **HERE)
    assert believed(again).height == 0 and rules(again) == rules(weighed)


def test_a_second_word_replaces_the_first_and_texts_that_a_spreadsheet_would_run_are_harmless(ask, tmp_path):
    path = tmp_path / "held.csv"
    held = ask(THOUSANDS, **HERE).held.to_dicts()
    confirm(path, held, "Kari", "2026-03-01", "=1+1")
    assert "'=1+1" in path.read_text(encoding="utf-8-sig")
    assert set(confirmations(path)["reason"]) == {"=1+1"}
    confirm(path, held[:1], "Ola", "2026-03-02", "asked again")
    said = confirmations(path)
    assert said.height == 4 and said.filter(pl.col("confirmed_by") == "Ola").height == 1


def test_a_file_saved_by_a_spreadsheet_with_commas_is_read(tmp_path):
    path = tmp_path / "held.csv"
    line = "NO-3316,2026,cost_per_user_below,core.budget_line,account,,10100 NOK / 1000 = 10.1,Kari,2026-03-01,so"
    path.write_text(f"{','.join(COLUMNS)}\n{line}\n,,,,,,,,,\n", encoding="utf-8")
    assert confirmations(path).select("unit_id", "key", "line").rows() == [("NO-3316", "", 2)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"confirmed_by": ""}, "line 2: confirmed_by is empty"),
        ({"reason": " "}, "line 2: reason is empty"),
        ({"confirmed_on": "1.3.2026"}, "confirmed_on is '1.3.2026'"),
    ],
)
def test_a_word_without_who_when_or_why_is_none(tmp_path, change, message):
    line = dict.fromkeys(COLUMNS, "x") | {"confirmed_on": "2026-03-01"} | change
    path = tmp_path / "held.csv"
    path.write_text(f"{';'.join(COLUMNS)}\n{';'.join(line.values())}\n", encoding="utf-8")
    with pytest.raises(UserError, match=message):
        confirmations(path)


def test_no_file_is_no_word_and_another_file_is_told_apart(tmp_path):
    assert confirmations(tmp_path / "none.csv").height == 0
    other = tmp_path / "other.csv"
    other.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(UserError, match="columns unit_id"):
        confirmations(other)
