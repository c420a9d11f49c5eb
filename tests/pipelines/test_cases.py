"""Published cases: members resolved at a date, ambiguous ones only by a reviewed answer."""

import datetime

import polars as pl

from pipelines import cases
from pipelines.catalogue import shipped_catalogue
from pipelines.claims import claims, published_figures, seen_in_use
from tests.conftest import DATA

EVIDENCE = DATA / "evidence"


def members(gazetteer, folder=EVIDENCE):
    shares = claims(EVIDENCE).valid.filter(pl.col("kind") == "ownership_share")
    return cases.members(folder, gazetteer, shares)


def test_every_case_and_member_is_in_core(gazetteer):
    assert cases.collaborations(EVIDENCE).rejects.height == 0
    assert members(gazetteer).rejects.height == 0


def test_the_letter_is_a_study_of_six_without_a_form(gazetteer):
    letter = "no-ringerike-utredning-2022"
    row = cases.collaborations(EVIDENCE).valid.row(by_predicate=pl.col("collaboration_id") == letter, named=True)
    assert (row["status"], row["form_code"]) == ("study", None)
    assert members(gazetteer).valid.filter(pl.col("collaboration_id") == letter).height == 6
    alternatives = claims(EVIDENCE).valid.filter((pl.col("unit_id") == letter) & (pl.col("qualifier") == "considered"))
    assert sorted(alternatives["mid"]) == list(range(7))


def test_tierp_and_four_from_2019_without_any_money(gazetteer):
    tierp = "se-tierp-itnamnd-2019"
    found = members(gazetteer).valid.filter(pl.col("collaboration_id") == tierp)
    assert sorted(found["member_name"]) == ["Heby", "Knivsta", "Tierp", "Älvkarleby", "Östhammar"]
    assert {day.isoformat() for day in found["valid_from"]} == {"2019-01-01"}
    assert claims(EVIDENCE).valid.filter((pl.col("unit_id") == tierp) & (pl.col("unit") == "currency")).height == 0


def test_shares_go_to_the_owner_they_belong_to(gazetteer):
    found = members(gazetteer).valid.filter(pl.col("ownership_share_pct").is_not_null())
    assert dict(found.select("member_name", "ownership_share_pct").rows()) == {
        "Lillehammer": 70.0,
        "Gausdal": 16.0,
        "Øyer": 14.0,
    }


def test_without_the_reviewed_answer_an_ambiguous_member_is_rejected(gazetteer, tmp_path):
    for path in EVIDENCE.glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("no-dgi-2009,Nes")]
        (tmp_path / path.name).write_text("".join(kept), encoding="utf-8")
    rejects = members(gazetteer, tmp_path).rejects
    assert rejects.select("column_name", "rule").rows() == [("unit_id", "municipality_is_resolved")]


def test_what_is_no_municipality_is_kept_as_what_it_is(gazetteer):
    kinds = members(gazetteer).valid.filter(pl.col("member_kind") != "municipality")
    assert dict(kinds.group_by("member_kind").len().rows()) == {"county": 1, "unnamed_group": 2}


def test_the_inventory_is_whole_and_the_two_valer_are_told_apart(gazetteer):
    usage = seen_in_use(EVIDENCE, gazetteer, shipped_catalogue(DATA, DATA / "none"))
    assert (usage.valid.height, usage.rejects.height) == (129, 0)
    assert usage.valid.filter(pl.col("municipality_name") == "Våler")["municipality_code"].to_list() == ["3419"]
    assert set(usage.valid["match_method"]) == {"alias", "exact"}


def test_what_a_register_saw_is_a_sighting_on_a_day_and_no_round(gazetteer):
    usage = seen_in_use(EVIDENCE, gazetteer, shipped_catalogue(DATA, DATA / "none")).valid
    kinds = usage.select("inventory_kind", "survey_round", "seen_on").unique()
    assert kinds.rows() == [("sighting", None, datetime.date(2026, 7, 3))]
    modum = usage.filter(pl.col("unit_id") == "NO-3316")
    assert modum["inventory_id"].to_list() == ["NO-3316/2026-07-03/skytilsynet-2026-07"]


def test_a_municipality_without_a_figure_is_reported_not_lost():
    rejects = published_figures(EVIDENCE).rejects
    assert rejects.select("value", "rule", "severity").rows() == [("Haninge", "holds_no_figure", "told")]
