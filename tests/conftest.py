"""Made-up claims in their plain form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from khorgos.claims.printing import Printing, Source
from khorgos.reference.standing import stands_for

Make = Callable[..., Printing]


def make_claim(kind: str, claim_id: str, /, *, document: str = "d1", **said: Any) -> Printing:
    """A claim with the id `claim_id`; `printed_by` and `published` say where and when it was printed."""
    day = said.pop("published", None)
    source = Source(document, said.pop("printed_by", None), dt.date.fromisoformat(day) if day else None)
    return Printing.of({"kind": kind, "id": claim_id} | said, source, stands_for)


def make_figure(claim_id: str, value: float = 70e9, /, **said: Any) -> Printing:
    """A figure of trade between China and Kazakhstan in 2022, in dollars, unless said otherwise."""
    usual = {
        "indicator": "trade", "measure": "level", "unit": "USD", "bound": "=", "parties": ["CHN", "KAZ"],
        "period": "2022", "value": value, "evidence": "trade reached a sum",
    }  # fmt: skip
    return make_claim("figure", claim_id, **(usual | said))


@pytest.fixture(scope="session")
def claim() -> Make:
    """Builds a claim of any kind."""
    return make_claim


@pytest.fixture(scope="session")
def figure() -> Make:
    """Builds a figure."""
    return make_figure
