"""Mentions to claims: mechanisms."""

from __future__ import annotations

from khorgos.extract.scene import Scene


def extract(scene: Scene) -> None:
    """Add every mechanism of the document to the scene."""
