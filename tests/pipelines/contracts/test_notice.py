"""An award notice of our own making, and what changes when it is another kind."""

from pathlib import Path

import pytest

from pipelines.contracts import documents
from pipelines.contracts.document import parse
from pipelines.faults import UserError

XML = (Path(__file__).parent / "notice.xml").read_text(encoding="utf-8")
AMOUNT = '<cbc:PayableAmount currencyID="NOK">24000000</cbc:PayableAmount>'


def read(xml, names):
    document = parse("notice.xml", xml.encode(), {"publisher": "Doffin"})
    return document, documents.read_document(document, names)


def test_value_term_and_parties_are_tier_b_with_their_places(names):
    document, reading = read(XML, names)
    said = {each.kind: each for each in reading.proposals}
    assert {each.evidence_tier for each in reading.proposals} == {"B"}
    assert (said["contract_total"].mid, said["contract_total"].currency) == (24e6, "NOK")
    assert len(said["contract_total"].places) == 2  # notice value and tender value are one fact
    assert said["contract_years"].mid == 4 and said["other_count"].mid == 2
    assert (said["member"].value_text, said["supplier"].value_text) == ("Asker kommune", "Eksempel Drift AS")
    for each in reading.proposals:
        for start, end in each.places:
            assert document.text[start:end] in ("24000000", "48", "2", "Asker kommune", "Eksempel Drift AS")


def test_a_framework_maximum_is_a_ceiling_and_no_cost(names):
    xml = XML.replace(
        "<efac:LotTender>",
        '<efbc:OverallMaximumFrameworkContractsAmount currencyID="NOK">90000000'
        "</efbc:OverallMaximumFrameworkContractsAmount><efac:LotTender>",
    )
    kinds = {(each.kind, each.mid) for each in read(xml, names)[1].proposals if each.unit == "currency"}
    assert kinds == {("ceiling", 90e6), ("ceiling", 24e6)}


def test_several_tenders_are_bids(names):
    xml = XML.replace(AMOUNT, AMOUNT + AMOUNT.replace("24000000", "31000000"))
    kinds = {(each.kind, each.mid) for each in read(xml, names)[1].proposals if each.unit == "currency"}
    assert kinds == {("bid", 24e6), ("bid", 31e6), ("contract_total", 24e6)}


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("72000000", "45000000", "not of IT"),
        ("Asker kommune", "Statens vegvesen", "no buyer is a municipality"),
    ],
)
def test_what_is_not_municipal_it_gives_nothing(before, after, why, names):
    reading = read(XML.replace(before, after), names)[1]
    assert reading.proposals == [] and why in (reading.why_nothing or "")


def test_a_currency_that_is_not_compared_is_no_value(names):
    reading = read(XML.replace('"NOK"', '"ISX"'), names)[1]
    assert {each.kind for each in reading.proposals if each.unit == "currency"} == {"other_money"}


def test_broken_xml_says_where(names):
    with pytest.raises(UserError, match="well-formed"):
        read(XML.replace("</cac:Party>", ""), names)
