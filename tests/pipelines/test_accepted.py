"""What was accepted stands until a person withdraws it: a broken file in its place takes nothing away."""

import datetime
import json
import shutil
import zipfile

import polars as pl
import pytest

from pipelines import accepted, submissions, survey
from pipelines.accepted import Judge
from pipelines.corrections import corrected, corrections
from pipelines.faults import UserError
from pipelines.workbook.pile import RAW_SHEETS, raw_name
from schemas.survey import SHEETS
from tests.pipelines.workbook.conftest import application, changed, workbook

BROKEN = b"this was a workbook once"


class Home:
    """An inbox that is read again and again, as builds do."""

    def __init__(self, root, gazetteer):
        self.root, self.inbox, self.store = root, root / "inbox", root / "snapshots"
        self.judge = Judge(gazetteer, [root / "corrections"])
        self.inbox.mkdir()

    def read(self):
        """One build: the accepted submissions, the rejects of the About sheets, the names of the systems that count."""
        stands = accepted.stand(
            survey.read_folder(self.inbox),
            accepted.filed(self.inbox, self.store),
            accepted.read_register(self.root / "accepted.json"),
            self.store,
            self.judge,
        )
        accepted.write_register(self.root / "accepted.json", stands.register)
        raw = dict(stands.raw)
        found = corrections(self.judge.corrections, {name: raw[name] for name in RAW_SHEETS})
        raw |= {raw_name(sheet): corrected(raw[raw_name(sheet)], sheet, found) for sheet in SHEETS}
        self.raw = raw
        response = submissions.responses(raw, self.judge.gazetteer)
        in_force = response.valid.filter(pl.col("status") == "in_force")
        counting = raw["raw.survey_applications"].join(in_force, on="submission")
        return in_force, response.rejects, sorted(counting["name_as_written"])


@pytest.fixture
def home(tmp_path, gazetteer):
    return Home(tmp_path, gazetteer)


def put(home, file, name, **about):
    return workbook(home.inbox / file, application(name_as_written=name, currency="NOK"), **about)


def told(rejects):
    kept = rejects.filter(pl.col("rule").is_in(["last_answer_stands", "last_answer_lost"]))
    return kept.select("file", "rule", "severity", "value").rows()


def who(response):
    return response.select("municipality_code", "survey_round", "rejected_file").rows()


def test_a_broken_file_over_a_good_one_leaves_the_answer_in_force_and_says_so(home):
    path = put(home, "svar.xlsx", "good", survey_round="2027")
    assert who(home.read()[0]) == [("3316", "2027", None)]
    path.write_bytes(BROKEN)
    for _ in range(2):  # a second build of the same home gives the same
        response, rejects, names = home.read()
        assert names == ["good"] and who(response) == [("3316", "2027", "svar.xlsx")]
        assert told(rejects) == [("svar.xlsx", "last_answer_stands", "told", "NO-3316 2027")]
        assert ("svar.xlsx", "unreadable", "rejected") in rejects.select("file", "rule", "severity").rows()
    assert response["source_file"][0].startswith("svar.xlsx (accepted ")


def test_broken_twice_then_mended(home):
    path = put(home, "svar.xlsx", "first")
    home.read()
    for content in (BROKEN, b"", b"PK\x03\x04 cut off"):
        path.write_bytes(content)
        response, _, names = home.read()
        assert names == ["first"] and who(response) == [("3316", "2026", "svar.xlsx")]
    put(home, "svar.xlsx", "second")
    response, rejects, names = home.read()
    assert names == ["second"] and who(response) == [("3316", "2026", None)] and told(rejects) == []
    path.write_bytes(BROKEN)
    assert home.read()[2] == ["second"]


def test_a_workbook_that_opens_and_does_not_hold_is_broken_too(home):
    path = put(home, "svar.xlsx", "good")
    home.read()
    for change in (
        lambda book: book.remove(book["Budsjett og regnskap"]),
        lambda book: book["Om kommunen"].__setitem__("B2", "9999"),
    ):
        put(home, "svar.xlsx", "newer", answered_on=datetime.date(2026, 9, 1))
        changed(path, change)
        response, _, names = home.read()
        assert names == ["good"] and response["rejected_file"].to_list() == ["svar.xlsx"]


def test_removing_the_file_withdraws_the_answer_broken_or_not(home):
    path = put(home, "svar.xlsx", "good")
    home.read()
    path.write_bytes(BROKEN)
    home.read()
    path.unlink()
    response, rejects, names = home.read()
    assert (response.height, rejects.height, names) == (0, 0, [])
    path.write_bytes(BROKEN)  # what was withdrawn does not come back
    assert home.read()[2] == []


