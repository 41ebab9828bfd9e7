"""Made-up claims in their plain form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from khorgos.reconcile import Record, Source

Make = Callable[..., Record]


def make_claim(kind: str, claim_id: str, /, *, document: str = "d1", **said: Any) -> Record:
    """A claim with the id `claim_id`; `printed_by` and `published` say where and when it was printed."""
    day = said.pop("published", None)
    source = Source(document, said.pop("printed_by", None), dt.date.fromisoformat(day) if day else None)
    return Record.of({"kind": kind, "id": claim_id} | said, source)


def make_figure(claim_id: str, value: float = 70e9, /, **said: Any) -> Record:
    """A figure of trade between China and Kazakhstan in 2022, in dollars, unless said otherwise."""
    usual = {
        "indicator": "trade", "measure": "level", "unit": "USD", "bound": "=", "parties": ["CHN", "KAZ"],
        "period": "2022", "value": value, "evidence": "trade reached a sum",
    }  # fmt: skip
    return make_claim("figure", claim_id, **(usual | said))


@pytest.fixture
def claim() -> Make:
    """Builds a claim of any kind."""
    return make_claim


@pytest.fixture
def figure() -> Make:
    """Builds a figure."""
    return make_figure
