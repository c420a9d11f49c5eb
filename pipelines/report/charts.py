"""The report's pictures: a line of text and a strip of SVG for each row, as wide as the page that shows them.

Places are in per cent of the width, so one drawing serves a phone, a desk and a sheet of paper, and a long name takes a
second line. Belongs here: marks and colours. Does not belong here: scales, which rows are drawn (sections), the table
that stands behind each picture.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

from pipelines.report.scales import Scale, from_nought, over_days

# Okabe and Ito's colours, told apart by the colour blind; the shape says the same once more.
BLUE, GREEN, ORANGE, VERMILLION, BLACK, GREY = "#0072B2", "#009E73", "#E69F00", "#D55E00", "#000000", "#767676"
TIERS = {"A": (BLUE, "circle"), "B": (GREEN, "square"), "C": (ORANGE, "triangle"), "D": (VERMILLION, "diamond")}
SHAPES = {"square": "M-4 -4H4V4H-4Z", "triangle": "M0 -5L5 4H-5Z", "diamond": "M0 -5.5L5 0L0 5.5L-5 0Z"}
HEIGHT, MIDDLE, HIGH_STRIP = 20, 10, 44
HEAT_STEPS = 6

Rows = Sequence[Mapping[str, Any]]
Number = Callable[[float], str]


def observations(rows: Rows, title: str, axis: str, number: Number, legend: str = "") -> str:
    """A strip per cell of the comparison: its span, middle and interval, and its single observations as points.

    `rows` have panel, label, low, median, high, interval_low, interval_high and points; a point has value, tier and
    is_own, and those of others are hollow.
    """
    named = ("low", "median", "high", "interval_low", "interval_high")
    scale = from_nought(
        [row[name] for row in rows for name in named] + [point["value"] for row in rows for point in row["points"]]
    )

    def strip(row: Mapping[str, Any]) -> str:
        marks = _box(scale, row["interval_low"], row["interval_high"]) + _line(scale, row["low"], row["high"], GREY, 2)
        marks += _tick(scale, row["median"])
        ordered = sorted(row["points"], key=lambda point: (point["is_own"], point["value"]))
        return marks + "".join(_point(scale, point["value"], point["tier"], point["is_own"]) for point in ordered)

    return _picture(rows, strip, scale, title, axis, number, legend)


def peers(rows: Rows, title: str, axis: str, number: Number) -> str:
    """Own value as a dot over the peers' range as a line; rows have panel, label, own, low, median, high."""
    scale = from_nought(row[name] for row in rows for name in ("own", "low", "median", "high"))

    def strip(row: Mapping[str, Any]) -> str:
        marks = _line(scale, row["low"], row["high"], GREY, 2) + _tick(scale, row["median"])
        return marks + _point(scale, row["own"], "A", True)

    return _picture(rows, strip, scale, title, axis, number)


def windows(rows: Rows, title: str) -> str:
    """Spans of days; rows have panel, label, first_end, last_end and last_end_with_options."""
    scale = over_days(row[name] for row in rows for name in ("first_end", "last_end", "last_end_with_options"))

    def strip(row: Mapping[str, Any]) -> str:
        first, last, optional = (
            None if row[name] is None else float(row[name].toordinal())
            for name in ("first_end", "last_end", "last_end_with_options")
        )
        marks = _line(scale, first, optional, ORANGE, 3) + _line(scale, first, last, BLUE, 7)
        return marks + _point(scale, first, "A", True)

    return _picture(rows, strip, scale, title, "", lambda day: str(datetime.date.fromordinal(int(day)).year))


def over_time(rows: Rows, title: str, axis: str, number: Number) -> str:
    """A small line per series; rows have panel, label, years, and real and nominal values for each of them.

    All share both scales. Nominal is dashed.
    """
    years = sorted({year for row in rows for year in row["years"]})
    across = Scale(float(years[0]), float(max(years[-1], years[0] + 1)), tuple(map(float, years)))
    up = from_nought(value for row in rows for kind in ("real", "nominal") for value in row[kind])

    def strip(row: Mapping[str, Any]) -> str:
        marks = ""
        for kind, colour, dash in (("nominal", VERMILLION, ' stroke-dasharray="4 3"'), ("real", BLUE, "")):
            places = [
                (across.at(year), round(HIGH_STRIP - 6 - value / up.most * (HIGH_STRIP - 12), 1))
                for year, value in zip(row["years"], row[kind], strict=True)
                if value is not None
            ]
            path = " ".join(f"{x},{y}" for x, y in places)
            marks += (
                f'<svg viewBox="0 0 100 {HIGH_STRIP}" preserveAspectRatio="none" width="100%" height="{HIGH_STRIP}">'
                f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash} '
                'vector-effect="non-scaling-stroke"/></svg>'
            )
            marks += "".join(f'<circle cx="{x}%" cy="{y}" r="3" fill="{colour}"/>' for x, y in places)
        return marks

    named = f"{axis}: 0 – {number(up.most)}"
    return _picture(rows, strip, across, title, named, lambda year: str(int(year)), height=HIGH_STRIP)


