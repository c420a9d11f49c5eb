"""The newest year stands, whether or not its prices are out; a price year that no index has is refused."""

from statistics import median

import pytest

from tests.conftest import munibench
from tests.scenarios import truth
from tests.scenarios.ringerike import GROUP
from tests.scenarios.rounds import FOUR, ROUNDS, TWICE, TWO

NEWEST = [answer for answer in TWICE if answer.round == "2026"]


@pytest.fixture(scope="module")
def home(homes):
    return homes("rounds", ROUNDS)


def test_the_accounts_of_2025_stand_before_those_of_2024(home):
    for answer in NEWEST:
        newer, older = home.observed(answer.unit_id, 2025), home.observed(answer.unit_id, 2024)
        assert (newer["superseded_by"], older["superseded_by"]) == (None, newer["observation_id"])
    cell = home.cell(1, "TOTAL")
    each = [truth.per_user(answer) for answer in NEWEST]
    assert (cell["n"], cell["n_units"]) == (3, 3)
    assert (cell["nominal_low"], cell["nominal_median"], cell["nominal_high"]) == pytest.approx(
        (min(each), median(each), max(each))
    )


def test_prices_that_are_not_out_are_carried_and_widen(home):
    for answer in NEWEST:
        now = home.observed(answer.unit_id, 2025)
        wanted = truth.real(truth.per_user(answer), "NO", 2025)
        found = (now["per_low_nok_real"], now["per_mid_nok_real"], now["per_high_nok_real"])
        assert found == pytest.approx(tuple(wanted), rel=truth.CARRIED)
        assert found[0] < found[1] < found[2]
        assert now["is_price_carried"]
        assert not home.observed(answer.unit_id, 2024)["is_price_carried"]
    planned = home.observed("NO-3420", 2026, "budget", "inhabitant")
    per = truth.total(NEWEST[0].budget) / truth.population("NO-3420", 2026)
    assert planned["per_low_nok_real"] == pytest.approx(truth.real(per, "NO", 2026).low, rel=1e-6)


def test_two_years_in_one_cell_each_in_its_own_prices(home):
    row = home.alternative(GROUP)
    each = [truth.real(truth.per_user(answer), "NO", int(answer.round) - 1) for answer in (*FOUR, *TWO)]
    wanted = truth.cell_of(each)
    assert (row["n"], row["n_units"]) == (6, 6)
    found = (row["cost_per_user_low"], row["cost_per_user_median"], row["cost_per_user_high"])
    assert found == pytest.approx(tuple(wanted), rel=truth.CARRIED)


def test_no_note_calls_a_dated_source_undated(home):
    cells = home.rows("select n, n_real, note from mart.cost_by_form where form_code < 5 and measure = 'account'")
    assert cells
    assert [cell for cell in cells if cell["n_real"] < cell["n"]] == []
    assert [cell["note"] for cell in cells if "date" in (cell["note"] or "")] == []


def test_a_price_year_without_an_index_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "conventions.toml").write_text("[price_year]\nvalue = 2025\n", encoding="utf-8")
    done = munibench("build", home=tmp_path, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("munibench: ") and "2025" in done.stderr and "price_year" in done.stderr
    assert "2024" in done.stderr, "what can be chosen instead"
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "warehouse.duckdb").exists()
