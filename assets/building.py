"""Running the build job in this process, with progress as it goes.

Belongs here: executing the job, times per asset, giving back the fault that stopped it.
Does not belong here: what the assets do, how results are printed (assets/summary).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import dagster as dg

from assets.automation import BUILD
from assets.definitions import definitions
from assets.instance import open_instance
from pipelines import inbox
from pipelines.faults import UserError
from pipelines.lake import Lake
from pipelines.release import refuse_where_closed
from pipelines.settings import Home, Shipped
from pipelines.turns import only_build

# The step log goes to the instance, where the page shows it; the terminal gets progress.
QUIET = {
    "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    "resources": {"place": {"config": {"waits_its_turn": False}}},
}


@dataclass(frozen=True)
class Stage:
    """One asset's time in seconds."""

    name: str
    seconds: float


def build(home: Home, progress: Callable[[str], None]) -> list[Stage]:
    """Materialise everything. Raises the UserError or OSError of the step that stopped it."""
    inbox.make(home)

    @dg.success_hook(name="progress")
    def report(context: dg.HookContext) -> None:
        progress(_asset_name(context.step_key))

    with only_build(home), open_instance(home) as instance:
        job = definitions().get_repository_def().get_job(BUILD).with_hooks({report})
        try:
            result = job.execute_in_process(instance=instance, run_config=QUIET)
        except dg.DagsterExecutionStepExecutionError as error:
            if isinstance(error.user_exception, UserError | OSError):
                raise error.user_exception from None
            raise
        except dg.DagsterError:
            refuse_where_closed(home, Lake(home.lake), Shipped().sql)  # a blocking check: say which rows
            raise
    return [
        Stage(_asset_name(event.step_key), event.step_success_data.duration_ms / 1000)
        for event in result.all_events
        if event.is_step_success
    ]


def _asset_name(step_key: str | None) -> str:
    return str(step_key).replace("__", ".", 1)
