"""The history of a fact as an Atom feed (RFC 4287): an entry for every change, the newest first.

The same ledger gives the same feed: ids are URNs made of the fact's id and the moment, and nothing is dated today.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from khorgos.telling.words import clip

if TYPE_CHECKING:
    from khorgos.store import Moment

_ATOM = "http://www.w3.org/2005/Atom"
_LONG = 120


def feed(claim: str, title: str, moments: Sequence[Moment], base: str | None = None) -> bytes:
    """The feed of the fact that holds a claim; `base` is the address under which `facts/ID` is served, if it is."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(_name("feed"))
    _text(root, "id", f"urn:khorgos:fact:{claim}")
    _text(root, "title", title)
    _text(root, "updated", moments[-1].at)
    _text(ET.SubElement(root, _name("author")), "name", "Khorgos")
    if base:
        _link(root, base, claim)
    seen: dict[str, int] = {}
    entries = []
    for moment in moments:
        seen[moment.at] = seen.get(moment.at, 0) + 1
        entries.append(_entry(claim, moment, seen[moment.at], base))
    root.extend(reversed(entries))
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(claim: str, moment: Moment, number: int, base: str | None) -> ET.Element:
    entry = ET.Element(_name("entry"))
    change = moment.change
    _text(entry, "id", f"urn:khorgos:fact:{claim}:{moment.at}:{number}")
    _text(entry, "title", clip(f"{', '.join(change.became)}: {change.told[0]}", _LONG))
    _text(entry, "updated", moment.at)
    _text(entry, "content", "\n".join(map(": ".join, zip(change.became, change.told, strict=True)))).set("type", "text")
    for each in change.became:
        ET.SubElement(entry, _name("category")).set("term", each.value)
    if base:
        _link(entry, base, change.fact.id)
    return entry


def _link(parent: ET.Element, base: str, fact: str) -> None:
    link = ET.SubElement(parent, _name("link"))
    link.set("rel", "alternate")
    link.set("href", f"{base.rstrip('/')}/facts/{fact}")


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, _name(name))
    child.text = text
    return child


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"
