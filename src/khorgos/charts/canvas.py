"""Pictures that are laid out by hand: boxes, lines, curves and words at pixels, as layers of a definition."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

_X = {"field": "x", "type": "quantitative", "scale": None, "axis": None}
_Y = {"field": "y", "type": "quantitative", "scale": None, "axis": None}
_X2, _Y2 = {"field": "x2"}, {"field": "y2"}


def _plain(name: str) -> dict[str, Any]:
    return {"field": name, "type": "nominal", "scale": None, "legend": None}


_TOLD = {"field": "told", "type": "nominal"}


@dataclass(slots=True)
class Canvas:
    """Marks at pixels, y downwards; colours are tokens.  `told` is what a mark says when it is pointed at."""

    boxes: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    curves: list[dict[str, Any]] = field(default_factory=list)
    dots: list[dict[str, Any]] = field(default_factory=list)
    words: list[dict[str, Any]] = field(default_factory=list)

    def box(
        self, x: float, y: float, x2: float, y2: float, colour: str, *, inside: str = "", fill: float = 1,
        dashed: bool = False, told: str = "",
    ) -> None:  # fmt: skip
        """A rectangle with an edge; `fill` is how much of its `inside` (else the edge's colour) is to be seen."""
        look = {"colour": f"token:{colour}", "inside": f"token:{inside or colour}", "fill": fill, "told": told}
        self.boxes.append({"x": x, "y": y, "x2": x2, "y2": y2} | look | {"dashed": dashed})

    def line(self, x: float, y: float, x2: float, y2: float, colour: str = "rule", wide: float = 1) -> None:
        """A straight line."""
        self.lines.append({"x": x, "y": y, "x2": x2, "y2": y2, "colour": f"token:{colour}", "wide": wide})

    def curve(self, x: float, y: float, x2: float, y2: float, colour: str, wide: float = 1, told: str = "") -> None:
        """A line that leaves and arrives level."""
        name, middle = len(self.curves), (x + x2) / 2
        for at, point in enumerate(((x, y), (middle, y), (middle, y2), (x2, y2))):
            row = {"name": name, "at": at, "x": point[0], "y": point[1], "colour": f"token:{colour}", "wide": wide}
            self.curves.append(row | {"told": told})

    def dot(self, x: float, y: float, colour: str, *, ring: bool = False, size: float = 60, told: str = "") -> None:
        """A filled dot, or a ring."""
        place = {"x": x, "y": y, "size": size, "fill": 0 if ring else 1}
        self.dots.append(place | {"colour": f"token:{colour}", "told": told})

    def text(
        self, x: float, y: float, text: str, colour: str = "ink", *, align: str = "left", size: float = 12,
        bold: bool = False,
    ) -> None:  # fmt: skip
        """Words on one line; `y` is their middle."""
        row = {"x": x, "y": y, "text": text, "colour": f"token:{colour}"}
        self.words.append(row | {"align": align, "size": size, "weight": 600 if bold else 400})

    def layers(self) -> list[dict[str, Any]]:
        """The marks as layers, words over everything."""
        layers = [_lines(self.lines), _curves(self.curves)]
        layers += [_boxes([row for row in self.boxes if row["dashed"] is dashed]) for dashed in (True, False)]
        layers.append(_dots(self.dots))
        kinds = dict.fromkeys(tuple(row[name] for name in _KINDS) for row in self.words)
        layers += [_words([row for row in self.words if tuple(row[n] for n in _KINDS) == kind]) for kind in kinds]
        return [layer for layer in layers if layer]


# What all words of a layer share.
_KINDS = ("align", "size", "weight")


def _lines(rows: list[dict[str, Any]]) -> dict[str, Any]:
    if not rows:
        return {}
    colour = {"color": _plain("colour"), "strokeWidth": {"field": "wide", "type": "quantitative", "scale": None}}
    place = {"x": _X, "y": _Y, "x2": _X2, "y2": _Y2}
    return {"data": {"values": rows}, "mark": {"type": "rule"}, "encoding": place | colour}


def _boxes(rows: list[dict[str, Any]]) -> dict[str, Any]:
    if not rows:
        return {}
    place = {"x": _X, "y": _Y, "x2": _X2, "y2": _Y2}
    look = {
        "fill": _plain("inside"), "stroke": _plain("colour"), "tooltip": _TOLD,
        "fillOpacity": {"field": "fill", "type": "quantitative", "scale": None, "legend": None},
    }  # fmt: skip
    mark = {"type": "rect", "strokeWidth": 1, "opacity": 1} | ({"strokeDash": [3, 3]} if rows[0]["dashed"] else {})
    return {"data": {"values": rows}, "mark": mark, "encoding": place | look}


def _curves(rows: list[dict[str, Any]]) -> dict[str, Any]:
    if not rows:
        return {}
    look = {
        "color": _plain("colour"), "detail": {"field": "name", "type": "nominal"}, "tooltip": _TOLD,
        "strokeWidth": {"field": "wide", "type": "quantitative", "scale": None, "legend": None},
        "order": {"field": "at", "type": "quantitative"},
    }  # fmt: skip
    mark = {"type": "line", "interpolate": "basis", "strokeCap": "butt", "opacity": 0.6}
    return {"data": {"values": rows}, "mark": mark, "encoding": {"x": _X, "y": _Y} | look}


def _dots(rows: list[dict[str, Any]]) -> dict[str, Any]:
    if not rows:
        return {}
    look = {
        "color": _plain("colour"), "stroke": _plain("colour"), "tooltip": _TOLD,
        "fillOpacity": {"field": "fill", "type": "quantitative", "scale": None, "legend": None},
        "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
    }  # fmt: skip
    mark = {"type": "point", "filled": True, "opacity": 1, "strokeWidth": 1.5}
    return {"data": {"values": rows}, "mark": mark, "encoding": {"x": _X, "y": _Y} | look}


def _words(rows: list[dict[str, Any]]) -> dict[str, Any]:
    align, size, weight = (rows[0][name] for name in _KINDS)
    mark = {
        "type": "text", "align": align, "baseline": "middle", "fontSize": size, "fontWeight": weight, "tooltip": None,
    }  # fmt: skip
    told = [{name: value for name, value in row.items() if name not in _KINDS} for row in rows]
    look = {"text": {"field": "text", "type": "nominal"}, "color": _plain("colour")}
    return {"data": {"values": told}, "mark": mark, "encoding": {"x": _X, "y": _Y} | look}
