"""Groups of the same members: one stands, the others say which, so that no sum over groups counts a member twice."""

from pipelines.tables import TABLES
from tests.sql.portfolio import group


def named(group_id, name, *codes):
    row = TABLES["reference.group_definition"].example_row()
    return [row | {"group_id": group_id, "name": name, "unit_id": f"NO-{code}"} for code in codes]


def collaboration(group_id, name):
    return TABLES["core.collaboration"].example_row() | {"collaboration_id": group_id, "name": name}


def groups(concluded, definitions, collaborations, members):
    codes = sorted({row["current_unit_id"] for row in members})
    place = TABLES["reference.municipality"].example_row() | {"valid_to": None}
    rows = concluded(
        "core.member_group",
        {
            "reference.group_definition": definitions,
            "core.collaboration": collaborations,
            "core.group_member": members,
            "reference.municipality": [place | {"unit_id": code, "name": f"Name of {code}"} for code in codes],
        },
    )
    return {row["group_id"]: row["same_members_as"] for row in rows}


def test_a_named_group_stands_for_a_collaboration_of_the_same_members(concluded):
    members = [*group("1", "2", group_id="six"), *group("1", "2", group_id="a-letter")]
    found = groups(concluded, named("six", "The six", "1", "2"), [collaboration("a-letter", "A letter")], members)
    assert found == {"six": None, "a-letter": "six"}


def test_of_two_named_groups_the_first_by_name_stands(concluded):
    members = [*group("1", "2", group_id="a"), *group("1", "2", group_id="b"), *group("1", "2", group_id="c")]
    definitions = [*named("a", "Zebra", "1", "2"), *named("b", "Apple", "1", "2"), *named("c", "Apple", "1", "2")]
    assert groups(concluded, definitions, [], members) == {"a": "b", "b": None, "c": "b"}


def test_a_group_within_another_is_another(concluded):
    members = [*group("1", "2", "3", group_id="three"), *group("1", "2", group_id="two")]
    definitions = [*named("three", "Three", "1", "2", "3"), *named("two", "Two", "1", "2")]
    assert groups(concluded, definitions, [], members) == {"three": None, "two": None}


def test_members_are_those_of_today(concluded):
    """One is said to have the old number, the other the new one: the same municipality."""
    members = [
        *group("91", "2", group_id="then", n_members=2, current_unit_id="NO-2")[1:],
        *group("91", group_id="then", n_members=2, current_unit_id="NO-1"),
        *group("1", "2", group_id="now"),
    ]
    collaborations = [collaboration("then", "Then"), collaboration("now", "Now")]
    assert groups(concluded, [], collaborations, members) == {"now": None, "then": "now"}
