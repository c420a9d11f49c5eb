"""Choices of method that a user may change, read from one file.

Belongs here: reading data/conventions.toml and the user's overrides. Does not belong here: applying them,
which the SQL does from reference.convention.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.faults import UserError
from schemas.reference import CONVENTION

PRICE_COUNTRIES = ("NO", "SE", "DK", "FI")


def conventions(shipped_file: Path, override_file: Path, consumer_prices: pl.DataFrame) -> pl.DataFrame:
    """Shape: one row per convention. Raises UserError on an unknown name or a value of another kind."""
    shipped, chosen = _read(shipped_file), {}
    if override_file.exists():
        chosen = _read(override_file)
    unknown = sorted(set(chosen) - set(shipped))
    if unknown:
        raise UserError(
            f"{override_file}: there is no convention {', '.join(unknown)}; choose among {', '.join(sorted(shipped))}."
        )
    rows = []
    for name, entry in shipped.items():
        value = chosen[name]["value"] if name in chosen else entry["value"]
        _check(name, value, override_file)
        if name == "price_year":
            value = _price_year(value, consumer_prices, override_file)
        rows.append(
            {"convention": name, "value": str(value), "meaning": entry["meaning"], "is_default": name not in chosen}
        )
    return CONVENTION.frame(rows)


def _price_year(value: Any, consumer_prices: pl.DataFrame, path: Path) -> int:
    """The year asked for; raises UserError where a country has no index of that year."""
    latest = latest_price_year(consumer_prices)
    if value == "latest":
        return latest
    lacking = [
        country
        for country in PRICE_COUNTRIES
        if not consumer_prices.filter((pl.col("country_code") == country) & (pl.col("year") == value)).height
    ]
    if lacking:
        raise UserError(
            f"{path}: price_year = {value} has no consumer prices for {', '.join(lacking)}, so nothing can be moved to "
            f'it. Choose a year up to {latest}, or "latest".'
        )
    return int(value)


def latest_price_year(consumer_prices: pl.DataFrame) -> int:
    """The last year for which every Nordic country has consumer prices."""
    last = (
        consumer_prices.filter(pl.col("country_code").is_in(PRICE_COUNTRIES))
        .group_by("country_code")
        .agg(pl.col("year").max())
    )
    if last.height < len(PRICE_COUNTRIES):
        raise UserError(
            f"Consumer prices cover {sorted(last['country_code'])} only; {list(PRICE_COUNTRIES)} are needed."
        )
    return int(min(last["year"].to_list()))


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{path} is not valid TOML: {error}. Write [name] and value = ... on its own line.") from None
    faulty = [name for name, entry in entries.items() if not isinstance(entry, dict) or "value" not in entry]
    if faulty:
        raise UserError(f"{path}: {', '.join(faulty)} has no line value = ... under its [name].")
    return entries


def _check(name: str, value: Any, path: Path) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and value >= 0 and (name != "annuity_years" or value > 0):
        return
    if name == "price_year" and value == "latest":
        return
    raise UserError(f"{path}: {name} = {value!r} is not a number that can be used; see data/conventions.toml.")
