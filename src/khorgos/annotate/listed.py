"""Numbers of a list that leave out what the first one says: "Peru received 41 per cent, Chile 33, Bolivia 17".

A bare number right behind a party's name has the unit and scale of the quantity before it in the same sentence, where a
comma or semicolon parts the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from khorgos.annotate.mentions import Mention, QuantityMention
from khorgos.values import Bound, Quantity
from khorgos.values.unit import COUNT, Dimension

# Between a name and its number stands a mark or a small word; a year has four digits without a point.
_NUMBER = r"(?::? | \(| - | with | at )(?P<number>\d{{1,3}}(?:{mark}\d{{1,3}})?)(?=[,;)](?!\d)|\.(?:\s|$)|$| and | и )"
_PRINTED = re.compile(r"\d{1,3}(?:[.,]\d+)?(?![\d,.]*\d)")
_SHARED = frozenset({Dimension.RATIO, Dimension.MONEY, Dimension.MASS, Dimension.VOLUME, Dimension.ENERGY})
# Names stand this near behind what they follow in a list.
_NEAR = 60
_MARKS = re.compile(r"[,;]")
_STOP = re.compile(r"[.!?]\s|\n")


@lru_cache(maxsize=4)
def _number(decimal: str) -> re.Pattern[str]:
    return re.compile(_NUMBER.format(mark=re.escape(decimal)))


def find(
    text: str, parties: Sequence[Mention], mentions: list[QuantityMention], decimal: str = "."
) -> list[QuantityMention]:
    """The mentions with those that a list leaves bare, in order; `decimal` is the mark before tenths."""
    added: list[QuantityMention] = []
    pattern = _number(decimal)
    index = 0
    for party in parties:
        while index + 1 < len(mentions) and mentions[index + 1].end <= party.start:
            index += 1
        if not mentions or mentions[index].end > party.start:
            continue
        first = mentions[index]
        number = pattern.match(text, party.end)
        last = added[-1] if added and added[-1].start > first.start else first
        if number is None or not _follows(text, last, party):
            continue
        start, end = number.span("number")
        quantity = shared(text, first, Decimal(number["number"].replace(",", ".")))
        if quantity is None or any(m.start < end and start < m.end for m in mentions[index + 1 : index + 2]):
            continue
        added.append(QuantityMention(start, end, "listed", quantity, ground_start=first.grounded[0], ground_end=end))
    return sorted([*mentions, *added], key=lambda mention: mention.start) if added else mentions


def _follows(text: str, last: QuantityMention, party: Mention) -> bool:
    gap = text[last.end : party.start]
    return len(gap) < _NEAR and bool(_MARKS.search(gap)) and not _STOP.search(gap)


def shared(text: str, first: QuantityMention, number: Decimal) -> Quantity | None:
    """A bare number in the unit and scale of the first of a list; None where that has none to share."""
    value = first.quantity
    printed = _PRINTED.search(text, first.start, first.end)
    if value.unit.dimension not in _SHARED or value.low != value.high or first.direction or printed is None:
        return None
    plain = Decimal(printed[0].replace(",", "."))
    scale = abs(value.low) / plain if plain else Decimal(1)
    if scale != scale.to_integral_value():
        return None
    return Quantity(number * scale, number * scale, value.unit)


def readings(text: str, mentions: Sequence[QuantityMention]) -> Iterator[Quantity]:
    """What the last number of a stretch is, read as one of a list that the first opens."""
    if len(mentions) < 2 or mentions[-1].quantity.unit != COUNT:
        return
    quantity = shared(text, mentions[0], mentions[-1].quantity.low)
    if quantity is not None:
        yield replace(quantity, bound=Bound.EXACT)
