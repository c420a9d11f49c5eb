"""Fetching from a real server on this machine: robots first, one page, nothing kept where anything is wrong."""

import http.server
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest
import yaml

from pipelines import snapshot
from pipelines.faults import UserError

PAGE = b"<html><body><p>Asker kommune har valgt Atea.</p></body></html>"


class Site(http.server.BaseHTTPRequestHandler):
    """A small newspaper."""

    asked: ClassVar[list[tuple[str, str]]] = []
    robots = (200, "User-agent: *\nDisallow: /private\n")

    def do_GET(self):
        type(self).asked.append((self.path, self.headers["User-Agent"]))
        pages = {
            "/robots.txt": (self.robots[0], "text/plain", self.robots[1].encode()),
            "/a": (200, "text/html; charset=utf-8", PAGE),
            "/picture": (200, "image/png", b"x"),
            "/large": (200, "text/html", b"x" * (snapshot.MAX_BYTES + 1)),
        }
        status, kind, body = pages.get(self.path, (404, "text/html", b"no"))
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/a")
            self.end_headers()
            return
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked, Site.robots = [], (200, "User-agent: *\nDisallow: /private\n")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_kept_with_its_sidecar_and_robots_are_asked_first(site, tmp_path):
    kept = snapshot.fetch(f"{site}/a", tmp_path)
    assert kept.read_bytes() == PAGE and kept.suffix == ".html"
    said = yaml.safe_load(kept.with_name(f"{kept.name}.yml").read_text())
    assert said["url"] == f"{site}/a" and said["licence"] == "facts only"
    assert [path for path, _ in Site.asked] == ["/robots.txt", "/a"]
    assert all("munibench" in agent for _, agent in Site.asked)


def test_a_page_that_moved_is_known_by_its_last_address(site, tmp_path):
    kept = snapshot.fetch(f"{site}/moved", tmp_path)
    assert yaml.safe_load(kept.with_name(f"{kept.name}.yml").read_text())["url"] == f"{site}/a"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/private/1", "asks robots not to read"),
        ("/gone", "answers 404"),
        ("/picture", "is image/png"),
        ("/large", "is over 20 MiB"),
    ],
)
def test_what_may_not_or_cannot_be_read_is_not_kept(path, said, site, tmp_path):
    with pytest.raises(UserError, match=said):
        snapshot.fetch(site + path, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_robots_that_do_not_answer_are_waited_for(site, tmp_path):
    Site.robots = (503, "")
    with pytest.raises(UserError, match="does not answer what robots may read"):
        snapshot.fetch(f"{site}/a", tmp_path)
    Site.robots = (404, "")
    assert snapshot.fetch(f"{site}/a", tmp_path).exists()


@pytest.mark.parametrize("url", ["file:///etc/passwd", "digi.no/a", "ftp://a.example/x", ""])
def test_only_addresses_of_pages(url, tmp_path):
    with pytest.raises(UserError, match="no address of a page"):
        snapshot.fetch(url, tmp_path)


def test_nobody_there_is_said(tmp_path):
    with pytest.raises(UserError, match="cannot be had"):
        snapshot.fetch("http://127.0.0.1:9/a", tmp_path)
