"""A group's inventories in one row, from the answers on: every SELECT on the way is run, each over the ones before."""

from datetime import date

import duckdb
import pytest

from pipelines import marts
from pipelines.tables import TABLES
from schemas.codes import HOSTING
from schemas.columns import LARGEST
from tests.sql.conftest import SQL
from tests.sql.portfolio import APPLICATIONS, sighting, usage
from tests.sql.test_inventory_in_force import became, response, today

WAY = (
    "core.group_member",
    "core.member_group",
    "core.inventory_in_force",
    "mart.shared_application",
    "mart.application_overlap",
    "mart.application_price",
    "mart.contract_window",
    "mart.risk_gap",
    "mart.group_inventory",
)


def groups(**members):
    row = TABLES["reference.group_definition"].example_row()
    return [
        row | {"group_id": group_id, "name": group_id, "unit_id": f"NO-{code}"}
        for group_id, codes in members.items()
        for code in codes
    ]


@pytest.fixture
def concluded_on_the_way(lake):
    """Table -> rows, of every table from the answers to the group's one row."""

    def run(usages, members, responses=(), successors=None, municipalities=None):
        codes = sorted({code for each in members.values() for code in each})
        tables = {
            "core.application_usage": list(usages),
            "core.survey_response": list(responses),
            "reference.group_definition": groups(**members),
            "reference.application": APPLICATIONS,
            "reference.municipality_successor": successors or [became(code, code) for code in codes],
            "reference.municipality": municipalities or [today(code) for code in codes],
        }
        for name, rows in tables.items():
            lake.write(name, TABLES[name].frame(rows))
        found = {}
        for name in WAY:
            for source in marts.tables_read(marts.select_of(SQL, TABLES[name])):
                if source not in tables and source not in WAY:
                    lake.write(source, TABLES[source].frame([]))
            frame = marts.conclude(SQL, TABLES[name], lake).valid
            lake.write(name, frame)
            found[name] = frame.to_dicts()
        assert closed_audits(lake, {*tables, *WAY}) == {}
        return found

    return run


def closed_audits(lake, known):
    """Audit -> guilty rows, of the audits over these tables."""
    queries = {path.stem: path.read_text(encoding="utf-8") for path in (SQL / "audits").glob("*.sql")}
    asked = {name: query for name, query in queries.items() if set(marts.tables_read(query)) <= known}
    assert len(asked) >= 7
    with duckdb.connect(":memory:") as connection:
        for name in known:
            connection.execute(f"create schema if not exists {name.split('.')[0]}")
            connection.execute(f"create view {name} as select * from read_parquet('{lake.path(name)}')")
        found = {name: connection.execute(query).fetchall() for name, query in asked.items()}
    return {name: rows for name, rows in found.items() if rows}


@pytest.fixture
def inventory(concluded_on_the_way):
    """The one row of the only group g, whose members are the six unless said otherwise."""

    def ask(*usages, members="123456", **other):
        (row,) = concluded_on_the_way(usages, {"g": members}, **other)["mart.group_inventory"]
        return row

    return ask


def said(row, *names):
    return tuple(row[name] for name in names)


def answer(code, **other):
    return usage(code, **({"contract_start": None, "contract_end": None, "option_years": None} | other))


def test_four_answered_in_one_round_and_two_in_the_next(inventory):
    """Two of the four answered again: six of six, a product once for each member, whatever it said before."""
    usages = [
        *(usage(code, survey_round="2025", annual_licence=9.0) for code in "1234"),
        *(usage(code, survey_round="2026", annual_licence=1000.0) for code in "3456"),
        *(usage(code, "E", survey_round="2026", application_id="elements") for code in "56"),
    ]
    row = inventory(*usages)
    assert said(row, "n_members", "n_answering", "n_seen", "first_round", "last_round") == (6, 6, 0, 2025, 2026)
    assert said(row, "shared_products", "shared_installs", "removable_installs", "n_applications") == (2, 8, 2, 8)
    assert row["tied_up_nok"] == 2 * 9.0 + 6 * 1000.0


