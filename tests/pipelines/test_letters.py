"""The letter to a member names who is asked, what for, and which file; in every language, with no blank left."""

import datetime

import pytest

from pipelines.letters import letter, workbook_name
from schemas.labels import LANGUAGES

AT = datetime.date(2028, 1, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_names_the_member_the_years_the_file_and_the_others(gazetteer, language):
    places = [gazetteer.resolve(name, "NO", AT) for name in ("Asker", "Bærum", "Lier")]
    said = letter(places[2], places, "2028", language)
    subject = said.partition("\n\n")[0]
    assert "Lier" in subject and "2028" in subject
    file = workbook_name(places[2], "2028")
    assert file == f"munibench_2028_NO_{places[2].municipality_code}.xlsx"
    for word in (file, "2027", "Asker, Bærum", "0-7"):
        assert word in " ".join(said.split())
    assert not {"{", "}", "None"} & set(said) and max(len(line) for line in said.splitlines()) <= 78
