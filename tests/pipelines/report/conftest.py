"""A small released file with one group, larger ones made for the purpose, and the pages written from them."""

import datetime
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from pipelines.report import page, tables
from pipelines.report.tables import Content
from tests.pipelines.report import release
from tests.pipelines.report.release import FORMS

GROUP = "six"
TEXT_THAT_RUNS = '=HYPERLINK("http://x.example","y")'
TEXT_WITH_TAGS = "<script>document.title='taken'</script>"
NO_EVIDENCE: dict[str, Any] = {
    "group_id": GROUP, "group_name": "The six", "denominator": "user", "n": 0, "n_units": 0, "n_inhabitant": 0,
    "n_tier_a": 0, "n_tier_b": 0, "n_tier_c": 0, "n_tier_d": 0, "has_evidence": False, "rests_on_claims_only": False,
    "n_staff": 0, "n_members": 6, "n_members_answered": 5, "transition_note": "one analogue", "decided_by": "host",
}  # fmt: skip


def observed(name: str, unit: str, form: int, per: tuple[float, float, float], **other: Any) -> dict[str, Any]:
    """An account of 2024 per user, real and 1,000 kroner less nominal."""
    return {
        "observation_id": f"{name}/2024", "unit_id": unit, "entity_id": unit, "unit_name": name, "form_code": form,
        "country_code": "NO", "year": 2024, "measure": "account", "scope_class": "OPS", "denominator": "user",
        **{f"per_{end}_nok_real": value for end, value in zip(("low", "mid", "high"), per, strict=True)},
        **{f"per_{end}_nok": value - 1000 for end, value in zip(("low", "mid", "high"), per, strict=True)},
        "evidence_tier": "A", "price_year": 2024, "superseded_by": None, "origin_id": "doc",
    } | other  # fmt: skip


def cell(form: int, n: int, low: float, median: float | None, high: float, tier: str) -> dict[str, Any]:
    """A row of mart.cost_by_form, nominal values 1,000 kroner below."""
    return {
        "country_code": "NO", "measure": "account", "form_code": form, "form": FORMS[form]["form"],
        "scope_class": "OPS", "denominator": "user", "n": n, "n_units": n, "low": low, "median": median, "high": high,
        "nominal_low": low - 1000, "nominal_median": median and median - 1000, "nominal_high": high - 1000,
        "worst_tier": tier, "price_year": 2024,
    }  # fmt: skip


def fact(observation: str, fact_id: str, url: str, place: str) -> dict[str, Any]:
    return {
        "observation_id": observation, "fact_id": fact_id, "fact": "licences_platform", "value": 500.0,
        "origin_id": "doc", "origin_title": "Document", "url": url, "publisher": "P", "published_on": "2024",
        "evidence_locator": place, "tier": "A",
    }  # fmt: skip


def origin(origin_id: str, title: str, url: str, **other: Any) -> dict[str, Any]:
    return {"origin_id": origin_id, "kind": "report", "title": title, "publisher": "P", "url": url,
            "published": "2024", "licence": "CC BY"} | other  # fmt: skip


