"""A cost without a size is told with its reason; with the observations every cost is there once."""

import pytest

from pipelines.tables import TABLES
from tests.sql.conftest import conclude, conventions
from tests.sql.test_audits import guilty
from tests.sql.test_cost_observation import PLACES, cost, observe, size, tables

AUDIT = "sql/audits/every_cost_is_observed_or_explained.sql"


def without(concluded, costs, sizes, observations=(), entities=()):
    return concluded(
        "mart.cost_without_size",
        {
            "reference.convention": conventions(),
            "reference.municipality": PLACES,
            "core.cost": costs,
            "core.unit_size": sizes,
            "core.unit_entity": [{"unit_id": unit, "entity_id": entity} for unit, entity in entities],
            "mart.cost_observation": list(observations),
        },
    )


@pytest.mark.parametrize(
    ("cost_year", "sizes", "reason", "nearest"),
    [
        (None, [2010], "undated", None),
        (2010, [], "no_size_known", None),
        (2010, [None], "no_size_known", None),
        (2010, [2005, 2014], "no_size_within_reach", 2014),
        (2010, [2007, 2013], "no_size_within_reach", 2013),
        (2010, [2012], "row_rejected", 2012),
        (None, [None], "row_rejected", None),
    ],
)
def test_every_reason_is_told_with_the_nearest_year(concluded, cost_year, sizes, reason, nearest):
    given = [size(10.0, 10.0, 10.0, year=year) for year in sizes]
    [row] = without(concluded, [cost(5.0, 6.0, 7.0, year=cost_year)], given)
    assert (row["reason"], row["nearest_size_year"]) == (reason, nearest)
    assert (row["unit_name"], row["cost_low"], row["cost_mid"], row["cost_high"]) == ("Modum", 5.0, 6.0, 7.0)


def test_nobody_is_no_size(concluded):
    [row] = without(concluded, [cost(1.0, 1.0, 1.0)], [size(0.0, 0.0, 0.0)])
    assert row["reason"] == "no_size_known"


def test_a_size_under_another_number_of_the_unit_is_known(concluded):
    given = [size(10.0, 10.0, 10.0, unit_id="NO-0623", year=1999)]
    [row] = without(concluded, [cost(1.0, 1.0, 1.0)], given, entities=[("NO-0623", "NO-3316")])
    assert (row["reason"], row["nearest_size_year"]) == ("no_size_within_reach", 1999)


def test_a_cost_that_is_observed_is_not_listed_and_one_contract_of_two_is(concluded):
    costs = [cost(1.0, 1.0, 1.0, contract_id="first"), cost(2.0, 2.0, 2.0, contract_id="second")]
    seen = observe(concluded, costs, [size(1.0, 1.0, 1.0)])
    [row] = without(concluded, costs, [size(1.0, 1.0, 1.0)], [each for each in seen if each["contract_id"] == "first"])
    assert (row["contract_id"], row["reason"]) == ("second", "row_rejected")


def test_observations_and_costs_without_a_size_hold_every_cost_once(lake):
    costs = [
        cost(1.0, 1.0, 1.0),
        cost(2.0, 2.0, 2.0, year=2020),
        cost(3.0, 3.0, 3.0, year=None),
        cost(9.0, 9.0, 9.0, cost_basis="unit_cost", per_denominator="pupil", scope_class="UNKNOWN"),
    ]
    sizes = [size(1.0, 1.0, 1.0), size(4.0, 4.0, 4.0, denominator="inhabitant", year=2011)]
    seen = conclude(lake, "mart.cost_observation", tables(costs, sizes))
    lists = {
        "mart.cost_observation": seen,
        "mart.cost_without_size": conclude(
            lake,
            "mart.cost_without_size",
            {
                "reference.convention": conventions(),
                "reference.municipality": PLACES,
                "core.cost": costs,
                "core.unit_size": sizes,
                "mart.cost_observation": seen.to_dicts(),
            },
        ),
        "core.cost": TABLES["core.cost"].frame(costs),
    }
    assert [lists[name].height for name in lists] == [3, 2, 4]
    for name, table in TABLES.items():
        lake.write(name, lists.get(name, table.frame([])))
    assert guilty(lake, AUDIT) == []
    # One that is in neither list, and one that is in both.
    lake.write("mart.cost_without_size", lists["mart.cost_without_size"].head(1))
    assert len(guilty(lake, AUDIT)) == 1
    lake.write("mart.cost_without_size", lists["mart.cost_without_size"])
    lake.write("mart.cost_observation", seen.with_columns(year=2020))
    assert guilty(lake, AUDIT) != []