def test_a_renamed_file_is_the_same_answer_and_one_that_is_renamed_and_broken_keeps_it(home):
    path = put(home, "svar.xlsx", "good")
    home.read()
    path.rename(home.inbox / "svar 2.xlsx")
    assert who(home.read()[0]) == [("3316", "2026", None)]
    (home.inbox / "svar 2.xlsx").unlink()
    changed(put(home, "svar 3.xlsx", "newer"), lambda book: book.remove(book["Systemer"]))
    response, rejects, names = home.read()
    assert names == ["good"] and who(response) == [("3316", "2026", "svar 3.xlsx")]
    assert told(rejects) == [("svar 3.xlsx", "last_answer_stands", "told", "NO-3316 2026")]
    (home.inbox / "svar 3.xlsx").unlink()
    assert home.read()[2] == []


def test_another_answer_in_the_place_of_one_does_not_withdraw_it(home):
    put(home, "svar.xlsx", "of Modum")
    home.read()
    put(home, "svar.xlsx", "of Hole", municipality_code="3310")
    response, rejects, names = home.read()
    assert names == ["of Hole", "of Modum"]
    assert set(who(response)) == {("3310", "2026", None), ("3316", "2026", "svar.xlsx")}
    assert told(rejects) == [("svar.xlsx", "last_answer_stands", "told", "NO-3316 2026")]


def test_what_a_newer_accepted_answer_stands_for_is_not_brought_back(home):
    old = put(home, "a.xlsx", "march")
    new = put(home, "b.xlsx", "april", answered_on=datetime.date(2026, 4, 1))
    home.read()
    old.write_bytes(BROKEN)
    response, rejects, names = home.read()
    assert names == ["april"] and told(rejects) == [] and response["rejected_file"].to_list() == [None]
    new.write_bytes(b"broken as well")
    assert home.read()[2] == ["april"]
    new.unlink()  # withdrawn: the one before it stands again, as it was accepted
    assert home.read()[2] == ["march"]


JOINT = "Kommunenummer;Runde;Systemnavn;Valuta\n3316;2026;Gerica;NOK\n3310;2026;{second};NOK\n"


def test_two_municipalities_of_a_joint_table_stand_each_for_itself(home):
    table = home.inbox / "felles.csv"
    table.write_text(JOINT.format(second="Profil"), encoding="utf-8")
    assert home.read()[2] == ["Gerica", "Profil"]
    table.write_text(JOINT.format(second="Visma").replace("3316", "9999"), encoding="utf-8")
    response, rejects, names = home.read()
    assert names == ["Gerica", "Visma"]
    assert set(who(response)) == {("3310", "2026", None), ("3316", "2026", "felles.csv")}
    assert told(rejects) == [("felles.csv", "last_answer_stands", "told", "NO-3316 2026")]
    table.write_text("Kommunenummer;Runde\n", encoding="utf-8")  # another version lost, from another file
    response, rejects, names = home.read()
    assert names == ["Gerica", "Visma"]
    assert told(rejects) == [("felles.csv", "last_answer_stands", "told", "NO-3310 2026, NO-3316 2026")]
    assert response["source_file"].n_unique() == 2


def test_all_of_a_joint_table_lost_at_once_and_a_row_taken_out_of_it(home):
    table = home.inbox / "felles.csv"
    table.write_text(JOINT.format(second="Profil"), encoding="utf-8")
    home.read()
    table.write_bytes(b"\x00\x01\x02")
    response, rejects, names = home.read()
    assert names == ["Gerica", "Profil"] and response["rejected_file"].to_list() == ["felles.csv"] * 2
    assert told(rejects) == [("felles.csv", "last_answer_stands", "told", "NO-3310 2026, NO-3316 2026")]
    table.write_text(JOINT.format(second="Profil").replace("3316;2026;Gerica;NOK\n", ""), encoding="utf-8")
    _, rejects, names = home.read()
    assert names == ["Profil"] and told(rejects) == []


def folder(home, name, applications="Systemnavn;Valuta\nGerica;NOK\n"):
    here = home.inbox / name
    here.mkdir(exist_ok=True)
    (here / "about.csv").write_text("Spørsmål;Svar\nKommunenummer;3316\nLand;NO\nRunde;2026\n", encoding="utf-8")
    (here / "applications.csv").write_text(applications, encoding="utf-8")
    return here


