"""Mentions to claims: projects."""

from __future__ import annotations

from khorgos.extract.scene import Scene


def extract(scene: Scene) -> None:
    """Add every project of the document to the scene."""
