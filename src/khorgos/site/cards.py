"""Social cards: one picture of a fact for those who link to it."""

from __future__ import annotations

from html import escape

from khorgos.charts.look import FONT, LIGHT, fitted, wrapped
from khorgos.publish import About
from khorgos.site.entry import Entry
from khorgos.telling import clip

# The size that networks ask for at least, and twice the detail of the drawing.
WIDTH, HEIGHT = 600, 315
_ROOM = WIDTH - 64


def card(about: About, entry: Entry, sources: str, outlets: str) -> bytes:
    """A PNG: title, first value, who tells it, passport.  Raises ImportError where vl-convert is not installed."""
    import vl_convert

    made: bytes = vl_convert.svg_to_png(_svg(about, entry, sources, outlets))
    return made


def _svg(about: About, entry: Entry, sources: str, outlets: str) -> str:
    lines = wrapped(clip(entry.title, 150), _ROOM, 25)[:3]
    parts = [
        _text(32, 52 + 31 * at, fitted(text, _ROOM + 10, 25), 25, "ink", bold=True) for at, text in enumerate(lines)
    ]
    value = " / ".join(entry.values[:2])
    size = 46 if len(value) < 20 else 32 if len(value) < 30 else 24
    if value:
        mark = "▲ " if entry.disputed else ""
        parts.append(_text(32, 188, fitted(mark + value, _ROOM, size), size, entry.kind, bold=True))
    parts.append(_text(32, 230, fitted(f"{sources} · {outlets}" if outlets else sources, _ROOM, 16), 16, "soft"))
    passport = " · ".join(part for part in ("Khorgos", entry.id, about.publisher, about.day) if part)
    parts.append(f'<path d="M32 258H{WIDTH - 32}" stroke="{LIGHT["rule"]}"/>')
    parts.append(_text(32, 284, fitted(passport, _ROOM, 14), 14, "soft"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{LIGHT["paper"]}"/>{"".join(parts)}</svg>'
    )


def _text(x: int, y: float, text: str, size: int, token: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    font = f'font-family="{FONT}" font-size="{size}"{weight} fill="{LIGHT[token]}"'
    return f'<text x="{x}" y="{y}" {font}>{escape(text)}</text>'
