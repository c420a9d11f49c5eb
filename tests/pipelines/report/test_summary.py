"""The answer in a few sentences, and the caution that stays until two forms can be compared."""

from dataclasses import replace

import pytest

from assets import summary as printed
from pipelines.report import summary
from pipelines.report.words import Words

NAMES = {0: "som i dag", 4: "vertskommune", 7: "privat"}
CELL = {"country_code": "NO", "measure": "account", "denominator": "user", "scope_class": "TOTAL"}


def changed(content, name, rows):
    return replace(content, rows={**content.rows, name: rows})


def cell(form, n_units, **other):
    return CELL | {"form_code": form, "n_units": n_units, "n": n_units} | other


def test_forms_with_evidence_come_with_their_ends_and_how_little_it_is(content):
    first, today, hosted, empty, _ = summary.lines(content, Words("nb"), NAMES)
    assert first.startswith("2 av 3 samarbeidsformer")
    assert today.startswith("0 som i dag: 8\N{NARROW NO-BREAK SPACE}000 til 12\N{NARROW NO-BREAK SPACE}000 kroner")
    assert "gruppens egne svar, n = 2, svakeste kildetrinn A, drift" in today
    assert "Ved siden av: 7\N{NARROW NO-BREAK SPACE}000" in today and "(n = 3, Sverige, drift)" in today
    assert "fra andre steder, n = 1, svakeste kildetrinn D" in hosted and "Ved siden av" not in hosted
    assert "form 7" in empty


def test_a_value_without_a_year_is_given_in_kroner_of_its_time(content):
    bare = [
        row | {"cost_per_user_low": None, "cost_per_user_median": None, "cost_per_user_high": None}
        for row in content.rows["mart.alternative"]
    ]
    hosted = summary.lines(changed(content, "mart.alternative", bare), Words("nb"), NAMES)[2]
    assert "bare i datidens kroner, 8\N{NARROW NO-BREAK SPACE}100 til 8\N{NARROW NO-BREAK SPACE}300" in hosted


def test_an_end_that_is_open_is_said_to_be(content):
    rows = [
        row | {"cost_per_user_high": None, "cost_per_user_median": None} for row in content.rows["mart.alternative"]
    ]
    today = summary.lines(changed(content, "mart.alternative", rows), Words("en"), NAMES)[1]
    assert "from 8,000 NOK per user and year, the upper end is open" in today


# One form alone, however many; forms that differ in anything else; scopes that nobody knows.
NOT_COMPARABLE = [
    [],
    [cell(0, 60)],
    [cell(0, 60), cell(5, 5)],
    [cell(0, 60), cell(0, 60, measure="budget")],
    [cell(0, 6), cell(5, 6, country_code="SE")],
    [cell(0, 6), cell(5, 6, measure="budget")],
    [cell(0, 6), cell(5, 6, denominator="inhabitant")],
    [cell(0, 6), cell(5, 6, scope_class="OPS")],
    [cell(0, 6, scope_class="UNKNOWN"), cell(5, 6, scope_class="UNKNOWN")],
    [cell(0, 6), cell(5, 5, n=17)],
]


@pytest.mark.parametrize("rows", NOT_COMPARABLE)
def test_caution_stays_until_two_forms_that_are_alike_have_units_enough(content, rows):
    said = summary.caution(changed(content, "mart.cost_by_form", rows), Words("en"))
    assert "differ by a factor of 2.1-2.3" in said and "6 units or more each" in said
    assert "no effect of the form" in said
    assert printed.caution(rows, 6) == printed.SPREAD


def test_two_comparable_forms_are_named(content):
    rows = [cell(0, 6), cell(5, 6), cell(6, 5)]
    said = summary.caution(changed(content, "mart.cost_by_form", rows), Words("en"))
    assert "can be compared" in said and "0 – 5" in said and "6" not in said.split(": ")[1].split(".")[0]
    assert "0 and 5" in printed.caution(rows, 6) and printed.caution(rows, 7) == printed.SPREAD


def test_what_is_held_is_counted(content):
    held = [{"severity": "held", "n_rows": 2}, {"severity": "rejected", "n_rows": 9}, {"severity": "held", "n_rows": 1}]
    said = summary.lines(changed(content, "quality.reject_summary", held), Words("en"), NAMES)
    assert "3 answers are held until a person confirms them, and are in no figure here." in said
