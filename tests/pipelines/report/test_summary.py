"""The answer in a few sentences."""

from pipelines.report import summary
from pipelines.report.words import Words

NAMES = {0: "som i dag", 4: "vertskommune", 7: "privat"}


def test_forms_with_evidence_come_with_their_ends_and_how_little_it_is(content):
    first, today, hosted, empty = summary.lines(content, Words("nb"), NAMES)
    assert first.startswith("2 av 3 samarbeidsformer")
    assert today.startswith("0 som i dag: 8\N{NARROW NO-BREAK SPACE}000 til 12\N{NARROW NO-BREAK SPACE}000 kroner")
    assert "n = 7, svakeste kildetrinn A, drift" in today and "n = 1, svakeste kildetrinn D" in hosted
    assert "form 7" in empty


def test_without_six_observations_nothing_is_said_of_the_form(content):
    few = [row | {"n": 5} for row in content.rows["mart.alternative"]]
    changed = type(content)(**{**vars(content), "rows": {**content.rows, "mart.alternative": few}})
    assert "6 observasjoner" in summary.lines(changed, Words("nb"), NAMES)[-1]


def test_a_value_without_a_year_is_given_in_kroner_of_its_time(content):
    bare = [
        row | {"cost_per_user_low": None, "cost_per_user_median": None, "cost_per_user_high": None}
        for row in content.rows["mart.alternative"]
    ]
    changed = type(content)(**{**vars(content), "rows": {**content.rows, "mart.alternative": bare}})
    hosted = summary.lines(changed, Words("nb"), NAMES)[2]
    assert "bare i datidens kroner, 9\N{NARROW NO-BREAK SPACE}000 til 9\N{NARROW NO-BREAK SPACE}200" in hosted
