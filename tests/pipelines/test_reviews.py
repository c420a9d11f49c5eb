"""Decisions of a person: kept, read however a spreadsheet saved them, refused where they contradict each other."""

import datetime

import polars as pl
import pytest

from pipelines import open_names
from pipelines.catalogue import shipped_catalogue
from pipelines.faults import UserError
from pipelines.reviews import COLUMNS, reviews
from pipelines.suggestions import known_names, suggest
from tests.conftest import DATA

CATALOGUE = shipped_catalogue(DATA, DATA / "none")
DAY = datetime.date(2026, 3, 1)


def line(written, **more):
    return dict.fromkeys(COLUMNS, "") | {"written": written} | more


def decided(path):
    return reviews(path, CATALOGUE.applications).select("written", "decision", "application_id").rows()


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_file_is_read_however_it_was_saved(tmp_path, mark, encoding):
    path = tmp_path / "applications.csv"
    rows = [["written", "decision", "application_id"], ["Økoskyen", "Accept", "acos-websak"], ["Greia", "refuse", ""]]
    path.write_bytes("\r\n".join(mark.join(row) for row in rows).encode(encoding))
    assert decided(path) == [("Økoskyen", "accept", "acos-websak"), ("Greia", "refuse", None)]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([line("a", decision="yes")], "line 2, 'a': 'yes' is no decision"),
        ([line("a", decision="accept", application_id="none")], "no product 'none'"),
        ([line("a", decision="accept")], "no product ''"),
        (
            [line("A-b", decision="refuse"), line("a b", decision="accept", application_id="acos-websak")],
            "line 3, 'a b': contradicts line 2",
        ),
    ],
)
def test_a_decision_that_cannot_hold_names_its_line(tmp_path, lines, message):
    open_names.keep(tmp_path / "a.csv", lines)
    with pytest.raises(UserError, match=message):
        reviews(tmp_path / "a.csv", CATALOGUE.applications)


def test_a_file_without_its_columns_says_so(tmp_path):
    (tmp_path / "a.csv").write_text("name;x\na;b\n", encoding="utf-8")
    with pytest.raises(UserError, match="columns written, decision, application_id are missing"):
        reviews(tmp_path / "a.csv", CATALOGUE.applications)


def test_no_file_is_no_decision(tmp_path):
    assert reviews(tmp_path / "none.csv", CATALOGUE.applications).height == 0


def test_likeness_proposes_and_a_stop_alias_is_never_proposed():
    known = known_names(CATALOGUE.applications, CATALOGUE.aliases)
    assert suggest("Visma Flyt Barnevren", known)[0].application_id == "visma-flyt-barnevern"
    assert suggest("Bassengstyring Pluss 14", known) == [] or suggest("Bassengstyring Pluss 14", known)[0].score < 90
    assert "360" not in known and len(suggest("Acos Websak sky", known)) <= 3


def test_names_wait_until_decided_and_decisions_are_kept(built_example, tmp_path):
    path = tmp_path / "applications.csv"
    warehouse = built_example[0].warehouse
    lines = open_names.proposed(warehouse, path, CATALOGUE)
    assert lines and not any(each["decision"] for each in lines)
    first = lines[0]["written"]
    open_names.decide(lines, f" {first.upper()} ", "acos-websak", "Kari", DAY, "same product")
    open_names.save(path, lines, CATALOGUE.applications)
    again = open_names.proposed(warehouse, path, CATALOGUE)
    assert len(again) == len(lines) and again[0]["decision"] == "accept" and again[0]["reviewed_on"] == "2026-03-01"
    assert decided(path) == [(first, "accept", "acos-websak")]
    with pytest.raises(UserError, match="no name that waits"):
        open_names.decide(lines, "never heard of", None, "Kari", DAY, "")
    kept = [line("gone from every workbook", decision="refuse")]
    open_names.keep(path, kept)
    assert open_names.proposed(warehouse, path, CATALOGUE)[0]["written"] == kept[0]["written"]


def test_decisions_reach_the_usage(gazetteer, tmp_path):
    from pipelines import inventory, submissions
    from tests.pipelines.workbook.conftest import application, read_folder, workbook

    open_names.keep(tmp_path / "a.csv", [line("Greia vår", decision="accept", application_id="acos-websak")])
    workbook(tmp_path / "in" / "a.xlsx", application(name_as_written="GREIA VÅR", vendor_as_written="Powel AS"))
    raw = read_folder(tmp_path / "in")
    response = submissions.responses(raw, gazetteer).valid
    usage = inventory.application_usage(
        raw["raw.survey_applications"], response, shipped_catalogue(DATA, tmp_path / "a.csv")
    ).valid
    assert usage.select("application_id", "match_method", "vendor").rows() == [("acos-websak", "reviewed", "Volue")]
    assert pl.Series(usage["version_as_written"]).to_list() == [None]
