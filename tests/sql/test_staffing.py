"""IT staff per 1,000 users, what is fragile, and what is only a lower bound."""

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


def staffing(concluded, staffs, sizes=()):
    return concluded(
        "mart.staffing",
        {
            "reference.convention": conventions(),
            "core.it_staff": staffs,
            "core.unit_size": list(sizes),
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
