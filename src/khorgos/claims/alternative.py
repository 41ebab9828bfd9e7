"""A reading that lost: what another reader gives for one field of a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Alternative:
    """What `reader` ("grammar", "model") reads for `field`, as plain JSON, and the rule that chose the other."""

    field: str
    reader: str
    value: Any
    rule: str
