"""Documents, what they seem to state, and amounts inside amounts, as assets.

Belongs here: which function of pipelines/ fills which table. Does not belong here: reading, deciding.
"""

import polars as pl

from assets.resources import Place
from assets.tables import file_asset, table_asset
from pipelines import claims
from pipelines.contracts import documents
from pipelines.contracts.decisions import Decision, from_claims, read_decisions
from pipelines.contracts.parties import Names
from pipelines.validation import Validated
from schemas.documents import CONTAINMENT, DOCUMENT, PROPOSAL, SUPPLIER

GROUP = "contracts"
READS = ("reference.municipality", "reference.supplier", "core.claim")


def _read(place: Place) -> tuple[list[documents.Read], list[dict[str, object]]]:
    names = Names(place.lake.read("reference.municipality"), place.lake.read("reference.supplier"))
    return documents.read_folder(place.home.documents, names, place.home.snapshots)


def _decisions(place: Place) -> list[Decision]:
    accepted = from_claims(place.lake.read("core.claim").to_dicts())
    return [*accepted, *read_decisions(place.home.decisions)]


def _proposals(place: Place) -> pl.DataFrame:
    found, _ = _read(place)
    return documents.proposal_table(found, _decisions(place))


def _documents(place: Place) -> Validated:
    found, rejects = _read(place)
    return documents.document_table(found, rejects, place.lake.read(PROPOSAL.name))


ASSETS = [
    file_asset(SUPPLIER, documents.suppliers, "reference", "reference"),
    table_asset(PROPOSAL, _proposals, GROUP, reads=READS),
    table_asset(DOCUMENT, _documents, GROUP, reads=(*READS, PROPOSAL.name)),
    file_asset(CONTAINMENT, claims.containments, "evidence", GROUP),
]
