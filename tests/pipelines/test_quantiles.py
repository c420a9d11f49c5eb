"""Quantiles that intervals are made from."""

import pytest
from scipy import stats

from pipelines.quantiles import MOST_DEGREES_OF_FREEDOM, student_t


def test_quantiles_are_students_t_and_close_to_the_normal_at_the_end():
    rows = student_t().rows()
    assert [count for count, _ in rows] == list(range(1, MOST_DEGREES_OF_FREEDOM + 1))
    for count, quantile in rows[::37]:
        assert stats.t.cdf(quantile, count) == pytest.approx(0.975, abs=1e-9)
    assert rows[0][1] == pytest.approx(12.706, abs=1e-3) and rows[-1][1] == pytest.approx(1.96, abs=3e-3)


def test_no_country_has_more_municipalities_than_there_are_quantiles(released):
    (most,) = released.sql(
        "select count(*) as n from reference.municipality where valid_to is null group by country_code order by n desc"
    ).fetchone()
    assert most < MOST_DEGREES_OF_FREEDOM
