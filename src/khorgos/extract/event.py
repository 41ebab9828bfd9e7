"""Mentions to claims: events."""

from __future__ import annotations

from khorgos.extract.scene import Scene


def extract(scene: Scene) -> None:
    """Add every event of the document to the scene."""
