"""The default six answer round 2026: workbooks -> build -> report, and every figure of form 0 is the truth."""

import math
from statistics import median

import pytest

from tests.scenarios import truth
from tests.scenarios.homes import Scenario, faults_of
from tests.scenarios.ringerike import GROUP, NAMES, PRODUCT, SIX, day

USING = {
    product: [(answer, used) for answer in SIX for used in answer.apps if PRODUCT[used.name] == product]
    for product in set(PRODUCT.values())
}
SHARED = {product: rows for product, rows in USING.items() if len(rows) >= 2}
VENDOR_SHARE = {
    answer.municipality: max(
        sum(used.vendor == vendor for used in answer.apps) for vendor in {used.vendor for used in answer.apps}
    )
    / len(answer.apps)
    for answer in SIX
}
# No change costs nothing, one form is no order, and nobody else's evidence on form 0 is comparable.
MAY_BE_EMPTY = ("transition", "beside", "own_beside", "order_robust", "note")


@pytest.fixture(scope="module")
def home(homes):
    return homes("first-round", Scenario(SIX))


def test_the_six_are_ready_to_be_sent_and_nothing_of_them_is_left_out(home):
    assert home.checked["is_ready"], home.checked["faults"]
    assert {answer.file: home.left_out(answer.file) for answer in SIX} == {answer.file: set() for answer in SIX}
    assert all(faults_of(home.checked, answer.file) == set() for answer in SIX)
    answered = home.rows("select unit_id, answered_share from mart.completeness where sheet_name = 'budget'")
    assert {row["unit_id"]: row["answered_share"] for row in answered} == {answer.unit_id: 1.0 for answer in SIX}


def test_cost_per_user_in_the_prices_of_price_year(home):
    row = home.alternative(GROUP)
    wanted = truth.cell_of(truth.real(truth.per_user(answer), "NO", 2025) for answer in SIX)
    assert (row["n"], row["n_units"], row["evidence_from"], row["scope_class"]) == (6, 6, "group", "TOTAL")
    assert (row["n_tier_a"], row["worst_tier"], row["price_year"]) == (6, "A", 2024)
    found = (row["cost_per_user_low"], row["cost_per_user_median"], row["cost_per_user_high"])
    assert found == pytest.approx(tuple(wanted), rel=truth.CARRIED)


def test_cost_per_user_as_paid(home):
    paid = [truth.per_user(answer) for answer in SIX]
    assert sorted(paid) == [9500, 10500, 11000, 12000, 13000, 14000]
    cell = home.cell(0, "TOTAL")
    assert (cell["n"], cell["n_units"], cell["n_real"]) == (6, 6, 6)
    assert (cell["nominal_low"], cell["nominal_median"], cell["nominal_high"]) == pytest.approx((9500, 11500, 14000))
    logs = [math.log(truth.real(each, "NO", 2025).mid) for each in paid]
    assert cell["geometric_mean"] == pytest.approx(math.exp(math.fsum(logs) / 6), rel=truth.CARRIED)
    assert cell["ci_low"] < cell["geometric_mean"] < cell["ci_high"]


@pytest.mark.parametrize("scope_class", ["OPS", "OPS_LOB", "TOTAL"])
def test_every_observation_is_its_accounts_by_its_users(home, scope_class):
    rows = home.rows(
        """select unit_id, per_low_nok, per_mid_nok, per_high_nok, per_low_nok_real, per_high_nok_real,
            is_price_carried, superseded_by, size_years_away
        from mart.cost_observation
        where year = 2025 and measure = 'account' and denominator = 'user' and scope_class = ? and country_code = 'NO'
            and unit_id like 'NO-%'""",
        scope_class,
    )
    assert len(rows) == 6
    for answer in SIX:
        (row,) = (row for row in rows if row["unit_id"] == answer.unit_id)
        per = truth.per_user(answer, scope_class)
        assert (row["per_low_nok"], row["per_mid_nok"], row["per_high_nok"]) == pytest.approx((per, per, per))
        real = truth.real(per, "NO", 2025)
        assert (row["per_low_nok_real"], row["per_high_nok_real"]) == pytest.approx((real.low, real.high), rel=1e-6)
        assert (row["is_price_carried"], row["superseded_by"], row["size_years_away"]) == (True, None, 0)


def test_cost_per_inhabitant_is_their_own(home):
    row = home.alternative(GROUP)
    each = [
        truth.real(truth.total(answer.account) / truth.population(answer.unit_id, 2025), "NO", 2025) for answer in SIX
    ]
    wanted = truth.cell_of(each)
    assert (row["n_inhabitant"], row["scope_class_inhabitant"], row["worst_tier_inhabitant"]) == (6, "TOTAL", "A")
    found = (row["cost_per_inhabitant_low"], row["cost_per_inhabitant_median"], row["cost_per_inhabitant_high"])
    assert found == pytest.approx(tuple(wanted), rel=truth.CARRIED)


def test_staff(home):
    row = home.alternative(GROUP)
    per_1000 = [answer.it_fte * 1000 / answer.users for answer in SIX]
    ends = (pytest.approx(min(per_1000)), pytest.approx(max(per_1000)))
    assert (row["staff_per_1000_users_low"], row["staff_per_1000_users_high"]) == ends
    assert (row["members_staff_per_1000_users_low"], row["members_staff_per_1000_users_high"]) == ends
    assert row["n_staff"] == 6
    assert row["n_units_under_three_staff"] == sum(answer.it_fte < 3 for answer in SIX) == 2


