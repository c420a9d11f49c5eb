"""Rounds at random, the same for the same seed: who answers, what is in, in which money, with or without tax.

What is believable is kept: the core pools are always in and totals lie where published ones do, so that nothing is held
and every figure must come out. One municipality keeps its form.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.scenarios.workbooks import PER_CENT, POOLS, Answer

PLACES = {
    "NO": {"3905": 5000, "3301": 8800, "1101": 1300, "4215": 1000, "1120": 1800, "3420": 1850, "5501": 6500},
    "SE": {"0184": 6000, "0186": 4200, "0139": 2600, "0330": 1700},
    "DK": {"0173": 5000, "0201": 2400, "0260": 2900},
    "FI": {"061": 1400, "098": 1900, "020": 1300},
}
ROUNDS = ("2024", "2025", "2026")
IN_NOK = {"NO": 1.0, "SE": 0.98, "DK": 0.65, "FI": 0.087}
ALWAYS_IN = ("staff_central", "hardware_client", "licences_platform")
LANGUAGES = {"NO": ("nb", "nn", "en"), "SE": ("sv", "en"), "DK": ("da", "en"), "FI": ("fi", "sv", "en")}
EUR_IN = {"NO": 0.085, "SE": 0.088, "DK": 0.134, "FI": 1.0}


@dataclass(frozen=True)
class Said:
    """A workbook, and what it says pool by pool in the plainest terms."""

    answer: Answer
    scope: dict[str, str | None]


def rounds(seed: int) -> list[Said]:
    """All workbooks of a home."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    known = [(country, code) for country, codes in PLACES.items() for code in codes]
    chosen = sorted(chance.sample(known, chance.randint(3, 12)))
    return [said for country, code in chosen for said in _of_municipality(country, code, chance)]


def _of_municipality(country: str, code: str, chance: random.Random) -> Iterator[Said]:
    form = chance.choice((0, 1, 2, 3))
    users = PLACES[country][code] * chance.uniform(0.95, 1.05)
    per_user = chance.uniform(8_000, 16_000) * IN_NOK[country]
    habit = {pool: _scope(pool, chance) for pool in POOLS}
    answered = sorted(chance.sample(ROUNDS, chance.randint(1, len(ROUNDS))))
    for survey_round in answered:
        users, per_user = users * chance.uniform(0.98, 1.03), per_user * chance.uniform(1.0, 1.06)
        # Now and then a pool is counted otherwise than the year before.
        scope = {pool: _scope(pool, chance) if chance.random() < 0.1 else said for pool, said in habit.items()}
        yield _workbook(country, code, survey_round, form, round(users), per_user, scope, chance)


def _scope(pool: str, chance: random.Random) -> str | None:
    if pool == "pupils_as_users":
        return "out"
    if pool in ALWAYS_IN:
        return "in"
    return chance.choices(("in", "out", "unknown", None), (80, 8, 8, 4))[0]


def _workbook(
    country: str,
    code: str,
    survey_round: str,
    form: int,
    users: int,
    per_user: float,
    scope: dict[str, str | None],
    chance: random.Random,
) -> Said:
    total = users * per_user
    account, budget = {}, {}
    money = {}
    for pool, share in PER_CENT.items():
        if scope[pool] != "in":
            continue
        amount = total * share / 100 * chance.uniform(0.9, 1.1)
        if country != "FI" and pool == "consultants_projects" and chance.random() < 0.25:
            money[pool], amount = "EUR", amount * EUR_IN[country]
        paid, planned = round(amount, -2), round(amount * chance.uniform(1.0, 1.06), -2)
        # An amount is forgotten here and there, never of what is always in.
        account[pool], budget[pool] = (
            None if pool not in ALWAYS_IN and chance.random() < 0.04 else said for said in (paid, planned)
        )
    everything_in_euro = country != "FI" and not money and chance.random() < 0.1
    if everything_in_euro:
        account, budget = (
            {pool: None if said is None else round(said * EUR_IN[country]) for pool, said in amounts.items()}
            for amounts in (account, budget)
        )
    vat = "excluded" if country == "FI" else chance.choices(("excluded", "included", "unknown"), (70, 15, 15))[0]
    answer = Answer(
        code,
        survey_round,
        country,
        account,
        budget,
        users=users if chance.random() < 0.85 else None,
        employees=round(users * 1.06),
        it_fte=round(users * 0.0042, 1),
        scope=scope,
        currency="EUR" if everything_in_euro else money,
        vat=vat,
        form=form,
        language=chance.choice(LANGUAGES[country]),
        name=f"{chance.randrange(10**6):06}-{code}-{survey_round}.xlsx",
    )
    return Said(answer, scope)
