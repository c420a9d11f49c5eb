"""Claims of one unit side by side, and how many years its total is for."""

from tests.sql.conftest import claim


def contract(concluded, *claims):
    [row] = concluded("core.contract", {"core.claim": list(claims)})
    return row


def test_a_total_is_for_the_base_years(concluded):
    row = contract(
        concluded,
        claim("u", "contract_total", 500.0, period="total"),
        claim("u", "contract_years", 5.0),
        claim("u", "option_years", 2.0),
    )
    assert (row["total_mid"], row["base_years"], row["option_years"], row["years_of_total"]) == (500.0, 5.0, 2.0, 5.0)


def test_a_total_with_options_is_for_all_years(concluded):
    total, years = claim("u", "contract_total", 500.0, period="total_with_options"), claim("u", "contract_years", 5.0)
    assert contract(concluded, total, years, claim("u", "option_years", 2.0))["years_of_total"] == 7.0
    assert contract(concluded, total, years)["years_of_total"] is None


def test_unit_costs_are_no_contract(concluded):
    claims = [claim("u", "annual_value", 9000.0, per_denominator="user")]
    assert concluded("core.contract", {"core.claim": claims}) == []


def test_claims_that_name_a_contract_stay_with_it_and_the_others_are_the_one_of_the_unit(concluded):
    claims = [
        claim("u", "annual_value", 40.0, contract_id="first", year=2009),
        claim("u", "contract_total", 500.0, contract_id="second", year=2016, period="total"),
        claim("u", "contract_years", 5.0, contract_id="second"),
        claim("v", "annual_value", 70.0, contract_id=None),
    ]
    rows = concluded("core.contract", {"core.claim": claims})
    assert [(row["unit_id"], row["contract_id"], row["stated_annual_mid"], row["total_mid"]) for row in rows] == [
        ("u", "first", 40.0, None),
        ("u", "second", None, 500.0),
        ("v", "v", 70.0, None),
    ]
    assert [row["base_years"] for row in rows] == [None, 5.0, None]
