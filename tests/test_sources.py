"""Every claim's place in a document still holds what the claim says."""

import hashlib
import re
from pathlib import Path

import polars as pl
import pytest

from pipelines import claims
from tests.conftest import DATA, SHARED

EVIDENCE = DATA / "evidence"
NEEDS_SOURCES = pytest.mark.skipif(not (SHARED / "sources").is_dir(), reason="../shared/sources is not here")
CLAIMS = claims.claims(EVIDENCE).valid
WORDS = {
    "en halv milliard": 5e8,
    "ti": 10,
    "treårig": 3,
    "ett års": 1,
    "to og et halvt": 2.5,
    "ett fyrtiotal": 40,
    "två": 2,
    "halvparten": 50,
    "2+2": 4,
    "option two years": 2,
}
MULTIPLIERS = {"millioner": 1e6, "MDKK": 1e6}


def documents() -> dict[str, str]:
    """Digest -> text of every document at hand: the evidence files, and the sources where they are present."""
    paths: list[Path] = [*EVIDENCE.glob("*.csv"), *(SHARED / "sources").glob("*.txt")]
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path.read_bytes().decode() for path in paths}


def numbers_in(text: str) -> set[float]:
    """The values the words can mean: digits with thousands marks, a few number words, a multiplier."""
    folded = " ".join(text.split())
    multiplier = next((value for word, value in MULTIPLIERS.items() if word in folded), 1)
    found = {value for word, value in WORDS.items() if re.search(rf"\b{re.escape(word)}\b", folded)}
    for digits in re.findall(r"\d[\d., ]*", folded):
        bare = digits.strip(" ,.")
        found |= {float(re.sub(r"[., ]", "", bare))}
        found |= {float(part) for part in re.split(r"[, ]", bare) if re.fullmatch(r"\d+(\.\d+)?", part)}
    return {value * multiplier for value in found} | found


@NEEDS_SOURCES
def test_sources_are_what_the_list_says():
    listed = set(re.findall(r"sha256: ([0-9a-f]{64})", (SHARED / "sources" / "sources.yml").read_text()))
    assert listed and listed <= set(documents())


@pytest.mark.parametrize("claim", CLAIMS.to_dicts(), ids=lambda claim: claim["claim_id"])
def test_the_place_holds_the_value(claim):
    texts = documents()
    if claim["document_sha256"] not in texts:
        assert not (SHARED / "sources").is_dir(), "the document is gone or has changed: review its claims again"
        pytest.skip("../shared/sources is not here")
    words = texts[claim["document_sha256"]][claim["locator_start"] : claim["locator_end"]]
    assert words.strip(), claim
    if claim["kind"] in ("member", "supplier"):
        assert claim["value_text"] in words
    elif claim["unit"] in ("date", "form", "text"):
        assert len(words) < 60
    elif claim["mid"] is not None:
        assert claim["mid"] in numbers_in(words), words


def test_claims_never_hold_a_sentence():
    for name in ("subject", "value_text", "note"):
        assert CLAIMS[name].fill_null("").str.len_chars().max() <= 110


@NEEDS_SOURCES
@pytest.mark.parametrize(("claim_id", "wrong"), [("digi-users", 4.5), ("digi-contract-total", 5e9)])
def test_the_reading_of_places_can_fail(claim_id, wrong):
    claim = CLAIMS.row(by_predicate=pl.col("claim_id") == claim_id, named=True)
    words = documents()[claim["document_sha256"]][claim["locator_start"] : claim["locator_end"]]
    assert wrong not in numbers_in(words)


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="../shared/gold is not here")
def test_facts_of_the_documents_that_core_can_hold_are_claims():
    """Each fact of the gold list is a claim of its document, or left out by name with a reason."""
    gold = SHARED / "gold" / "source_facts.csv"
    # A relative amount, a scope statement and what is no fact at all cannot be held as claims.
    left_out = {
        "cost_change": "relative: no amount",
        "scope_includes": "held in scope_statements.csv",
        "not_a_number": "no fact",
        "document_date": "held in origins.csv",
    }
    kind_of = {
        "service_start": "start_date",
        "staff_transferred": "other_count",
        "dissolution_decision": "other_date",
        "migration_end": "other_date",
        "capex": "investment",
        "capex_underspend": "other_money",
        "opex": "annual_value",
        "prior_budget_upper_bound": "other_money",
        "counterfactual_claim": "saving",
        "go_live": "start_date",
        "project_duration_before_vendor": "other_count",
        "rollout": "other_date",
        "members": "member",
        "start": "start_date",
        "investigation_start": "other_date",
        "board_seats_per_member": "other_count",
        "alternative": "collaboration_form",
        "report_due": "other_date",
    }
    shas = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (SHARED / "sources").glob("*.txt")}
    held = set(CLAIMS.select("document_sha256", "kind").rows())
    for fact in pl.read_csv(gold, infer_schema=False).iter_rows(named=True):
        if fact["fact"] not in left_out:
            kind = kind_of[fact["fact"]] if fact["fact"] in kind_of else fact["fact"]
            assert (shas[fact["document"]], kind) in held, fact["fact"]
