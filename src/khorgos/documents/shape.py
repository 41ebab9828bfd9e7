"""What the characters of a text say it is: a page of HTML, or no page."""

from __future__ import annotations

import re

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(r"<(?:p|div|br|h[1-6]|article|span|a|ul|table|meta|section)\b[^<>]{0,500}>", re.IGNORECASE)
SAMPLE = 65_536


def is_html(text: str) -> bool:
    """Whether a text is HTML: it begins as a page, or its beginning is full of tags."""
    head = text[:SAMPLE]
    return bool(_HTML.match(head)) or len(_TAGS.findall(head)) >= 3
