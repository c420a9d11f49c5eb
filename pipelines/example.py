"""A made-up survey round: one workbook per municipality, the same for the same seed.

Belongs here: believable figures that hold together, names as people spell them, planted faults with the truth about
them. Does not belong here: anything real but names of applications, which municipalities (pipelines/example_round).
"""

from __future__ import annotations

import csv
import datetime
import math
import random
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.gazetteer import Municipality
from pipelines.workbook.writer import write_workbook
from schemas.codes import COST_POOLS, HOSTING, PRICING_METRICS
from schemas.survey import ABOUT_FIELDS, APPLICATIONS, BUDGET, SIZES, Sheet

LANGUAGE = "nb"
Row = dict[str, Any]
# Names that no catalogue knows, as every municipality has some.
LOCAL_FIRST = (
    "Vaktliste",
    "Nøkkelskap",
    "Parkering",
    "Bassengstyring",
    "Sommerjobb",
    "Frivillig",
    "Kirkevei",
    "Adgang",
    "Brøyting",
    "Havn",
    "Lekeplass",
    "Gravplass",
    "Skjenkekontroll",
    "Båtplass",
    "Utleieutstyr",
)
LOCAL_LAST = ("Pluss", "Web", "Online", "Pro", "Skjema", "2", "Flex", "Base", "App", "Admin")
# Share of the yearly total per pool, before noise.
POOL_SHARE = {
    "staff_central": 0.24,
    "staff_in_departments": 0.06,
    "hardware_client": 0.10,
    "hardware_server_network": 0.07,
    "depreciation": 0.06,
    "licences_platform": 0.11,
    "licences_line_of_business": 0.16,
    "operations_contract": 0.05,
    "consultants_projects": 0.04,
    "telephony_fixed": 0.01,
    "telephony_mobile": 0.03,
    "school_devices": 0.04,
    "printing": 0.01,
    "premises": 0.01,
    "integration_security": 0.02,
    "shared_company_overhead": 0.0,
    "pupils_as_users": 0.0,
}
# What the figures are drawn between, so that they hold together: accounts and staff per inhabitant and user, what the
# inventory's systems cost against the pools that pay for them.
USERS_PER_INHABITANT = (0.09, 0.115)
NOK_PER_USER = (9000, 14500)
POOL_NOISE = (0.9, 1.1)
BUDGET_GROWTH = (1.0, 1.06)
SHARE_OF_LICENCES = (0.8, 0.93)
SHARE_OF_OPERATIONS = (0.5, 0.8)


@dataclass(frozen=True)
class Fault:
    """A planted fault, as it must come back in quality.reject."""

    file: str
    sheet: str
    row_number: int
    column: str
    rule: str
    value: str


def write_round(
    folder: Path,
    places: Sequence[tuple[Municipality, int]],
    applications: tuple[int, int],
    survey_round: str,
    seed: int,
    catalogue: pl.DataFrame,
    aliases: pl.DataFrame,
    *,
    with_faults: bool,
) -> list[Fault]:
    """Write `example_<round>_<number>.xlsx` per (municipality, inhabitants), and truth.csv where faults are planted."""
    folder.mkdir(parents=True, exist_ok=True)
    spellings = _spellings(catalogue, aliases)
    planted: list[Fault] = []
    for number, (place, inhabitants) in enumerate(places):
        # One generator per municipality: leaving one out does not change the others.
        chance = random.Random(f"{seed}:{place.unit_id}:{survey_round}")  # noqa: S311 - not for secrets
        file = f"example_{survey_round}_{place.municipality_code}.xlsx"
        users = round(inhabitants * chance.uniform(*USERS_PER_INHABITANT))
        budget = _budget(users, chance, is_incomplete=number % 3 == 2)
        systems = _applications(spellings, users, chance.randint(*applications), int(survey_round), chance)
        _spend(systems, "annual_licence", _account(budget, "licences_line_of_business"), SHARE_OF_LICENCES, chance)
        _spend(systems, "annual_operations", _account(budget, "operations_contract"), SHARE_OF_OPERATIONS, chance)
        sheets = {
            "about": _about(place, survey_round),
            SIZES.name: _sizes(users, chance),
            BUDGET.name: budget,
            APPLICATIONS.name: systems,
        }
        if with_faults:
            planted += _plant(file, sheets, number)
        write_workbook(folder / file, LANGUAGE, sheets)
    if with_faults:
        with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(field.name for field in fields(Fault))
            writer.writerows(astuple(fault) for fault in planted)
    return planted


def _about(place: Municipality, survey_round: str) -> list[Row]:
    answers = {
        "municipality_code": place.municipality_code,
        "country_code": place.country_code,
        "survey_round": survey_round,
        "form_code": 0,
        "respondent": "IT-leder",
        "answered_on": datetime.date(int(survey_round), 10, 1),
        "is_example": "ja",
    }
    return [{"field": field.headings[LANGUAGE], "value": answers[field.name]} for field in ABOUT_FIELDS]


def _sizes(users: int, chance: random.Random) -> list[Row]:
    sizes = {
        "user": users,
        "workstation": round(users * chance.uniform(0.7, 1.1)),
        "employee": round(users * chance.uniform(0.95, 1.2)),
        "fte": round(users * chance.uniform(0.7, 0.85), 1),
        "it_fte": round(users / 1000 * chance.uniform(2.8, 7.0), 1),
    }
    return [{"size": name, "number": number} for name, number in sizes.items()]


