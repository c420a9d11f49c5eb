"""The decision view and what stands beside it: tables in, table out, and the shipped release."""

import datetime
import math

import pytest
from scipy import stats

from pipelines.tables import TABLES
from tests.sql.conftest import conventions


def observation(unit, value, **other):
    row = TABLES["mart.cost_observation"].example_row() | {
        "observation_id": f"{unit}-{value}-{other.get('origin_id', '')}-{other.get('year', '')}",
        "unit_id": unit,
        "entity_id": unit,
        "unit_name": unit,
        "comparison_key": other.get("scope_class", "OPS"),
        "country_code": "NO",
        "form_code": 0,
        "year": 2020,
        "measure": "account",
        "cost_basis": "running",
        "scope_class": "OPS",
        "denominator": "inhabitant",
        "size_mid": 5000.0,
        "per_mid_nok": value,
        "per_mid_nok_real": value,
        "superseded_by": None,
        "origin_id": "one",
    }
    return row | other


def rules(**changed):
    return conventions(between_unit_sd_log=0.28, **changed)


def size(unit, mid, **other):
    return (
        TABLES["core.unit_size"].example_row()
        | {
            "unit_id": unit,
            "year": 2020,
            "denominator": "inhabitant",
            "low": mid,
            "mid": mid,
            "high": mid,
        }
        | other
    )


def test_a_form_without_evidence_is_empty_and_says_so(released):
    rows = released.sql("select * from mart.alternative where group_id = 'ringerike' and not has_evidence")
    names = rows.columns
    for row in rows.fetchall():
        said = dict(zip(names, row, strict=True))
        assert said["n"] == 0 and said["note"] == "no evidence on cost per user"
        assert {said[f"cost_per_user_{end}"] for end in ("low", "median", "high")} == {None}
    forms = released.sql("select form_code from mart.alternative where group_id = 'ringerike'").fetchall()
    assert sorted(form for (form,) in forms) == list(range(8))


def test_the_decision_view_repeats_the_marts(released_example):
    """Costs are those of cost_by_form, shares of installs those of the overlap: no figure of its own."""
    assert released_example.sql(
        """
        select count(*) from mart.alternative as a inner join mart.cost_by_form as c
        on a.form_code = c.form_code and a.scope_class = c.scope_class
        and a.country_code = c.country_code and a.measure = c.measure
        and c.denominator = 'user' and a.evidence_from = 'elsewhere'
        where a.cost_per_user_median is distinct from c.median or a.n <> c.n
        or a.n_tier_a + a.n_tier_b + a.n_tier_c + a.n_tier_d <> a.n
        """
    ).fetchone() == (0,)
    [(installs, shared)] = released_example.sql(
        """
        select a.shared_installs, (select sum(n_municipalities) from mart.shared_application as s
        where s.group_id = 'eksempel')
        from mart.alternative as a where a.group_id = 'eksempel' and a.form_code = 6
        """
    ).fetchall()
    assert installs == shared > 0


@pytest.mark.parametrize("key", ["equal", "inhabitants", "third_equal_two_thirds_inhabitants"])
def test_a_key_moves_money_and_keeps_the_total(released_example, key):
    [(pays, own, moved)] = released_example.sql(
        f"select sum(pays_nok), sum(own_cost_nok), sum(difference_nok) from mart.cost_sharing_key "
        f"where group_id = 'eksempel' and scope_class = 'OPS' and cost_key = '{key}'"
    ).fetchall()
    assert own > 0 and pays == pytest.approx(own) and moved == pytest.approx(0, abs=1)


def test_every_limit_is_printed_with_its_counts(released):
    rows = released.sql(
        "select limit_number, text_en, text_nb from mart.limit where group_id = 'ringerike' order by 1"
    ).fetchall()
    assert [row[0] for row in rows] == list(range(1, 9))
    small, cells = released.sql(
        "select count(*) filter (where n_units < 6), count(*) from mart.cost_by_form"
    ).fetchone()
    assert rows[0][1].startswith(f"{small} of {cells} cells") and rows[0][2].startswith(f"{small} av {cells} celler")


def peers(concluded, values, **changed):
    observations = [
        observation(f"NO-{1000 + at}", float(value), size_mid=1000.0 * (at + 1)) for at, value in enumerate(values)
    ]
    sizes = [size(row["unit_id"], row["size_mid"]) for row in observations]
    rows = concluded(
        "mart.peer_comparison",
        {"mart.cost_observation": observations, "core.unit_size": sizes, "reference.convention": rules(**changed)},
    )
    return {(row["unit_id"], row["peer_group_kind"]): row for row in rows}


