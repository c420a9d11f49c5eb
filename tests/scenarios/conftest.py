"""Homes of scenarios, each built once for all tests that ask it."""

from collections.abc import Callable

import pytest

from tests.scenarios.homes import Built, Scenario, build, made_once

Homes = Callable[[str, Scenario], Built]


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Homes:
    return lambda name, scenario: made_once(tmp_path_factory, name, lambda root: build(root, scenario))
