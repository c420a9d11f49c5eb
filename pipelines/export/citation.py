"""How to cite a release: a CITATION.cff for the folder of an export.

Belongs here: the citation file. Does not belong here: the sources of single numbers (mart.provenance).
"""

from __future__ import annotations

import yaml

from pipelines.export.package import REAL, VERSION_DIGITS, Said


def citation(content_hash: str, day: str, publisher: str, licence: str, said: Said = REAL) -> str:
    """The text of CITATION.cff, format 1.2.0. The content digest is the identifier: equal rows, equal digest."""
    stated = {
        "cff-version": "1.2.0",
        "message": "Cite the release by its content digest, and a number by the sources mart.provenance gives for it.",
        "type": "dataset",
        "title": said.title,
        "abstract": said.description,
        "authors": [{"name": publisher}],
        "version": content_hash[:VERSION_DIGITS],
        "date-released": day,
        "identifiers": [
            {"type": "other", "value": f"sha256:{content_hash}", "description": "content digest (quality.release)"}
        ],
        "license": licence,
    }
    return yaml.safe_dump(stated, sort_keys=False, allow_unicode=True, width=120)
