"""The static site: a page in each language that opens from disk, and the rows it loads on demand beside it.

Belongs here: names of files, filling the template, writing. Does not belong here: what the sections hold (sections),
which rows wait in a file of their own (rows), the words (words).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from pipelines.faults import UserError
from pipelines.report import cost_section, flags, rows
from pipelines.report.sections import form_names, sections
from pipelines.report.tables import Content
from pipelines.report.views import Block, Section
from pipelines.report.words import LANGUAGES, Words

HERE = Path(__file__).resolve().parent


def write(content: Content, out: Path, languages: Sequence[str] = LANGUAGES) -> list[Path]:
    """Write the site into `out`. The first language's page is also index.html. Gives the files written."""
    unknown = [language for language in languages if language not in LANGUAGES]
    if unknown:
        raise UserError(f"The report is written in {' and '.join(LANGUAGES)}, not in {', '.join(unknown)}.")
    texts: dict[str, str] = {}
    for language in languages:
        files = rows.Files(language)
        page = _page(content, Words(language, content.areas), files, languages)
        texts |= {f"report.{language}.html": page, **dict(files.written())}
    texts["index.html"] = texts[f"report.{languages[0]}.html"]
    out.mkdir(parents=True, exist_ok=True)
    _remove_rows_of_earlier(out)
    for name, text in texts.items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")
    return [out / name for name in texts]


def _remove_rows_of_earlier(out: Path) -> None:
    """Rows of an earlier report in the same folder belong to no page any more."""
    for path in out.glob("rows-*.*.js"):
        path.unlink()


def _page(content: Content, words: Words, files: rows.Files, languages: Sequence[str]) -> str:
    """Every text is escaped; only our own style, script and drawn pictures are not."""
    shown = [_with_pictures(section) for section in rows.take_out(sections(content, words), files)]
    others = [code for code in languages if code != words.language]
    return _template().render(
        words=words,
        content=content,
        members=[member["name"] for member in content.members],
        sections=[section for section in shown if section.blocks],
        links=[{"href": f"report.{code}.html", "text": words("other_language"), "lang": code} for code in others],
        flags=flags.used(content.rows["mart.cost_observation"]),
        denominators=cost_section.denominators(content),
        forms=sorted(form_names(content, words).items()),
        style=Markup((HERE / "page.css").read_text(encoding="utf-8")),  # noqa: S704 - a file of ours
        script=Markup((HERE / "page.js").read_text(encoding="utf-8")),  # noqa: S704 - a file of ours
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html.j2")


def _with_pictures(section: Section) -> Section:
    return replace(section, blocks=[_with_picture(block) for block in section.blocks])


def _with_picture(block: Block) -> Block:
    """The picture is drawn here, with every text in it escaped (charts)."""
    return replace(block, picture=Markup(block.picture))  # noqa: S704 - drawn here
