"""The example home is laid out again and again, and never over anything else."""

import shutil

import pytest

from pipelines.example_home import example_home, lay_out
from pipelines.faults import UserError
from pipelines.settings import Home, Shipped
from tests.conftest import DATA, munibench


@pytest.fixture
def ships(tmp_path):
    """A folder such as data/example that a test may change."""
    return shutil.copytree(DATA / "example", tmp_path / "ships")


def names(home):
    return sorted(path.relative_to(home.root).as_posix() for path in home.root.rglob("*") if path.is_file())


def test_it_lies_beside_a_home_and_is_its_own_where_it_is_one(tmp_path):
    beside = example_home(Home(home=tmp_path))
    assert beside.root == tmp_path.resolve() / "example" and not beside.is_example
    lay_out(beside, DATA / "example")
    assert beside.is_example and example_home(beside).root == beside.root
    assert not Home(home=tmp_path).is_example


def test_it_holds_the_round_and_its_figures_and_no_truth(made_up_home):
    assert "inbox/2025/example_2025_9901.xlsx" in names(made_up_home)
    assert "reference/municipality.csv" in names(made_up_home) and "reference/population.csv" in names(made_up_home)
    assert not [name for name in names(made_up_home) if "truth" in name]


def test_a_refresh_mends_what_ships_takes_away_what_no_longer_does_and_keeps_what_a_person_put_there(tmp_path, ships):
    home = Home(home=tmp_path / "home")
    lay_out(home, ships)
    mine = home.inbox / "2025" / "mine.xlsx"
    mine.write_bytes(b"mine")
    changed = home.inbox / "2025" / "example_2025_9902.xlsx"
    changed.write_bytes(b"not what ships")
    (ships / "2025" / "example_2025_9901.xlsx").unlink()
    lay_out(home, ships)
    assert mine.read_bytes() == b"mine"
    assert changed.read_bytes() == (ships / "2025" / changed.name).read_bytes()
    assert not (home.inbox / "2025" / "example_2025_9901.xlsx").exists()
    before = names(home)
    lay_out(home, ships)
    assert names(home) == before


def test_a_folder_in_use_is_not_taken_for_it(tmp_path):
    home = Home(home=tmp_path / "home")
    home.inbox.mkdir(parents=True)
    (home.inbox / "svar.xlsx").write_bytes(b"real")
    with pytest.raises(UserError, match=r"is no example home.*Move it away"):
        lay_out(home, DATA / "example")
    assert names(home) == ["inbox/svar.xlsx"]


@pytest.mark.parametrize("marker", ["", "# by hand\n"])
def test_a_marker_by_hand_makes_an_example_home(tmp_path, marker):
    (tmp_path / "example.toml").write_text(marker, encoding="utf-8")
    home = Home(home=tmp_path)
    assert home.is_example
    lay_out(home, DATA / "example")
    assert "inbox/2025/example_2025_9904.xlsx" in names(home)


@pytest.mark.parametrize("marker", ["laid_out = [", 'laid_out = ["../elsewhere"]', "laid_out = 3", "laid_out = [1]"])
def test_a_marker_that_does_not_hold_is_said_and_nothing_is_deleted(tmp_path, marker):
    (tmp_path / "elsewhere").write_text("keep", encoding="utf-8")
    home = Home(home=tmp_path / "home")
    home.root.mkdir()
    home.example_marker.write_text(marker, encoding="utf-8")
    with pytest.raises(UserError, match=r"example\.toml.*Empty the file"):
        lay_out(home, DATA / "example")
    assert (tmp_path / "elsewhere").exists()


def test_its_evidence_and_groups_are_made_up_and_those_of_a_home_are_not(tmp_path, made_up_home):
    shipped = Shipped()
    assert shipped.evidence(made_up_home) == shipped.example / "evidence"
    assert shipped.evidence(Home(home=tmp_path)) == DATA / "evidence"
    assert shipped.groups(made_up_home) == shipped.example / "groups.csv"
    assert munibench("group", "list", home=made_up_home.root).stdout.startswith("eksempel: Eksempelregionen (9901, ")


def test_made_up_evidence_has_the_columns_of_the_other():
    for path in (DATA / "evidence").glob("*.csv"):
        other = DATA / "example" / "evidence" / path.name
        first = [file.read_text(encoding="utf-8").partition("\n")[0].strip() for file in (path, other)]
        assert first[0] == first[1], path.name


def test_building_it_over_something_else_is_one_sentence(tmp_path):
    (tmp_path / "example").mkdir()
    (tmp_path / "example" / "mine.txt").write_text("mine", encoding="utf-8")
    done = munibench("build", "--example", home=tmp_path, check=False)
    assert done.returncode == 2 and "is no example home" in done.stderr and "Traceback" not in done.stderr
