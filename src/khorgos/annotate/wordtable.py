"""Words looked up at a place of a text: which form of a table begins, or ends, here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeAlias, TypeVar

V = TypeVar("V")


class Found(NamedTuple, Generic[V]):
    """A form found: its place, what it stands for, whether it holds a capital letter."""

    start: int
    end: int
    value: V


# A form in lower case, its length, the form where it has a capital, whether it is a stem, whether a letter on its other
# side would make it a part of a longer word, its value.
_Entry: TypeAlias = tuple[str, int, str, bool, bool, V]


# Where more forms than this begin with the same two characters, those beyond tell them apart.
_CROWD = 3
_DEEP = 4


class WordTable(Generic[V]):
    """Forms and what each stands for; the longest form wins.

    A form with a capital must stand as written; one ending in `*` is a stem.  Forms are kept under their first (and
    last) two characters, and where these are many under four, so that a look-up costs a few dictionary accesses and
    comparisons, however many they are.
    """

    def __init__(self, forms: Iterable[tuple[str, V]], boundaries: bool = True) -> None:
        heads: dict[str, list[_Entry[V]]] = {}
        tails: dict[str, list[_Entry[V]]] = {}
        for written, value in sorted(forms, key=lambda pair: (-len(pair[0]), pair[0].islower())):
            stem, form = written.endswith("*"), written.removesuffix("*")
            low = form.lower()
            cased = form if form != low else ""
            open_head, open_tail = boundaries and low[:1].isalpha(), boundaries and low[-1:].isalpha()
            heads.setdefault(low[:2], []).append((low, len(low), cased, stem, open_tail, value))
            tails.setdefault(low[-2:], []).append((low, len(low), cased, stem, open_head, value))
        self._heads = _merged(heads, 0)
        self._tails = _merged(tails, -1)
        self._deep_heads = _deep(self._heads, lambda form, size: form[:size])
        self._deep_tails = _deep(self._tails, lambda form, size: form[-size:])

    def at(self, text: str, low: str, at: int) -> Found[V] | None:
        """The longest form that begins at a place; `low` is `text` in lower case."""
        entries = self._heads.get(low[at : at + 2]) or self._heads.get(low[at : at + 1])
        if entries is None:
            return None
        if len(entries) > _CROWD:
            deep = self._deep_heads
            entries = deep.get(low[at : at + 4]) or deep.get(low[at : at + 3]) or deep.get(low[at : at + 2])
            entries = entries or deep.get(low[at], [])
        for form, size, cased, stem, joins, value in entries:
            if not low.startswith(form, at):
                continue
            end = at + size
            if cased and text[at:end] != cased:
                continue
            if stem:
                while low[end : end + 1].isalpha():
                    end += 1
            elif joins and low[end : end + 1].isalpha():
                continue
            return Found(at, end, value)
        return None

    def before(self, text: str, low: str, end: int, glued: bool = False) -> Found[V] | None:
        """The longest form that ends at a place; `glued`: what stands before it may be a letter."""
        if end <= 0:
            return None
        entries = self._tails.get(low[end - 2 : end] if end > 1 else low[:1]) or self._tails.get(low[end - 1])
        if entries is None:
            return None
        if len(entries) > _CROWD:
            deep = self._deep_tails
            entries = deep.get(low[max(0, end - 4) : end]) or deep.get(low[max(0, end - 3) : end])
            entries = entries or deep.get(low[max(0, end - 2) : end]) or deep.get(low[end - 1], [])
        for form, size, cased, _, joins, value in entries:
            if not low.endswith(form, 0, end):
                continue
            start = end - size
            if cased and text[start:end] != cased:
                continue
            if joins and not glued and start and low[start - 1].isalpha():
                continue
            return Found(start, end, value)
        return None

    def stem_before(self, low: str, end: int) -> Found[V] | None:
        """The form that the word ending at a place is, or begins with."""
        start = end
        while start and low[start - 1].isalpha():
            start -= 1
        found = self.at(low, low, start)
        return found if found and found.end == end else None


def _merged(entries: dict[str, list[_Entry[V]]], edge: int) -> dict[str, list[_Entry[V]]]:
    """Entries by two characters, each list ended by the forms of one: a place needs one look."""
    single = {key: found for key, found in entries.items() if len(key) < 2}
    return {key: found if key in single else found + single.get(key[edge], []) for key, found in entries.items()}


def _deep(merged: dict[str, list[_Entry[V]]], edge: Callable[[str, int], str]) -> dict[str, list[_Entry[V]]]:
    """Of the crowded lists, what may stand where a text begins (or ends) so, in their order."""
    deep: dict[str, list[_Entry[V]]] = {}
    for entries in merged.values():
        if len(entries) <= _CROWD:
            continue
        for key in {edge(entry[0], _DEEP) for entry in entries}:
            deep[key] = [entry for entry in entries if edge(entry[0], _DEEP) == edge(key, entry[1])]
    return deep
