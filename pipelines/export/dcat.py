"""The description of an export by DCAT-AP-NO 2, as JSON-LD, for a data catalogue.

Belongs here: catalogue, data set and distributions. Does not belong here: columns and types (package).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.export.package import CSV_TYPE, LICENCES, REAL, Said, Written

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority"
# Government and public sector; the theme list of the European data portal.
THEMES = (f"{AUTHORITY}/data-theme/GOVE", f"{AUTHORITY}/data-theme/TECH")
FORMATS = {True: f"{AUTHORITY}/file-type/CSV", False: f"{AUTHORITY}/file-type/PARQUET"}


@dataclass(frozen=True)
class Publication:
    """Who publishes an export, whom to ask, under which licence, where; `address` ends with a slash."""

    publisher: str
    contact: str | None
    address: str
    licence: str


def description(
    files: Sequence[Written],
    publication: Publication,
    content_hash: str,
    day: str,
    said: Said = REAL,
) -> Any:
    """`dcat.jsonld` as a dictionary. Without a contact the profile's contact point is left out, not made up."""
    address = publication.address
    publisher = {"@id": f"{address}#publisher"}
    dataset: dict[str, Any] = {
        "@id": f"{address}#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": f"sha256:{content_hash}",
        "dct:title": _both(said.title_nb, said.title),
        "dct:description": _both(said.description_nb, said.description),
        "dct:publisher": publisher,
        "dct:issued": {"@value": day, "@type": "xsd:date"},
        "dct:accessRights": {"@id": f"{AUTHORITY}/access-right/PUBLIC"},
        "dct:language": [{"@id": f"{AUTHORITY}/language/ENG"}, {"@id": f"{AUTHORITY}/language/NOB"}],
        "dct:spatial": {"@id": f"{AUTHORITY}/country/NOR"},
        "dcat:theme": [{"@id": theme} for theme in THEMES],
        "dcat:keyword": [_text("nb", "kommune"), _text("nb", "IT-kostnader"), _text("en", "municipal IT cost")],
        "dcat:distribution": [{"@id": _distribution_id(address, file)} for file in files],
    }
    catalogue: dict[str, Any] = {
        "@id": f"{address}#catalogue",
        "@type": "dcat:Catalog",
        "dct:identifier": f"{address}#catalogue",
        "dct:title": _both(said.title_nb, said.title),
        "dct:description": _both(said.description_nb, said.description),
        "dct:publisher": publisher,
        "dcat:dataset": [{"@id": dataset["@id"]}],
    }
    graph = [catalogue, dataset, {**publisher, "@type": "foaf:Agent", "foaf:name": publication.publisher}]
    if publication.contact:
        point = {"@id": f"{address}#contact"}
        catalogue["dcat:contactPoint"] = dataset["dcat:contactPoint"] = point
        graph.append({**point, "@type": "vcard:Organization", "vcard:fn": publication.publisher} | _reach(publication))
    graph += [_distribution(file, publication, day) for file in files]
    return {"@context": CONTEXT, "@graph": graph}


def _distribution(file: Written, publication: Publication, day: str) -> dict[str, Any]:
    address = publication.address
    form = "CSV" if file.is_csv else "Parquet"
    return {
        "@id": _distribution_id(address, file),
        "@type": "dcat:Distribution",
        "dct:title": _both(f"{file.table.name} som {form}", f"{file.table.name} as {form}"),
        "dct:description": [_text("en", file.table.comment)],
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": f"{address}{file.name}"},
        "dct:format": {"@id": FORMATS[file.media_type == CSV_TYPE]},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{file.media_type}"},
        "dcat:byteSize": {"@value": str(file.n_bytes), "@type": "xsd:nonNegativeInteger"},
        "dct:license": {"@id": f"{AUTHORITY}/licence/{LICENCES[publication.licence]['authority']}"},
        "dct:issued": {"@value": day, "@type": "xsd:date"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _distribution_id(address: str, file: Written) -> str:
    return f"{address}#{file.name}"


def _reach(publication: Publication) -> dict[str, Any]:
    contact = str(publication.contact)
    if contact.startswith(("http://", "https://")):
        return {"vcard:hasURL": {"@id": contact}}
    return {"vcard:hasEmail": {"@id": f"mailto:{contact}"}}


def _text(language: str, words: str) -> dict[str, str]:
    return {"@value": words, "@language": language}


def _both(norwegian: str, english: str) -> list[dict[str, str]]:
    return [_text("nb", norwegian), _text("en", english)]
