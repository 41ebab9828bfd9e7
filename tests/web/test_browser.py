"""The desk in a real browser: the users' jobs, keys, a telephone, accessibility, and no word to anybody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.web.test_pages import PAGES

from khorgos.web.rendering import has_vendor

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not has_vendor(), reason="the browser files were not built in (KHORGOS_WITHOUT_BROWSER_FILES)"),
]
SIZES = {"wide": {"width": 1440, "height": 900}, "telephone": {"width": 390, "height": 844}}


@pytest.fixture(params=SIZES)
def page(browser: Any, served: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page that fails the test at its end if it complained, or asked anybody else for anything."""
    context = browser.new_context(viewport=SIZES[request.param], base_url=served)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on("request", lambda asked: None if asked.url.startswith((served, "data:")) else faults.append(asked.url))
    yield opened
    context.close()
    assert faults == []


def go(page: Any, address: str) -> None:
    """Open an address and wait until nothing more is loaded."""
    page.goto(address)
    page.wait_for_load_state("networkidle")


def test_pages_fit_and_are_accessible(page: Any) -> None:
    """Nothing runs out of the page sideways; axe-core (WCAG 2.2 A and AA) has nothing to say."""
    from axe_playwright_python.sync_playwright import Axe

    go(page, "/facts")
    fact = page.get_attribute(".list a", "href")
    go(page, "/claims")
    claim = page.get_attribute(".list a", "href")
    go(page, "/documents")
    document = page.get_attribute("table a", "href")
    rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
    for address in (*PAGES, fact, claim, document):
        go(page, address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        found = Axe().run(page, options=rules).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], address


def test_checking_an_article(page: Any) -> None:
    """The fact-checker pastes an article and sees every number beside its words, and the sum that leaves a rest."""
    go(page, "/read")
    page.fill("textarea", "Of 52 joint projects of Kazakhstan and China, 20 have been completed and 15 are under way.")
    page.fill("input[type=date]", "2023-05-18")
    page.click("text=Read it")
    assert "17" in page.inner_text(".finding")
    assert page.locator(".hit").count() >= 1
    assert page.locator(".note").count() >= 3


def test_from_a_fact_to_its_passage(page: Any) -> None:
    """The analyst looks for trade, opens the fact, and goes to the words in the report."""
    go(page, "/facts?indicator=trade")
    page.click("text=Trade between China and Central Asia in 2022")
    page.wait_for_selector("#dots canvas")
    page.click("text=in the document >> nth=0")
    page.wait_for_load_state("networkidle")
    assert re.search(r"/documents/\w+#c-\w+$", page.url)
    assert page.locator(".note:target").count() == 1


def test_reviewing_with_keys(page: Any, served: str) -> None:
    """The reviewer signs once, accepts and rejects with keys, and takes the last one back."""
    go(page, "/review")
    left = int(page.inner_text("h1 .n"))
    page.fill("input[name=by]", "A. Reviewer")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_selector(f"h1 .n:text-is('{left - 1}')")
    page.keyboard.press("r")
    page.wait_for_selector(f"h1 .n:text-is('{left - 2}')")
    page.keyboard.press("z")
    page.wait_for_selector(f"h1 .n:text-is('{left - 1}')")
    go(page, "/review/history")
    assert page.locator(".rows tbody tr").count() == 3
    assert served in page.url


def test_the_pane_opens_in_place(page: Any) -> None:
    """A claim of the list opens beside it under an address of its own; back closes it."""
    go(page, "/claims?kind=figure")
    page.locator(".keyed a").nth(1).click()
    page.wait_for_selector(".pane blockquote")
    assert "open=" in page.url
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"/claims\?kind=figure$"))


def test_without_scripts(browser: Any, served: str) -> None:
    """With scripts off every page can be read and a verdict can be given."""
    context = browser.new_context(java_script_enabled=False, base_url=served)
    page = context.new_page()
    page.goto("/claims?kind=figure")
    page.locator(".keyed a").first.click()
    assert page.locator(".pane blockquote").count() == 1
    page.goto("/review")
    page.fill("input[name=by]", "A. Reviewer")
    page.click("button[value=accept]")
    assert "1 claim judged" in page.inner_text(".listed")
    context.close()