def test_six_of_six_have_answered_whatever_was_seen_of_them_elsewhere(home):
    row = home.alternative(GROUP)
    assert (row["n_members"], row["n_members_answered"]) == (6, 6)
    assert (row["shared_products"], row["shared_installs"]) == (len(SHARED), sum(map(len, SHARED.values()))) == (6, 18)
    assert row["removable_installs"] == 1  # Øvre Eiker has Elements and ESA


def test_each_shared_product(home):
    rows = home.rows("select * from mart.shared_application where group_id = ?", GROUP)
    assert {row["application_id"] for row in rows} == set(SHARED)
    for row in rows:
        using = SHARED[row["application_id"]]
        named = "|".join(sorted(NAMES[answer.municipality] for answer, _ in using))
        assert (row["n_municipalities"], row["municipalities"]) == (len(using), named)
        assert row["total_cost_nok"] == sum((used.licence or 0) + (used.operations or 0) for _, used in using)
        assert row["users"] == sum(used.users for _, used in using)


def test_tied_up_counts_known_metrics_and_operations_without_a_licence(home):
    tied_up = sum(
        (used.licence or 0) + (used.operations or 0)
        for rows in SHARED.values()
        for _, used in rows
        if used.licence is None or used.metric not in ("inhabitant", "unknown", None)
    )
    assert home.alternative(GROUP)["tied_up_cost_nok"] == tied_up


def test_the_first_common_window(home):
    last_ends = [max(used.end for _, used in rows) for rows in SHARED.values() if all(used.end for _, used in rows)]
    row = home.alternative(GROUP)
    assert (row["first_common_start"], row["first_common_end"]) == (min(last_ends), max(last_ends))
    assert min(last_ends) == day("2027-01-31")


def test_vulnerability(home):
    row = home.alternative(GROUP)
    without = [
        used
        for answer in SIX
        for used in answer.apps
        if used.criticality in ("high", "critical") and used.sensitive and not used.dpia
    ]
    assert row["n_critical_without_dpia"] == len(without) == 3
    assert row["n_single_vendor"] == sum(share > 0.5 for share in VENDOR_SHARE.values()) == 2


def test_no_cell_of_form_0_is_empty(home):
    row = home.alternative(GROUP)
    empty = [name for name, value in row.items() if value is None and not name.startswith(MAY_BE_EMPTY)]
    assert empty == []
    assert row["n_own_beside"] == 0, "all six are in it"


def test_what_each_pays_under_each_key(home):
    rows = home.rows("select * from mart.cost_sharing_key where group_id = ? and scope_class = 'TOTAL'", GROUP)
    assert {row["cost_key"] for row in rows} == {"equal", "inhabitants", "users", "third_equal_two_thirds_inhabitants"}
    together = sum(truth.total(answer.account) for answer in SIX)
    users = sum(answer.users for answer in SIX)
    living = {answer.unit_id: truth.population(answer.unit_id, 2025) for answer in SIX}
    for answer in SIX:
        by_living = living[answer.unit_id] / sum(living.values())
        shares = {
            "equal": 1 / 6,
            "users": answer.users / users,
            "inhabitants": by_living,
            "third_equal_two_thirds_inhabitants": 1 / 18 + by_living * 2 / 3,
        }
        mine = {row["cost_key"]: row for row in rows if row["unit_id"] == answer.unit_id}
        for key, share in shares.items():
            assert mine[key]["pays_nok"] == pytest.approx(together * share), (answer.unit_id, key)
            assert mine[key]["own_cost_nok"] == truth.total(answer.account)
            assert mine[key]["year"] == 2025


def test_budgets_stand_apart_from_accounts(home):
    cell = home.cell(0, "TOTAL", measure="budget", per="inhabitant")
    each = [truth.total(answer.budget) / truth.population(answer.unit_id, 2026) for answer in SIX]
    assert (cell["n"], cell["nominal_median"]) == (6, pytest.approx(median(each)))


def test_the_page_says_what_is_so(home):
    pages = home.report(GROUP)
    for language, answered in (("nb", "sendt systemliste {} av 6"), ("en", "sent an application inventory {} of 6")):
        (text,) = (text for name, text in pages.items() if name.endswith(f"{language}.html"))
        assert answered.format(6) in text
        assert not [k for k in range(6) if answered.format(k) in text], "who has answered"
        assert [name for name in NAMES.values() if name not in text] == []
        wrong = (" nan", " inf ", "None")
        assert [each for each in wrong if each in text] == []
    sizes = [path.stat().st_size for path in (home.root / "reports" / GROUP).glob("*.html")]
    assert max(sizes) < 3_000_000


def test_no_note_is_untrue(home):
    notes = home.column("select distinct note from mart.cost_by_form where note is not null and n_undated = 0")
    assert not [note for note in notes if "without a date" in note]
    undated = home.column("select distinct form_code from mart.cost_by_form where note like '%without a date%'")
    assert undated == [6], "two claims on Ikomm of no year"
    limits = " ".join(home.column("select text_en from mart.limit"))
    assert "fewer than 10" not in limits
