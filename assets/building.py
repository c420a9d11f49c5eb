"""Running the build job in this process, with progress as it goes.

Belongs here: executing the job, times per asset, giving back the fault that stopped it.
Does not belong here: what the assets do, how results are printed (assets/summary).
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import dagster as dg

from assets.definitions import BUILD, definitions
from assets.instance import open_instance
from pipelines.faults import UserError
from pipelines.settings import Home

# The step log goes to the instance, where the page shows it; the terminal gets progress.
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


@dataclass(frozen=True)
class Stage:
    """One asset's time in seconds."""

    name: str
    seconds: float


def build(home: Home, progress: Callable[[str], None]) -> list[Stage]:
    """Materialise everything. Raises the UserError or OSError of the step that stopped it."""

    @dg.success_hook(name="progress")
    def report(context: dg.HookContext) -> None:
        progress(_asset_name(context.step_key))

    with _only_build(home), open_instance(home) as instance:
        job = definitions().get_repository_def().get_job(BUILD).with_hooks({report})
        try:
            result = job.execute_in_process(instance=instance, run_config=QUIET)
        except dg.DagsterExecutionStepExecutionError as error:
            if isinstance(error.user_exception, UserError | OSError):
                raise error.user_exception from None
            raise
    return [
        Stage(_asset_name(event.step_key), event.step_success_data.duration_ms / 1000)
        for event in result.all_events
        if event.is_step_success
    ]


def _asset_name(step_key: str | None) -> str:
    return str(step_key).replace("__", ".", 1)


@contextmanager
def _only_build(home: Home) -> Iterator[None]:
    home.root.mkdir(parents=True, exist_ok=True)
    with (home.root / "build.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(
                f"Another build is running on {home.root}. Wait for it, or set MUNIBENCH_HOME to a folder of your own."
            ) from None
        yield
