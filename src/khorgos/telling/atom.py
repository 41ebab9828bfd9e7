"""What becomes of something as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_ATOM = "http://www.w3.org/2005/Atom"
MEDIA = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a feed: its URN behind "urn:khorgos:", what it says, since when (ISO 8601), address and kinds."""

    key: str
    title: str
    told: str
    updated: str
    address: str | None = None
    kinds: tuple[str, ...] = ()


def feed(key: str, title: str, entries: Iterable[Entry], address: str | None = None) -> bytes:
    """The feed of the entries as they come, the newest first; `key` is its URN behind "urn:khorgos:".

    Nothing is dated today: the same entries give the same bytes.  Addresses are whole ones.
    """
    ET.register_namespace("", _ATOM)
    root, found = ET.Element(_name("feed")), list(entries)
    _text(root, "id", f"urn:khorgos:{key}")
    _text(root, "title", title)
    _text(root, "updated", max((entry.updated for entry in found), default="1970-01-01T00:00:00+00:00"))
    _text(ET.SubElement(root, _name("author")), "name", "Khorgos")
    _link(root, address)
    for entry in found:
        one = ET.SubElement(root, _name("entry"))
        _text(one, "id", f"urn:khorgos:{entry.key}")
        _text(one, "title", entry.title)
        _text(one, "updated", entry.updated)
        _text(one, "content", entry.told).set("type", "text")
        for kind in entry.kinds:
            ET.SubElement(one, _name("category")).set("term", kind)
        _link(one, entry.address)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _link(parent: ET.Element, address: str | None) -> None:
    if address:
        link = ET.SubElement(parent, _name("link"))
        link.set("rel", "alternate")
        link.set("href", address)


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, _name(name))
    # XML has no signs for most controls; a report may hold them.
    child.text = "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
    return child


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"
