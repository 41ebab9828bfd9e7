"""What the head of an HTML page declares: JSON-LD (schema.org), meta elements, the canonical address.

A scanner of the source, as `markup` is: it builds no tree.  What is no JSON, or too large, is passed over.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from khorgos.documents.about import NOTHING, Credit, Kind, Said
from khorgos.documents.times import day_of

# The metadata of a page stand in its first part; JSON-LD of a report has some kilobytes.
_SEARCHED = 1_000_000
_LARGEST_LD = 200_000
_DEEPEST = 6
_LD = re.compile(r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"<(meta|link)\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]{1,30})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
# Days by meta elements, in the order in which they are believed: the published before the changed.
_DAYS = (
    "article:published_time", "og:published_time", "datepublished", "publishdate", "pubdate", "publish-date",
    "publication_date", "date.published", "dcterms.created", "dc.date.issued", "dc.date", "parsely-pub-date",
    "sailthru.date", "weibo:article:create_at", "date",
)  # fmt: skip
_SECTIONS = ("article:section", "og:section", "section", "parsely-section", "category")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "byl")
# Of a report's JSON-LD: who did what.
_ROLES = {"author": "author", "creator": "author", "editor": "editor", "translator": "translator"}
_PROVIDERS = ("provider", "sourceOrganization")
_REPORT = re.compile(r"(?:Article|Report|BlogPosting|WebPage|PressRelease|NewsArticle|LiveBlogPosting)$")
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")


class Declared(NamedTuple):
    """What a page declares of the report on it."""

    days: tuple[Said, ...] = ()
    credits: tuple[Credit, ...] = ()
    section: Said | None = None
    canonical: Said | None = None
    publisher: Said | None = None
    provider: Said | None = None
    kind: Said = NOTHING


def declared(source: str) -> Declared:
    """What the head of a page declares."""
    head = source[:_SEARCHED]
    metas, canonical = _metas(head)
    objects = [each for each in _objects(head) if any(map(_REPORT.search, _types(each)))]
    objects.sort(key=lambda each: "WebPage" in _types(each))
    days = [*_ld_days(objects), *_meta(metas, _DAYS, day_of)]
    release = any("PressRelease" in _types(each) for each in objects)
    return Declared(
        days=tuple(days),
        credits=tuple(dict.fromkeys([*_ld_credits(objects), *_meta_credits(metas)])),
        section=next((s for each in objects for s in _texts(each.get("articleSection"), "JSON-LD")), None)
        or next(iter(_meta(metas, _SECTIONS)), None),
        canonical=Said(canonical, "link rel=canonical") if canonical else next(iter(_meta(metas, ("og:url",))), None),
        publisher=next((s for each in objects for s in _names(each.get("publisher"))), None),
        provider=next((s for each in objects for key in _PROVIDERS for s in _names(each.get(key))), None),
        kind=Said(Kind.OFFICIAL.value, "JSON-LD PressRelease") if release else NOTHING,
    )


def address_day(address: str) -> list[Said]:
    """The day that an address holds ("/2023/05/18/", "/20230518/")."""
    found = _ADDRESS_DAY.search(address)
    day = day_of("-".join(found.groups())) if found else None
    return [Said(day, "the address")] if day else []


def _metas(head: str) -> tuple[dict[str, list[str]], str | None]:
    """The contents of meta elements by name, and the canonical address."""
    found: dict[str, list[str]] = {}
    canonical = None
    for tag in _TAG.finditer(head):
        said = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag[2])}
        if tag[1].lower() == "link":
            if said.get("rel", "").lower() == "canonical" and said.get("href", "").startswith("http"):
                canonical = canonical or said["href"].strip()
            continue
        name = said.get("property") or said.get("name") or said.get("itemprop") or ""
        content = " ".join(said.get("content", "").split())
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found, canonical


def _meta(metas: dict[str, list[str]], names: tuple[str, ...], read: Any = str) -> Iterator[Said]:
    for name in names:
        for content in metas.get(name, ())[:1]:
            value = read(content)
            if value:
                yield Said(value, f"meta {name}")


def _meta_credits(metas: dict[str, list[str]]) -> Iterator[Credit]:
    for name in _AUTHORS:
        for content in metas.get(name, ())[:5]:
            if "://" not in content and "@" not in content and len(content) <= 120:
                yield Credit("author", content.removeprefix("By ").strip(), f"meta {name}")


def _objects(head: str) -> Iterator[dict[str, Any]]:
    for script in _LD.finditer(head):
        end = head.find("</script", script.end())
        text = head[script.end() : end] if end >= 0 else ""
        if not text or len(text) > _LARGEST_LD:
            continue
        try:
            found = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _flat(found, 0)


def _flat(found: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD text: alone, in lists, in graphs."""
    if depth > _DEEPEST:
        return
    if isinstance(found, list):
        for each in found[:200]:
            yield from _flat(each, depth + 1)
    elif isinstance(found, dict):
        yield found
        yield from _flat(found.get("@graph"), depth + 1)
        yield from _flat(found.get("mainEntity"), depth + 1)


def _types(found: dict[str, Any]) -> list[str]:
    said = found.get("@type")
    return [str(name) for name in said] if isinstance(said, list) else [str(said)] if said else []


def _ld_days(objects: list[dict[str, Any]]) -> Iterator[Said]:
    for key in ("datePublished", "dateCreated"):
        for each in objects:
            value = each.get(key)
            day = day_of(value) if isinstance(value, str) else None
            if day:
                yield Said(day, f"JSON-LD {key}")


def _ld_credits(objects: list[dict[str, Any]]) -> Iterator[Credit]:
    for each in objects:
        for key, role in _ROLES.items():
            for name in _names(each.get(key)):
                yield Credit(role, name.value, f"JSON-LD {key}")


def _names(found: Any) -> Iterator[Said]:
    """The names of people or bodies, given as a text, an object with a name, or a list of either."""
    for each in found[:20] if isinstance(found, list) else [found]:
        name = each.get("name") if isinstance(each, dict) else each
        yield from _texts(name, "JSON-LD")


def _texts(found: Any, how: str) -> Iterator[Said]:
    for each in found[:1] if isinstance(found, list) else [found]:
        if isinstance(each, str) and 0 < len(each.strip()) <= 200 and "://" not in each:
            yield Said(html.unescape(" ".join(each.split())), how)
