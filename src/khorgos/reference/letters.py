"""Names in other scripts by Latin letters, so that they can be compared."""

from __future__ import annotations

from functools import lru_cache

from khorgos.reference.tables import mapping


def romanised(text: str) -> str:
    """A text in lower case with its Cyrillic letters as Latin ones: "Камбар-Ата" as "kambar-ata"."""
    return text.casefold().translate(_letters())


@lru_cache(maxsize=1)
def _letters() -> dict[int, str]:
    return str.maketrans(dict(mapping("letters.yaml")["cyrillic"]))
