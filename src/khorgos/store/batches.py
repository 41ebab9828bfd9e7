"""Names or numbers in parts that a database takes at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

# SQLite takes a thousand parameters everywhere.
_AT_ONCE = 500


def parts(names: Sequence[T]) -> Iterator[Sequence[T]]:
    """Names in parts that a database takes at once."""
    return (names[at : at + _AT_ONCE] for at in range(0, len(names), _AT_ONCE))
