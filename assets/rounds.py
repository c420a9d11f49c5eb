"""The option --round, as every command that has it understands it.

Belongs here: what may be said. Does not belong here: what a round is in a workbook (schemas/survey).
"""

from __future__ import annotations

from pipelines.faults import UserError


def require_year(survey_round: str) -> str:
    """The round, a year of this century. Raises UserError where it is none."""
    if not (survey_round.isdecimal() and survey_round.isascii() and 2000 <= int(survey_round) <= 2099):
        raise UserError(f"--round is a year such as 2026, not {survey_round!r}.")
    return survey_round