def _budget(users: int, chance: random.Random, *, is_incomplete: bool) -> list[Row]:
    per_user_nok = chance.uniform(*NOK_PER_USER)
    rows = []
    for pool in COST_POOLS:
        account = round(users * per_user_nok * POOL_SHARE[pool] * chance.uniform(*POOL_NOISE), -3)
        rows.append(
            {
                "cost_pool": pool,
                "scope": "med",
                "account": account,
                "budget": round(account * chance.uniform(*BUDGET_GROWTH), -3),
                "currency": "NOK",
                "vat": "eks. mva.",
            }
        )
    if is_incomplete:
        for pool, scope in (("premises", "vet ikke"), ("staff_in_departments", "ikke med")):
            row = next(row for row in rows if row["cost_pool"] == pool)
            row |= {"scope": scope, "account": None, "budget": None}
    return rows


def _account(budget: list[Row], pool: str) -> float:
    return float(next(row["account"] for row in budget if row["cost_pool"] == pool))


def _spend(
    systems: list[Row], column: str, account_nok: float, share: tuple[float, float], chance: random.Random
) -> None:
    """Turn weights into kroner that add up to a share of what the accounts say was paid; whole tens, ten at least."""
    weights = [row[column] for row in systems if row[column] is not None]
    if not weights:
        return
    nok_per_weight = account_nok * chance.uniform(*share) / math.fsum(weights)
    for row in systems:
        if row[column] is not None:
            row[column] = max(10, int(row[column] * nok_per_weight) // 10 * 10)


def _applications(
    spellings: list[tuple[str, str, str, list[str]]], users: int, count: int, year: int, chance: random.Random
) -> list[Row]:
    known = chance.sample(spellings, min(len(spellings), round(count * 0.6)))
    rows = [_application(chance.choice(names), vendor, area, users, year, chance) for _, vendor, area, names in known]
    number = 0
    while len(rows) < count:
        number += 1
        name = f"{chance.choice(LOCAL_FIRST)} {chance.choice(LOCAL_LAST)} {number}"
        rows.append(_application(name, None, None, users, year, chance))
    return rows


def _application(name: str, vendor: str | None, area: str | None, users: int, year: int, chance: random.Random) -> Row:
    used_by = max(1, round(users * chance.choice((0.01, 0.03, 0.1, 0.3, 0.9))))
    start = datetime.date(year - chance.randint(1, 8), chance.randint(1, 12), 1)
    return {
        "name_as_written": name,
        "vendor_as_written": vendor,
        "functional_area": area,
        "hosting": chance.choice(HOSTING),
        "users": chance.choice((used_by, used_by, f"ca. {used_by}", "10-50", "100+", None)),
        # Weights until it is known what there is to spend: a system has a price of its own and one for each user.
        "annual_licence": (50 + used_by) * chance.uniform(0.5, 2),
        "annual_operations": chance.choice((None, (50 + used_by) * chance.uniform(0.5, 2))),
        "currency": "NOK",
        "pricing_metric": chance.choice(PRICING_METRICS),
        "contract_start": start,
        "contract_end": chance.choice((None, start.replace(year=start.year + chance.randint(3, 6)))),
        "option_years": chance.choice((None, 1, 2)),
        "criticality": chance.choice(("lav", "middels", "høy", "kritisk")),
        "holds_sensitive_data": chance.choice(("ja", "nei")),
        "has_dpia": chance.choice(("ja", "nei", None)),
        "has_processor_agreement": chance.choice(("ja", "nei")),
    }


def _spellings(catalogue: pl.DataFrame, aliases: pl.DataFrame) -> list[tuple[str, str, str, list[str]]]:
    """(application, vendor, area, ways of writing its name), stop-aliases among them."""
    written = dict(aliases.group_by("application_id").agg(pl.col("alias").sort()).iter_rows())
    found = []
    for row in catalogue.sort("application_id").iter_rows(named=True):
        name = row["canonical_name"]
        ways = [name, name.upper(), name.lower(), f" {name}  ", name.replace(" ", "-")]
        ways += written.get(row["application_id"], [])  # an application without an alias has only its own name
        found.append((row["application_id"], row["vendor"], row["functional_area"], ways))
    return found


def _plant(file: str, sheets: dict[str, list[Row]], number: int) -> list[Fault]:
    """Change cells of one workbook into faults; each hits a row of its own."""
    kinds: list[tuple[Sheet, int, Row, str, str]] = [
        (APPLICATIONS, 5, {"contract_end": "31.02.2025"}, "contract_end", "date"),
        (APPLICATIONS, 9, {"annual_licence": "2.5OO"}, "annual_licence", "number"),
        (APPLICATIONS, 14, {"annual_licence": -5000}, "annual_licence", "at_least"),
        (APPLICATIONS, 20, {"hosting": "månen"}, "hosting", "one_of"),
        (APPLICATIONS, 26, {"annual_operations": "NaN"}, "annual_operations", "number"),
        (APPLICATIONS, 31, {"name_as_written": None}, "name_as_written", "required"),
        (APPLICATIONS, 37, {"users": "2.500"}, "users", "ambiguous_number"),
        (BUDGET, 3, {"budget": "mye"}, "budget", "number"),
        (SIZES, 1, {"number": "inf"}, "number", "number"),
    ]
    planted = []
    # Three workbooks have faults, the others are as they should be.
    for sheet, at, change, column, rule in kinds[number::3] if number < 3 else []:
        sheets[sheet.name][at] |= change
        value = change[column]
        planted.append(Fault(file, sheet.titles[LANGUAGE], at + 2, column, rule, "" if value is None else str(value)))
    if number == 0:
        rows = sheets[APPLICATIONS.name]
        rows.append(rows[0] | {"users": None})
        planted.append(
            Fault(
                file,
                APPLICATIONS.titles[LANGUAGE],
                len(rows) + 1,
                "name_as_written",
                "duplicate_row",
                rows[0]["name_as_written"],
            )
        )
    return planted
