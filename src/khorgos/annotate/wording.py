"""A language's words of time compiled: pieces of text become one character each, patterns expressions over these.

`calendar.yaml` lists words by class, `times.yaml` patterns over classes (`{month} {day}, {year}`; see `template`).
Every word gets a character of its own (private use), a class becomes a set of characters, numbers are told by their
shape.  A pattern thus never repeats a word table, and a text is cut into pieces once for all patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from khorgos.annotate.template import Compiler, literals
from khorgos.annotate.wordclass import SHAPES, shape
from khorgos.errors import LanguageFault
from khorgos.language import Pack
from khorgos.language.pack import Concept

UNKNOWN = "\0"
_CAPTURE = re.compile(r"\((?!\?)")
_MEMORY = 20_000
# Classes of words that tell tense: looked for as text, not as pieces.
_TENSES = ("neutral", "forward", "backward")
# What an entry says of itself; its other attributes are slots that are filled from the beginning.
_ENTRY_KEYS = frozenset({"reads", "patterns", "build", "joined", "role", "words", "after"})


class Slots(dict[str, Any]):
    """The values that a pattern's classes had in a text, by the class's name (and number: year, year2)."""


class Pattern(NamedTuple):
    """One way of saying a sense: its builder's name, expression, slots (name, class) and fixed attributes."""

    sense: str
    builder: str
    expression: re.Pattern[str]
    slots: tuple[tuple[str, str], ...]
    attributes: dict[str, Any]
    joined: bool


class Match(NamedTuple):
    """A pattern found: pieces start to end, and what its slots hold."""

    start: int
    end: int
    pattern: Pattern
    slots: Slots


class _Codes(dict[str, str]):
    """Pieces to characters; numbers by their shape, everything else unknown; remembers what it saw, within limits."""

    def __missing__(self, piece: str) -> str:
        code = shape(piece) if piece[0].isdigit() else UNKNOWN
        if len(self) < _MEMORY:
            self[piece] = code
        return code


class Wording:
    """What a language pack says about time, ready to scan.

    `classes` are the pack's classes: their words' characters with their values.  `trigger` finds a character that
    wakes the patterns (None where the pack says nothing of time), `roles` and `roles_after` are the words before and
    after a time with the role they give it, `tense` finds words of what is to come or was.
    """

    def __init__(self, pack: Pack) -> None:
        self.boundaries = pack.boundaries
        self._words: dict[str, str] = {}
        calendar, times = pack.room("calendar"), pack.room("times")
        self.classes = self._read_classes(calendar)
        self._class_words = _longest_first(word for word in self._words if len(word) > 1)
        hyphen = self._code("-")
        for concept in times.values():
            for template in concept.get("patterns", ()):
                for literal in literals(template):
                    self._codes_of(literal)
        self.roles = self._read_roles(times, "words")
        self.roles_by_size = _by_size(self.roles)
        self.roles_after = self._read_roles(times, "after")
        self._cutter = re.compile(self._piece_expression())
        self._codes = self._lookup()
        self._by_first = self._compile(times, Compiler(self.classes, self._codes_of, hyphen))
        self._gates = _gates(self._by_first)
        self.tense = _tense(calendar, boundaries=self.boundaries)
        self.trigger = self._read_trigger(calendar)

    def encode(self, text: str) -> tuple[list[str], str, list[int]]:
        """The text's pieces, one character for each, and where each piece begins (with the end of the text last)."""
        pieces = self._cutter.findall(text)
        return pieces, "".join(map(self._codes.__getitem__, pieces)), list(accumulate(map(len, pieces), initial=0))

    def matches(self, pieces: list[str], codes: str, *, joined: bool = True) -> Iterator[Match]:
        """The longest matches from the left; `joined` says whether intervals are wanted whole."""
        at, size = 0, len(codes)
        gates = self._gates
        while at < size:
            gate = gates.get(codes[at])
            found = self._longest(codes, at, joined=joined) if gate is not None and gate.match(codes, at) else None
            if found is None:
                at += 1
            else:
                pattern, place = found
                yield Match(at, place.end(), pattern, self._slots(pattern, pieces, codes, place))
                at = place.end()

    def _longest(self, codes: str, at: int, *, joined: bool) -> tuple[Pattern, re.Match[str]] | None:
        best: tuple[Pattern, re.Match[str]] | None = None
        end = at
        for pattern in self._by_first[codes[at]]:
            found = pattern.expression.match(codes, at)
            if found and found.end() > end and (joined or not pattern.joined):
                best, end = (pattern, found), found.end()
        return best

    def _slots(self, pattern: Pattern, pieces: list[str], codes: str, found: re.Match[str]) -> Slots:
        slots = Slots(pattern.attributes)
        for number, (name, kind) in enumerate(pattern.slots, 1):
            start, end = found.span(number)
            if start >= 0:
                slots[name] = self._value(kind, pieces[start:end], codes[start:end])
        return slots

    def _value(self, kind: str, pieces: list[str], codes: str) -> Any:
        """What the pieces of a slot mean: a class's value, or a number."""
        if codes[0] in SHAPES:
            return pieces[0]
        values = self.classes.get(kind)
        if values is not None:
            for code in codes:
                if code in values:
                    return values[code]
        numbers = self.classes.get("number", {})
        return _count([numbers[code] for code in codes if code in numbers]) or "".join(pieces)

    def _read_classes(self, calendar: dict[str, Concept]) -> dict[str, dict[str, Any]]:
        classes: dict[str, dict[str, Any]] = {}
        for name, concept in calendar.items():
            if name in _TENSES:
                continue
            same = concept.get("same")
            classes[name] = classes[same] if same else {}
            for value, forms in concept.get("words", {}).items():
                classes[name].update((self._code(str(form)), value) for form in forms)
        return classes

    def _read_roles(self, times: dict[str, Concept], key: str) -> tuple[tuple[str, str], ...]:
        roles = [
            (self._codes_of(form), str(concept.get("role")))
            for concept in times.values()
            if concept.get("role")
            for form in concept.get(key, ())
        ]
        return tuple(sorted(roles, key=lambda entry: -len(entry[0])))

    def _read_trigger(self, calendar: dict[str, Concept]) -> re.Pattern[str] | None:
        """Words that wake the patterns; those marked `numbered` do so only behind a number ("the '90s")."""
        waking, behind = set[str](), set[str]()
        for name, concept in calendar.items():
            if concept.get("wakes"):
                (behind if concept.get("wakes") == "numbered" else waking).update(self.classes[name])
        either = f"|n ?[{re.escape(''.join(sorted(behind)))}]" if behind else ""
        return re.compile(f"[yD{re.escape(''.join(sorted(waking)))}]{either}") if waking else None

    def _code(self, word: str) -> str:
        return self._words.setdefault(word, chr(0xE000 + len(self._words)))

    def _codes_of(self, literal: str) -> str:
        cut = _CUT if self.boundaries else self._class_words
        return "".join(" " if part == " " else self._code(self._as_known(part)) for part in cut.findall(literal))

    def _as_known(self, word: str) -> str:
        """A pattern's "Fourth" (of July) is the class's own "fourth", with which a sentence may begin."""
        low = word.lower()
        return low if low in self._words and word not in self._words else word

    def _piece_expression(self) -> str:
        if self.boundaries:
            return r"[a-zA-Z\u00c0-\u04ff]+| +|\d+(?:[.,]\d+)*|(?s:.)"
        first = re.escape("".join(sorted({word[0] for word in self._words})))
        words = "|".join(map(re.escape, sorted(self._words, key=len, reverse=True)))
        return rf"\d+(?:[.,]\d+)*|{words}|[^\d{first}\s]+|\s+|(?s:.)"

    def _lookup(self) -> _Codes:
        codes = _Codes({" ": " ", "\n": " ", "  ": " "})
        for word, code in self._words.items():
            codes[word] = code
            codes.setdefault(word.upper(), code)
            if word == word.lower():
                codes.setdefault(word.capitalize(), code)
        return codes

    def _compile(self, times: dict[str, Concept], compiler: Compiler) -> dict[str, list[Pattern]]:
        by_first: dict[str, list[Pattern]] = {}
        for sense, concept in times.items():
            fixed = {name: value for name, value in concept.attributes.items() if name not in _ENTRY_KEYS}
            for template in concept.get("patterns", ()):
                try:
                    source, slots, firsts = compiler.compile(template)
                except KeyError as fault:
                    place = f"times: {sense}"
                    raise LanguageFault(f"no such class of words: {fault}.", place=place, value=template) from fault
                builder, joined = concept.get("build", sense), bool(concept.get("joined"))
                pattern = Pattern(sense, builder, re.compile(source), slots, fixed, joined)
                for first in firsts:
                    by_first.setdefault(first, []).append(pattern)
        return by_first


