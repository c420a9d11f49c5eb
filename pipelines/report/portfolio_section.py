"""The members' applications: which they share, when their contracts end, what is critical and without assessment.

Belongs here: the pictures and tables of the marts over applications. Does not belong here: the group's figures in one
place (today), costs (cost_section).
"""

from __future__ import annotations

from pipelines.report import charts
from pipelines.report.tables import Content
from pipelines.report.views import Block, Cell, Table, table
from pipelines.report.words import Words

MOST_WINDOWS = 20
# Members may have answered in different rounds.
ROUNDS = ("survey_round", "first_round", "last_round")
AREAS = ("functional_area", *ROUNDS, "n_municipalities", "n_seen_only", "products", "product_names", "installs",
         "removable_installs", "sharing_index")  # fmt: skip
SHARED = ("canonical_name", "functional_area", *ROUNDS, "n_municipalities", "n_seen_only", "municipalities", "users",
          "total_cost_nok", "n_with_cost", "n_other_currency")  # fmt: skip
WINDOWS = ("canonical_name", *ROUNDS, "n_municipalities", "n_seen_only", "first_end", "last_end",
           "first_end_with_options", "last_end_with_options", "n_with_end", "n_without_end")  # fmt: skip
RISKS = ("name_as_written", "municipality_name", "functional_area", "criticality", "gap", "survey_round")


def overlap(content: Content, words: Words) -> list[Block]:
    """How many products each two members share, and which."""
    rows = content.rows["mart.shared_application"]
    listed = table(words, "shared-table", words("shared"), rows, SHARED)
    return [
        Block(text=words("overlap_note")),
        Block(table=_matrix(content, words)),
        Block(table=listed, is_folded=True),
    ]


def areas(content: Content, words: Words) -> list[Block]:
    shown = table(words, "areas-table", words("areas"), content.rows["mart.application_overlap"], AREAS)
    return [Block(table=shown, is_folded=True)]


def _matrix(content: Content, words: Words) -> Table:
    rows = content.rows["mart.shared_application"]
    names = sorted({name for row in rows for name in str(row["municipalities"]).split("|")})
    counts = charts.shared_products(rows, names)
    highest = max(counts.values(), default=0)
    return Table(
        key="overlap-table",
        caption=words("overlap_table"),
        headings=["", *names],
        rows=[
            [
                Cell(one),
                *(
                    Cell(
                        words.number(counts[one, other]), counts[one, other], None,
                        f"number {charts.heat(counts[one, other], highest)}".strip(),
                    )
                    for other in names
                ),
            ]
            for one in names
        ],
        css="matrix",
        n_rows=len(names),
    )  # fmt: skip


def windows(content: Content, words: Words) -> list[Block]:
    """When the contracts of the products that most members have end, and the table of all products."""
    rows = content.rows["mart.contract_window"]
    dated = [row for row in rows if row["first_end"] is not None]
    most = sorted(dated, key=lambda row: (-row["n_municipalities"], row["canonical_name"]))[:MOST_WINDOWS]
    drawn = [
        {
            "panel": "",
            "label": f"{row['canonical_name']} ({row['n_municipalities']})",
            "first_end": row["first_end"],
            "last_end": row["last_end"],
            "last_end_with_options": row["last_end_with_options"] or row["last_end"],
        }
        for row in sorted(most, key=lambda row: (row["first_end"], row["canonical_name"]))
    ]
    shown = table(words, "windows-table", words("windows"), rows, WINDOWS)
    picture = charts.windows(drawn, words("windows")) if drawn else ""
    note = words("windows_note", shown=len(drawn), n=len(rows)) if drawn else words("nothing_to_draw")
    return [Block(picture, shown, note, is_folded=True)]


def risks(content: Content, words: Words) -> list[Block]:
    """Important applications of the members that lack an assessment."""
    shown = table(words, "risks-table", words("mart.risk_gap"), content.rows["mart.risk_gap"], RISKS)
    return [Block(table=shown, is_folded=shown.n_rows > 20)]
