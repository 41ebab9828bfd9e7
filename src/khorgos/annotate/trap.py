"""Numbers that are no quantities: years, dates, clock times, names, scores, list numbers."""

from __future__ import annotations

import re

from khorgos.annotate.amount import Amount
from khorgos.annotate.mentions import QuantityMention
from khorgos.annotate.wordtable import WordTable
from khorgos.language import Pack

_CLOCK = re.compile(r"[:h]\d{2}\b| ?(?:a\.?m\b|p\.?m\b|gmt\b|o'clock)")
_JOINED = re.compile(r"[-/.:]\d|\+\d")
_AGED = re.compile(r"[^\W\d_]+, $")
_BETWEEN_YEARS = frozenset({"-", "/", "to", "and", "до", "по", "и", "至", "到"})
_NAMED = re.compile(r" [A-ZА-ЯЁ]")
_CENTURIES = frozenset({"19", "20"})
_YEAR_END = re.compile(r"\d{4}(?:[;)\n]|[.,](?!\d)|$)")
_NEXT_WORD = re.compile(r"[ -]([^\W\d_]+)")
_ATTRIBUTE = re.compile(r"-[^\W\d_]")
# "49 Main Street": a house in a street; what kinds of streets there are says the pack.
_STREET = r" (?:[NSEW]\.? )?(?:[A-Z][\w'.-]* |\d+(?:st|nd|rd|th) ){{1,3}}(?:{kinds})\b| (?:{first}) (?:[a-z]+ )?[A-Z]"
_PHONE = re.compile(r"\+\d{1,4}[ -]?\(?\d{2,5}\)?(?:[ -]\d{2,5}){1,4}|\(\d{2,5}\) ?\d{2,5}(?:[ -]\d{2,5}){1,3}")
# Blanks in " of a mile": a part of a unit; fewer are in " year" and " consecutive year".
_OF_A_UNIT = 3
_NO_ORDINALS = frozenset({"1/2", "1/4"})
_LINE = re.compile(r"[.)] ")
# A small number alone in brackets numbers something: a list, a footnote, a player.
_SHIRT = 100
# "The two sides", "these five states" point back; "the 14 members" and "the twenty projects" may count.
_FEW = 10
# A name does not begin with a number so large: "Boeing 787 Dreamliner", but "27000 Model S".
_MANY = 10_000
_LAST_WORD = re.compile(r"([^\W\d_][\w'&.-]*)[ -]*$")


