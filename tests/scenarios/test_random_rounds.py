"""Rounds at random, from workbooks to marts, held against a recomputation in plain Python that knows only the truth."""

import math
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from statistics import median

import pytest

from tests.conftest import DATA
from tests.scenarios import truth
from tests.scenarios.homes import Scenario, faults_of
from tests.scenarios.random_rounds import rounds
from tests.scenarios.truth import Ends, to_prices_of_price_year
from tests.scenarios.workbooks import CURRENCY, PER_CENT

SEEDS = range(3)  # in CI; more where there is time
LAST_FULL_RATE = 2025
SIZE_REACH = 2
MEASURES = {"account": -1, "budget": 0}


@dataclass(frozen=True)
class Point:
    """What one municipality pays per user in a year, in one class, by one measure."""

    unit_id: str
    country: str
    year: int
    measure: str
    scope_class: str
    form: int
    pools: tuple[frozenset[str], frozenset[str]]
    nominal: Ends  # kroner
    real: Ends
    years_away: int

    @property
    def key(self):
        return self.unit_id, self.year, self.measure, self.scope_class


def rate(currency, year):
    return truth.rate(currency, min(year, LAST_FULL_RATE))


def convention(name):
    return tomllib.loads((DATA / "conventions.toml").read_text(encoding="utf-8"))[name]["value"]


def costs_of(said, measure):
    """Class -> cost in one currency with its ends; a class that nothing is known of is not there."""
    answer, year = said.answer, int(said.answer.round) + MEASURES[measure]
    amounts = getattr(answer, measure)
    is_in = {pool for pool, scope in said.scope.items() if scope == "in" and pool in PER_CENT}
    filled = [pool for pool in is_in if amounts[pool] is not None]
    moneys = {answer.said_of("currency", pool) for pool in filled}
    money = moneys.pop() if len(moneys) == 1 else CURRENCY[answer.country]
    complete = [name for name, pools in truth.CLASSES.items() if is_in >= set(pools)]
    if "OPS" not in complete:
        unfit = any(said.scope[pool] == "out" for pool in truth.OPS)
        complete = ["PARTIAL" if unfit else "UNKNOWN"]
    for scope_class in complete:
        pools = truth.CLASSES.get(scope_class, is_in)
        known = [pool for pool in pools if amounts[pool] is not None]
        net = [
            truth.without_vat(amounts[pool], answer.said_of("vat", pool), answer.country).times(
                truth.exactly(rate(answer.said_of("currency", pool), year) / rate(money, year))
            )
            for pool in known
        ]
        low, mid, high = (math.fsum(end) for end in zip(*net, strict=True))
        yield scope_class, money, Ends(low, mid, high) if len(known) == len(pools) else Ends(low, None, None)


def size_for(year, sizes):
    """(users, years away): of the nearest year, the later of two as near; none beyond reach."""
    near = sorted((abs(year - other), -other) for other in sizes if abs(year - other) <= SIZE_REACH)
    return (sizes[-near[0][1]], near[0][0]) if near else None


def points(everything):
    sizes = defaultdict(dict)
    for said in everything:
        if said.answer.users is not None:
            sizes[said.answer.unit_id][int(said.answer.round) - 1] = said.answer.users
    for said in everything:
        answer = said.answer
        pools = tuple(frozenset(pool for pool, scope in said.scope.items() if scope == kept) for kept in ("in", "out"))
        for measure, later in MEASURES.items():
            year = int(answer.round) + later
            found = size_for(year, sizes[answer.unit_id])
            for scope_class, money, cost in costs_of(said, measure):
                if found is None:
                    continue
                users, away = found
                wider = (1 + convention("size_change_per_year")) ** away if away else 1
                per = Ends(
                    cost.low / (users * wider),
                    None if cost.mid is None else cost.mid / users,
                    None if cost.high is None else cost.high / (users / wider),
                )
                own = per.times(truth.exactly(rate(money, year) / rate(CURRENCY[answer.country], year)))
                prices = to_prices_of_price_year(answer.country, year)
                yield Point(
                    answer.unit_id,
                    answer.country,
                    year,
                    measure,
                    scope_class,
                    answer.form,
                    pools,
                    per.times(truth.exactly(rate(money, year))),
                    own.times(prices).times(truth.exactly(rate(CURRENCY[answer.country], truth.PRICE_YEAR))),
                    away,
                )


