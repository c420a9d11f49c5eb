"""Documents received, what they seem to state, and what a reviewer decided about it.

Belongs here: documents, proposals, suppliers the reader knows, amounts inside amounts. Does not belong here: accepted
claims (schemas/contracts).
"""

import datetime

from schemas.codes import CLAIM_KINDS, COUNTRIES, CURRENCIES, TIERS
from schemas.columns import at_least, at_most, code, day, flag, interval, number, text, whole
from schemas.contracts import unit_id
from schemas.origins import SHA256
from schemas.table import Table, ordered, ordered_days, ordered_interval

DECISIONS = {
    "open": "nobody has decided",
    "accept": "it is a claim",
    "edit": "it is a claim, with values that a person mended",
    "refuse": "the document does not state it",
    "later": "somebody has looked and put it off",
    "reopened": "the document changed after it was decided",
    "changed": "the reader now reads the same words otherwise",
}
SUPPLIER = Table(
    "reference.supplier",
    "A firm or municipal company that delivers IT, under the names documents use",
    ("name",),
    (
        text("name", "Name", "Ikomm"),
        code("kind", "Whom it belongs to", ("private", "municipal"), "municipal"),
        code("country_code", "Country it works from", COUNTRIES, "NO"),
        text("aliases", "Other names, separated by |", "Ikomm AS", required=False),
        text("source", "Where the name was read; recalled where nowhere", "digi.no"),
    ),
)
DOCUMENT = Table(
    "core.document",
    "A document received: what it is and what came of it; its text is kept on this machine only",
    ("document_sha256",),
    (
        text("document_sha256", "Digest of the document's bytes", "0" * 64, rules=(SHA256,)),
        text("file", "File it was received in; copies are listed with |", "overtar-it-drift.html"),
        text("kind", "What sort of document it is", "news"),
        text("title", "Title", "Annual report 2022", required=False),
        text("publisher", "Who published it", "digi.no", required=False),
        text("published", "Publication date as far as known", "2017-05-09", required=False),
        text("url", "Addresses it was read at, separated by |", "https://www.digi.no/", required=False),
        text("licence", "Licence of the text", "facts only", required=False),
        text("language", "Language it was read in", "nb", required=False),
        whole("n_characters", "Characters of text", 2100, rules=(at_least(0),)),
        whole("n_proposals", "Facts it seems to state", 14, rules=(at_least(0),)),
        whole("n_open", "Facts nobody has decided on", 3, rules=(at_least(0),)),
        text("why_nothing", "Why nothing is proposed, where nothing is", "it is not about IT", required=False),
        text("note", "What of the file was not read", "attachments are not read", required=False),
    ),
)
PROPOSAL = Table(
    "quality.proposal",
    "A fact that a document seems to state: no claim before a person accepts it, and in no mart",
    ("proposal_id",),
    (
        text("proposal_id", "Digest of document, kind, place and value", "3f2a90b1c4d5e6f7"),
        text("document_sha256", "The document", "0" * 64, references="core.document.document_sha256"),
        code("kind", "What sort of fact it is", CLAIM_KINDS, "contract_total"),
        text("subject", "Whom it seems to be about", "Ikomm AS: Askim, Hobøl"),
        *interval("", "Value", "as the column unit says", 500000000.0, minimum=None),
        number("rounding_half_width", "Half a unit of the last stated digit", 5.0e7, "as unit", rules=(at_least(0),)),
        text("qualifier", "How the source hedges it", "exact_rounded"),
        text("unit", "What the value counts", "currency", required=False),
        code("currency", "Currency of money", CURRENCIES, "NOK", required=False),
        text("period", "What time an amount covers", "total", required=False),
        text("per_denominator", "What an amount is per", None, required=False),
        text("value_text", "The value where it is a name", "Ikomm AS", required=False),
        day("date_low", "Earliest day of a date", None, required=False),
        day("date_high", "Latest day of a date", None, required=False),
        code("evidence_tier", "How good the evidence would be", TIERS, "D"),
        flag("is_second_hand", "True where the document quotes another", False),
        whole("locator_start", "First character of the words, counted from 0", 541, rules=(at_least(0),)),
        whole("locator_end", "Character after the words", 564, rules=(at_least(1),)),
        whole("n_places", "Places in the document that say it", 2, rules=(at_least(1),)),
        number("confidence", "How sure the reader is", 0.9, "share", rules=(at_least(0), at_most(1))),
        text("reader", "Version of the reader", "1-9c3f2a"),
        text("note", "What to beware of", None, required=False),
        code("decision", "What a person decided", DECISIONS, "open"),
        text("reviewed_by", "Who decided", None, required=False),
        day("reviewed_on", "When", None, required=False),
        text("claim_id", "The claim it became", None, required=False),
    ),
    (*ordered_interval(), ordered_days("date_low", "date_high"), ordered("locator_start", "locator_end")),
)
CONTAINMENT = Table(
    "core.containment",
    "An amount that is inside another: never to be added to it",
    ("containment_id",),
    (
        text("containment_id", "Lasting name of the link", "vimmerby-in-itsam-2019"),
        unit_id(),
        text("inner_claim_id", "The smaller amount", "itsam-2019-vimmerby", references="core.claim.claim_id"),
        text("outer_claim_id", "The amount it is a part of", "itsam-2019-total", references="core.claim.claim_id"),
        code(
            "kind",
            "How the one is inside the other",
            ("member_payment", "contract_in_budget", "part_of_contract", "same_contract"),
            "member_payment",
        ),
        text("reason", "What says so", "the member's share of the association's yearly cost"),
        text("reviewed_by", "Who decided", "founders"),
        day("reviewed_on", "When", datetime.date(2026, 11, 23)),
    ),
)
TABLES = (SUPPLIER, DOCUMENT, PROPOSAL, CONTAINMENT)
