"""Find ranks: "the largest trading partner", "ranks second as a donor", "the third largest supplier"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate.annotated import Annotated
from khorgos.annotate.mentions import QuantityMention
from khorgos.language import Pack, load
from khorgos.values import Quantity
from khorgos.values.unit import RANK

# How far around the word that wakes the rest of a rank stands.
_AROUND = 48


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
        if view.sentence_at(found.start()) is None:
            continue
        rank = Quantity.of(_value(found, rules), RANK)
        mentions.append(QuantityMention(found.start(), found.end(), "rank", rank))
    return mentions


def readings(text: str, pack: Pack) -> list[Quantity]:
    """Every rank that a short text can be read as giving."""
    rules = _rules(pack.code)
    if rules is None:
        return []
    return [Quantity.of(_value(found, rules), RANK) for found in rules.trigger.finditer(text.lower())]


def _value(found: re.Match[str], rules: _Ranks) -> int:
    ordinal = found["before"] or found["after"] or found["among"] or found["bare"]
    return rules.values[ordinal] if ordinal else 1


@lru_cache(maxsize=16)
def _rules(code: str) -> _Ranks | None:
    room = load(code).room("ranks")
    if not room:
        return None

    def any_of(name: str) -> str:
        forms = sorted((form.lower() for form in room[name].forms), key=len, reverse=True)
        return "(?:" + "|".join(map(re.escape, forms)) + ")"

    values = {str(word): int(value) for word, value in room["ordinal"].get("values").items()}
    ordinal = "(?:" + "|".join(values) + ")"
    if load(code).boundaries:
        held = rf"(?:[\w'-]+ ){{0,3}}?{any_of('holder')}\b"
        best = rf"\b(?:(?P<before>{ordinal})[- ])?{any_of('superlative')} {held}|\b(?P<bare>{ordinal}) {held}"
        behind = rf"(?: {any_of('place')}\b|(?=[,;.]|$))"
        placed = rf"\b{any_of('verb')} (?:the )?(?P<after>{ordinal}){behind}|\b(?P<among>{ordinal}) among\b"
    else:
        best = rf"(?:第(?P<before>{ordinal})大|{any_of('superlative')})[^，。；,;]{{0,6}}?{any_of('holder')}(?P<bare>)"
        placed = rf"{any_of('verb')}第?(?P<after>{ordinal}){any_of('place')}(?P<among>)"
    return _Ranks(re.compile(f"{best}|{placed}"), values, re.compile(any_of("unless") + " ?$"))
