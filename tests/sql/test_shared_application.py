"""What members of a group share, under today's numbers."""

from tests.sql.portfolio import group, over_usage, usage


def shared(concluded, usages, members):
    return over_usage(concluded, "mart.shared_application", usages, members)


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
    assert shared(concluded, [usage("91"), usage("1")], members) == []
    assert [row["n_municipalities"] for row in shared(concluded, [usage("91"), usage("2")], members)] == [2]


def test_a_number_that_was_used_again_is_another_municipality(concluded):
    assert shared(concluded, [usage("1"), usage("2", municipality_name="Another")], group("1", "2")) == []


def test_one_municipality_with_two_modules_shares_with_nobody(concluded):
    assert shared(concluded, [usage("1"), usage("1", "Acos modul")], group("1", "2")) == []


def test_missing_or_foreign_prices_are_not_counted_as_nothing(concluded):
    rows = shared(concluded, [usage("1", annual_licence=None), usage("2", currency="SEK")], group("1", "2"))
    assert [(row["total_cost_nok"], row["n_with_cost"], row["price_spread"]) for row in rows] == [(None, 0, None)]


def test_other_rounds_stay_apart(concluded):
    usages = [usage("1"), usage("2", survey_round="2024")]
    assert shared(concluded, usages, group("1", "2")) == []
