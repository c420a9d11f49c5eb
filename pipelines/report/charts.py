"""The report's pictures, declared as Vega-Lite and drawn to SVG on this machine.

Belongs here: marks, scales and colours; each picture in two widths, so that it can be read on a phone. Does not
belong here: which rows are drawn (page) and the table that stands behind each picture.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import altair
import vl_convert

# Okabe and Ito's colours, told apart by the colour blind; the shape says the same once more.
BLUE, GREEN, ORANGE, VERMILLION, BLACK, GREY = "#0072B2", "#009E73", "#E69F00", "#D55E00", "#000000", "#767676"
TIERS = ("A", "B", "C", "D")
TIER_COLOURS = (BLUE, GREEN, ORANGE, VERMILLION)
TIER_SHAPES = ("circle", "square", "triangle-up", "diamond")
WIDE, NARROW = 520, 170
ROW_HEIGHT = 17
LABEL = 130

# A space between thousands is read alike in every language; a comma is not.
LOCALE = {"decimal": ",", "thousands": "\N{NARROW NO-BREAK SPACE}", "grouping": [3], "currency": ["", ""]}

Values = Sequence[Mapping[str, Any]]


def observations(key: str, rows: Values, title: str, axis: str, tier_title: str) -> str:
    """One dot with its bounds per row, one panel per `cell`; never a bar of means.

    `rows` have cell, label, low, mid, high, tier, median and interval_low/interval_high (may be empty).
    """
    data = altair.InlineData(values=[dict(row) for row in rows])
    across = altair.X("mid:Q", title=axis, scale=altair.Scale(zero=True))
    down = altair.Y("label:N", title=None, sort=None, axis=altair.Axis(labelLimit=LABEL))
    base = altair.Chart(data)
    panel = altair.layer(
        base.mark_rect(color=GREY, opacity=0.18).encode(
            x=altair.X("min(interval_low):Q", title=axis), x2="min(interval_high):Q"
        ),
        base.mark_rule(color=BLACK, strokeDash=[3, 2]).encode(x=altair.X("min(median):Q", title=axis)),
        base.mark_rule(color=GREY, strokeWidth=2).encode(x=altair.X("low:Q", title=axis), x2="high:Q", y=down),
        base.mark_point(filled=True, size=70, opacity=1).encode(
            x=across,
            y=down,
            color=altair.Color(
                "tier:N",
                title=tier_title,
                scale=altair.Scale(domain=list(TIERS), range=list(TIER_COLOURS)),
                legend=altair.Legend(orient="top"),
            ),
            shape=altair.Shape(
                "tier:N", title=tier_title, scale=altair.Scale(domain=list(TIERS), range=list(TIER_SHAPES))
            ),
        ),
    )
    return _both(
        key,
        title,
        lambda width: (
            panel.properties(width=width, height=altair.Step(ROW_HEIGHT))
            .facet(row=_panels("cell"), spacing=8)
            .resolve_scale(y="independent")
        ),
    )


def peers(key: str, rows: Values, title: str, axis: str) -> str:
    """Own value as a dot over the peers' range as a line; rows have cell, label, own, low, median, high."""
    data = altair.InlineData(values=[dict(row) for row in rows])
    down = altair.Y("label:N", title=None, sort=None, axis=altair.Axis(labelLimit=LABEL))
    base = altair.Chart(data)
    panel = altair.layer(
        base.mark_rule(color=GREY, strokeWidth=2).encode(x=altair.X("low:Q", title=axis), x2="high:Q", y=down),
        base.mark_tick(color=BLACK, thickness=2, size=13).encode(x=altair.X("median:Q", title=axis), y=down),
        base.mark_point(filled=True, size=80, color=BLUE, opacity=1).encode(
            x=altair.X("own:Q", title=axis, scale=altair.Scale(zero=True)), y=down
        ),
    )
    return _both(
        key,
        title,
        lambda width: (
            panel.properties(width=width, height=altair.Step(ROW_HEIGHT))
            .facet(row=_panels("cell"), spacing=8)
            .resolve_scale(y="independent")
        ),
    )


