"""What runs by itself, and when: jobs, the sensor on the inbox, the schedule, what follows what.

Belongs here: one job per purpose, and the conditions under which each starts. Does not belong here: what a person
may change (pipelines/inbox), what the assets do, how old they may grow (assets/freshness).
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import reduce
from operator import and_
from typing import Any

import dagster as dg
from pydantic import BaseModel

from assets.freshness import policy
from assets.survey import FIGURES_STATE, INBOX_STATE
from pipelines.inbox import Digests, figures_state, state
from pipelines.settings import Home

BUILD = "build"
REFRESH_SURVEYS = "refresh_surveys"
REFRESH_REFERENCE = "refresh_reference"
RELEASE = "release"
SECONDS_BETWEEN_TICKS = 2  # asked for; Dagster's daemon goes round every five
SECONDS_BETWEEN_LOOKS = 1

EVERYTHING = dg.AssetSelection.all()
# Whatever reads a file that a person changes, or a review writes, while the warehouse is in use.
BESIDE_THE_WORKBOOKS = ("claim", "collaboration", "containment", "survey_response")
READ_FIRST = dg.AssetSelection.groups("survey") | dg.AssetSelection.assets(
    *(dg.AssetKey(["core", name]) for name in BESIDE_THE_WORKBOOKS),
    dg.AssetKey(["reference", "convention"]),
    dg.AssetKey(["reference", "group_definition"]),
    dg.AssetKey(["quality", "proposal"]),
)
# What lies between two of them goes along: left out, it would follow, and then be followed by what is made already.
SURVEYS = READ_FIRST | (READ_FIRST.downstream() & READ_FIRST.upstream())
REFERENCE = EVERYTHING.roots() - dg.AssetSelection.groups("survey")

JOBS = [
    dg.define_asset_job(BUILD, EVERYTHING, description="The whole line, to a new release."),
    dg.define_asset_job(
        REFRESH_SURVEYS, SURVEYS, description="Read the inbox, reviews and conventions; the line follows by itself."
    ),
    dg.define_asset_job(
        REFRESH_REFERENCE,
        REFERENCE,
        description="Read reference figures and reviewed evidence anew; the line follows by itself.",
    ),
    dg.define_asset_job(
        RELEASE,
        dg.AssetSelection.groups("quality", "release"),
        description="Gather rejects, check every gate, release what the lake holds.",
    ),
]

condition = dg.AutomationCondition


def follows(sources: Iterable[dg.AssetKey]) -> dg.AutomationCondition:
    """A table follows what it reads, once nothing of that failed and no blocking check of it is red.

    It also waits until every source, a table that a refreshing job makes, is done: whatever follows is then asked
    for in one look and goes into one run, and the release, which reads every table, is the last of it. Without that
    wait the tables that are ready first go first, and a drop takes seven runs. One table left out of the wait is
    enough for a look that falls between it and the last but one to split the run.
    """
    failed = condition.execution_failed() & ~condition.will_be_requested()
    conditions: list[Any] = [
        condition.eager(),
        condition.all_deps_blocking_checks_passed(),
        ~condition.any_deps_match(failed).with_label("anything it reads failed"),
        *(~condition.asset_matches(source, condition.in_progress()) for source in sources),
    ]
    return reduce(and_, conditions)


def automated(assets: Iterable[dg.AssetsDefinition]) -> list[dg.AssetsDefinition]:
    """The assets with their freshness, and with `follows` for each that reads another."""
    listed = list(assets)
    following = follows(sorted((SURVEYS | REFERENCE).resolve(listed)))

    def with_automation(spec: dg.AssetSpec) -> dg.AssetSpec:
        fresh: dg.AssetSpec = dg.apply_freshness_policy(spec, policy(str(spec.group_name)))
        return fresh.replace_attributes(automation_condition=following if list(fresh.deps) else None)

    return [asset for asset in dg.map_asset_specs(with_automation, listed) if isinstance(asset, dg.AssetsDefinition)]


class Asked(BaseModel):
    """The sensor's cursor: the state last asked for, and how many times anything was asked.

    The count makes a run key new when an earlier content comes back: Dagster runs a key once.
    """

    state: str | None = None
    figures: str | None = None
    count: int = 0


digests = Digests()  # of this process; a new one takes them anew


@dg.sensor(
    name="inbox",
    jobs=[job for job in JOBS if job.name in (BUILD, REFRESH_SURVEYS)],
    minimum_interval_seconds=SECONDS_BETWEEN_TICKS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Looks at the content of the inbox, corrections, reviews, figures and conventions; a change is read.",
)
def inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """Ask for a run when the content is new and the same in two looks: half a file is not asked for."""
    home = Home()
    now, figures, released = state(home, digests), figures_state(home, digests), home.warehouse.exists()
    asked = Asked.model_validate_json(context.cursor) if context.cursor else _last_read(context)
    if now == asked.state and (released or asked.count):
        context.update_cursor(asked.model_dump_json())
        return dg.SkipReason("Nothing has changed.")
    time.sleep(SECONDS_BETWEEN_LOOKS)
    if state(home, digests) != now:
        return dg.SkipReason("Something is changing; it is read when it has stayed the same for a moment.")
    job = REFRESH_SURVEYS if released and figures == asked.figures else BUILD
    asked = Asked(state=now, figures=figures, count=asked.count + 1)
    return dg.SensorResult(
        run_requests=[dg.RunRequest(run_key=f"{asked.count}-{now}", job_name=job, tags={"munibench/inbox": now})],
        cursor=asked.model_dump_json(),
    )


def _last_read(context: dg.SensorEvaluationContext) -> Asked:
    """The states that the last build read, from the command or from here; None where there was none."""
    event = context.instance.get_latest_materialization_event(dg.AssetKey(["raw", "survey_about"]))
    materialization = event.asset_materialization if event else None
    if materialization is None or not {INBOX_STATE, FIGURES_STATE} <= set(materialization.metadata):
        return Asked()
    read = {name: str(materialization.metadata[name].value) for name in (INBOX_STATE, FIGURES_STATE)}
    return Asked(state=read[INBOX_STATE], figures=read[FIGURES_STATE])


SENSORS = [
    inbox,
    dg.AutomationConditionSensorDefinition(
        "follow",
        target=EVERYTHING,
        default_status=dg.DefaultSensorStatus.RUNNING,
        minimum_interval_seconds=SECONDS_BETWEEN_TICKS,
        description="Starts what follows from a refreshed table, down to one release.",
    ),
]

SCHEDULES = [
    dg.ScheduleDefinition(
        name="reference_figures",
        job_name=REFRESH_REFERENCE,
        cron_schedule="0 4 * * 1",
        execution_timezone="Europe/Oslo",
        default_status=dg.DefaultScheduleStatus.RUNNING,
        description="Mondays at four: reference figures and evidence are read anew.",
    )
]
