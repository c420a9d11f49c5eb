"""Names mean a product by the catalogue or a reviewed alias, never by likeness."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import reference
from pipelines.matching import match
from tests.bench.names import measure
from tests.conftest import DATA

APPLICATIONS = reference.applications(DATA / "reference").valid
ALIASES = reference.aliases(DATA / "reference").valid


def matched(name):
    found = match(
        pl.DataFrame({"name_as_written": [name]}, schema={"name_as_written": pl.String}), APPLICATIONS, ALIASES
    ).row(0, named=True)
    return found["application_id"], found["match_method"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ACOS WebSak", ("acos-websak", "exact")),
        (" acos  websak ", ("acos-websak", "exact")),
        ("Acos-Websak", ("acos-websak", "exact")),
        ("Web-sak", ("acos-websak", "alias")),
        ("Sikri Elements", ("elements", "alias")),
        ("TIETOEVRY PUBLIC 360", ("public-360", "alias")),
    ],
)
def test_spellings_that_are_reviewed(name, found):
    assert matched(name) == found


@pytest.mark.parametrize("name", ["Visma", "Acos", "360", "Profil", "Velferd", "Modulus", "Lifecare", "eva"])
def test_a_stop_alias_never_matches_alone(name):
    assert matched(name) == (None, "none")


@pytest.mark.parametrize("name", ["Visma Flyt Barnevren", "GeoInnsynn", "Websak Pluss 7", "", None])
def test_likeness_is_not_enough(name):
    assert matched(name) == (None, "none")


def test_names_keep_their_number_and_order():
    names = pl.DataFrame({"name_as_written": ["x", "ACOS WebSak", None, "ACOS WebSak"]})
    found = match(names, APPLICATIONS, ALIASES)
    assert found["name_as_written"].to_list() == names["name_as_written"].to_list()


def test_every_alias_of_the_catalogue_leads_to_its_own_product():
    found = match(ALIASES.select(name_as_written="alias", expected="application_id"), APPLICATIONS, ALIASES)
    wrong = found.filter(pl.col("application_id").is_not_null() & (pl.col("application_id") != pl.col("expected")))
    assert wrong.rows() == []


@pytest.mark.parametrize(
    ("name", "application", "version"),
    [
        ("ACOS WebSak 10.2", "acos-websak", "10.2"),
        ("Elements v2023.1", "elements", "2023.1"),
        ("ePhorte 5", "ephorte", None),  # a reviewed alias as a whole
        ("Public 360", "public-360", None),
        ("P360", "public-360", None),
        ("360 5", None, None),
        ("Visma AS", None, None),
        ("Visma AS 7", None, None),
    ],
)
def test_a_version_is_set_aside_and_a_number_of_the_name_is_not(name, application, version):
    found = match(pl.DataFrame({"name_as_written": [name]}), APPLICATIONS, ALIASES).row(0, named=True)
    assert (found["application_id"], found["version_as_written"]) == (application, version)


def test_a_persons_decision_matches_and_a_refusal_does_not():
    reviews = pl.DataFrame(
        {"written": ["Arkivskyen", "Greia"], "decision": ["accept", "refuse"], "application_id": ["acos-websak", None]}
    )
    names = pl.DataFrame({"name_as_written": ["ARKIVSKYEN", "arkivskyen 3", "Greia"]})
    found = match(names, APPLICATIONS, ALIASES, reviews)
    assert found.select("application_id", "match_method", "version_as_written").rows() == [
        ("acos-websak", "reviewed", None),
        ("acos-websak", "reviewed", "3"),
        (None, "none", None),
    ]


def test_a_decision_cannot_unlock_a_stop_alias():
    reviews = pl.DataFrame({"written": ["Visma"], "decision": ["accept"], "application_id": ["visma-flyt-barnevern"]})
    found = match(pl.DataFrame({"name_as_written": ["visma"]}), APPLICATIONS, ALIASES, reviews)
    assert found["application_id"].to_list() == [None]


SPELLINGS = ALIASES["alias"].to_list() + APPLICATIONS["canonical_name"].to_list()


@given(
    st.sampled_from(SPELLINGS),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from([" ", "  ", "\u00a0", "-", "_", " - "]),
    st.sampled_from(["", " ", "\t", ".", "\u200b"]),
)
def test_case_blanks_and_hyphens_never_change_what_a_name_means(name, case, between, outside):
    disguised = outside + between.join(case(name).split(" ")) + outside
    if case(name).lower() == name.lower():  # title() of a ligature may not come back
        assert matched(disguised) == matched(name)


@given(
    st.sampled_from([*ALIASES.filter("is_stop_alias")["alias"], "Tietoevry", "Norkart"]),
    st.sampled_from(["", " AS", " ASA", " Oy", " A/S", " 5", " v2.0", "-", " AS 7", "\u00a0AB"]),
    st.sampled_from([str.upper, str.lower, str.title]),
)
def test_a_stop_alias_matches_in_no_disguise(name, suffix, case):
    assert matched(case(name) + suffix)[0] is None


def test_no_alias_that_is_forgotten_is_matched_wrongly():
    counted = measure()
    assert counted["wrong"] == 0
    assert counted["aliases"] == counted["right"] + counted["suggested_in_three"] + counted["none"] > 350
    assert counted["suggested_in_three"] > counted["aliases"] / 2
