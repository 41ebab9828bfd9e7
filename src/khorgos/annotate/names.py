"""Find parties, organisations, mechanisms and places by the reference tables."""

from __future__ import annotations

from khorgos.annotate.annotated import Annotated


def find(view: Annotated) -> None:
    """Fill `parties`, `organisations`, `mechanisms` and `places` of the view, each in order."""