def test_peers_are_the_nearest_and_the_unit_is_none_of_them(concluded):
    found = peers(concluded, range(100, 1300, 100))
    row = found["NO-1000", "nearest_size"]
    assert (row["own_value_nok"], row["n_peers"]) == (100, 10)
    assert (row["peer_low"], row["peer_q1"], row["peer_median"], row["peer_q3"], row["peer_high"]) == (
        200,
        400,
        650,
        900,
        1100,
    )


def test_few_peers_have_no_quartiles(concluded):
    row = peers(concluded, [100, 200, 300])["NO-1000", "nearest_size"]
    assert (row["n_peers"], row["peer_q1"], row["peer_median"], row["peer_q3"]) == (2, None, 250, None)


def test_a_peer_counts_once_whatever_its_number(concluded):
    """NO-2 answered under its old number too; the unit's own other number is no peer."""
    observations = [
        observation("NO-1", 100.0),
        observation("NO-9", 110.0, entity_id="NO-1"),
        observation("NO-2", 200.0),
        observation("NO-8", 260.0, entity_id="NO-2", evidence_tier="D"),
        observation("NO-3", 400.0),
    ]
    rows = concluded("mart.peer_comparison", {"mart.cost_observation": observations, "reference.convention": rules()})
    [own] = [row for row in rows if row["own_value_nok"] in (100.0, 110.0)]
    assert (own["n_peers"], own["peer_low"], own["peer_median"], own["peer_high"]) == (2, 200.0, 300.0, 400.0)


def test_a_real_change_and_a_set_that_is_not_constant(concluded):
    observations = [
        observation("NO-1", 100.0, year=2019, per_mid_nok_real=100.0),
        observation("NO-1", 120.0, year=2020, per_mid_nok_real=110.0),
        observation("NO-2", 90.0, year=2020),
    ]
    rows = concluded("mart.cost_over_time", {"mart.cost_observation": observations})
    assert [(row["unit_id"], row["year"], row["is_constant_set"]) for row in rows] == [
        ("NO-1", 2019, False),
        ("NO-1", 2020, False),
        ("NO-2", 2020, False),
    ]
    assert rows[0]["change_pct"] is None and rows[1]["change_pct"] == pytest.approx(10)


def test_a_small_cell_is_drawn_further_than_a_large_one(concluded):
    observations = [observation(f"NO-{at}", 1000.0, form_code=0) for at in range(8)]
    observations.append(observation("NO-9", 2000.0, form_code=6))
    rows = {
        row["form_code"]: row
        for row in concluded(
            "mart.cost_pooled", {"mart.cost_observation": observations, "reference.convention": rules()}
        )
    }
    # The common middle is weighted by n / (n + 1): 8/9 of the one, 1/2 of the other.
    middle = math.exp((8 / 9 * math.log(1000) + 1 / 2 * math.log(2000)) / (8 / 9 + 1 / 2))
    assert rows[6]["raw_nok"] == pytest.approx(2000) and rows[6]["weight"] == 0.5
    assert rows[6]["shrunk_nok"] == pytest.approx(math.exp(0.5 * math.log(2000) + 0.5 * math.log(middle)))
    assert abs(rows[0]["shrunk_nok"] - 1000) < abs(rows[6]["shrunk_nok"] - 2000)
    assert (
        rows[6]["shrunk_high_nok"] / rows[6]["shrunk_low_nok"] > rows[0]["shrunk_high_nok"] / rows[0]["shrunk_low_nok"]
    )


def test_a_cell_alone_keeps_its_own_mean_and_interval_and_countries_are_apart(concluded):
    observations = [observation("NO-1", 1000.0), observation("SE-1", 4000.0, country_code="SE")]
    rows = concluded("mart.cost_pooled", {"mart.cost_observation": observations, "reference.convention": rules()})
    own = [math.exp(0.28 * end) for end in (0, -1.96, 1.96)]
    assert {row["country_code"]: [row[f"shrunk{end}_nok"] for end in ("", "_low", "_high")] for row in rows} == {
        "NO": pytest.approx([1000 * each for each in own]),
        "SE": pytest.approx([4000 * each for each in own]),
    }


def test_the_size_curve_has_the_marks_of_inhabitants_on_a_line_of_inhabitants_only(concluded):
    observations = [
        observation(f"NO-{at}", 1000.0 - 50 * at, size_mid=4000.0 * (at + 1), denominator="user") for at in range(6)
    ]
    [row] = concluded(
        "mart.size_curve",
        {
            "mart.cost_observation": observations,
            "reference.convention": rules(),
            "reference.student_t": [{"degrees_of_freedom": 4, "t_975": 2.776}],
        },
    )
    assert row["slope"] < 0 and row["at_10000_nok"] is None
    assert row["note"] == "the marks of the literature are in inhabitants"


