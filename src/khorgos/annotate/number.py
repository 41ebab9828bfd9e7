"""Read numerals: digits as a language groups them, number words, fractions, and scales."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from khorgos.annotate.wordtable import WordTable
from khorgos.language import Pack

_ZERO = Decimal(0)
_SCALED_AFTER = re.compile(r" (\d)/([2-9]\d?)(?![\d/])")
# "2 billion 842 million", also behind the full stop of an abbreviation.
_SMALLER = re.compile(r"\.? (\d{1,3}(?:[.,]\d{1,3})?) ")
_FRACTION = re.compile(r"(\d{1,2})/([2-9]|1[0-9]|100)(?![\d/.,]\d|\d)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read at a place: its value, where it ends, and how it was written.

    `kind` is "digits", "words", "part" (a fraction that may be a share) or "many" (a number only known to be large).
    `plain` is the value of the digits without their scale; `scaled` says whether a scale word followed, `more` whether
    a word between digits and scale says that it is more than that.  `letter`: the scale was a single letter, which
    counts only if money or a unit shows it.
    """

    value: Decimal
    start: int
    end: int
    kind: str
    scaled: bool = False
    letter: str = ""
    plain: Decimal = _ZERO
    more: bool = False


class Numbers:
    """The number words of a language, and how it writes digits."""

    def __init__(self, pack: Pack) -> None:
        room = pack.room("numbers")
        self.decimal = pack.settings.get("decimal", ".")
        self.boundaries = pack.boundaries
        kinds = {
            name: _table(room[name].get("words", {}))
            for name in ("unit", "tens", "scale", "part", "glued", "many")
            if name in room
        }
        self.words = WordTable(
            [
                (form, (kind, value))
                for kind in ("unit", "tens", "scale", "part")
                for form, value in kinds.get(kind, ())
            ],
            pack.boundaries,
        )
        self.glued = WordTable(kinds.get("glued", ()))
        self.many = WordTable(kinds.get("many", ()), pack.boundaries)
        self.inner = tuple(room["inner"].forms) if "inner" in room else ()
        self.joins = tuple(room["join"].forms) if "join" in room else ()
        self.no_fractions = tuple(room["no_fraction"].forms) if "no_fraction" in room else ()
        self.over = room["below"].forms[0] if "below" in room else ""
        self.out_of = WordTable([(form, True) for form in room["out_of"].forms] if "out_of" in room else ())
        self.dependent = frozenset(room["dependent"].forms) if "dependent" in room else frozenset()
        self.singular = frozenset(room["singular"].forms) if "singular" in room else frozenset()
        self.behind = tuple(room["singular"].get("behind", ())) if "singular" in room else ()
        starts = tuple(form for form, _ in kinds.get("scale", ()))
        # Units that begin with a scale's character (千瓦) are not scaled numbers.
        self.units = WordTable(
            [
                (f, True)
                for c in pack.room("units").values()
                for f in c.forms
                if not pack.boundaries and f.startswith(starts)
            ],
            False,
        )
        self.articles = frozenset(room["article"].forms) if "article" in room else frozenset()
        space = r"\d{1,3}(?: \d{3}){2,}(?!\d)" if self.decimal == "." else r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?"
        self.digits = re.compile(space + r"|\d+(?:[.,]\d+|'\d{3}(?!\d))*")

    def at(self, text: str, low: str, at: int) -> Numeral | None:
        """The numeral that begins at a place."""
        numeral = self._digits(text, low, at) if low[at].isdigit() else self._words(text, low, at)
        if self.over and numeral is not None and low.startswith(self.over, numeral.end):
            upper = self.at(text, low, numeral.end + len(self.over))
            if upper is None or not numeral.value:
                return None
            return Numeral(upper.value / numeral.value, at, upper.end, "part", False, "", upper.value)
        if numeral is not None and numeral.kind == "words" and not numeral.scaled:
            return self._out_of(text, low, numeral)
        return numeral

    def _out_of(self, text: str, low: str, numeral: Numeral) -> Numeral:
        """ "One in five" is a fifth."""
        link = self.out_of.at(text, low, numeral.end + 1)
        if link is None or low[link.end : link.end + 1] != " ":
            return numeral
        whole = self._words(text, low, link.end + 1)
        if whole is None or whole.kind != "words" or whole.scaled or whole.value <= numeral.value:
            return numeral
        return Numeral(numeral.value / whole.value, numeral.start, whole.end, "share", False, "", numeral.value)

    def _digits(self, text: str, low: str, at: int) -> Numeral | None:
        found = self.digits.match(low, at)
        if found is None:
            return None
        end = found.end()
        if self.no_fractions and low.startswith("/", end) and low.startswith(self.no_fractions, at):
            return None
        fraction = _FRACTION.match(low, at) if low.startswith("/", end) else None
        if fraction and fraction.end() >= end and int(fraction[1]) < int(fraction[2]):
            return self._scaled(text, low, Decimal(int(fraction[1])) / int(fraction[2]), at, fraction.end(), "part")
        value = digits(found.group(), self.decimal)
        if value is None:
            return None
        mixed = _SCALED_AFTER.match(low, end)
        if mixed and int(mixed[1]) < int(mixed[2]):
            value, end = value + Decimal(int(mixed[1])) / int(mixed[2]), mixed.end()
        return self._scaled(text, low, value, at, end, "digits")

    def _scaled(self, text: str, low: str, value: Decimal, start: int, end: int, kind: str) -> Numeral:
        """The value with the scale words behind it."""
        plain, scaled = value, False
        parts = [value]
        place = end
        beyond = bool(self.inner) and low.startswith(self.inner, end) and self._is_scale(text, low, end + 1)
        if beyond:
            place = end + 1
        while True:
            skip = place + 1 if low[place : place + 1] in (" ", "-") else place
            found = self.words.at(text, low, skip)
            if found is None or found.value[0] != "scale" or (not self.boundaries and self.units.at(text, low, skip)):
                if not self.boundaries and scaled and low[place : place + 1].isdigit():
                    more = self.digits.match(low, place)
                    added = digits(more.group(), self.decimal) if more else None
                    if more and added is not None:
                        parts.append(added)
                        place = more.end()
                        continue
                break
            parts = _multiply(parts, found.value[1])
            place, scaled = found.end, True
        if scaled:
            if self.boundaries and kind == "digits" and len(parts) == 1:
                parts, place = self._smaller(text, low, parts[0], value, place)
            if not self.boundaries:
                keep = self.units.at(text, low, place)
                tail = self._words(text, low, place) if place < len(low) and keep is None else None
                if tail is not None and tail.kind == "words" and tail.value < min(parts):
                    parts.append(tail.value)
                    place = tail.end
            return Numeral(sum(parts, _ZERO), start, place, "digits", True, "", plain, beyond)
        letter = self.glued.at(text, low, end) if low[end : end + 1].isalpha() else None
        if letter and not low[letter.end : letter.end + 1].isdigit():
            return Numeral(value * letter.value, start, letter.end, kind, True, text[letter.start : letter.end], plain)
        return Numeral(value, start, end, kind, False, "", plain)

    def _smaller(self, text: str, low: str, scaled: Decimal, plain: Decimal, place: int) -> tuple[list[Decimal], int]:
        """The same number may go on in a smaller scale: "2 billion 842 million"."""
        more = _SMALLER.match(low, place)
        found = self.words.at(text, low, more.end()) if more and plain == plain.to_integral_value() else None
        if more is None or found is None or found.value[0] != "scale" or not found.value[1] * plain < scaled:
            return [scaled], place
        return [scaled, Decimal(more[1].replace(",", ".")) * found.value[1]], found.end

    def _is_scale(self, text: str, low: str, at: int) -> bool:
        found = self.words.at(text, low, at)
        return found is not None and found.value[0] == "scale"

    def _words(self, text: str, low: str, at: int) -> Numeral | None:  # noqa: C901, PLR0912 - one automaton
        many = self.many.at(text, low, at)
        if many and not (low[at : many.end] in self.singular and low.endswith(self.behind, 0, at)):
            return Numeral(many.value, at, many.end, "many", True, "", many.value)
        parts: list[Decimal] = []
        place, last, scaled, share = at, "", False, False
        if self.boundaries:
            word = _word(low, at)
            if word in self.articles:
                follow = self.words.at(text, low, at + len(word) + 1)
                if follow is None or follow.value[0] not in ("scale", "part") or low[at + len(word)] != " ":
                    return None
                parts, place, last = [Decimal(1)], at + len(word) + 1, "article"
        end = place if not parts else at
        while place < len(low):
            found = self.words.at(text, low, place)
            if found is None or (not self.boundaries and parts and self.units.at(text, low, place)):
                break
            kind, value = found.value
            if kind == "unit":
                if parts and not _follows(parts[-1], value, last):
                    break
                parts.append(value)
            elif kind == "tens":
                if last in ("unit", "part", "article") or (last == "tens" and not value < parts[-1] >= 100):
                    break
                parts.append(value)
            elif kind == "scale":
                if not parts and (self.articles or low[at : found.end] in self.dependent):
                    return None
                parts = [parts[0] * value] if last == "part" else _multiply(parts, value)
                scaled = True
            elif kind == "part":
                if scaled or last == "part":
                    break
                if last == "tens" or (last == "unit" and parts[-1] > 12):
                    return None
                whole = sum(parts, _ZERO)
                if last == "join":
                    parts = [whole + value]
                else:
                    parts = [(whole or Decimal(1)) * value]
                    share = True
            last, end = kind, found.end
            place = end
            if self.boundaries:
                place = self._next(text, low, end, kind)
                if place < 0:
                    break
                if low.startswith(self.joins, end + 1) and place > end + 1:
                    last = "join" if kind != "scale" else kind
        if end == at or last == "article" or not parts:
            return None
        value = sum(parts, _ZERO)
        if share and not scaled:
            return Numeral(value, at, end, "part", False, "", value)
        return Numeral(value, at, end, "words", scaled, "", value)

    def _next(self, text: str, low: str, end: int, kind: str) -> int:
        """Where the next number word may begin, past a space, hyphen or joining word; -1 if there is none."""
        if low[end : end + 1] not in (" ", "-"):
            return -1
        place = end + 3 if low.startswith(" - ", end) else end + 1
        if kind == "part" and self.articles:
            article = _word(low, place)
            return place + len(article) + 1 if article in self.articles else place
        for join in self.joins:
            if low.startswith(join + " ", place):
                after = place + len(join) + 1
                if self.articles and _word(low, after) in self.articles:
                    after += len(_word(low, after)) + 1
                follow = self.words.at(text, low, after)
                if follow and (follow.value[0] == "part" or (kind == "scale" and follow.value[0] != "scale")):
                    return after
                return -1
        return place


