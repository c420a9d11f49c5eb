"""What a municipality answered last, for the workbook of the next round.

Belongs here: choosing the round, reading the released warehouse, turning codes into the words of a language.
Does not belong here: laying out cells (pipelines/workbook/template).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isclose
from pathlib import Path
from typing import Any

from pipelines.asking import open_warehouse
from pipelines.cells import ABOUT_SHARE
from pipelines.faults import UserError
from pipelines.gazetteer import Municipality
from pipelines.workbook.pages import as_text
from pipelines.workbook.template import Prefill
from schemas.labels import LABELS, NO, YES
from schemas.survey import APPLICATIONS

# Money is asked anew each round: a stale amount must not be sent again by inattention.
NOT_CARRIED_OVER = ("annual_licence", "annual_operations")
LAST = """
    select survey_round, origin_id, form_code, respondent from core.survey_response
    where unit_id = $unit_id and survey_round < $survey_round and status = 'in_force'
    order by survey_round desc limit 1"""


def last_answers(
    warehouse: Path, place: Municipality, survey_round: str, language: str, areas: Mapping[str, str]
) -> Prefill:
    """The accepted answers of the last round before this one. Raises UserError where there are none."""
    with open_warehouse(warehouse) as connection:
        last = connection.execute(LAST, {"unit_id": place.unit_id, "survey_round": survey_round}).fetchone()
        if last is None:
            raise UserError(
                f"There is nothing to fill in beforehand: {place} has no answers of a round before {survey_round} "
                "in the released warehouse. Leave --prefill out."
            )
        _, origin, form_code, respondent = last
        who = {"unit_id": place.unit_id, "origin_id": origin}
        used = connection.execute(
            "select * from core.application_usage where unit_id = $unit_id and origin_id = $origin_id "
            "order by source_row",
            who,
        )
        columns = [column[0] for column in used.description or ()]
        usage = [dict(zip(columns, row, strict=True)) for row in used.fetchall()]
        scopes = dict(
            connection.execute(
                "select cost_pool, max(scope) from core.budget_line where unit_id = $unit_id "
                "and origin_id = $origin_id group by cost_pool having count(distinct scope) = 1",
                who,
            ).fetchall()
        )
    about = {} if form_code is None else {"form_code": LABELS["form_code"][str(form_code)][language]}
    return Prefill([_row(row, language, areas) for row in usage], scopes, about=about | {"respondent": respondent})


def _row(row: Mapping[str, Any], language: str, areas: Mapping[str, str]) -> dict[str, Any]:
    """One application as its cells, without amounts."""
    cells: dict[str, Any] = {"users": _users(row["users_low"], row["users_mid"], row["users_high"])}
    for asked in APPLICATIONS.fields:
        if asked.name in NOT_CARRIED_OVER or asked.name not in row or row[asked.name] is None:
            continue
        value = row[asked.name]
        if isinstance(value, bool):
            value = (YES if value else NO)[language]
        elif asked.name == "functional_area":
            value = areas[value]
        elif asked.name in LABELS:
            value = LABELS[asked.name][value][language]
        cells[asked.name] = value
    return cells


def _users(low: float | None, mid: float | None, high: float | None) -> Any:
    """An interval as a respondent writes it, such that it is read as the same interval again."""
    if low is None and high is None:
        return None
    if high is None:
        return f"{low:.0f}+"
    if low is None or mid is None:
        return f"<{high + 1:.0f}"
    if low == high:
        return low
    is_about = isclose(low, mid * (1 - ABOUT_SHARE)) and isclose(high, mid * (1 + ABOUT_SHARE))
    return f"ca. {as_text(mid)}" if is_about else f"{low:.0f}-{high:.0f}"
