"""Tax taken out by country and year, widened where nobody said, and one currency for a unit's year."""

import pytest

from schemas.budget import BUDGET_LINE

PLACES = [
    {"unit_id": f"{country}-1", "country_code": country, "municipality_code": "1", "name": country, "source": "s"}
    for country in ("NO", "FI")
]
RATES = [
    {
        "country_code": country,
        "year": year,
        "rate_low_pct": ends[0],
        "rate_mid_pct": ends[1],
        "rate_high_pct": ends[2],
        "is_compensated": compensated,
        "source": "s",
    }
    for country, year, ends, compensated in (
        ("NO", 2025, (25.0, 25.0, 25.0), True),
        ("NO", 2003, (24.0, 24.0, 24.0), False),
        ("FI", 2024, (24.0, 24.5, 25.5), True),
    )
]
LEVELS = [
    {"country_code": "NO", "year": 2025, "currency": "NOK"},
    {"country_code": "FI", "year": 2024, "currency": "EUR"},
]
FACTORS = [
    {"country_code": "NO", "currency": currency, "year": 2025, "nok_factor": factor}
    for currency, factor in (("NOK", 1.0), ("EUR", 12.0))
]


def line(pool="staff_central", **other):
    return (
        BUDGET_LINE.example_row()
        | {"unit_id": "NO-1", "fiscal_year": 2025, "cost_pool": pool, "vat": "excluded", "currency": "NOK"}
        | {f"amount_{end}": 1250.0 for end in ("low", "mid", "high")}
        | other
    )


def net(concluded, *lines):
    rows = concluded(
        "core.budget_net",
        {
            "core.budget_line": list(lines),
            "reference.municipality": PLACES,
            "reference.vat_rate": RATES,
            "reference.price_level": LEVELS,
            "core.price_factor": FACTORS,
        },
    )
    return {row["cost_pool"]: row for row in rows}


def ends(row):
    return row["net_low"], row["net_mid"], row["net_high"]


@pytest.mark.parametrize(
    ("other", "wanted", "treatment"),
    [
        ({"vat": "excluded"}, (1250.0, 1250.0, 1250.0), "as_said"),
        ({"vat": "included"}, (1000.0, 1000.0, 1000.0), "taken_out"),
        ({"vat": "unknown"}, (1000.0, 1250.0, 1562.5), "not_known"),
        ({"vat": "included", "fiscal_year": 2003}, (1250.0, 1250.0, 1250.0), "as_said"),
        (
            {"vat": "included", "fiscal_year": 2024, "unit_id": "FI-1", "currency": "EUR"},
            (1250 / 1.255, 1250 / 1.245, 1250 / 1.24),
            "taken_out",
        ),
    ],
)
def test_tax_is_taken_out_where_it_comes_back(concluded, other, wanted, treatment):
    row = net(concluded, line(**other))["staff_central"]
    assert ends(row) == pytest.approx(wanted)
    assert (row["said_mid"], row["vat_treatment"]) == (1250.0, treatment)


def test_one_line_in_another_currency_becomes_the_country_s_own(concluded):
    rows = net(concluded, line(), line("premises", currency="EUR", amount_low=10.0, amount_mid=10.0, amount_high=10.0))
    assert (rows["premises"]["net_mid"], rows["premises"]["currency"], rows["premises"]["currency_said"]) == (
        120.0,
        "NOK",
        "EUR",
    )
    assert rows["staff_central"]["net_mid"] == 1250.0


def test_a_unit_that_keeps_its_books_in_another_currency_keeps_it(concluded):
    row = net(concluded, line(currency="EUR"))["staff_central"]
    assert (row["net_mid"], row["currency"]) == (1250.0, "EUR")


def test_a_line_without_an_amount_stays_a_line(concluded):
    empty = dict.fromkeys(("amount_low", "amount_mid", "amount_high"))
    rows = net(concluded, line(), line("premises", **empty))
    assert ends(rows["premises"]) == (None, None, None)


@pytest.mark.parametrize(("vat", "wanted"), [("included", (None, 1250.0, 1250.0)), ("unknown", (None, 1250.0, None))])
def test_without_a_rate_the_end_that_needs_it_is_open(concluded, vat, wanted):
    row = net(concluded, line(vat=vat, fiscal_year=2024))["staff_central"]
    assert (ends(row), row["vat_treatment"]) == (wanted, "not_known")
