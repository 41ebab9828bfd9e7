"""Mentions to claims, a file per kind."""

from __future__ import annotations

from khorgos.annotate import Annotated
from khorgos.annotate.reread import GrammarReread
from khorgos.claims import Claim, Rejected
from khorgos.extract import agreement, event, figure, mechanism, project, statement, table
from khorgos.extract.discourse import Discourse
from khorgos.extract.scene import Scene

__all__ = ["extract", "scene_of"]


def extract(view: Annotated) -> tuple[list[Claim], list[Rejected]]:
    """Every claim of an annotated document in order of place, and everything rejected.

    Statements come first: the other kinds ask who speaks.
    """
    scene = scene_of(view)
    return scene.claims, scene.rejected


def scene_of(view: Annotated) -> Scene:
    """The document as read by the grammar, with who speaks where; for those who read on."""
    scene = Scene(view, GrammarReread(view.pack.code), Discourse(view))
    for kind in (statement, mechanism, event, agreement, project, table, figure):
        kind.extract(scene)
    scene.claims.sort(key=_place)
    scene.rejected.sort(key=lambda rejected: rejected.span)
    return scene


def _place(claim: Claim) -> tuple[int, int, str]:
    # Sorting is stable and the extractors are deterministic, so what stands at one place keeps its order.
    span = claim.evidence.span
    return span.start, span.end, claim.kind
