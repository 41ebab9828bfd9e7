"""Find sentences."""

from __future__ import annotations

from khorgos.annotate.annotated import Annotated
from khorgos.annotate.mentions import Sentence


def find(view: Annotated) -> list[Sentence]:
    """Every sentence of what is read, in order."""
    return []
