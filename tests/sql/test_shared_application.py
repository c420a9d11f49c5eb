"""What members of a group share, under today's numbers, by the inventories in force."""

from tests.sql.portfolio import group, over_usage, sighting, stands, usage


def shared(concluded, usages, members, in_force=None):
    return over_usage(concluded, "mart.shared_application", usages, members, in_force)


def test_two_members_share_and_pay_together(concluded):
    row = shared(
        concluded,
        [usage("1"), usage("2", annual_licence=3000.0, annual_operations=500.0)],
        group("1", "2", "3"),
    )[0]
    assert (row["n_municipalities"], row["municipalities"], row["n_members"]) == (2, "M1|M2", 3)
    assert (row["total_cost_nok"], row["n_with_cost"], row["users"], row["price_spread"]) == (4500.0, 2, 20.0, 3.5)


def test_an_answer_under_an_old_number_is_the_municipality_of_today(concluded):
    members = [*group("1", "2"), *group("91", current_unit_id="NO-1", n_members=2)]
    old, other = usage("91", survey_round="2019"), usage("2")
    in_force = [*stands(old, current_unit_id="NO-1", current_name="M1"), *stands(other)]
    (row,) = shared(concluded, [old, other], members, in_force)
    assert (row["n_municipalities"], row["municipalities"], row["n_members"]) == (2, "M1|M2", 2)
    assert (row["first_round"], row["last_round"]) == (2019, 2025)


def test_parts_of_a_municipality_are_one_user_and_add_up(concluded):
    members = [*group("2", n_members=2), *group("91", "92", current_unit_id="NO-1", n_members=2)]
    parts = [usage("91"), usage("91", "Acos modul"), usage("92", annual_licence=500.0)]
    merged = {"current_unit_id": "NO-1", "current_name": "M1"}
    assert shared(concluded, parts, members, stands(*parts, **merged)) == []
    (row,) = shared(concluded, [*parts, usage("2")], members, [*stands(*parts, **merged), *stands(usage("2"))])
    assert (row["n_municipalities"], row["municipalities"], row["total_cost_nok"]) == (2, "M1|M2", 3500.0)
    assert (row["users"], row["price_spread"]) == (30.0, 1.25)


def test_a_product_counts_once_however_many_rounds_have_it(concluded):
    rounds = [usage(code, survey_round=each) for code in "12" for each in ("2024", "2025", "2026")]
    latest = [row for row in rounds if row["survey_round"] == "2026"]
    (row,) = shared(concluded, rounds, group("1", "2"), stands(*latest))
    assert (row["n_municipalities"], row["total_cost_nok"], row["users"]) == (2, 2000.0, 20.0)
    assert (row["first_round"], row["last_round"]) == (2026, 2026)


def test_answers_of_different_rounds_and_a_sighting_share(concluded):
    (row,) = shared(concluded, [usage("1"), usage("2", survey_round="2026"), sighting("3")], group("1", "2", "3"))
    assert (row["n_municipalities"], row["n_seen_only"], row["first_round"], row["last_round"]) == (3, 1, 2025, 2026)
    assert (row["n_with_cost"], row["total_cost_nok"]) == (2, 2000.0)


def test_sightings_alone_share_without_a_round(concluded):
    (row,) = shared(concluded, [sighting("1"), sighting("2")], group("1", "2"))
    assert (row["n_seen_only"], row["first_round"], row["total_cost_nok"], row["users"]) == (2, None, None, None)


def test_a_number_that_was_used_again_is_another_municipality(concluded):
    assert shared(concluded, [usage("1"), usage("2", municipality_name="Another")], group("1", "2")) == []


def test_one_municipality_with_two_modules_shares_with_nobody(concluded):
    assert shared(concluded, [usage("1"), usage("1", "Acos modul")], group("1", "2")) == []


def test_missing_or_foreign_prices_are_not_counted_as_nothing(concluded):
    rows = shared(concluded, [usage("1", annual_licence=None), usage("2", currency="SEK")], group("1", "2"))
    assert [(row["total_cost_nok"], row["n_with_cost"], row["price_spread"]) for row in rows] == [(None, 0, None)]
    assert rows[0]["n_other_currency"] == 1


def test_amounts_in_euro_stand_beside_and_make_no_cost_per_user(concluded):
    mixed = [usage("1"), usage("1", "Acos modul", currency="EUR", annual_licence=90.0)]
    (row,) = shared(concluded, [*mixed, usage("2", annual_licence=4000.0)], group("1", "2"))
    assert (row["total_cost_nok"], row["n_with_cost"], row["n_other_currency"]) == (5000.0, 2, 1)
    assert row["price_spread"] is None


def test_nobody_uses_it_and_it_is_free(concluded):
    nobody = {"users_low": 0.0, "users_mid": 0.0, "users_high": 0.0}
    (row,) = shared(concluded, [usage("1", **nobody), usage("2", annual_licence=0.0)], group("1", "2"))
    assert (row["users"], row["total_cost_nok"], row["price_spread"]) == (10.0, 1000.0, None)


def test_an_inventory_that_does_not_stand_shares_nothing(concluded):
    assert shared(concluded, [usage("1"), usage("2")], group("1", "2"), stands(usage("1"))) == []
