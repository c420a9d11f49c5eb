"""Finding a municipality by number or name at a date, and what it has become since.

Belongs here: resolving and following changes; ambiguous is an error, never a guess. Does not belong here:
finding names in running text.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import polars as pl
from rapidfuzz import fuzz, process

from pipelines.faults import UserError
from schemas.reference import MUNICIPALITY_CODE_DIGITS

SUFFIXES = (" kommune", " kommun")
LIKENESSES, LEAST_LIKENESS = 3, 70


@dataclass(frozen=True)
class Municipality:
    """One validity of a municipality; `valid_to` is the first day it no longer held."""

    unit_id: str
    country_code: str
    municipality_code: str
    name: str
    county_name: str | None
    valid_from: datetime.date
    valid_to: datetime.date | None

    def __str__(self) -> str:
        until = f" to {self.valid_to}" if self.valid_to else ""
        return (
            f"{self.municipality_code} {self.name} ({self.county_name or self.country_code}, {self.valid_from}{until})"
        )


class UnknownMunicipality(UserError):
    """No municipality has this number or name at the date."""


class AmbiguousMunicipality(UserError):
    """Several municipalities have this number or name at the date; the message names them."""


class Gazetteer:
    """Municipalities of reference.municipality by number and by name."""

    def __init__(self, municipalities: pl.DataFrame) -> None:
        self._by_code: dict[tuple[str, str], list[Municipality]] = {}
        self._by_name: dict[tuple[str, str], list[Municipality]] = {}
        for row in municipalities.sort("country_code", "municipality_code", "valid_from").iter_rows(named=True):
            found = Municipality(*(row[name] for name in Municipality.__dataclass_fields__))
            self._by_code.setdefault((found.country_code, found.municipality_code), []).append(found)
            written = {row["name"], row["official_name"], *(row["alternative_names"] or "").split("|")}
            for name in {_fold(text) for text in written if text}:
                self._by_name.setdefault((found.country_code, name), []).append(found)

    def today(self, number_or_name: str, country_code: str) -> Municipality:
        """The one municipality that bears the number or name now, else the one that bore it; raises as `resolve`."""
        text = _asked(number_or_name, country_code)
        found = self._by_code if text.isdigit() else self._by_name
        key = (country_code, text if text.isdigit() else _fold(text))
        now = [each for each in found[key] if each.valid_to is None] if key in found else []
        return now[0] if len(now) == 1 else self.resolve(number_or_name, country_code, None)

    def resolve(self, number_or_name: str, country_code: str, at: datetime.date | None) -> Municipality:
        """The one municipality meant at a date. Without a date, only what all time agrees on.

        Raises UnknownMunicipality or AmbiguousMunicipality with the candidates.
        """
        text = _asked(number_or_name, country_code)
        if text.isdigit():
            candidates = self._by_code.get((country_code, text), [])
        else:
            candidates = self._by_name.get((country_code, _fold(text)), [])
        valid = [found for found in candidates if at is None or _is_valid(found, at)]
        when = f"on {at}" if at else "at any time"
        if not valid:
            known = candidates or self._spelt_alike(text, country_code)
            others = "; ".join(str(found) for found in known) or "none with that number or a name like it"
            label = "Known" if candidates or not known else "Did you mean"
            raise UnknownMunicipality(f"No municipality in {country_code} is {text!r} {when}. {label}: {others}.")
        if len({found.unit_id for found in valid}) > 1 or len({found.name for found in valid}) > 1:
            listed = "; ".join(str(found) for found in valid)
            raise AmbiguousMunicipality(
                f"{text!r} in {country_code} is more than one municipality {when}: {listed}. "
                "Give the number, or a date at which only one is valid."
            )
        return valid[-1]

    def _spelt_alike(self, name: str, country_code: str) -> list[Municipality]:
        """Those that a misspelt name may mean, for a person to choose from; the latest validity of each."""
        names = [name for country, name in self._by_name if country == country_code]
        alike = process.extract(_fold(name), names, scorer=fuzz.ratio, limit=LIKENESSES, score_cutoff=LEAST_LIKENESS)
        return [self._by_name[country_code, name][-1] for name, _, _ in alike]


def _asked(number_or_name: str, country_code: str) -> str:
    """A number that lost its leading zeros in a spreadsheet has one reading: a country's numbers are of one length."""
    text = number_or_name.strip()
    if text.isdecimal() and country_code in MUNICIPALITY_CODE_DIGITS:
        return text.zfill(MUNICIPALITY_CODE_DIGITS[country_code])
    return text


def _is_valid(found: Municipality, at: datetime.date) -> bool:
    return found.valid_from <= at and (found.valid_to is None or at < found.valid_to)


def _fold(name: str) -> str:
    folded = " ".join(name.split()).casefold()
    for suffix in SUFFIXES:
        stem = folded.removesuffix(suffix)
        if stem != folded:
            return stem.removesuffix("s") if suffix == " kommun" and stem.endswith("s") else stem
    return folded