class Traps:
    """What keeps numbers out, in one language."""

    def __init__(self, pack: Pack) -> None:
        room = pack.room("numbers")
        calendar = pack.room("calendar")
        self.boundaries = pack.boundaries
        months = calendar["month"].get("words", {}) if "month" in calendar else {}
        self.months = WordTable(
            [(str(form).lower(), True) for forms in months.values() for form in forms], pack.boundaries
        )
        self.labels = frozenset(room["label"].forms) if "label" in room else frozenset()
        self.year_before = frozenset(room["year_before"].forms) if "year_before" in room else frozenset()
        self.stops = frozenset(room["stop"].forms) if "stop" in room else frozenset()
        self._definite = WordTable([(f, True) for f in room["definite"].forms] if "definite" in room else [])
        part = room.get("part")
        words = part.get("words", {}) if part else {}
        # Halves and quarters are no ordinals; beside "a" the others are.
        self._ordinals = frozenset(
            str(f) for value, forms in words.items() if str(value) not in _NO_ORDINALS for f in forms
        )
        self.share_alone = frozenset(part.get("alone", ())) if part else frozenset()
        self.share_not_after = frozenset(part.get("not_after", ())) if part else frozenset()
        self.share_before = frozenset(part.get("before", ())) if part else frozenset()
        kinds = "|".join(map(re.escape, room["street"].forms)) if "street" in room else ""
        first = "|".join(map(re.escape, room["street"].get("first", ()))) if kinds else ""
        self._street = re.compile(_STREET.format(kinds=kinds, first=first or "(?!)")) if kinds else None
        self._year_nouns = frozenset(room["year_noun"].forms) if "year_noun" in room else frozenset()
        idioms = "|".join(map(re.escape, room["idiom"].forms)) if "idiom" in room else ""
        self._idiom = re.compile(rf"(?:{idioms})\b") if idioms else None
        self.year_mark = tuple(room["year_mark"].forms) if "year_mark" in room else ()

    def plain_year(self, low: str, at: int) -> bool:
        """Whether the commonest year stands here ("in 2022."): seen at once, before anything is looked up."""
        if low[at : at + 2] not in _CENTURIES or not _YEAR_END.match(low, at):
            return False
        return low[low.rfind(" ", 0, max(0, at - 1)) + 1 : at - 1] in self.year_before and low[at - 1] == " "

    def number_of_a_telephone(self, low: str, at: int) -> int:
        """Where a telephone number ends whose first digits stand here; -1 where none does.

        Told by its "+" or its brackets: digits in groups alone may be a large number.
        """
        if at == 0 or low[at - 1] not in "+(":
            return -1
        found = _PHONE.match(low, at - 1)
        return found.end() if found else -1

    def holds(self, chain: list[Amount], joints: list[str]) -> bool:
        """Whether a whole chain is a date, a stretch of years, a score."""
        first = chain[0]
        if len(chain) > 2 and is_year(first) and joints[0] == joints[1] and joints[0] in ("-", "/", "."):
            return True
        if len(chain) > 1 and all(_bare(amount) for amount in chain):
            if (is_year(first) or is_year(chain[1])) and joints[0] in _BETWEEN_YEARS:
                return True
            if joints[0] == "-" and chain[1].value <= first.value and first.kind == "digits":
                return True
            if len(chain) > 2 and joints[0] == joints[1] and joints[0] in ("-", "/"):
                return True
        return False

    def alone(self, text: str, low: str, amount: Amount, begin: int) -> bool:
        """Whether an amount is a year, a day, a clock time, a name or a list number."""
        if amount.kind == "part":
            return self._ordinal(low, amount)
        if self._idiomatic(low, amount) or (not self.boundaries and self._wide(low, amount)):
            return True
        if amount.bare > 1 and low[amount.bare - 1] == ":" and low[amount.bare - 2].isdigit():
            return True
        if not _bare(amount):
            return False
        before, after = amount.bare, amount.end
        if amount.kind == "words" and not self.boundaries:
            return True
        if amount.kind in ("words", "digits") and _ATTRIBUTE.match(low, after):
            return True
        if amount.kind == "words":
            return self._pronoun(low, amount)
        if amount.kind != "digits":
            return False
        if _CLOCK.match(low, after):
            return True
        if _JOINED.match(low, after) or (
            before and low[before - 1] in "/_#@&=+:[" and low[before - 2 : before - 1] != " "
        ):
            return True
        if before and low[before - 1] == "(" and low[after : after + 1] == ")" and amount.value < _SHIRT:
            return True
        if low[before - 1 : before] in ("[", "#") or (before and low[before - 1] == "-" and amount.sign > 0):
            return True
        if low.startswith(self.year_mark, after) and self.year_mark:
            return True
        if self._dated(text, low, amount):
            return True
        if (before == 0 or low[before - 1] == "\n" or before == begin) and _LINE.match(low, after):
            return True
        return is_year(amount) and self._isis_year(low, amount)

    def _idiomatic(self, low: str, amount: Amount) -> bool:
        """ "At one point": a way of speaking that counts nothing."""
        if self._idiom is None or amount.value != 1 or amount.kind != "words":
            return False
        return self._idiom.match(low, low.rfind(" ", 0, max(0, amount.bare - 1)) + 1) is not None

    def _wide(self, low: str, amount: Amount) -> bool:
        """Years, ordinals and "one" in a language without spaces between words."""
        if amount.bare and low[amount.bare - 1] in "第每":
            return True
        if amount.unit == "years" and (is_year(amount) or amount.value < 1):
            return True
        return amount.unit == "count" and amount.kind == "words" and amount.value == 1

    def uncounted(self, text: str, low: str, amount: Amount, mention: QuantityMention) -> bool:
        """Whether a bare number without a counted noun is a name: "Article 5", "Boeing 787"."""
        if not self.boundaries or not _bare(amount) or amount.kind == "many":
            return False
        if self._street is not None and self._street.match(text, amount.end):
            return True
        if mention.start != amount.bare:
            return False
        found = _LAST_WORD.search(text, max(0, amount.bare - 30), amount.bare)
        if found is None:
            return (
                bool(_AGED.search(text, max(0, amount.bare - 30), amount.bare))
                and low[amount.end : amount.end + 1] == ","
            )
        word = found.group(1)
        low_word = word.lower().rstrip(".")
        if low_word in self.labels and (not mention.noun or word[0].isupper()):
            return True
        if mention.noun or amount.kind == "words":
            return False
        if _NAMED.match(text, amount.end) and amount.value < _MANY:
            return True
        return word.lower() != word and low_word not in self.stops and found.start(1) > 0

    def _dated(self, text: str, low: str, amount: Amount) -> bool:
        if amount.value > 31 or amount.value != int(amount.value):
            return False
        place = amount.end + 1 if low[amount.end : amount.end + 1] in (" ", "-") else amount.end
        month = self.months.at(text, low, place)
        if (month and text[month.start].isupper()) or (month and not self.boundaries):
            return True
        if month and low[month.start : month.end] != "may" and low[month.start : month.end] != "march":
            return True
        end = amount.bare - 1 if amount.bare and low[amount.bare - 1] == " " else amount.bare
        if end and low[end - 1] == ".":
            end -= 1
        earlier = self.months.before(text, low, end)
        if earlier is None:
            return False
        return (
            text[earlier.start].isupper()
            or not self.boundaries
            or low[earlier.start : earlier.end] not in ("may", "march")
        )

    def _isis_year(self, low: str, amount: Amount) -> bool:
        if amount.start != amount.bare:
            return False
        found = _LAST_WORD.search(low, max(0, amount.bare - 14), amount.bare)
        if found is None or found.group(1) in self.year_before or low[amount.bare - 1] in ",(-/'":
            return True
        follow = re.compile(r" ([^\W\d_]+)").match(low, amount.end)
        if follow is None or follow.group(1) in self.stops or follow.group(1) in self._year_nouns:
            return True
        earlier = self.months.before(low, low, found.end(1))
        return earlier is not None or not follow.group(1).endswith(("s", "people", "men", "children"))

    def _pronoun(self, low: str, amount: Amount) -> bool:
        """ "One" that counts nothing, and "the two" that points back."""
        if amount.scaled or amount.value >= _FEW:
            return False
        return amount.value == 1 or self._definite.before(low, low, amount.bare - 1) is not None

    def _counted_off(self, written: str) -> bool:
        """Whether a fraction word before a unit is an ordinal: "the eighth year", not "an eighth of a mile"."""
        word = written.rsplit(" ", 1)[-1]
        return word in self._ordinals and written in (word, f"a {word}", f"an {word}")

    def _ordinal(self, low: str, amount: Amount) -> bool:
        """A fraction word that is an ordinal ("a third bridge", "the third quarter")."""
        written = low[amount.bare : amount.end]
        if amount.unit is not None and amount.numeral is not None:
            written, unit = low[amount.bare : amount.numeral.end], low[amount.numeral.end : amount.end]
            return unit.count(" ") < _OF_A_UNIT and self._counted_off(written)
        if amount.unit is not None or not self.share_before or any(mark.isdigit() for mark in written):
            return False
        if " " not in written and "-" not in written and written not in self.share_alone:
            return True
        before = _LAST_WORD.search(low, max(0, amount.bare - 14), amount.bare)
        if before and before.group(1) in self.share_not_after:
            return True
        follow = _NEXT_WORD.match(low, amount.end)
        return follow is not None and follow.group(1) not in self.share_before


def _bare(amount: Amount) -> bool:
    return amount.unit is None and not amount.scaled and not amount.prefixed


def is_year(amount: Amount) -> bool:
    """Whether it is written as a year is: four digits, nothing else."""
    numeral = amount.numeral
    return (
        numeral is not None
        and numeral.kind == "digits"
        and numeral.end - numeral.start == 4
        and 1800 <= amount.value <= 2100
    )
