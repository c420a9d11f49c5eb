"""What a decision means for a proposal later: the same, other words, other values, another version of the page."""

import datetime

import pytest

from pipelines.contracts.claim import Proposal
from pipelines.contracts.decisions import COLUMNS, Decision, append, decided, read_decisions
from pipelines.faults import UserError

DAY = datetime.date(2026, 11, 23)
TOTAL = Proposal("contract_total", ((10, 30),), 0.9, mid=12e6, currency="NOK")


def decision(**changed):
    known = {
        "proposal_id": "p1",
        "document_sha256": "a" * 64,
        "address": "https://a.example/1",
        "kind": "contract_total",
        "start": 10,
        "end": 30,
        "mid": 12e6,
        "value_text": None,
        "decision": "accept",
        "claim_id": "x-contract-total",
        "reviewed_by": "kari",
        "reviewed_on": DAY,
        "reader": "1-abc",
        "reason": None,
    }
    return Decision(**known | changed)


def status(decisions, proposal=TOTAL, name="p1", digest="a" * 64, addresses=("https://a.example/1",)):
    return decided(decisions, name, digest, set(addresses), proposal)[0]


@pytest.mark.parametrize(
    ("decisions", "asked", "expected"),
    [
        ([], {}, "open"),
        ([decision()], {}, "accept"),
        ([decision(decision="refuse", claim_id=None)], {}, "refuse"),
        ([decision(decision="later"), decision()], {}, "accept"),
        ([decision(proposal_id="p0", start=90, end=99)], {}, "accept"),  # the same value in other words
        ([decision(proposal_id="p0", mid=11e6)], {}, "changed"),  # other value at the same place
        ([decision(proposal_id="p0", mid=11e6, start=90, end=99)], {}, "open"),  # another fact of the document
        ([decision()], {"name": "p2", "digest": "b" * 64}, "reopened"),  # the page has changed
        ([decision()], {"name": "p2", "digest": "b" * 64, "addresses": ()}, "open"),
        ([decision(kind="annual_value")], {"name": "p2"}, "open"),
    ],
)
def test_what_a_proposal_is_now(decisions, asked, expected):
    assert status(decisions, **asked) == expected


def test_decisions_are_kept_in_order_and_read_back(tmp_path):
    path = tmp_path / "review" / "claims.csv"
    append(path, [decision()])
    refused = decision(decision="refuse", mid=None, value_text='Åse, "x"\n', claim_id=None)
    append(path, [refused])
    assert read_decisions(path) == [decision(), refused]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [("decision", "perhaps", "no decision"), ("start", "ten", "line 2"), ("reviewed_on", "i går", "line 2")],
)
def test_a_line_that_is_none_is_named(column, value, said, tmp_path):
    path = tmp_path / "claims.csv"
    append(path, [decision()])
    lines = path.read_text().splitlines()
    cells = lines[1].split(",")
    cells[COLUMNS.index(column)] = value
    path.write_text("\n".join([lines[0], ",".join(cells)]))
    with pytest.raises(UserError, match=said):
        read_decisions(path)