def small() -> dict[str, release.Rows]:
    """Two members that answered for form 0, one claim on form 4, nothing on form 7; some tables are not there."""
    today = NO_EVIDENCE | FORMS[0] | {
        "scope_class": "OPS", "price_year": 2024, "n": 2, "n_units": 2, "cost_per_user_low": 8000.25,
        "cost_per_user_median": 9000.5, "cost_per_user_high": 12000.0, "nominal_per_user_low": 7000.25,
        "nominal_per_user_high": 11000.0, "n_tier_a": 2, "worst_tier": "A",
        "has_evidence": True, "evidence_from": "group", "n_staff": 3, "staff_per_1000_users_low": 2.8,
        "staff_per_1000_users_high": 7.0, "members_staff_per_1000_users_low": 3.1,
        "members_staff_per_1000_users_high": 5.2, "shared_installs": 40, "shared_products": 12,
        "removable_installs": 9, "tied_up_cost_nok": 123456.5, "first_common_start": datetime.date(2027, 1, 1),
        "first_common_end": datetime.date(2028, 6, 30), "transition_note": "no analogue",
        "n_units_under_three_staff": 2, "n_critical_without_dpia": 3, "n_single_vendor": 4,
        "decided_by": "each council", "beside_n": 3, "beside_low": 7000.0, "beside_median": 7500.0,
        "beside_high": 8000.0, "beside_country_code": "SE", "beside_scope_class": "OPS",
    }  # fmt: skip
    hosted = NO_EVIDENCE | FORMS[4] | {
        "scope_class": "OPS", "price_year": 2024, "n": 1, "n_units": 1, "cost_per_user_low": 9100.0,
        "cost_per_user_high": 9300.0, "nominal_per_user_low": 8100.0,
        "nominal_per_user_high": 8300.0, "n_tier_d": 1, "worst_tier": "D", "has_evidence": True,
        "evidence_from": "elsewhere", "rests_on_claims_only": True, "transition_low_nok": 1000000.0,
        "transition_high_nok": 3000000.0, "note": TEXT_WITH_TAGS, "beside_n": 0,
    }  # fmt: skip
    private = NO_EVIDENCE | FORMS[7] | {"evidence_from": None, "beside_n": 0}
    members = [("NO-3310", "Hole"), ("NO-3316", "Modum")]
    return {
        "mart.alternative": [today, hosted, private],
        "reference.collaboration_form": [FORMS[0], FORMS[4], FORMS[7]],
        "core.group_member": [
            {"group_id": GROUP, "unit_id": unit, "name": name, "current_unit_id": unit} for unit, name in members
        ],
        "mart.cost_by_form": [
            cell(0, 2, 8000.25, 9000.5, 12000.0, "A"), cell(4, 1, 9100.0, None, 9300.0, "D"),
        ],
        "mart.cost_observation": [
            observed("Hole & <Co>", "NO-3310", 0, (8000.25, 8000.25, 8000.25), is_price_carried=True),
            observed("Modum", "NO-3316", 0, (11000.0, 11500.0, 12000.0)),
            observed("Hosted", "no-hosted", 4, (9100.0, 9200.0, 9300.0), evidence_tier="D", measure="account"),
            observed("Modum", "NO-3316", 0, (600.0, 600.0, 600.0), observation_id="d/2024", denominator="inhabitant"),
        ],
        "mart.provenance": [
            fact("Hole & <Co>/2024", "f1", "http://x.example", "page 3"),
            fact("Modum/2024", "f2", "javascript:alert(1)", "page 4"),
            fact("d/2024", "f2", "javascript:alert(1)", "page 4"),
        ],
        "reference.origin": [
            origin("doc", "Document", "javascript:alert(1)"), origin("else", "Not cited", "https://x.example/doc"),
        ],
        "mart.shared_application": [
            {"group_id": GROUP, "application_id": "elements", "canonical_name": "Elements", "n_municipalities": 2,
             "municipalities": "Hole|Modum", "n_members": 2}
        ],
        "mart.contract_window": [
            {"group_id": GROUP, "application_id": "elements", "canonical_name": "Elements", "n_municipalities": 2,
             "n_members": 2, "first_end": datetime.date(2026, 1, 1), "last_end": datetime.date(2027, 1, 1),
             "first_end_with_options": datetime.date(2027, 1, 1),
             "last_end_with_options": datetime.date(2029, 1, 1)}
        ],
        "quality.reject_summary": [
            {"table_name": "core.x", "rule": "at_least", "column_name": "users", "severity": "rejected", "n_rows": 3,
             "n_files": 1, "example_file": "file.xlsx", "example_value": TEXT_THAT_RUNS}
        ],
        "reference.convention": [
            {"convention": "price_year", "value": "2024", "meaning": "Prices of"},
            {"convention": "interval_from_n", "value": "6", "meaning": "Least number"},
        ],
        "quality.release": [{"content_hash": "abc123"}],
        "mart.limit": [{"group_id": GROUP, "limit_number": 1, "text_en": "English limit", "text_nb": "Norsk"}],
    }  # fmt: skip


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory) -> Path:
    return release.write(tmp_path_factory.mktemp("report") / "warehouse.duckdb", small())


@pytest.fixture(scope="session")
def content(warehouse) -> Content:
    return tables.read(warehouse, GROUP)


@pytest.fixture(scope="session")
def site(content, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("site")
    page.write(content, out)
    return out


@dataclass(frozen=True)
class Site:
    """A release of a size, and the page written from it."""

    warehouse: Path
    content: Content
    folder: Path

    def text(self, name: str = "report.nb.html") -> str:
        return (self.folder / name).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def sized(tmp_path_factory):
    """A site for a group of so many members; each is made once."""
    made: dict[tuple[int, int, int | None], Site] = {}

    def make(n_members: int, n_others: int = 40, n_answered: int | None = None) -> Site:
        asked = (n_members, n_others, n_answered)
        if asked not in made:
            folder = tmp_path_factory.mktemp("sized")
            rows = release.release(n_members, n_others=n_others, n_answered=n_answered)
            warehouse = release.write(folder / "warehouse.duckdb", rows)
            content = tables.read(warehouse, release.GROUP)
            page.write(content, folder / "page")
            made[asked] = Site(warehouse, content, folder / "page")
        return made[asked]

    return make


def shown_text(html: str) -> str:
    """What a reader sees of a piece of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
