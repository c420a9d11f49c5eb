"""What tests share: a build of what ships and one of the example home, a lake for tables, sources where present."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import settings

from pipelines import reference
from pipelines.example_home import lay_out
from pipelines.gazetteer import Gazetteer
from pipelines.lake import Lake
from pipelines.overrides import municipalities
from pipelines.settings import CHECKOUT, Home

DATA = CHECKOUT / "data"
# How long an example takes says how busy the machine is.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
SHARED = CHECKOUT.parent / "shared"


def munibench(*arguments: str, home: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it, with state in a folder of the test's."""
    environment = os.environ | {"MUNIBENCH_HOME": str(home), "NO_COLOR": "1"}
    command = [str(Path(sys.executable).parent / "munibench"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=check)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, str]:
    """The shipped data built once: the home, and what the command printed."""
    folder = tmp_path_factory.mktemp("home")
    done = munibench("build", home=folder)
    return Home(home=folder), done.stdout


@pytest.fixture(scope="session")
def built_example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, str]:
    """The example home built once: the home, and what the command printed."""
    folder = tmp_path_factory.mktemp("beside")
    done = munibench("build", "--example", home=folder)
    return Home(home=folder / "example"), done.stdout


@pytest.fixture
def released_example(built_example: tuple[Home, str]) -> Iterator[duckdb.DuckDBPyConnection]:
    """The released warehouse of the example home, read-only."""
    with duckdb.connect(built_example[0].warehouse, read_only=True) as connection:
        yield connection


@pytest.fixture
def made_up_home(tmp_path: Path) -> Home:
    """An example home that is laid out and not built."""
    home = Home(home=tmp_path / "made up")
    lay_out(home, DATA / "example")
    return home


@pytest.fixture
def released(built: tuple[Home, str]) -> duckdb.DuckDBPyConnection:
    """The released warehouse, read-only."""
    with duckdb.connect(built[0].warehouse, read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer(reference.municipalities(DATA / "reference").valid)


@pytest.fixture(scope="session")
def example_gazetteer() -> Gazetteer:
    """The municipalities of the example home: those there are, and the invented ones."""
    return Gazetteer(municipalities(DATA, DATA / "example" / "reference"))


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")
