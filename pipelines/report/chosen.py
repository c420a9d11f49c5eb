"""Which rows of a table belong to the report of one group: the page grows with the group, not with the release.

Belongs here: a condition per table: the group's rows, those of its members, and of others only what the comparison
uses. Does not belong here: reading the rows (tables), showing them (sections).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

Columns = Mapping[str, Collection[str]]
NOTHING = "false"
CELL = ("country_code", "measure", "form_code", "denominator", "scope_class")
# Observations of one cell that a picture can show and a reader can go through; the group's own come on top.
MOST_OF_A_CELL = 40
_MEMBERS = "(select unit_id from core.group_member where group_id = ?)"
# A unit over time is named by its number of today; one that was merged into a member is not the member.
_MEMBERS_TODAY = "(select current_unit_id from core.group_member where group_id = ?)"


def condition(table: str, columns: Columns) -> str:
    """A condition in SQL over the rows of `table`, every ? the group; `columns` are those of the tables there are."""
    if "group_id" in columns[table]:
        return "group_id = ?"
    special = _SPECIAL.get(table)
    return special(columns) if special else "true"


def is_member(table: str, columns: Columns) -> str:
    """Whether a row is of a member, under any number it has had; false where the release knows no members."""
    if "core.group_member" not in columns:
        return NOTHING
    for name, members in (("entity_id", _MEMBERS_TODAY), ("current_unit_id", _MEMBERS_TODAY), ("unit_id", _MEMBERS)):
        if name in columns[table]:
            return f"({name} in {members})"
    return NOTHING


def _of_members(table: str) -> Callable[[Columns], str]:
    return lambda columns: is_member(table, columns)


def _observations(columns: Columns) -> str:
    """All of the members' own, and of others those that stand in a cell of the decision view that is not crowded."""
    name = "mart.cost_observation"
    return (
        f"({is_member(name, columns)} or superseded_by is null and ({_is_compared(columns)}) and {_is_in_few(columns)})"
    )


def _is_in_few(columns: Columns) -> str:
    """Whether no more stand in an observation's cell than can be told apart: a fuller cell is shown by its figures."""
    has = columns["mart.cost_observation"]
    names = [name for name in CELL if name in has]
    alike = " and ".join(f"other.{name} is not distinct from mart.cost_observation.{name}" for name in names)
    return (
        "(select count(*) from mart.cost_observation as other where other.superseded_by is null "
        f"and {alike}) <= {MOST_OF_A_CELL}"
    )


def _is_compared(columns: Columns) -> str:
    """Whether an observation stands in a cell that mart.alternative names for the group, in the view or beside it."""
    if "mart.alternative" not in columns:
        return NOTHING
    has = columns["mart.alternative"]
    cells = []
    for denominator, which in (("user", ""), ("inhabitant", "_inhabitant")):
        for beside in ("", "beside_"):
            scope = f"{beside}scope_class{which}"
            if scope not in has:
                continue
            told = [
                f"mart.cost_observation.denominator = '{denominator}'",
                f"cell.{scope} = mart.cost_observation.scope_class",
            ]
            for name in ("country_code", "measure"):
                # Where a country or measure is told once, it is told of both denominators.
                column = next((found for found in (f"{beside}{name}{which}", f"{beside}{name}") if found in has), None)
                if column and name in columns["mart.cost_observation"]:
                    told.append(f"coalesce(cell.{column} = mart.cost_observation.{name}, true)")
            cells.append(f"({' and '.join(told)})")
    if not cells:
        return NOTHING
    return (
        "exists (select 1 from mart.alternative as cell where cell.group_id = ? "
        f"and cell.form_code = mart.cost_observation.form_code and ({' or '.join(cells)}))"
    )


def _facts(columns: Columns) -> str:
    if "mart.cost_observation" not in columns:
        return NOTHING
    return f"observation_id in (select observation_id from mart.cost_observation where {_observations(columns)})"


def _staff(columns: Columns) -> str:
    """Members, and the others that the decision view counts, where a form has no more than can be told apart."""
    return (
        f"({is_member('mart.staffing', columns)} or it_fte_per_1000_users is not null and (select count(*) from "
        "mart.staffing as other where other.form_code is not distinct from mart.staffing.form_code) "
        f"<= {MOST_OF_A_CELL})"
    )


def _held(columns: Columns) -> str:
    """Rows that wait for a person, but for those of other municipalities' answers."""
    if "core.survey_response" not in columns:
        return "severity = 'held'"
    of_others = f"select source_file from core.survey_response where not {is_member('core.survey_response', columns)}"
    return f"severity = 'held' and file not in ({of_others})"


_SPECIAL: dict[str, Callable[[Columns], str]] = {
    "mart.cost_observation": _observations,
    "mart.provenance": _facts,
    "mart.staffing": _staff,
    "quality.reject": _held,
    **{
        name: _of_members(name)
        for name in ("mart.peer_comparison", "mart.cost_over_time", "mart.risk_gap", "mart.cost_without_size")
    },
}
