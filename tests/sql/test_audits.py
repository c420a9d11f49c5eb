"""Every audit and every derived gate can close: a row that must not be is found."""

import pytest

from pipelines import gates
from pipelines.lake import Lake
from pipelines.settings import CHECKOUT
from pipelines.tables import FILLED, TABLES

SQL = CHECKOUT / "sql"
AUDITS = gates.audits(SQL)
OBSERVATION = {"observation_id": "o1"}
CLAIM = {"unit_id": "u", "per_denominator": None}
# Audit -> rows by table (changes to the declared example row) for which it must find something.
GUILTY = {
    "claim_is_in_the_origins_document": {"core.claim": [{"document_sha256": "1" * 64}], "reference.origin": [{}]},
    "every_municipality_has_its_inventory_in_force": {
        "core.application_usage": [{}],
        "reference.municipality_successor": [{"unit_id": "NO-3316", "name": "Modum"}],
    },
    "group_inventory_adds_up": {"mart.group_inventory": [{}], "mart.shared_application": [{"n_municipalities": 3}]},
    "money_claim_is_used_once": {"core.claim": [CLAIM, CLAIM | {"claim_id": "second"}]},
    "municipality_is_valid_once": {"reference.municipality": [{"valid_to": None}, {"name": "Other"}]},
    "observation_has_provenance": {
        "mart.cost_observation": [OBSERVATION],
        "mart.provenance": [{"observation_id": "o1"}],
    },
    "one_group_stands_for_its_members": {
        "core.member_group": [{"group_id": "a", "same_members_as": "b"}, {"group_id": "b", "same_members_as": "a"}]
    },
    "ownership_is_at_most_100_percent": {
        "core.collaboration_member": [{"ownership_share_pct": 70.0}, {"member_name": "B", "ownership_share_pct": 40.0}]
    },
    "overlap_counts_every_shared_install": {
        "mart.shared_application": [{"n_municipalities": 3}],
        "mart.application_overlap": [{"installs": 2}],
    },
    "price_in_force_rests_on_its_rows": {
        "mart.application_price": [{"in_force_n": 1}, {"inventory_id": "NO-3312/2026/r", "in_force_n": 1}]
    },
    "price_spread_rests_on_its_rows": {
        "mart.application_price": [{"group_n": 1}, {"inventory_id": "NO-3312/2025/r", "group_n": 1}]
    },
    "reject_summary_counts_every_rule": {"quality.reject_summary": [{"rule": "one_of"}]},
    "shared_application_has_its_contract_window": {"mart.shared_application": [{}]},
    "shared_product_has_a_window_or_a_reason": {
        "mart.group_inventory": [{"n_free_now": 2}],
        "mart.contract_window": [{}],
    },
    "real_value_has_a_year": {"mart.cost_observation": [{"year": None}]},
}


def lake_of(lake: Lake, rows) -> Lake:
    for name, table in TABLES.items():
        given = rows.get(name, [])
        lake.write(name, table.frame([table.example_row() | change for change in given]))
    return lake


def guilty(lake, name):
    with gates.lake_connection(lake) as connection:
        return connection.execute(AUDITS[name]).fetchall()


def test_every_written_audit_has_a_guilty_row_here():
    assert {f"sql/audits/{name}.sql" for name in GUILTY} == {name for name in AUDITS if name.endswith(".sql")}


@pytest.mark.parametrize("name", GUILTY)
def test_an_audit_finds_its_guilty_row_and_nothing_in_an_empty_lake(lake, name):
    assert guilty(lake_of(lake, {}), f"sql/audits/{name}.sql") == []
    assert guilty(lake_of(lake, GUILTY[name]), f"sql/audits/{name}.sql")


@pytest.mark.parametrize("table", FILLED.values(), ids=lambda table: table.name)
def test_a_row_twice_breaks_the_grain(lake, table):
    assert guilty(lake_of(lake, {table.name: [{}, {}]}), f"{table.name} is unique by its grain")


@pytest.mark.parametrize("name", [name for name in AUDITS if " exists in " in name])
def test_a_dangling_reference_is_found(lake, name):
    source, _, _ = name.partition(" exists in ")
    table, _, column = source.rpartition(".")
    poison = 999 if TABLES[table].types[column].is_integer() else "nowhere"
    assert guilty(lake_of(lake, {table: [{column: poison}]}), name)


COUNTING = "price_spread_rests_on_its_rows"


@pytest.mark.parametrize(
    ("name", "reject", "is_closed"),
    [
        (COUNTING, {"file": "sql/mart/application_price.sql", "table_name": "mart.application_price"}, False),
        (COUNTING, {"file": "sql/mart/staffing.sql", "table_name": "mart.staffing"}, True),
        (COUNTING, {"file": "svar.xlsx", "table_name": "mart.application_price"}, True),
        (
            COUNTING,
            {"file": "sql/mart/application_price.sql", "table_name": "mart.application_price", "severity": "told"},
            True,
        ),
        ("real_value_has_a_year", {"file": "sql/mart/x.sql", "table_name": "mart.cost_observation"}, True),
    ],
)
def test_counts_need_not_agree_where_a_computed_row_was_left_out(lake, name, reject, is_closed):
    """A row of its own fault is missing from one side of the comparison, and quality.reject says so."""
    lake_of(lake, GUILTY[name] | {"quality.reject": [reject]})
    with gates.lake_connection(lake) as connection:
        found = gates.guilty_rows(connection, AUDITS[f"{gates.WRITTEN}{name}.sql"]).fetchall()
    assert bool(found) == is_closed
