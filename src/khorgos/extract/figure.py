"""Mentions to claims: figures."""

from __future__ import annotations

from khorgos.extract.scene import Scene


def extract(scene: Scene) -> None:
    """Add every figure of the document to the scene."""