def matrix(key: str, rows: Values, title: str) -> str:
    """A square of counts; rows have across, down and n. The number is written in every square."""
    highest = max(int(row["n"]) for row in rows)
    base = altair.Chart(altair.InlineData(values=[dict(row) for row in rows])).encode(
        x=altair.X("across:N", title=None, sort=None, axis=altair.Axis(orient="top", labelAngle=-40)),
        y=altair.Y("down:N", title=None, sort=None),
    )
    squares = base.mark_rect(stroke="white").encode(
        color=altair.Color("n:Q", legend=None, scale=altair.Scale(domain=[0, max(highest, 1)], range=["#eef4f9", BLUE]))
    )
    written = base.mark_text(fontSize=13).encode(
        text="n:Q",
        color=altair.condition(f"datum.n > {highest * 0.55}", altair.value("white"), altair.value("black")),
    )
    return _both(key, title, lambda width: (squares + written).properties(width=min(width + 60, 420), height=230))


def windows(key: str, rows: Values, title: str) -> str:
    """Spans of days; rows have label, first_end, last_end and last_end_with_options as ISO days."""
    data = altair.InlineData(values=[dict(row) for row in rows])
    down = altair.Y("label:N", title=None, sort=None, axis=altair.Axis(labelLimit=LABEL))
    base = altair.Chart(data)
    first = altair.X("first_end:T", title=None, axis=altair.Axis(format="%Y", tickCount="year", labelOverlap=True))
    return _both(
        key,
        title,
        lambda width: altair.layer(
            base.mark_rule(color=ORANGE, strokeWidth=2).encode(x=first, x2="last_end_with_options:T", y=down),
            base.mark_rule(color=BLUE, strokeWidth=6).encode(x=first, x2="last_end:T", y=down),
            base.mark_point(filled=True, color=BLUE, size=45, opacity=1).encode(x=first, y=down),
        ).properties(width=width, height=altair.Step(ROW_HEIGHT)),
    )


def over_time(key: str, rows: Values, title: str, axis: str) -> str:
    """Points joined by lines, one panel per `cell`; rows have cell, year, value and kind (nominal, real)."""
    base = altair.Chart(altair.InlineData(values=[dict(row) for row in rows])).encode(
        x=altair.X("year:O", title=None, axis=altair.Axis(labelAngle=0, labelOverlap=True)),
        y=altair.Y("value:Q", title=axis, scale=altair.Scale(zero=True)),
        color=altair.Color("kind:N", title=None, scale=altair.Scale(range=[BLUE, VERMILLION]), legend=_on_top()),
        shape=altair.Shape("kind:N", title=None, scale=altair.Scale(range=["circle", "square"])),
    )
    panel = altair.layer(base.mark_line(), base.mark_point(filled=True, size=60, opacity=1))
    return _both(
        key,
        title,
        lambda width: panel.properties(width=width, height=110).facet(row=_panels("cell"), spacing=8),
    )


def _on_top() -> altair.Legend:
    return altair.Legend(orient="top")


def _panels(name: str) -> altair.Row:
    header = altair.Header(title=None, orient="top", labelAnchor="start", labelAngle=0, labelFontWeight="bold")
    return altair.Row(f"{name}:N", sort=None, header=header)


def _both(key: str, title: str, draw: Any) -> str:
    """The picture for a wide and for a narrow page; the style sheet shows one of them."""
    return "".join(
        f'<div class="{name}">{_svg(f"{key}-{name}", draw(width), title)}</div>'
        for name, width in (("wide", WIDE), ("narrow", NARROW))
    )


def _svg(key: str, chart: Any, title: str) -> str:
    """Static SVG with a name for a screen reader; its ids are made its own, many pictures share a page."""
    drawn = chart.configure(aria=False, font="sans-serif", background="white").configure_view(stroke="#cccccc")
    text = vl_convert.vegalite_to_svg(drawn.to_dict(), format_locale=LOCALE)
    text = re.sub(r"<\?xml[^>]*>|<!DOCTYPE[^>]*>", "", text)
    text = re.sub(r'id="([^"]+)"', rf'id="{key}-\1"', text)
    text = re.sub(r"url\(#([^)]+)\)", rf"url(#{key}-\1)", text)
    # The picture is one image with one name; its parts have none of their own.
    text = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", text)
    named = f'<svg role="img" aria-labelledby="{key}-title" class="chart"'
    return text.replace("<svg", named, 1).replace(">", f'><title id="{key}-title">{escape(title)}</title>', 1)


def pairs(rows: Values, names: Sequence[str]) -> list[dict[str, Any]]:
    """How many applications each two of `names` share, from `municipalities` lists separated by |."""
    users = [set(str(row["municipalities"]).split("|")) for row in rows]
    return [
        {"across": one, "down": other, "n": sum(1 for members in users if {one, other} <= members and len(members) > 1)}
        for one, other in itertools.product(names, repeat=2)
    ]
