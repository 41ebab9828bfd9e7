"""The entries of a feed, each as a feed of its own: the bytes of an entry tell its title, day, link and outlet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from khorgos.documents.entry import ENTRIES
from khorgos.documents.safe import SAFE, local, text_of
from khorgos.errors import DocumentFault
from khorgos.sources.item import MAX_BYTES, Item, too_large

_CHUNK = 65_536
# The largest feeds of outlets have some megabytes; what has more than this was made to fill a disk.
LARGEST_FEED = 256 * 2**20
# Of the feed itself an entry takes along what says whose it is.
_OWN = frozenset({"title", "link", "language", "id"})
_LONGEST = 2000


def entries(stream: io.RawIOBase, name: str) -> Iterator[Item]:
    """The entries of a feed in order, read as the bytes come: it takes no more memory than its longest entry."""
    from lxml import etree

    parser = etree.XMLPullParser(events=("end",), recover=True, **SAFE)
    read, last, count = 0, 0, 0
    while chunk := stream.read(_CHUNK):
        read += len(chunk)
        try:
            parser.feed(chunk)
        except etree.XMLSyntaxError as fault:
            raise _damaged(fault, name) from fault
        for element in _ended(parser):
            last, count = read, count + 1
            yield _item(element, f"{name}!{count}")
            _forget(element)
        if read - last > MAX_BYTES:
            raise too_large(f"{name}!{count + 1}")
        if read > LARGEST_FEED:
            limit = LARGEST_FEED // 2**20
            raise DocumentFault(
                f"after {count:,} entries and {limit} MiB the rest of this feed is not read.", place=name
            )
    if not count:
        raise DocumentFault("this feed holds no entries.", place=name, mend="Is the file whole?")


def _ended(parser: Any) -> Iterator[Any]:
    from lxml import etree

    try:
        for _, element in parser.read_events():
            if local(element) in ENTRIES:
                yield element
    except etree.XMLSyntaxError as fault:
        raise DocumentFault(f"this feed is damaged ({fault}).", mend="Fetch it again.") from fault


def _item(element: Any, name: str) -> Item:
    """A feed with this entry alone."""
    from lxml import etree

    root = element.getroottree().getroot()
    alone = etree.Element(root.tag, root.attrib, nsmap=root.nsmap)
    channel = next((child for child in root if local(child) == "channel"), None)
    into = alone if channel is None else etree.SubElement(alone, channel.tag)
    for child in root if channel is None else channel:
        if local(child) in _OWN and len(text_of(child)) < _LONGEST:
            into.append(_copied(child))
    (into if element.getparent() is channel else alone).append(_copied(element))
    # What damage leaves may be no XML any more: such an entry is told, and the next one follows.
    try:
        return Item(name, etree.tostring(alone, encoding="utf-8", xml_declaration=True))
    except etree.LxmlError as fault:
        return Item(name, fault=_damaged(fault, name))


def _copied(element: Any) -> Any:
    from copy import deepcopy

    copied = deepcopy(element)
    copied.tail = None
    return copied


def _forget(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _damaged(fault: Exception, name: str) -> DocumentFault:
    return DocumentFault(f"this feed is damaged ({fault}).", place=name, mend="Fetch it again.")
