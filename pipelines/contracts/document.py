"""A document as text with what is known of it: who published it, when, where, under what licence.

Belongs here: txt, html, pdf, docx and eml to text, sidecars. Does not belong here: what the text says
(pipelines/contracts/reading), fetching (pipelines/snapshot), award notices (pipelines/contracts/notice).
"""

from __future__ import annotations

import email
import email.policy
import hashlib
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipelines.contracts.dates import Published
from pipelines.contracts.reading import Text
from pipelines.faults import UserError
from pipelines.workbook import limits
from pipelines.workbook.delimited import decoded
from pipelines.workbook.limits import Refusal

SUFFIXES = (".txt", ".html", ".htm", ".pdf", ".docx", ".eml", ".xml")
SIDECAR_SUFFIXES = (".yml", ".yaml", ".json")
MAX_DOCUMENT_BYTES = 20 * limits.MEBIBYTE
MAX_CHARACTERS = 1_000_000
# What a sidecar may say, and the other words it may use for it.
NAMES = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "sitename", "source"),
    "published": ("published", "published_on", "date", "publication_date"),
    "url": ("url", "source_url"),
    "licence": ("licence", "license"),
    "language": ("language", "lang"),
    "kind": ("kind", "type"),
}
KINDS = ("news", "press_release", "official_letter", "minutes", "report", "web_page", "notice")
_OFFICIAL = ("official_letter", "minutes")


@dataclass(frozen=True)
class Document:
    """`text` is what offsets count in. `note` says what of the file was not read."""

    name: str
    sha256: str
    suffix: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    licence: str | None = None
    language: str | None = None
    kind: str = "news"
    note: str | None = None

    @property
    def to_read(self) -> Text:
        return Text(self.text, self.language, self.published, self.publisher, self.title, self.kind in _OFFICIAL)

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.name,
            "sha256": self.sha256,
            "title": self.title,
            "publisher": self.publisher,
            "published": self.published,
            "url": self.url,
            "licence": self.licence,
            "language": self.language,
            "kind": self.kind,
            "characters": len(self.text),
            "note": self.note,
        }


Found = tuple[str, dict[str, Any], str | None]


