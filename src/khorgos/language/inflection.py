"""All forms of a marked word: `мост^n`, `железная^a дорога^n`, `подписать^v`.

A language whose words change has a room `inflection` of paradigms.  A mark behind a word names its paradigms; the end
of the word chooses one.  A capital mark asks for the oblique cases of the singular alone (`министр^N`).  The words of a
phrase change together: adjectives take gender, number and case of the noun that they stand with.  Forms that
no writer uses do no harm, for nothing but real text is searched for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MARK = "^"
_MARKED = re.compile(r"(?P<word>[\w-]+)(?:/(?P<stem>[\w-]+))?\^(?P<kind>[a-zA-Z])")
# Verbs: all their forms, or only what somebody did.
_ADJECTIVE, _VERB, _PAST = "a", "v", "s"
_SINGULAR = 6


@dataclass(frozen=True, slots=True)
class Lemma:
    """The nominative of a phrase in its number, and the gender of its noun; "p" for all plurals."""

    form: str
    gender: str


class Inflection:
    """The paradigms of one language, as its room `inflection` has them; a language without any leaves forms alone."""

    def __init__(self, room: dict[str, dict[str, Any]]) -> None:
        self._paradigms = {kind: entry.get("paradigms", []) for kind, entry in room.items()}
        self._reflexive = room.get(_VERB, {}).get("reflexive", ("", ""))
        self.lemmas: dict[str, Lemma] = {}

    def expand(self, value: Any) -> Any:
        """The same value with every marked string of a list replaced by all its forms."""
        if not self._paradigms:
            return value
        if isinstance(value, dict):
            return {self._plain(key): self.expand(entry) for key, entry in value.items()}
        if not isinstance(value, list):
            return value
        if not any(isinstance(entry, str) and MARK in entry for entry in value):
            return [self.expand(entry) for entry in value]
        return list(dict.fromkeys(form for entry in value for form in self._forms(entry)))

    def _plain(self, key: Any) -> Any:
        return _MARKED.sub(r"\g<word>", key) if isinstance(key, str) and MARK in key else key

    def _forms(self, entry: Any) -> Iterator[Any]:
        if not isinstance(entry, str) or MARK not in entry:
            yield entry
            return
        shadow = "~" if entry.startswith("~") else ""
        for form in self.phrase(entry.removeprefix("~")):
            yield shadow + form

    def phrase(self, written: str) -> list[str]:
        """Every form of a phrase with marks."""
        marked = list(_MARKED.finditer(written))
        verbs = [found for found in marked if found["kind"] in (_VERB, _PAST)]
        if verbs:
            return [self._filled(written, verbs[:1], [form]) for form in self._verb(verbs[0])]
        nouns = [found for found in marked if found["kind"] != _ADJECTIVE]
        gender, size = self._head(nouns)
        cells = [self._cells(found, gender, size) for found in marked]
        cases = [[str(cell).split("|") for cell in case] for case in zip(*cells, strict=True)]
        forms = [[self._filled(written, marked, choice) for choice in _choices(case)] for case in cases]
        if any(found["kind"].isupper() for found in nouns):
            oblique = dict.fromkeys(form for case in forms[1:_SINGULAR] for form in case)
            return [form for form in oblique if form != forms[0][0]]
        self._note(forms, gender)
        return list(dict.fromkeys(form for case in forms for form in case))

    def _note(self, forms: list[list[str]], gender: str) -> None:
        """Keep what each form is a form of: the nominative of its number."""
        for number, case in enumerate(forms):
            plural = number >= _SINGULAR
            lemma = Lemma(forms[_SINGULAR if plural else 0][0], "p" if plural else gender)
            for form in case:
                self.lemmas.setdefault(form.lower(), lemma)

    def _head(self, nouns: list[re.Match[str]]) -> tuple[str, int]:
        """Gender and number of cases of the noun that a phrase is about; adjectives alone have all genders."""
        if not nouns:
            return "", 4 * _SINGULAR
        paradigm = self._chosen(nouns[0]["kind"].lower(), nouns[0]["stem"] or nouns[0]["word"])
        return str(paradigm["gender"]), len(paradigm["forms"])

    def _cells(self, found: re.Match[str], gender: str, size: int) -> list[str]:
        if found["kind"] == _ADJECTIVE:
            return self._adjective(found["word"], gender, size)
        return self._noun(found)

    def _noun(self, found: re.Match[str]) -> list[str]:
        word, stem = found["word"], found["stem"]
        cells = _declined(self._chosen(found["kind"].lower(), stem or word), stem or word)
        if stem:
            accusative = cells[3].split("|")
            cells[3] = "|".join(word if form == cells[0] else form for form in accusative)
            cells[0] = word
        return cells

    def _adjective(self, word: str, gender: str, size: int) -> list[str]:
        paradigm, stem, end = next(
            (one, word[: -len(end)], end)
            for one in reversed(self._paradigms[_ADJECTIVE])
            for end in one["ends"]
            if word.endswith(end) and word[: -len(end)].endswith(tuple(one["stem"]))
        )
        rows = [*(paradigm[gender] if gender else [*paradigm["m"], *paradigm["f"], *paradigm["n"]]), *paradigm["p"]]
        cells = ["|".join(stem + form for form in str(row).split("|")) for row in rows[:size]]
        # "мировой" ends in -ой where "новый" ends in -ый.
        return [cell.replace(stem + "ый", word).replace(stem + "ий", word) if end == "ой" else cell for cell in cells]

    def _verb(self, found: re.Match[str]) -> list[str]:
        infinitive = found["word"]
        plain = infinitive.removesuffix("ся").removesuffix("сь")
        forms = [*_declined(self._chosen(found["kind"], plain), plain)]
        if plain == infinitive:
            return list(dict.fromkeys(forms))
        behind_consonant, behind_vowel = self._reflexive
        return [form + (behind_vowel if form[-1] in "аеёиоуыэюя" else behind_consonant) for form in forms]

    def _chosen(self, kind: str, word: str) -> dict[str, Any]:
        fitting = [
            (len(end), number, one)
            for number, one in enumerate(self._paradigms[kind])
            for end in one["ends"]
            if word.endswith(end)
        ]
        best: dict[str, Any] = max(fitting, key=lambda each: each[:2])[2]
        return best

    @staticmethod
    def _filled(written: str, marked: list[re.Match[str]], words: list[str]) -> str:
        parts, at = [], 0
        for found, word in zip(marked, words, strict=True):
            parts += [written[at : found.start()], word]
            at = found.end()
        return "".join([*parts, written[at:]])


def _declined(paradigm: dict[str, Any], word: str) -> list[str]:
    end = max((end for end in paradigm["ends"] if word.endswith(end)), key=len)
    stem = word[: len(word) - len(end) + int(paradigm.get("keep", 0))]
    return ["|".join(stem + form for form in str(forms).split("|")) for forms in paradigm["forms"]]


def _choices(cells: list[list[str]]) -> Iterator[list[str]]:
    """Every way to take one variant of each cell."""
    if not cells:
        yield []
        return
    for first in cells[0]:
        for rest in _choices(cells[1:]):
            yield [first, *rest]
