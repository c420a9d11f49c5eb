"""What members of a group share, under today's numbers."""

from schemas.inventory import APPLICATION_USAGE

APPLICATION = {
    "application_id": "websak",
    "canonical_name": "WebSak",
    "vendor": "V",
    "functional_area": "sak_arkiv",
    "source": "s",
}


def usage(code, name="Acos", **other):
    return (
        APPLICATION_USAGE.example_row()
        | {
            "unit_id": f"NO-{code}",
            "municipality_code": code,
            "municipality_name": f"M{code}",
            "name_as_written": name,
            "application_id": "websak",
            "is_example": False,
            "annual_licence": 1000.0,
            "annual_operations": None,
            "users_low": 10.0,
            "users_mid": 10.0,
            "users_high": 10.0,
        }
        | other
    )


def became(old, name, new, **other):
    return {"unit_id": f"NO-{old}", "name": name, "current_unit_id": f"NO-{new}", "is_split": False} | other


def members(*codes):
    return [
        {
            "collaboration_id": "g",
            "member_name": code,
            "member_kind": "municipality",
            "unit_id": f"NO-{code}",
            "role": "member",
            "is_example": False,
            "origin_id": "o",
        }
        for code in codes
    ]


def shared(concluded, usages, group, successors):
    return concluded(
        "mart.shared_application",
        {
            "core.application_usage": usages,
            "core.collaboration_member": group,
            "reference.application": [APPLICATION],
            "reference.municipality_successor": successors,
        },
    )


NOW = [became("1", "M1", "1"), became("2", "M2", "2"), became("3", "M3", "3"), became("91", "Old1", "1")]


def test_two_members_share_and_pay_together(concluded):
    row = shared(
        concluded,
        [usage("1"), usage("2", annual_licence=3000.0, annual_operations=500.0)],
        members("91", "2", "3"),
        NOW,
    )[0]
    assert (row["n_municipalities"], row["municipalities"], row["n_members"]) == (2, "M1|M2", 3)
    assert (row["total_cost_nok"], row["n_with_cost"], row["users"], row["price_spread"]) == (4500.0, 2, 20.0, 3.5)


def test_one_municipality_with_two_modules_shares_with_nobody(concluded):
    assert shared(concluded, [usage("1"), usage("1", "Acos modul")], members("1", "2"), NOW) == []


def test_missing_or_foreign_prices_are_not_counted_as_nothing(concluded):
    rows = shared(concluded, [usage("1", annual_licence=None), usage("2", currency="SEK")], members("1", "2"), NOW)
    assert [(row["total_cost_nok"], row["n_with_cost"], row["price_spread"]) for row in rows] == [(None, 0, None)]


def test_example_and_real_usage_and_other_rounds_stay_apart(concluded):
    usages = [usage("1"), usage("2", is_example=True), usage("2", survey_round="2024")]
    assert shared(concluded, usages, members("1", "2"), NOW) == []


def test_a_member_that_was_split_is_no_single_municipality(concluded):
    split = [
        became("1", "M1", "1"),
        became("2", "M2", "2"),
        became("9", "Gone", "2", is_split=True),
        became("9", "Gone", "3", is_split=True),
    ]
    assert shared(concluded, [usage("1"), usage("2")], members("1", "9"), split) == []
