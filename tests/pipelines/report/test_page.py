"""The written site, without a browser: what is on it, what leads where, what stays away."""

import re
from dataclasses import replace

import pytest

from pipelines.faults import UserError
from pipelines.report import page, tables
from pipelines.report.words import TEXTS, Words
from tests.pipelines.report.conftest import GROUP


def read(site, name="report.nb.html"):
    return (site / name).read_text(encoding="utf-8")


def test_an_unknown_group_is_named_with_the_known_ones(warehouse):
    with pytest.raises(UserError, match=r"no group 'seven'.*six"):
        tables.read(warehouse, "seven")


def test_both_languages_say_everything():
    assert all(len(texts) == 2 and all(texts) for texts in TEXTS.values())


def test_numbers_are_written_in_the_readers_way():
    assert Words("nb").number(1234567.5) == "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}568"
    assert Words("en").number(1234.0) == "1,234"
    assert Words("nb").number(2.85) == "2,85"
    assert Words("en").number(None) == "–"
    assert Words("en").any("year", 2024) == "2024"


def test_the_site_asks_for_nothing_and_is_small(site):
    for path in site.iterdir():
        text = path.read_text(encoding="utf-8")
        assert len(text.encode()) < page.LARGEST_BYTES
        assert not re.search(r"(?:src|srcset)=|<link|@import|url\((?!#)|fetch\(|XMLHttp", text), path.name


def test_every_link_within_the_site_arrives(site):
    texts = {path.name: path.read_text(encoding="utf-8") for path in site.iterdir()}
    ids = {name: re.findall(r'\sid="([^"]+)"', text) for name, text in texts.items()}
    for name, text in texts.items():
        assert len(ids[name]) == len(set(ids[name])), f"{name}: an id stands twice"
        for href in re.findall(r'<a [^>]*href="([^"]+)"', text):
            if not href.startswith("http"):
                target, _, anchor = href.partition("#")
                assert not anchor or anchor in ids[target or name], f"{name}: {href}"


def test_texts_are_escaped_and_only_web_addresses_are_links(site):
    for name in ("report.nb.html", "report.en.html", "sources-1.nb.html"):
        text = read(site, name)
        assert "<script>document.title" not in text and "javascript:" not in text
    assert "Hole &amp; &lt;Co&gt;" in read(site)


def test_what_the_release_lacks_is_said(site):
    assert "Ikke i denne utgivelsen: mart.peer_comparison." in read(site)
    assert "Not in this release: mart.size_curve." in read(site, "report.en.html")


def test_cells_are_grey_without_evidence_and_hatched_on_claims_alone(site):
    real = re.search(r'id="decision-table".*?</table>', read(site, "report.en.html"), re.S).group()
    costs = re.search(r"Cost per user and year, NOK.*?</tr>", real, re.S).group()
    today, hosted, private = re.findall(r"<td.*?</td>", costs, re.S)
    assert "weak" not in today and "n = 7" in today and "Worst tier A" in today and 'value="9000.5"' in today
    assert 'class="number weak"' in hosted and "C/D only" in hosted and "Worst tier D" in hosted
    assert 'class="none"' in private and "no evidence" in private


def test_a_made_up_release_says_so_at_the_head_of_every_page(content, site, tmp_path):
    assert "made up" not in read(site, "report.en.html")
    origins = [row | {"kind": "example"} for row in content.rows["reference.origin"]]
    made_up = replace(content, rows=content.rows | {"reference.origin": origins})
    page.write(made_up, tmp_path, ["en"])
    for name in ("report.en.html", "sources-1.en.html"):
        head = read(tmp_path, name).partition("<main")[0]
        assert "Example data (made up)" in head and "the municipalities too" in head


def test_one_language_writes_one(content, tmp_path):
    page.write(content, tmp_path, ["en"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", "report.en.html", "sources-1.en.html"]
    assert "report.nb.html" not in read(tmp_path, "report.en.html")


def test_a_language_that_is_not_spoken_is_refused(content, tmp_path):
    with pytest.raises(UserError, match="nb and en, not in fi"):
        page.write(content, tmp_path, ["fi"])


def test_a_page_too_large_is_refused(content, tmp_path, monkeypatch):
    monkeypatch.setattr(page, "LARGEST_BYTES", 1000)
    with pytest.raises(UserError, match="more than 1000"):
        page.write(content, tmp_path)


def test_the_same_release_gives_the_same_bytes(content, site, tmp_path):
    page.write(content, tmp_path, ["nb", "en"])
    assert read(tmp_path) == read(site)


def test_the_group_in_the_release_is_the_one_asked(content):
    assert (content.group_id, content.group_name) == (GROUP, "The six")
