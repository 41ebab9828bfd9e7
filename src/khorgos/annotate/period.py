"""Find periods."""

from __future__ import annotations

from khorgos.annotate.annotated import Annotated
from khorgos.annotate.mentions import PeriodMention
from khorgos.language import Pack
from khorgos.values import Period


def find(view: Annotated) -> list[PeriodMention]:
    """Every period of what is read, in order."""
    return []


def readings(text: str, pack: Pack, anchor: Period | None) -> list[Period]:
    """Every period that a short text can be read as giving, seen from the anchor (for grounding)."""
    return []
