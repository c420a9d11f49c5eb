"""The written site, without a browser: what is on it, what leads where, what stays away."""

import re
from dataclasses import replace

import pytest

from pipelines.faults import UserError
from pipelines.report import page, tables
from pipelines.report.texts import TEXTS
from pipelines.report.words import Words
from tests.pipelines.report.conftest import GROUP, shown_text
from tests.pipelines.report.test_rows import files_of, rows_of


def read(site, name="report.nb.html"):
    return (site / name).read_text(encoding="utf-8")


def decision(site, row):
    table = re.search(r'id="decision-table".*?</table>', read(site, "report.en.html"), re.S).group()
    line = re.search(rf"{row}.*?</tr>", table, re.S).group()
    return re.findall(r"<td.*?</td>", line, re.S)


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


def test_the_site_asks_for_nothing_but_rows_that_lie_beside_it(site):
    for path in site.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?:src|srcset)=|<link|@import|url\((?!#)|fetch\(|XMLHttp", text), path.name
        asked = {name for listed in re.findall(r'data-files="([^"]+)"', text) for name in listed.split()}
        assert asked and all((site / name).is_file() for name in asked)


def test_every_link_within_the_site_arrives(site):
    for path in site.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), f"{path.name}: an id stands twice"
        rows = rows_of(site, path.name)
        brought = {f"{key}--{anchor}" for key, found in rows.items() for _, anchors, _ in found for anchor in anchors}
        on_page = re.findall(r'<a [^>]*href="([^"]+)"', text)
        in_rows = [
            one[2] for found in rows.values() for cells, _, _ in found for one in cells
            if isinstance(one, list) and len(one) > 2
        ]  # fmt: skip
        for href in filter(None, on_page + in_rows):
            if not href.startswith("http"):
                target, _, anchor = href.partition("#")
                assert not target or (site / target).is_file()
                assert not anchor or anchor in ids or anchor in brought, f"{path.name}: {href}"


def test_texts_are_escaped_and_only_web_addresses_are_links(site):
    for path in site.iterdir():
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            assert "<script>document.title" not in text and "&lt;script&gt;document.title" in text
        assert not re.search(r'href="javascript:|\["[^"]*",[^,]*,"javascript:', text), path.name


def test_what_the_release_lacks_is_said(site):
    assert "Ikke i denne utgivelsen: mart.peer_comparison." in read(site)
    assert "Not in this release: mart.size_curve." in read(site, "report.en.html")


def test_cells_are_grey_without_evidence_and_hatched_on_claims_alone(site):
    today, hosted, private = decision(site, "Cost per user and year, NOK")
    assert "weak" not in today and "n = 2" in today and "Worst tier A" in today and 'value="9000.5"' in today
    assert 'class="number weak"' in hosted and "C/D only" in hosted and "Worst tier D" in hosted
    assert 'class="none"' in private and "no evidence" in private


def test_the_groups_own_answers_stand_first_and_the_rest_beside_them(site):
    today, hosted, _ = map(shown_text, decision(site, "Cost per user and year, NOK"))
    assert "the group's own answers" in today and "from elsewhere" in hosted
    beside, nothing, _ = map(shown_text, decision(site, "Beside it: other evidence"))
    assert beside == "7,000 – 8,000, median 7,500 n = 3, Sweden, operations" and nothing == "–"


def test_a_figure_says_what_weakens_it_and_the_legend_explains(site):
    today, hosted, _ = decision(site, "Cost per user and year, NOK")
    assert "carried price index: 1 of 2" in shown_text(today) and "carried" not in hosted
    assert 'href="#flag-carried"' in today and 'id="flag-carried"' in read(site, "report.en.html")
    assert 'id="flag-other_year"' not in read(site, "report.en.html")


def test_a_page_of_made_up_rows_says_so_at_its_head(content, site, tmp_path):
    changed = replace(content, is_made_up=True)
    page.write(changed, tmp_path)
    said = "Alt på denne siden er oppdiktet"
    assert said in read(tmp_path)[: read(tmp_path).index("<h1>")] and said not in read(site)


def test_one_language_writes_one(content, tmp_path):
    page.write(content, tmp_path, ["en"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", "report.en.html", "rows-1.en.js"]
    assert "report.nb.html" not in read(tmp_path, "report.en.html")


def test_a_language_that_is_not_spoken_is_refused(content, tmp_path):
    with pytest.raises(UserError, match="nb and en, not in fi"):
        page.write(content, tmp_path, ["fi"])


def test_rows_of_an_earlier_report_do_not_stay(content, tmp_path):
    (tmp_path / "rows-9.nb.js").write_text("old")
    page.write(content, tmp_path)
    assert files_of(tmp_path, "nb") == ["rows-1.nb.js"]


def test_the_same_release_gives_the_same_bytes(content, site, tmp_path):
    page.write(content, tmp_path, ["nb", "en"])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in site.iterdir()
    }


def test_the_group_in_the_release_is_the_one_asked(content):
    assert (content.group_id, content.group_name) == (GROUP, "The six")
