"""How old each kind of source may grow: the tables since they were made, the figures since the year they are about.

Belongs here: the windows, in one place, and the check of the figures' own years. Does not belong here: what refreshes
them (assets/automation), which year is out when (pipelines/ages).
"""

import datetime

import dagster as dg

from assets.resources import Place
from assets.tables import key
from pipelines.ages import SOURCES, Age, ages
from pipelines.lake import Lake
from pipelines.settings import Clock
from schemas.reference import CONSUMER_PRICE, EXCHANGE_RATE, POPULATION
from schemas.survey import RESPONSE

HOME_COUNTRY = "NO"
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


def late_figures(lake: Lake, today: datetime.date) -> dict[str, list[Age]]:
    """Table -> what of it is behind, for the countries whose municipalities have answered, and Norway."""
    countries = {HOME_COUNTRY}
    if lake.path(RESPONSE.name).exists():  # figures may be read before anybody's answers
        countries |= set(lake.read(RESPONSE.name)["country_code"])
    prices, population, rates = (lake.read(name) for name in (CONSUMER_PRICE.name, POPULATION.name, EXCHANGE_RATE.name))
    late = [age for age in ages(prices, population, rates, countries, today) if age.is_late]
    return {name: [age for age in late if age.table == name] for name in SOURCES}


def _years_behind(name: str) -> dg.AssetChecksDefinition:
    """Late figures warn; figures that lack two years or more are an error. Neither stops anything."""

    @dg.asset_check(
        asset=key(name),
        name="years_behind",
        additional_deps=[key(other) for other in (*SOURCES, RESPONSE.name) if other != name],
        description="Whether the figures themselves are of the last year that is out, whenever their file was read.",
    )
    def check(place: Place) -> dg.AssetCheckResult:
        late = late_figures(place.lake, Clock().day)[name]
        return dg.AssetCheckResult(
            passed=not late,
            severity=dg.AssetCheckSeverity.ERROR if any(age.is_stale for age in late) else dg.AssetCheckSeverity.WARN,
            metadata={"late": dg.MetadataValue.md("\n".join(age.sentence for age in late))},
        )

    return check


CHECKS = [_years_behind(name) for name in SOURCES]
