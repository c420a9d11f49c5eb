"""Whose figures hold the same money: over boundaries, inside amounts, members and their joint unit."""

from pipelines.tables import TABLES
from tests.sql.conftest import claim


def descent(unit_id, later_unit_id, since_year, is_new):
    return {
        "unit_id": unit_id,
        "later_unit_id": later_unit_id,
        "since_year": since_year,
        "is_new": is_new,
        "is_same": False,
    }


def overlaps(concluded, entities=(), **tables):
    given = {"core.unit_entity": [{"unit_id": unit, "entity_id": entity} for unit, entity in entities]}
    rows = concluded("core.entity_overlap", given | {name.replace("__", "."): rows for name, rows in tables.items()})
    return {
        (row["inner_entity_id"], row["outer_entity_id"], row["reason"]): (row["from_year"], row["needs_same_form"])
        for row in rows
    }


def test_a_new_whole_always_holds_its_parts_and_one_that_lived_on_only_from_then(concluded):
    steps = [descent("NO-1", "NO-9", 2011, True), descent("NO-2", "NO-8", 2011, False)]
    assert overlaps(concluded, reference__municipality_descent=steps) == {
        ("NO-1", "NO-9", "part_and_whole"): (None, False),
        ("NO-2", "NO-8", "part_and_whole"): (2011, False),
    }


def test_numbers_of_one_unit_do_not_overlap_and_overlaps_are_told_once(concluded):
    """NO-1 became NO-2, which went into NO-9; whoever overlaps is told by its number of today."""
    steps = [
        descent("NO-1", "NO-2", 1998, True),
        descent("NO-1", "NO-9", 2011, True),
        descent("NO-2", "NO-9", 2011, True),
    ]
    entities = [("NO-1", "NO-2"), ("NO-2", "NO-2"), ("NO-9", "NO-9")]
    assert overlaps(concluded, entities, reference__municipality_descent=steps) == {
        ("NO-2", "NO-9", "part_and_whole"): (None, False)
    }


def test_one_that_took_another_in_and_was_renumbered_later_holds_it_from_the_first_day(concluded):
    steps = [descent("NO-1", "NO-8", 2011, False), descent("NO-1", "NO-9", 2019, True)]
    entities = [("NO-1", "NO-1"), ("NO-8", "NO-9"), ("NO-9", "NO-9")]
    assert overlaps(concluded, entities, reference__municipality_descent=steps) == {
        ("NO-1", "NO-9", "part_and_whole"): (2011, False)
    }


def test_an_amount_inside_another_makes_their_units_overlap_but_not_a_unit_with_itself(concluded):
    inside = TABLES["core.containment"].example_row()
    claims = [
        claim("a", "annual_value", 1.0, claim_id="small"),
        claim("b", "annual_value", 5.0, claim_id="large"),
        claim("a", "annual_value", 3.0, claim_id="own"),
    ]
    held = [
        inside | {"inner_claim_id": "small", "outer_claim_id": "large"},
        inside | {"inner_claim_id": "small", "outer_claim_id": "own"},
    ]
    assert overlaps(concluded, core__claim=claims, core__containment=held) == {("a", "b", "contained"): (None, False)}


def test_members_overlap_their_joint_unit_among_figures_of_one_form(concluded):
    member = TABLES["core.collaboration_member"].example_row() | {"collaboration_id": "c"}
    members = [
        member | {"unit_id": "NO-1", "member_name": "One"},
        member | {"unit_id": None, "municipality_code": None, "member_name": "Others", "member_kind": "unnamed_group"},
    ]
    assert overlaps(concluded, [("NO-1", "NO-2")], core__collaboration_member=members) == {
        ("NO-2", "c", "member_of_joint_unit"): (None, True)
    }
