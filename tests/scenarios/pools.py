"""One home whose answers differ in what their figures hold: tax, pools, money, countries, cells that say nothing.

Themes stand apart by form of collaboration and class of costs:
0 value-added tax · 1 one odd answer among three · 2 equal known pools · 3 and 4 unlike known pools ·
5 other currencies · 6 amounts that are missing.
"""

from tests.scenarios.homes import Scenario
from tests.scenarios.workbooks import Answer, ordinary

# Value-added tax, as said of everything or of one pool.
WITH_VAT = (
    ordinary("3905", 62_500_000, 5000, vat="included"),
    ordinary("0184", 75_000_000, 6000, country="SE", vat="included"),
    ordinary("0173", 50_000_000, 4500, country="DK", vat="included"),
    ordinary("061", 2_500_000, 1200, country="FI", vat="included"),
)
VAT_UNKNOWN = ordinary("3907", 60_000_000, 5500, vat="unknown")
VAT_OF_ONE_POOL = ordinary("3909", 45_000_000, 4000, vat={"licences_platform": "included", "printing": "unknown"})

# Three alike, a Swede among them, and one that gives only its budget.
ALIKE = (
    ordinary("1101", 15_000_000, 1400, form=1),
    ordinary("1106", 42_000_000, 3500, form=1),
    ordinary("4215", 12_500_000, 1000, form=1),
)
SWEDE = ordinary("0186", 65_000_000, 4500, country="SE", form=1)
BUDGET_ONLY = ordinary("1108", 80_000_000, 7500, form=1).but(account={})

# Known pools: equal, known to be unlike, and unknown besides.
EQUAL_POOLS = (
    Answer(
        "4207", account={"staff_central": 4_000_000, "hardware_client": 1_200_000}, users=800, employees=900, form=2
    ),
    Answer(
        "4205", account={"staff_central": 9_900_000, "hardware_client": 3_300_000}, users=2200, employees=2400, form=2
    ),
)
UNLIKE_PARTIAL = (
    Answer("4216", account={"staff_central": 2_200_000, "depreciation": 300_000}, users=450, employees=500, form=3),
    Answer(
        "1119", account={"staff_central": 5_400_000, "telephony_mobile": 600_000}, users=1500, employees=1600, form=3
    ),
)
UNLIKE_UNKNOWN = (
    Answer(
        "4204",
        account={"staff_central": 50_000_000, "licences_platform": 22_000_000},
        users=9000,
        employees=9500,
        form=4,
        others="unknown",
    ),
    Answer(
        "4206",
        account={"telephony_fixed": 150_000, "telephony_mobile": 700_000},
        users=850,
        employees=900,
        form=4,
        others="unknown",
    ),
)

# One pool in euro, and everything in euro; neither is in the money of the country.
PROJECTS_EUR = 50_000
ONE_POOL_IN_EURO = ordinary("1124", 25_000_000, 2400, form=5)
ONE_POOL_IN_EURO = ONE_POOL_IN_EURO.but(
    currency={"consultants_projects": "EUR"},
    account={**ONE_POOL_IN_EURO.account, "consultants_projects": PROJECTS_EUR},
    budget={**ONE_POOL_IN_EURO.budget, "consultants_projects": PROJECTS_EUR},
)
ALL_IN_EURO = ordinary("1127", 1_000_000, 1050, form=5, currency="EUR")

# In, but without an amount: a cell that cannot be read, and a blank one.
WHOLE = ordinary("3911", 23_000_000, 2000, form=6)
REJECTED_CELL = ordinary(
    "1120", 19_000_000, 1900, form=6, cells={("budget", "integration_security", "account"): "2.5OO"}
)
BLANK_CELL = ordinary("1121", 18_000_000, 1600, form=6, cells={("budget", "printing", "account"): None})

ANSWERS: tuple[Answer, ...] = (
    *WITH_VAT,
    VAT_UNKNOWN,
    VAT_OF_ONE_POOL,
    *ALIKE,
    SWEDE,
    BUDGET_ONLY,
    *EQUAL_POOLS,
    *UNLIKE_PARTIAL,
    *UNLIKE_UNKNOWN,
    ONE_POOL_IN_EURO,
    ALL_IN_EURO,
    WHOLE,
    REJECTED_CELL,
    BLANK_CELL,
)
POOLS_HOME = Scenario(
    ANSWERS,
    {
        "alike": [answer.unit_id for answer in (*ALIKE, SWEDE, BUDGET_ONLY)],
        "neighbours": [answer.unit_id for answer in (*ALIKE, SWEDE)],
        "missing": [answer.unit_id for answer in (WHOLE, REJECTED_CELL, BLANK_CELL)],
        "unlike": [answer.unit_id for answer in UNLIKE_UNKNOWN],
        "equal": [answer.unit_id for answer in EQUAL_POOLS],
    },
)
