"""One atomic release: gates first, the live file untouched by failure, readers undisturbed, old clients served."""

import datetime
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.faults import GateClosed, UserError
from pipelines.gates import findings
from pipelines.lake import Lake, content_hash
from pipelines.release import KEPT_RELEASES, publish
from pipelines.settings import CHECKOUT, Home
from pipelines.tables import TABLES

SQL = CHECKOUT / "sql"
NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
OLD_CLIENT = CHECKOUT / ".venv" / "older-duckdb"


@pytest.fixture
def home(built, tmp_path) -> Home:
    """A home of its own with the lake of the shipped build."""
    shutil.copytree(built[0].lake, tmp_path / "lake")
    return Home(home=tmp_path)


def release(home, minutes=0):
    return publish(home, Lake(home.lake), SQL, NOON + datetime.timedelta(minutes=minutes))


def broken(home, name, change):
    lake = Lake(home.lake)
    lake.write(name, change(lake.read(name)))


def test_the_lake_of_the_shipped_build_passes_every_gate(home):
    assert findings(Lake(home.lake), SQL) == []


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("core.claim", lambda frame: frame.drop("low"), "missing \\['low'\\]"),
        ("core.claim", lambda frame: frame.with_columns(low=frame["high"] + 1), "rules are broken"),
        ("core.claim", lambda frame: frame.vstack(frame.head(1)), "unique by its grain"),
        ("reference.municipality", lambda frame: frame.head(5), "5 rows, at least"),
        ("core.collaboration", lambda frame: frame.filter(frame["form_code"] != 7), "exists in core.collaboration"),
    ],
)
def test_a_closed_gate_says_what_and_leaves_the_live_file(home, name, change, reason):
    live = release(home)
    before = home.warehouse.read_bytes()
    broken(home, name, change)
    with pytest.raises(GateClosed, match=reason) as raised:
        release(home, minutes=1)
    assert "warehouse.duckdb is as it was" in str(raised.value)
    assert home.warehouse.read_bytes() == before
    assert [path.name for path in home.releases.glob("*.duckdb")] == [live.path.name]


def test_a_table_that_is_not_there_is_a_closed_gate(home):
    Lake(home.lake).path("core.claim").unlink()
    with pytest.raises(GateClosed, match=r"core\.claim has not been built yet"):
        release(home)


def test_a_reader_keeps_the_release_it_opened(home):
    release(home)
    script = (
        "import duckdb,sys; c=duckdb.connect(sys.argv[1], read_only=True); print(1, flush=True); input(); "
        "print(c.sql('select count(*) from core.claim').fetchone()[0])"
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", script, str(home.warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert reader.stdout.readline() == "1\n"
    before = Lake(home.lake).read("core.claim").height
    broken(home, "core.claim", lambda frame: frame.filter(frame["claim_id"] != "letter-report-due"))
    release(home, minutes=1)
    assert reader.communicate("\n")[0] == f"{before}\n"
    with duckdb.connect(home.warehouse, read_only=True) as connection:
        assert connection.sql("select count(*) from core.claim").fetchone() == (before - 1,)


def test_the_same_lake_gives_the_same_content(home):
    one, other = release(home), release(home, minutes=1)
    assert one.content_hash == other.content_hash
    broken(home, "core.claim", lambda frame: frame.reverse())
    assert release(home, minutes=2).content_hash == one.content_hash
    broken(home, "core.claim", lambda frame: frame.filter(frame["claim_id"] != "letter-report-due"))
    assert release(home, minutes=3).content_hash != one.content_hash


def test_a_release_lists_what_it_changed_and_keeps_the_list_when_published_again(home):
    def listed():
        with duckdb.connect(home.warehouse, read_only=True) as connection:
            return connection.sql("""select table_name, kind, key, previous_content_hash
                from quality.release_difference""").fetchall()

    first = release(home)
    assert listed() == []
    broken(home, "core.claim", lambda frame: frame.filter(frame["claim_id"] != "letter-report-due"))
    release(home, minutes=1)
    changes = [("core.claim", "removed", '{"claim_id":"letter-report-due"}', first.content_hash)]
    assert listed() == changes
    release(home, minutes=2)
    assert listed() == changes


def test_a_live_file_that_cannot_be_read_is_replaced(home):
    home.warehouse.write_bytes(b"half a file")
    release(home)
    with duckdb.connect(home.warehouse, read_only=True) as connection:
        assert connection.sql("select kind from quality.release_difference").fetchall() == [("not_readable",)]


def test_only_the_newest_releases_stay_and_leftovers_go(home):
    home.releases.mkdir()
    (home.releases / ".unfinished-1.duckdb").write_bytes(b"killed")
    older = [home.releases / f"2020010{number}T000000000000.duckdb" for number in range(1, KEPT_RELEASES + 2)]
    for path in older:
        path.write_bytes(b"an older release")
    newest = release(home).path
    kept = sorted(path.name for path in home.releases.iterdir())
    assert kept == [path.name for path in older[2:]] + [newest.name]


def test_every_table_and_column_has_its_comment_type_and_order(home):
    release(home)
    with duckdb.connect(home.warehouse, read_only=True) as connection:
        tables = dict(
            connection.sql("select schema_name || '.' || table_name, comment from duckdb_tables()").fetchall()
        )
        columns = connection.sql("""select schema_name || '.' || table_name, column_name, data_type, comment
                                    from duckdb_columns() where not internal order by 1, column_index""").fetchall()
    assert tables == {name: table.comment for name, table in TABLES.items()}
    declared = [
        (name, column.name, table.duckdb_type(column), column.comment)
        for name, table in sorted(TABLES.items())
        for column in table.columns
    ]
    assert columns == declared


def test_an_older_client_reads_rows_and_comments(home):
    assert OLD_CLIENT.is_dir(), "make test installs the older client"
    release(home)
    script = """import sys, duckdb
c = duckdb.connect(sys.argv[1], read_only=True)
print(duckdb.__version__, c.sql('select count(*) from mart.cost_observation').fetchone()[0],
      c.sql("select count(*) from duckdb_columns() where schema_name = 'mart' and comment is null").fetchone()[0])"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(home.warehouse)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(OLD_CLIENT)},
    )
    version, rows, uncommented = done.stdout.split()
    assert version == ("1.1.3" if sys.version_info < (3, 14) else "1.4.2")
    assert int(rows) > 20 and uncommented == "0"


def test_the_digest_sees_values_names_and_types_but_not_order(built):
    frame = Lake(built[0].lake).read("core.contract")
    assert content_hash(frame) == content_hash(frame.sample(fraction=1, shuffle=True, seed=1))
    assert content_hash(frame) != content_hash(frame.rename({"unit_id": "unit"}))
    assert content_hash(frame) != content_hash(frame.with_columns(frame["n_claims"].cast(float)))
    assert content_hash(frame) != content_hash(frame.head(1))


def test_reading_what_is_not_built_says_so(tmp_path: Path):
    with pytest.raises(UserError, match="has not been built yet"):
        Lake(tmp_path).read("core.claim")
