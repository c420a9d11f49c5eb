"""The bounds as they ship: every rule can hold, every published figure passes."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl
import pytest

from pipelines.faults import StructuralFault
from pipelines.plausibility.bounds import bounds, judged
from pipelines.plausibility.figures import asked
from pipelines.plausibility.prices import Prices
from schemas.labels import LANGUAGES
from schemas.messages import MESSAGES, sentence
from schemas.plausibility import ABOVE, BELOW, IMPOSSIBLE, RATIOS
from tests.conftest import DATA, SHARED
from tests.pipelines.plausibility.conftest import yardsticks

FILE = DATA / "plausibility.csv"
SHIPPED = yardsticks()
LINES = SHIPPED.bounds.to_dicts()
# The rates of the Swiss franc do not ship; bounds are factors, so a rate of the decade will do.
FRANCS_PER_EURO = {2006: 1.57, 2007: 1.64, 2009: 1.51}
FRANCS_SINCE = 1.1


def judge(**question):
    rows = asked(pl.DataFrame([{"unit_id": "NO-3316", "survey_round": 2026} | question]))
    [found] = judged(rows, SHIPPED.bounds, SHIPPED.prices).to_dicts()
    return found


def in_class(line):
    """A question that belongs to a line: its rule, scope and a size of its class, in its own money."""
    size = line["size_from"] or (line["size_below"] or 2) / 2
    money = {"currency": "EUR", "year": line["price_year"]} if line["unit"] == "EUR" else {}
    return {"rule": line["rule"], "scope": line["scope"], "size": size, "denominator": 4.0, **money}


def test_every_rule_has_bounds_and_a_sentence_in_every_language_for_each_side():
    assert {line["rule"] for line in LINES} == set(RATIOS)
    for rule in RATIOS:
        for side in (BELOW, ABOVE, IMPOSSIBLE):
            said = {sentence(f"{rule}_{side}", "1 / 2 = 0.5", language) for language in LANGUAGES}
            assert len(said) == len(LANGUAGES)
            assert all('"1 / 2 = 0.5"' in text and "{" not in text for text in said)
            assert side == IMPOSSIBLE or all("?" in text for text in said)
    assert set(MESSAGES["confirms_nothing"]) == set(LANGUAGES)


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['rule']}-{line['scope']}-{line['size_from']:g}")
def test_a_figure_on_a_bound_passes_and_one_beyond_it_does_not(line):
    beyond = {"hold_below": 0.999, "hold_above": 1.001, "reject_below": 0.999, "reject_above": 1.001}
    said = {}
    for end, factor in beyond.items():
        if line[end]:
            numerator = line[end] * 4.0
            at = judge(**in_class(line), numerator=numerator * (2 - factor) if "hold" in end else numerator)
            past = judge(**in_class(line), numerator=numerator * factor)
            said[end] = (at["outcome"], past["outcome"], past["rule"])
    assert said and all(
        outcomes == (("accepted", "held") if "hold" in end else ("held", "rejected"))
        for end, (*outcomes, _) in said.items()
        for outcomes in [tuple(outcomes)]
    )
    sides = {"hold_below": BELOW, "hold_above": ABOVE}
    assert all(rule == f"{line['rule']}_{sides.get(end, IMPOSSIBLE)}" for end, (_, _, rule) in said.items())


def test_classes_of_one_rule_meet_and_leave_no_size_out():
    classes = SHIPPED.bounds.sort("rule", "scope", "size_from").group_by("rule", "scope", maintain_order=True)
    for _, rows in classes:
        assert rows["size_from"][0] == 0 and rows["size_below"][-1] is None
        assert rows["size_from"].to_list()[1:] == rows["size_below"].to_list()[:-1]


def test_money_of_another_currency_and_year_is_brought_to_the_bounds():
    """20 EUR of 2023 a user with staff: 250 NOK of 2024 are some 21, of 2007 some 43, of 2026 less than 22."""
    per_user = {"rule": "cost_per_user", "scope": "with_staff", "size": 1000.0, "denominator": 1000.0}
    assert judge(**per_user, numerator=250_000.0, currency="NOK", year=2024)["outcome"] == "accepted"
    assert judge(**per_user, numerator=150_000.0, currency="NOK", year=2024)["outcome"] == "held"
    assert judge(**per_user, numerator=150_000.0, currency="NOK", year=2003)["outcome"] == "accepted"
    assert judge(**per_user, numerator=250_000.0, currency="NOK", year=2031)["outcome"] == "accepted"
    assert judge(**per_user, numerator=21_000.0, currency="EUR", year=2023)["outcome"] == "accepted"
    assert judge(**per_user, numerator=21_000.0, currency="NOK", year=2023)["outcome"] == "held"


@pytest.mark.parametrize(
    "blank",
    [
        {"numerator": None},
        {"numerator": float("nan")},
        {"denominator": None},
        {"denominator": 0.0},
        {"denominator": -0.0},
        {"currency": "CHF"},
        {"currency": None},
        {"year": None},
    ],
)
def test_what_cannot_be_divided_is_not_asked(blank):
    question = {"rule": "cost_per_user", "numerator": 1e12, "denominator": 5.0, "currency": "NOK", "year": 2024}
    rows = asked(pl.DataFrame([{"unit_id": "NO-3316", "survey_round": 2026} | question | blank]))
    assert judged(rows, SHIPPED.bounds, SHIPPED.prices).height == 0


def test_without_rates_nothing_about_money_is_asked():
    question = {"rule": "cost_per_user", "numerator": 1e12, "denominator": 5.0, "currency": "NOK", "year": 2024}
    rows = asked(pl.DataFrame([{"unit_id": "NO-3316", "survey_round": 2026} | question]))
    bare = Prices(SHIPPED.prices.rates.clear(), SHIPPED.prices.index)
    assert judged(rows, SHIPPED.bounds, bare).height == 0


def test_a_bound_that_does_not_hold_stops_at_once(tmp_path):
    lines = FILE.read_text(encoding="utf-8").replace(
        "cost_per_user,cost,user,any,0,150,EUR,2023,10,9999", "cost_per_user,cost,user,any,0,150,EUR,2023,ten,9999"
    )
    broken = tmp_path / "plausibility.csv"
    broken.write_text(lines, encoding="utf-8")
    with pytest.raises(StructuralFault, match="row 2: hold_below"):
        bounds(broken)


@dataclass(frozen=True)
class Published:
    """A published figure as a ratio; `size` where the publication says how large the unit is."""

    name: str
    rule: str
    value: float
    currency: str | None = None
    year: int | None = None
    size: float | None = None
    scope: str = "any"

    def outcome(self) -> str:
        currency, value = self.currency, self.value
        if currency == "CHF":
            currency, value = "EUR", value / FRANCS_PER_EURO.get(self.year, FRANCS_SINCE)
        return judge(
            rule=self.rule,
            scope=self.scope,
            numerator=value,
            denominator=1.0,
            size=self.size,
            currency=currency,
            year=self.year,
        )["outcome"]


def rows_of(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def numbers(row, *names) -> list[float]:
    """The figures of some columns; a text such as `235 (another text 251)` begins with one."""
    found = (re.match(r"[0-9.]+", row[name]) for name in names)
    return [float(match[0]) for match in found if match]


BENCHMARK_UNITS = {
    "per_it_workplace_year": "workstation",
    "per_employee_year": "employee",
    "per_inhabitant_year": "inhabitant",
}
SODERTORN = {
    "sek_per_inhabitant": "inhabitant",
    "sek_per_it_workplace": "workstation",
    "sek_per_employee": "employee",
}


def benchmarks(folder) -> Iterator[Published]:
    for row in rows_of(folder / "published_it_cost_benchmarks.csv"):
        if row["unit"] in BENCHMARK_UNITS:
            for value in numbers(row, "value", "low", "high"):
                for scope in ("any", "with_staff"):
                    rule = f"cost_per_{BENCHMARK_UNITS[row['unit']]}"
                    yield Published(row["scope_label"], rule, value, row["currency"], int(row["year"]), None, scope)


def sodertorn(folder) -> Iterator[Published]:
    for row in rows_of(folder / "sodertorn_it_nyckeltal_2007.csv"):
        for column, size in SODERTORN.items():
            for value in numbers(row, column):
                for scope in ("any", "with_staff"):
                    yield Published(row["municipality"], f"cost_per_{size}", value, "SEK", 2007, None, scope)
        for value in numbers(row, "it_workplaces_per_it_ops_staff"):
            yield Published(row["municipality"], "workstation_per_it_fte", value)
        for value in numbers(row, "employees_per_computer"):
            yield Published(row["municipality"], "workstation_per_employee", 1 / value)


def distributions(folder) -> Iterator[Published]:
    sizes = ("user", "workstation", "employee", "inhabitant")
    for row in rows_of(folder / "published_distributions.csv"):
        if row["per"] in sizes and row["currency"]:
            for value in numbers(row, "mean", "median", "q1", "q3", "min", "max"):
                yield Published(
                    row["id"], f"cost_per_{row['per']}", value, row["currency"], int(row["year"][:4] or 2015)
                )


def figures(folder) -> Iterator[Published]:
    """What the file divides itself, and what it gives both a sum and a count for."""
    for row in rows_of(folder / "cost_figures.csv"):
        scope = "with_staff" if "staff_central" in row["pools_in"].split("|") else "any"
        year = int(row["price_year"] or row["published_on"][:4] or 2015)
        counts = {
            "user": numbers(row, "users"),
            "workstation": numbers(row, "workstations"),
            "employee": numbers(row, "employees"),
            "inhabitant": numbers(row, "inhabitants"),
        }
        for value in numbers(row, "value_low", "value_mid", "value_high"):
            if row["per"] in counts:
                size = (counts[row["per"]] or [None])[0]
                yield Published(row["id"], f"cost_per_{row['per']}", value, row["currency"], year, size, scope)
            if row["per"] != "total_year":
                continue
            for size, [count] in ((size, found) for size, found in counts.items() if found):
                rule = f"cost_per_{size}"
                yield Published(row["id"], rule, value / count, row["currency"], year, count, scope)


def staff(folder) -> Iterator[Published]:
    """IT staff against the workstations and inhabitants that the same line gives."""
    for row in rows_of(folder / "joint_unit_staff.csv"):
        counted = re.search(r"[0-9.]+", row["it_staff"])
        if counted is None:
            continue
        for value in numbers(row, "workstations"):
            yield Published(row["id"], "workstation_per_it_fte", value / float(counted[0]))
        for value in numbers({"inhabitants": row["inhabitants"].removeprefix("about ")}, "inhabitants"):
            yield Published(row["id"], "it_fte_per_inhabitant", float(counted[0]) / value, size=value)


@pytest.mark.parametrize("read", [benchmarks, sodertorn])
def test_every_published_figure_that_ships_passes(read):
    published = list(read(DATA / "evidence"))
    assert len(published) > 15
    assert [figure for figure in published if figure.outcome() != "accepted"] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the collected evidence is not here")
@pytest.mark.parametrize(
    ("read", "least"), [(benchmarks, 15), (sodertorn, 30), (distributions, 60), (figures, 250), (staff, 5)]
)
def test_every_published_figure_that_was_collected_passes(read, least):
    published = list(read(SHARED / "evidence"))
    assert len(published) > least
    assert [figure for figure in published if figure.outcome() != "accepted"] == []