def test_figures_of_unknown_scope_are_put_together_only_with_the_same_known_pools(concluded):
    observations = [
        observation("NO-1", 1000.0, scope_class="UNKNOWN", comparison_key="one"),
        observation("NO-2", 4000.0, scope_class="UNKNOWN", comparison_key="one"),
        observation("NO-3", 3000.0, scope_class="UNKNOWN", comparison_key="other"),
    ]
    rows = concluded("mart.cost_pooled", {"mart.cost_observation": observations, "reference.convention": rules()})
    assert sorted((row["pool"], row["n"], round(row["shrunk_nok"])) for row in rows) == [
        ("one", 2, 2000),
        ("other", 1, 3000),
    ]


def test_the_size_class_is_by_inhabitants_of_the_nearest_year_under_any_number(concluded):
    """Costs per user; one unit's inhabitants are known under its old number and for another year."""
    observations = [
        observation("NO-1", 1000.0, denominator="user", size_mid=12000.0),
        observation("NO-2", 1000.0, denominator="user", size_mid=300.0),
        observation("NO-3", 1000.0, denominator="user", size_mid=300.0),
    ]
    sizes = [
        size("NO-1", 1900.0),
        size("NO-9", 4000.0, year=2012),
        size("NO-9", 11000.0, year=2018),
        size("NO-3", 50000.0, denominator="user"),
    ]
    rows = concluded(
        "mart.cost_pooled",
        {
            "mart.cost_observation": observations,
            "core.unit_size": sizes,
            "core.unit_entity": [{"unit_id": "NO-9", "entity_id": "NO-2"}],
            "reference.convention": rules(),
        },
    )
    assert {row["size_class"] for row in rows} == {"under 2 000", "10 000 and more", "size not known"}


def test_the_size_curve_is_that_of_a_statistics_library(concluded):
    sizes, costs = [900, 2500, 5000, 12000, 30000, 70000], [1500, 1300, 1100, 1150, 900, 850]
    observations = [
        observation(f"NO-{at}", float(cost), size_mid=float(size))
        for at, (size, cost) in enumerate(zip(sizes, costs, strict=True))
    ]
    [row] = concluded(
        "mart.size_curve",
        {
            "mart.cost_observation": observations,
            "reference.convention": rules(),
            "reference.student_t": [{"degrees_of_freedom": 4, "t_975": float(stats.t.ppf(0.975, 4))}],
        },
    )
    fit = stats.linregress([math.log(each) for each in sizes], [math.log(each) for each in costs])
    half = stats.t.ppf(0.975, 4) * fit.stderr
    assert row["slope"] == pytest.approx(fit.slope) and row["slope_low"] == pytest.approx(fit.slope - half)
    assert row["at_10000_nok"] == pytest.approx(math.exp(fit.intercept + fit.slope * math.log(10000)))


def test_five_units_have_no_slope(concluded):
    observations = [observation(f"NO-{at}", 1000.0 - at, size_mid=1000.0 * (at + 1)) for at in range(5)]
    [row] = concluded("mart.size_curve", {"mart.cost_observation": observations, "reference.convention": rules()})
    assert row["slope"] is None and row["note"] == "too few units for a slope"


def test_leaving_out_the_only_source_of_a_form_breaks_the_order(concluded):
    observations = [
        observation("NO-1", 1000.0, form_code=5, origin_id="a"),
        observation("NO-2", 2000.0, form_code=7, origin_id="b"),
        observation("NO-3", 800.0, form_code=7, origin_id="c"),
    ]
    cells = [
        TABLES["mart.cost_by_form"].example_row()
        | {
            "country_code": "NO",
            "measure": "account",
            "form_code": form_code,
            "denominator": "inhabitant",
            "scope_class": "OPS",
            "is_pooled": True,
            "median": median,
        }
        for form_code, median in ((5, 1000.0), (7, 1400.0))
    ]
    rows = {
        row["left_out_origin_id"]: row
        for row in concluded(
            "mart.source_order_check", {"mart.cost_observation": observations, "mart.cost_by_form": cells}
        )
    }
    assert {name: row["order_holds"] for name, row in rows.items()} == {"a": False, "b": False, "c": True}
    assert rows["b"]["other_median_without_nok"] == 800 and rows["a"]["median_without_nok"] is None


MERGED = {"askim": 16000.0, "eidsberg": 11500.0, "hobol": 5600.0}


