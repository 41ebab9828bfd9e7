"""A report as a JSON object to a document: its text with what stands beside it (title, day, outlet, language, address).

Rows of tables and lines of JSONL become such objects, so that the bytes kept of a row are a report by themselves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from khorgos.documents.document import Document, Found
from khorgos.documents.html import from_html
from khorgos.documents.shape import is_html
from khorgos.documents.text import from_text
from khorgos.documents.times import day_of
from khorgos.errors import DocumentFault
from khorgos.language import codes
from khorgos.reference.columns import mapped
from khorgos.values import Context

_HOW = "the table: its column of {}"
_SPLIT = re.compile(r"\s*[;|]\s*")


def is_row(data: bytes) -> bool:
    """Whether bytes are a JSON object with a key for the text of a report."""
    if data.lstrip()[:1] != b"{":
        return False
    found = _object(data)
    return found is not None and "text" in mapped(found)


def row_bytes(cells: Mapping[str, Any]) -> bytes:
    """The bytes kept of a row: its cells by field, in one order."""
    return json.dumps(dict(sorted(cells.items())), ensure_ascii=False, default=str).encode("utf-8", "replace")


def from_row(data: bytes, context: Context | None = None, name: str = "") -> Document:
    """A document of a JSON object; raises DocumentFault where it has no text."""
    context = context or Context()
    found = _object(data) or {}
    cells = {field: _cell(found[key]) for field, key in mapped(found).items()}
    text = cells.get("text", "")
    if not text.strip():
        raise DocumentFault("the row has no text.", place=name, mend="Name its column with --columns text=NAME.")
    spoken = _spoken(cells) if not context.language else None
    inner = replace(context, language=spoken) if spoken else context
    document = (from_html if is_html(text) else from_text)(text, inner, name)
    day = day_of(cells.get("published", ""))
    return replace(
        document,
        media_type="application/json",
        language=Found(spoken, _HOW.format("languages")) if spoken else document.language,
        title=_found(cells, "title") or document.title,
        published=document.published if context.published or not day else Found(day, _HOW.format("days")),
        outlet=document.outlet if context.outlet else _found(cells, "outlet") or document.outlet,
        authors=tuple(part for part in _SPLIT.split(cells.get("authors", "")) if part) or document.authors,
        address=cells.get("address") or None,
    )


def _found(cells: Mapping[str, str], field: str) -> Found | None:
    return Found(cells[field].strip(), _HOW.format(f"{field}s")) if cells.get(field, "").strip() else None


def _spoken(cells: Mapping[str, str]) -> str | None:
    code = cells.get("language", "")[:2].lower()
    return code if code in codes() else None


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    if isinstance(value, dict):
        return _cell(value.get("name") or value.get("title") or "")
    return "" if value is None else str(value)


def _object(data: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