def standing(each):
    """The newest year of each unit, class and measure."""
    newest = {}
    for point in each:
        held = (point.unit_id, point.measure, point.scope_class)
        if held not in newest or newest[held].year < point.year:
            newest[held] = point
    return list(newest.values())


def near(wanted, tolerance=1e-6):
    """What is compared with a row: None is None, and a figure that figure."""
    return tuple(None if each is None else pytest.approx(each, rel=tolerance) for each in wanted)


@pytest.fixture(scope="module", params=SEEDS)
def both(request, homes):
    """The truth of a seed and the home that was built of it."""
    everything = rounds(request.param)
    home = homes(f"random-{request.param}", Scenario([said.answer for said in everything], is_sent_out=False))
    return everything, home


def test_all_are_accepted_and_nothing_is_held(both):
    everything, home = both
    left_out = {said.answer.file: home.left_out(said.answer.file) for said in everything}
    assert {file: found for file, found in left_out.items() if found} == {}
    assert {said.answer.file: faults_of(home.checked, said.answer.file) for said in everything} == left_out


def test_every_observation(both):
    everything, home = both
    wanted = {point.key: point for point in points(everything)}
    units = sorted({said.answer.unit_id for said in everything})
    rows = home.rows(
        """select * from mart.cost_observation
        where denominator = 'user' and measure in ('account', 'budget') and list_contains(?, unit_id)""",
        units,
    )
    found = {(row["unit_id"], row["year"], row["measure"], row["scope_class"]): row for row in rows}
    assert len(found) == len(rows)
    assert set(found) == set(wanted)
    for key, point in wanted.items():
        row = found[key]
        nominal = (row["per_low_nok"], row["per_mid_nok"], row["per_high_nok"])
        real = (row["per_low_nok_real"], row["per_mid_nok_real"], row["per_high_nok_real"])
        assert nominal == near(point.nominal), key
        assert real == near(point.real, truth.CARRIED), key
        assert (row["size_years_away"], row["form_code"]) == (point.years_away, point.form), key
        assert row["is_price_carried"] == (point.year > max(truth.index(point.country))), key


def test_the_newest_stands(both):
    everything, home = both
    stands = {point.key for point in standing(points(everything))}
    rows = home.rows(
        """select unit_id, year, measure, scope_class from mart.cost_observation
        where denominator = 'user' and measure in ('account', 'budget') and superseded_by is null
            and list_contains(?, unit_id)""",
        sorted({said.answer.unit_id for said in everything}),
    )
    assert {tuple(row.values()) for row in rows} == stands


def test_every_cell_of_the_comparison(both):
    everything, home = both
    cells = defaultdict(list)
    for point in standing(points(everything)):
        cells[point.country, point.measure, point.form, point.scope_class].append(point)
    rows = home.rows(
        """select * from mart.cost_by_form
        where denominator = 'user' and measure in ('account', 'budget') and form_code < 4"""
    )
    found = {(row["country_code"], row["measure"], row["form_code"], row["scope_class"]): row for row in rows}
    assert set(found) == set(cells)
    for key, each in cells.items():
        row = found[key]
        is_pooled = key[-1] in truth.CLASSES or len({point.pools for point in each}) == 1
        assert (row["n"], row["n_units"], row["is_pooled"]) == (len(each), len(each), is_pooled), key
        for kind, names, tolerance in (
            ("nominal", ("nominal_low", "nominal_median", "nominal_high"), 1e-6),
            ("real", ("low", "median", "high"), truth.CARRIED),
        ):
            ends = [getattr(point, kind) for point in each]
            mids = [end.mid for end in ends if end.mid is not None]
            highs = [end.high for end in ends if end.high is not None]
            wanted = (
                min(end.low for end in ends),
                median(mids) if mids and is_pooled else None,
                max(highs) if highs else None,
            )
            assert tuple(row[name] for name in names) == near(wanted, tolerance), (key, kind)


def test_every_cost_is_somewhere(both):
    everything, home = both
    costs = {
        (said.answer.unit_id, int(said.answer.round) + later, measure, scope_class)
        for said in everything
        for measure, later in MEASURES.items()
        for scope_class, _, _ in costs_of(said, measure)
    }
    rows = home.rows(
        """select distinct unit_id, year, measure, scope_class from core.cost
        where measure in ('account', 'budget') and list_contains(?, unit_id)""",
        sorted({said.answer.unit_id for said in everything}),
    )
    assert {tuple(row.values()) for row in rows} == costs