def merged(concluded, costed):
    """Three municipalities of 2017 that are one today."""
    place = TABLES["reference.municipality"].example_row() | {
        "country_code": "NO",
        "valid_to": datetime.date(2020, 1, 1),
    }
    municipalities = [
        place | {"unit_id": f"NO-{name}", "name": name, "valid_from": datetime.date(1964, 1, 1)} for name in MERGED
    ]
    now = {"unit_id": "NO-now", "name": "Now", "valid_from": datetime.date(2020, 1, 1), "valid_to": None}
    municipalities.append(place | now)
    successors = [
        {"unit_id": row["unit_id"], "name": row["name"], "current_unit_id": "NO-now", "is_split": False}
        for row in municipalities
    ]
    cost = dict.fromkeys(TABLES["core.cost"].types) | {
        "year": 2017, "measure": "account", "cost_basis": "running", "scope_class": "OPS", "currency": "NOK",
        "evidence_tier": "A", "is_second_hand": False, "origin_id": "o",
    }  # fmt: skip
    return concluded(
        "mart.merged_cost",
        {
            "reference.municipality": municipalities,
            "reference.municipality_successor": successors,
            "core.cost": [cost | {"unit_id": f"NO-{name}", "cost_mid": amount} for name, amount in costed.items()],
            "core.unit_size": [size(f"NO-{name}", inhabitants, year=2017) for name, inhabitants in MERGED.items()],
        },
    )


def test_a_municipality_of_today_is_the_sum_of_those_it_was(concluded):
    [row] = merged(concluded, {"askim": 20e6, "eidsberg": 12e6, "hobol": 6e6})
    assert (row["unit_id"], row["parts"], row["n_parts"]) == ("NO-now", "askim|eidsberg|hobol", 3)
    assert row["cost_mid"] == 38e6 and row["per_mid"] == pytest.approx(38e6 / sum(MERGED.values()))


def test_a_municipality_of_then_is_the_sum_of_what_it_is_today(concluded):
    """Ålesund of 2020-2023 in 2024; Tysfjord of 2019 is half of two others, so nothing is told of it."""
    place = TABLES["reference.municipality"].example_row() | {"country_code": "NO"}
    first, split, old_split = datetime.date(2020, 1, 1), datetime.date(2024, 1, 1), datetime.date(2020, 1, 1)
    places = [
        ("NO-1507", "Ålesund", first, split), ("NO-1508", "Ålesund", split, None), ("NO-1580", "Haram", split, None),
        ("NO-1850", "Tysfjord", datetime.date(1964, 1, 1), old_split),
        ("NO-1805", "Narvik", datetime.date(1964, 1, 1), old_split), ("NO-1806", "Narvik", old_split, None),
        ("NO-1875", "Hamarøy", old_split, None),
    ]  # fmt: skip
    became = [
        ("NO-1507", "Ålesund", "NO-1508", True), ("NO-1507", "Ålesund", "NO-1580", True),
        ("NO-1508", "Ålesund", "NO-1508", False), ("NO-1580", "Haram", "NO-1580", False),
        ("NO-1850", "Tysfjord", "NO-1806", True), ("NO-1850", "Tysfjord", "NO-1875", True),
        ("NO-1805", "Narvik", "NO-1806", False), ("NO-1806", "Narvik", "NO-1806", False),
        ("NO-1875", "Hamarøy", "NO-1875", False),
    ]  # fmt: skip
    cost = dict.fromkeys(TABLES["core.cost"].types) | {
        "year": 2024, "measure": "account", "cost_basis": "running", "scope_class": "OPS", "currency": "NOK",
        "evidence_tier": "A", "is_second_hand": False, "origin_id": "o",
    }  # fmt: skip
    costs = {"NO-1508": 60e6, "NO-1580": 9e6, "NO-1806": 20e6, "NO-1875": 3e6}
    columns = ("unit_id", "name", "valid_from", "valid_to")
    successor = ("unit_id", "name", "current_unit_id", "is_split")
    [row] = concluded(
        "mart.merged_cost",
        {
            "reference.municipality": [place | dict(zip(columns, each, strict=True)) for each in places],
            "reference.municipality_successor": [dict(zip(successor, each, strict=True)) for each in became],
            "core.cost": [cost | {"unit_id": unit, "cost_mid": amount} for unit, amount in costs.items()],
            "core.unit_size": [size(unit, 10_000.0, year=2024) for unit in costs],
        },
    )
    assert (row["direction"], row["unit_id"], row["unit_name"]) == ("now_as_then", "NO-1507", "Ålesund")
    assert (row["parts"], row["cost_mid"], row["size_mid"]) == ("Haram|Ålesund", 69e6, 20_000.0)


def test_a_sum_with_one_missing_is_none(concluded):
    [row] = merged(concluded, {"askim": 20e6, "eidsberg": 12e6})
    assert (row["n_parts"], row["n_with_cost"], row["cost_mid"], row["per_mid"]) == (3, 2, None, None)
