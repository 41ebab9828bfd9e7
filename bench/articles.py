"""Article text by this project's own HTML reader, in the shape that the article-extraction benchmark scores.

    git clone https://github.com/scrapinghub/article-extraction-benchmark
    python bench/articles.py article-extraction-benchmark
    cd article-extraction-benchmark && python evaluate.py

Writes output/khorgos.json beside the other extractors' (181 pages; the benchmark's own script gives F1 of shingles),
and output/khorgos_as_shipped.json, in which pages that the product refuses (languages without a pack) are empty: the
first reads these as if they were English, to compare extraction with extractors that know no languages.
What is body counts; title, byline, caption, menu and teasers do not.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

from khorgos.documents import Document, SegmentKind, open_bytes
from khorgos.errors import KhorgosError
from khorgos.values import Context


def main(folder: Path) -> None:
    """Read every page of the benchmark, twice where the product refuses it."""
    whole, shipped, began = {}, {}, time.perf_counter()
    pages = sorted((folder / "html").glob("*.html.gz"))
    for page in pages:
        name, data = page.name.removesuffix(".html.gz"), gzip.decompress(page.read_bytes())
        try:
            found = body(open_bytes(data, name=page.name))
            shipped[name] = {"articleBody": found}
        except KhorgosError as fault:
            print(f"refused as shipped: {fault}")
            found = body(open_bytes(data, Context(language="en"), page.name))
            shipped[name] = {"articleBody": ""}
        whole[name] = {"articleBody": found}
    seconds = time.perf_counter() - began
    for name, output in (("khorgos", whole), ("khorgos_as_shipped", shipped)):
        told = json.dumps({"version": version("khorgos"), "output": output}, ensure_ascii=False, indent=1)
        (folder / "output" / f"{name}.json").write_text(told, encoding="utf-8")
    print(f"{len(pages)} pages, {len(pages) / seconds:.0f} a second")


def body(document: Document) -> str:
    """The body of a page, a paragraph on a line."""
    return "\n".join(s.span.of(document.text) for s in document.segments if s.kind is SegmentKind.BODY)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
