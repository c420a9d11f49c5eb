"""Rows that the tests of the marts over applications share: usages, inventories in force, members, two products."""

from datetime import date

from schemas.inventory import APPLICATION_USAGE, INVENTORY_IN_FORCE

APPLICATIONS = [
    {
        "application_id": name.lower(),
        "canonical_name": name,
        "vendor": "V",
        "functional_area": "sak_arkiv",
        "source": "s",
    }
    for name in ("WebSak", "Elements")
]


SEEN_ON = date(2026, 7, 3)


def usage(code, name="Acos", **other):
    """An answer of municipality NO-<code>, named M<code>, in round 2025: WebSak, 10 users, a licence of 1000 NOK."""
    row = (
        APPLICATION_USAGE.example_row()
        | {
            "unit_id": f"NO-{code}",
            "municipality_code": code,
            "municipality_name": f"M{code}",
            "name_as_written": name,
            "application_id": "websak",
            "survey_round": "2025",
            "origin_id": "survey-round-2025",
            "annual_licence": 1000.0,
            "annual_operations": None,
            "users_low": 10.0,
            "users_mid": 10.0,
            "users_high": 10.0,
        }
        | other
    )
    if "survey_round" in other and "origin_id" not in other:
        row["origin_id"] = f"survey-round-{row['survey_round']}"
    return row | {"inventory_id": f"{row['unit_id']}/{row['survey_round'] or row['seen_on']}/{row['origin_id']}"}


def sighting(code, name="Acos", **other):
    """What a register saw at the municipality on a day: a name, and nothing of users, money, contracts or risks."""
    row = dict.fromkeys(APPLICATION_USAGE.types) | {
        "inventory_kind": "sighting",
        "country_code": "NO",
        "survey_round": None,
        "seen_on": SEEN_ON,
        "year": 2026,
        "functional_area": "sak_arkiv",
        "match_method": "alias",
        "origin_id": "register",
        "source_file": "register.csv",
        "source_row": 2,
    }
    named = {
        "unit_id": f"NO-{code}",
        "municipality_code": code,
        "municipality_name": f"M{code}",
        "name_as_written": name,
        "application_id": "websak",
    }
    row |= named | other
    return row | {"inventory_id": f"{row['unit_id']}/{row['seen_on']}/{row['origin_id']}"}


def stands(*usages, **other):
    """The inventories of these usages, each in force for the municipality it is of."""
    rows = {}
    for row in usages:
        shared = {name: row[name] for name in INVENTORY_IN_FORCE.types if name in row}
        rows[row["inventory_id"]] = (
            INVENTORY_IN_FORCE.example_row()
            | shared
            | {
                "current_unit_id": row["unit_id"],
                "current_name": row["municipality_name"],
                "as_of": row["seen_on"] or date(int(row["survey_round"]), 10, 1),
            }
            | other
        )
    return list(rows.values())


def group(*codes, **other):
    """Members of the group g, each known under one number."""
    return [
        {
            "group_id": "g",
            "unit_id": f"NO-{code}",
            "name": f"M{code}",
            "current_unit_id": f"NO-{code}",
            "n_members": len(codes),
        }
        | other
        for code in codes
    ]


def over_usage(concluded, mart, usages, members, in_force=None, **tables):
    """The mart over usages, members and the two products; every inventory is in force unless `in_force` says which."""
    return concluded(
        mart,
        {
            "core.application_usage": usages,
            "core.inventory_in_force": stands(*usages) if in_force is None else in_force,
            "core.group_member": members,
            "reference.application": APPLICATIONS,
        }
        | {name.replace("__", "."): rows for name, rows in tables.items()},
    )
