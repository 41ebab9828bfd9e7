"""The site of plain files in a real browser, opened from its folder: without scripts, by night, on a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from khorgos import Ledger, read
from khorgos.publish import About
from khorgos.site import Plan, write_site
from khorgos.store.edition import edition_of
from khorgos.web.rendering import has_vendor

pytest.importorskip("vl_convert")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not has_vendor(), reason="the browser files were not built in (KHORGOS_WITHOUT_BROWSER_FILES)"),
]
EXAMPLES = Path(__file__).parents[2] / "examples"
PAGES = (
    "index.html", "topics/index.html", "topics/indicator-trade.html", "topics/indicator-projects.html",
    "kinds/figure.html", "mechanisms.html", "timeline.html", "projects/index.html", "documents/index.html",
    "changes.html", "search.html",
)  # fmt: skip
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the example reports."""
    place = tmp_path_factory.mktemp("site")
    with Ledger(place / "khorgos.db") as ledger:
        for path in sorted(EXAMPLES.iterdir()):
            ledger.add(read(path), path.read_bytes(), path.name)
        write_site(edition_of(ledger, About(title="Examples")), place / "public", Plan(cards="none"))
    return place / "public"


def of_one(site: Path, folder: str) -> str:
    """The largest page of a folder."""
    pages = [path for path in (site / folder).glob("*.html") if not path.stem.startswith("index")]
    found = max(pages, key=lambda path: path.stat().st_size)
    return found.relative_to(site).as_posix()


@pytest.fixture
def opened(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page whose context is made as the test asks; nothing outside the folder is asked for."""
    context = browser.new_context(**request.param)
    page, asked = context.new_page(), []
    page.on("request", lambda sent: None if sent.url.startswith(("file:", "data:")) else asked.append(sent.url))
    yield page
    context.close()
    assert asked == []


OFF = {"java_script_enabled": False, "viewport": {"width": 1440, "height": 900}}
TELEPHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}


@pytest.mark.parametrize("opened", [OFF], indirect=True)
def test_it_is_read_from_files_without_scripts(opened: Any, site: Path) -> None:
    """From the first page to a fact with its passages and pictures, and on to its report."""
    opened.goto(f"file://{site}/index.html")
    opened.click(".list a >> nth=0")
    assert opened.is_visible("blockquote")
    assert opened.is_visible("figure svg")
    opened.click(".told .passport a >> nth=0")
    assert opened.is_visible("h2")
    opened.goto(f"file://{site}/search.html")
    assert opened.is_visible("text=Search needs scripts")
    assert not opened.is_visible("input[type=search]")


@pytest.mark.parametrize("opened", [TELEPHONE, {"viewport": {"width": 1440, "height": 900}}], indirect=True)
def test_pages_fit_and_are_accessible(opened: Any, site: Path) -> None:
    """Nothing runs out of the page sideways; axe-core (WCAG 2.2 A and AA) has nothing to say."""
    from axe_playwright_python.sync_playwright import Axe

    for path in (*PAGES, *(of_one(site, folder) for folder in ("facts", "documents", "projects"))):
        opened.goto(f"file://{site}/{path}")
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        found = Axe().run(opened, options=RULES).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], path


@pytest.mark.parametrize("opened", [TELEPHONE], indirect=True)
@pytest.mark.parametrize(
    ("asked", "found"), [("trade 2022", "Trade between China"), ("шос", ""), ("astan decl", "Astana")]
)
def test_search_works_from_a_folder(opened: Any, site: Path, asked: str, found: str) -> None:
    """By whole words and by beginnings; what is not there is said to be none."""
    opened.goto(f"file://{site}/search.html?q={asked}")
    opened.wait_for_function("document.getElementById('told').textContent !== ''")
    rows = opened.locator("#found li").all_inner_texts()
    assert any(found in row for row in rows) if found else rows == []
