"""One word, one code: the labels of six languages and the words people use."""

import pytest

from schemas.codes import (
    COST_POOLS,
    CRITICALITIES,
    FORM_CODES,
    HOSTING,
    PRICING_METRICS,
    SCOPES,
    SURVEY_SIZES,
    VAT,
)
from schemas.labels import COUNTRY, LABELS, LANGUAGES
from schemas.reference import MUNICIPALITY_COUNTRIES
from schemas.words import _OTHER_WORDS, COUNTRY_WORDS, MISSING, WORDS, YES_NO

CODES = {
    "cost_pool": COST_POOLS,
    "size": SURVEY_SIZES,
    "hosting": HOSTING,
    "pricing_metric": PRICING_METRICS,
    "criticality": CRITICALITIES,
    "scope": SCOPES,
    "vat": VAT,
    "form_code": [str(code) for code in FORM_CODES],
}


def test_every_code_has_a_label_of_its_own_in_every_language():
    assert set(LABELS) == set(CODES) == set(WORDS)
    for column, codes in CODES.items():
        assert list(LABELS[column]) == list(codes)
        for language in LANGUAGES:
            said = [labels[language].casefold() for labels in LABELS[column].values()]
            assert len(set(said)) == len(said), (column, language)


@pytest.mark.parametrize("column", CODES)
def test_no_word_means_two_codes_of_one_column(column):
    """The code itself, its labels and the other words; a dictionary would hide the second meaning."""
    meanings = [(str(code), str(code)) for code in CODES[column]]
    meanings += [(label.casefold(), code) for code, said in LABELS[column].items() for label in said.values()]
    meanings += list(_OTHER_WORDS[column].items())
    for word, code in meanings:
        assert {other for same, other in meanings if same == word} == {code}, word
        assert code in [str(known) for known in CODES[column]]
        assert word == word.lower()  # cells are compared in lower case


def test_a_word_for_no_answer_is_never_another_answer():
    for word, kind in MISSING.items():
        assert word not in YES_NO
        for column, words in WORDS.items():
            if word in words:
                assert words[word] == kind == "unknown", (column, word)


def test_a_country_has_one_word_for_one_code_and_is_no_code_of_another():
    assert set(COUNTRY) == set(MUNICIPALITY_COUNTRIES)
    for code, said in COUNTRY.items():
        assert set(said) == set(LANGUAGES)
        assert {COUNTRY_WORDS[name.casefold()] for name in said.values()} == {code}
    assert not {word.upper() for word in COUNTRY_WORDS} & set(MUNICIPALITY_COUNTRIES)
