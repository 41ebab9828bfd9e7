"""From a chart to bytes: Vega-Lite that stands alone, SVG, PNG, PDF.

Drawing needs the extra `charts` (vl-convert); the shapes of maps come with the package's browser files.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from types import ModuleType
from typing import Any

from khorgos.charts.chart import WIDTH, Chart
from khorgos.charts.look import THEMES, coloured
from khorgos.charts.places import WORLD
from khorgos.errors import InputFault

FORMS = ("svg", "png", "pdf", "json")
# A picture of points: so many pixels to one of the definition's.
SCALE = 2
# The release of Vega-Lite that the definitions are written for.
_VEGA_LITE = "6.4"
_FRAME = 16


def render(chart: Chart, form: str, *, width: float = WIDTH, theme: str = "light", titled: bool = True) -> bytes:
    """A chart in one of FORMS, `width` pixels wide without its axes and margin.

    Raises InputFault for a form or theme that there is not, where vl-convert is not installed, and for a map where
    the package was built without browser files.
    """
    if form not in FORMS:
        raise InputFault("charts have no such form.", place="form", value=form, mend=f"One of {', '.join(FORMS)}.")
    spec = standing(chart, width=width, theme=theme, titled=titled)
    if form == "json":
        return (json.dumps(spec, ensure_ascii=False, indent=1) + "\n").encode()
    drawn = _svg(spec, chart)
    if form == "svg":
        return drawn.encode()
    made: bytes = _converter().svg_to_png(drawn, scale=SCALE) if form == "png" else _converter().svg_to_pdf(drawn)
    return made


def standing(
    chart: Chart, *, width: float | None = WIDTH, theme: str = "light", titled: bool = True, padding: int = _FRAME
) -> dict[str, Any]:
    """A definition that needs nothing else: colours, type, and the shapes of a map in it."""
    paper = None if theme == "page" else "token:paper"
    spec = chart.spec(width, titled=titled)
    look = spec["config"] | {"background": paper, "padding": padding}
    return coloured(_with_world(spec | {"config": look, "autosize": {"type": "pad", "contains": "padding"}}), theme)


def inline(chart: Chart, *, width: float = WIDTH, titled: bool = False) -> str:
    """A chart as SVG to stand in a page, whose colours and type it takes; never wider than the page."""
    drawn = _svg(standing(chart, width=width, theme="page", titled=titled, padding=2), chart)
    drawn = re.sub(r' font-family="[^"]*"', "", drawn)
    return re.sub(r'(<svg[^>]*?) width="([\d.]+)" height="[\d.]+"', r'\1 style="max-width:\2px"', drawn, count=1)


def _svg(spec: dict[str, Any], chart: Chart) -> str:
    """The SVG, with what it shows in words: as its title and description, and for who hears it read."""
    drawn: str = _converter().vegalite_to_svg(spec, vl_version=_VEGA_LITE)
    told = f"<title>{_plain(chart.title)}</title><desc>{_plain(chart.told)}</desc>"
    head, rest = drawn.split(">", 1)
    return f'{head} role="img" aria-label="{_plain(chart.told)}">{told}{_quiet(rest)}'


# What Vega says of every mark in English; the whole is told once.
_ARIA = re.compile(r' (?:aria-[a-z]+|role|pointer-events)="[^"]*"')


def _quiet(svg: str) -> str:
    return _ARIA.sub("", svg)


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _with_world(spec: dict[str, Any]) -> dict[str, Any]:
    """The shapes of a map in the definition, where it asks for them."""
    layers = []
    for layer in spec["layer"]:
        data = layer.get("data", {})
        if data.get("url") == WORLD:
            layers.append(layer | {"data": {"name": "world"} | {"format": data["format"]}})
        else:
            layers.append(layer)
    if layers == spec["layer"]:
        return spec
    return spec | {"layer": layers, "datasets": {"world": world()}}


@cache
def world() -> Any:
    """The shapes of the world (TopoJSON).  Raises InputFault where the package was built without browser files."""
    file = resources.files("khorgos").joinpath("web" + WORLD)
    if not file.is_file():
        raise InputFault(
            "there is no map: the package was built without browser files.", place="map",
            mend="Install khorgos again without KHORGOS_WITHOUT_BROWSER_FILES.",
        )  # fmt: skip
    return json.loads(file.read_text(encoding="utf-8"))


def _converter() -> ModuleType:
    try:
        import vl_convert
    except ImportError as fault:
        raise InputFault(
            "charts are drawn by vl-convert, which is not installed.", place="charts",
            mend="pip install 'khorgos[charts]'; Vega-Lite (json) needs nothing.",
        ) from fault  # fmt: skip
    module: ModuleType = vl_convert
    return module


__all__ = ["FORMS", "SCALE", "THEMES", "inline", "render", "standing", "world"]
