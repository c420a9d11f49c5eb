"""First and last ends of a group's contracts, without and with options."""

from datetime import date

import pytest

from tests.sql.portfolio import group, over_usage, sighting, stands, usage

END = date(2026, 12, 31)
ENDS = ("first_end", "last_end", "first_end_with_options", "last_end_with_options")


def window(concluded, *usages, members=None, in_force=None):
    return over_usage(concluded, "mart.contract_window", list(usages), members or group("1", "2", "3"), in_force)


def answer(code, end=END, options=None, **other):
    return usage(code, **({"contract_start": None, "contract_end": end, "option_years": options} | other))


def test_first_and_last_ends_of_a_group(concluded):
    (row,) = window(concluded, answer("1", options=2.0), answer("2", date(2027, 6, 30), 0.5), answer("3", None))
    assert [row[name] for name in ENDS] == [END, date(2027, 6, 30), date(2027, 12, 31), date(2028, 12, 31)]
    assert (row["n_municipalities"], row["n_with_end"], row["n_without_end"]) == (3, 2, 1)
    assert row["municipalities"] == "M1|M2|M3"


@pytest.mark.parametrize(
    ("end", "options", "last"),
    [
        (date(2024, 2, 29), 1.0, date(2025, 2, 28)),
        (date(2023, 2, 28), 1.0, date(2024, 2, 29)),
        (date(2025, 6, 30), 0.5, date(2025, 12, 31)),
        (date(2025, 1, 30), 0.0834, date(2025, 2, 27)),
        (date(2025, 12, 15), 1 / 12, date(2026, 1, 15)),
        (date(2025, 11, 30), 0.25, date(2026, 2, 28)),
        (date(2025, 5, 17), 0.0, date(2025, 5, 17)),
        (date(2025, 5, 17), 2.5, date(2027, 11, 17)),
    ],
)
def test_options_run_in_months(concluded, end, options, last):
    (row,) = window(concluded, answer("1", end, options))
    assert row["last_end_with_options"] == last


@pytest.mark.parametrize("options", [None, 101.0, 2027.0, 1e300])
def test_no_or_no_possible_answer_on_options_is_counted(concluded, options):
    (row,) = window(concluded, answer("1", options=options), answer("2", options=0.0))
    assert (row["n_without_options"], row["last_end_with_options"]) == (1, END)


def test_one_unknown_end_leaves_a_municipality_without_end(concluded):
    (row,) = window(concluded, answer("1"), answer("1", None, name_as_written="Acos modul"))
    assert (row["n_municipalities"], row["n_with_end"], row["n_without_end"], row["last_end"]) == (1, 0, 1, END)


def test_nobody_knows(concluded):
    (row,) = window(concluded, answer("1", None, 2.0))
    assert [row[name] for name in ENDS] == [None] * 4
    assert (row["n_without_end"], row["n_without_options"]) == (1, 0)


def test_products_and_unmatched_names_stay_apart(concluded):
    rows = window(concluded, answer("1"), answer("2", application_id="elements"), answer("3", application_id=None))
    assert [(row["application_id"], row["n_municipalities"]) for row in rows] == [("elements", 1), ("websak", 1)]


def test_an_older_round_ends_nothing_and_later_ones_stand_together(concluded):
    old, new, other = answer("1", date(2021, 1, 1)), answer("1", survey_round="2026"), answer("2", date(2028, 1, 1))
    (row,) = window(concluded, old, new, other, in_force=stands(new, other))
    assert (row["first_end"], row["last_end"], row["n_municipalities"]) == (END, date(2028, 1, 1), 2)
    assert (row["first_round"], row["last_round"]) == (2025, 2026)


def test_of_a_member_that_was_only_seen_no_end_is_known(concluded):
    (row,) = window(concluded, answer("1"), sighting("2"))
    assert (row["n_municipalities"], row["n_seen_only"], row["n_with_end"], row["n_without_end"]) == (2, 1, 1, 1)


def test_when_contracts_began(concluded):
    (row,) = window(
        concluded,
        answer("1", contract_start=date(2019, 2, 1)),
        answer("2", contract_start=date(2027, 1, 1), end=date(2030, 12, 31)),
        answer("3"),
    )
    assert (row["first_start"], row["last_start"]) == (date(2019, 2, 1), date(2027, 1, 1))


def test_a_number_that_was_used_again_is_another_municipality(concluded):
    assert window(concluded, answer("1", municipality_name="Another")) == []
