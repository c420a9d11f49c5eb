"""A licence by its own metric, never against another metric or currency, with the ends of the users."""

import pytest

from tests.sql.portfolio import group, over_usage, stands, usage


def prices(concluded, usages, members=None, population=(), in_force=None):
    return over_usage(
        concluded,
        "mart.application_price",
        usages,
        group("1", "2", "3") if members is None else members,
        in_force,
        reference__population=list(population),
    )


def inhabitants(code, number, **other):
    return {
        "country_code": "NO",
        "municipality_code": code,
        "name": f"M{code}",
        "year": 2025,
        "population": number,
        "basis": "original",
        "source": "s",
    } | other


def said(row, *names):
    return tuple(row[name] for name in names)


def test_per_user_against_the_group(concluded):
    rows = prices(concluded, [usage("1"), usage("2", annual_licence=3000.0), usage("3", annual_licence=2000.0)])
    assert [row["price_mid"] for row in rows] == [100.0, 300.0, 200.0]
    assert {said(row, "group_n", "group_min", "group_median", "group_max") for row in rows} == {
        (3, 100.0, 200.0, 300.0)
    }
    assert [row["ratio_to_group_median"] for row in rows] == [0.5, 1.5, 1.0]
    assert rows[0]["falls_when_users_are_shared"] is True


def test_per_inhabitant_does_not_fall_when_users_are_shared(concluded):
    (row,) = prices(
        concluded,
        [usage("1", pricing_metric="inhabitant")],
        population=[inhabitants("1", 2000), inhabitants("1", 4000, year=2024), inhabitants("2", 1)],
    )
    assert said(row, "divisor_mid", "price_low", "price_mid", "price_high") == (2000.0, 0.5, 0.5, 0.5)
    assert row["falls_when_users_are_shared"] is False


def test_a_flat_price_is_the_whole_sum(concluded):
    (row,) = prices(concluded, [usage("1", pricing_metric="flat")])
    assert said(row, "price_mid", "falls_when_users_are_shared", "no_price_reason") == (1000.0, False, None)


@pytest.mark.parametrize(
    ("answer", "reason", "falls"),
    [
        ({"pricing_metric": "case"}, "divisor_not_asked", False),
        ({"pricing_metric": "device"}, "divisor_not_asked", False),
        ({"pricing_metric": "inhabitant"}, "population_not_known", False),
        ({"pricing_metric": "unknown"}, "metric_not_answered", None),
        ({"pricing_metric": None}, "metric_not_answered", None),
        ({"users_low": None, "users_mid": None, "users_high": None}, "users_not_answered", True),
        ({"users_low": 100.0, "users_mid": None, "users_high": None}, "users_open_ended", True),
        ({"users_low": 0.0, "users_mid": 0.0, "users_high": 0.0}, "no_users", True),
    ],
)
def test_no_price_has_its_reason(concluded, answer, reason, falls):
    (row,) = prices(concluded, [usage("1", **answer)])
    assert said(row, "price_mid", "no_price_reason", "falls_when_users_are_shared") == (None, reason, falls)
    assert said(row, "group_n", "group_median", "annual_licence") == (0, None, 1000.0)


def test_users_as_an_interval_give_a_price_as_an_interval(concluded):
    (row,) = prices(concluded, [usage("1", users_low=5.0, users_mid=10.0, users_high=20.0)])
    assert said(row, "price_low", "price_mid", "price_high") == (50.0, 100.0, 200.0)
    (row,) = prices(concluded, [usage("1", users_low=100.0, users_mid=None, users_high=None)])
    assert said(row, "price_low", "price_mid", "price_high") == (None, None, 10.0)


def test_other_metrics_currencies_and_rounds_are_never_compared(concluded):
    others = [
        {"currency": "SEK"},
        {"pricing_metric": "flat"},
        {"survey_round": "2024"},
        {"application_id": "elements"},
    ]
    for other in others:
        rows = prices(concluded, [usage("1"), usage("2", annual_licence=9000.0, **other)])
        assert [row["group_n"] for row in rows] == [1, 1], other
        assert [row["ratio_to_group_median"] for row in rows] == [1.0, 1.0], other


