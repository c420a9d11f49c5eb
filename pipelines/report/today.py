"""The group as it is today: what is the same whichever form it chooses, one figure a row.

Belongs here: staff, inventories, contracts and risks of the members, from mart.group_inventory or, in a release without
it, mart.alternative. Does not belong here: what differs between forms (decision).
"""

from __future__ import annotations

from collections.abc import Callable

from pipelines.report.tables import Content
from pipelines.report.views import Cell, Row, Table
from pipelines.report.words import DASH, Words

Write = Callable[[Words, Row], Cell]
HOSTED = ("local", "joint", "vendor", "saas", "hybrid", "unknown")
NOT_ANSWERED = "n_hosting_not_answered"


def today_table(content: Content, words: Words) -> Table:
    """A row for each figure that the release has a column for; grey where nobody has answered."""
    row: dict[str, object] = {}
    for name in ("mart.alternative", "mart.group_inventory"):
        row |= dict(content.rows[name][0]) if content.rows[name] else {}
    lines = [(title, write) for title, columns, write in LINES if all(column in row for column in columns)]
    return Table(
        key="today-table",
        caption=words("today"),
        headings=["", words("the_group")],
        rows=[[Cell(words(title)), write(words, row)] for title, write in lines],
        css="today",
        n_rows=len(lines),
    )


def _answered(words: Words, row: Row) -> Cell:
    n_answered = row["n_answering"] if "n_answering" in row else row["n_members_answered"]
    notes = []
    if row.get("n_seen"):
        notes.append(words("seen_only", n=words.number(row["n_seen"])))
    if row.get("n_blank"):
        notes.append(words("blank_only", n=words.number(row["n_blank"])))
    if row.get("first_round") is not None:
        rounds = dict.fromkeys(str(row[name]) for name in ("first_round", "last_round"))
        notes.append(f"{words.heading('survey_round')} {DASH.join(rounds)}")
    return Cell(words("of_units", k=n_answered, n=row["n_members"]), n_answered, None, "number", tuple(notes))


def _staff(words: Words, row: Row) -> Cell:
    low, high = (row[f"members_staff_per_1000_users_{end}"] for end in ("low", "high"))
    if low is None and high is None:
        return _none(words)
    return Cell(f"{words.number(low)} {DASH} {words.number(high)}", None, "#staffing", "number")


def _shared(words: Words, row: Row) -> Cell:
    if row["shared_installs"] is None:
        return _none(words)
    text = f"{words.number(row['shared_products'])} / {words.number(row['shared_installs'])}"
    return Cell(text, None, "#overlap", "number")


def _tied_up(words: Words, row: Row) -> Cell:
    value = row["tied_up_nok"] if "tied_up_nok" in row else row["tied_up_cost_nok"]
    beside = [
        words(text, value=words.number(row[column]))
        for column, text in (
            ("tied_up_unknown_metric_nok", "beside_metric"),
            ("per_inhabitant_nok", "beside_inhabitant"),
        )
        if row.get(column)
    ]
    if row.get("n_other_currency"):
        beside.append(words("beside_currency", n=words.number(row["n_other_currency"])))
    if value is None:
        return Cell(words("no_evidence"), css="none", small=tuple(beside))
    return Cell(words.number(value), value, "#overlap", "number", tuple(beside))


def _window(suffix: str) -> Write:
    def write(words: Words, row: Row) -> Cell:
        start, end = row[f"first_common_start{suffix}"], row[f"first_common_end{suffix}"]
        notes = [
            words(text, n=words.number(row[column]))
            for column, text in ((f"n_free_now{suffix}", "free_now"), ("n_without_window", "without_window"))
            if row.get(column)
        ]
        if start is None:
            return Cell(words("no_evidence"), css="none", small=tuple(notes))
        return Cell(f"{words.any('', start)} {DASH} {words.any('', end)}", None, "#windows", "", tuple(notes))

    return write


def _one(column: str, href: str | None) -> Write:
    def write(words: Words, row: Row) -> Cell:
        value = row[column]
        if value is None:
            return _none(words)
        notes = ()
        if column == "n_critical_without_dpia" and row.get("n_risk_not_answered"):
            notes = (words("risk_not_answered", n=words.number(row["n_risk_not_answered"])),)
        return Cell(words.number(value), value, href, "number", notes)

    return write


def _hosted(words: Words, row: Row) -> Cell:
    counts = {words.code(f"hosted_{place}"): row[f"n_hosted_{place}"] for place in HOSTED}
    said = [f"{place}: {words.number(count)}" for place, count in counts.items() if count]
    missing = row.get(NOT_ANSWERED)
    notes = (words("hosting_not_answered", n=words.number(missing)),) if missing else ()
    return Cell(", ".join(said), small=notes) if said or notes else _none(words)


def _none(words: Words) -> Cell:
    return Cell(words("no_evidence"), css="none")


LINES: tuple[tuple[str, tuple[str, ...], Write], ...] = (
    ("row_answered", ("n_members",), _answered),
    ("row_members_staff", ("members_staff_per_1000_users_low",), _staff),
    ("row_fragile", ("n_units_under_three_staff",), _one("n_units_under_three_staff", "#staffing")),
    ("row_shared", ("shared_installs",), _shared),
    ("row_removable", ("removable_installs",), _one("removable_installs", "#overlap")),
    ("row_tied", ("shared_installs",), _tied_up),
    ("row_window", ("first_common_start",), _window("")),
    ("row_window_options", ("first_common_start_with_options",), _window("_with_options")),
    ("row_dpia", ("n_critical_without_dpia",), _one("n_critical_without_dpia", "#risks")),
    ("row_vendor", ("n_single_vendor",), _one("n_single_vendor", None)),
    ("row_hosting", ("n_hosted_local",), _hosted),
)
