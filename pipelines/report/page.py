"""The static site: a main page, pages of sources, and a page to choose the language.

Belongs here: addresses within the site, writing files, the limit of size. Does not belong here: what the sections
hold (sections) and the words (words).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipelines.faults import UserError
from pipelines.report import cost_section, sections
from pipelines.report.tables import Content
from pipelines.report.views import Block, Row, Section, slug, table
from pipelines.report.words import LANGUAGES, Words

HERE = Path(__file__).resolve().parent
LARGEST_BYTES = 3_000_000
FACTS_PER_PAGE = 2500
FACTS = ("fact", "value", "tier", "origin_title", "evidence_locator", "publisher", "published_on")
ORIGINS = ("title", "publisher", "published", "licence", "origin_id")


@dataclass(frozen=True)
class Sources:
    """Which observation's origins stand on which page of sources."""

    pages: list[list[tuple[str, list[Row]]]]
    page_of: dict[str, int]


def write(content: Content, out: Path, languages: Sequence[str] = LANGUAGES) -> list[Path]:
    """Write the site into `out`. The first language's main page is also index.html. Gives the files written."""
    unknown = [language for language in languages if language not in LANGUAGES]
    if unknown:
        raise UserError(f"The report is written in {' and '.join(LANGUAGES)}, not in {', '.join(unknown)}.")
    out.mkdir(parents=True, exist_ok=True)
    sources = _sources(content)
    written: list[Path] = []
    for language in languages:
        for name, text in _pages(content, sources, language, languages):
            size = len(text.encode("utf-8"))
            if size >= LARGEST_BYTES:
                raise UserError(f"{name} would have {size} bytes, more than {LARGEST_BYTES}; report a smaller group.")
            written.append(out / name)
            written[-1].write_text(text, encoding="utf-8", newline="\n")
    index = out / "index.html"
    index.write_text((out / f"report.{languages[0]}.html").read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    return [*written, index]


def _sources(content: Content) -> Sources:
    """Facts by observation, an observation never split over two pages."""
    facts: list[Row] = list(content.rows["mart.provenance"])
    pages: list[list[tuple[str, list[Row]]]] = [[]]
    page_of: dict[str, int] = {}
    filled = 0
    for observation, found in itertools.groupby(facts, key=lambda row: str(row["observation_id"])):
        rows = list(found)
        if filled and filled + len(rows) > FACTS_PER_PAGE:
            pages.append([])
            filled = 0
        pages[-1].append((observation, rows))
        filled += len(rows)
        page_of[observation] = len(pages)
    return Sources(pages, page_of)


def _pages(content: Content, sources: Sources, language: str, languages: Sequence[str]) -> list[tuple[str, str]]:
    words = Words(language, content.areas)
    main = f"report.{language}.html"

    def leads_to(observation: str) -> str | None:
        if observation not in sources.page_of:
            return None
        return f"{_source_page(sources.page_of[observation], language)}#from-{slug(observation)}"

    known = {str(row["origin_id"]) for row in content.rows["reference.origin"]}

    def origin_at(origin: str) -> str | None:
        return f"{_source_page(1, language)}#origin-{slug(origin)}" if origin in known else None

    to_sources = [
        {"href": _source_page(number, language), "text": words("sources") + (f" {number}" if number > 1 else "")}
        for number in range(1, len(sources.pages) + 1)
    ]
    others = [code for code in languages if code != language]
    to_others = [{"href": f"report.{code}.html", "text": words("other_language"), "lang": code} for code in others]
    pages = [
        (
            main,
            _render(
                content, words, words("title"), sections.sections(content, words, leads_to, origin_at),
                [*to_others, *to_sources], is_main=True,
            ),
        )
    ]  # fmt: skip
    for number, facts in enumerate(sources.pages, start=1):
        shown = [Section("facts", words("sources_title"), _facts(content, words, facts, main, origin_at))]
        if number == 1:
            shown.append(Section("origins", words("sources"), _origins(content, words)))
        to_main = {"href": main, "text": words("back")}
        page = _render(content, words, words("sources_title"), shown, [to_main, *to_sources], is_main=False)
        pages.append((_source_page(number, language), page))
    return pages


def _source_page(number: int, language: str) -> str:
    return f"sources-{number}.{language}.html"


def _facts(
    content: Content, words: Words, facts: list[tuple[str, list[Row]]], main: str, origin_at: sections.Lead
) -> list[Block]:
    if gone := sections.absent(content, words, "mart.provenance"):
        return gone
    found = [Block(text=words("sources_note"))]
    for observation, rows in facts:
        shown = table(
            words, f"from-{slug(observation)}", observation, rows, FACTS,
            links={"fact": lambda row: f"{main}#single-{slug(row['observation_id'])}",
                   "origin_title": lambda row: origin_at(str(row["origin_id"]))},
        )  # fmt: skip
        found.append(Block(table=shown))
    return found


def _origins(content: Content, words: Words) -> list[Block]:
    """Documents with their address; only a web address becomes a link."""
    return sections.absent(content, words, "reference.origin") or [
        Block(
            table=table(
                words, "origins-table", words("sources"), content.rows["reference.origin"], ORIGINS,
                ids=lambda row: f"origin-{slug(row['origin_id'])}", links={"title": _web_address}, is_searchable=True,
            )
        )
    ]  # fmt: skip


def _web_address(row: Row) -> str | None:
    url = str(row["url"] or "")
    return url if url.startswith(("https://", "http://")) else None


def _render(
    content: Content, words: Words, title: str, shown: list[Section], links: list[dict[str, Any]], *, is_main: bool
) -> str:
    """Every text is escaped; only our own style, script and drawn pictures are not."""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    marked = [
        Section(part.key, part.title, [_with_picture(block) for block in part.blocks]) for part in shown if part.blocks
    ]
    return environment.get_template("page.html.j2").render(
        words=words,
        title=title,
        group_name=content.group_name,
        members=[member["name"] for member in content.members],
        content_hash=content.content_hash,
        is_made_up=content.is_made_up,
        sections=marked,
        links=links,
        legend=is_main,
        denominators=cost_section.denominators(content),
        forms=sorted(sections.form_names(content, words).items()),
        style=Markup((HERE / "page.css").read_text(encoding="utf-8")),  # noqa: S704 - a file of ours
        script=Markup((HERE / "page.js").read_text(encoding="utf-8")),  # noqa: S704 - a file of ours
    )


def _with_picture(block: Block) -> Block:
    """The picture is SVG drawn here, with every text in it escaped by the drawing library."""
    return Block(
        Markup(block.picture),  # noqa: S704 - drawn here
        block.table, block.text, block.heading, block.denominator, block.is_folded,
    )  # fmt: skip
