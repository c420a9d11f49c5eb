"""One home with several rounds: some answer twice, some under another number, some are only seen.

Themes stand apart by form of collaboration, so that each has cells of mart.cost_by_form of its own:
0 the default six, four in 2025 and two in 2026 · 1 three that answer the same twice · 2 renumbered and merged ·
3 split · 4 sizes that are missing in the newer round, and Swedish costs without any size.
"""

from tests.scenarios import ringerike
from tests.scenarios.homes import Scenario
from tests.scenarios.ringerike import HOLE, JEVNAKER, LIER, MODUM, OVRE_EIKER, RINGERIKE, day
from tests.scenarios.workbooks import Answer, App, ordinary

# Ringerike's own answer does not name the archive that was seen there later.
WITHOUT_ARCHIVE = tuple(used for used in RINGERIKE.apps if ringerike.PRODUCT[used.name] != "acos-websak")
FOUR = tuple(answer.but(round="2025") for answer in (RINGERIKE.but(apps=WITHOUT_ARCHIVE), HOLE, JEVNAKER, MODUM))
TWO = (LIER, OVRE_EIKER)

SAME = (
    App("KOMTEK", "Norkart", users=40, licence=200_000, operations=20_000, end=day("2028-12-31")),
    App("Compilo", "Compilo", users=500, licence=150_000, end=day("2027-12-31")),
    App("EQS", "Extend", users=50, licence=60_000),
)
TWICE = tuple(
    ordinary(number, total, users, form=1, round=survey_round, apps=SAME)
    for number, users, totals in (
        ("3420", 2000, (20_000_000, 22_000_000)),
        ("3411", 3200, (30_000_000, 31_500_000)),
        ("3407", 2900, (31_900_000, 36_250_000)),
    )
    for survey_round, total in zip(("2025", "2026"), totals, strict=True)
)

KONGSBERG = (
    ordinary("3006", 26_000_000, 2500, form=2, round="2023"),
    ordinary("3303", 29_700_000, 2700, form=2, round="2026"),
)
NOTODDEN = ordinary("3808", 13_000_000, 1200, form=2, round="2023")
# Svelvik went into Drammen in 2020; Drammen got another number then, and again in 2024.
SVELVIK = ordinary("0711", 7_500_000, 600, form=2, round="2019")
OLD_DRAMMEN = ordinary("0602", 60_000_000, 6000, form=2, round="2019")
DRAMMEN = ordinary("3301", 99_000_000, 9000, form=2, round="2026")
ALESUND = (
    ordinary("1507", 60_000_000, 6000, form=3, round="2023"),
    ordinary("1508", 63_000_000, 5400, form=3, round="2026"),
    ordinary("1580", 10_400_000, 800, form=3, round="2026"),
)

NO_SIZES = {"users": None, "workstations": None, "employees": None, "fte": None, "it_fte": None}
ARENDAL = (
    ordinary("4203", 40_000_000, 4000, form=4, round="2025"),
    ordinary("4203", 44_000_000, 4000, form=4, round="2026").but(**NO_SIZES),
)
HANINGE = ordinary("0136", 80_000_000, 7000, country="SE", form=4).but(**NO_SIZES)
TYRESO = (
    ordinary("0138", 45_000_000, 4000, country="SE", form=4, round="2022"),
    ordinary("0138", 50_000_000, 4000, country="SE", form=4, round="2026").but(**NO_SIZES),
)

ANSWERS: tuple[Answer, ...] = (
    *FOUR,
    *TWO,
    *TWICE,
    *KONGSBERG,
    NOTODDEN,
    SVELVIK,
    OLD_DRAMMEN,
    DRAMMEN,
    *ALESUND,
    *ARENDAL,
    HANINGE,
    *TYRESO,
)
ROUNDS = Scenario(
    ANSWERS,
    {
        "again": [answer.unit_id for answer in ringerike.SIX],
        "twice": ["NO-3420", "NO-3411", "NO-3407"],
        "numbered": ["NO-3301", "NO-3303", "NO-4005"],
        "seen": ["NO-5601", "NO-3124"],
        "apart": ["NO-1508", "NO-1580"],
    },
)
