"""Article text by this project's own HTML reader, in the shape that the article-extraction benchmark scores.

    git clone https://github.com/scrapinghub/article-extraction-benchmark
    python bench/articles.py article-extraction-benchmark
    cd article-extraction-benchmark && python evaluate.py

Writes output/khorgos.json beside the other extractors' (181 pages; the benchmark's own script gives F1 of shingles).
Pages in languages without a pack are documents like the others; one that is refused counts as empty.
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


def main(folder: Path) -> None:
    """Read every page of the benchmark."""
    found, began = {}, time.perf_counter()
    pages = sorted((folder / "html").glob("*.html.gz"))
    for page in pages:
        try:
            told = body(open_bytes(gzip.decompress(page.read_bytes()), name=page.name))
        except KhorgosError as fault:
            print(f"refused: {fault}")
            told = ""
        found[page.name.removesuffix(".html.gz")] = {"articleBody": told}
    seconds = time.perf_counter() - began
    written = json.dumps({"version": version("khorgos"), "output": found}, ensure_ascii=False, indent=1)
    (folder / "output" / "khorgos.json").write_text(written, encoding="utf-8")
    print(f"{len(pages)} pages, {len(pages) / seconds:.0f} a second")


def body(document: Document) -> str:
    """The body of a page, a paragraph on a line."""
    return "\n".join(s.span.of(document.text) for s in document.segments if s.kind is SegmentKind.BODY)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
