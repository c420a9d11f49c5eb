"""Which inventory stands: a survey answer before a sighting, the newer round before the older, each product once."""

import pytest

from tests.scenarios.ringerike import GROUP, NAMES, PRODUCT, SIX, day
from tests.scenarios.rounds import ANSWERS, FOUR, ROUNDS, SAME, TWO

SIX_ANSWERS = (*FOUR, *TWO)


@pytest.fixture(scope="module")
def home(homes):
    return homes("rounds", ROUNDS)


def shared_by_six():
    using = {product: [] for product in PRODUCT.values()}
    for answer in SIX_ANSWERS:
        for used in answer.apps:
            using[PRODUCT[used.name]].append((answer, used))
    return {product: rows for product, rows in using.items() if len(rows) >= 2}


def test_a_sighting_has_a_day_and_no_round(home):
    seen = home.rows(
        """select survey_round, seen_on, inventory_kind from core.application_usage
        where unit_id in ('NO-3305', 'NO-3310') and inventory_kind = 'sighting'"""
    )
    assert seen == [{"survey_round": None, "seen_on": day("2026-07-03"), "inventory_kind": "sighting"}] * 2
    kinds = home.rows("select current_unit_id, inventory_kind from core.inventory_in_force")
    standing = {row["current_unit_id"]: row["inventory_kind"] for row in kinds}
    assert {standing[answer.unit_id] for answer in SIX} == {"survey"}
    assert standing["NO-5601"] == "sighting"


def test_four_answered_in_one_round_and_two_in_the_next(home):
    row, shared = home.alternative(GROUP), shared_by_six()
    assert (row["n_members"], row["n_members_answered"]) == (6, 6)
    assert (row["shared_products"], row["shared_installs"]) == (len(shared), sum(map(len, shared.values()))) == (6, 17)


def test_the_archive_seen_at_ringerike_is_not_added_to_what_ringerike_said(home):
    row = home.row("select * from mart.shared_application where group_id = ? and application_id = 'acos-websak'", GROUP)
    assert row["municipalities"] == f"{NAMES['3310']}|{NAMES['3316']}"


def test_what_was_only_seen_is_shared_too(home):
    row = home.row("select * from mart.shared_application where group_id = 'seen'")
    assert (row["application_id"], row["n_municipalities"]) == ("elements", 2)
    assert home.alternative("seen")["n_members_answered"] == 0


def test_a_second_round_doubles_nothing(home):
    rows = home.rows("select * from mart.shared_application where group_id = 'twice'")
    assert len(rows) == len(SAME)
    for row in rows:
        (used,) = (used for used in SAME if used.name.casefold() == row["canonical_name"].casefold())
        assert row["n_municipalities"] == 3
        assert row["total_cost_nok"] == 3 * (used.licence + (used.operations or 0))
        assert row["users"] == 3 * used.users
    areas = home.rows("select * from mart.application_overlap where group_id = 'twice'")
    assert sum(row["installs"] for row in areas) == 3 * len(SAME)
    # Compilo and EQS serve one purpose: each of the three could do without one of them.
    assert sum(row["removable_installs"] for row in areas) == 3
    windows = home.rows("select canonical_name, n_municipalities from mart.contract_window where group_id = 'twice'")
    assert [row["n_municipalities"] for row in windows] == [3] * len(SAME)


def test_prices_keep_their_round_and_say_which_is_in_force(home):
    rows = home.rows("select survey_round, is_in_force from mart.application_price where group_id = 'twice'")
    assert len(rows) == 2 * 3 * len(SAME)
    assert {(row["survey_round"], row["is_in_force"]) for row in rows} == {("2025", False), ("2026", True)}


def test_another_group_of_the_same_members_has_the_same_sums(home):
    first, second = home.alternative(GROUP), home.alternative("again")
    same = [name for name in first if name not in ("group_id", "group_name")]
    assert {name: first[name] for name in same} == {name: second[name] for name in same}
    spread = home.column(
        """select count(*) from mart.shared_application where group_id in (?, 'again')
        group by application_id, total_cost_nok having count(*) <> 2""",
        GROUP,
    )
    assert spread == []


def test_every_survey_answer_is_in_force_or_superseded(home):
    submissions = home.rows("select source_file, status from core.survey_response")
    assert {row["source_file"] for row in submissions} == {answer.file for answer in ANSWERS}
    assert {row["status"] for row in submissions} == {"in_force"}  # another round is no newer answer to the same
