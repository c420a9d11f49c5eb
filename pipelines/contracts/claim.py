"""A proposal: one fact that a document seems to state, with bounds, place and how sure the reader is.

Belongs here: its shape, merging of repeats, the public JSON. Does not belong here: finding it, reviewing it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Proposal:
    """One fact. `places` are (start, end) in the document's text, the clearest first; offsets count characters.

    low, mid and high are null where open; `value_text` is a name or code; money has a currency and a period.
    """

    kind: str
    places: tuple[tuple[int, int], ...]
    confidence: float
    subject: str = ""
    low: float | None = None
    mid: float | None = None
    high: float | None = None
    rounding_half_width: float = 0.0
    qualifier: str = "exact"
    unit: str | None = None
    currency: str | None = None
    period: str | None = None
    per_denominator: str | None = None
    vat: str | None = None
    price_year: int | None = None
    value_text: str | None = None
    date_low: datetime.date | None = None
    date_high: datetime.date | None = None
    is_second_hand: bool = False
    evidence_tier: str = "C"
    note: str | None = None

    @property
    def says(self) -> tuple[object, ...]:
        """What makes two places the same fact."""
        return (
            self.kind,
            self.low,
            self.mid,
            self.high,
            self.currency,
            self.period,
            self.per_denominator,
            (self.value_text or "").casefold(),
            self.date_low,
            self.date_high,
        )

    @property
    def about(self) -> tuple[object, ...]:
        """What two places have in common that may give one value with other bounds."""
        named = (self.value_text, self.date_low, self.date_high)
        return self.kind, self.unit, self.currency, self.per_denominator, *named

    def as_json(self, document_sha256: str) -> dict[str, Any]:
        start, end = self.places[0]
        shown = {
            "kind": self.kind,
            "low": self.low,
            "mid": self.mid,
            "high": self.high,
            "unit": self.unit,
            "currency": self.currency,
            "period": self.period,
            "subject": self.subject,
            "qualifier": self.qualifier,
            "document_sha256": document_sha256,
            "start": start,
            "end": end,
            "confidence": round(self.confidence, 2),
            "value_text": self.value_text,
            "date_low": self.date_low.isoformat() if self.date_low else None,
            "date_high": self.date_high.isoformat() if self.date_high else None,
            "rounding_half_width": self.rounding_half_width,
            "per_denominator": self.per_denominator,
            "vat": self.vat,
            "price_year": self.price_year,
            "evidence_tier": self.evidence_tier,
            "is_second_hand": self.is_second_hand,
            "places": [list(place) for place in self.places],
        }
        return shown | ({"note": self.note} if self.note else {})


def merged(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The same fact said several times is one proposal with several places, the surest first."""
    by_fact: dict[tuple[object, ...], Proposal] = {}
    for proposal in proposals:
        if proposal.says not in by_fact:
            by_fact[proposal.says] = proposal
            continue
        one = by_fact[proposal.says]
        surer, other = (proposal, one) if proposal.confidence > one.confidence else (one, proposal)
        places = tuple(dict.fromkeys((*surer.places, *other.places)))
        by_fact[proposal.says] = replace(surer, places=places, confidence=round(min(0.99, surer.confidence + 0.02), 2))
    return sorted(_hedged_once(by_fact.values()), key=lambda each: (each.places[0], each.kind))


def _hedged_once(proposals: Iterable[Proposal]) -> list[Proposal]:
    """`332 million` in a headline and `a good 332 million` below it are one fact, within the wider bounds."""
    by_value: dict[tuple[object, ...], list[Proposal]] = {}
    for proposal in proposals:
        alike = by_value.setdefault(proposal.about, [])
        same = next((at for at, other in enumerate(alike) if _is_same_value(proposal, other)), None)
        if same is None:
            alike.append(proposal)
        else:
            alike[same] = _widest(alike[same], proposal)
    return [each for alike in by_value.values() for each in alike]


def _is_same_value(one: Proposal, other: Proposal) -> bool:
    periods = {one.period, other.period} - {None}
    return one.mid is not None and one.mid == other.mid and len(periods) < 2


def _widest(one: Proposal, other: Proposal) -> Proposal:
    lows, highs = (one.low, other.low), (one.high, other.high)
    low = None if None in lows else min(each for each in lows if each is not None)
    high = None if None in highs else max(each for each in highs if each is not None)
    surer, less = (one, other) if one.confidence >= other.confidence else (other, one)
    vague = next((each for each in (one, other) if (each.low, each.high) == (low, high)), surer)
    return replace(
        surer, low=low, high=high, qualifier=vague.qualifier, period=one.period or other.period,
        places=tuple(dict.fromkeys((*surer.places, *less.places))),
        rounding_half_width=max(one.rounding_half_width, other.rounding_half_width),
        vat=one.vat or other.vat, price_year=one.price_year or other.price_year, note=one.note or other.note,
    )  # fmt: skip
