"""Files that pages share: style, fonts, the search script; lists with their tables; the map of the site."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from khorgos.publish import About
from khorgos.site.entry import Entry
from khorgos.site.pages import Pages, Social
from khorgos.telling.forms import table_text
from khorgos.web.rendering import HERE

File = tuple[str, bytes]

_STATIC = HERE / "static"
_FONTS = ("inter", "source-serif-4")
_COLUMNS = ("id", "kind", "title", "date", "values", "sources", "disputed", "printed")
# The sitemap protocol allows no more.
_MOST = 50_000


def assets() -> Iterator[File]:
    """The desk's style and what the site adds to it, the fonts of Latin and Cyrillic, the search script."""
    for name in ("desk.css", "site.css", "site.js", "icon.svg"):
        yield f"assets/{name}", (_STATIC / name).read_bytes()
    for font in _FONTS:
        folder = _STATIC / "vendor" / font
        for file in (
            *sorted(folder.glob("*.css")),
            *sorted(folder.glob("files/*.woff2")),
            *sorted(folder.glob("LICENSE*")),
        ):
            yield f"assets/{font}/{file.relative_to(folder).as_posix()}", file.read_bytes()


def list_files(
    pages: Pages, path: str, name: str, entries: Sequence[Entry], size: int, *, template: str, **shown: Any
) -> Iterator[File]:
    """A list in pages of `size`, and whole as `.csv` and `.json` beside the first."""
    parts = [entries[at : at + size] for at in range(0, len(entries), size)] or [entries]
    for number, part in enumerate(parts, 1):
        here = f"{path}.html" if number == 1 else f"{path}-{number}.html"
        more = {
            "part": part,
            "number": number,
            "parts_of": len(parts),
            "total": len(entries),
            "stem": path.rpartition("/")[2],
        }
        yield here, pages.render(template, here, Social(name), **more, **shown)
    rows = [_row(each) for each in entries]
    yield f"{path}.csv", table_text(_COLUMNS, rows).encode()
    yield f"{path}.json", (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def _row(each: Entry) -> dict[str, Any]:
    values = "; ".join(each.values)
    told = {name: getattr(each, name) for name in _COLUMNS if name != "values"}
    return told | {"values": values, "disputed": "yes" if each.disputed else "no"}


def sitemap(about: About, paths: Sequence[str]) -> Iterator[File]:
    """The pages for search engines; none where nobody knows where the site will stand."""
    if not about.base:
        return
    base = about.base.rstrip("/")
    parts = [paths[at : at + _MOST] for at in range(0, len(paths), _MOST)]
    for number, part in enumerate(parts, 1):
        out = io.StringIO()
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        out.write('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n')
        for path in part:
            changed = f"<lastmod>{about.day}</lastmod>" if about.day else ""
            out.write(f"<url><loc>{escape(f'{base}/{path}')}</loc>{changed}</url>\n")
        out.write("</urlset>\n")
        yield ("sitemap.xml" if number == 1 else f"sitemap-{number}.xml"), out.getvalue().encode()
    yield (
        "robots.txt",
        "".join(
            f"Sitemap: {base}/{'sitemap.xml' if number == 1 else f'sitemap-{number}.xml'}\n"
            for number in range(1, len(parts) + 1)
        ).encode(),
    )
