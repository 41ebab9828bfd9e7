"""Article text by this project's own HTML reader, in the shape that the article-extraction benchmark scores.

    git clone https://github.com/scrapinghub/article-extraction-benchmark
    python bench/articles.py article-extraction-benchmark
    cd article-extraction-benchmark && python evaluate.py

Writes output/khorgos.json beside the other extractors' (181 pages; the benchmark's own script gives F1 of shingles).
What is body counts; title, byline, caption, menu and teasers do not.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

from khorgos.documents import SegmentKind, open_bytes
from khorgos.errors import KhorgosError
from khorgos.values import Context


def main(folder: Path) -> None:
    """Read every page of the benchmark; a page that cannot be read counts as empty and is named."""
    output, began = {}, time.perf_counter()
    pages = sorted((folder / "html").glob("*.html.gz"))
    for page in pages:
        output[page.name.removesuffix(".html.gz")] = {
            "articleBody": body(gzip.decompress(page.read_bytes()), page.name)
        }
    seconds = time.perf_counter() - began
    told = json.dumps({"version": version("khorgos"), "output": output}, ensure_ascii=False, indent=1)
    (folder / "output" / "khorgos.json").write_text(told, encoding="utf-8")
    print(f"{len(pages)} pages, {len(pages) / seconds:.0f} a second")


def body(data: bytes, name: str) -> str:
    """The body of a page, a paragraph on a line."""
    try:
        document = open_bytes(data, name=name)
    except KhorgosError:
        # Pages in languages without a pack (Portuguese, Indonesian, …) are pages all the same.
        document = open_bytes(data, Context(language="en"), name)
    return "\n".join(s.span.of(document.text) for s in document.segments if s.kind is SegmentKind.BODY)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
