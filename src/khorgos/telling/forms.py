"""Rows for programs: JSON, JSON lines, CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from textwrap import indent
from typing import Any

# A cell that begins with one of these is run as a formula by spreadsheets; an apostrophe in front keeps it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS = frozenset({"value", "value_high", "evidence_start", "evidence_end"})


def jsonl(rows: Iterable[dict[str, Any]]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def pretty(value: Any) -> str:
    """One JSON value, indented."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def part(value: Any, *, first: bool) -> str:
    """A value of a JSON list that is written as its values come, as `pretty` writes the whole list; then `END`."""
    inner = indent(json.dumps(value, ensure_ascii=False, indent=2), "  ")
    return f"[\n{inner}" if first else f",\n{inner}"


END = "\n]\n"


def table_text(columns: Sequence[str], rows: Iterable[dict[str, Any]], *, head: bool = True) -> str:
    """Rows as CSV under these columns (UTF-8, comma, RFC 4180); cells that a spreadsheet would run are kept from it.

    Without `head` the names of the columns are left out.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore")
    if head:
        writer.writeheader()
    writer.writerows({name: _cell(name, row.get(name)) for name in columns} for row in rows)
    return out.getvalue()


def _cell(name: str, value: Any) -> Any:
    return value if name in _NUMBERS or not isinstance(value, str) else guarded(value)


def guarded(text: str) -> str:
    """A cell's text, with an apostrophe before what a spreadsheet would run as a formula; a sign alone is none."""
    return f"'{text}" if text.startswith(_FORMULA) and len(text) > 1 else text


def unguarded(text: str) -> str:
    """The text that `guarded` kept from being run."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) and len(text) > 2 else text
