"""A chart: its definition for any width, the same in words, and the passport that goes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from khorgos.charts.look import config, wrapped
from khorgos.charts.words import say
from khorgos.claims.printing import Printing

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
# Where a definition is to be as wide as the page's column and cannot, it is so wide.
WIDTH = 720
# So many sources are named in a passport.
_NAMED = 4
_STRIP = 11

Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Passport:
    """What a chart must still say when it is a screenshot: which fact (`id`, "" for many), by whom, as of when, where.

    `sources` are outlets or offices, `day` is ISO 8601, `address` where the fact stands ("" for nowhere).
    """

    id: str = ""
    sources: tuple[str, ...] = ()
    day: str = ""
    address: str = ""

    @staticmethod
    def of(printings: Iterable[Printing], fact: str = "", address: str = "") -> Passport:
        """The passport of claims: their outlets, those with most claims first, and the day of the latest report."""
        told = list(printings)
        counted: dict[str, int] = {}
        for each in told:
            if each.source.outlet:
                counted[each.source.outlet] = counted.get(each.source.outlet, 0) + 1
        days = [each.source.published.isoformat() for each in told if each.source.published]
        ordered = sorted(counted, key=lambda name: (-counted[name], name))
        return Passport(fact, tuple(ordered), max(days, default=""), address)

    def told(self, language: str = "en") -> str:
        """The passport as a line."""
        named = ", ".join(self.sources[:_NAMED])
        more = len(self.sources) - _NAMED
        parts = (
            "Khorgos",
            say("fact", language, id=self.id) if self.id else "",
            (say("and more", language, named=named, more=more) if more > 0 else named),
            say("as of", language, day=self.day) if self.day else "",
            self.address,
        )
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: what kind, its title, what it shows in words (`told`), its passport, and how it is drawn.

    `draw` takes a width in pixels, or None for "as wide as what it stands in", and gives a layered Vega-Lite
    definition; `below` is how many pixels its lower axis takes; `notes` say what is left out.
    """

    kind: str
    title: str
    told: str
    passport: str
    draw: Callable[[float | None], Spec]
    below: int = 26
    notes: tuple[str, ...] = ()

    def spec(self, width: float | None = WIDTH, *, titled: bool = True, strip: bool = True) -> Spec:
        """The Vega-Lite definition; colours are tokens (`look.coloured`), the map an address (`render.WORLD`)."""
        drawn = self.draw(width)
        wide = width or WIDTH
        layers = [*drawn["layer"], _strip(self._lines(wide), self.below)] if strip else drawn["layer"]
        title = {"title": {"text": wrapped(self.title, wide, 15)}} if titled else {}
        return {"$schema": SCHEMA, "description": self.told, "config": config(), **title, **drawn, "layer": layers}

    def _lines(self, width: float) -> list[str]:
        return [line for text in (*self.notes, self.passport) for line in wrapped(text, width, _STRIP)]


def _strip(lines: list[str], below: int) -> Spec:
    mark = {
        "type": "text", "text": lines, "x": 0, "y": {"expr": f"height + {below}"}, "align": "left", "baseline": "top",
        "fontSize": _STRIP, "lineHeight": 15, "color": "token:faint", "tooltip": None,
    }  # fmt: skip
    return {"data": {"values": [{}]}, "mark": mark}