def test_a_folder_of_tables_is_one_answer_and_stands_as_one(home):
    here = folder(home, "modum")
    response, _, names = home.read()
    assert names == ["Gerica"] and response["submission"].to_list() == ["modum"]
    folder(home, "modum", "Systemnavn;Systemnavn\nA;B\n")
    response, _, names = home.read()
    assert names == ["Gerica"] and who(response) == [("3316", "2026", "modum/applications.csv")]
    (here / "about.csv").unlink()
    assert home.read()[2] == ["Gerica"]
    shutil.rmtree(here)
    assert home.read()[2] == []


def test_a_zip_stands_by_what_was_in_it(home, tmp_path):
    box = home.inbox / "alle.zip"
    for number, name in (("3316", "m"), ("3310", "h")):
        workbook(tmp_path / f"{name}.xlsx", application(name_as_written=name, currency="NOK"), municipality_code=number)
    with zipfile.ZipFile(box, "w") as archive:
        archive.write(tmp_path / "m.xlsx", "m.xlsx")
        archive.write(tmp_path / "h.xlsx", "h.xlsx")
    assert home.read()[2] == ["h", "m"]
    with zipfile.ZipFile(box, "w") as archive:
        archive.write(tmp_path / "h.xlsx", "h.xlsx")
        archive.writestr("m.xlsx", BROKEN)
    _, rejects, names = home.read()
    assert names == ["h", "m"] and told(rejects) == [("alle.zip/m.xlsx", "last_answer_stands", "told", "NO-3316 2026")]
    box.write_bytes(BROKEN)
    assert home.read()[2] == ["h", "m"]


@pytest.mark.parametrize("lose", [lambda kept: kept.unlink(), lambda kept: kept.write_bytes(b"other bytes")])
def test_bytes_that_are_gone_are_said_and_stop_nothing(home, lose):
    path = put(home, "svar.xlsx", "good")
    put(home, "hole.xlsx", "of Hole", municipality_code="3310")
    home.read()
    digest = json.loads((home.root / "accepted.json").read_text(encoding="utf-8"))[1]["files"][0]["sha256"]
    path.write_bytes(BROKEN)
    lose(home.store / f"{digest}.xlsx")
    _, rejects, names = home.read()
    assert names == ["of Hole"] and told(rejects) == [("svar.xlsx", "last_answer_lost", "told", "NO-3316 2026")]


def test_a_file_that_cannot_be_read_is_there_all_the_same(home, monkeypatch):
    put(home, "svar.xlsx", "good")
    home.read()

    def locked(*_):
        raise PermissionError("locked")

    monkeypatch.setattr(accepted, "keep", locked)
    monkeypatch.setattr("pathlib.Path.read_bytes", locked)
    disk = accepted.filed(home.inbox, home.store)
    monkeypatch.undo()
    assert disk["svar.xlsx"].sha256 == ""


def test_a_correction_of_the_accepted_answer_goes_on_correcting_it(home):
    path = workbook(home.inbox / "svar.xlsx", application(name_as_written="Gerica", annual_licence="2.5OO"))
    (home.root / "corrections").mkdir()
    (home.root / "corrections" / "a.yml").write_text(
        "- {name: a, file: svar.xlsx, sheet: applications, row: Gerica, column: annual_licence, reported: 2.5OO, "
        "expected: '2500', corrected_by: b, corrected_on: 2026-03-04, reason: c}\n",
        encoding="utf-8",
    )
    home.read()
    for content in (BROKEN, None):
        if content:
            path.write_bytes(content)
        else:  # the broken one still has the cell
            workbook(path, application(name_as_written="Gerica", annual_licence="2.5OO"))
            changed(path, lambda book: book.remove(book["Budsjett og regnskap"]))
        response, _, names = home.read()
        kept = home.raw["raw.survey_applications"].filter(pl.col("submission") == response["submission"][0])
        assert names == ["Gerica"] and kept["annual_licence"].to_list() == ["2500"]


def test_a_correction_may_be_what_makes_an_answer_accepted(home):
    put(home, "svar.xlsx", "good", survey_round="2O26")
    (home.root / "corrections").mkdir()
    (home.root / "corrections" / "a.yml").write_text(
        "- {name: a, file: svar.xlsx, sheet: about, row: Runde, column: value, reported: 2O26, expected: '2026', "
        "corrected_by: b, corrected_on: 2026-03-04, reason: c}\n",
        encoding="utf-8",
    )
    response, _, names = home.read()
    assert names == ["good"] and response["rejected_file"].to_list() == [None]
    assert json.loads((home.root / "accepted.json").read_text(encoding="utf-8"))[0]["survey_round"] == "2026"


def test_a_register_that_is_none_is_said(tmp_path):
    path = tmp_path / "accepted.json"
    for text in ("{", '[{"a": 1}]', "3"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(UserError, match=r"accepted\.json is no register"):
            accepted.read_register(path)
