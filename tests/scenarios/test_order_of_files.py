"""The names and the order of files change nothing that is concluded."""

import pytest

from tests.scenarios.homes import Scenario
from tests.scenarios.ringerike import SIX

RENAMED = tuple(answer.but(name=f"svar {9 - place}.xlsx") for place, answer in enumerate(SIX))
MARTS = {
    "alternative": "group_id, form_code",
    "cost_observation": "observation_id",
    "cost_by_form": "country_code, measure, form_code, denominator, scope_class",
    "cost_sharing_key": "group_id, cost_key, unit_id, scope_class",
    "shared_application": "group_id, application_id",
    "application_overlap": "group_id, functional_area",
    "contract_window": "group_id, application_id",
    "staffing": "unit_id, year, staff_unit, origin_id",
}


@pytest.fixture(scope="module")
def pair(homes):
    return homes("first-round", Scenario(SIX)), homes("another-order", Scenario(RENAMED))


@pytest.mark.parametrize("mart", MARTS)
def test_the_mart_is_the_same_to_the_last_bit(pair, mart):
    one, other = (home.rows(f"select * from mart.{mart} order by {MARTS[mart]}") for home in pair)
    assert one
    assert one == other
