"""Find quantitys."""

from __future__ import annotations

from khorgos.annotate.annotated import Annotated
from khorgos.annotate.mentions import QuantityMention
from khorgos.language import Pack
from khorgos.values import Quantity


def find(view: Annotated) -> list[QuantityMention]:
    """Every quantity of what is read, in order."""
    return []


def readings(text: str, pack: Pack) -> list[Quantity]:
    """Every quantity that a short text can be read as giving (for grounding)."""
    return []
