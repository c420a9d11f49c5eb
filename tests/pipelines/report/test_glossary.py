"""Nothing that the marts say in English stays so on the Norwegian page."""

import pytest

from pipelines.report import tables
from pipelines.report.words import Words
from schemas.codes import COST_POOLS, DENOMINATORS, MEASURES, SCOPE_CLASSES

# Columns whose values are codes or sentences of ours; the others hold what people wrote.
SAID = frozenset(
    ("note", "decided_by", "transition_note", "scope_class", "measure", "cost_basis", "denominator", "peer_group_kind",
     "peer_group", "cost_key", "size_class", "staff_unit", "gap", "criticality", "fact", "meaning", "functional_area",
     "rule", "severity", "reason", "superseded_reason", "pool", "country_code", "pools_without_amount")
)  # fmt: skip
ALIKE = {"DPIA", "under 2 000"}


# What each page cannot be without: that it was asked about does not depend on how many rows a page carries.
EVERYWHERE = {
    "note",
    "decided_by",
    "transition_note",
    "scope_class",
    "measure",
    "denominator",
    "fact",
    "meaning",
}
ANSWERED = {"cost_key", "peer_group_kind", "peer_group", "size_class", "functional_area", "gap", "staff_unit", "pool"}


@pytest.mark.parametrize(
    ("home", "group", "shown"),
    [("built", "ringerike", EVERYWHERE), ("built_example", "eksempel", EVERYWHERE | ANSWERED)],
)
def test_every_code_and_sentence_shown_is_norwegian(request, home, group, shown):
    content = tables.read(request.getfixturevalue(home)[0].warehouse, group)
    norwegian, english = Words("nb", content.areas), Words("en", content.areas)
    asked = set()
    for rows in content.rows.values():
        for row in rows:
            for column in SAID & set(row):
                if isinstance(row[column], str):
                    asked.add(column)
                    said = norwegian.any(column, row[column])
                    assert said in ALIKE or said != english.any(column, row[column]), (column, row[column])
    assert shown <= asked


@pytest.mark.parametrize("code", [*DENOMINATORS, *MEASURES, *SCOPE_CLASSES, *COST_POOLS])
def test_codes_that_no_row_has_yet_are_known(code):
    assert Words("nb").code(code) != code


def test_what_people_wrote_is_not_translated():
    assert Words("nb").any("unit_name", "account") == "account"
    assert Words("nb").any("measure", "account") == "regnskap"


def test_a_code_is_told_by_its_column():
    assert Words("nb").any("reason", "undated") == "kilden har ikke noe år"
    assert Words("en").any("superseded_reason", "newer") == "a newer year stands"


def test_what_is_put_together_where_the_scope_is_not_known_is_said_in_words():
    said = "UNKNOWN as survey in staff_central|premises out telephony_fixed"
    assert Words("nb").any("pool", said) == (
        "ukjent omfang, etter survey: med Ansatte i IT-enheten, Lokaler og strøm; uten Fasttelefoni"
    )
    assert Words("en").any("pool", "PARTIAL as a-source in  out ") == (
        "incomplete scope, as a-source: with –; without –"
    )


def test_numbers_in_sentences_are_kept():
    said = "points only: no effect of the form can be read from 3"
    assert Words("nb").any("note", said) == "bare enkeltverdier: ingen virkning av formen kan leses av 3"
