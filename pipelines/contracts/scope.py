"""Which cost pools a text says are part of an arrangement; what it does not name stays unknown.

Belongs here: words of pools in sentences that say what is included. Does not belong here: what pools are
(schemas/codes), deciding (assets/claims).
"""

from __future__ import annotations

import re

from pipelines.contracts.clean import Cleaned
from pipelines.contracts.cues import either
from pipelines.contracts.sentences import sentences

_INCLUDES = either(
    r"""
    \bomfatt\w* \binnefatt\w* \binkluder\w* \binneb\w* \bomfattar\w* \brymmer\b \bingår\b \bindgår\b \binngår\b
    \binnehåll\w*
    \bomfatter\b \bsisält\w* \bkattaa\b \binclud\w* \bcovers?\b \btake_over\b \bansvar\w*_for\b
    """
)
_EXCLUDES = either(
    r"""
    \bikke\b \bikkje\b \binte\b \bunntatt\b \bundantag\w* \bundtag\w* \bexklusive\b \beksklusive\b \butenom\b \butan\b
    \bnot\b \bexclud\w* \bkommunens_egn\w* \bkommunens_egna\b \bei_sisäll\w*
    """
)
POOLS = {
    "operations_contract": re.compile(r"\bdrift\w*|\b(?:it|ikt)-drift\w*|\bit operation\w*|\bkäyttöpalvelu\w*"),
    "hardware_client": re.compile(
        r"\bpc-?er\b|\bpc'er\b|\bdatorer\b|\barbeidsstasjon\w*|\barbetsplats\w*|\bworkplace\w*"
    ),
    "hardware_server_network": re.compile(
        r"\bnettverk\w*|\bnätverk\w*|\bservere?\b|\bservrar\b|\binfrastrukt\w*|\bdatasent\w*"
    ),
    "licences_line_of_business": re.compile(r"\bfagsystem\w*|\bverksamhetssystem\w*|\bapplikasjon\w*|\bapplikation\w*"),
    "telephony_fixed": re.compile(r"\btelefoni\w*|\bfasttelefon\w*|\btelephony\b"),
    "telephony_mobile": re.compile(r"\bmobiltelefon\w*|\bmobiltjen\w*|\bmobile phones?\b"),
    "printing": re.compile(r"\butskrift\w*|\bprint\w*|\bskriver\w*|\bskrivare\b"),
    "school_devices": re.compile(r"\belev-?(?:pc|dator|maskin)\w*|\bskol-?pc\w*|\bchromebook\w*"),
    "integration_security": re.compile(r"\bsikkerhet\w*|\bsäkerhet\w*|\bsikkerhed\w*|\bsecurity\b"),
    "consultants_projects": re.compile(r"\bkonsulent\w*|\bkonsult\w*|\bconsultan\w*"),
}


def scope_said(text: Cleaned) -> dict[str, str]:
    """Cost pool -> `in` or `out`, for the pools that a sentence on what is included names."""
    found: dict[str, str] = {}
    for sentence in sentences(text):
        if not _INCLUDES.search(sentence.low):
            continue
        scope = "out" if _EXCLUDES.search(sentence.low) else "in"
        for pool, words in POOLS.items():
            if words.search(sentence.low):
                found.setdefault(pool, scope)
    return found
