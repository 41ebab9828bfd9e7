"""How often claims proved right, by the group that they belong to; measured, not estimated.

`confidence.json` is written by `bench/calibrate.py` from the development reports: "claims" gives right and all claims
of each group, "missed" right and all places where the grammar woke and made no claim, by the code of the rejection.
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


def missed(code: str) -> float:
    """How many claims stand, on average, at a place where the grammar woke and made none; 0 where it is not known."""
    right, seen = table()["missed"].get(code, (0, 0))
    return float(right / seen) if seen else 0.0
