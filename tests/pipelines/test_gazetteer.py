"""One municipality at a date, or an error that names the candidates."""

import datetime

import pytest

from pipelines.gazetteer import AmbiguousMunicipality, UnknownMunicipality

Y2001, Y2010, Y2017, Y2025 = (datetime.date(year, 6, 1) for year in (2001, 2010, 2017, 2025))


@pytest.mark.parametrize("name", ["Sande", "Nes", "Os", "Bø", "Herøy", "Våler"])
def test_a_name_in_several_counties_is_an_error_with_candidates(gazetteer, name):
    with pytest.raises(AmbiguousMunicipality, match="Give the number") as raised:
        gazetteer.resolve(name, "NO", Y2010)
    assert str(raised.value).count(f" {name} (") >= 2


def test_a_reused_number_is_two_municipalities(gazetteer):
    assert gazetteer.resolve("0716", "NO", Y2001).name == "Våle"
    assert gazetteer.resolve("0716", "NO", Y2010).name == "Re"
    with pytest.raises(AmbiguousMunicipality, match=r"Våle.*Re"):
        gazetteer.resolve("0716", "NO", None)


@pytest.mark.parametrize("name", ["Askim", "Spydeberg", "Eidsberg", "Trøgstad", "Hobøl"])
def test_a_merged_municipality_exists_until_it_ends(gazetteer, name):
    assert gazetteer.resolve(name, "NO", Y2017).name == name
    with pytest.raises(UnknownMunicipality, match=f"{name}.*2020-01-01"):
        gazetteer.resolve(name, "NO", Y2025)


@pytest.mark.parametrize(
    ("written", "country", "unit_id"),
    [
        ("Trondheim kommune", "NO", "NO-5001"),
        ("  indre   østfold ", "NO", "NO-3118"),
        ("3316", "NO", "NO-3316"),
        ("Tierps kommun", "SE", "SE-0360"),
        ("Borås kommun", "SE", "SE-1490"),
        ("Aarhus", "DK", "DK-0751"),
        ("Kerava", "FI", "FI-245"),
        ("Kervo", "FI", "FI-245"),
    ],
)
def test_spellings_of_one_municipality(gazetteer, written, country, unit_id):
    assert gazetteer.resolve(written, country, Y2025).unit_id == unit_id


def test_a_name_nobody_has_says_so(gazetteer):
    with pytest.raises(UnknownMunicipality, match="none with that number or a name like it"):
        gazetteer.resolve("Ingensteds", "NO", Y2025)


def test_a_misspelt_name_is_an_error_that_proposes_names_and_takes_none(gazetteer):
    with pytest.raises(UnknownMunicipality, match=r"Did you mean: 3310 Hole .*; 3330 Hol "):
        gazetteer.resolve("Hoole", "NO", Y2025)


def test_counts_of_norwegian_municipalities_by_year(gazetteer):
    for year, count in ((2000, 435), (2019, 422), (2020, 356), (2024, 357)):
        at = datetime.date(year, 1, 2)
        valid = [
            found
            for (country, _), places in gazetteer._by_code.items()
            if country == "NO"
            for found in places
            if found.valid_from <= at and (found.valid_to is None or at < found.valid_to)
        ]
        assert len(valid) == count, year
