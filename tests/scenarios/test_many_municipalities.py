"""Thirty municipalities with many systems, a group of Danes, a group of Finns: the same figures, a page for each."""

import csv
from statistics import median

import pytest

from tests.conftest import DATA
from tests.scenarios import truth
from tests.scenarios.homes import Scenario
from tests.scenarios.test_odd_cells import places
from tests.scenarios.workbooks import App, ordinary

SYSTEMS = 100


def catalogue():
    with (DATA / "reference" / "applications_catalogue_no.csv").open(encoding="utf-8", newline="") as file:
        names = [row["canonical_name"] for row in csv.DictReader(file)]
    with (DATA / "reference" / "stop_aliases.csv").open(encoding="utf-8", newline="") as file:
        stopped = {row["alias"] for row in csv.DictReader(file)}
    return [name for name in names if name not in stopped]


NAMES = catalogue()


def systems(number):
    """A hundred products in a row from another place of the catalogue each time, and two that nobody knows."""
    known = [NAMES[(7 * number + turn) % len(NAMES)] for turn in range(SYSTEMS)]
    own = [f"Vaktliste {number}", f"Nøkkelskap {number}"]
    return tuple(App(name, users=20 + turn, licence=2_000 + 10 * turn) for turn, name in enumerate([*known, *own]))


def thirty():
    for number, (code, inhabitants) in enumerate(places(30).items()):
        users = round(inhabitants * 0.085)
        yield ordinary(code, users * (9_000 + 150 * number) // 2500 * 2500, users, apps=systems(number))


NORWAY = tuple(thirty())
DENMARK = tuple(
    ordinary(code, total, users, country="DK")
    for code, total, users in (("0173", 45_000_000, 5000), ("0201", 21_000_000, 2500), ("0260", 27_500_000, 3000))
)
FINLAND = tuple(
    ordinary(code, total, users, country="FI")
    for code, total, users in (("061", 1_500_000, 1400), ("098", 2_200_000, 1900), ("020", 1_250_000, 1300))
)
GROUPS = {"thirty": NORWAY, "danes": DENMARK, "finns": FINLAND}


@pytest.fixture(scope="module")
def home(homes):
    answers = [answer for members in GROUPS.values() for answer in members]
    members = {group: [answer.unit_id for answer in each] for group, each in GROUPS.items()}
    return homes("many", Scenario(answers, members, is_sent_out=False))


@pytest.mark.parametrize("group", GROUPS)
def test_every_member_is_in_the_figure(home, group):
    answers = GROUPS[group]
    country = answers[0].country
    wanted = truth.cell_of(truth.real(truth.per_user(answer), country, 2025) for answer in answers)
    row = home.alternative(group)
    assert (row["n"], row["n_units"], row["n_members"], row["evidence_from"]) == (*[len(answers)] * 3, "group")
    found = (row["cost_per_user_low"], row["cost_per_user_median"], row["cost_per_user_high"])
    assert found == pytest.approx(tuple(wanted), rel=truth.CARRIED)
    assert (row["beside_n"] or 0) > 0, "the others of form 0, in another country"


@pytest.mark.parametrize(("country", "group"), [("NO", "thirty"), ("DK", "danes"), ("FI", "finns")])
def test_countries_stand_apart(home, country, group):
    cell = home.cell(0, "TOTAL", country=country)
    money = {"NO": "NOK", "DK": "DKK", "FI": "EUR"}[country]
    each = [truth.per_user(answer) * truth.rate(money, 2025) for answer in GROUPS[group]]
    assert (cell["n"], cell["n_units"]) == (len(each), len(each))
    assert cell["nominal_median"] == pytest.approx(median(each), rel=1e-6)


def test_each_product_once_a_municipality(home):
    installs = {name: sum(name in {used.name for used in answer.apps} for answer in NORWAY) for name in NAMES}
    rows = home.rows(
        "select canonical_name, n_municipalities, n_members from mart.shared_application where group_id = 'thirty'"
    )
    assert {row["canonical_name"]: row["n_municipalities"] for row in rows} == {
        name: count for name, count in installs.items() if count >= 2
    }
    assert {row["n_members"] for row in rows} == {30}
    row = home.alternative("thirty")
    assert (row["n_members_answered"], row["shared_products"]) == (30, len(rows))


@pytest.mark.parametrize("group", GROUPS)
def test_a_page_of_every_size_of_group(home, group):
    pages = home.report(group)
    (english,) = (text for name, text in pages.items() if name.endswith("en.html"))
    assert f"{len(GROUPS[group])} of {len(GROUPS[group])}" in english or group != "thirty"
    sizes = [path.stat().st_size for path in (home.root / "reports" / group).glob("*.html")]
    assert max(sizes) < 3_000_000
