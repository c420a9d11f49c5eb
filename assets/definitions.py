"""Everything Dagster loads: assets, checks, jobs, sensors, schedules, resources.

Belongs here: putting the lists together. Does not belong here: assets themselves.
"""

import dagster as dg

from assets import (
    automation,
    benchmark,
    budget,
    contracts,
    decision,
    documents,
    freshness,
    inventory,
    plausibility,
    portfolio,
    reference,
    release,
    survey,
)
from assets.resources import Place


@dg.definitions
def definitions() -> dg.Definitions:
    """One process runs a job unless the launchpad asks for several: starting one per table costs more than it saves."""
    modules = (
        reference,
        survey,
        plausibility,
        inventory,
        budget,
        contracts,
        documents,
        benchmark,
        portfolio,
        decision,
        release,
    )
    return dg.Definitions(
        assets=automation.automated(asset for module in modules for asset in module.ASSETS),
        asset_checks=[*survey.CHECKS, *freshness.CHECKS, *release.CHECKS],
        jobs=automation.JOBS,
        sensors=automation.SENSORS,
        schedules=automation.SCHEDULES,
        resources={"place": Place()},
        executor=dg.in_process_executor,
    )