def load(path: Path) -> Document:
    """One file with its sidecar. Raises UserError that names the file, for anything that cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from None
    return parse(path.name, content, sidecar(path))


def parse(name: str, content: bytes, said: Mapping[str, Any]) -> Document:
    """Bytes to a document; what the sidecar says goes before what the file says of itself."""
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise UserError(
            f"{name}: a file of the kind {suffix or 'without ending'}; give txt, html, pdf, docx, eml or xml."
        )
    if len(content) > MAX_DOCUMENT_BYTES:
        size, most = len(content) // limits.MEBIBYTE, MAX_DOCUMENT_BYTES // limits.MEBIBYTE
        raise UserError(f"{name}: {size} MiB, at most {most} MiB are read. Cut it to the pages that matter.")
    try:
        text, own, note = _READERS[suffix](content)
    except Refusal as refusal:
        raise UserError(f"{name}: {refusal.found}.") from None
    if len(text) > MAX_CHARACTERS:
        note = f"{note + '; ' if note else ''}only the first {MAX_CHARACTERS} of {len(text)} characters were read"
        text = text[:MAX_CHARACTERS]
    known = {**own, **{key: value for key, value in said.items() if value is not None}}
    known["kind"] = known.get("kind") or "news"
    if "letter" in str(known["kind"]):
        known["kind"] = "official_letter"
    if known["kind"] not in KINDS:
        raise UserError(f"{name}: its kind is {known['kind']!r}; write one of {', '.join(KINDS)}.")
    if known.get("published") is not None:
        known["published"] = str(known["published"])[:10]
        try:
            Published.of(known["published"])
        except ValueError:
            raise UserError(f"{name}: its date is {known['published']!r}; write 2017, 2017-05 or 2017-05-09.") from None
    digest = hashlib.sha256(content).hexdigest()
    kept = {key: None if known.get(key) is None else str(known[key]) for key in NAMES if key != "kind"}
    return Document(name, digest, suffix, text, kind=str(known["kind"]), note=note, **kept)


def sidecar(path: Path) -> dict[str, Any]:
    """What <file>.yml, <stem>.yml or its entry in sources.yml says. Raises UserError where that is unreadable."""
    candidates = [path.with_name(path.name + suffix) for suffix in SIDECAR_SUFFIXES]
    candidates += [path.with_suffix(suffix) for suffix in SIDECAR_SUFFIXES]
    for candidate in candidates:
        if candidate.exists():
            return _named(_yaml(candidate), candidate)
    listed = path.with_name("sources.yml")
    if listed.exists():
        entries = _yaml(listed)
        for entry in entries if isinstance(entries, list) else []:
            if isinstance(entry, dict) and entry.get("file") == path.name:
                return _named(entry, listed)
    return {}


def is_sidecar(path: Path) -> bool:
    return path.suffix.lower() in SIDECAR_SUFFIXES


def _yaml(path: Path) -> Any:
    try:
        return yaml.safe_load(decoded(path.read_bytes()))
    except (yaml.YAMLError, Refusal) as error:
        raise UserError(f"{path} cannot be read as YAML: {str(error).splitlines()[0]}.") from None


def _named(said: Any, where: Path) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise UserError(f"{where}: expected lines such as `publisher: digi.no`.")
    return {name: said[word] for name, words in NAMES.items() for word in reversed(words) if word in said}


def _text(content: bytes) -> Found:
    """Plain text; a first line of JSON with a publisher, a title or an address is about the document, not of it."""
    text = decoded(content)
    first, _, _ = text.partition("\n")
    if not first.startswith("{"):
        return text, {}, None
    try:
        said = json.loads(first)
    except json.JSONDecodeError:
        return text, {}, None
    if not isinstance(said, dict) or not {"url", "title", "publisher"} & set(said):
        return text, {}, None
    return " " * len(first) + text[len(first) :], _named(said, Path("first line")), None


def _html(content: bytes) -> Found:
    import trafilatura

    extracted = trafilatura.bare_extraction(content, include_comments=False, favor_precision=True, with_metadata=True)
    if extracted is None or isinstance(extracted, dict):
        return "", {}, "no main text was found on the page"
    found: dict[str, Any] = extracted.as_dict()
    about = {
        "title": found["title"],
        "publisher": found["sitename"] or found["hostname"],
        "published": found["date"],
        "url": found["url"],
        "licence": found["license"],
        "language": found["language"],
    }
    return found["text"] or "", {key: value for key, value in about.items() if value}, None


def _pdf(content: bytes) -> Found:
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Refusal("password_protected", "it is locked by a password")
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, RecursionError, AttributeError, TypeError) as error:
        raise Refusal("unreadable", f"it cannot be read as PDF: {error}") from None
    text = "\n\n".join(pages)
    note = None if text.strip() else "its pages hold no text; pictures of pages are not read"
    return text, {"title": title} if title else {}, note


def _docx(content: bytes) -> Found:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        limits.xml_parts(content)  # refuses a bomb before the library opens it
    except Refusal as refusal:
        declares = refusal.rule == "entity_declaration"
        said = f"{refusal.found} declares entities" if declares else f"it cannot be read as a Word document: {refusal}"
        raise Refusal(refusal.rule, said) from None
    try:
        opened = docx.Document(io.BytesIO(content))
        parts = [paragraph.text for paragraph in opened.paragraphs]
        parts += [" | ".join(cell.text for cell in row.cells) for table in opened.tables for row in table.rows]
        title = opened.core_properties.title
    except (PackageNotFoundError, SyntaxError, KeyError, ValueError, AttributeError, TypeError) as error:  # of its XML
        raise Refusal("unreadable", f"it cannot be read as a Word document: {error}") from None
    return "\n\n".join(part for part in parts if part.strip()), {"title": title} if title else {}, None


def _eml(content: bytes) -> Found:
    message = email.message_from_bytes(content, policy=email.policy.default)
    try:  # headers and bodies are decoded where they are asked for
        body = message.get_body(preferencelist=("plain", "html"))
        text = "" if body is None else str(body.get_content())
        is_html = body is not None and body.get_content_type() == "text/html"
        attached = [part.get_filename() or "unnamed" for part in message.iter_attachments()]
        sent = message["date"].datetime if message["date"] is not None else None
        about = {
            "title": message["subject"],
            "publisher": message["from"],
            "published": sent.date().isoformat() if sent else None,
        }
    except (LookupError, ValueError) as error:
        raise Refusal("unreadable", f"it cannot be read as an e-mail: {error}") from None
    if is_html:
        text, _, _ = _html(text.encode())
    note = f"attachments are not read: {', '.join(attached)}; save them into the folder" if attached else None
    return text, {key: str(value) for key, value in about.items() if value}, note


def _xml(content: bytes) -> Found:
    if limits.DECLARATION.search(content):
        raise Refusal("entities", "it declares entities, which are not read")
    named = re.search(rb"<(?:\w+:)?(ContractAwardNotice|ContractNotice)\b", content[:4000])
    if named is None:
        raise Refusal("unknown_kind", "it is no eForms notice (ContractAwardNotice)")
    return decoded(content), {"kind": "notice"}, None


_READERS: dict[str, Callable[[bytes], Found]] = {
    ".txt": _text,
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
    ".docx": _docx,
    ".eml": _eml,
    ".xml": _xml,
}
