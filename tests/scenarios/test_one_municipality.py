"""One municipality alone; and what stands when its workbook is overwritten by a broken one."""

import shutil

import openpyxl
import pytest

from schemas.survey import ABOUT
from tests.scenarios import truth
from tests.scenarios.homes import Scenario, again, check, made_once
from tests.scenarios.ringerike import GROUP, HOLE, PRODUCT
from tests.scenarios.workbooks import write

BETTER = HOLE.but(users=700, employees=760)


@pytest.fixture(scope="module")
def alone(homes):
    return homes("alone", Scenario((HOLE,)))


@pytest.fixture(scope="module")
def overwritten(alone, tmp_path_factory):
    """The home after a second build, the only workbook replaced by one that does not say whose it is."""

    def make(root):
        shutil.copytree(alone.root, root, dirs_exist_ok=True)
        path = root / "inbox" / HOLE.file
        write(path, BETTER)
        book = openpyxl.load_workbook(path)
        page = next(page for page in book.worksheets if ABOUT.means(page.title))
        page["B2"] = None
        book.save(path)
        return again(root)

    return made_once(tmp_path_factory, "overwritten", make)


def test_one_of_six(alone):
    row = alone.alternative(GROUP)
    wanted = truth.real(truth.per_user(HOLE), "NO", 2025)
    assert (row["n"], row["n_units"], row["n_members"], row["n_members_answered"]) == (1, 1, 6, 1)
    found = (row["cost_per_user_low"], row["cost_per_user_median"], row["cost_per_user_high"])
    assert found == pytest.approx(tuple(wanted), rel=truth.CARRIED)
    cell = alone.cell(0, "TOTAL")
    assert (cell["n"], cell["ci_low"], cell["geometric_mean"]) == (1, None, None)
    assert cell["nominal_median"] == pytest.approx(14_000)


def test_its_own_inventory_is_shared_with_nobody_but_what_was_seen(alone):
    shared = alone.rows("select * from mart.shared_application where group_id = ?", GROUP)
    # The archive of Hole was also seen at Ringerike and Modum; the rest of Hole's is Hole's alone.
    assert {row["application_id"]: row["municipalities"] for row in shared} == {"acos-websak": "Hole|Modum|Ringerike"}
    assert alone.column(
        "select count(*) from core.application_usage where unit_id = 'NO-3310' and inventory_kind = 'survey'"
    ) == [len(HOLE.apps)]
    assert {PRODUCT[used.name] for used in HOLE.apps} >= {"acos-websak"}


def test_the_page_says_who_is_missing(alone):
    pages = alone.report(GROUP)
    (english,) = (text for name, text in pages.items() if name.endswith("en.html"))
    assert "1 of 6 answered" in english


def test_what_was_accepted_stays_in_force(overwritten):
    row = overwritten.observed("NO-3310", 2025)
    assert row["per_mid_nok"] == pytest.approx(truth.per_user(HOLE))
    assert overwritten.alternative(GROUP)["n_members_answered"] == 1


def test_the_run_warns_and_names_the_file(overwritten):
    assert overwritten.code == 0
    assert HOLE.file in overwritten.stdout.replace("\n", "") + overwritten.stderr.replace("\n", "")


def test_check_says_that_the_broken_one_is_not_ready(overwritten):
    said = check(overwritten.root / "inbox" / HOLE.file, overwritten.root)
    assert (said["is_ready"], said["exit_code"]) == (False, 6)
    assert {fault["rule"] for fault in said["faults"]} & {"required", "unknown_municipality"}
