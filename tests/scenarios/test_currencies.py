"""Country, currency, index and rate go together: a Norwegian's euro move in Norwegian prices."""

import pytest

from tests.scenarios import truth
from tests.scenarios.pools import ALL_IN_EURO, ONE_POOL_IN_EURO, POOLS_HOME, PROJECTS_EUR, WITH_VAT


@pytest.fixture(scope="module")
def home(homes):
    return homes("pools", POOLS_HOME)


def test_one_pool_in_another_currency_is_added_at_the_rate_of_the_year(home):
    rest = truth.total(ONE_POOL_IN_EURO.account) - PROJECTS_EUR
    together = rest + PROJECTS_EUR * truth.rate("EUR", 2025)
    row = home.observed(ONE_POOL_IN_EURO.unit_id, 2025)
    assert (row["currency"], row["scope_class"]) == ("NOK", "TOTAL")
    assert row["cost_mid"] == pytest.approx(together, rel=1e-6)
    assert row["per_mid_nok"] == pytest.approx(together / ONE_POOL_IN_EURO.users, rel=1e-6)
    operations = home.row(
        "select cost_mid from core.cost where unit_id = ? and measure = 'account' and scope_class = 'OPS'",
        ONE_POOL_IN_EURO.unit_id,
    )
    assert operations["cost_mid"] == truth.total(ONE_POOL_IN_EURO.account, "OPS")


def test_a_norwegian_that_counts_in_euro_moves_in_norwegian_prices(home):
    row = home.observed(ALL_IN_EURO.unit_id, 2025)
    per = truth.per_user(ALL_IN_EURO) * truth.rate("EUR", 2025)
    assert row["per_mid_nok"] == pytest.approx(per, rel=1e-6)
    wanted = truth.real(per, "NO", 2025)
    found = (row["per_low_nok_real"], row["per_mid_nok_real"], row["per_high_nok_real"])
    assert found == pytest.approx(tuple(wanted), rel=truth.CARRIED)
    # At home, what it costs is what it buys.
    assert row["per_mid_nok_real_ppp"] == pytest.approx(row["per_mid_nok_real"], rel=truth.CARRIED)


@pytest.mark.parametrize("answer", WITH_VAT[1:], ids=lambda answer: answer.country)
def test_swedes_danes_and_finns_in_kroner(home, answer):
    per = truth.per_user(answer) / (1 + truth.VAT_RATE[answer.country])
    row = home.observed(answer.unit_id, 2025)
    assert row["country_code"] == answer.country
    assert row["per_mid"] == pytest.approx(per)
    assert row["per_mid_nok"] == pytest.approx(per * truth.rate(row["currency"], 2025), rel=1e-6)
    wanted = truth.real(per, answer.country, 2025)
    found = (row["per_low_nok_real"], row["per_mid_nok_real"], row["per_high_nok_real"])
    assert found == pytest.approx(tuple(wanted), rel=truth.CARRIED)
