"""A release straight into DuckDB tables, through the declarations: a group of any size, with 150 systems each.

What a row does not say is the declared example where it must be there and empty where it need not; a column that a
later release has and this one does not declare yet is added as it is given.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipelines.tables import TABLES

Rows = list[dict[str, Any]]
GROUP = "many"
POOLS = 17
SYSTEMS, PRODUCTS = 150, 125
DENOMINATORS = ("user", "employee", "workstation", "fte", "inhabitant")
SCOPES = ("OPS", "OPS_LOB", "TOTAL")
YEARS = (2025, 2026)
SIZES = {"user": 900.0, "employee": 700.0, "workstation": 800.0, "fte": 560.0, "inhabitant": 7000.0}
FORMS = [
    {"form_code": code, "form": name, "form_nb": norwegian, "is_reference_only": code == 7}
    for code, (name, norwegian) in enumerate(
        [
            ("as today", "som i dag"), ("as today, formalised", "som i dag, formalisert"),
            ("shared operation", "felles drift"), ("shared resources", "felles ressurser"),
            ("hosted by one", "vertskommune"), ("existing company", "eksisterende selskap"),
            ("new company", "nytt selskap"), ("private outsourcing", "privat leverandør"),
        ]
    )
]  # fmt: skip


def write(path: Path, tables: dict[str, Rows]) -> Path:
    """A database file with these tables and no other."""
    with duckdb.connect(path) as connection:
        for schema in sorted({name.split(".")[0] for name in tables}):
            connection.execute(f"create schema {schema}")
        for name, rows in tables.items():
            parquet = path.with_name("rows.parquet")
            _frame(name, rows).write_parquet(parquet)
            connection.execute(f"create table {name} as select * from read_parquet('{parquet}')")
            parquet.unlink()
    return path


def _frame(name: str, rows: Rows) -> pl.DataFrame:
    declared = TABLES.get(name)
    types: dict[str, Any] = dict(declared.types) if declared else {}
    defaults = (
        {column.name: column.example if column.required else None for column in declared.columns} if declared else {}
    )
    added = [column for column in dict.fromkeys(name for row in rows for name in row) if column not in types]
    filled = [{**defaults, **dict.fromkeys(added), **row} for row in rows]
    extra = pl.DataFrame([{column: row[column] for column in added} for row in filled], infer_schema_length=None)
    extra = extra.with_columns(pl.col(pl.Null).cast(pl.String))
    main = pl.DataFrame([{column: row[column] for column in types} for row in filled], schema=types)
    return pl.concat([main, extra], how="horizontal") if added else main


def member(number: int) -> tuple[str, str]:
    """Number and name of a member; the fourth is Swedish, the fifth has a long name."""
    if number == 3:
        return "SE-0331", "Heby"
    return f"NO-{3300 + number}", "Nordre Land og Søndre Sandsværbygdene" if number == 4 else f"Bygd {number}"


def release(n_members: int, *, n_others: int = 40, n_answered: int | None = None) -> dict[str, Rows]:
    """All tables of a release whose group has `n_members`, of which the first `n_answered` have answered."""
    members = [member(number) for number in range(n_members)]
    answered = members if n_answered is None else members[:n_answered]
    others = [(f"NO-{5000 + number}", f"Annen {number}") for number in range(n_others)]
    observed = [row for place, unit in enumerate(answered) for row in _observed(*unit, 0, 9000.0 + 100 * place)]
    observed += [row for place, unit in enumerate(others) for row in _observed(*unit, 0, 8000.0 + 10 * place)]
    companies = [(f"no-company-{number}", f"Company {number}") for number in range(3)]
    observed += [row for unit in companies for row in _observed(*unit, 5, 12000.0, scopes=("UNKNOWN",), tier="D")]
    return {
        "reference.collaboration_form": FORMS,
        "core.group_member": [
            {"group_id": GROUP, "unit_id": unit, "name": name, "current_unit_id": unit, "n_members": n_members}
            for unit, name in members
        ],
        "mart.alternative": list(_alternatives(n_members, observed, {unit for unit, _ in answered})),
        "mart.group_inventory": [_inventory(n_members, len(answered))],
        "mart.cost_observation": observed,
        "mart.cost_by_form": _cells(observed),
        "mart.cost_without_size": [_unpaired(*unit) for unit in answered[:1] + others],
        "mart.cost_sharing_key": list(_keys(answered, n_members)),
        "mart.peer_comparison": [peer for row in observed for peer in _peers(row)],
        "mart.cost_over_time": [_point(row) for row in observed],
        "mart.staffing": [_staff(*unit) for unit in answered + others],
        **_portfolio(answered, n_members),
        "mart.provenance": [fact for row in observed for fact in _facts(row)],
        "mart.limit": [
            {"group_id": GROUP, "limit_number": n, "text_en": f"Limit {n}.", "text_nb": f"Begrensning {n}."}
            for n in range(1, 9)
        ],
        "quality.reject": [
            {"table_name": "core.budget_line", "file": f"{name}.xlsx", "sheet": "Budget", "row_number": 7,
             "column_name": "amount", "rule": "per_user", "value": "10", "severity": "held", "cell": "C7",
             "sentence": "Is the amount in thousands?"}
            for _, name in answered[:1] + others[:1]
        ],
        "quality.reject_summary": [
            {"table_name": "core.budget_line", "rule": "per_user", "column_name": "amount", "severity": "held",
             "n_rows": 2, "n_files": 2, "example_file": "Bygd 0.xlsx", "example_row_number": 7, "example_value": "10"}
        ],
        "core.survey_response": [
            {"submission": f"{name}.xlsx", "source_file": f"{name}.xlsx", "unit_id": unit, "municipality_name": name}
            for unit, name in answered + others
        ],
        "reference.convention": [
            {"convention": "interval_from_n", "value": "6", "meaning": "Least number"},
            {"convention": "price_year", "value": "2026", "meaning": "Prices of"},
        ],
        "reference.origin": [
            {"origin_id": origin, "kind": "survey", "title": f"Svar {origin}", "publisher": "The municipality"}
            for origin in ["nobody-cites-this", *(f"svar-{unit}" for unit, _ in answered + others + companies)]
        ],
        "quality.release": [{"content_hash": "abc123"}],
    }  # fmt: skip


def _observed(
    unit_id: str, name: str, form: int, cost: float, scopes: tuple[str, ...] = SCOPES, tier: str = "A"
) -> Iterator[dict[str, Any]]:
    """Accounts and budgets of two years, the newer standing for the older; its prices are carried."""
    country = "SE" if unit_id.startswith("SE") else "NO"
    for denominator, scope, measure in product(DENOMINATORS, scopes, ("account", "budget")):
        per = round(cost * 900 / SIZES[denominator] * (1 + SCOPES.index(scope) / 2 if scope in SCOPES else 1), 2)
        ids = [f"{unit_id}/{year}/{measure}/running/{scope}/{denominator}" for year in YEARS]
        for year, observation, newer in zip(YEARS, ids, [ids[1], None], strict=True):
            yield {
                "observation_id": observation, "unit_id": unit_id, "entity_id": unit_id, "unit_name": name,
                "country_code": country, "form_code": form, "year": year, "measure": measure,
                "cost_basis": "running", "scope_class": scope, "denominator": denominator, "currency": "NOK",
                **{f"per_{end}_nok": per + add for end, add in (("low", -90.0), ("mid", 0.0), ("high", 90.0))},
                **{f"per_{end}_nok_real": per + add for end, add in (("low", -99.0), ("mid", 9.0), ("high", 99.0))},
                "price_year": 2026, "evidence_tier": tier, "origin_id": f"svar-{unit_id}", "superseded_by": newer,
                "superseded_reason": newer and "newer", "is_price_carried": year == 2026,
                "size_year": 2025, "size_years_away": year - 2025,
                "pools_without_amount": "telephony_mobile" if unit_id == "NO-3301" else None,
            }  # fmt: skip


def _cells(observed: Rows) -> Rows:
    cells: dict[tuple[Any, ...], Rows] = defaultdict(list)
    for row in observed:
        if row["superseded_by"] is None:
            names = ("country_code", "measure", "form_code", "denominator", "scope_class")
            cells[tuple(row[name] for name in names)].append(row)
    return [
        {
            "country_code": country, "measure": measure, "form_code": form, "form": FORMS[form]["form"],
            "denominator": denominator, "scope_class": scope, "n": len(rows), "n_units": len(rows),
            "low": min(row["per_low_nok_real"] for row in rows), "high": max(row["per_high_nok_real"] for row in rows),
            "median": sorted(row["per_mid_nok_real"] for row in rows)[len(rows) // 2],
            "nominal_low": min(row["per_low_nok"] for row in rows),
            "nominal_high": max(row["per_high_nok"] for row in rows),
            "worst_tier": rows[0]["evidence_tier"], "price_year": 2026,
        }
        for (country, measure, form, denominator, scope), rows in cells.items()
    ]  # fmt: skip


def _alternatives(n_members: int, observed: Rows, answered: set[str]) -> Iterator[dict[str, Any]]:
    """Form 0 by the group's own accounts where there are any; another form by what was seen elsewhere."""
    for form in FORMS:
        scope, place = ("UNKNOWN", 5) if form["form_code"] == 5 else ("TOTAL", 0)
        all_rows = [
            row for row in observed
            if row["superseded_by"] is None and row["form_code"] == form["form_code"] and row["measure"] == "account"
            and row["scope_class"] == scope
        ]  # fmt: skip
        own = [row for row in all_rows if row["unit_id"] in answered]
        shown = own or all_rows
        per_user, per_inhabitant = (
            [row for row in shown if row["denominator"] == denominator] for denominator in ("user", "inhabitant")
        )
        beside = [row for row in all_rows if row not in shown and row["denominator"] == "user"]
        yield {
            "group_id": GROUP, "group_name": "The group of many", **form, "denominator": "user",
            "evidence_from": ("group" if own else "elsewhere") if shown else None,
            "evidence_from_inhabitant": ("group" if own else "elsewhere") if shown else None,
            "measure_inhabitant": "account" if shown else None, "measure": "account" if shown else None,
            "scope_class": scope if shown else None,
            "scope_class_inhabitant": scope if shown else None, "price_year": 2026 if shown else None,
            "n": len(per_user), "n_units": len(per_user), "n_inhabitant": len(per_inhabitant),
            **_ends("cost_per_user", per_user), **_ends("cost_per_inhabitant", per_inhabitant),
            "n_tier_a": len(per_user) if place == 0 and form["form_code"] == 0 else 0, "n_tier_b": 0, "n_tier_c": 0,
            "n_tier_d": len(per_user) if form["form_code"] == 5 else 0,
            "worst_tier": shown[0]["evidence_tier"] if shown else None, "has_evidence": bool(shown),
            "rests_on_claims_only": form["form_code"] == 5, "n_staff": 0, "n_members": n_members,
            "n_members_answered": len(answered), "transition_note": "no change, no cost of change",
            "beside_n": len(beside), **_ends("beside", beside),
            "beside_measure": "account" if beside else None, "beside_country_code": "NO" if beside else None,
            "beside_scope_class": scope if beside else None,
        }  # fmt: skip


