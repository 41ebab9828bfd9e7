"""Find persons."""

from __future__ import annotations

from khorgos.annotate.annotated import Annotated
from khorgos.annotate.mentions import PersonMention


def find(view: Annotated) -> list[PersonMention]:
    """Every person of what is read, in order."""
    return []
