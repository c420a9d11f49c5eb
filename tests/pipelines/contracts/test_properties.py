"""What may change in a text without changing a value: blanks, breaks, hyphens, thousands marks, other paragraphs."""

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.contracts.reading import Text, read

FOLDER = Path(__file__).parent / "articles"
LABELS = json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))
TEXTS = {name: (FOLDER / f"{name}.txt").read_text(encoding="utf-8") for name in LABELS}
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ARTICLES = st.sampled_from(sorted(TEXTS))


def facts(name, text, names):
    """Every fact with its words run together, so that only the value and what it stands on count."""
    found = read(Text(text, LABELS[name]["language"], LABELS[name]["published"]), names).proposals
    for each in found:
        start, end = each.places[0]
        assert 0 <= start < end <= len(text)
    return sorted(repr(each.says) for each in found)


@QUIET
@given(
    name=ARTICLES, which=st.integers(0, 10_000), blank=st.sampled_from(["  ", "\n", "\u00a0", " \n ", "\u202f", "\t"])
)
def test_another_blank_changes_nothing(name, which, blank, names):
    text = TEXTS[name]
    places = [at for at, char in enumerate(text) if char == " "]
    at = places[which % len(places)]
    assert facts(name, text[:at] + blank + text[at + 1 :], names) == facts(name, text, names)


@QUIET
@given(name=ARTICLES, which=st.integers(0, 10_000), hyphen=st.sampled_from(["-\n", "\u00ad", "\u00ad\n"]))
def test_a_hyphen_at_a_line_end_changes_nothing(name, which, hyphen, names):
    text = TEXTS[name]
    places = [
        at
        for at in range(2, len(text) - 2)
        if text[at - 2 : at].isalpha() and text[at : at + 2].isalpha() and text[at].islower()
    ]
    at = places[which % len(places)]
    assert facts(name, text[:at] + hyphen + text[at:], names) == facts(name, text, names)


@QUIET
@given(name=ARTICLES, mark=st.sampled_from([".", "\u00a0", "\u202f", " "]))
def test_another_thousands_mark_changes_nothing(name, mark, names):
    import re

    text = TEXTS[name]
    if LABELS[name]["language"] == "en":
        return
    other = re.sub(r"(?<=[0-9])[ .](?=[0-9]{3}(?![0-9]))", mark, text)
    assert facts(name, other, names) == facts(name, text, names)


@QUIET
@given(name=ARTICLES, above=st.booleans(), number=st.integers(2, 900))
def test_an_unrelated_paragraph_changes_nothing(name, above, number, names):
    weather = {
        "nb": f"Det regnet {number} millimeter på torsdag, og fotballkampen ble utsatt.",
        "nn": f"Det regna {number} millimeter på torsdag, og fotballkampen vart utsett.",
        "sv": f"Det regnade {number} millimeter i torsdags, och fotbollsmatchen sköts upp.",
        "da": f"Det regnede {number} millimeter i torsdags, og fodboldkampen blev udsat.",
        "fi": f"Torstaina satoi {number} millimetriä, ja ottelu siirrettiin.",
        "en": f"It rained {number} millimetres on Thursday, and the match was put off.",
    }[LABELS[name]["language"]]
    text = TEXTS[name]
    other = f"{weather}\n\n{text}" if above else f"{text}\n\n{weather}\n"
    assert facts(name, other, names) == facts(name, text, names)


@QUIET
@given(text=st.text(max_size=400))
def test_any_text_can_be_read(text, names):
    read(Text(f"Asker kommune har avtale om IT-drift. {text}", "nb"), names)
