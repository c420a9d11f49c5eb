"""All facts of a text as proposals, with the tier of who says them.

Belongs here: gathering, and whether a sentence quotes somebody. Does not belong here: money (values), counts (counts),
terms and dates (spans), parties (who).
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.contracts import counts, spans, values
from pipelines.contracts.claim import Proposal
from pipelines.contracts.cues import either
from pipelines.contracts.scene import Scene
from pipelines.contracts.who import Party

_PAPER = re.compile(
    r"(?:ifølge|ifølgje|enligt|according to|skriver|skrev)[^.]{0,20}\b\w*(?:avis\w*|tidning\w*|"
    r"tidende|blad\w*|adressa|nrk|ntb|ritzau)\b"
)
_SAID = either(
    r"""
    \boppgitt\b \boppgis\b \boppgir\b \bopplys\w* \buppg\w* \bsier\b \bsäger\b \bsiger\b \bpressemeld\w*
    \bpressmeddelande \bifølge\b \benligt\b \boplyser\b \bsays\b \baccording_to\b \bskriver_partene
    """
)


def proposals(scene: Scene, of: Party) -> list[Proposal]:
    """Money, counts, terms and dates of the arrangement, each with its place and tier."""
    found = [
        *values.proposals(scene, of),
        *counts.proposals(scene, of),
        *spans.term_proposals(scene, of),
        *spans.date_proposals(scene, of),
    ]
    return [_weighed(scene, proposal) for proposal in found]


def _weighed(scene: Scene, proposal: Proposal) -> Proposal:
    """Tier by who says it, and whether the document quotes another."""
    at = _cleaned_offset(scene, proposal.places[0][0])
    sentence, _, _ = scene.around(at)
    if _PAPER.search(sentence.low):
        return replace(proposal, is_second_hand=True)
    if scene.is_official:
        return replace(proposal, evidence_tier="A")
    return replace(proposal, evidence_tier="D") if _SAID.search(sentence.low) else proposal


def _cleaned_offset(scene: Scene, original: int) -> int:
    """The place in the cleaned text of an offset in the printed one."""
    low, high = 0, len(scene.text.at) - 1
    while low < high:
        middle = (low + high) // 2
        if scene.text.at[middle] < original:
            low = middle + 1
        else:
            high = middle
    return low