def test_a_sighting_after_the_survey_hides_no_answer(inventory):
    """Six real inventories were once ignored because a register had seen three of them in 2026-07."""
    usages = [
        *(usage(code, survey_round="2026") for code in "123456"),
        *(usage(code, "E", survey_round="2026", application_id="elements") for code in "123456"),
        *(sighting(code) for code in "123"),
    ]
    row = inventory(*usages)
    assert said(row, "n_answering", "n_seen", "shared_products", "shared_installs") == (6, 0, 2, 12)


def test_a_member_known_from_a_sighting_counts_as_seen(inventory):
    row = inventory(usage("1", survey_round="2026"), sighting("2"), members="123")
    assert said(row, "n_answering", "n_seen", "shared_products", "as_of") == (1, 1, 1, date(2026, 7, 3))


def test_where_nobody_has_answered_nothing_is_nought(inventory):
    row = inventory(members="12")
    assert said(row, "n_members", "n_answering", "n_seen", "n_blank") == (2, 0, 0, 0)
    rest = {name: value for name, value in row.items() if name not in ("group_id", "n_members")}
    assert set(rest.values()) == {0, None}
    assert said(row, "shared_products", "tied_up_nok", "n_critical_without_dpia", "n_hosted_saas") == (None,) * 4


def test_where_only_a_register_looked_nobody_has_been_asked_of_risks(inventory):
    row = inventory(sighting("1"), sighting("2"), members="12")
    assert said(row, "shared_installs", "n_critical_without_dpia", "n_hosted_saas", "n_single_vendor") == (
        2,
        None,
        None,
        None,
    )


def test_a_blank_sheet_is_no_inventory_and_stops_nothing(inventory):
    """A round left blank does not empty the one before it; who never listed anything is counted apart."""
    responses = [response(code, "2026", date(2026, 9, 1)) for code in "123"]
    usages = [usage("1", survey_round="2026", has_dpia=True), usage("2", has_dpia=True)]
    row = inventory(*usages, members="123", responses=responses)
    assert said(row, "n_answering", "n_blank", "first_round", "last_round") == (2, 1, 2025, 2026)
    assert said(row, "shared_products", "n_critical_without_dpia") == (1, 0)


def test_a_renumbered_municipality_and_one_that_merged_are_one_each(inventory):
    usages = [
        usage("91", survey_round="2023"),
        usage("1", survey_round="2026"),
        usage("81", survey_round="2019"),
        usage("82", survey_round="2019"),
    ]
    successors = [became("91", "1"), became("1", "1"), became("81", "2"), became("82", "2"), became("2", "2")]
    ended = [today(code, valid_to=date(2024, 1, 1)) for code in ("91", "81", "82")]
    row = inventory(
        *usages, members=("91", "2"), successors=successors, municipalities=[today("1"), today("2"), *ended]
    )
    assert said(row, "n_members", "n_answering", "shared_products", "shared_installs") == (2, 2, 1, 2)
    assert row["tied_up_nok"] == 3000.0


MONEY = ("tied_up_nok", "tied_up_unknown_metric_nok", "per_inhabitant_nok", "n_other_currency")


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        ({"pricing_metric": "user"}, (1100.0, 0.0, 0.0, 0)),
        ({"pricing_metric": "flat"}, (1100.0, 0.0, 0.0, 0)),
        ({"pricing_metric": "case"}, (1100.0, 0.0, 0.0, 0)),
        ({"pricing_metric": "device"}, (1100.0, 0.0, 0.0, 0)),
        ({"pricing_metric": "unknown"}, (0.0, 1100.0, 0.0, 0)),
        ({"pricing_metric": None}, (0.0, 1100.0, 0.0, 0)),
        ({"pricing_metric": "inhabitant"}, (0.0, 0.0, 1100.0, 0)),
        ({"pricing_metric": "user", "annual_licence": None}, (100.0, 0.0, 0.0, 0)),
        ({"pricing_metric": None, "annual_licence": None}, (100.0, 0.0, 0.0, 0)),
        ({"annual_operations": None, "annual_licence": None}, (None, None, None, 0)),
        ({"annual_licence": 0.0}, (100.0, 0.0, 0.0, 0)),
        ({"currency": "EUR"}, (None, None, None, 1)),
        ({"users_low": 0.0, "users_mid": 0.0, "users_high": 0.0}, (1100.0, 0.0, 0.0, 0)),
    ],
)
def test_what_is_tied_up_follows_the_metric_of_the_licence(inventory, answered, expected):
    free = usage("2", annual_licence=None)
    row = inventory(usage("1", **({"annual_operations": 100.0} | answered)), free, members="12")
    assert said(row, *MONEY) == expected