def _ends(stem: str, rows: Rows) -> dict[str, float | None]:
    mids = sorted(row["per_mid_nok_real"] for row in rows)
    return {
        f"{stem}_low": min((row["per_low_nok_real"] for row in rows), default=None),
        f"{stem}_median": mids[len(mids) // 2] if mids else None,
        f"{stem}_high": max((row["per_high_nok_real"] for row in rows), default=None),
    }


def _inventory(n_members: int, n_answered: int) -> dict[str, Any]:
    some = n_answered > 0
    return {
        "group_id": GROUP, "n_members": n_members, "n_answering": n_answered, "n_seen": 0, "n_blank": 0,
        "first_round": 2026 if some else None, "last_round": 2026 if some else None,
        "as_of": datetime.date(2026, 10, 1) if some else None,
        "n_applications": SYSTEMS * n_answered if some else None, "shared_products": 40 if some else None,
        "shared_installs": 100 if some else None, "removable_installs": 7 if some else None,
        "tied_up_nok": 9.0e6 if some else None, "tied_up_unknown_metric_nok": 2.0e6 if some else None,
        "per_inhabitant_nok": 1.0e6 if some else None, "n_other_currency": 0 if some else None,
        "first_common_start": datetime.date(2027, 1, 31) if some else None,
        "first_common_end": datetime.date(2029, 12, 31) if some else None, "n_free_now": 4 if some else None,
        "first_common_start_with_options": None, "first_common_end_with_options": None,
        "n_free_now_with_options": None, "n_without_window": 3 if some else None,
        "n_critical_without_dpia": 12 if some else None, "n_risk_not_answered": 5 if some else None,
        "n_single_vendor": 1 if some else None,
        **{f"n_hosted_{place}": 30 if some else None for place in ("local", "joint", "vendor", "saas", "hybrid")},
        "n_hosted_unknown": 0 if some else None, "n_hosting_not_answered": 0 if some else None,
    }  # fmt: skip


def _unpaired(unit_id: str, name: str) -> dict[str, Any]:
    return {
        "unit_id": unit_id, "unit_name": name, "contract_id": None, "year": 2018, "measure": "account",
        "cost_basis": "running", "scope_class": "OPS", "currency": "NOK", "cost_low": 1.0e6, "cost_mid": 1.0e6,
        "cost_high": 1.0e6, "reason": "no_size_within_reach", "nearest_size_year": 2025, "evidence_tier": "A",
        "origin_id": f"svar-{unit_id}",
    }  # fmt: skip


def _keys(answered: list[tuple[str, str]], n_members: int) -> Iterator[dict[str, Any]]:
    keys = ("equal", "inhabitants", "users", "third_equal_two_thirds_inhabitants")
    for (unit_id, name), scope, key in product(answered, SCOPES, keys):
        is_whole = len(answered) == n_members
        yield {
            "group_id": GROUP, "cost_key": key, "unit_id": unit_id, "municipality_name": name, "scope_class": scope,
            "year": 2026, "measure": "account", "total_cost_nok": 1.0e6 * len(answered), "own_cost_nok": 1.0e6,
            "pays_nok": 1.1e6 if is_whole else None, "difference_nok": 0.1e6 if is_whole else None,
            "n_members": n_members, "n_with_cost": len(answered),
        }  # fmt: skip


def _peers(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    same = ("unit_id", "unit_name", "year", "measure", "cost_basis", "scope_class", "denominator")
    for kind in ("population_band", "nearest_size") if row["form_code"] == 0 else ():
        own = row["per_mid_nok"]
        yield {name: row[name] for name in same} | {
            "own_value_nok": own, "peer_group_kind": kind, "peer_group": "the ten nearest by size", "n_peers": 10,
            "peer_low": own * 0.6, "peer_q1": own * 0.8, "peer_median": own, "peer_q3": own * 1.2,
            "peer_high": own * 1.5,
        }  # fmt: skip


def _point(row: dict[str, Any]) -> dict[str, Any]:
    same = ("entity_id", "unit_id", "unit_name", "year", "measure", "cost_basis", "scope_class", "denominator")
    return {name: row[name] for name in same} | {
        "nominal_nok": row["per_mid_nok"], "real_nok": row["per_mid_nok_real"], "change_pct": 1.0, "price_year": 2026,
        "n_years": 2, "is_constant_set": True,
    }  # fmt: skip


def _staff(unit_id: str, name: str) -> dict[str, Any]:
    return {
        "unit_id": unit_id, "entity_id": unit_id, "unit_name": name, "form_code": 0, "year": 2026,
        "staff_unit": "fte", "it_fte": 4.0, "users": 900.0, "it_fte_per_1000_users": 4.44,
        "origin_id": f"svar-{unit_id}",
    }  # fmt: skip


def _portfolio(answered: list[tuple[str, str]], n_members: int) -> dict[str, Rows]:
    """Each member uses its own 100 of the catalogue's products, one further than its neighbour's, and 50 others."""
    users = {number: [name for place, (_, name) in enumerate(answered) if (number - place) % PRODUCTS < 100]
             for number in range(PRODUCTS)}  # fmt: skip
    base = [
        {"group_id": GROUP, "application_id": f"product-{number}", "canonical_name": f"Product {number}",
         "functional_area": "sak_arkiv", "n_municipalities": len(names), "municipalities": "|".join(sorted(names)),
         "n_members": n_members}
        for number, names in users.items()
    ]  # fmt: skip
    return {
        "mart.shared_application": [row | {"total_cost_nok": 1.0e5} for row in base if row["n_municipalities"] > 1],
        "mart.contract_window": [
            row | {"n_with_end": row["n_municipalities"], "n_without_end": 0,
                   "first_end": datetime.date(2026, 1 + number % 12, 1), "last_end": datetime.date(2028, 1, 1),
                   "first_end_with_options": datetime.date(2027, 1, 1),
                   "last_end_with_options": datetime.date(2030, 1, 1)}
            for number, row in enumerate(base) if row["n_municipalities"]
        ],
        "mart.application_overlap": [
            {"group_id": GROUP, "functional_area": f"area_{number}", "products": 3, "installs": 6,
             "n_members": n_members}
            for number in range(45 if answered else 0)
        ],
        "mart.risk_gap": [
            {"unit_id": unit, "current_unit_id": unit, "municipality_name": name, "name_as_written": f"System {number}",
             "criticality": "critical"}
            for unit, name in answered for number in range(40)
        ],
    }  # fmt: skip


def _facts(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The lines behind a sum, and the size it is divided by; the same line is behind many observations."""
    whose = f"{row['unit_id']}:{row['year']}"
    for number in range(POOLS):
        yield {
            "observation_id": row["observation_id"], "fact_id": f"budget:{whose}:{row['measure']}:{number}",
            "fact": "licences_platform", "value": 1000.0 * number, "origin_id": row["origin_id"],
            "origin_title": f"Svar fra {row['unit_name']}",
            "evidence_locator": f"{whose}.xlsx sheet Budget row {number}",
            "publisher": row["unit_name"], "published_on": "2026", "tier": row["evidence_tier"],
        }  # fmt: skip
    yield {
        "observation_id": row["observation_id"], "fact_id": f"size:{whose}:{row['denominator']}",
        "fact": row["denominator"], "value": SIZES[row["denominator"]], "origin_id": row["origin_id"],
        "origin_title": f"Svar fra {row['unit_name']}", "evidence_locator": f"{whose}.xlsx sheet Sizes row 2",
        "publisher": row["unit_name"], "published_on": "2026", "tier": row["evidence_tier"],
    }  # fmt: skip
