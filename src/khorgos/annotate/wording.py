"""A language's words of time compiled: pieces of text become one character each, patterns regular expressions of these.

`calendar.yaml` lists words by class, `times.yaml` patterns over classes (`{month} {day}, {year}`).  Every word gets a
character of its own (private use), a class becomes a set of characters, numbers are told by their shape.  A pattern
thus never repeats a word table, and a text is scanned once for all patterns.

    pattern    {class} a word of a class or a number   [x] may be missing   (x|y) either   other words as written
    a blank    a blank, a hyphen or nothing                _   a blank
    <x|y>      x or y and a blank stand before, and are no part of it
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from khorgos.annotate.wordclass import SHAPES, shape, slot_expression
from khorgos.errors import LanguageFault
from khorgos.language import Pack

UNKNOWN = "\0"
_TEMPLATE = re.compile(
    r"\{(?P<slot>[a-z]+)(?P<number>\d*)\}|(?P<mark>[\[\]()|])|(?P<space> +)|(?P<gap>_)|<(?P<behind>[^>]+)>|(?P<other>[^\[\]()|{} _<>]+)"
)
_MARKS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}
_CAPTURE = re.compile(r"\((?!\?)")
_MEMORY = 20_000
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
    """What a language pack says about time, ready to scan."""

    def __init__(self, pack: Pack) -> None:
        self.boundaries = pack.boundaries
        self._words: dict[str, str] = {}
        self._code("-")
        self.classes: dict[str, dict[str, Any]] = {}
        for name, concept in pack.room("calendar").items():
            if name in ("forward", "backward"):
                continue
            for value, forms in concept.get("words", {}).items():
                for form in forms:
                    self.classes.setdefault(name, {})[self._code(str(form))] = value
            if "same" in concept.attributes:
                self.classes[name] = self.classes[concept.attributes["same"]]
        templates = [
            (sense, concept, template)
            for sense, concept in pack.room("times").items()
            for template in concept.get("patterns", ())
        ]
        for _, _, template in templates:
            self._literals(template)
        self.roles = self._roles(pack, "words")
        self.roles_after = self._roles(pack, "after")
        self.pieces = re.compile(self._piece_expression())
        self.codes = self._lookup()
        self._by_first: dict[str, list[Pattern]] = {}
        self._compile(templates)
        wanted = "".join(sorted(set(self._triggers())))
        self.tense = _tense(self._class_forms(pack, "forward"), self._class_forms(pack, "backward"), self.boundaries)
        self.trigger = re.compile(f"[{re.escape(wanted)}]") if wanted else None

    @staticmethod
    def _class_forms(pack: Pack, name: str) -> list[str]:
        concept = pack.room("calendar").get(name)
        return [str(form) for forms in concept.get("words", {}).values() for form in forms] if concept else []

    def encode(self, text: str) -> tuple[list[str], str, list[int]]:
        """The text's pieces, one character for each, and where each piece begins (with the end of the text last)."""
        pieces = self.pieces.findall(text)
        return pieces, "".join(map(self.codes.__getitem__, pieces)), list(accumulate(map(len, pieces), initial=0))

    def matches(self, pieces: list[str], codes: str, joined: bool = True) -> Iterator[Match]:
        """The longest matches from the left; `joined` says whether intervals are wanted whole."""
        at, size = 0, len(codes)
        gates = self._gates
        while at < size:
            gate = gates.get(codes[at])
            found = self._longest(codes, at, joined) if gate is not None and gate.match(codes, at) else None
            if found is None:
                at += 1
            else:
                pattern, place = found
                yield Match(at, place.end(), pattern, self._slots(pattern, pieces, codes, place))
                at = place.end()

    def _longest(self, codes: str, at: int, joined: bool) -> tuple[Pattern, re.Match[str]] | None:
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

    def _code(self, word: str) -> str:
        key = word if word != word.lower() else word.lower()
        return self._words.setdefault(key, chr(0xE000 + len(self._words)))

    def _literals(self, template: str) -> None:
        for found in _TEMPLATE.finditer(template):
            behind = found["behind"].split("|") if found["behind"] else []
            for part in [*self._parts(found["other"] or ""), *behind]:
                self._code(part)

    def _parts(self, literal: str) -> list[str]:
        if not self.boundaries:
            return self._class_words().findall(literal)
        return re.findall(r"[^\W\d_]+|\d+|.", literal)

    def _class_words(self) -> re.Pattern[str]:
        words = sorted((word for word in self._words if len(word) > 1), key=len, reverse=True)
        return re.compile("|".join([*map(re.escape, words), "(?s:.)"]))

    def _piece_expression(self) -> str:
        if self.boundaries:
            return r"[a-zA-Z\u00c0-\u04ff]+| +|\d+(?:[.,]\d+)*|(?s:.)"
        words = sorted(self._words, key=len, reverse=True)
        first = "".join(sorted({word[0] for word in words}))
        alternatives = "|".join(map(re.escape, words))
        return rf"\d+(?:[.,]\d+)*|{alternatives}|[^\d{re.escape(first)}\s]+|\s+|(?s:.)"

    def _lookup(self) -> _Codes:
        codes = _Codes({" ": " ", "\n": " ", "  ": " "})
        for word, code in self._words.items():
            codes[word] = code
            codes.setdefault(word.upper(), code)
            if word == word.lower():
                codes.setdefault(word.capitalize(), code)
        return codes

    def _roles(self, pack: Pack, key: str) -> tuple[tuple[str, str], ...]:
        roles = [
            ("".join(self._code(part) if part != " " else " " for part in self._role_parts(form)), role)
            for role, concept in pack.room("times").items()
            if concept.get("role")
            for form in concept.get(key, ())
        ]
        return tuple(sorted(roles, key=lambda entry: -len(entry[0])))

    def _role_parts(self, form: str) -> list[str]:
        return [part for part in re.split(r"( )", form) if part] if self.boundaries else self._parts(form)

    def _compile(self, templates: list[tuple[str, Any, str]]) -> None:
        for sense, concept, template in templates:
            source, slots = self._expression(sense, template)
            expression = re.compile(source)
            builder = concept.get("build", sense)
            fixed = {name: value for name, value in concept.attributes.items() if name not in _ENTRY_KEYS}
            pattern = Pattern(sense, builder, expression, slots, fixed, bool(concept.get("joined")))
            for first in self._firsts(source):
                self._by_first.setdefault(first, []).append(pattern)
        self._gates = self._gated()

    def _gated(self) -> dict[str, re.Pattern[str]]:
        # One look that tells whether any pattern matches at a word: at most words of time none does.
        made: dict[tuple[str, ...], re.Pattern[str]] = {}
        gates = {}
        for first, patterns in self._by_first.items():
            key = tuple(dict.fromkeys(pattern.expression.pattern for pattern in patterns))
            if key not in made:
                made[key] = re.compile("|".join(_CAPTURE.sub("(?:", each) for each in key))
            gates[first] = made[key]
        return gates

    def _expression(self, sense: str, template: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        parts: list[str] = []
        slots: list[tuple[str, str]] = []
        for found in _TEMPLATE.finditer(template):
            if found["slot"]:
                slots.append((found["slot"] + found["number"], found["slot"]))
                try:
                    parts.append(f"({slot_expression(found['slot'], self.classes)})")
                except KeyError as fault:
                    raise LanguageFault("no such class of words.", place=f"times: {sense}", value=template) from fault
            elif found["mark"]:
                parts.append(_MARKS[found["mark"]])
            elif found["behind"]:
                words = "".join(re.escape(self._words[word]) for word in found["behind"].split("|"))
                parts.append(f"(?<=[{words}] )")
            elif found["gap"]:
                parts.append(" ")
            elif found["space"]:
                parts.append(f"[ {self._words['-']}]?")
            else:
                parts += [re.escape(self._words[part]) for part in self._parts(found["other"])]
        return "".join(parts), tuple(slots)

    def _firsts(self, source: str) -> Iterator[str]:
        anything = [code for word, code in self._words.items() if word != "-"] + list(SHAPES)
        probe = _first_set(source)
        return (code for code in anything if code in probe)

    def _triggers(self) -> Iterator[str]:
        for name in _TRIGGERS:
            yield from self.classes.get(name, ())
        yield from "yDT"


# Classes whose words wake the patterns; the others (articles, numbers, parts) occur everywhere.
_TRIGGERS = (
    "month", "yearword", "quarterword", "halfword", "centuryword", "weekday", "yearshift", "monthshift", "weekshift", "backyear", "backday", "yearend", "season", "unit", "daytime", "today", "frequency", "present", "past", "future", "trigger",
)  # fmt: skip


def _first_set(source: str) -> set[str]:
    """The characters with which matches of an expression can begin."""
    from re import _parser  # type: ignore[attr-defined]  # Imported here: only for compiling.

    def firsts(tree: Any) -> tuple[set[str], bool]:
        found: set[str] = set()
        for op, arg in tree:
            name = str(op)
            if name == "LITERAL":
                return found | {chr(arg)}, False
            if name == "IN":
                return found | {chr(code) for kind, code in arg if str(kind) == "LITERAL"}, False
            if name == "SUBPATTERN":
                inner, empty = firsts(arg[-1])
            elif name == "BRANCH":
                sides = [firsts(side) for side in arg[1]]
                inner, empty = set().union(*(side[0] for side in sides)), any(side[1] for side in sides)
            elif name == "MAX_REPEAT":
                inner, empty = firsts(arg[2])
                empty = empty or arg[0] == 0
            else:
                inner, empty = set(), True
            found |= inner
            if not empty:
                return found, False
        return found, True

    return firsts(_parser.parse(source))[0]


def _tense(forward: list[str], backward: list[str], boundaries: bool) -> re.Pattern[str]:
    edge = r"\b" if boundaries else ""

    def either(forms: list[str]) -> str:
        return "|".join(sorted((re.escape(form).replace(r"\*", r"\w+") for form in forms), reverse=True)) or r"(?!)"

    return re.compile(f"{edge}(?:(?P<forward>{either(forward)})|(?P<backward>{either(backward)})){edge}")


def _count(values: list[Any]) -> int | None:
    """A number from number words: twenty + four, or Chinese 二 十 四."""
    total = 0
    for value in values:
        if not isinstance(value, int):
            return None
        if value >= 10 and total and total < 10:
            total *= value
        else:
            total += value
    return total or None


@lru_cache(maxsize=16)
def wording(pack: Pack) -> Wording:
    """The compiled wording of a pack, made once."""
    return Wording(pack)