def _follows(before: Decimal, value: Decimal, last: str) -> bool:
    if last in ("unit", "article", "part", "join"):
        return last == "join" and before >= 100
    return value < before


def _multiply(parts: list[Decimal], scale: Decimal) -> list[Decimal]:
    """Everything smaller than the scale is multiplied by it: 1 | 20 | 3 x 1000 is 123000."""
    taken = _ZERO
    parts = list(parts)
    while parts and parts[-1] < scale:
        taken += parts.pop()
    if not taken and parts:
        taken = parts.pop()
    parts.append((taken or Decimal(1)) * scale)
    return parts


@lru_cache(maxsize=8192)
def digits(written: str, decimal: str) -> Decimal | None:
    """The value of digits with separators as a language writes them; None for what is no number ("25.12.2023")."""
    plain = written.replace(" ", "").replace("'", "")
    commas, dots = plain.count(","), plain.count(".")
    if commas and dots:
        last = "," if plain.rfind(",") > plain.rfind(".") else "."
        other = "." if last == "," else ","
        if plain.count(last) > 1:
            return None
        return Decimal(plain.replace(other, "").replace(last, "."))
    mark = "," if commas else "."
    if commas + dots == 0:
        return Decimal(plain)
    groups = plain.split(mark)
    if len(groups) > 2:
        if len(groups[-1]) == 2 and all(len(group) == 3 for group in groups[1:-1]):
            # One mark for groups and for hundredths: "29.652.276.92".
            return Decimal("".join(groups[:-1]) + "." + groups[-1])
        grouped = len(groups[-1]) == 3 and all(len(group) in (2, 3) for group in groups[1:-1]) and len(groups[0]) <= 3
        return Decimal("".join(groups)) if grouped else None
    whole, rest = groups
    if mark != decimal and len(rest) == 3 and 1 <= len(whole) <= 3 and whole != "0":
        return Decimal(whole + rest)
    return Decimal(f"{whole}.{rest}")


def _word(low: str, at: int) -> str:
    end = at
    while low[end : end + 1].isalpha():
        end += 1
    return low[at:end]


def _table(words: dict[object, list[str]]) -> list[tuple[str, Decimal]]:
    return [(str(form), _value(str(value))) for value, forms in words.items() for form in forms]


def _value(written: str) -> Decimal:
    above, _, below = written.partition("/")
    return Decimal(above) / Decimal(below) if below else Decimal(above)
