"""An entry of a feed (RSS 2.0, RSS 1.0, Atom) to a document: its full text where given, else its summary."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import Any, NamedTuple

from khorgos.documents.document import Document, Found
from khorgos.documents.html import from_html
from khorgos.documents.safe import SAFE, local, text_of
from khorgos.documents.text import from_text
from khorgos.documents.times import day_of
from khorgos.errors import DocumentFault
from khorgos.language import codes
from khorgos.values import Context

ENTRIES = frozenset({"item", "entry"})
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,500}\?>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE[^\[>]{0,500}(?:\[.{0,20000}?\]\s*)?>\s*)*"
    rb"<(?:rss|feed|rdf:RDF|RDF)[\s>]",
    re.DOTALL,
)
# Where an entry's words stand, the whole text first.
_FULL = ("encoded", "content", "body")
_SHORT = ("description", "summary", "subtitle")
_DAYS = ("pubDate", "published", "issued", "date", "updated", "modified", "created")
_PREFIX = re.compile(r"<(/?)[A-Za-z0-9]+:")
_TAGGED = re.compile(r"<[a-zA-Z][^<>]{0,500}>|&(?:lt|amp|nbsp|#\d+);")


class Entry(NamedTuple):
    """An entry as it stands: `full` tells whether its text is the whole report or a summary of it."""

    title: str
    text: str
    full: bool
    link: str | None
    published: str | None
    authors: tuple[str, ...]
    feed: str
    language: str | None
    id: str = ""


def is_feed(head: bytes) -> bool:
    """Whether bytes begin as a feed."""
    return bool(_FEED.match(head[:65_536]))


def entries(root: Any) -> list[Any]:
    """The entries of a feed's tree."""
    return [element for element in root.iter() if local(element) in ENTRIES]


def entry_of(data: bytes, name: str = "") -> Entry:
    """The one entry of a feed; raises DocumentFault where there is none, or several."""
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(recover=True, **SAFE))
    except etree.XMLSyntaxError as fault:
        raise DocumentFault(f"this feed is damaged ({fault}).", place=name, mend="Fetch it again.") from fault
    found = [] if root is None else entries(root)
    if len(found) != 1:
        held = f"{len(found)} entries" if found else "no entries"
        mend = "`khorgos add` and `khorgos read` take them one by one." if found else "Is the file whole?"
        raise DocumentFault(f"this feed holds {held}.", place=name, mend=mend)
    return _entry(found[0], root)


def from_entry(data: bytes, context: Context | None = None, name: str = "") -> Document:
    """A document of a feed with one entry; raises DocumentFault where it has no text."""
    context = context or Context()
    entry = entry_of(data, name)
    if not (entry.text or entry.title):
        raise DocumentFault("this entry of a feed has no text.", place=name, mend=f"Add its page: {entry.link}.")
    spoken = entry.language if not context.language else None
    if spoken:
        context = replace(context, language=spoken)
    document = _opened(entry, context, name)
    language = Found(spoken, "the feed") if spoken else document.language
    day = day_of(entry.published or "")
    return replace(
        document,
        language=language,
        media_type="application/atom+xml" if b"<feed" in data[:2000] else "application/rss+xml",
        title=Found(entry.title, "the feed") if entry.title else document.title,
        published=document.published if context.published or not day else Found(day, "the feed"),
        outlet=document.outlet if context.outlet or not entry.feed else Found(entry.feed, "the feed's title"),
        authors=entry.authors or document.authors,
        address=entry.link,
        source_map=((2**62, 0, 0),),
    )


def _opened(entry: Entry, context: Context, name: str) -> Document:
    if _TAGGED.search(entry.text):
        page = f"<article><h1>{html.escape(entry.title)}</h1>\n{entry.text}</article>"
        return from_html(page, context, name, whole=True)
    # A title that lacks its line break would run into the text.
    return from_text(f"{entry.title}\n\n{entry.text}" if entry.title else entry.text, context, name)


def _entry(element: Any, root: Any) -> Entry:
    parts = {local(child): child for child in reversed(element) if local(child)}
    full, short = _words(element, _FULL), _words(element, _SHORT)
    head = _head(root)
    return Entry(
        title=" ".join(text_of(parts["title"]).split()) if "title" in parts else "",
        text=full or short,
        full=bool(full),
        link=_link(element),
        published=next((text_of(parts[day]) for day in _DAYS if day in parts), None),
        authors=_authors(element),
        feed=_source(parts) or head.get("title", ""),
        language=_language(element, head.get("language", "")),
        id=next((text_of(parts[name]).strip() for name in ("guid", "id", "identifier") if name in parts), ""),
    )


def _words(element: Any, names: tuple[str, ...]) -> str:
    found = [child for name in names for child in element if local(child) == name]
    return max((_markup(child) for child in found), key=len, default="").strip()


def _markup(child: Any) -> str:
    """The words of a content element as HTML: written out as text, or as XHTML of its own."""
    from lxml import etree

    if any(isinstance(part.tag, str) for part in child):
        inner = "".join(etree.tostring(part, encoding="unicode") for part in child)
        return (child.text or "") + _PREFIX.sub(r"<\1", inner)
    return text_of(child)


def _head(root: Any) -> dict[str, str]:
    """Title and language of the feed itself."""
    channel = next((child for child in root if local(child) == "channel"), root)
    found = {local(child): " ".join(text_of(child).split()) for child in reversed(channel) if local(child)}
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang") or found.get("language", "")
    return {"title": found.get("title", ""), "language": language}


def _source(parts: dict[str, Any]) -> str:
    """The feed that an entry came from, where an aggregator says so."""
    if "source" not in parts:
        return ""
    titled = next((child for child in parts["source"] if local(child) == "title"), parts["source"])
    return " ".join(text_of(titled).split())


def _language(element: Any, said: str) -> str | None:
    code = (element.get("{http://www.w3.org/XML/1998/namespace}lang") or said)[:2].lower()
    return code if code in codes() else None


def _link(element: Any) -> str | None:
    links = [child for child in element if local(child) == "link"]
    for child in links:
        if child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href")).strip()
    written = next((text_of(child).strip() for child in links if text_of(child).strip()), None)
    about = element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about")
    guid = next((text_of(child).strip() for child in element if local(child) == "guid"), "")
    return written or about or (guid if guid.startswith("http") else None)


def _authors(element: Any) -> tuple[str, ...]:
    found = []
    for child in element:
        if local(child) in ("author", "creator"):
            named = next((part for part in child if local(part) == "name"), child)
            found.append(" ".join(text_of(named).split()))
    # RSS writes "mail@example.org (Name)".
    bare = [re.sub(r"^\S+@\S+\s*\((.*)\)$", r"\1", name) for name in found]
    return tuple(dict.fromkeys(name for name in bare if name and "@" not in name))
