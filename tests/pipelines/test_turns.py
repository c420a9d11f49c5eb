"""The command builds alone; the daemon's run waits for it and keeps it out."""

import threading

import pytest

from pipelines.faults import UserError
from pipelines.settings import Home
from pipelines.turns import daemon_run, only_build


@pytest.fixture
def home(tmp_path) -> Home:
    return Home(home=tmp_path / "home")


@pytest.mark.parametrize("first", [only_build, daemon_run])
def test_the_command_does_not_start_beside_anything(home, first):
    with first(home), pytest.raises(UserError, match="Another build is running"), only_build(home):
        pass
    with only_build(home):
        pass


def test_steps_of_one_run_share_their_turn(home):
    with daemon_run(home), daemon_run(home):
        pass


def test_a_run_waits_for_the_command(home):
    order = []

    def run() -> None:
        with daemon_run(home):
            order.append("run")

    with only_build(home):
        waiting = threading.Thread(target=run)
        waiting.start()
        order.append("command")
    waiting.join()
    assert order == ["command", "run"]
