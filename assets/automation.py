"""What runs by itself, and when: jobs, the sensor on the inbox, the schedule, what follows what.

Belongs here: one job per purpose, and the conditions under which each starts. Does not belong here: what a person
may change (pipelines/inbox), what the assets do, how old they may grow (assets/freshness).
"""

from __future__ import annotations

from collections.abc import Iterable

import dagster as dg
from pydantic import BaseModel

from assets.freshness import policy
from assets.resources import Place
from assets.survey import INBOX_STATE
from pipelines.inbox import Digests, state

BUILD = "build"
REFRESH_SURVEYS = "refresh_surveys"
REFRESH_REFERENCE = "refresh_reference"
RELEASE = "release"
SECONDS_BETWEEN_LOOKS = 2

EVERYTHING = dg.AssetSelection.all()
# Whatever reads a file that a person changes while the warehouse is in use.
SURVEYS = dg.AssetSelection.groups("survey") | dg.AssetSelection.assets("reference/convention")

JOBS = [
    dg.define_asset_job(BUILD, EVERYTHING, description="The whole line, to a new release."),
    dg.define_asset_job(
        REFRESH_SURVEYS, SURVEYS, description="Read the inbox and the conventions; the line follows by itself."
    ),
    dg.define_asset_job(
        REFRESH_REFERENCE,
        EVERYTHING.roots() - dg.AssetSelection.groups("survey"),
        description="Read reference figures and reviewed evidence anew; the line follows by itself.",
    ),
    dg.define_asset_job(
        RELEASE,
        dg.AssetSelection.groups("quality", "release"),
        description="Gather rejects, check every gate, release what the lake holds.",
    ),
]

condition = dg.AutomationCondition
# A table follows what it reads, once all of that is there, nothing of it is being made, nothing of it failed and
# no blocking check of it is red. Whatever follows in one look goes into one run, and the release, which reads
# every table, is the last of it: never a release between two halves of a change.
FOLLOWS = (
    condition.eager()
    & ~condition.any_deps_match(condition.execution_failed() & ~condition.will_be_requested()).with_label(
        "anything it reads failed"
    )
    & condition.all_deps_blocking_checks_passed()
).with_label("follows what it reads")


def automated(assets: Iterable[dg.AssetsDefinition]) -> list[dg.AssetsDefinition]:
    """The assets with their freshness, and with `FOLLOWS` for each that reads another."""

    def with_automation(spec: dg.AssetSpec) -> dg.AssetSpec:
        fresh = dg.apply_freshness_policy(spec, policy(str(spec.group_name)))
        return fresh.replace_attributes(automation_condition=FOLLOWS) if list(fresh.deps) else fresh

    return [asset for asset in dg.map_asset_specs(with_automation, assets) if isinstance(asset, dg.AssetsDefinition)]


class Seen(BaseModel):
    """The sensor's cursor: the state last seen, the state last asked for, and how many times anything was asked.

    The count makes a run key new when an earlier content comes back: Dagster runs a key once.
    """

    seen: str | None = None
    requested: str | None = None
    count: int = 0


digests = Digests()  # of this process; a new one takes them anew


@dg.sensor(
    name="inbox",
    jobs=[job for job in JOBS if job.name in (BUILD, REFRESH_SURVEYS)],
    minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Looks at the content of the inbox, corrections, reviews and conventions; a change is read.",
)
def inbox(context: dg.SensorEvaluationContext, place: Place) -> dg.SensorResult | dg.SkipReason:
    """Ask for a run when the content is new and the same in two looks: half a file is never asked for."""
    now, released = state(place.home, digests), place.home.warehouse.exists()
    cursor = Seen.model_validate_json(context.cursor) if context.cursor else Seen(requested=_last_read(context))
    if now == cursor.requested and (released or cursor.count):
        context.update_cursor(Seen(seen=now, requested=now, count=cursor.count).model_dump_json())
        return dg.SkipReason("Nothing has changed.")
    if now != cursor.seen:
        context.update_cursor(Seen(seen=now, requested=cursor.requested, count=cursor.count).model_dump_json())
        return dg.SkipReason("Something has changed; it is read when it has stayed the same for one more look.")
    count = cursor.count + 1
    job = REFRESH_SURVEYS if released else BUILD
    return dg.SensorResult(
        run_requests=[dg.RunRequest(run_key=f"{count}-{now}", job_name=job, tags={"munibench/inbox": now})],
        cursor=Seen(seen=now, requested=now, count=count).model_dump_json(),
    )


def _last_read(context: dg.SensorEvaluationContext) -> str | None:
    """The state that the last build read, from the command or from here; None where there was none."""
    event = context.instance.get_latest_materialization_event(dg.AssetKey(["raw", "survey_about"]))
    materialization = event.asset_materialization if event else None
    if materialization is None or INBOX_STATE not in materialization.metadata:
        return None
    return str(materialization.metadata[INBOX_STATE].value)


SENSORS = [
    inbox,
    dg.AutomationConditionSensorDefinition(
        "follow",
        target=EVERYTHING,
        default_status=dg.DefaultSensorStatus.RUNNING,
        minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
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
