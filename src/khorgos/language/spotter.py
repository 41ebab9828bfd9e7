"""Find the words of rooms that the common scan leaves out, where a reader wants them.

A word may stand in several concepts of such a room ("delivered" gives and hands over): each concept finds its own
longest forms.  Shadows (`~`) keep shorter forms of their own concept out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from khorgos.language.pack import Hit, load


class _Form(NamedTuple):
    room: str
    concept: str
    form: str
    stem: bool
    cased: bool
    shadow: bool
    tail: re.Pattern[str] | None = None


class Spotter:
    """The words of some rooms of one language."""

    def __init__(self, code: str, rooms: tuple[str, ...]) -> None:
        # Imported here: the package must be importable in a tenth of a second.
        from ahocorasick_rs import AhoCorasick, MatchKind

        pack = load(code)
        self.boundaries = pack.boundaries
        same: dict[str, list[_Form]] = {}
        for room in rooms:
            for concept in pack.room(room).values():
                for written in concept.forms:
                    form = _form(room, concept.code, written)
                    same.setdefault(form.form.lower(), []).append(form)
        self._forms = list(same.values())
        self._matcher: Any = AhoCorasick(list(same), matchkind=MatchKind.Standard)

    def hits(self, text: str, low: str) -> list[Hit]:
        """Every concept found, each with its longest forms from the left, in order of place."""
        size = len(text)
        found: dict[tuple[str, str], list[tuple[int, int, _Form]]] = {}
        for index, start, stop in self._matcher.find_matches_as_indexes(low, overlapping=True):
            if self.boundaries and start and low[start - 1].isalnum() and low[start].isalnum():
                continue
            for form in self._forms[index]:
                end = stop
                if form.stem:
                    while end < size and low[end].isalpha():
                        end += 1
                    if form.tail is not None:
                        tail = form.tail.match(low, end)
                        if tail is None:
                            continue
                        end = tail.end()
                elif self.boundaries and end < size and low[end].isalnum() and low[end - 1].isalnum():
                    continue
                if not form.cased or text.startswith(form.form, start):
                    found.setdefault((form.room, form.concept), []).append((start, -end, form))
        hits = [hit for places in found.values() for hit in _longest(places)]
        hits.sort()
        return hits


@lru_cache(maxsize=16)
def spotter(code: str, *rooms: str) -> Spotter:
    """The spotter of some rooms of a language."""
    return Spotter(code, rooms)


def _form(room: str, concept: str, written: str) -> _Form:
    shadow, form = written.startswith("~"), written.removeprefix("~")
    stem, form = form.endswith("*"), form.removesuffix("*")
    head, star, rest = form.partition("*")
    tail = None
    if star:
        end = r"[^\W\d_]*" if stem else r"(?!\w)"
        tail = re.compile(r"[^\W\d_]*".join(map(re.escape, rest.lower().split("*"))) + end)
    return _Form(room, concept, head, stem or tail is not None, head != head.lower(), shadow, tail)


def _order(place: tuple[int, int, _Form]) -> tuple[int, int, int, bool]:
    """The leftmost, then the longest, then the one that is written longest: a stem may reach as far as a longer one."""
    start, minus, form = place
    return start, minus, -len(form.form), form.shadow


def _longest(places: list[tuple[int, int, _Form]]) -> list[Hit]:
    at, hits = -1, []
    for start, minus, form in sorted(places, key=_order):
        if start < at:
            continue
        at = -minus
        if not form.shadow:
            hits.append(Hit(start, at, form.room, form.concept, form.form))
    return hits
