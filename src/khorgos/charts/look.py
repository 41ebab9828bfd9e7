"""Colours and type of charts: the desk's tokens by day and by night, for where no page gives them.

A definition names colours as `token:figure`; here they become colours, or variables of the page that an SVG stands in.
"""

from __future__ import annotations

import json
import re
from typing import Any

from khorgos.errors import InputFault

# The same as in web/static/desk.css; a test holds them together.
LIGHT = {
    "paper": "#fbfaf7", "raised": "#ffffff", "ink": "#1c1b19", "soft": "#5b5852", "faint": "#6f6b64", "rule": "#dedad1",
    "warn": "#b5411f", "figure": "#2f5d8a", "project": "#8a5f16", "event": "#6a4c93", "mechanism": "#2f7050",
    "agreement": "#a2473b", "statement": "#4e5d6c",
}  # fmt: skip
DARK = {
    "paper": "#161614", "raised": "#1f1f1c", "ink": "#ecebe6", "soft": "#b3afa6", "faint": "#96928a", "rule": "#34332f",
    "warn": "#f0916f", "figure": "#7fa8d0", "project": "#cfa45c", "event": "#b29bd6", "mechanism": "#77b898",
    "agreement": "#dd8d83", "statement": "#9aa9b8",
}  # fmt: skip
# "page": the colours are those of the page, by day and by night.
THEMES = {"light": LIGHT, "dark": DARK, "page": {name: f"var(--{name})" for name in LIGHT}}
# The first that is there.  Those that have all three scripts and the signs stand first: what draws PNG and PDF sets a
# whole line in another family where it lacks one sign of it.
FONT = (
    "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, "
    "Inter, Inter Variable, Noto Sans, DejaVu Sans, Liberation Sans, sans-serif"
)

_TOKEN = re.compile(r'"token:(\w+)"')


def coloured(spec: dict[str, Any], theme: str) -> dict[str, Any]:
    """A definition with its tokens as colours of a theme.  Raises InputFault for a theme that there is not."""
    if theme not in THEMES:
        raise InputFault("no such theme.", place="theme", value=theme, mend=f"One of {', '.join(THEMES)}.")
    tokens = THEMES[theme]
    written = _TOKEN.sub(lambda found: json.dumps(tokens[found[1]]), json.dumps(spec, ensure_ascii=False))
    found: dict[str, Any] = json.loads(written)
    return found


def config() -> dict[str, Any]:
    """How every chart looks: ink for data, few rules, one size of type."""
    label = {"labelColor": "token:soft", "labelFontSize": 12, "titleColor": "token:soft", "titleFontSize": 12}
    line = {"gridColor": "token:rule", "domainColor": "token:rule", "tickColor": "token:rule"}
    return {
        "background": None,
        "font": FONT,
        "view": {"stroke": None},
        "axis": label | line | {"titleFontWeight": "normal", "tickCount": 3, "labelPadding": 4},
        "axisX": {"grid": False},
        "point": {"color": "token:figure", "filled": True},
        "rule": {"color": "token:figure"},
        "bar": {"color": "token:figure"},
        "text": {"color": "token:soft", "font": FONT, "fontSize": 12},
        "legend": label,
        "title": {"color": "token:ink", "fontSize": 15, "fontWeight": 600, "anchor": "start", "frame": "group",
                  "offset": 12, "lineHeight": 19},
    }  # fmt: skip


def wrapped(text: str, width: float, size: float = 12) -> list[str]:
    """A text in lines that fit into so many pixels, by the usual width of letters; Chinese breaks anywhere."""
    lines, kept = [""], 0.0
    for word in re.findall(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+", text):
        long = breadth(word.rstrip(), size)
        if kept and kept + long > width:
            lines.append("")
            kept = 0.0
        lines[-1] += word
        kept += breadth(word, size)
    return [line.strip() for line in lines]


def breadth(text: str, size: float = 12) -> float:
    """About how many pixels a text takes."""
    return sum(1.0 if sign >= "\u2e80" else 0.3 if sign in " .,;:|!'il·" else 0.58 for sign in text) * size


def fitted(text: str, width: float, size: float = 12) -> str:
    """A text that fits into so many pixels, with an ellipsis where something is left out."""
    if breadth(text, size) <= width:
        return text
    kept = text
    while kept and breadth(kept + "…", size) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"