def test_modules_add_up_and_a_module_without_a_price_leaves_a_lower_bound(concluded):
    (row,) = prices(concluded, [usage("1"), usage("1", "Acos modul", annual_licence=500.0, annual_operations=70.0)])
    assert said(row, "n_names", "annual_licence", "annual_operations", "price_mid") == (2, 1500.0, 70.0, 150.0)
    (row,) = prices(concluded, [usage("1"), usage("1", "Acos modul", annual_licence=None)])
    assert said(row, "price_low", "price_mid", "price_high", "no_price_reason") == (
        100.0,
        None,
        None,
        "licence_missing_for_some",
    )


def test_a_free_licence_is_a_price_and_a_missing_one_is_no_row(concluded):
    rows = prices(concluded, [usage("1", annual_licence=0.0), usage("2", annual_licence=None, annual_operations=5.0)])
    assert [said(row, "unit_id", "price_mid", "ratio_to_group_median") for row in rows] == [("NO-1", 0.0, None)]


def test_a_municipality_outside_every_group_keeps_its_price(concluded):
    (row,) = prices(concluded, [usage("7")])
    assert said(row, "group_id", "price_mid", "group_n", "group_median") == (None, 100.0, None, None)


def test_a_member_of_two_groups_is_held_against_each(concluded):
    members = [*group("1", "2"), *group("1", group_id="h")]
    rows = prices(concluded, [usage("1"), usage("2", annual_licence=3000.0)], members)
    assert [said(row, "group_id", "unit_id", "group_n") for row in rows] == [
        ("g", "NO-1", 2),
        ("g", "NO-2", 2),
        ("h", "NO-1", 1),
    ]


def test_only_a_population_of_the_number_itself_divides(concluded):
    recoded = inhabitants("1", 1000, basis="recoded_2024_to_2020_codes")
    (row,) = prices(concluded, [usage("1", pricing_metric="inhabitant")], population=[recoded])
    assert row["no_price_reason"] == "population_not_known"
    (row,) = prices(concluded, [usage("1", pricing_metric="inhabitant")], population=[recoded, inhabitants("1", 2000)])
    assert row["price_mid"] == 0.5


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        # Many: the product has at least 200 users, and no most.
        ({"users_low": 100.0, "users_mid": None, "users_high": None}, (200.0, None, None)),
        # A few: at most nine cannot move the ends, but what the middle is was not said.
        ({"users_low": 0.0, "users_mid": None, "users_high": 9.0}, (200.0, None, 200.0)),
        # Nothing said about the users of a module is no open end.
        ({"users_low": None, "users_mid": None, "users_high": None}, (200.0, 200.0, 200.0)),
    ],
)
def test_users_of_modules(concluded, module, expected):
    counted = {"users_low": 200.0, "users_mid": 200.0, "users_high": 200.0}
    (row,) = prices(concluded, [usage("1", **counted), usage("1", "Acos modul", **module)])
    assert said(row, "divisor_low", "divisor_mid", "divisor_high") == expected


def test_a_number_that_was_used_again_is_another_municipality(concluded):
    (row,) = prices(concluded, [usage("1", municipality_name="Another")])
    assert said(row, "group_id", "price_mid") == (None, 100.0)


def test_prices_in_force_are_held_together_whatever_their_rounds(concluded):
    old, new = usage("1"), usage("1", survey_round="2026", annual_licence=5000.0)
    other = usage("2", annual_licence=3000.0)
    rows = prices(concluded, [old, new, other], in_force=stands(new, other))
    names = ("unit_id", "survey_round", "is_in_force", "group_n", "in_force_n", "in_force_median")
    assert [said(row, *names) for row in rows] == [
        ("NO-1", "2025", False, 2, None, None),
        ("NO-1", "2026", True, 1, 2, 400.0),
        ("NO-2", "2025", True, 2, 2, 400.0),
    ]
    assert {said(row, "in_force_min", "in_force_max") for row in rows[1:]} == {(300.0, 500.0)}


def test_outside_every_group_there_is_nothing_to_hold_a_price_against(concluded):
    (row,) = prices(concluded, [usage("7")])
    assert said(row, "is_in_force", "in_force_n", "in_force_median") == (True, None, None)
