"""Names around a head where words have no boundaries: "第二届中国-中亚峰会", "《…宣言》".

The name runs from the last mark, day or word of a list of stops to its head; quotation marks belong to it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, Sentence
from khorgos.language import load

# The longest name before a head of the reports read so far has 20 characters.
_REACH = 30
_OF = "\u7684"
_MARKS = re.compile(r"[，。、：；！？,.:;!?()（）\s\d]")


@lru_cache(maxsize=16)
def _before(code: str, room: str, concept: str, key: str) -> re.Pattern[str]:
    entry = load(code).room(room).get(concept)
    words = [str(word) for word in (entry.get(key, ()) if entry else ())]
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)")


def name_start(view: Annotated, sentence: Sentence, head: ConceptMention, stops: tuple[str, str, str]) -> int:
    """Where the name that ends with a head begins; `stops` is the room, concept and key of the words before names."""
    low = max(sentence.start, head.start - _REACH)
    bound = low
    for mark in _MARKS.finditer(view.text, low, head.start):
        bound = mark.end()
    for mention in (*within(view.periods, low, head.start), *within(view.quantities, low, head.start)):
        bound = max(bound, min(mention.end, head.start))
    known = [*within(view.mechanisms, low, head.end), *within(view.parties, low, head.start)]
    for stop in _before(view.pack.code, *stops).finditer(view.text, bound, head.start):
        if not any(m.start <= stop.start() and stop.end() <= m.end for m in known):
            bound = stop.end()
    open_quote = view.text.find('"', bound, head.start)
    if open_quote >= 0 and view.text.count('"', bound, head.start) % 2:
        bound = open_quote + 1
    # What a name is said to belong to by a particle is left out together with it.
    return bound + 1 if view.text.startswith(_OF, bound) else bound


def titled(view: Annotated, head: ConceptMention) -> tuple[int, int] | None:
    """The title in 《…》 that a head closes or stands in."""
    text = view.document.text
    opened = text.rfind("《", max(0, head.start - 2 * _REACH), head.start)
    if opened < 0 or "》" in text[opened : head.start]:
        return None
    closed = text.find("》", head.end, head.end + _REACH)
    return (opened + 1, closed) if closed >= 0 else None


@lru_cache(maxsize=8)
def _ordinals(code: str) -> tuple[re.Pattern[str], dict[str, int], str, str]:
    entry = load(code).room("meetings").get("ordinals")
    if entry is None:
        return re.compile("(?!)"), {}, "", ""
    values = {str(word): int(value) for word, value in entry.get("values", {}).items()}
    digits, ten = str(entry.get("digits", "")), str(entry.get("ten", ""))
    marks, counters = "|".join(entry.get("marks", ())), "|".join(entry.get("counters", ()))
    fixed = "|".join(values) or "(?!)"
    return (
        re.compile(rf"(?:{marks})(?P<number>[{digits}{ten}]{{1,3}}|\d{{1,3}})(?:{counters})|{fixed}"),
        values,
        digits,
        ten,
    )


def ordinal(code: str, name: str) -> int | None:
    """The number that a name of an event bears: "第二十五次会议" is 25."""
    pattern, values, digits, ten = _ordinals(code)
    found = pattern.search(name)
    if found is None:
        return None
    number = found.group("number")
    if number is None:
        return values[found.group()]
    if number.isdecimal():
        return int(number)
    tens, _, ones = number.rpartition(ten) if ten in number else ("", "", number)
    return (10 * (digits.find(tens) + 1 or 1) if ten in number else 0) + digits.find(ones[:1]) * bool(ones) + bool(ones)


def bare(code: str, name: str) -> str:
    """A name without its number and quotation marks, for comparing names."""
    return _ordinals(code)[0].sub("", name).replace('"', "")
