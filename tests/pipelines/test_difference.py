"""What changed since the last release: every change listed or counted, nothing else, and no version that stops it."""

import datetime
import json

import duckdb
import pytest

from pipelines import difference as module
from pipelines.difference import difference
from pipelines.release import describe, write
from pipelines.tables import FILLED, TABLES
from schemas.quality import MADE_WITH_THE_RELEASE, RELEASE, RELEASE_DIFFERENCE

SHARED = TABLES["mart.shared_application"]
OTHER = {"application_id": "elements", "total_cost_nok": None}


def filled(lake, **tables):
    """A lake with rows of some tables (changes to the example row), the others empty."""
    for name, table in FILLED.items():
        rows = tables.get(name.replace(".", "__"), [])
        lake.write(name, table.frame([table.example_row() | row for row in rows]))
    return lake


def released(tmp_path, lake, changes=None):
    """The lake written as the live file; `changes` is its release_difference."""
    path = tmp_path / "live's.duckdb"
    path.unlink(missing_ok=True)
    lake.write(RELEASE.name, describe(lake))
    lake.write(RELEASE_DIFFERENCE.name, changes if changes is not None else RELEASE_DIFFERENCE.frame([]))
    write(path, lake)
    return path


def hash_of(lake):
    return describe(lake)["content_hash"][0]


def between(tmp_path, lake, before, after):
    live = released(tmp_path, filled(lake, **before))
    return found(live, filled(lake, **after))


def found(live, lake):
    columns = ("table_name", "kind", "column", "key", "before", "after", "n_changes")
    return [tuple(row[name] for name in columns) for row in difference(live, lake, hash_of(lake)).to_dicts()]


def changed_by_another_version(live, *statements):
    """The file as another version would have written it; the table loses its primary key, which forbids changes."""
    with duckdb.connect(live) as connection:
        connection.execute("create table mart.copy as select * from mart.shared_application")
        connection.execute("drop table mart.shared_application")
        connection.execute("alter table mart.copy rename to shared_application")
        for statement in statements:
            connection.execute(statement)


def key(application="acos-websak"):
    return f'{{"group_id":"no-ringerike-utredning-2022","application_id":"{application}"}}'


def test_the_first_release_has_no_difference(tmp_path, lake):
    assert difference(tmp_path / "none.duckdb", filled(lake), "hash").rows() == []


def test_rows_that_came_went_and_changed(tmp_path, lake):
    before = {SHARED.name.replace(".", "__"): [{"total_cost_nok": 1.0}, OTHER]}
    after = {SHARED.name.replace(".", "__"): [{"total_cost_nok": None}, {"application_id": "gerica"}]}
    assert between(tmp_path, lake, before, after) == [
        (SHARED.name, "added", None, key("gerica"), None, None, 1),
        (SHARED.name, "changed", "total_cost_nok", key(), "1.0", None, 1),
        (SHARED.name, "removed", None, key("elements"), None, None, 1),
    ]


def test_the_last_bits_of_a_sum_are_no_change(tmp_path, lake):
    name = SHARED.name.replace(".", "__")
    assert between(tmp_path, lake, {name: [{"users": 0.3}]}, {name: [{"users": 0.1 + 0.2}]}) == []
    assert len(between(tmp_path, lake, {name: [{"users": 0.3}]}, {name: [{"users": 0.3001}]})) == 1


def test_a_key_with_an_empty_part_is_the_same_row(tmp_path, lake):
    row = {"functional_area": None}
    changes = between(
        tmp_path,
        lake,
        {"mart__application_overlap": [row | {"n_unmatched": 1}]},
        {"mart__application_overlap": [row | {"n_unmatched": 2}]},
    )
    assert [change[1:3] + change[4:6] for change in changes] == [("changed", "n_unmatched", "1", "2")]
    assert '"functional_area":null' in changes[0][3]


def test_what_is_too_long_to_list_is_counted(tmp_path, lake, monkeypatch):
    monkeypatch.setattr(module, "LISTED_CHANGES", 2)
    name = SHARED.name.replace(".", "__")
    before = [{"application_id": f"a{number}", "users": 1.0} for number in range(3)]
    after = [row | {"users": 2.0} for row in before] + [{"application_id": f"b{number}"} for number in range(2)]
    changes = between(tmp_path, lake, {name: before}, {name: after})
    assert [(change[1], change[3] is None, change[6]) for change in changes] == [
        ("added", False, 1),
        ("added", False, 1),
        ("changed", True, 3),
    ]


def test_a_table_too_large_to_compare_gives_both_counts(tmp_path, lake, monkeypatch):
    monkeypatch.setattr(module, "COMPARED_ROWS", 1)
    name = SHARED.name.replace(".", "__")
    assert between(tmp_path, lake, {name: [{}]}, {name: [{}, OTHER]}) == [
        (SHARED.name, "not_compared", None, None, "1", "2", None)
    ]


