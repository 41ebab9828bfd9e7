"""Mentions to claims: agreements."""

from __future__ import annotations

from khorgos.extract.scene import Scene


def extract(scene: Scene) -> None:
    """Add every agreement of the document to the scene."""
