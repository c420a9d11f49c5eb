"""Rows that the tests of the marts over applications share: usages, members of a group, two products."""

from schemas.inventory import APPLICATION_USAGE

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


def usage(code, name="Acos", **other):
    """A real answer of municipality NO-<code>, named M<code>: WebSak, 10 users, a licence of 1000 NOK."""
    return (
        APPLICATION_USAGE.example_row()
        | {
            "unit_id": f"NO-{code}",
            "municipality_code": code,
            "municipality_name": f"M{code}",
            "name_as_written": name,
            "application_id": "websak",
            "annual_licence": 1000.0,
            "annual_operations": None,
            "users_low": 10.0,
            "users_mid": 10.0,
            "users_high": 10.0,
        }
        | other
    )


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


def over_usage(concluded, mart, usages, members, **tables):
    """The mart over usages, members and the two products."""
    return concluded(
        mart,
        {
            "core.application_usage": usages,
            "core.group_member": members,
            "reference.application": APPLICATIONS,
        }
        | {name.replace("__", "."): rows for name, rows in tables.items()},
    )
