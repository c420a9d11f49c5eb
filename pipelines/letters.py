"""A survey of a group as files: one workbook per member, and the letter that goes with it.

Belongs here: who is written to, names of files, the letter's text. Does not belong here: its sentences
(schemas/letter), the workbook (pipelines/workbook/template).
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from pipelines.gazetteer import Municipality
from schemas.letter import AND, PARAGRAPHS, SUBJECT

WIDTH = 78


def workbook_name(place: Municipality, survey_round: str) -> str:
    """The name a workbook goes out under: whose it is can be read off it."""
    return f"munibench_{survey_round}_{place.country_code}_{place.municipality_code}.xlsx"


def letter(place: Municipality, members: Sequence[Municipality], survey_round: str, language: str) -> str:
    """The text of the letter to one member, ending in a line break."""
    names = [member.name for member in members]
    filled = {
        "municipality": place.name,
        "round": survey_round,
        "year_before": str(int(survey_round) - 1),
        "workbook": workbook_name(place, survey_round),
        "members": f"{', '.join(names[:-1])} {AND[language]} {names[-1]}",
    }
    said = [part[language].format_map(filled) for part in (SUBJECT, *PARAGRAPHS)]
    return "\n\n".join(textwrap.fill(part, WIDTH, break_on_hyphens=False) for part in said) + "\n"
