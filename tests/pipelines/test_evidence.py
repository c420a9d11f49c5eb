"""Claims and members that a gate would refuse are rejected as rows, with file and line."""

import polars as pl
import pytest

from pipelines import evidence, shipped
from pipelines.tables import TABLES

CLAIM, MEMBER, ORIGIN = (TABLES[name] for name in ("core.claim", "core.collaboration_member", "reference.origin"))
UNITS = pl.Series(["dk-a-2031", "DK-101"])
PAPER = "a" * 64


def settled(table, *changes):
    """Rows as a file of evidence holds them, settled as it is."""
    example = table.example_row() | {"claim_id": "c", "unit_id": "dk-a-2031", "origin_id": "paper", "note": None}
    example = {name: value for name, value in example.items() if name in table.types} | {"document_sha256": PAPER}
    texts = [
        {
            name: None if value is None else _text(value)
            for name, value in (example | change).items()
            if name in table.types
        }
        for change in changes
    ]
    received = pl.DataFrame(texts, schema=dict.fromkeys(table.types, pl.String))
    place = {"file": pl.lit("evidence.csv"), "row_number": pl.int_range(2, pl.len() + 2, dtype=pl.Int64)}
    return shipped.settle(table, received.with_columns(**place), {})


def _text(value):
    return (
        str(value).lower() if isinstance(value, bool) else f"{value:.15g}" if isinstance(value, float) else str(value)
    )


def placed(*changes, origins=({"origin_id": "paper", "document_sha256": PAPER},)):
    claims = settled(CLAIM, *({"claim_id": f"c{place}"} | change for place, change in enumerate(changes)))
    known = ORIGIN.frame([ORIGIN.example_row() | origin for origin in origins])
    return evidence.placed_claims(claims, UNITS, known)


def left_out(rows):
    return rows.rejects.select("file", "row_number", "column_name", "rule", "value").rows()


def test_a_sound_claim_stays():
    assert placed({}).rejects.rows() == []


def test_a_claim_id_twice_is_one_claim():
    rows = placed({"claim_id": "same"}, {"claim_id": "same", "kind": "investment"}, {"kind": "penalty"})
    assert rows.valid["kind"].to_list() == ["contract_total", "penalty"]
    assert left_out(rows) == [("evidence.csv", 3, "claim_id", "duplicate_row", "same")]


def test_a_claim_about_a_unit_that_nobody_knows_is_left_out():
    rows = placed({"unit_id": "dk-b-2031"}, {"unit_id": "DK-101"})
    assert rows.valid["unit_id"].to_list() == ["DK-101"]
    assert left_out(rows) == [("evidence.csv", 2, "unit_id", "unknown_unit", "dk-b-2031")]


def test_a_claim_points_into_the_document_of_its_origin():
    rows = placed({"document_sha256": "b" * 64}, {"kind": "penalty"})
    assert left_out(rows) == [("evidence.csv", 2, "document_sha256", "not_the_origins_document", "b" * 64)]
    without = placed({}, origins=[{"origin_id": "paper", "document_sha256": None}])
    assert [rule for *_, rule, _ in left_out(without)] == ["not_the_origins_document"]


@pytest.mark.parametrize("kind", evidence.USED_ONCE)
def test_the_second_amount_of_one_kind_would_count_twice(kind):
    rows = placed({"kind": kind}, {"kind": kind, "unit_id": "DK-101"}, {"kind": kind})
    assert rows.valid["claim_id"].to_list() == ["c0", "c1"]
    assert left_out(rows) == [("evidence.csv", 4, "kind", "second_of_its_kind", kind)]


def test_bids_and_costs_per_another_thing_are_no_second_amount():
    """Everybody who loses a contest has bid; a cost per user and one per employee are two figures."""
    bids = placed({"kind": "bid"}, {"kind": "bid"})
    each = placed(*({"kind": "annual_value", "per_denominator": per} for per in (None, "user", "employee")))
    assert bids.rejects.rows() == each.rejects.rows() == []


@pytest.mark.parametrize("kind", ["contract_total", "annual_value"])
def test_an_amount_of_no_measure_is_left_out_by_itself(kind):
    rows = placed({"kind": kind, "measure": None}, {"kind": "saving", "measure": None})
    assert rows.valid["kind"].to_list() == ["saving"]
    assert left_out(rows) == [("evidence.csv", 2, "measure", "money_has_measure", None)]


def test_shares_of_more_than_the_whole_are_left_out_and_no_others():
    shares = [("x", "A", 60.0), ("x", "B", 41.0), ("x", "C", None), ("y", "A", 60.3), ("y", "B", 40.0)]
    rows = settled(
        MEMBER,
        *(
            {"collaboration_id": unit, "member_name": name, "ownership_share_pct": share, "member_kind": "county"}
            for unit, name, share in shares
        ),
    )
    placed_rows = evidence.placed_members(rows)
    assert placed_rows.valid.select("collaboration_id", "member_name").rows() == [("x", "C"), ("y", "A"), ("y", "B")]
    assert left_out(placed_rows) == [
        ("evidence.csv", 2, "ownership_share_pct", "shares_above_the_whole", "60.0"),
        ("evidence.csv", 3, "ownership_share_pct", "shares_above_the_whole", "41.0"),
    ]
