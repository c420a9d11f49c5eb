"""Where the figures come from: every fact once, found from each observation it is behind, and the documents.

Belongs here: mart.provenance and reference.origin. Does not belong here: what is made of the facts (cost_section).
"""

from __future__ import annotations

from pipelines.report.tables import Content
from pipelines.report.views import Block, Row, address, slug, table
from pipelines.report.words import Words

FACTS = ("fact", "value", "tier", "origin_title", "evidence_locator", "publisher", "published_on")
ORIGINS = ("title", "publisher", "published", "licence", "origin_id")


def facts(content: Content, words: Words) -> list[Block]:
    """One row a fact; a link from an observation shows the facts behind it."""
    shown = table(
        words, "facts", words("facts"), content.rows["mart.provenance"], FACTS,
        anchors=lambda row: row["observation_ids"],
        links={"origin_title": lambda row: to_origin(content, row)},
    )  # fmt: skip
    return [Block(text=words("sources_note")), Block(table=shown, is_folded=True)]


def origins(content: Content, words: Words) -> list[Block]:
    """Documents with their address; only a web address becomes a link."""
    shown = table(
        words, "origins", words("documents"), content.rows["reference.origin"], ORIGINS,
        anchors=lambda row: [slug(row["origin_id"])], links={"title": _web_address},
    )  # fmt: skip
    return [Block(table=shown, is_folded=True)]


def to_origin(content: Content, row: Row) -> str | None:
    """Where the document of a row is listed."""
    return f"#{address('origins', row['origin_id'])}" if content.has_origin(row["origin_id"]) else None


def _web_address(row: Row) -> str | None:
    url = str(row["url"] or "")
    return url if url.startswith(("https://", "http://")) else None
