"""One municipality is one unit through all its numbers, and what overlaps never counts as two."""

from statistics import median

import pytest

from tests.scenarios import truth
from tests.scenarios.rounds import ALESUND, DRAMMEN, KONGSBERG, NOTODDEN, OLD_DRAMMEN, ROUNDS, SVELVIK


@pytest.fixture(scope="module")
def home(homes):
    return homes("rounds", ROUNDS)


def test_a_number_is_no_unit(home):
    entity = {row["unit_id"]: row["entity_id"] for row in home.rows("select unit_id, entity_id from core.unit_entity")}
    assert entity["NO-0604"] == entity["NO-3006"] == entity["NO-3303"]
    assert entity["NO-0711"] != entity["NO-3301"]
    assert entity["NO-1507"] != entity["NO-1508"] != entity["NO-1580"]


def test_renumbered_and_merged_count_once(home):
    cell = home.cell(2, "TOTAL")
    standing = [KONGSBERG[1], DRAMMEN, NOTODDEN]
    assert (cell["n"], cell["n_units"]) == (3, 3)
    each = [truth.per_user(answer) for answer in standing]
    assert (cell["nominal_low"], cell["nominal_median"], cell["nominal_high"]) == pytest.approx(
        (min(each), median(each), max(each))
    )


@pytest.mark.parametrize(
    ("earlier", "later"),
    [(KONGSBERG[0], KONGSBERG[1]), (SVELVIK, DRAMMEN), (OLD_DRAMMEN, DRAMMEN), (ALESUND[0], None)],
    ids=["renumbered", "went into it", "renumbered and merged", "split"],
)
def test_the_earlier_is_superseded_by_what_it_became(home, earlier, later):
    then = home.observed(earlier.unit_id, int(earlier.round) - 1)
    stands_for_it = {home.observed(later.unit_id, 2025)["observation_id"]} if later else set()
    parts = {home.observed(part.unit_id, 2025)["observation_id"] for part in ALESUND[1:]}
    assert then["superseded_by"] in (stands_for_it or parts)


def test_parts_of_today_count_and_the_whole_of_then_does_not(home):
    cell = home.cell(3, "TOTAL")
    each = [truth.per_user(answer) for answer in ALESUND[1:]]
    assert (cell["n"], cell["n_units"]) == (2, 2)
    assert (cell["nominal_low"], cell["nominal_high"]) == pytest.approx((min(each), max(each)))


def test_a_series_crosses_the_day_of_the_new_number(home):
    rows = home.rows(
        """select distinct series.year from mart.cost_over_time as series
        inner join core.unit_entity as entity on series.unit_id = entity.unit_id
        where entity.entity_id = (select entity_id from core.unit_entity where unit_id = 'NO-3303')
            and series.measure = 'account' and series.denominator = 'user' and series.scope_class = 'TOTAL'"""
    )
    assert sorted(row["year"] for row in rows) == [2022, 2025]


def test_the_group_sees_its_members_under_todays_number(home):
    row = home.alternative("numbered", form=2)
    assert (row["n_members"], row["n"], row["n_units"], row["evidence_from"]) == (3, 3, 3, "group")
    apart = home.alternative("apart", form=3)
    assert (apart["n_members"], apart["n"]) == (2, 2)


def test_the_size_curve_and_the_peers_hold_each_once(home):
    sizes = home.rows(
        """select n from mart.size_curve where country_code = 'NO' and denominator = 'user' and scope_class = 'TOTAL'
            and measure = 'account'"""
    )
    standing = home.row(
        """select count(distinct coalesce(entity.entity_id, o.unit_id)) as n from mart.cost_observation as o
        left join core.unit_entity as entity on o.unit_id = entity.unit_id
        where o.superseded_by is null and o.country_code = 'NO' and o.denominator = 'user'
            and o.scope_class = 'TOTAL' and o.measure = 'account'"""
    )
    # 6 + 3 + 3 + 2 + 1: the six, the three twice, three that were renumbered or merged, two of a split, Arendal.
    assert standing["n"] == 15
    assert [row["n"] for row in sizes] == [15]


def test_an_amount_inside_another_stands_beside_no_outer_one(home):
    both = home.rows(
        """select inner_o.observation_id
        from mart.cost_observation as inner_o
        inner join mart.cost_observation as outer_o
            on inner_o.denominator = outer_o.denominator and inner_o.scope_class = outer_o.scope_class
            and inner_o.measure = outer_o.measure
        where inner_o.unit_id = 'se-itsam-vimmerby-2019' and outer_o.unit_id like 'se-itsam%'
            and outer_o.unit_id <> inner_o.unit_id
            and inner_o.superseded_by is null and outer_o.superseded_by is null"""
    )
    assert both == []
    overlapping = home.rows("select * from core.entity_overlap where inner_entity_id = 'se-itsam-vimmerby-2019'")
    assert [row["reason"] for row in overlapping] == ["contained"]