def test_euros_stand_beside_kroner_and_in_no_sum(inventory):
    usages = [usage("1"), usage("2", currency="EUR", annual_licence=70.0), usage("2", "m", annual_licence=400.0)]
    assert said(inventory(*usages, members="12"), *MONEY) == (1400.0, 0.0, 0.0, 1)


@pytest.mark.parametrize("value", [0.0, -0.0, LARGEST / 10, None])
@pytest.mark.parametrize("column", ["users", "annual_licence", "annual_operations", "option_years"])
def test_no_single_figure_stops_the_way(concluded_on_the_way, column, value):
    """Each table on the way holds its rules, or the run stops: whatever one number of one member is."""
    changed = {f"users_{end}": value for end in ("low", "mid", "high")} if column == "users" else {column: value}
    usages = [usage(code, annual_licence=250000.0) for code in "123"]
    usages[0] |= changed
    found = concluded_on_the_way(usages, {"g": "123"})
    assert [row["n_answering"] for row in found["mart.group_inventory"]] == [3]
    assert [row["n_municipalities"] for row in found["mart.shared_application"]] == [3]


def test_a_product_of_one_member_ties_up_nothing_together(inventory):
    row = inventory(usage("1"), usage("2", application_id="elements"), members="12")
    assert said(row, "shared_products", "shared_installs", *MONEY) == (0, 0, None, None, None, 0)


WINDOW = ("first_common_start", "first_common_end", "n_free_now", "n_without_window")


def window(inventory, *ends, **other):
    """Two members share two products; `ends` are those of the first, then of the second."""
    pairs = [("1", "websak"), ("2", "websak"), ("1", "elements"), ("2", "elements")]
    usages = [
        answer(code, name_as_written=product, application_id=product, contract_end=end, survey_round="2026")
        for (code, product), end in zip(pairs, ends, strict=True)
    ]
    return inventory(*usages, members="12", **other)


def test_the_window_opens_after_the_day_of_the_answers(inventory):
    row = window(inventory, date(2024, 12, 31), date(2025, 6, 30), date(2027, 1, 31), date(2029, 12, 31))
    assert said(row, "as_of", *WINDOW) == (date(2026, 1, 1), date(2029, 12, 31), date(2029, 12, 31), 1, 0)


def test_the_day_of_the_latest_answer_decides(inventory):
    ends = (date(2026, 3, 1), date(2026, 6, 30), date(2027, 1, 31), date(2027, 12, 31))
    responses = [response("1", "2026", date(2026, 2, 1)), response("2", "2026", date(2026, 9, 1))]
    assert said(window(inventory, *ends), *WINDOW) == (date(2026, 6, 30), date(2027, 12, 31), 0, 0)
    late = window(inventory, *ends, responses=responses)
    assert said(late, "as_of", *WINDOW) == (date(2026, 9, 1), date(2027, 12, 31), date(2027, 12, 31), 1, 0)


def test_one_unknown_end_is_no_window_and_is_counted(inventory):
    row = window(inventory, date(2027, 1, 1), None, date(2028, 1, 1), date(2028, 5, 1))
    assert said(row, *WINDOW) == (date(2028, 5, 1), date(2028, 5, 1), 0, 1)


def test_when_every_contract_has_ended_all_are_free_and_there_is_no_window(inventory):
    row = window(inventory, date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1), date(2023, 1, 1))
    assert said(row, *WINDOW) == (None, None, 2, 0)


