"""IT staff per 1,000 users, what is fragile, and what is only a lower bound."""

from pipelines.tables import TABLES
from tests.sql.conftest import claim, conventions

COLLABORATION = {
    "collaboration_id": "c",
    "name": "C",
    "country_code": "SE",
    "form_code": 4,
    "status": "in_force",
    "origin_id": "o",
}


def staff(low, mid, high, **other):
    return {
        "unit_id": "c",
        "year": 2017,
        "staff_unit": "person",
        "low": low,
        "mid": mid,
        "high": high,
        "is_lower_bound": False,
        "origin_id": "o",
    } | other


def users(number, **other):
    return {
        "unit_id": "c",
        "year": 2017,
        "denominator": "user",
        "low": number,
        "mid": number,
        "high": number,
        "rounding_half_width": 0.0,
        "basis": "stated",
        "evidence_tier": "C",
        "is_second_hand": False,
        "origin_id": "o",
    } | other


def staffing(concluded, staffs, sizes=(), entities=()):
    return concluded(
        "mart.staffing",
        {
            "reference.convention": conventions(),
            "core.it_staff": staffs,
            "core.unit_size": list(sizes),
            "core.unit_entity": [{"unit_id": unit, "entity_id": entity} for unit, entity in entities],
            "reference.municipality": [
                TABLES["reference.municipality"].example_row() | {"unit_id": unit} for unit, _ in entities
            ],
            "core.collaboration": [COLLABORATION],
        },
    )


def test_fifteen_for_4500_users(concluded):
    row = staffing(concluded, [staff(15.0, 15.0, 15.0)], [users(4500.0)])[0]
    assert round(row["it_fte_per_1000_users"], 3) == 3.333
    assert (row["unit_name"], row["form_code"], row["is_fragile"]) == ("C", 4, False)


def test_fewer_than_three_is_fragile_unless_it_is_a_lower_bound(concluded):
    assert staffing(concluded, [staff(2.0, 2.0, 2.0)])[0]["is_fragile"] is True
    assert staffing(concluded, [staff(2.0, 2.0, 2.0, is_lower_bound=True)])[0]["is_fragile"] is None
    assert staffing(concluded, [staff(36.0, 40.0, 44.0, is_lower_bound=True)])[0]["is_fragile"] is False


def test_users_of_another_year_are_not_used(concluded):
    sizes = [users(4500.0, year=2018)]
    assert staffing(concluded, [staff(15.0, 15.0, 15.0)], sizes)[0]["it_fte_per_1000_users"] is None


def test_users_answered_come_before_users_stated(concluded):
    sizes = [users(4000.0, origin_id="news"), users(5000.0, basis="survey", origin_id="survey")]
    assert staffing(concluded, [staff(15.0, 15.0, 15.0)], sizes)[0]["it_fte_per_1000_users"] == 3.0


def test_users_are_found_under_the_other_number_of_the_unit(concluded):
    entities = [("NO-0623", "NO-3316"), ("NO-3316", "NO-3316")]
    [row] = staffing(concluded, [staff(5.0, 5.0, 5.0, unit_id="NO-0623")], [users(1000.0, unit_id="NO-3316")], entities)
    assert (row["entity_id"], row["it_fte_per_1000_users"]) == ("NO-3316", 5.0)


def test_staff_outside_the_unit_makes_a_lower_bound(concluded):
    outside = {
        "collaboration_id": "c",
        "cost_basis": "running",
        "cost_pool": "staff_in_departments",
        "scope": "out",
        "reason": "r",
        "origin_id": "o",
    }
    claims = [
        claim("c", "it_staff", 40.0, low=36.0, high=44.0),
        claim("d", "it_staff", 5.0),
        claim("d", "supplier_staff", 60.0),
    ]
    rows = concluded("core.it_staff", {"core.claim": claims, "core.scope_statement": [outside]})
    assert [(row["unit_id"], row["low"], row["high"], row["is_lower_bound"]) for row in rows] == [
        ("c", 36.0, 44.0, True),
        ("d", 5.0, 5.0, False),
    ]
