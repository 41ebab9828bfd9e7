"""What was last spoken of: parties, region, country, mechanism, period."""

from __future__ import annotations

from khorgos.annotate import Annotated
from khorgos.values import Party


class Discourse:
    """The state of a text, sentence by sentence, for "the two sides", "the region", "bilateral", "the country"."""

    def __init__(self, view: Annotated) -> None:
        self.view = view

    def parties_at(self, at: int) -> list[Party]:
        """The parties that govern what is said at a place: those of its clause, else what was last spoken of."""
        return []
