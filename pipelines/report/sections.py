"""The sections of the main page, in the order a steering group reads.

Belongs here: which tables and pictures make a section, and what is said where the release lacks one. Does not belong
here: cells (views, decision), pictures (charts), HTML (page.html.j2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pipelines.report import cost_section, keys, summary
from pipelines.report.charts import matrix, over_time, pairs, peers, windows
from pipelines.report.decision import decision_table
from pipelines.report.tables import Content
from pipelines.report.views import Block, Row, Section, table
from pipelines.report.words import Words

Lead = Callable[[str], str | None]
MOST_WINDOWS = 30


def sections(content: Content, words: Words, leads_to: Lead, origin_at: Lead) -> list[Section]:
    """`leads_to` gives the address of an observation's origins, `origin_at` that of a document."""
    anchors = cost_section.anchors(content)
    return [
        Section("short", words("short"), _short(content, words)),
        Section("decision", words("decision"), _decision(content, words, anchors)),
        Section("keys", words("keys"), [_note(words, "keys"), *_keys(content, words)]),
        Section("costs", words("costs"), cost_section.blocks(content, words, form_names(content, words), leads_to)),
        Section("peers", words("peers"), _peers(content, words)),
        Section("over-time", words("over_time"), [_note(words, "over_time"), *_over_time(content, words)]),
        Section("staffing", words("staffing"), [_note(words, "staffing"), *_staffing(content, words, origin_at)]),
        Section("overlap", words("overlap"), _overlap(content, words)),
        Section("windows", words("windows"), _windows(content, words)),
        Section(
            "risks",
            words("risks"),
            [_note(words, "risks"), *_plain(content, words, "mart.risk_gap", RISKS, of_members=True)],
        ),
        Section(
            "statistics",
            words("statistics"),
            [
                _note(words, "statistics"),
                *(
                    block
                    for name in ("mart.size_curve", "mart.cost_pooled", "mart.source_order_check")
                    for block in _plain(content, words, name, None)
                ),
            ],
        ),
        Section(
            "rejected",
            words("rejected"),
            [_note(words, "rejected"), *_plain(content, words, "quality.reject_summary", REJECTED)],
        ),
        Section("conventions", words("conventions"), [_note(words, "conventions"), *_conventions(content, words)]),
        Section("limits", words("limits"), [_note(words, "limits"), *_limits(content, words)]),
    ]


RISKS = ("name_as_written", "municipality_name", "functional_area", "criticality", "gap", "survey_round")
REJECTED = ("rule", "table_name", "column_name", "n_rows", "n_files", "example_file", "example_value")
PEERS = ("unit_name", "unit_id", "year", "measure", "scope_class", "denominator", "own_value_nok", "peer_group_kind",
         "peer_group", "n_peers", "peer_low", "peer_q1", "peer_median", "peer_q3", "peer_high")  # fmt: skip
STAFF = ("unit_name", "form_code", "year", "staff_unit", "it_fte_low", "it_fte", "it_fte_high", "users",
         "it_fte_per_1000_users", "is_fragile", "origin_id")  # fmt: skip
AREAS = ("functional_area", "survey_round", "n_municipalities", "products", "product_names", "installs",
         "removable_installs", "sharing_index")  # fmt: skip
SHARED = ("canonical_name", "functional_area", "survey_round", "n_municipalities", "municipalities", "users",
          "total_cost_nok", "n_with_cost")  # fmt: skip
WINDOWS = ("canonical_name", "survey_round", "n_municipalities", "first_end", "last_end", "first_end_with_options",
           "last_end_with_options", "n_with_end", "n_without_end")  # fmt: skip


def absent(content: Content, words: Words, name: str) -> list[Block]:
    """What is said in place of a table that the release lacks or that has no rows for the group."""
    if not content.has(name):
        return [Block(text=f"{words('not_in_release')}: {name}.")]
    return [] if content.rows[name] else [Block(text=words("no_rows"))]


