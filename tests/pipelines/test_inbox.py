"""The state of the inbox is its content: bytes and names, never time stamps."""

import os
from pathlib import Path

import pytest

from pipelines.inbox import SETTLED_NANOSECONDS, Digests, state
from pipelines.settings import Home
from pipelines.workbook.received import inbox_files

LONG_AGO = (1_000_000_000, 1_000_000_000)


@pytest.fixture
def home(tmp_path) -> Home:
    home = Home(home=tmp_path)
    (home.inbox / "east").mkdir(parents=True)
    (home.inbox / "east" / "3203.xlsx").write_bytes(b"one")
    return home


@pytest.fixture
def digests() -> Digests:
    """Digests far enough from the files' last change to be kept."""
    return Digests(now_nanoseconds=lambda: 2**62)


def test_equal_bytes_under_another_time_are_no_change(home, digests):
    before = state(home, digests)
    os.utime(home.inbox / "east" / "3203.xlsx", LONG_AGO)
    assert state(home, digests) == before == state(home)


def test_other_bytes_of_equal_size_under_the_old_time_are_a_change(home, digests):
    path = home.inbox / "east" / "3203.xlsx"
    os.utime(path, LONG_AGO)
    before = state(home, digests)
    path.write_bytes(b"two")
    os.utime(path, LONG_AGO)
    assert state(home, digests) != before


def test_a_removed_and_a_moved_file_are_changes_and_a_returned_one_is_the_first_state(home, digests):
    path, content = home.inbox / "east" / "3203.xlsx", b"one"
    first = state(home, digests)
    path.rename(home.inbox / "3203.xlsx")
    moved = state(home, digests)
    (home.inbox / "3203.xlsx").unlink()
    removed = state(home, digests)
    path.write_bytes(content)
    assert len({first, moved, removed}) == 3
    assert state(home, digests) == first


@pytest.mark.parametrize("name", [".hidden.xlsx", "~$3203.xlsx", "3203.xlsx.part", "a.TMP", ".folder/3203.xlsx"])
def test_what_is_hidden_locked_or_unfinished_is_passed_by(home, name):
    before, path = state(home), home.inbox / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"half")
    assert state(home) == before
    assert [name for name, _ in inbox_files(home.inbox)] == ["east/3203.xlsx"]


@pytest.mark.parametrize("name", ["corrections/2025.yml", "review/applications.csv", "conventions.toml"])
def test_whatever_a_person_may_change_is_part_of_it(home, name):
    before, path = state(home), home.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("changed", encoding="utf-8")
    assert state(home) != before


def test_a_name_that_is_no_text_and_a_link_to_nothing_stop_nothing(home):
    before = state(home)
    (home.inbox / "gone.xlsx").symlink_to(home.inbox / "nowhere.xlsx")
    assert state(home) == before
    Path(os.fsdecode(os.fsencode(home.inbox) + b"/\xff.xlsx")).write_bytes(b"three")
    assert state(home) != before


def test_a_digest_is_kept_only_for_a_file_that_was_left_alone(home):
    """A change within one tick of the file system's clock has the same ctime: such a file is read again."""
    path = home.inbox / "east" / "3203.xlsx"
    changed = path.stat().st_ctime_ns
    just_now = Digests(now_nanoseconds=lambda: changed + SETTLED_NANOSECONDS)
    later = Digests(now_nanoseconds=lambda: changed + SETTLED_NANOSECONDS + 1)
    assert just_now.of(path) == later.of(path)
    assert not just_now.known
    assert list(later.known) == [path]


def test_a_kept_digest_is_not_read_again(home, digests):
    path = home.inbox / "east" / "3203.xlsx"
    first = digests.of(path)
    identity, _ = digests.known[path]
    digests.known[path] = (identity, "kept")
    assert digests.of(path) == "kept" != first
