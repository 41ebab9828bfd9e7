"""Words of rising and falling beside an amount."""

from __future__ import annotations

from khorgos.annotate.wordtable import WordTable
from khorgos.language import Pack
from khorgos.values import Unit
from khorgos.values.unit import Dimension


class Changes:
    """The change words of a language: before an amount ("fell by"), and behind it ("drop")."""

    def __init__(self, pack: Pack) -> None:
        room, bounds = pack.room("actions"), pack.room("bounds")
        taken = {form for concept in bounds.values() for form in concept.forms}
        words = [
            (form, sign)
            for name, sign in (("up", 1), ("down", -1))
            if name in room
            for form in room[name].forms
            if not form.startswith("~")
        ]
        # "put up another 3 million" raises nothing.
        self._none = tuple(
            form.removeprefix("~").lower()
            for name in ("up", "down")
            if name in room
            for form in room[name].forms
            if form.startswith("~")
        )
        self._boundaries = pack.boundaries
        self._words = WordTable(words, pack.boundaries)
        self._ahead = WordTable([(form, sign) for form, sign in words if form not in taken], pack.boundaries)
        # Whether the word between a change and its number stands before money too, or only before a ratio.
        between = [(form, name == "by") for name in ("by", "by_ratio") if name in bounds for form in bounds[name].forms]
        self._by = WordTable(between, pack.boundaries)
        self._falls = tuple(form.removesuffix("*").lower() for form, sign in words if sign < 0)

    def falls(self, low: str) -> bool:
        """Whether a word of falling stands anywhere in a short text."""
        return any(form in low for form in self._falls)

    def beside(
        self, text: str, low: str, start: int, end: int, unit: Unit, begin: int, stop: int
    ) -> tuple[int, int, int] | None:
        """The stretch with the change word, and which way it goes; None where none stands beside."""
        ratio = unit.dimension is Dimension.RATIO
        if not ratio and unit.dimension is not Dimension.MONEY:
            return None
        found = self._before(text, low, start, begin, ratio)
        if found is not None:
            return found[0], end, found[1]
        if ratio and end < stop:
            place = end + 1 if low[end : end + 1] in (" ", "-") else end
            behind = self._words.at(text, low, place) if place > end or not self._boundaries else None
            if behind is not None and behind.end <= stop:
                return start, behind.end, behind.value
        return None

    def _before(self, text: str, low: str, start: int, begin: int, ratio: bool) -> tuple[int, int] | None:
        place = start - 1 if start > begin and low[start - 1] == " " else start
        by = self._by.before(text, low, place) if place > begin else None
        if by is not None and by.start > begin and (ratio or by.value):
            place = by.start - 1 if low[by.start - 1] == " " else by.start
        elif not ratio:
            return None
        found = self._ahead.before(text, low, place) or (self._stem(low, place) if self._boundaries else None)
        if found is None or found[0] < begin or low.endswith(self._none, 0, found[1]):
            return None
        return found[0], found[2]

    def _stem(self, low: str, place: int) -> tuple[int, int, int] | None:
        found = self._ahead.stem_before(low, place)
        return None if found is None else (found.start, found.end, found.value)
