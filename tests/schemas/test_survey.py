"""Headings mean one column, in six languages, and never a figure in another unit."""

from itertools import combinations

import pytest

from schemas.labels import LANGUAGES
from schemas.survey import ABOUT_FIELDS, APPLICATIONS, BUDGET, SHEETS, SIZES, folded, has_known_unit, year_in

FIELDS = {f"{sheet.name}.{field.name}": field for sheet in SHEETS for field in sheet.fields} | {
    f"about.{field.name}": field for field in ABOUT_FIELDS
}


@pytest.mark.parametrize("fields", [ABOUT_FIELDS, *(sheet.fields for sheet in SHEETS)], ids=len)
def test_no_heading_means_two_columns_of_one_sheet(fields):
    for one, other in combinations(fields, 2):
        assert not one.words & other.words, (one.name, other.name)


def test_no_title_means_two_sheets():
    for one, other in combinations(SHEETS, 2):
        assert not {folded(title) for title in one.titles.values()} & {folded(title) for title in other.titles.values()}


@pytest.mark.parametrize("name", FIELDS)
def test_every_declared_heading_is_found_in_every_language(name):
    field = FIELDS[name]
    assert set(field.headings) == set(LANGUAGES)
    for heading in (*field.headings.values(), *field.aliases):
        assert field.means(heading) and field.means(f"  {heading.upper()}:*\n".replace(" ", "\u00a0"))


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Navn på system", "applications.name_as_written"),
        ("Leverandør/produsent", "applications.vendor_as_written"),
        ("Antall\nbrukere", "applications.users"),
        ("Brukere (aktive kontoer)", "applications.users"),
        ("Årskostnad lisens [NOK]", "applications.annual_licence"),
        ("Årlig lisens (hele kr, eks. mva.)", "applications.annual_licence"),
        ("Kommunenr.", "about.municipality_code"),
        ("Regnskap 2025 (NOK)", "budget.account"),
        ("Antall (31.12.2025)", "sizes.number"),
    ],
)
def test_headings_people_use(heading, name):
    assert [known for known, field in FIELDS.items() if field.means(heading)] == [name]


@pytest.mark.parametrize(
    ("heading", "sheet"),
    [
        ("Årlig lisens (1000 kr)", APPLICATIONS),
        ("Årlig lisens (1 000 kr)", APPLICATIONS),
        ("Årlig lisens [tkr]", APPLICATIONS),
        ("Årlig lisens (inkl. mva.)", APPLICATIONS),
        ("Årlig lisens (kr per måned)", APPLICATIONS),
        ("Årlig lisens (per bruker)", APPLICATIONS),
        ("Opsjon (måneder)", APPLICATIONS),
        ("Regnskap 2025 (mill. kr)", BUDGET),
        ("Budget 2026 (tkr)", BUDGET),
        ("Antall (i 1000)", SIZES),
    ],
)
def test_a_figure_in_another_unit_is_no_column_of_the_template(heading, sheet):
    assert not has_known_unit(heading)
    assert [field.name for field in sheet.fields if field.means(heading)] == []
    assert len([field.name for field in sheet.fields if field.is_named_in(heading)]) == 1


@pytest.mark.parametrize(
    ("heading", "year"),
    [("Regnskap 2025", 2025), ("Antall (31.12.2025)", 2025), ("Budsjett 2026/2027", None), ("Budsjett i år", None)],
)
def test_the_year_of_a_heading(heading, year):
    assert year_in(heading) == year
