"""Year averages of exchange rates: the same bits on every Python."""

import random
from fractions import Fraction

from pipelines.exchange import exchange_rates, year_average


def test_a_year_is_averaged_as_if_its_sum_had_no_rounding():
    """Ten times 0.1 is 0.9999999999999999 by the sum of Python 3.11 and 1.0 by that of 3.12."""
    assert year_average([0.1] * 10) == 0.1
    assert year_average([1e16, 1.0, 1.0, -1e16]) == 0.5


def test_the_order_of_the_days_is_no_part_of_the_average():
    chance = random.Random(4)  # noqa: S311
    rates = [7 + chance.random() for _ in range(250)]
    exact = float(sum(map(Fraction, rates))) / len(rates)
    for _ in range(20):
        chance.shuffle(rates)
        assert year_average(rates) == exact


def test_the_krone_is_itself_every_year_and_no_average_is_without_days():
    rates = exchange_rates()
    assert set(rates.filter(rates["currency"] == "NOK")["nok_per_unit"]) == {1.0}
    assert rates["banking_days"].min() > 0
