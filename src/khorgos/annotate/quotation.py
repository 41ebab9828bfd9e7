"""Find quotations."""

from __future__ import annotations

from khorgos.annotate.annotated import Annotated
from khorgos.annotate.mentions import QuotationMention


def find(view: Annotated) -> list[QuotationMention]:
    """Every quotation of what is read, in order."""
    return []
