"""Names mean a product by the catalogue or a reviewed alias, never by likeness."""

import polars as pl
import pytest

from pipelines import reference
from pipelines.matching import match
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