def _keys(content: Content, words: Words) -> list[Block]:
    name = "mart.cost_sharing_key"
    return absent(content, words, name) or keys.blocks(words, content.rows[name])


def _note(words: Words, key: str) -> Block:
    return Block(text=words(f"{key}_note"))


def _short(content: Content, words: Words) -> list[Block]:
    return absent(content, words, "mart.alternative") or [
        Block(text=line) for line in summary.lines(content, words, form_names(content, words))
    ]


def _decision(content: Content, words: Words, anchors: set[str]) -> list[Block]:
    name = "mart.alternative"
    if gone := absent(content, words, name):
        return gone
    names = form_names(content, words)
    shown = decision_table(words, content.rows[name], names, anchors, content.rows["mart.cost_by_form"])
    return [Block(text=words("decision_note")), Block(table=shown)]


def form_names(content: Content, words: Words) -> dict[int, str]:
    column = "form_nb" if words.language == "nb" else "form"
    return {row["form_code"]: row[column] for row in content.forms}


def _plain(
    content: Content, words: Words, name: str, columns: Sequence[str] | None, *, of_members: bool = False
) -> list[Block]:
    """One table; `columns` None shows all of them."""
    if gone := absent(content, words, name):
        return gone
    members = {member["unit_id"] for member in content.members}
    chosen = columns or [column.name for column in content.columns[name]]
    key = name.replace(".", "-").replace("_", "-")
    rows = list[Row](content.rows[name])
    kept = [row for row in rows if row["unit_id"] in members] if of_members else rows
    shown = table(words, f"{key}-table", words(name), kept, chosen, is_searchable=len(kept) > 20)
    return [Block(table=shown, is_folded=len(kept) > 20)]


def _name_of(content: Content, row: Row) -> str:
    names = {member["unit_id"]: member["name"] for member in content.members}
    return str(row["unit_name"] if "unit_name" in row else names.get(row["unit_id"], row["unit_id"]))


def _of_members(content: Content, rows: Sequence[Row]) -> list[dict[str, Any]]:
    members = {member["unit_id"] for member in content.members}
    return [{"unit_name": _name_of(content, row)} | dict(row) for row in rows if row["unit_id"] in members]


def _peers(content: Content, words: Words) -> list[Block]:
    name = "mart.peer_comparison"
    if gone := absent(content, words, name):
        return gone
    found = [Block(text=words("peers_note"))]
    own = _of_members(content, content.rows[name])
    for denominator in dict.fromkeys(row["denominator"] for row in own):
        some = [row for row in own if row["denominator"] == denominator]
        key = f"peers-{denominator}"
        heading = f"{words('per')} {words.code(denominator)}"
        drawn = [
            {
                "cell": f"{words.code(row['scope_class'])} · {words.code(row['peer_group_kind'])}",
                "label": f"{row['unit_name']} {row['year'] or ''} (n={row['n_peers']})",
                "own": row["own_value_nok"],
                "low": row["peer_low"],
                "median": row["peer_median"],
                "high": row["peer_high"],
            }
            for row in some
            if row["own_value_nok"] is not None
        ]
        shown = table(words, key, f"{words('peers')}, {heading.lower()}", some, PEERS)
        picture = peers(f"{key}-picture", drawn, f"{words('peers')}, {heading.lower()}", "NOK") if drawn else ""
        found.append(Block(picture, shown, "", heading, denominator, is_folded=True))
    return found


