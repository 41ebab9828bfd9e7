"""How often claims proved right, by the group that they belong to; measured, not estimated.

`confidence.json` is written by `bench/calibrate.py` from the development reports: "claims" gives right and all claims
of each group, "doubt" the weights of `referee.doubt`, "least" from how many expected errors a character on
a sentence is worth sending.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any

# What is counted is drawn towards one half by two claims that were not seen (Laplace's rule of succession).
_UNSEEN = 2


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """The measured counts."""
    text = resources.files(__package__).joinpath("confidence.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def confidence(group: str) -> float | None:
    """The share of a group's claims that proved right; that of the wider group where it has none; None unmeasured."""
    counts = table()["claims"]
    while group:
        if group in counts:
            right, seen = counts[group]
            return float(round((right + 1) / (seen + _UNSEEN), 3))
        group = group.rpartition(".")[0]
    return None


def least(spend: str) -> float:
    """From how many expected errors a character on a sentence is sent with this to spend."""
    return float(table()["least"].get(spend, 0.0))
