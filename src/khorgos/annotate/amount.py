"""One amount at a place: number, scale, unit before or behind, sign and bound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from khorgos.annotate.change import Changes
from khorgos.annotate.number import Numbers, Numeral
from khorgos.annotate.unit_words import Measure, UnitWords
from khorgos.annotate.wordtable import Found, WordTable
from khorgos.language import Pack
from khorgos.values import Bound
from khorgos.values.codes import CURRENCIES

# A capital letter before a smaller number is a grade or a type, not a currency.
_GRADES = 100
_ONE = Decimal(1)
_YEARS = (1800, 2100)
# Shorter forms of units are symbols, whose case says nothing.
_LONG = 4
# No unit begins with these; most numbers without one end here.
_ENDS = frozenset({"", ",", ".", ";", ")", "\n"})
# What may stand between a separator and the digits of the next amount: a currency sign or code.
_TO_DIGITS = re.compile(r"(?:[a-z.]{0,4}[^\w\s(]?[a-z]{0,2} ?)?(?=\d)")
# A single letter is a currency before a sum with a scale or parted digits: "P3.5 billion", "R2,500".
_SCALED = re.compile(
    r"\d+(?:[.,]\d+)*(?:[.,]\d{3}\b|[,.]\d\d\b| ?(?:million|billion|trillion|thousand|mln|bln|mn|bn|tn|m|b|k)\b)"
)


@dataclass(slots=True)
class Amount:
    """A number with what belongs to it; start..end covers all, `bare` is where the number or its sign begins."""

    start: int
    end: int
    bare: int
    kind: str
    value: Decimal
    plain: Decimal
    scaled: bool
    unit: str | None = None
    factor: Decimal = _ONE
    named: bool = False
    prefixed: bool = False
    unit_behind: bool = False
    sign: int = 1
    bound: Bound = Bound.EXACT
    age: bool = False
    ground_start: int = -1
    numeral: Numeral | None = None


def _surname(text: str, unit: Found[Measure], numeral: Numeral) -> bool:
    """Whether what looks like a unit behind a year is a name: "in 2016 Stone spoke"."""
    written = text[unit.start : unit.end]
    return _YEARS[0] <= numeral.plain <= _YEARS[1] and len(written) >= _LONG and written.istitle()


class Amounts:
    """The amounts of a language."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.numbers = Numbers(pack)
        self.changes = Changes(pack)
        self.boundaries = pack.boundaries
        numbers = pack.room("numbers")
        self.units = UnitWords(pack)
        self._bounds(pack.room("bounds"))
        self._ordinals = tuple(numbers["ordinal"].forms) if "ordinal" in numbers else ()
        folds = numbers["fold"].get("words", {}) if "fold" in numbers else {}
        self.folds = WordTable([(str(f), Decimal(str(v))) for v, fs in folds.items() for f in fs], pack.boundaries)
        weak = numbers["fold"].get("weak", {}) if "fold" in numbers else {}
        self.weak = {str(form) for form in weak.get("forms", ())}
        self.weak_follow = tuple(weak.get("before", ()))
        self._matcher: Any = None
        self._digit = re.compile(r"\d[\d.,]*")
        self._numerals = "".join(
            form
            for kind in ("unit", "scale")
            if kind in numbers and not pack.boundaries
            for words in numbers[kind].get("words", {}).values()
            for form in words
            if len(form) == 1
        )
        self._factors = WordTable([(f, True) for f in numbers["factor"].forms] if "factor" in numbers else [])
        self._aged = WordTable([(f, True) for f in numbers["aged"].forms] if "aged" in numbers else [])
        minus = numbers["minus"].forms if "minus" in numbers else ()
        self._minus = tuple(minus)
        self._minus_apart = tuple(f"{word} " for word in minus)
        self._skips = WordTable([(f, True) for f in numbers["skip"].forms]) if "skip" in numbers else None
        self._small = frozenset(pack.room("units")["cent"].forms) if "cent" in pack.room("units") else frozenset()
        self._shadow = WordTable([(f, True) for f in numbers["shadow"].forms] if "shadow" in numbers else [], False)
        # So many times something happens; nothing grows so manifold.
        self._often = int(pack.room("units")["times"].get("occurs", 0))
        self._grown = tuple(numbers["grown"].forms) if "grown" in numbers else ()
        at_most = pack.room("bounds").get("at_most")
        self._unless = tuple(at_most.get("unless", ())) if at_most else ()

    # -- tables -------------------------------------------------------------------------------------

    def _bounds(self, room: dict[str, Any]) -> None:
        ahead = [
            (form, Bound[name.upper()])
            for name, c in room.items()
            if name.upper() in Bound.__members__
            for form in c.forms
        ]
        after = [
            (str(form), Bound[name.upper()])
            for name, c in room.items()
            if name.upper() in Bound.__members__
            for form in c.get("after", ())
        ]
        self.bounds = WordTable(ahead, self.boundaries)
        self.bounds_after = WordTable(after, self.boundaries)
        fill = room["filler"].forms if "filler" in room else ()
        self.fillers = WordTable([(form, True) for form in fill], self.boundaries)

    # -- anchors ------------------------------------------------------------------------------------

    def anchors(self, low: str) -> list[int]:
        """Where numbers may begin, in order."""
        if self._matcher is None:
            self._build()
        places = [found.start() for found in self._digit.finditer(low)]
        for _, start, _ in self._matcher.find_matches_as_indexes(low):
            if self.boundaries:
                if start and low[start - 1].isalnum():
                    continue
            elif start and low[start - 1] in self._numerals:
                continue
            places.append(start)
        places.sort()
        return places

    def _build(self) -> None:
        # Imported here: the package must be importable in a tenth of a second.
        from ahocorasick_rs import AhoCorasick, MatchKind

        room = self.pack.room("numbers")
        forms = {
            str(form).lower().removesuffix("*")
            for kind in ("unit", "tens", "scale", "part", "many", "fold")
            if kind in room
            for words in room[kind].get("words", {}).values()
            for form in words
        }
        self._matcher = AhoCorasick(sorted(forms), matchkind=MatchKind.LeftmostLongest)

    # -- reading ------------------------------------------------------------------------------------

    def at(self, text: str, low: str, at: int, floor: int = 0) -> Amount | None:
        """The amount whose number begins at a place; nothing before `floor` belongs to it."""
        start = at
        if not low[at].isdigit():
            fold = self.folds.at(text, low, at)
            if fold is not None:
                return self._fold(text, low, fold.start, fold.end, fold.value, floor)
            if not self.boundaries and self._shadow.at(text, low, at):
                return None
            start = self._article(low, at, floor)
        numeral = self.numbers.at(text, low, start)
        if numeral is None or (low.startswith(self._ordinals, numeral.end) and low[numeral.end - 1].isdigit()):
            if numeral is None and start != at:
                numeral = self.numbers.at(text, low, at)
                start = at
            else:
                return None
        if numeral is None:
            return None
        amount = Amount(
            start, numeral.end, start, numeral.kind, numeral.value, numeral.plain, numeral.scaled, numeral=numeral
        )
        if numeral.kind == "many":
            amount.bound = Bound.AT_LEAST
        elif numeral.more:
            amount.bound = Bound.ABOVE
        if not self._ahead(text, low, amount, floor):
            return None
        if not self._behind(text, low, amount, numeral):
            return None
        self._bound(text, low, amount, floor)
        if amount.unit in (None, "years") and amount.kind in ("digits", "words") and amount.start > floor:
            self._age(text, low, amount, floor)
        if amount.unit is None and amount.kind != "part" and amount.start > floor:
            factor = self._factors.before(text, low, amount.start - 1)
            if factor is not None and factor.start >= floor:
                amount.unit, amount.start = "times", factor.start
        amount.unit = "count" if self._happens(amount) else amount.unit
        grown = self._grown and amount.unit == "times" and amount.bound is Bound.EXACT
        if grown and low.endswith(self._grown, 0, amount.start):
            amount.value += 1
            amount.start -= next(len(form) for form in self._grown if low.endswith(form, 0, amount.start))
        return amount

    def _happens(self, amount: Amount) -> bool:
        """Whether it says how often something happens: the trains set off 8,641 times."""
        often = self._often and amount.unit == "times" and amount.kind == "digits"
        return bool(often) and amount.value >= self._often

    def _age(self, text: str, low: str, amount: Amount, floor: int) -> None:
        """Years of age, told by a word before the number or within its bound: "aged 65", "over the age of 65"."""
        aged = self._aged.before(text, low, amount.start - 1)
        if aged is None and amount.start < amount.bare:
            aged = self._aged.before(text, low, amount.bare - 1)
        if aged is not None and aged.start >= floor and not amount.scaled:
            amount.unit, amount.start, amount.age = "years", min(amount.start, aged.start), True

    def next(self, text: str, low: str, at: int) -> Amount | None:
        """The amount that begins at a place, its currency sign and bound included."""
        if at >= len(low):
            return None
        found = _TO_DIGITS.match(low, at)
        if found:
            return self.at(text, low, found.end(), at)
        return self.at(text, low, at, at)

    def _article(self, low: str, at: int, floor: int) -> int:
        """Where the article before a scale or fraction begins ("a million", "a third")."""
        for article in self.numbers.articles:
            start = at - len(article) - 1
            if start >= floor and low.startswith(article + " ", start) and not (start and low[start - 1].isalnum()):
                return start
        return at

    def _fold(self, text: str, low: str, start: int, end: int, value: Decimal, floor: int) -> Amount | None:
        if low[start:end] in self.weak and end < len(low) and not low.startswith(self.weak_follow, end):
            return None
        amount = Amount(start, end, start, "fold", value, value, False)
        self._bound(text, low, amount, floor)
        return amount

    def _ahead(self, text: str, low: str, amount: Amount, floor: int) -> bool:
        """Currency and sign before the number; False if the number is part of a word."""
        at = amount.start
        if at > floor and low[at - 1] == "." and low[at : at + 1].isdigit() and (at < 2 or low[at - 2] in " ($~"):
            digits = low[at : amount.numeral.end if amount.numeral else at]
            if digits.isdigit():
                amount.value = amount.plain = Decimal("0." + digits)
                at -= 1
        money = self._prefix(text, low, at, floor)
        if money is not None and at - money[0] == 1 and low[money[0]].isalpha() and self._grade(amount):
            money = None
        if money is not None:
            at = money[0]
            amount.unit, amount.factor, amount.named = money[1].code, money[1].factor, money[1].named
            amount.prefixed = True
        elif self.boundaries and at > 0 and low[at - 1].isalnum():
            return False
        if at > floor and low[at - 1] in "+-":
            edge = low[at - 2] if at > 1 else " "
            if edge in ' (\n["、':
                amount.sign = -1 if low[at - 1] == "-" else 1
                at -= 1
                if edge == " " and amount.sign < 0 and low[at + 1 : at + 2] == " ":
                    amount.sign, at = 1, at + 1
            elif edge.isalpha():
                for word in self._minus:
                    if low.endswith(word, 0, at - 1):
                        amount.sign, at = -1, at - 1 - len(word)
        elif at > floor + 5 and low[at - 1] == " " and low.endswith(self._minus_apart, 0, at):
            amount.sign, at = -1, low.rfind(" ", 0, at - 1) + 1
        amount.start = amount.bare = at
        return True

    @staticmethod
    def _grade(amount: Amount) -> bool:
        """Whether a letter before the number is none of money: an N95 mask, the K12 curriculum."""
        return not amount.scaled and amount.value < _GRADES

    def _prefix(self, text: str, low: str, at: int, floor: int) -> tuple[int, Measure] | None:
        spaced = at > floor and low[at - 1] == " "
        end = at - 1 if spaced else at
        if end <= floor:
            return None
        found = self.units.before(text, low, end)
        if found is None or found.start < floor:
            return None
        form = low[found.start : found.end]
        if len(form) == 1 and form.isalpha():
            if spaced or low[found.start - 1 : found.start] not in ("", " ", "("):
                return None
            if not _SCALED.match(low, at):  # "P175977" and "the N1" are no sums
                return None
        return found.start, self.units.chosen(low, form, found.value, found.start)

    def _behind(self, text: str, low: str, amount: Amount, numeral: Numeral) -> bool:
        """Unit and bound behind the number."""
        end = numeral.end
        if not self.boundaries and numeral.kind == "words" and low[end : end + 1] in self._numerals and end < len(low):
            return False
        early = self.bounds_after.at(text, low, end + 1 if low[end : end + 1] == " " else end)
        if early is not None and not low[early.end : early.end + 1].isdigit():
            amount.bound, end = early.value, early.end
        found = self._unit_at(text, low, end, numeral)
        if found is not None and numeral.kind == "digits" and _surname(text, found, numeral):
            found = None
        if found is not None and self.boundaries and low[found.end : found.end + 1].isdigit():
            return False
        if numeral.letter and not amount.prefixed and found is None and numeral.letter.islower():
            return self._unscaled(text, low, amount, numeral)
        if found is not None:
            money = found.value
            if money.code == "none":
                return False
            if not amount.prefixed:
                form = low[found.start : found.end]
                money = self.units.chosen(low, form, money, found.start)
                amount.unit, amount.factor, amount.named = money.code, money.factor, money.named
                amount.unit_behind, end = True, found.end
            elif money.code == amount.unit or (
                amount.unit == "USD" and money.code.endswith("D") and len(money.code) == 3
            ):
                amount.unit, amount.unit_behind, end = money.code, True, found.end
        elif self.boundaries and low[end : end + 1].isalpha():
            return False
        if amount.unit_behind and self._small and low[end : end + 1] == " " and amount.unit in CURRENCIES:
            end = self._cents(text, low, amount, end)
        if amount.unit_behind and self.units.ages and low.startswith(self.units.ages, end):
            amount.age = True
            end += next(len(form) for form in self.units.ages if low.startswith(form, end))
        amount.end = end
        return True

    def _cents(self, text: str, low: str, amount: Amount, end: int) -> int:
        """The hundredths behind an amount of money: "3 dollars 50 cents", "3 dollars and 50."."""
        place = end + 5 if low.startswith(" and ", end) else end + 1
        if place >= len(low) or amount.scaled or amount.factor != _ONE:
            return end
        cents = self.numbers.at(text, low, place)
        if cents is None or cents.scaled or not 0 < cents.value < 100 or cents.kind not in ("digits", "words"):
            return end
        unit = self.units.behind(text, low, cents.end + 1)
        named = unit is not None and low[unit.start : unit.end] in self._small
        if not named and low[cents.end : cents.end + 2].strip() not in ("", "."):
            return end
        amount.value += cents.value / 100
        return unit.end if named and unit is not None else cents.end

    def _unit_at(self, text: str, low: str, end: int, numeral: Numeral) -> Any:
        mark = low[end : end + 1]
        if mark in (" ", "-"):
            skip = end + 3 if low.startswith(" - ", end) else end + 1
            found = self.units.behind(text, low, skip)
            if found is None and self._skips:
                extra = self._skips.at(text, low, skip)
                if extra is not None:
                    return self.units.behind(text, low, extra.end + 1)
            if found is None and numeral.kind == "part":
                for lead in (" a ", " an ", " of a "):
                    if low.startswith(lead, end):
                        return self.units.behind(text, low, end + len(lead))
            return found
        if mark in _ENDS:
            return None
        return self.units.glued(text, low, end)

    def _unscaled(self, text: str, low: str, amount: Amount, numeral: Numeral) -> bool:
        """A single letter behind digits is a unit ("60m") unless money or a counted noun shows a scale."""
        end = numeral.end
        found = self.units.behind(text, low, end - 1)
        follow = re.compile(r" [a-z'-]{3,}s\b").match(low, end)
        if found is None or (follow and numeral.letter != "t"):
            if low[end : end + 1] in (" ", "") or not low[end : end + 1].isalnum():
                amount.end = end
                return follow is not None or found is None
            return False
        amount.value, amount.scaled = numeral.plain, False
        amount.unit, amount.factor, amount.named = found.value.code, found.value.factor, found.value.named
        amount.unit_behind, amount.end = True, found.end
        return True

    def _bound(self, text: str, low: str, amount: Amount, floor: int) -> None:
        at = amount.start
        for _ in range(2):
            end = at - 1 if at > floor and low[at - 1] == " " else at
            found = self.bounds.before(text, low, end) if end > floor else None
            if found is not None and found.start >= floor:
                if found.value is Bound.AT_MOST and self._reached(low, found.start):
                    break
                if amount.bound is Bound.EXACT or amount.bound is Bound.ABOUT:
                    amount.bound = found.value
                amount.start = at = found.start
                continue
            filler = self.fillers.before(text, low, end) if end > floor else None
            if filler is None or filler.start < floor:
                break
            at = filler.start
        if amount.numeral is not None and amount.end == amount.numeral.end:
            # Nothing stands between: `_behind` has looked here.
            return
        end = amount.end + 1 if low[amount.end : amount.end + 1] == " " else amount.end
        behind = self.bounds_after.at(text, low, end)
        if behind is not None and not low[behind.end : behind.end + 1].isdigit() and amount.bound is Bound.EXACT:
            amount.bound, amount.end = behind.value, behind.end

    def _reached(self, low: str, at: int) -> bool:
        """Whether "to" before the number is where a change ends, not a limit."""
        before = low[max(0, at - 60) : at]
        return any(word in before for word in self._unless)
