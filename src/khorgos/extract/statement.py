"""Mentions to claims: statements."""

from __future__ import annotations

from khorgos.extract.scene import Scene


def extract(scene: Scene) -> None:
    """Add every statement of the document to the scene."""
