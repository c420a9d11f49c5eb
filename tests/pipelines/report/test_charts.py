"""Pictures: where a mark stands, what a picture says to those who cannot see it, and how products are counted."""

import datetime
import re

import pytest

from pipelines.report import charts, scales
from pipelines.report.words import Words

WORDS = Words("en")


@pytest.mark.parametrize(
    ("values", "most", "ticks"),
    [
        ([18_609.0], 20_000, [0, 5_000, 10_000, 15_000, 20_000]),
        ([0.8, None], 0.8, [0, 0.2, 0.4, 0.6, 0.8]),
        ([2_400_000.0], 3_000_000, [0, 1_000_000, 2_000_000, 3_000_000]),
        ([0.0], 1, [0, 1]),
        ([], 1, [0, 1]),
    ],
)
def test_an_axis_starts_at_nought_and_has_round_ticks(values, most, ticks):
    scale = scales.from_nought(values)
    assert scale.most == pytest.approx(most) and scale.ticks == pytest.approx(ticks)
    assert (scale.at(0), scale.at(scale.most), scale.at(scale.most / 2)) == (4, 96, 50)


def test_days_lie_between_new_years():
    scale = scales.over_days([datetime.date(2026, 7, 2), None, datetime.date(2027, 12, 31)])
    assert [datetime.date.fromordinal(int(tick)).isoformat() for tick in scale.ticks] == [
        "2026-01-01", "2027-01-01", "2028-01-01",
    ]  # fmt: skip


def strip(label="0 as today", **other):
    named = dict.fromkeys(("low", "median", "high", "interval_low", "interval_high"))
    return {"panel": "Norway", "label": label, "points": [], **named} | other


def test_points_of_the_group_are_filled_and_names_are_escaped():
    points = [{"value": 10.0, "tier": "A", "is_own": True}, {"value": 5.0, "tier": "D", "is_own": False}]
    said = charts.observations([strip("<b>", low=0.0, high=10.0, points=points)], 'A "title"', "NOK", WORDS.number)
    assert re.search(r'<circle cx="96.0%"[^>]*fill="#0072B2"/>', said)
    assert re.search(r'<svg x="50.0%"[^>]*><path d="M0 -5.5[^>]*fill="none" stroke="#D55E00"', said)
    assert "&lt;b&gt;" in said and "<b>" not in said
    assert 'role="img" aria-label="A &quot;title&quot;"' in said


def test_an_open_end_is_drawn_to_the_edge():
    said = charts.observations([strip(low=5.0, points=[])], "t", "NOK", WORDS.number)
    assert re.search(r'<line x1="[\d.]+%" x2="100%"[^>]*stroke-dasharray', said)


def test_years_and_series_share_their_scales():
    rows = [
        {"panel": "", "label": "Hole", "years": [2024, 2026], "real": [50.0, 100.0], "nominal": [None, 100.0]},
        {"panel": "", "label": "Modum", "years": [2025], "real": [100.0], "nominal": [100.0]},
    ]
    said = charts.over_time(rows, "t", "NOK / user", WORDS.number)
    assert "NOK / user: 0 – 100" in said
    assert 'points="4.0,22.0 96.0,6.0"' in said and 'points="96.0,6.0"' in said and 'points="50.0,6.0"' in said


def test_a_product_counts_once_for_a_municipality_whatever_the_rounds():
    """Two rounds of the same 12 products are 12, not 24; a third member that joined later counts what it shares."""
    rows = [
        {"application_id": f"p{number}", "canonical_name": "P", "survey_round": round_, "municipalities": "Hole|Modum"}
        for number in range(12) for round_ in ("2025", "2026")
    ]  # fmt: skip
    rows.append({"application_id": "p0", "canonical_name": "P", "survey_round": "2026", "municipalities": "Hole|Lier"})
    counts = charts.shared_products(rows, ["Hole", "Lier", "Modum"])
    assert counts["Hole", "Modum"] == counts["Modum", "Hole"] == counts["Hole", "Hole"] == 12
    assert counts["Lier", "Hole"] == counts["Lier", "Modum"] == counts["Lier", "Lier"] == 1


@pytest.mark.parametrize(("count", "css"), [(0, ""), (1, "heat1"), (50, "heat3"), (100, "heat6")])
def test_a_square_is_as_dark_as_its_count(count, css):
    assert charts.heat(count, 100) == css
