"""The first steps: a folder to put answers into, and what is said where a file bears its name."""

import pytest

from pipelines import inbox
from pipelines.faults import UserError
from pipelines.settings import Home
from tests.conftest import munibench


def test_the_inbox_and_its_documents_are_made_once_and_what_lies_there_stays(tmp_path):
    home = Home(home=tmp_path / "new" / "home")
    inbox.make(home)
    (home.inbox / "a.xlsx").write_bytes(b"1")
    inbox.make(home)
    assert home.documents.is_dir() and (home.inbox / "a.xlsx").read_bytes() == b"1"


@pytest.mark.parametrize("name", ["inbox", "inbox/documents"])
def test_a_file_of_that_name_is_said_in_a_sentence(tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"a workbook")
    with pytest.raises(UserError, match=r"is a file and must be a folder.*Move it away"):
        inbox.make(Home(home=tmp_path))
    for command in (("build",), ("dev", "--port", "65000"), ("fetch", "https://example.invalid/a")):
        done = munibench(*command, home=tmp_path, check=False)
        assert done.returncode == 2 and "must be a folder" in done.stderr and "Traceback" not in done.stderr
    assert path.read_bytes() == b"a workbook"


def test_status_without_a_release_says_what_to_do(tmp_path):
    done = munibench("status", "--round", "2026", home=tmp_path, check=False)
    assert list(tmp_path.iterdir()) == [], "who only asks makes nothing"
    assert done.returncode == 2 and "munibench build" in done.stderr
    done = munibench("status", "--round", "26", home=tmp_path, check=False)
    assert done.returncode == 2 and "--round is a year" in done.stderr
