"""The site of plain files: read without scripts, linked without gaps, the same from the same ledger."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import struct
from pathlib import Path
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree as ET

import pytest

from khorgos import Ledger, read
from khorgos.cli import main
from khorgos.errors import InputFault
from khorgos.publish import About, Edition
from khorgos.site import Plan, write_site
from khorgos.site.changes import changes, earlier, edition_file
from khorgos.site.entry import Entry, entry_of, slug
from khorgos.site.search import files, words
from khorgos.store.edition import edition_of

pytest.importorskip("vl_convert")
EXAMPLES = Path(__file__).parents[2] / "examples"
ABOUT = About(
    title="Examples <&>", publisher="Example Institute", licence="CC-BY-4.0", base="https://data.example.org/facts-site"
)


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The example reports."""
    ledger = Ledger(tmp_path_factory.mktemp("ledger") / "khorgos.db")
    for path in sorted(EXAMPLES.iterdir()):
        ledger.add(read(path), path.read_bytes(), path.name)
    return edition_of(ledger, ABOUT)


@pytest.fixture(scope="module")
def site(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their site, with cards for what several tell."""
    folder = tmp_path_factory.mktemp("site") / "public"
    write_site(edition, folder, Plan(cards="several"))
    return folder


def few(edition: Edition, number: int, skip: int = 0) -> Edition:
    """Some of its facts, those with most claims, and no records."""
    facts = sorted(edition.facts(), key=lambda each: -len(each.fact.claims))[skip : skip + number]
    return dataclasses.replace(edition, facts=lambda: facts, records=lambda: ())


def digests(folder: Path) -> dict[str, str]:
    """Every file by its path with a digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_ledger_gives_the_same_bytes(edition: Edition, tmp_path: Path) -> None:
    """Nothing of the day or of chance is in any file; what was there is replaced as a whole."""
    small = few(edition, 2)
    write_site(small, tmp_path / "one")
    before = digests(tmp_path / "one")
    (tmp_path / "one" / "stray.html").write_text("")
    write_site(small, tmp_path / "one")
    assert digests(tmp_path / "one") == before
    assert [each.name for each in tmp_path.iterdir()] == ["one"]


def test_every_link_leads_to_a_file(site: Path) -> None:
    """From every page: pages, tables, feeds, style, pictures."""
    missing = []
    for page in site.rglob("*.html"):
        for link in re.findall(r'(?:href|src)="([^"]+)"', page.read_text(encoding="utf-8")):
            target, _ = urldefrag(unquote(link))
            if target and "://" not in target and not (page.parent / target).resolve().is_file():
                missing.append((page.name, link))
    assert not missing


def test_every_page_is_valid_html(site: Path) -> None:
    """By the grammar of HTML, the first error of any page stops."""
    html5lib = pytest.importorskip("html5lib")
    for page in sorted(site.rglob("*.html")):
        html5lib.HTMLParser(strict=True).parse(page.read_text(encoding="utf-8"))


def test_a_fact_has_all_that_the_ledger_knows(site: Path, edition: Edition) -> None:
    """Passages, tables beside it, a card, an address for good; an id of any of its claims leads there."""
    telling = max(edition.facts(), key=lambda each: len(each.fact.claims))
    name = telling.fact.id
    page = (site / f"facts/{name}.html").read_text(encoding="utf-8")
    assert all(str(each.id) in page for each in telling.printings)
    assert f"https://data.example.org/facts-site/facts/{name}" in page
    assert f'property="og:image" content="https://data.example.org/facts-site/cards/{name}.png"' in page
    assert page.count("<svg") == 2
    assert "<script" not in page
    card = (site / f"cards/{name}.png").read_bytes()
    assert struct.unpack(">II", card[16:24]) == (600, 315)
    told = json.loads((site / f"facts/{name}.json").read_text(encoding="utf-8"))
    assert [each["id"] for each in told["claims"]] == [each.id for each in telling.printings]
    rows = (site / f"facts/{name}.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + len(telling.printings)
    other = next(claim for claim in telling.fact.claims if claim != name)
    assert f"url={name}.html" in (site / f"facts/{other}.html").read_text(encoding="utf-8")


def test_feeds_and_the_map_of_the_site(site: Path) -> None:
    """Atom and JSON Feed for all and for every topic; every page stands in the sitemap."""
    topics = [path.stem for path in (site / "topics").glob("*.csv")]
    assert "indicator-trade" in topics
    for key in ("all", *topics):
        root = ET.parse(site / f"feeds/{key}.atom").getroot()
        told = json.loads((site / f"feeds/{key}.json").read_text(encoding="utf-8"))
        assert told["version"] == "https://jsonfeed.org/version/1.1"
        assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) == len(told["items"]) > 0
    listed = {node.text for node in ET.parse(site / "sitemap.xml").iter() if node.tag.endswith("loc")}
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert listed == {f"https://data.example.org/facts-site/{path}" for path in pages}


def line(name: str, title: str, *values: str, claims: tuple[str, ...] = ()) -> Entry:
    """A fact's line."""
    return Entry(name, "figure", title, values, 1, False, "2022", (), (), "", claims or (name,))


def test_what_changed_since(tmp_path: Path) -> None:
    """New, told otherwise, gone; a fact is known by any of its claims, whichever was printed first."""
    (tmp_path / "edition.json").write_bytes(
        edition_file(
            [line("a", "Trade", "1 USD"), line("b", "Loans", "2 USD"), line("c", "Aid", "3 USD")], "2026-01-01"
        )
    )
    now = [line("a", "Trade", "1 USD"), line("z", "Loans", "5 USD", claims=("z", "b")), line("d", "Freight", "4 t")]
    found = changes(now, earlier(tmp_path))
    assert [each.id for each in found.new] == ["d"]
    assert [(each.id, was) for each, was in found.altered] == [("z", "Loans: 2 USD (1)")]
    assert found.gone == ("Aid: 3 USD (1)",)
    with pytest.raises(InputFault, match="no earlier edition"):
        earlier(tmp_path / "nothing")


def test_a_second_edition_tells_of_the_first(edition: Edition, tmp_path: Path) -> None:
    """On a page of its own, also where it takes the first one's place."""
    write_site(few(edition, 2), tmp_path / "public", Plan(cards="none"))
    write_site(few(edition, 2, skip=1), tmp_path / "public", Plan(cards="none", since=tmp_path / "public"))
    page = (tmp_path / "public/changes.html").read_text(encoding="utf-8")
    assert "No longer told" in page
    assert "New <" in page


def test_words_are_found_in_three_scripts() -> None:
    """Chinese by pairs of signs, which need no list of words."""
    assert words("Trade 2022, товарооборот 中国与中亚") == [
        "trade",
        "2022",
        "товарооборот",
        "中国",
        "国与",
        "与中",
        "中亚",
    ]
    told = dict(files([line("a", "Trade"), line("b", "Transit")]))
    assert told["search/w-74-72.js"] == b'khorgos("words","74-72",{"trade":[0],"transit":[1]})\n'
    assert slug("Центральная Азия") == slug("Центральная Азия")
    assert slug("Central Asia") == "central-asia"


def test_only_a_site_is_replaced(edition: Edition, tmp_path: Path) -> None:
    """A folder with something else in it stays as it is."""
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(InputFault, match="something else"):
        write_site(few(edition, 1), tmp_path)
    assert (tmp_path / "thesis.tex").read_text() == "years of work"


def test_series_do_not_mix_units_and_sides(edition: Edition) -> None:
    """A series is of one unit; of what has no direction the order of the parties is nothing."""
    told = [entry_of(each, "en") for each in edition.facts() if each.fact.kind == "figure"]
    keys = {key for each in told for key in each.topics if key.startswith("series-projects")}
    assert {key.rpartition("-")[2] for key in keys} >= {"usd", "count"}
    assert not {"series-projects-kaz-chn-usd"} & keys


def test_on_the_command_line(edition: Edition, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A site needs a folder."""
    with Ledger(tmp_path / "k.db"):
        pass
    assert main(["publish", "site", "--ledger", str(tmp_path / "k.db")]) != 0
    assert "a site needs a folder" in capsys.readouterr().err
    assert main(["publish", "site", str(tmp_path / "public"), "--ledger", str(tmp_path / "k.db")]) == 0
    assert "0 facts" in capsys.readouterr().err
