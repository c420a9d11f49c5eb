"""Bytes as they came, kept under their digest and never overwritten; and the only way to the network.

Belongs here: the snapshot store, fetching one page politely. Does not belong here: reading what the bytes say.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import yaml

from pipelines.faults import UserError

USER_AGENT = "munibench/0.1 (open municipal IT benchmark; one page at a time, on request of a person)"
TIMEOUT_SECONDS = 30
MAX_BYTES = 20 * 1024 * 1024
MAX_REDIRECTS = 5
SUFFIX_OF_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "application/xml": ".xml",
    "text/xml": ".xml",
}


def kept_path(name: str, digest: str, store: Path) -> Path:
    """Where the bytes of a file of this name are kept, by their digest."""
    return store / f"{digest}{Path(name).suffix}"


def keep(path: Path, store: Path) -> str:
    """Copy a file into `<store>/<sha256><suffix>` unless it is there; returns the digest of its bytes."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    kept = kept_path(path.name, digest, store)
    if not kept.exists():
        store.mkdir(parents=True, exist_ok=True)
        unfinished = store / f".{digest}.{os.getpid()}"
        shutil.copyfile(path, unfinished)
        os.replace(unfinished, kept)
    return digest


def keep_text(text: str, digest: str, store: Path) -> None:
    """The text of a document beside its bytes, as the offsets of its claims count it; never published."""
    kept = store / f"{digest}.text"
    if kept.exists() and kept.read_text(encoding="utf-8", errors="surrogatepass") == text:
        return
    store.mkdir(parents=True, exist_ok=True)
    unfinished = store / f".{digest}.text.{os.getpid()}"
    unfinished.write_bytes(text.encode("utf-8", "surrogatepass"))
    os.replace(unfinished, kept)


def text_of(digest: str, store: Path) -> str | None:
    """The text kept for a document; None where this machine has not read it."""
    kept = store / f"{digest}.text"
    return kept.read_bytes().decode("utf-8", "surrogatepass") if kept.exists() else None


def fetch(url: str, folder: Path) -> Path:
    """One page into a folder, with a sidecar that says where and when. Returns the file.

    Raises UserError where the address is none, the site forbids it, or it cannot be had; nothing is then kept.
    """
    import requests

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UserError(f"{url} is no address of a page. Write it in full, such as https://www.digi.no/artikler/1.")
    with requests.Session() as session:
        session.headers["User-Agent"] = USER_AGENT
        session.max_redirects = MAX_REDIRECTS
        try:
            _ask_robots(session, url)
            with session.get(url, timeout=TIMEOUT_SECONDS, stream=True) as answer:
                if answer.status_code != 200:
                    raise UserError(
                        f"{url} answers {answer.status_code} {answer.reason}. Save the page by hand into {folder}."
                    )
                if urlsplit(answer.url).hostname != parts.hostname:
                    _ask_robots(session, answer.url)
                content = _body(url, answer.iter_content(65536))
                kind = answer.headers["Content-Type"].partition(";")[0].strip().lower()
                last = answer.url
        except requests.RequestException as error:
            raise UserError(
                f"{url} cannot be had: {type(error).__name__}. Try later, or save the page by hand."
            ) from None
        except KeyError:
            raise UserError(f"{url} does not say what it is (no Content-Type). Save the page by hand.") from None
    if kind not in SUFFIX_OF_TYPE:
        raise UserError(f"{url} is {kind}, which is not read. Give a page, a PDF or a text.")
    path = _name(folder, last, content, SUFFIX_OF_TYPE[kind])
    folder.mkdir(parents=True, exist_ok=True)
    about = {"url": last, "licence": "facts only", "fetched_on": datetime.datetime.now(datetime.UTC).date().isoformat()}
    _write(path.with_name(f"{path.name}.yml"), yaml.safe_dump(about, allow_unicode=True).encode())
    _write(path, content)
    return path


def _ask_robots(session: object, url: str) -> None:
    """Raises UserError where robots.txt forbids the address; no robots.txt forbids nothing."""
    parts = urlsplit(url)
    answer = session.get(f"{parts.scheme}://{parts.netloc}/robots.txt", timeout=TIMEOUT_SECONDS)  # type: ignore[attr-defined]
    if answer.status_code >= 500:
        raise UserError(f"{parts.hostname} does not answer what robots may read ({answer.status_code}). Try later.")
    if answer.status_code >= 400:
        return
    robots = RobotFileParser()
    robots.parse(answer.text.splitlines())
    if not robots.can_fetch(USER_AGENT, url):
        raise UserError(
            f"{parts.hostname} asks robots not to read {parts.path or '/'}. Save the page by hand if you may."
        )


def _body(url: str, chunks: object) -> bytes:
    content = bytearray()
    for chunk in chunks:  # type: ignore[attr-defined]
        content += chunk
        if len(content) > MAX_BYTES:
            raise UserError(f"{url} is over {MAX_BYTES // 1024 // 1024} MiB. Save the part that matters by hand.")
    return bytes(content)


def _name(folder: Path, url: str, content: bytes, suffix: str) -> Path:
    """Host, last words of the path and a piece of the digest: a page that changed is another file."""
    parts = urlsplit(url)
    words = re.sub(r"[^a-z0-9]+", "-", f"{parts.hostname} {parts.path}".lower()).strip("-")[:80]
    return folder / f"{words}-{hashlib.sha256(content).hexdigest()[:8]}{suffix}"


def _write(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)
