"""The page in a real headless Chromium: it opens from disk, filters, prints and passes the accessibility check."""

import os
import shutil
from pathlib import Path

import duckdb
import pytest

playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine: apt-get install chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def browser():
    with playwright_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def opened(browser, site):
    """The main page in English on a desk, with all that its console says and all that it asks for."""
    tab = browser.new_page(viewport={"width": 1200, "height": 900})
    tab.said, tab.asked = [], []
    tab.on("console", lambda message: tab.said.append(message.text))
    tab.on("pageerror", lambda error: tab.said.append(str(error)))
    tab.on("request", lambda request: tab.asked.append(request.url))
    tab.goto((site / "report.en.html").as_uri())
    yield tab
    assert tab.said == []
    assert all(url.startswith("file:") for url in tab.asked)
    tab.close()


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    """Where pictures stay to be looked at: MUNIBENCH_SCREENSHOTS, or pytest's folder."""
    named = os.environ.get("MUNIBENCH_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_the_numbers_are_the_marts(opened, warehouse):
    shown = (
        opened.locator("#decision-table tbody tr")
        .first.locator("data")
        .evaluate_all("found => found.map(part => Number(part.value))")
    )
    with duckdb.connect(warehouse, read_only=True) as connection:
        wanted = connection.execute(
            "select cost_per_user_median from mart.alternative where cost_per_user_median is not null "
            "order by form_code"
        ).fetchall()
        single = connection.execute(
            "select per_mid_nok_real from mart.cost_observation where denominator = 'user' "
            "order by form_code, unit_name"
        ).fetchall()
    assert shown == [value for (value,) in wanted]
    opened.locator("details[data-rows=cost-user-single] summary").click()
    listed = opened.locator("#cost-user-single td[data-label='Real'] data")
    listed.first.wait_for()
    assert listed.evaluate_all("found => found.map(part => Number(part.value))") == [value for (value,) in single]


def test_the_choice_of_denominator_and_form_works(opened):
    assert opened.locator("#cost-user").is_visible()
    assert not opened.locator("[data-rows=cost-inhabitant-single]").is_visible()
    opened.select_option("#choose-form", "4")
    assert opened.locator("#cost-user tbody tr:not([hidden])").count() == 1
    opened.locator("details[data-rows=cost-user-single] summary").click()
    opened.locator("#cost-user-single tbody tr").first.wait_for()
    assert opened.locator("#cost-user-single tbody tr").count() == 1
    opened.select_option("#choose-denominator", "inhabitant")
    assert not opened.locator("#cost-user").is_visible()
    assert opened.locator("[data-rows=cost-inhabitant-single]").is_visible()


def test_a_number_leads_to_its_document(opened):
    opened.locator("#decision-table tbody tr").first.locator("a").first.click()
    rows = opened.locator("#cost-user-single tbody tr")
    rows.first.wait_for()
    # The group's own two, and not the third observation of the table.
    assert [text.split("\n")[0].strip() for text in rows.all_inner_texts()] != [] and rows.count() == 2
    assert "2 of 3" in opened.locator("[data-for=cost-user-single] [role=status]").inner_text()
    rows.first.locator("a").first.click()
    opened.locator("#facts tbody tr").first.wait_for()
    assert opened.locator("#facts tbody tr").count() == 1
    assert "page 3" in opened.locator("#facts").inner_text()
    opened.locator("[data-for=facts] .all").click()
    assert opened.locator("#facts tbody tr").count() == 2


def test_a_search_finds_rows_that_are_not_shown(browser, sized):
    tab = browser.new_page(viewport={"width": 1200, "height": 900})
    tab.goto((sized(30).folder / "report.en.html").as_uri())
    tab.locator("details[data-rows=risks-table] summary").click()
    rows = tab.locator("#risks-table tbody tr")
    rows.first.wait_for()
    assert (
        rows.count() == 100 and "100 of 1200 shown" in tab.locator("[data-for=risks-table] [role=status]").inner_text()
    )
    tab.locator(".more[data-for=risks-table]").click()
    assert rows.count() == 200
    tab.locator("[data-for=risks-table] input").fill("system 39")
    assert rows.count() == 30
    tab.close()


def test_a_table_in_several_files_comes_whole(browser, sized):
    tab = browser.new_page()
    tab.goto((sized(30).folder / "report.nb.html").as_uri())
    details = tab.locator("details[data-rows=facts]")
    assert len(details.get_attribute("data-files").split()) > 1
    details.locator("summary").click()
    tab.locator("#facts tbody tr").first.wait_for()
    said = tab.locator("[data-for=facts] [role=status]").inner_text()
    assert said.startswith("100 av") and details.locator("summary").inner_text().split("(")[1].split()[0] in said
    tab.close()


def test_a_page_sent_without_its_rows_says_what_is_missing(browser, site, tmp_path):
    alone = shutil.copy(site / "index.html", tmp_path)
    tab = browser.new_page()
    tab.goto(Path(alone).as_uri())
    tab.locator("details[data-rows=cost-user-single] summary").click()
    said = tab.locator("[data-for=cost-user-single] [role=status]")
    said.get_by_text("rows-1.nb.js").wait_for()
    assert "samme mappe" in said.inner_text()
    tab.close()


def test_a_text_in_the_rows_never_becomes_markup(opened):
    opened.locator("details[data-rows=cost-user-single] summary").click()
    opened.locator("#cost-user-single tbody tr").first.wait_for()
    assert "Hole & <Co>" in opened.locator("#cost-user-single").inner_text()
    assert opened.title() == "IT costs and forms of collaboration – The six"


def test_a_keyboard_reaches_the_content_first(opened):
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.getAttribute('href')") == "#content"


def unfolded(browser, site, name, width):
    """A page with all that is folded opened and all rows loaded."""
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto((site / name).as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    tab.wait_for_function(
        "[...document.querySelectorAll('[data-rows] table')].every(part => part.tBodies[0].rows.length)"
    )
    return tab


@pytest.mark.parametrize("name", ["report.nb.html", "report.en.html"])
@pytest.mark.parametrize("width", [360, 1200])
def test_no_serious_barrier(browser, site, name, width):
    tab = unfolded(browser, site, name, width)
    found = axe_api.Axe().run(tab).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []
    tab.close()


@pytest.mark.parametrize("n_members", [1, 6, 30])
def test_a_phone_shows_everything_without_scrolling_sideways(browser, sized, kept, n_members):
    tab = unfolded(browser, sized(n_members).folder, "report.nb.html", 360)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    tab.screenshot(path=kept / f"phone-{n_members}.png")
    tab.close()


def test_on_paper_no_table_is_wider_than_the_sheet(browser, sized, kept):
    # A4 across less its margins of 11 mm, in CSS pixels of 1/96 inch.
    width = round((297 - 22) / 25.4 * 96)
    tab = browser.new_page(viewport={"width": width, "height": 700})
    tab.goto((sized(6).folder / "report.nb.html").as_uri())
    tab.emulate_media(media="print")
    tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    widths = tab.locator("table").evaluate_all("found => found.map(part => part.getBoundingClientRect().right)")
    assert widths and max(widths) <= width
    tab.screenshot(path=kept / "a4.png", full_page=True)
    tab.pdf(path=kept / "a4.pdf", prefer_css_page_size=True)
    assert (kept / "a4.pdf").read_bytes().startswith(b"%PDF")
    tab.close()
