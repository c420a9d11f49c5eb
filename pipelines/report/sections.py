"""The sections of the page, in the order a steering group reads.

Belongs here: which tables make a section, and what is said where the release lacks one. Does not belong here: what is
in a section (decision, today, keys, the *_section modules), HTML (page.html.j2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipelines.report import cost_section, keys, members_section, portfolio_section, sources_section, summary
from pipelines.report.decision import decision_table
from pipelines.report.tables import Content
from pipelines.report.today import today_table
from pipelines.report.views import Block, Section, table
from pipelines.report.words import Words

Fill = Callable[[Content, Words], list[Block]]
REJECTED = ("rule", "severity", "table_name", "column_name", "n_rows", "n_files", "example_file", "example_value")
HELD = ("file", "sheet", "cell", "column_name", "value", "rule", "sentence")
CHECKED = ("mart.size_curve", "mart.cost_pooled", "mart.source_order_check")


def sections(content: Content, words: Words) -> list[Section]:
    """All of the page; a table that the release lacks, or that has no row for the group, is said to be missing."""
    return [
        Section(key, words(key), [*([Block(text=words(note))] if note else []), *_filled(content, words, parts)])
        for key, note, parts in (
            ("short", "", [("mart.alternative", _short)]),
            ("decision", "", [("mart.alternative", _decision)]),
            ("today", "today_note", [("mart.alternative", _today)]),
            ("keys", "keys_note", [("mart.cost_sharing_key", _keys)]),
            ("costs", "", [("", _costs)]),
            ("peers", "", [("mart.peer_comparison", members_section.peers)]),
            ("over_time", "over_time_note", [("mart.cost_over_time", members_section.over_time)]),
            ("staffing", "staffing_note", [("mart.staffing", members_section.staffing)]),
            (
                "overlap",
                "",
                [
                    ("mart.shared_application", portfolio_section.overlap),
                    ("mart.application_overlap", portfolio_section.areas),
                ],
            ),
            ("windows", "", [("mart.contract_window", portfolio_section.windows)]),
            ("risks", "risks_note", [("mart.risk_gap", portfolio_section.risks)]),
            ("statistics", "statistics_note", [(name, _all_of(name)) for name in CHECKED]),
            ("rejected", "rejected_note", [("", _held), ("quality.reject_summary", _rejected)]),
            ("conventions", "conventions_note", [("reference.convention", _conventions)]),
            ("limits", "limits_note", [("mart.limit", _limits)]),
            (
                "sources",
                "",
                [("mart.provenance", sources_section.facts), ("reference.origin", sources_section.origins)],
            ),
        )
    ]


def form_names(content: Content, words: Words) -> dict[int, str]:
    """What the forms are called in the reader's language, by code."""
    column = "form_nb" if words.language == "nb" else "form"
    return {row["form_code"]: row[column] for row in content.forms}


def _filled(content: Content, words: Words, parts: Sequence[tuple[str, Fill]]) -> list[Block]:
    found: list[Block] = []
    for name, fill in parts:
        if name and not content.has(name):
            found.append(Block(text=f"{words('not_in_release')}: {name}."))
        elif name and not content.rows[name]:
            found.append(Block(text=words("no_rows")))
        else:
            found += fill(content, words)
    return found


def _short(content: Content, words: Words) -> list[Block]:
    return [Block(text=line) for line in summary.lines(content, words, form_names(content, words))]


def _decision(content: Content, words: Words) -> list[Block]:
    shown = decision_table(content, words, form_names(content, words), cost_section.anchors(content))
    return [Block(text=words("decision_note")), Block(table=shown)]


def _today(content: Content, words: Words) -> list[Block]:
    return [Block(table=today_table(content, words))]


def _keys(content: Content, words: Words) -> list[Block]:
    return keys.blocks(words, content.rows["mart.cost_sharing_key"])


def _costs(content: Content, words: Words) -> list[Block]:
    return cost_section.blocks(content, words, form_names(content, words))


def _all_of(name: str) -> Fill:
    """A table as it is, with all its columns."""

    def fill(content: Content, words: Words) -> list[Block]:
        columns = [column.name for column in content.columns[name]]
        shown = table(words, name.replace(".", "-").replace("_", "-"), words(name), content.rows[name], columns)
        return [Block(table=shown, is_folded=True)]

    return fill


def _held(content: Content, words: Words) -> list[Block]:
    """What waits for a person; nothing is said where nothing does."""
    rows = content.rows["quality.reject"]
    if not rows:
        return []
    shown = table(words, "held-table", words("held"), rows, HELD)
    return [Block(text=words("held_note"), heading=words("held")), Block(table=shown)]


def _rejected(content: Content, words: Words) -> list[Block]:
    rows = content.rows["quality.reject_summary"]
    return [Block(table=table(words, "rejected-table", words("quality.reject_summary"), rows, REJECTED))]


def _conventions(content: Content, words: Words) -> list[Block]:
    rows, columns = content.rows["reference.convention"], ("convention", "value", "meaning")
    return [Block(table=table(words, "conventions-table", words("conventions"), rows, columns))]


def _limits(content: Content, words: Words) -> list[Block]:
    column = f"text_{words.language}"
    return [Block(text=f"{row['limit_number']}. {row[column]}") for row in content.rows["mart.limit"]]