def legend(words: Callable[[str], str]) -> str:
    """What the marks of `observations` mean, as one line."""
    marks = [(_small(_point(_HALF, 50.0, tier, True)), tier) for tier in TIERS]
    marks += [
        (_small(_point(_HALF, 50.0, "A", False)), words("mark_others")),
        (_small(_line(_HALF, 0.0, 100.0, GREY, 2)), words("mark_span")),
        (_small(_tick(_HALF, 50.0)), words("mark_median")),
        (_small(_box(_HALF, 0.0, 100.0)), words("mark_interval")),
    ]
    return "".join(f"<span>{mark} {escape(text)}</span>" for mark, text in marks)


def heat(count: int, highest: int) -> str:
    """The class of a square of a matrix: a step of one colour, from none to the highest count."""
    return "" if not count or not highest else f"heat{-(-count * HEAT_STEPS // highest)}"


def shared_products(rows: Rows, names: Sequence[str]) -> dict[tuple[str, str], int]:
    """How many products each two of `names` share; the diagonal is what one shares with any. A product counts once
    for a municipality, whatever the rounds and rows it stands in."""
    users: dict[object, set[str]] = {}
    for row in rows:
        product = row.get("application_id") or row["canonical_name"]
        users.setdefault(product, set()).update(str(row["municipalities"]).split("|"))
    counts = {(one, other): 0 for one in names for other in names}
    for members in users.values():
        if len(members) > 1:
            for one in members:
                for other in members:
                    counts[one, other] += 1
    return counts


_HALF = Scale(0.0, 100.0, ())


def _small(marks: str) -> str:
    return f'<svg class="mark" width="28" height="{HEIGHT}" aria-hidden="true">{marks}</svg>'


def _point(scale: Scale, value: float | None, tier: str, is_own: bool) -> str:
    if value is None:
        return ""
    colour, shape = TIERS[tier]
    fill = f'fill="{colour}"' if is_own else f'fill="none" stroke="{colour}" stroke-width="1.5"'
    place = f"{scale.at(value)}%"
    if shape == "circle":
        return f'<circle cx="{place}" cy="{MIDDLE}" r="4.5" {fill}/>'
    return f'<svg x="{place}" y="{MIDDLE}" overflow="visible"><path d="{SHAPES[shape]}" {fill}/></svg>'


def _line(scale: Scale, low: float | None, high: float | None, colour: str, width: int) -> str:
    """A span; an end that is open is drawn to the edge, dashed."""
    if low is None and high is None:
        return ""
    dash = "" if low is not None and high is not None else ' stroke-dasharray="2 3"'
    left, right = 0 if low is None else scale.at(low), 100 if high is None else scale.at(high)
    return (
        f'<line x1="{left}%" x2="{right}%" y1="{MIDDLE}" y2="{MIDDLE}" stroke="{colour}" stroke-width="{width}"{dash}/>'
    )


def _tick(scale: Scale, value: float | None) -> str:
    if value is None:
        return ""
    place = scale.at(value)
    return f'<line x1="{place}%" x2="{place}%" y1="2" y2="{HEIGHT - 2}" stroke="{BLACK}" stroke-width="2"/>'


def _box(scale: Scale, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    left, right = scale.at(low), scale.at(high)
    width = round(right - left, 2)
    return f'<rect x="{left}%" width="{width}%" y="3" height="{HEIGHT - 6}" fill="{GREY}" opacity="0.25"/>'


def _picture(
    rows: Rows,
    strip: Callable[[Mapping[str, Any]], str],
    scale: Scale,
    title: str,
    axis: str,
    number: Number,
    legend: str = "",
    height: int = HEIGHT,
) -> str:
    """One image with one name for a screen reader; `panel` heads the rows that share it."""
    lines: list[str] = []
    panel = None
    for row in rows:
        if row["panel"] != panel:
            panel = row["panel"]
            lines += [f'<p class="panel">{escape(panel)}</p>'] if panel else []
        lines.append(_row(escape(row["label"]), strip(row), height, _grid(scale, height)))
    lines.append(_row(escape(axis), _axis(scale, number), 18, "", "axis"))
    key = f'<p class="key">{legend}</p>' if legend else ""
    return f'<div class="chart" role="img" aria-label="{escape(title)}">{key}{"".join(lines)}</div>'


def _row(label: str, marks: str, height: int, grid: str, css: str = "strip") -> str:
    drawn = f'<svg width="100%" height="{height}">{grid}{marks}</svg>'
    return f'<div class="{css}"><span>{label}</span>{drawn}</div>'


def _grid(scale: Scale, height: int) -> str:
    return "".join(
        f'<line x1="{place}%" x2="{place}%" y1="0" y2="{height}" stroke="#e2e2e2"/>' for place in _places(scale)
    )


def _places(scale: Scale) -> Iterable[float]:
    return [scale.at(tick) for tick in scale.ticks]


def _axis(scale: Scale, number: Number) -> str:
    """The ticks' names; the outermost are turned inwards."""
    ends = {0: "start", len(scale.ticks) - 1: "end"}
    return "".join(
        f'<text x="{place}%" y="13" text-anchor="{ends.get(number_of, "middle")}">{escape(number(tick))}</text>'
        for number_of, (place, tick) in enumerate(zip(_places(scale), scale.ticks, strict=True))
    )
