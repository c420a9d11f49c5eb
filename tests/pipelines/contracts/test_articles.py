"""Texts of the project's own, each with every money, count, term and party it states, and nothing else."""

import json
from pathlib import Path

import pytest

from pipelines.contracts.reading import Text, read

FOLDER = Path(__file__).parent / "articles"
LABELS = json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))
NUMBERS = (
    *("contract_total", "annual_value", "investment", "saving", "bid", "penalty", "ceiling", "users", "workstations"),
    *("employees", "pupils", "it_staff", "supplier_staff", "applications", "contract_years", "option_years"),
)


@pytest.mark.parametrize("name", LABELS)
def test_an_article_gives_its_facts_and_no_others(name, names):
    label = LABELS[name]
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    found = read(Text(text, label["language"], label["published"]), names)
    for kind in sorted(NUMBERS):
        values = sorted(each.mid for each in found.proposals if each.kind == kind and each.mid is not None)
        assert values == sorted(label.get(kind, [])), kind
    members = sorted(each.value_text for each in found.proposals if each.kind == "member")
    assert members == sorted(label.get("member", []))
    suppliers = [each.value_text for each in found.proposals if each.kind == "supplier"]
    assert suppliers == ([label["supplier"]] if "supplier" in label else [])
    for kind in ("start_date", "end_date"):
        dates = [str(each.date_low) for each in found.proposals if each.kind == kind]
        assert dates == ([label[kind]] if kind in label else []), kind
    assert (found.why_nothing is None) == (len(label) > 2)


def test_places_point_at_words(names):
    for name, label in LABELS.items():
        text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
        for each in read(Text(text, label["language"], label["published"]), names).proposals:
            for start, end in each.places:
                words = text[start:end]
                assert words and words == words.strip()
                if each.kind in ("member", "supplier"):
                    # Finnish bends the name itself.
                    assert words == each.value_text or (label["language"] == "fi" and words[:4] == each.value_text[:4])


@pytest.mark.parametrize("language", [None, "no"])
def test_the_language_is_told_by_its_words(reading, language):
    told = {
        "nb": "Kommunen har ikke betalt for avtalen som ble inngått.",
        "nn": "Kommunen har ikkje betalt for avtala som vart inngått.",
        "sv": "Kommunen har inte betalat för avtalet och är nu sen.",
        "da": "Kommunen har ikke betalt for aftalen, som blev indgået af Vejle.",
        "fi": "Kaupunki on tehnyt sopimuksen ja myös kunta on mukaan.",
        "en": "The municipality has not signed the contract with the firm.",
    }
    for name, text in told.items():
        assert reading(text).language == name
    assert reading(told["nb"], language=language).language == "nb"


@pytest.mark.parametrize("name", LABELS)
def test_the_language_of_an_article_is_told(name, names):
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert read(Text(text), names).language == {"no": "nb"}.get(LABELS[name]["language"], LABELS[name]["language"])


def test_a_person_and_a_place_are_no_members(reading):
    text = (
        "IT-sjef Kari Lier sier at avtalen om IT-drift er signert i Lillehammer. Asker kommune har inngått avtale med "
        "Atea. Selskapet Modum Data flytter fra Oslo til Hamar."
    )
    members = [each.value_text for each in reading(text, language="nb").proposals if each.kind == "member"]
    assert members == ["Asker"]


def test_two_bearers_of_a_name_are_said(reading):
    text = "Våler kommune har inngått avtale med Atea om IT-drift. IT-avdelingen i Våler kommune er glad."
    [member] = [each for each in reading(text, language="nb").proposals if each.kind == "member"]
    assert member.confidence < 0.6 and "several" in (member.note or "")


def test_second_hand_is_marked(reading):
    text = "Asker kommune har avtale med Atea om IT-drift. Avtalen er ifølge Budstikka avis verdt 12 millioner kroner."
    [total] = [each for each in reading(text, language="nb").proposals if each.kind == "contract_total"]
    assert total.is_second_hand


def test_the_krone_of_a_neighbour_is_not_decided(reading):
    text = "Sundsvall kommun har valgt Atea til IT-drift. Kontrakten er verdt 60 millioner kroner, sier IT-sjefen ikke."
    [total] = [each for each in reading(text, language="nb").proposals if each.kind == "contract_total"]
    assert total.currency == "kr"


def test_one_value_under_two_hedges_is_one_fact_within_the_wider_bounds(names):
    text = (FOLDER / "hedged_twice.txt").read_text(encoding="utf-8")
    [total] = [each for each in read(Text(text, "sv"), names).proposals if each.kind == "contract_total"]
    assert (total.low, total.mid, total.qualifier) == (45e6, 45e6, "slightly_above")
    assert total.high == pytest.approx(49.5e6) and len(total.places) == 2


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Avtalen på fire år er verdt 40 millioner kroner, med opsjon på forlengelse i to år.", "total"),
        ("Avtalen på fire år er inkludert opsjoner verdt 60 millioner kroner.", "total_with_options"),
        ("Avtalen på fire år, med opsjon på to, er verdt 60 millioner kroner, opsjon inkludert.", "total_with_options"),
    ],
)
def test_a_total_says_whether_it_includes_the_options(reading, words, period):
    found = reading(f"Asker kommune har inngått avtale om IT-drift med Atea. {words}", language="nb").proposals
    assert [each.period for each in found if each.kind == "contract_total"] == [period]