_CUT = re.compile(r"[^\W\d_]+|\d+|.")


def _by_size(roles: tuple[tuple[str, str], ...]) -> tuple[tuple[int, dict[str, str]], ...]:
    # The longest first, as before; of two entries for the same words the first counts.
    sizes: dict[int, dict[str, str]] = {}
    for form, role in roles:
        sizes.setdefault(len(form), {}).setdefault(form, role)
    return tuple(sizes.items())


def _longest_first(words: Iterator[str]) -> re.Pattern[str]:
    return re.compile("|".join([*map(re.escape, sorted(words, key=len, reverse=True)), "(?s:.)"]))


def _gates(by_first: dict[str, list[Pattern]]) -> dict[str, re.Pattern[str]]:
    # One look that tells whether any pattern matches at a word: at most words of time none does.
    made: dict[tuple[str, ...], re.Pattern[str]] = {}
    gates = {}
    for first, patterns in by_first.items():
        key = tuple(dict.fromkeys(pattern.expression.pattern for pattern in patterns))
        if key not in made:
            made[key] = re.compile("|".join(_CAPTURE.sub("(?:", each) for each in key))
        gates[first] = made[key]
    return gates


def _forms(calendar: dict[str, Concept], name: str) -> list[str]:
    concept = calendar.get(name)
    return [str(form) for forms in concept.get("words", {}).values() for form in forms] if concept else []


def _tense(calendar: dict[str, Concept], *, boundaries: bool) -> re.Pattern[str]:
    """Words that tell tense, and first those that only look like them; "*" in a form stands for any beginning."""
    edge = r"\b" if boundaries else ""
    groups = []
    for name in _TENSES:
        forms = sorted((re.escape(form).replace(r"\*", r"\w+") for form in _forms(calendar, name)), reverse=True)
        groups.append(f"(?P<{name}>{'|'.join(forms) or '(?!)'})")
    return re.compile(f"{edge}(?:{'|'.join(groups)}){edge}")


def _count(values: list[Any]) -> int | None:
    """A number from number words: twenty + four, or Chinese 二 十 四."""
    total = 0
    for value in values:
        if not isinstance(value, int):
            return None
        if value >= 10 and 0 < total < 10:
            total *= value
        else:
            total += value
    return total or None


@lru_cache(maxsize=16)
def wording(pack: Pack) -> Wording:
    """The compiled wording of a pack, made once."""
    return Wording(pack)
