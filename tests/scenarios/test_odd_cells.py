"""Every numeric cell of a workbook is 0, -0, 1e308 and blank in turn: the build ends well, and nobody else is hurt.

Each cell and value has a municipality of its own, so that one build tries them all.
"""

import csv
import math

import pytest

from tests.conftest import DATA
from tests.scenarios import truth
from tests.scenarios.homes import Scenario, faults_of
from tests.scenarios.workbooks import POOLS, SIZE_NAMES, Answer, App, ordinary

VALUES = {"nought": 0, "minus nought": -0.0, "enormous": 1e308, "blank": None}
APPS = (
    App("KOMTEK", "Norkart", users=30, licence=90_000, operations=12_000, options=1),
    App("Compilo", "Compilo", users=50, licence=60_000, operations=5_000, options=2),
)
CELLS = [
    *(("budget", pool, measure) for pool in POOLS for measure in ("account", "budget")),
    *(("sizes", size, "number") for size in SIZE_NAMES),
    *(
        ("applications", str(line), asked)
        for line in range(len(APPS))
        for asked in ("users", "annual_licence", "annual_operations", "option_years")
    ),
]


def places(count):
    """Municipalities that are neither small nor large, number -> inhabitants of 2025."""
    with (DATA / "reference" / "population_no.csv").open(encoding="utf-8", newline="") as file:
        living = {row["number"]: int(row["population"]) for row in csv.DictReader(file) if row["year"] == "2025"}
    chosen = [number for number, inhabitants in living.items() if 2_000 <= inhabitants <= 100_000]
    return {number: living[number] for number in sorted(chosen)[:count]}