def _over_time(content: Content, words: Words) -> list[Block]:
    name = "mart.cost_over_time"
    if gone := absent(content, words, name):
        return gone
    rows = content.rows[name]
    own = _of_members(content, rows) or [dict(row) for row in rows]
    kinds = {
        words(kind): next((column for column in own[0] if column.startswith(kind) and "mid" in column), None)
        or next((column for column in own[0] if column.startswith(kind)), None)
        for kind in ("nominal", "real")
    }
    drawn = [
        {
            "cell": " · ".join(
                (_name_of(content, row), words.code(row["scope_class"]), words.code(row["denominator"]))
            ),
            "year": row["year"],
            "value": row[column],
            "kind": kind,
        }
        for row in own
        for kind, column in kinds.items()
        if column and row[column] is not None and row["year"] is not None and row["denominator"] == "user"
    ]
    key = "over-time-table"
    picture = over_time(f"{key}-picture", drawn, words("over_time"), "NOK") if drawn else ""
    columns = [column.name for column in content.columns[name] if column.name != "unit_id"]
    shown = table(words, key, words("over_time"), own, ["unit_name", *columns], is_searchable=True)
    return [Block(picture, shown, is_folded=bool(picture))]


def _staffing(content: Content, words: Words, origin_at: Lead) -> list[Block]:
    name = "mart.staffing"
    if gone := absent(content, words, name):
        return gone
    return [
        Block(
            table=table(
                words,
                "staffing-table",
                words("staffing"),
                content.rows[name],
                STAFF,
                links={"origin_id": lambda row: origin_at(str(row["origin_id"]))},
            )
        )
    ]


def _overlap(content: Content, words: Words) -> list[Block]:
    shared, areas = "mart.shared_application", "mart.application_overlap"
    found = absent(content, words, shared)
    if not found:
        rows = content.rows[shared]
        names = sorted({name for row in rows for name in str(row["municipalities"]).split("|")})
        counted = pairs(rows, names)
        numbers = [
            {"": name} | {pair["across"]: pair["n"] for pair in counted if pair["down"] == name} for name in names
        ]
        key = "overlap-table"
        behind = table(words, key, words("overlap"), numbers, ["", *names])
        picture = matrix(f"{key}-picture", counted, words("overlap"))
        found.append(Block(picture, behind, words("overlap_note"), is_folded=True))
        listed = table(words, "shared-table", words("shared"), rows, SHARED, is_searchable=True)
        found.append(Block(table=listed, is_folded=True))
    if gone := absent(content, words, areas):
        return found + gone
    listed = table(words, "areas-table", words("areas"), content.rows[areas], AREAS, is_searchable=True)
    return [*found, Block(table=listed, is_folded=True)]


def _windows(content: Content, words: Words) -> list[Block]:
    name = "mart.contract_window"
    if gone := absent(content, words, name):
        return gone
    rows = content.rows[name]
    dated = [row for row in rows if row["first_end"] is not None]
    most = sorted(dated, key=lambda row: (-row["n_municipalities"], row["canonical_name"]))[:MOST_WINDOWS]
    drawn = [
        {"label": f"{row['canonical_name']} ({row['n_municipalities']})"}
        | {column: words.any("", row[column]) for column in ("first_end", "last_end")}
        | {"last_end_with_options": words.any("", row["last_end_with_options"] or row["last_end"])}
        for row in sorted(most, key=lambda row: row["first_end"])
    ]
    key = "windows-table"
    shown = table(words, key, words("windows"), rows, WINDOWS, is_searchable=True)
    picture = windows(f"{key}-picture", drawn, words("windows")) if drawn else ""
    note = words("windows_note", shown=len(drawn), n=len(rows)) if drawn else words("nothing_to_draw")
    return [Block(picture, shown, note, is_folded=True)]


def _conventions(content: Content, words: Words) -> list[Block]:
    name = "reference.convention"
    columns = ("convention", "value", "meaning")
    return absent(content, words, name) or [
        Block(table=table(words, "conventions-table", words("conventions"), content.rows[name], columns))
    ]


def _limits(content: Content, words: Words) -> list[Block]:
    name = "mart.limit"
    if gone := absent(content, words, name):
        return gone
    column = f"text_{words.language}"
    return [Block(text=f"{row['limit_number']}. {row[column]}") for row in content.rows[name]]
