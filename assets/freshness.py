"""How old each kind of source may grow before its assets are shown as late.

Belongs here: the windows, in one place. Does not belong here: what refreshes them (assets/automation).
"""

import datetime

import dagster as dg

# Group of assets -> days since they were last made: a warning, then late. Surveys come in yearly rounds and have
# two months of grace; the files behind reference figures are read anew every week; what is concluded follows either.
DAYS = {
    "survey": (365, 425),
    "inventory": (365, 425),
    "budget": (365, 425),
    "reference": (8, 31),
    "contracts": (8, 31),
    "benchmark": (8, 31),
    "mart": (8, 31),
    "quality": (8, 31),
    "release": (8, 31),
}


def policy(group: str) -> dg.FreshnessPolicy:
    """The policy of a group of assets; a group without windows is a fault of the program."""
    warn_days, late_days = DAYS[group]
    return dg.FreshnessPolicy.time_window(
        fail_window=datetime.timedelta(days=late_days), warn_window=datetime.timedelta(days=warn_days)
    )
