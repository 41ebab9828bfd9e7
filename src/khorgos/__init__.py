"""Reads reports about international cooperation into a ledger of sourced claims.

import khorgos
reading = khorgos.read("report.html")          # or bytes, or the text itself
for claim in reading.claims:
    print(claim.kind, claim.evidence.text)
for reading in khorgos.read_all("feed.xml"):   # every report of a feed, a ZIP, a WARC file, a table of texts
    print(reading.document.title)
with khorgos.Ledger("khorgos.db") as ledger:
    ledger.claims()
    ledger.facts(indicator="trade", parties=["CHN", "Central Asia"])
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from khorgos.claims import Claim
    from khorgos.claims.fact import Fact
    from khorgos.documents import Document
    from khorgos.errors import KhorgosError
    from khorgos.fetch.local import read, read_all
    from khorgos.pipeline import Reading, reconcile
    from khorgos.store import Ledger
    from khorgos.values import Context, Party, Period, Quantity, Span

__all__ = [
    "Claim",
    "Context",
    "Document",
    "Fact",
    "KhorgosError",
    "Ledger",
    "Party",
    "Period",
    "Quantity",
    "Reading",
    "Span",
    "read",
    "read_all",
    "reconcile",
]

# Loaded when first used: importing the package takes no time, and a reader needs no database.
_ROOMS = {
    "Claim": "khorgos.claims",
    "Context": "khorgos.values",
    "Document": "khorgos.documents",
    "Fact": "khorgos.claims.fact",
    "KhorgosError": "khorgos.errors",
    "Ledger": "khorgos.store",
    "Party": "khorgos.values",
    "Period": "khorgos.values",
    "Quantity": "khorgos.values",
    "Reading": "khorgos.pipeline",
    "Span": "khorgos.values",
    "read": "khorgos.fetch.local",
    "read_all": "khorgos.fetch.local",
    "reconcile": "khorgos.pipeline",
}


def __getattr__(name: str) -> Any:
    room = _ROOMS.get(name)
    if room is None:
        raise AttributeError(f"module 'khorgos' has no attribute {name!r}")
    value = getattr(import_module(room), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
