"""Figures of documents: every claim that ships is believed, and one with a slip in it is not."""

import polars as pl
import pytest

from pipelines import cases, claims, reference
from pipelines.plausibility.claims import judged_claims
from pipelines.plausibility.weighing import Yardsticks
from schemas.contracts import CLAIM
from tests.conftest import DATA
from tests.pipelines.plausibility.conftest import yardsticks

MEMBERS = pl.DataFrame({"unit_id": ["joint", "joint"], "municipality": ["NO-4611", "NO-1151"]})
MONEY = ("contract_total", "annual_value")


def claim(claim_id, kind, value, unit_id="joint", **said):
    money = {"unit": "currency", "currency": "NOK", "measure": "contract"} if kind in MONEY else {"unit": "user"}
    blank = dict.fromkeys(("currency", "period", "per_denominator", "contract_id", "measure"))
    named = {"claim_id": claim_id, "unit_id": unit_id, "kind": kind, "year": 2024}
    ends = {end: float(value) for end in ("low", "mid", "high")}
    return CLAIM.example_row() | blank | named | ends | money | said


def outcomes(*rows):
    """(claim, rule) -> outcome."""
    said = judged_claims(CLAIM.frame(list(rows)), MEMBERS, yardsticks(NO_4611=4_000, NO_1151=200))
    return {(keys[0], rule): outcome for keys, rule, outcome in said.select("keys", "rule", "outcome").iter_rows()}


def test_every_claim_that_ships_is_believed(gazetteer):
    said = claims.claims(DATA / "evidence").valid
    members = cases.members(DATA / "evidence", gazetteer, said.filter(pl.col("kind") == "ownership_share")).valid
    municipalities = members.filter(pl.col("member_kind") == "municipality").select(
        unit_id="collaboration_id", municipality="unit_id"
    )
    known = yardsticks()
    population = reference.population(DATA / "reference").valid
    judged = judged_claims(said, municipalities, Yardsticks(known.bounds, population, known.prices))
    assert judged.height > 20
    assert {"cost_per_inhabitant", "cost_per_user", "cost_per_workstation"} <= set(judged["rule"])
    assert judged.filter(pl.col("outcome") != "accepted").rows() == []


@pytest.mark.parametrize(
    ("total", "rule"),
    [(50_000_000, None), (5_000, "cost_per_inhabitant_below"), (500_000_000, "cost_per_inhabitant_above")],
)
def test_a_contract_is_held_against_the_inhabitants_of_all_its_members_a_year(total, rule):
    said = outcomes(
        claim("total", "contract_total", total, period="total"), claim("years", "contract_years", 10, unit="year")
    )
    assert said == {("total", rule or "cost_per_inhabitant"): "held" if rule else "accepted"}


def test_a_yearly_amount_is_held_against_the_users_that_the_document_counts():
    said = outcomes(claim("each", "annual_value", 400_000, period="per_month"), claim("users", "users", 20_000))
    assert said == {
        ("each", "cost_per_inhabitant"): "accepted",
        ("each", "cost_per_user"): "accepted",
        ("users", "user_per_inhabitant_above"): "held",
    }


def test_a_unit_cost_is_held_as_it_stands():
    said = outcomes(
        claim("good", "annual_value", 9_000, period="per_year", per_denominator="user"),
        claim("odd", "annual_value", 9, period="per_year", per_denominator="workstation"),
    )
    assert said == {("good", "cost_per_user"): "accepted", ("odd", "cost_per_workstation_below"): "held"}


def test_without_a_year_a_term_or_inhabitants_nothing_is_asked():
    assert outcomes(claim("total", "contract_total", 5, period="total")) == {}
    assert outcomes(claim("each", "annual_value", 5, period="per_year", year=None)) == {}
    assert outcomes(claim("each", "annual_value", 5, period="per_year", unit_id="SE-0127")) == {}
    assert outcomes(claim("once", "annual_value", 5, period="once")) == {}
