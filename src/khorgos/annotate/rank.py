"""Find ranks: "the largest trading partner", "ranks second as a donor", "the third largest supplier"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate.annotated import Annotated
from khorgos.annotate.mentions import QuantityMention
from khorgos.language import Concept, Pack, load
from khorgos.values import Quantity
from khorgos.values.unit import RANK

# How far around the word that wakes the rest of a rank stands.
_AROUND = 48
# What tells that a rank goes on is at most so long, in characters.
_FOLLOWS = 12


@dataclass(frozen=True, slots=True)
class _Ranks:
    trigger: re.Pattern[str]
    values: dict[str, int]
    unless: re.Pattern[str]


def find(view: Annotated) -> list[QuantityMention]:
    """Every rank of what is read, in order, as a quantity in the unit "rank"."""
    rules = _rules(view.pack.code)
    if rules is None:
        return []
    mentions: list[QuantityMention] = []
    for wake in view.room("actions"):
        if wake.concept != "rank" or (mentions and wake.start < mentions[-1].end):
            continue
        around = rules.trigger.finditer(view.low, max(0, wake.start - _AROUND), wake.end + _AROUND)
        found = next((place for place in around if place.start() <= wake.start < place.end()), None)
        if found is None:
            continue
        if rules.unless.search(view.low[max(0, found.start() - 14) : found.start()]):
            continue
        sentence = view.sentence_at(found.start())
        if sentence is None:
            continue
        if found["next"] and not (mentions and mentions[-1].start >= sentence.start):
            continue  # goes on with a rank of its own sentence
        rank = Quantity.of(_value(found, rules), RANK)
        mention = QuantityMention(found.start(), found.end(), "rank", rank)
        if found["next"]:  # its words mean a rank only behind the rank before
            mention.ground_start = mentions[-1].start
            mention.ground_end = min(sentence.end, found.end() + _FOLLOWS)
        mentions.append(mention)
    return mentions


def readings(text: str, pack: Pack) -> list[Quantity]:
    """Every rank that a short text can be read as giving."""
    rules = _rules(pack.code)
    if rules is None:
        return []
    return [Quantity.of(_value(found, rules), RANK) for found in rules.trigger.finditer(text.lower())]


def _value(found: re.Match[str], rules: _Ranks) -> int:
    ordinal = next((found[name] for name in ("before", "after", "among", "bare", "named", "next") if found[name]), "")
    return rules.values[ordinal] if ordinal else 1


@lru_cache(maxsize=16)
def _rules(code: str) -> _Ranks | None:
    room = load(code).room("ranks")
    if not room:
        return None

    def any_of(name: str) -> str:
        forms = sorted((form.lower() for form in room[name].forms), key=len, reverse=True)
        return "(?:" + "|".join(map(re.escape, forms)) + ")"

    values = _ordinals(room["ordinal"])
    ordinal = "(?:" + "|".join(sorted(values, key=len, reverse=True)) + ")"
    if load(code).boundaries:
        held = rf"(?:[\w'-]+ ){{0,3}}?{any_of('holder')}\b"
        best = rf"\b(?:(?P<before>{ordinal})[- ])?{any_of('superlative')} {held}|\b(?P<bare>{ordinal}) {held}"
        behind = rf"(?: {any_of('place')}\b|(?=[,;.]|$))"
        placed = rf"\b{any_of('verb')} (?:the )?(?P<after>{ordinal}){behind}|\b(?P<among>{ordinal}) among\b"
        alone, goes_on = _alone(room["place"])
        placed += rf"|\b(?P<named>{ordinal}) {any_of('place') if alone else '(?!)'}\b"
        placed += rf"|(?<=[,;] )(?P<next>{ordinal})(?= {goes_on})"
    else:
        best = rf"(?:第(?P<before>{ordinal})大|{any_of('superlative')})[^，。；,;]{{0,6}}?{any_of('holder')}"
        heads = "|".join(str(word) for word in room["ordinal"].get("values"))
        placed = rf"{any_of('verb')}(?:第(?P<after>{ordinal}){any_of('place')}?|(?P<bare>{heads}))"
        placed += rf"|{any_of('verb')}[^，。；,;]{{0,12}}{any_of('head')}(?P<among>)(?P<named>)(?P<next>)"
    return _Ranks(re.compile(f"{best}|{placed}"), values, re.compile(any_of("unless") + " ?$"))


def _ordinals(concept: Concept) -> dict[str, int]:
    """Words for places in an order; with `digits` and `ten` those of one language's numerals below a hundred."""
    values = {str(word): int(value) for word, value in concept.get("values").items()}
    digits, ten = str(concept.get("digits", "")), str(concept.get("ten", ""))
    for number in range(1, 100) if digits else ():
        tens, ones = divmod(number, 10)
        lead = (digits[tens - 1] if tens > 1 else "") + ten if tens else ""
        values[lead + (digits[ones - 1] if ones else "")] = number
        values[str(number)] = number
    return values


def _alone(concept: Concept) -> tuple[bool, str]:
    """Whether an ordinal beside a word for a place is a rank by itself, and what may follow the next one."""
    words = [str(word) for word in concept.get("goes_on", ())]
    return bool(concept.get("alone")), "(?:" + "|".join(map(re.escape, words)) + r")" if words else "(?!)"
