"""Rows as JSON-LD, with the terms of schema.org where it has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

# What a kind is in schema.org, whose Project is an organisation and no works.
_TYPES = {
    "figure": "Observation",
    "event": "Event",
    "mechanism": "Organization",
    "agreement": "CreativeWork",
    "statement": "Quotation",
}
_CONTEXT = {
    "@vocab": "https://schema.org/",
    "evidence": "text",
    "unit": "unitCode",
    "date": "startDate",
    "founded": "foundingDate",
    "quote": "text",
    "period": "observationPeriod",
}


def linked(name: str, rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """A graph of the rows; `name` is that of the list they come from."""
    return {"@context": _CONTEXT, "@graph": [_node(name, row) for row in rows]}


def _node(name: str, row: dict[str, Any]) -> dict[str, Any]:
    kind = _TYPES.get(str(row.get("kind")), "Thing")
    return {
        "@id": f"{name}/{row.get('id', '')}",
        "@type": kind,
        **{k: v for k, v in row.items() if v not in (None, [], {})},
    }
