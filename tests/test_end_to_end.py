"""The shipped data built once, and what must come out of it, asked as an analyst would."""

import pytest

from tests.conftest import munibench

IKOMM, START = "no-indre-ostfold-ikomm-2017", "no-lillehammer-ikomm-2004"
TRONDHEIM, TIERP, LETTER = "no-trondheim-telenor-2001", "se-tierp-itnamnd-2019", "no-ringerike-utredning-2022"


def observed(released, unit_id, denominator):
    return released.execute(
        """select cost_basis, form_code, per_low_nok, per_mid_nok, per_high_nok, per_mid_nok_real,
            evidence_tier, is_second_hand, scope_in, per_stated_low_nok, per_stated_high_nok
        from mart.cost_observation where unit_id = ? and denominator = ? order by 1""",
        [unit_id, denominator],
    ).fetchall()


def test_ikomm_for_five_municipalities(released):
    (row,) = observed(released, IKOMM, "user")
    assert row[1] == 5
    assert row[2:5] == pytest.approx((9890.1, 11111.1, 12359.6), abs=0.1)
    # By hand: consumer prices 2017 -> 2024 in Norway.
    now, then = (
        released.execute(
            "select index_2015_100 from reference.consumer_price where country_code = 'NO' and year = ?", [year]
        ).fetchone()[0]
        for year in (2024, 2017)
    )
    assert row[5] == pytest.approx(11111.1 * now / then, rel=1e-4)
    # The 15 people were those of the company that its owners wound up.
    staff = released.execute(
        "select unit_id, form_code, it_fte, users, staff_unit from mart.staffing where unit_id in (?, ?)",
        [IKOMM, "no-indre-ostfold-data-2017"],
    ).fetchall()
    assert staff == [("no-indre-ostfold-data-2017", 6, 15.0, None, "person")]


def test_the_start_of_ikomm_with_and_without_its_investment(released):
    running, both = observed(released, START, "user")
    assert (running[1], running[3], running[5]) == (6, 8000.0, None)
    assert both[0] == "running_and_investment"
    assert both[3] == pytest.approx(9797.0, abs=0.1)
    assert both[9:11] == pytest.approx((9797.0, 9976.7), abs=0.1)
    assert both[2] < both[9] and both[10] < both[4]
    assert both[5] is None


def test_trondheim_per_workstation_and_per_connection_point(released):
    (row,) = observed(released, TRONDHEIM, "workstation")
    assert (row[1], row[3], row[6], row[7]) == (7, 14062.5, "C", True)
    assert "telephony_fixed" in row[8].split("|")
    (points,) = observed(released, TRONDHEIM, "connection_point")
    assert (points[2], points[3]) == (None, None)
    assert points[10] == 15000.0 < points[4]


def test_tierp_and_the_letter_have_members_but_no_cost(released):
    for unit_id, members in ((TIERP, 5), (LETTER, 6)):
        assert released.execute(
            "select count(*) from mart.cost_observation where unit_id = ?", [unit_id]
        ).fetchone() == (0,)
        assert released.execute(
            "select count(*) from core.collaboration_member where collaboration_id = ?", [unit_id]
        ).fetchone() == (members,)
    assert released.execute(
        "select it_fte_low, it_fte_high, is_lower_bound from mart.staffing where unit_id = ?", [TIERP]
    ).fetchall() == [(36.0, 44.0, True)]
    assert released.execute(
        "select cast(start_date as varchar), form_code from core.collaboration where collaboration_id = ?", [TIERP]
    ).fetchall() == [("2019-01-01", 4)]
    assert released.execute(
        "select count(distinct mid) from core.claim where unit_id = ? and kind = 'collaboration_form'", [LETTER]
    ).fetchone() == (7,)


def test_sodertorn_by_one_query(released):
    rows = released.sql("""select denominator, count(*), median(per_mid), min(per_mid), max(per_mid)
        from mart.cost_observation where origin_id = 'sodertorn-2007' group by 1 order by 1""").fetchall()
    assert rows == [
        ("employee", 7, 15103.0, 9151.0, 19583.0),
        ("inhabitant", 7, 1110.0, 602.0, 1303.0),
        ("workstation", 6, 13673.0, 9905.0, 23205.0),
    ]


def test_every_number_leads_to_a_place(released):
    facts = released.execute(
        "select fact, value, publisher, evidence_locator, tier from mart.provenance "
        "where observation_id like ? order by 1",
        [f"{IKOMM}/%/user"],
    ).fetchall()
    assert [(fact, value, publisher) for fact, value, publisher, _, _ in facts] == [
        ("contract_total", 5e8, "digi.no"),
        ("contract_years", 10.0, "digi.no"),
        ("users", 4500.0, "digi.no"),
    ]
    assert all("characters" in locator for *_, locator, _ in facts)


def test_what_was_printed_is_what_was_released(built, released):
    printed = built[1]
    assert "9 890 - 11 111 - 12 360".replace(" ", "\u00a0").replace("\u00a0-\u00a0", " - ") in printed
    assert "holds_no_figure" in printed and str(built[0].warehouse) in printed.replace("\n", "")
    assert released.sql("select content_hash from quality.release").fetchone()[0][:16] in printed


def test_a_rerun_publishes_the_same_content(built):
    home = built[0]
    before = munibench("query", "select content_hash from quality.release", "--output", "csv", home=home.root).stdout
    munibench("build", home=home.root)
    assert (
        munibench("query", "select content_hash from quality.release", "--output", "csv", home=home.root).stdout
        == before
    )
