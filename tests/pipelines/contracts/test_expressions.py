"""Expressions of the project's own, one by one; what can be read two ways is refused."""

import csv
from pathlib import Path

import pytest

from pipelines.contracts.amounts import amounts
from pipelines.contracts.clean import cleaned
from pipelines.contracts.dates import Published, dates
from pipelines.contracts.terms import terms
from pipelines.contracts.tokens import tokens
from tests.evaluation.expressions import judge

with (Path(__file__).parent / "expressions.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def found(text, language="nb", country="NO"):
    said = cleaned(text)
    return amounts(tokens(said.text, said.lower, language), country, language)


def span(text, expression):
    start, end = cleaned(text).place(expression.start, expression.end)
    return text[start:end]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['lang']}: {row['text']}")
def test_it_is_read_as_a_person_reads_it(row):
    judged = judge(row)
    assert judged.verdict == "right", judged


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2,500 brukere", "nb"),
        ("saken 2022/3176 om brukere", "nb"),
        ("PS 7/22", "nb"),
        ("i 2019 brukere", "nb"),
        ("klokken 07:32", "nb"),
        ("40 millioner mygg", "nb"),
        ("en bruker", "nb"),
        ("et system", "nb"),
        ("nærmere om saken", "nb"),
        ("org.nr. 987 654 321", "nb"),
        ("är nu på plats", "sv"),
        ("70, 16 og 14 prosent", "nb"),
    ],
)
def test_what_is_not_sure_gives_nothing(text, language):
    assert [(each.kind, each.mid) for each in found(text, language)] in ([], [("count", None)]), found(text, language)


def test_value_added_tax_and_price_year_are_kept():
    [excluded] = found("500 000 kr eks. mva.")
    [included] = found("625 000 kroner inkl. mva")
    [priced] = found("18,7 mill. 2019-kroner")
    assert (excluded.vat, included.vat, priced.vat, priced.price_year) == ("excluded", "included", None, 2019)


@pytest.mark.parametrize(
    ("text", "half_width"),
    [
        ("45 millioner kroner", 5e5),
        ("en halv milliard kroner", 5e7),
        ("2,5 millioner kroner", 5e4),
        ("kr 1 250 000", 0),
    ],
)
def test_the_last_stated_digit_says_how_round_a_figure_is(text, half_width):
    assert found(text)[0].rounding_half_width == pytest.approx(half_width)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Det koster nesten ti millioner kroner i året, sier hun.", "nesten ti millioner kroner i året"),
        ("Avtalen er verdt kr 500.000,- totalt.", "kr 500.000,-"),
        ("De har cirka 60 ansatte nå.", "cirka 60 ansatte"),
    ],
)
def test_the_place_is_the_words(text, words):
    assert span(text, found(text)[0]) == words


def test_a_krone_belongs_to_the_country():
    currencies = [found("20 millioner kroner", country=country)[0].currency for country in ("NO", "DK", None)]
    assert currencies == ["NOK", "DKK", "kr"]


@pytest.mark.parametrize(
    ("text", "published", "low", "high"),
    [
        ("for et halvår siden", "2017-05-09", "2016-11-01", "2016-11-30"),
        ("15. mai", "2017-05-09", "2017-05-15", "2017-05-15"),
        ("3. januar", "2019-12-20", "2020-01-03", "2020-01-03"),
        ("til sommeren", "2017-05-09", "2017-06-01", "2017-08-31"),
        ("til sommeren", "2017-07-09", "2018-06-01", "2018-08-31"),
        ("til sommeren", None, "None", "None"),
        ("ved årsskiftet", "2017-10-09", "2017-12-31", "2018-01-01"),
        ("sista september 2018", "2017-12-08", "2018-09-30", "2018-09-30"),
    ],
)
def test_dates_are_held_against_publication(text, published, low, high):
    [date] = dates(cleaned(text), Published.of(published))
    assert (str(date.date_low), str(date.date_high)) == (low, high)


def test_a_day_that_is_none_is_refused():
    assert dates(cleaned("31.02.2020"), Published()) == []


def test_options_may_be_named_without_a_length():
    said = cleaned("kan forlenges høyst tre ganger")
    assert terms(tokens(said.text, said.lower, "nb"), "nb") == []
