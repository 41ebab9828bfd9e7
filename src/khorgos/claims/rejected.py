"""What could not be read, counted and shown."""

from __future__ import annotations

from dataclasses import dataclass

from khorgos.values import Span


@dataclass(frozen=True, slots=True)
class Rejected:
    """A place that looked like a claim and was not kept, with the reason in words and a short code to count by."""

    kind: str
    span: Span
    text: str
    code: str
    reason: str
