"""Words looked up at a place of a text: which form of a table begins, or ends, here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

V = TypeVar("V")


class Found(NamedTuple, Generic[V]):
    """A form found: its place, what it stands for, whether it holds a capital letter."""

    start: int
    end: int
    value: V


class WordTable(Generic[V]):
    """Forms and what each stands for; the longest form wins.

    A form with a capital must stand as written; one ending in `*` is a stem.  Forms are kept under their first (and
    last) two characters, so that a look-up costs one dictionary access and a few comparisons, however many they are.
    """

    def __init__(self, forms: Iterable[tuple[str, V]], boundaries: bool = True) -> None:
        self._boundaries = boundaries
        self._heads: dict[str, list[tuple[str, str, bool, V]]] = {}
        self._tails: dict[str, list[tuple[str, str, bool, V]]] = {}
        for written, value in sorted(forms, key=lambda pair: (-len(pair[0]), pair[0].islower())):
            stem, form = written.endswith("*"), written.removesuffix("*")
            low = form.lower()
            entry = (low, form if form != low else "", stem, value)
            self._heads.setdefault(low[:2], []).append(entry)
            self._tails.setdefault(low[-2:], []).append(entry)

    def at(self, text: str, low: str, at: int) -> Found[V] | None:
        """The longest form that begins at a place; `low` is `text` in lower case."""
        for key in (low[at : at + 2], low[at : at + 1]):
            for form, cased, stem, value in self._heads.get(key, ()):
                if not low.startswith(form, at):
                    continue
                end = at + len(form)
                if cased and text[at:end] != cased:
                    continue
                if stem:
                    while low[end : end + 1].isalpha():
                        end += 1
                elif self._boundaries and _joined(low, end):
                    continue
                return Found(at, end, value)
        return None

    def before(self, text: str, low: str, end: int, glued: bool = False) -> Found[V] | None:
        """The longest form that ends at a place; `glued`: what stands before it may be a letter."""
        for key in (low[max(0, end - 2) : end], low[max(0, end - 1) : end]):
            for form, cased, _, value in self._tails.get(key, ()):
                start = end - len(form)
                if start < 0 or not low.startswith(form, start):
                    continue
                if cased and text[start:end] != cased:
                    continue
                if not glued and self._boundaries and _joined(low, start):
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


def _joined(low: str, at: int) -> bool:
    """Whether a word goes on across a place."""
    return 0 < at < len(low) and low[at - 1].isalpha() and low[at].isalpha()
