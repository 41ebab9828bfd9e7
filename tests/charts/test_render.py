"""Charts as bytes: forms, fonts, words for who cannot see them, the map without a network."""

from __future__ import annotations

import json
import re
import struct
from xml.etree import ElementTree as ET

import pytest

from khorgos import charts
from khorgos.charts import Passport
from khorgos.charts.places import WORLD
from khorgos.charts.render import inline, render
from khorgos.errors import InputFault
from khorgos.web.rendering import has_vendor

pytest.importorskip("vl_convert")
PASSPORT = Passport("f1", ("Example Wire", "草原通讯社", "Степной вестник"), "2023-05-18")


@pytest.fixture(scope="module")
def chart() -> charts.Chart:
    """Columns over some years."""
    made = charts.columns("Факты <в> 年", {"2020": 2, "2022": 1}, PASSPORT, "ru")
    assert made is not None
    return made


def test_an_svg_says_what_it_shows(chart: charts.Chart) -> None:
    """It is well formed, has a title and a description, text that stays text, and the passport."""
    written = render(chart, "svg").decode()
    root = ET.fromstring(written)
    names = {node.tag.rpartition("}")[2]: node.text for node in root if node.text}
    assert names["title"] == "Факты <в> 年"
    assert names["desc"] == chart.told
    assert root.get("role") == "img"
    text = "".join(root.itertext())
    for said in ("2021", "Example Wire", "草原通讯社", "Степной вестник", "f1"):
        assert said in text


def test_the_same_chart_gives_the_same_bytes(chart: charts.Chart) -> None:
    """Nothing of the day, the machine or chance is in it."""
    assert render(chart, "svg") == render(chart, "svg")
    assert render(chart, "png") == render(chart, "png")


def test_pictures_and_papers(chart: charts.Chart) -> None:
    """A PNG has two points to a pixel; a PDF has its fonts in it and its text as text."""
    png = render(chart, "png", width=300)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert 600 <= struct.unpack(">I", png[16:20])[0] <= 800
    pdf = render(chart, "pdf")
    assert pdf[:5] == b"%PDF-"
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "Example Wire" in page
    assert "Степной вестник" in page


@pytest.mark.skipif(not has_vendor(), reason="the map was not built in (KHORGOS_WITHOUT_BROWSER_FILES)")
def test_a_definition_stands_alone() -> None:
    """No colour is a token, and a map brings its shapes."""
    made = charts.shaded("Recipients", {"KAZ": 3}, PASSPORT)
    assert made is not None
    spec = json.loads(render(made, "json"))
    written = json.dumps(spec)
    assert "token:" not in written
    assert WORLD not in written
    assert spec["datasets"]["world"]["type"] == "Topology"
    drawn = render(made, "svg").decode()
    assert drawn.count("<path") > 50


def test_in_a_page_it_takes_the_pages_colours(chart: charts.Chart) -> None:
    """Variables instead of colours, no fonts of its own, as wide as there is room."""
    written = inline(chart)
    assert "var(--figure)" in written
    assert "font-family" not in written
    assert "#" not in re.sub(r"url\(#[^)]*\)|&#\d+;", "", written)
    assert 'style="max-width:' in written.split(">", 1)[0]


def test_what_cannot_be_drawn_is_told(chart: charts.Chart) -> None:
    """Another form has no writer."""
    with pytest.raises(InputFault, match="no such form"):
        render(chart, "gif")
