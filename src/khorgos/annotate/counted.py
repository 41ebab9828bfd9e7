"""The noun that a count counts: "20 *freight trains*"."""

from __future__ import annotations

import re

from khorgos.annotate.mentions import QuantityMention
from khorgos.language import Pack

_WORD = re.compile(r"[ -]([^\W\d_][\w'-]*)")
# "20 EVs", "5 MPs": short words whose plural only their capitals tell.
_ACRONYMS = re.compile(r"[A-Z]{2,}s")
_LONGEST = 6


class Counted:
    """Counted nouns of a language."""

    def __init__(self, pack: Pack) -> None:
        room = pack.room("numbers")
        self.boundaries = pack.boundaries
        self.stops = frozenset(room["stop"].forms) if "stop" in room else frozenset()
        one = room.get("one")
        self.one_not = frozenset(one.get("after", ())) if one else frozenset()
        self.one_of = frozenset(one.get("before", ())) if one else frozenset()
        words = "|".join(map(re.escape, one.forms)) if one else ""
        self._one = re.compile(rf"(?:^|(\w+|[^\w\s])\s)(?:{words}) (\w+)") if one else None
        self.irregular = frozenset(room["irregular"].forms) if "irregular" in room else frozenset()
        self.singular = frozenset(room["singular"].forms) if "singular" in room else frozenset()
        self.endings = tuple(room["plural"].forms) if "plural" in room else ()
        self.adjectives = tuple(room["adjective"].forms) if "adjective" in room else ()

    def ones(self, low: str) -> list[tuple[int, int]]:
        """Where "one" stands before a noun, or before what it is taken from."""
        found = []
        for place in self._one.finditer(low) if self._one else ():
            before, after = place.group(1), place.group(2)
            # "One 300-seat aircraft": what one is of is told behind the number.
            if before not in self.one_not and after not in self.stops - self.one_of and not after[0].isdigit():
                found.append((place.start(2) - 4, place.start(2) - 1))
        return found

    def fill(self, text: str, low: str, mention: QuantityMention, stop: int) -> None:
        """Set the noun of a mention, where one follows."""
        if not self.boundaries:
            self._wide(text, mention, stop)
            return
        place = mention.end
        first = -1
        for _ in range(_LONGEST):
            found = _WORD.match(low, place, stop)
            if found is None:
                return
            word = found.group(1)
            if word in self.stops:
                return
            if first < 0:
                first = found.start(1)
            place = found.end()
            if self._head(low, word, place, stop, mention) or _ACRONYMS.fullmatch(text, found.start(1), place):
                mention.noun = text[first:place]
                mention.noun_start, mention.noun_end = first, place
                return

    def _wide(self, text: str, mention: QuantityMention, stop: int) -> None:
        """The counted noun of a language without spaces: the characters up to a word that ends it."""
        end = mention.end
        while end < min(stop, mention.end + _LONGEST) and text[end].isalpha() and text[end] not in self.stops:
            end += 1
        if end > mention.end:
            mention.noun, mention.noun_start, mention.noun_end = text[mention.end : end], mention.end, end

    def _head(self, low: str, word: str, place: int, stop: int, mention: QuantityMention) -> bool:
        if self.adjectives:
            return not word.endswith(self.adjectives)
        if not self._plural(word) and mention.quantity.high != 1:
            return False
        follow = _WORD.match(low, place, stop)
        return follow is None or follow.group(1) in self.stops or not self._plural(follow.group(1))

    def _plural(self, word: str) -> bool:
        if word in self.irregular:
            return True
        if word.endswith(("'s", "'")):
            return False
        return word.endswith("s") and not word.endswith("ss") and len(word) > 3 and word not in self.singular
