"""The default six in the coming round: six municipalities that answer all they are asked, with known truth.

Sizes are believable for their inhabitants; totals, users and contracts differ so that no figure can stand for another.
"""

from __future__ import annotations

import datetime

from tests.scenarios.workbooks import Answer, App, spread

GROUP = "ringerike"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _hrm(end: str, licence: int, users: int, metric: str = "user", options: int | None = 1) -> App:
    return App(
        "Visma Enterprise HRM",
        "Visma",
        users=users,
        licence=licence,
        operations=None,
        metric=metric,
        end=day(end),
        options=options,
        criticality="high",
        sensitive=False,
    )


def _health(name: str, vendor: str, end: str, licence: int, users: int, **said: bool | None) -> App:
    return App(
        name,
        vendor,
        users=users,
        licence=licence,
        operations=40_000,
        end=day(end),
        criticality="critical",
        sensitive=True,
        **said,
    )


RINGERIKE = Answer(
    "3305",
    account=spread(30_800_000),
    budget=spread(32_032_000),
    users=2800,
    workstations=2500,
    employees=2900,
    fte=2150,
    it_fte=11.5,
    apps=(
        _health("Gerica", "Tietoevry", "2027-06-30", 620_000, 700, dpia=False, agreement=True),
        App(
            "Acos Websak",
            "ACOS",
            users=900,
            licence=410_000,
            metric="flat",
            end=day("2028-12-31"),
            criticality="high",
            sensitive=False,
        ),
        _hrm("2027-12-31", 830_000, 2800),
        App("Microsoft 365", "Microsoft", users=2800, operations=300_000, metric="user", end=day("2027-01-31")),
    ),
)
HOLE = Answer(
    "3310",
    account=spread(8_400_000),
    budget=spread(8_736_000),
    users=600,
    workstations=560,
    employees=640,
    fte=470,
    it_fte=2.8,
    apps=(
        _health("Tieto Gerica", "Tietoevry", "2028-12-31", 160_000, 150, dpia=None, agreement=True),
        App("WebSak", "ACOS", users=200, licence=120_000, metric="flat", criticality="medium", sensitive=False),
        _hrm("2027-06-30", 190_000, 600, options=2),
        App("Visma Flyt Skole", "Visma", users=90, licence=75_000, end=day("2027-07-31")),
    ),
)
JEVNAKER = Answer(
    "3236",
    account=spread(8_060_000),
    budget=spread(8_382_400),
    users=620,
    workstations=580,
    employees=650,
    fte=480,
    it_fte=2.4,
    apps=(
        _health("GERICA", "Tietoevry", "2027-12-31", 170_000, 160, dpia=True, agreement=True),
        _hrm("2028-03-31", 205_000, 620),
        App("Visma Flyt Barnevern", "Visma", users=15, licence=60_000, end=day("2028-06-30"), criticality="low"),
    ),
)
MODUM = Answer(
    "3316",
    account=spread(12_350_000),
    budget=spread(12_844_000),
    users=1300,
    workstations=1200,
    employees=1400,
    fte=1030,
    it_fte=5.2,
    apps=(
        _health("Visma Profil", "Visma", "2027-03-31", 330_000, 350, dpia=False, agreement=False),
        App("ACOS WebSak", "ACOS", users=400, licence=230_000, metric="flat", end=day("2027-10-31"), criticality="low"),
        _hrm("2027-09-30", 390_000, 1300, options=None),
    ),
)
LIER = Answer(
    "3312",
    account=spread(28_800_000),
    budget=spread(29_952_000),
    users=2400,
    workstations=2300,
    employees=2500,
    fte=1850,
    it_fte=12,
    apps=(
        _health("Visma Omsorg Profil", "Visma", "2027-09-30", 560_000, 600, dpia=True, agreement=False),
        App("Elements", "Sikri", users=700, licence=520_000, metric="inhabitant", end=day("2029-12-31")),
        _hrm("2027-11-30", 710_000, 2400, metric="unknown"),
        App("Office 365", "Microsoft", users=2400, operations=250_000, metric="user", end=day("2026-12-31")),
    ),
)
OVRE_EIKER = Answer(
    "3314",
    account=spread(18_900_000),
    budget=spread(19_656_000),
    users=1800,
    workstations=1700,
    employees=1900,
    fte=1400,
    it_fte=7.2,
    apps=(
        App("Sikri Elements", "Sikri", users=500, licence=380_000, metric="inhabitant", end=day("2028-06-30")),
        App("ESA", "Tietoevry", users=50, licence=45_000, end=day("2027-05-31"), criticality="low"),
        _hrm("2027-08-31", 540_000, 1800),
    ),
)
SIX = (RINGERIKE, HOLE, JEVNAKER, MODUM, LIER, OVRE_EIKER)
NAMES = {
    "3305": "Ringerike",
    "3310": "Hole",
    "3236": "Jevnaker",
    "3316": "Modum",
    "3312": "Lier",
    "3314": "Øvre Eiker",
}
# Name as written -> the product; one municipality uses one under several spellings nowhere here.
PRODUCT = {
    "Gerica": "gerica",
    "Tieto Gerica": "gerica",
    "GERICA": "gerica",
    "Acos Websak": "acos-websak",
    "WebSak": "acos-websak",
    "ACOS WebSak": "acos-websak",
    "Visma Profil": "visma-profil",
    "Visma Omsorg Profil": "visma-profil",
    "Elements": "elements",
    "Sikri Elements": "elements",
    "ESA": "esa",
    "Visma Enterprise HRM": "visma-enterprise-hrm",
    "Microsoft 365": "microsoft-365",
    "Office 365": "microsoft-365",
    "Visma Flyt Skole": "visma-flyt-skole",
    "Visma Flyt Barnevern": "visma-flyt-barnevern",
}
