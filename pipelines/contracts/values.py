"""Amounts of money as proposals: what each is of, and whose.

Belongs here: what stands around an amount, such as the firm it is the bid of, or its twin in another currency. Does not
belong here: the words that decide (pipelines/contracts/money), reading amounts (pipelines/contracts/amounts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.contracts import money
from pipelines.contracts.background import is_elsewhere, is_long_past
from pipelines.contracts.claim import Proposal
from pipelines.contracts.clean import PARAGRAPH
from pipelines.contracts.cues import either
from pipelines.contracts.expression import Expression
from pipelines.contracts.scene import Scene
from pipelines.contracts.who import Party, of_joint_unit, stated

_CONTEST = either(
    r"""
    \bkonkurr\w* \banbud\w* \btilbud\w* \bbud\w* \bbids?\b \btender\w* \bupphandling\w* \budbud\w* \btarjou\w*
    """
)
# Between a firm and what it asked for.
_ASKED = either(
    r"""
    (?::?s)?_(?:anbud|tilbud|bud)\w*(?:_\w+){0,2}_? ,?_(?:vars|hvis|whose)_(?:anbud|tilbud|bud|pris)\w*(?:_\w+){0,2}_?
    (?::?s)?,?_(?:låg|lå|ligger|ønsket|ønska|ville_ha|skulle_ha|begär|begärde|begjærer|krever|kräver|bød|bjöd|tilbød|tilbydde|på|med|asked_for|bid|offered)(?:_\w+){0,3}_?
    """
)


_WITH_OPTIONS = re.compile(
    r"\b(?:inkl\w*\.?|medregnet|medräknat|including|if|om|hvis|dersom)[^.,;]{0,25}?"
    r"\b(?:opsjon(?:en|er|ene|ane|ar)?|option(?:en|er|erna|erne|s)?|optio\w*|forlengels\w*|förlängning\w*|forlængels\w*)\b"
    r"|\bopsjon\w* (?:inkludert|medregnet)|\boption\w* (?:inkluder\w*|medräknad\w*)"
)
_BESIDE = 50
_THE_BID = re.compile(r"\b(?:budet|anbudet|tilbudet|tilbuddet|buddet|the bid)\b[^0-9]*$")
_WON_WITH = re.compile(r"\b(?:vant|vann|vandt|vinner|won) (?:\w+ )?(?:med|with) (?:\w+ )?$")
_THAN = re.compile(r"^ (?:under|över|over|mer enn|mindre enn|lägre än|lavere enn|dyrere enn|dyrare än|billigere enn) ")
# Between a firm and all municipalities at once, where one or none is named.
_WITH_ALL = re.compile(
    r"\b(?:mellem|mellom|mellan|between) [^.,]{1,40}? (?:og|och|and) (?:de |landets |the )?"
    r"(?:kommun(?:erne|ene|ane|erna)|municipalities)\b"
)
_NOTHING_SAID = 0.4
_OURS = ("contract_total", "annual_value", "investment")


def proposals(scene: Scene, of: Party) -> Iterator[Proposal]:
    """Each amount of money as what it is of."""
    yearly_before = False
    found: list[tuple[Expression, Proposal]] = []
    bids: list[tuple[Expression, Proposal]] = []
    is_joint = of_joint_unit(scene, of)
    told_twice = _same_in_another_currency(scene)
    for amount in scene.amounts:
        if amount.kind != "money":
            continue
        sentence, before, _ = scene.around(amount.start)
        kind, sure = money.kind_of(
            amount, sentence.low, amount.start - sentence.start, before, yearly_before=yearly_before, is_joint=is_joint
        )
        is_background = is_elsewhere(scene, of, amount) or is_long_past(scene, amount) or _is_of_all(of, sentence.low)
        if kind in _OURS and is_background:
            kind, sure = "other_money", 0.6
        is_promoted = kind in ("bid", "other_money") and _is_the_winners(scene, of, amount, kind)
        is_promoted |= (
            kind == "contract_total" and _WON_WITH.search(sentence.low[: amount.start - sentence.start]) is not None
        )
        if is_promoted:
            kind = "annual_value" if amount.annual_factor or yearly_before else "contract_total"
        elif kind in ("contract_total", "annual_value", "other_money", "saving") and _is_a_losers(scene, of, amount):
            kind, sure = "bid", 0.7
        if not _names_currency(scene, amount):
            sure -= 0.03  # a headline leaves the currency to the text
        if id(amount) in told_twice or _is_difference(scene, amount):
            kind, sure = "other_money", 0.6
        yearly_before = kind == "annual_value" or amount.annual_factor is not None or (yearly_before and kind == "bid")
        said = replace(amount, period="per_year") if kind == "annual_value" and not amount.annual_factor else amount
        if amount.qualifier == "range" and _is_change(scene, amount, sentence.low):
            # Old and new value of something that changes are no range.
            old, said = _ends(said)
            found.append((amount, _amount(scene, of, old, "other_money", 0.6, "what it was before the change")))
        with_options = _includes_options(amount, sentence.low, amount.start - sentence.start)
        if with_options and kind == "other_money" and sure <= _NOTHING_SAID:
            kind, sure = "contract_total", 0.6  # `with the options it comes to a billion`
        if kind == "contract_total" and with_options:
            said = replace(said, period="total_with_options")
        proposal = _amount(scene, of, said, kind, sure, "the winner's bid" if is_promoted else None)
        (bids if is_promoted else found).append((amount, proposal))
    # What is agreed is said elsewhere: the winner's bid is then a bid.
    has_value = any(proposal.kind in ("contract_total", "annual_value") for _, proposal in found)
    found += [(amount, replace(bid, kind="bid", period=amount.period) if has_value else bid) for amount, bid in bids]
    yield from _as_in_the_text(scene, found)


def _as_in_the_text(scene: Scene, found: Sequence[tuple[Expression, Proposal]]) -> Iterator[Proposal]:
    """An amount of the headline is what the text below says that it is."""
    headline = scene.text.text.find(PARAGRAPH)
    told = {
        (proposal.mid, proposal.currency): proposal
        for amount, proposal in found
        if amount.start > headline and proposal.kind in ("penalty", "saving", "investment", "bid", "ceiling")
    }
    for amount, proposal in found:
        below = told.get((proposal.mid, proposal.currency))
        if amount.start <= headline and below is not None and proposal.kind in ("contract_total", "other_money"):
            yield replace(proposal, kind=below.kind, period=below.period)
        else:
            yield proposal


def _is_of_all(of: Party, low: str) -> bool:
    """Whether the sentence tells of an agreement with all municipalities, and the text of one."""
    return len(of.members) < 2 and _WITH_ALL.search(low) is not None


def _is_difference(scene: Scene, expression: Expression) -> bool:
    """`100 millioner under Advania`: how far one firm is from another."""
    behind = scene.text.lower[expression.end : expression.end + 30]
    between = _THAN.match(behind)
    if between is None:
        return False
    at = expression.end + between.end()
    return any(start <= at + 2 and at <= end for _, start, end in scene.suppliers)


def _includes_options(amount: Expression, low: str, start: int) -> bool:
    """Whether the words beside an amount say that it holds for the options too; another number between breaks it."""
    end = start + amount.end - amount.start
    for match in _WITH_OPTIONS.finditer(low):
        between = low[match.end() : start] if match.end() <= start else low[end : match.start()]
        if match.start() < end and match.end() > start:
            return True
        if len(between) < _BESIDE and not any(sign.isdigit() for sign in between):
            return True
    return False


def _amount(scene: Scene, of: Party, expression: Expression, kind: str, sure: float, note: str | None) -> Proposal:
    factor = expression.annual_factor
    period = {"contract_total": "total", "investment": "once"}.get(kind)
    if expression.period == "total_with_options":
        period = expression.period
    if factor is not None and factor > 1 and kind == "annual_value":
        low, mid, high = (
            None if end is None else end * factor for end in (expression.low, expression.mid, expression.high)
        )
        expression = replace(expression, low=low, mid=mid, high=high, period="per_year",
                             rounding_half_width=expression.rounding_half_width * factor)  # fmt: skip
        note = f"stated {factor} times a year"
    return stated(
        expression,
        kind,
        scene,
        of,
        sure,
        unit="currency",
        currency=expression.currency,
        period=period or expression.period,
        per_denominator=expression.per_denominator,
        vat=expression.vat,
        price_year=expression.price_year,
        note=note,
    )


def _is_change(scene: Scene, expression: Expression, low: str) -> bool:
    begins = scene.text.lower[expression.start : expression.end]
    return begins.startswith(("fra ", "från ", "frå ", "from ")) and money.CHANGES.search(low) is not None


def _ends(expression: Expression) -> tuple[Expression, Expression]:
    old = replace(expression, mid=expression.low, high=expression.low, qualifier="exact_rounded")
    new = replace(expression, mid=expression.high, low=expression.high, qualifier="exact_rounded")
    return old, new


def _is_a_losers(scene: Scene, of: Party, expression: Expression) -> bool:
    """Whether the amount stands beside a firm that did not get the contract, where firms compete."""
    if of.supplier is None or not _CONTEST.search(scene.text.lower):
        return False
    sentence, _, _ = scene.around(expression.start)
    named = [(supplier, end) for supplier, start, end in scene.suppliers if sentence.start <= start < expression.start]
    if not named:
        return False
    supplier, end = max(named, key=lambda each: each[1])
    between = scene.text.lower[end : expression.start]
    return supplier.name != of.supplier.name and _ASKED.fullmatch(between) is not None


def _is_the_winners(scene: Scene, of: Party, expression: Expression, kind: str) -> bool:
    """Whether an amount is what the firm asked which got the contract: its name, or `the bid`, stands before it."""
    sentence, _, _ = scene.around(expression.start)
    named = [(supplier, end) for supplier, start, end in scene.suppliers if sentence.start <= start < expression.start]
    if of.supplier is None:
        return False
    if not named:
        return kind == "bid" and _THE_BID.search(scene.text.lower[sentence.start : expression.start]) is not None
    supplier, end = max(named, key=lambda each: each[1])
    between = scene.text.lower[end : expression.start]
    is_beside = kind == "bid" or (
        (between == " " or _ASKED.fullmatch(between) is not None) and _CONTEST.search(scene.text.lower) is not None
    )
    return supplier.name == of.supplier.name and is_beside


def _names_currency(scene: Scene, expression: Expression) -> bool:
    return (
        re.search(r"kr|nok|sek|dkk|eur|€|£|[$]|,-|:-", scene.text.lower[expression.start : expression.end]) is not None
    )


def _same_in_another_currency(scene: Scene) -> set[int]:
    """`£27 million (SEK 285 million)`: the amount that is not in the country's currency."""
    own = {"NO": "NOK", "SE": "SEK", "DK": "DKK", "FI": "EUR"}.get(scene.country_code or "")
    found = set()
    for one, other in zip(scene.amounts, scene.amounts[1:], strict=False):
        between = scene.text.text[one.end : other.start]
        if (
            one.kind == other.kind == "money"
            and one.currency != other.currency
            and re.fullmatch(r" ?[(/–-] ?", between)
        ):
            found.add(id(one if other.currency == own else other))
    return found