def test_options_keep_a_contract_that_has_ended(inventory):
    usages = [
        answer(code, contract_end=date(2025, 6, 30), option_years=years, survey_round="2026")
        for code, years in (("1", 0.0), ("2", 2.0))
    ]
    row = inventory(*usages, members="12")
    options = tuple(f"{name}_with_options" for name in WINDOW[:3])
    assert said(row, *WINDOW[:3]) == (None, None, 1)
    assert said(row, *options) == (date(2027, 6, 30), date(2027, 6, 30), 0)


def test_risks_of_the_inventories_in_force_are_counted(inventory):
    critical = {"criticality": "critical", "holds_sensitive_data": True, "has_processor_agreement": True}
    usages = [
        usage("1", "old", survey_round="2025", **critical, has_dpia=False),
        usage("1", "closed", survey_round="2026", **critical, has_dpia=True),
        usage("1", "open", survey_round="2026", **critical, has_dpia=False),
        usage("2", "not said", **critical, has_dpia=None),
        usage("2", "how critical?", criticality=None, has_dpia=None, holds_sensitive_data=True),
        usage("2", "holds what?", criticality="high", has_dpia=None, holds_sensitive_data=None),
        usage("2", "plain", criticality=None, has_dpia=None, holds_sensitive_data=False),
        usage("2", "low", criticality="low", has_dpia=None, holds_sensitive_data=None),
    ]
    assert said(inventory(*usages, members="12"), "n_critical_without_dpia", "n_risk_not_answered") == (2, 2)


def test_where_applications_run_adds_up(inventory):
    places = [*HOSTING, None, "saas"]
    row = inventory(*(usage("1", f"{at}", hosting=place) for at, place in enumerate(places)), members="12")
    assert said(row, *(f"n_hosted_{place}" for place in HOSTING)) == (1, 1, 1, 2, 1, 1)
    assert said(row, "n_hosting_not_answered", "n_applications") == (1, 8)


def test_a_vendor_is_one_however_it_is_written_and_old_rounds_are_out(inventory):
    usages = [
        usage("1", "a", vendor=None, vendor_as_written="ACOS"),
        usage("1", "b", vendor=None, vendor_as_written="Acos"),
        usage("1", "c", vendor="Visma"),
        usage("2", "a", survey_round="2026", vendor="Visma"),
        usage("2", "b", survey_round="2026", vendor="ACOS"),
        usage("2", "c", survey_round="2025", vendor="ACOS"),
        usage("3", "a", vendor=None, vendor_as_written=None),
    ]
    assert inventory(*usages, members="123")["n_single_vendor"] == 1


def test_two_groups_of_the_same_members_have_a_row_each_and_one_stands(concluded_on_the_way):
    found = concluded_on_the_way([usage("1"), usage("2")], {"six": "12", "again": "12", "wider": "123"})
    stands = {row["group_id"] for row in found["core.member_group"] if row["same_members_as"] is None}
    assert stands == {"again", "wider"}
    assert {row["group_id"]: row["tied_up_nok"] for row in found["mart.group_inventory"]} == dict.fromkeys(
        ("six", "again", "wider"), 2000.0
    )


def test_the_row_repeats_the_marts(concluded_on_the_way):
    """No figure of its own: amounts are those of the shared products, installs those of the overlap."""
    metrics = ("user", "inhabitant", None, "unknown", "flat")
    usages = [
        usage(code, f"{product}{metric}", application_id=product, pricing_metric=metric, annual_licence=10.0**power)
        for code in "123"
        for product in ("websak", "elements")
        for power, metric in enumerate(metrics)
    ]
    found = concluded_on_the_way(usages, {"g": "123"})
    (row,) = found["mart.group_inventory"]
    shared = found["mart.shared_application"]
    assert sum(said(row, *MONEY[:3])) == sum(each["total_cost_nok"] for each in shared) == 6 * 11111.0
    assert row["shared_installs"] == sum(each["n_municipalities"] for each in shared)
    assert row["removable_installs"] == sum(each["removable_installs"] for each in found["mart.application_overlap"])
