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
            "select cost_per_user_median from mart.alternative "
            "where cost_per_user_median is not null order by form_code"
        ).fetchall()
        single = connection.execute(
            "select per_mid_nok_real from mart.cost_observation where denominator = 'user' "
            "order by form_code, unit_name"
        ).fetchall()
    assert shown == [value for (value,) in wanted]
    listed = opened.locator("#cost-user-single td[data-label='Real'] data").evaluate_all(
        "found => found.map(part => Number(part.value))"
    )
    assert listed == [value for (value,) in single]


def test_the_choice_of_denominator_and_form_works(opened):
    assert opened.locator("#cost-user").is_visible()
    assert not opened.locator("#cost-inhabitant-single").is_visible()
    opened.select_option("#choose-form", "4")
    assert opened.locator("#cost-user tbody tr:not([hidden])").count() == 1
    opened.select_option("#choose-denominator", "inhabitant")
    assert not opened.locator("#cost-user").is_visible()
    assert opened.locator("#decision-table").is_visible()


def test_a_number_leads_to_its_document(opened):
    opened.locator("#decision-table tbody tr").first.locator("a").first.click()
    assert opened.locator("#cell-user-0-ops").is_visible()
    opened.locator("#cell-user-0-ops a").first.click()
    row = opened.locator("#single-a-2024")
    assert row.is_visible()
    row.locator("a").first.click()
    opened.wait_for_url("**/sources-1.en.html#from-a-2024")
    assert "page 3" in opened.locator("#from-a-2024").inner_text()


def test_a_keyboard_reaches_the_content_first(opened):
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.getAttribute('href')") == "#content"


@pytest.mark.parametrize("name", ["report.nb.html", "report.en.html", "sources-1.nb.html"])
@pytest.mark.parametrize("width", [360, 1200])
def test_no_serious_barrier(browser, site, name, width):
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto((site / name).as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    found = axe_api.Axe().run(tab).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []
    tab.close()


@pytest.mark.parametrize("name", ["report.nb.html", "sources-1.nb.html"])
def test_a_phone_shows_everything_without_scrolling_sideways(browser, site, kept, name):
    tab = browser.new_page(viewport={"width": 360, "height": 760})
    tab.goto((site / name).as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    tab.screenshot(path=kept / f"phone-{name}.png", full_page=True)
    tab.close()


def test_on_paper_no_table_is_wider_than_the_sheet(browser, site, kept):
    # A4 across less its margins of 11 mm, in CSS pixels of 1/96 inch.
    width = round((297 - 22) / 25.4 * 96)
    tab = browser.new_page(viewport={"width": width, "height": 700})
    tab.goto((site / "report.nb.html").as_uri())
    tab.emulate_media(media="print")
    tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    widths = tab.locator("table").evaluate_all("found => found.map(part => part.getBoundingClientRect().right)")
    assert widths and max(widths) <= width
    tab.screenshot(path=kept / "a4.png", full_page=True)
    tab.pdf(path=kept / "a4.pdf", prefer_css_page_size=True)
    assert (kept / "a4.pdf").read_bytes().startswith(b"%PDF")
    tab.close()
