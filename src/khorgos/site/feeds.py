"""Feeds of the site: Atom and JSON Feed, for all facts and for every topic."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from khorgos.publish import About
from khorgos.site.entry import Entry as Line
from khorgos.site.pages import line
from khorgos.telling.atom import Entry, feed

# So many facts a feed has, those printed last.
NEWEST = 50


def feeds(about: About, key: str, title: str, page: str, lines: Iterable[Line]) -> tuple[bytes, bytes]:
    """The Atom and the JSON feed of a topic (`page` is its file); whole addresses where the site has one."""
    newest = sorted(lines, key=lambda each: (each.printed, each.id), reverse=True)[:NEWEST]
    return _atom(about, key, title, page, newest), _json(about, key, title, page, newest)


def address(about: About, path: str) -> str:
    """The whole address of a file of the site; "" where nobody knows where the site will stand."""
    return f"{about.base.rstrip('/')}/{path}" if about.base else ""


def _updated(about: About, each: Line) -> str:
    """The day that it was printed last; the ledger's last change where no report tells its day."""
    return f"{each.printed}T00:00:00+00:00" if each.printed else about.moment


def _atom(about: About, key: str, title: str, page: str, newest: Sequence[Line]) -> bytes:
    entries = [
        Entry(
            f"facts:{each.id}", each.title, line(each), _updated(about, each),
            address(about, f"facts/{each.id}.html") or None, (each.kind,),
        )
        for each in newest
    ]  # fmt: skip
    return feed(f"site:{key}", f"{title} · {about.title}", entries, address(about, page) or None)


def _json(about: About, key: str, title: str, page: str, newest: Sequence[Line]) -> bytes:
    """JSON Feed 1.1 (jsonfeed.org)."""
    items = [
        {
            "id": about.address("facts", each.id),
            **({"url": address(about, f"facts/{each.id}.html")} if about.base else {}),
            "title": each.title,
            "content_text": line(each),
            "date_published": _updated(about, each),
            "tags": [each.kind],
        }
        for each in newest
    ]
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{title} · {about.title}",
        **(
            {"home_page_url": address(about, page), "feed_url": address(about, f"feeds/{key}.json")}
            if about.base
            else {}
        ),
        "authors": [{"name": about.publisher}],
        "items": items,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
