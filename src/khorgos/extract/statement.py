"""Mentions to claims: statements."""

from __future__ import annotations

from khorgos.annotate import Annotated
from khorgos.extract.attribution import Speech
from khorgos.extract.reported import Reported
from khorgos.extract.scene import Scene


def speeches(view: Annotated) -> list[Speech]:
    """Every stretch of reported speech, in order."""
    if not view.pack.boundaries:
        return []
    return Reported(view).read()


def extract(scene: Scene) -> None:
    """Add every statement of the document to the scene."""
    scene.speeches = speeches(scene.view)