def believable(number, inhabitants, **said):
    users = round(inhabitants * 0.085)
    return ordinary(number, users * 11_000 // 2500 * 2500, users, apps=APPS, **said)


# The last ones are odd in another way than by a number.
EUROS = {"staff_central": "NOK", "telephony_mobile": "EUR"}
OTHERS = {
    "no form": {"form": None},
    "no applications": {"apps": ()},
    "few pools, one in euro": {
        "account": {"staff_central": 2_000_000, "telephony_mobile": 20_000},
        "budget": {"staff_central": 2_100_000, "telephony_mobile": 21_000},
        "currency": EUROS,
    },
    "nobody and nothing": {"users": 0, "workstations": 0, "employees": 0, "fte": 0, "it_fte": 0},
    "all pools are free": {"account": dict.fromkeys(POOLS[:-1], 0), "budget": dict.fromkeys(POOLS[:-1], 0)},
    "no day, no name": {"cells": {("about", "answered_on", "value"): None}, "respondent": None},
    "nothing at all": {"account": {}, "budget": {}, "others": None, "apps": (), "form": None}
    | dict.fromkeys(("users", "workstations", "employees", "fte", "it_fte")),
}
NUMBERS = list(places(len(CELLS) * len(VALUES) + len(OTHERS) + 1).items())
TRIED: dict[tuple[str, ...], Answer] = {
    (*cell, name): believable(*NUMBERS[place], cells={cell: value})
    for place, (cell, name, value) in enumerate((cell, name, value) for cell in CELLS for name, value in VALUES.items())
}
ODD = {name: believable(*NUMBERS[len(TRIED) + place]).but(**said) for place, (name, said) in enumerate(OTHERS.items())}
SOUND = believable(*NUMBERS[len(TRIED) + len(ODD)])
ANSWERS = (*TRIED.values(), *ODD.values(), SOUND)


@pytest.fixture(scope="module")
def home(homes):
    scenario = Scenario(ANSWERS, {"odd": [answer.unit_id for answer in ANSWERS[::8]]}, is_sent_out=False)
    return homes("odd-cells", scenario)


def test_the_build_ends_well(home):
    assert home.code == 0, home.said
    assert "Traceback" not in home.said


def test_no_workbook_is_lost_over_a_number(home):
    accepted = set(home.column("select source_file from core.survey_response where status = 'in_force'"))
    assert {answer.file for answer in ANSWERS} - accepted == set()


def test_nothing_released_is_infinite_or_no_number(home):
    columns = home.rows(
        """select table_schema, table_name, column_name from information_schema.columns
        where data_type = 'DOUBLE' and table_schema in ('core', 'mart')"""
    )
    assert columns
    sql = " union all ".join(
        f"select '{row['table_name']}.{row['column_name']}' as at from {row['table_schema']}.{row['table_name']} "
        f"where isinf({row['column_name']}) or isnan({row['column_name']}) or abs({row['column_name']}) > 1e15"
        for row in columns
    )
    assert set(home.column(sql)) == set()


def test_check_gives_the_verdict_of_the_build(home):
    assert len(home.checked["files"]) == len(ANSWERS)
    differing = {
        answer.file: (said, found)
        for answer in ANSWERS
        if (said := faults_of(home.checked, answer.file)) != (found := home.left_out(answer.file))
    }
    assert differing == {}


@pytest.mark.parametrize("name", ["blank", "nought", "minus nought"])
def test_a_cell_of_an_application_changes_no_cost(home, name):
    mine = [answer for (sheet, _, _, value), answer in TRIED.items() if sheet == "applications" and value == name]
    for answer in mine:
        row = home.observed(answer.unit_id, 2025)
        assert (row["scope_class"], row["per_mid_nok"]) == ("TOTAL", pytest.approx(truth.per_user(answer)))


def test_nought_is_an_amount_and_blank_is_none(home):
    nought = TRIED["budget", "consultants_projects", "account", "nought"]
    blank = TRIED["budget", "consultants_projects", "account", "blank"]
    enormous = TRIED["budget", "consultants_projects", "account", "enormous"]
    for answer, high in ((nought, True), (blank, False), (enormous, False)):
        row = home.observed(answer.unit_id, 2025)
        rest = truth.total(answer.account) - answer.account["consultants_projects"]
        assert (row["scope_class"], row["cost_low"]) == ("TOTAL", rest)
        assert row["cost_high"] == (rest if high else None)
        assert row["pools_without_amount"] == (None if high else "consultants_projects")


@pytest.mark.parametrize("size", ["user", "workstation", "employee", "fte"])
@pytest.mark.parametrize("name", ["nought", "minus nought", "blank"])
def test_nobody_is_divided_by(home, size, name):
    answer = TRIED["sizes", size, "number", name]
    rows = home.rows("select * from mart.cost_observation where unit_id = ? and denominator = ?", answer.unit_id, size)
    assert [row for row in rows if row["per_mid"] is not None] == []
    assert home.observed(answer.unit_id, 2025, per="inhabitant")["per_mid_nok"] is not None


def test_without_a_form_or_applications_the_costs_still_count(home):
    for name in ("no applications", "no day, no name"):
        row = home.observed(ODD[name].unit_id, 2025)
        assert (row["form_code"], row["per_mid_nok"]) == (0, pytest.approx(truth.per_user(ODD[name])))


def test_what_cannot_be_placed_is_kept_without_a_form_or_held_with_a_question(home):
    answer = ODD["no form"]
    rows = home.rows("select * from mart.cost_observation where unit_id = ?", answer.unit_id)
    assert {row["form_code"] for row in rows} <= {None}
    outcomes = {outcome for *_, outcome in home.left_out(answer.file)}
    assert rows or outcomes == {"held"}, "said by nobody, and nowhere"


def test_one_pool_in_another_currency_among_few(home):
    answer = ODD["few pools, one in euro"]
    rows = home.rows("select * from core.cost where unit_id = ? and measure = 'account'", answer.unit_id)
    (row,) = rows
    together = 2_000_000 + 20_000 * truth.rate("EUR", 2025)
    assert (row["scope_class"], row["currency"]) == ("PARTIAL", "NOK")
    assert row["cost_mid"] == pytest.approx(together, rel=1e-6)


def test_the_sound_one_is_as_sound_as_alone(home):
    row = home.observed(SOUND.unit_id, 2025)
    assert row["per_mid_nok"] == pytest.approx(truth.per_user(SOUND))
    assert home.left_out(SOUND.file) == set()


def test_the_page_of_such_a_group_is_written(home):
    assert home.report("odd")


def test_the_cell_of_all_is_finite(home):
    cell = home.cell(0, "TOTAL")
    assert cell["n"] == cell["n_units"]
    assert all(math.isfinite(cell[name]) for name in ("nominal_low", "nominal_median", "nominal_high"))
    assert 5_000 < cell["nominal_low"] <= cell["nominal_median"] <= cell["nominal_high"] < 20_000