def test_the_same_content_keeps_the_last_difference(tmp_path, lake):
    kept = RELEASE_DIFFERENCE.frame([RELEASE_DIFFERENCE.example_row()])
    live = released(tmp_path, filled(lake), kept)
    assert difference(live, lake, hash_of(lake)).equals(kept)


def test_the_release_compared_with_is_named(tmp_path, lake):
    live = released(tmp_path, filled(lake))
    earlier = hash_of(lake)
    changes = difference(live, filled(lake, mart__shared_application=[{}]), "another")
    assert changes["previous_content_hash"].to_list() == [earlier]


def test_a_table_or_column_of_another_version_is_said(tmp_path, lake):
    live = released(tmp_path, filled(lake, mart__shared_application=[{}]))
    changed_by_another_version(
        live,
        "alter table mart.shared_application drop column users",
        "alter table mart.shared_application add column colour varchar",
        "alter table mart.shared_application alter n_with_cost type varchar",
        "drop table mart.risk_gap",
        "create table mart.older as select 1 as x union all select 2",
    )
    assert found(live, filled(lake, mart__shared_application=[{"price_spread": 2.0}])) == [
        ("mart.older", "table_removed", None, None, "2", None, 2),
        ("mart.risk_gap", "table_added", None, None, None, "0", 0),
        (SHARED.name, "changed", "price_spread", key(), "1.8", "2.0", 1),
        (SHARED.name, "column_added", "n_with_cost", None, None, "BIGINT", None),
        (SHARED.name, "column_added", "users", None, None, "DOUBLE", None),
        (SHARED.name, "column_removed", "colour", None, "VARCHAR", None, None),
        (SHARED.name, "column_removed", "n_with_cost", None, "VARCHAR", None, None),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "alter table mart.shared_application drop column application_id",
        "insert into mart.shared_application select * replace (7.0 as users) from mart.shared_application",
    ],
)
def test_rows_told_apart_by_other_columns_are_counted(tmp_path, lake, statement):
    live = released(tmp_path, filled(lake, mart__shared_application=[{}]))
    changed_by_another_version(live, statement)
    changes = found(live, filled(lake, mart__shared_application=[OTHER]))
    assert [change[1] for change in changes if change[1] != "column_added"] == ["key_changed"]


def test_a_live_file_that_is_broken_is_said_and_stops_nothing(tmp_path, lake):
    live = tmp_path / "live.duckdb"
    live.write_bytes(b"not a database" * 1000)
    (change,) = found(live, filled(lake))
    assert change[1] == "not_readable"
    assert change[4]


def test_every_type_of_value_is_listed(tmp_path, lake):
    day = datetime.date(2027, 1, 31)
    changes = between(
        tmp_path,
        lake,
        {"core__application_usage": [{}]},
        {"core__application_usage": [{"contract_end": day, "has_dpia": None, "hosting": "joint", "source_row": 8}]},
    )
    assert [change[2:3] + change[4:6] for change in changes] == [
        ("contract_end", "2026-12-31", "2027-01-31"),
        ("has_dpia", "false", None),
        ("hosting", "saas", "joint"),
        ("source_row", "7", "8"),
    ]


def test_what_is_made_with_the_release_is_not_compared_nor_in_the_digest(tmp_path, lake):
    filled(lake)
    digest = hash_of(lake)
    for table in MADE_WITH_THE_RELEASE:
        lake.write(table.name, table.frame([table.example_row()]))
    assert hash_of(lake) == digest


def test_every_change_is_listed_and_nothing_else(tmp_path, lake):
    """200 rows against 200 rows, held against the same comparison in plain Python."""
    before = {f"a{number}": {"users": number * 1.0, "n_with_cost": number % 3} for number in range(200)}
    after = {
        f"a{number}": {"users": number * 1.0 + (number % 7 == 0), "n_with_cost": number % 4}
        for number in range(20, 220)
        if number % 11
    }
    expected = {(name, "removed", None) for name in before.keys() - after.keys()}
    expected |= {(name, "added", None) for name in after.keys() - before.keys()}
    expected |= {
        (name, "changed", column)
        for name in before.keys() & after.keys()
        for column in before[name]
        if before[name][column] != after[name][column]
    }
    sides = [
        {"mart__shared_application": [{"application_id": name} | values for name, values in side.items()]}
        for side in (before, after)
    ]
    listed = [
        (json.loads(key)["application_id"], kind, column)
        for _, kind, column, key, *_ in between(tmp_path, lake, *sides)
    ]
    assert len(listed) == len(set(listed))
    assert set(listed) == expected
