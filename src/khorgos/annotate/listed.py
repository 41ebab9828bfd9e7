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
from khorgos.language import load
from khorgos.values import Bound, Quantity
from khorgos.values.unit import COUNT, Dimension

# Between a name and its number stands a mark or a small word; a year has four digits without a point.
_LEADS = r":? | \(| - "
_NUMBER = r"(?:{leads})(?P<number>\d{{1,3}}(?:{mark}\d{{1,3}})?)(?=[,;)](?!\d)|\.(?:\s|$)|$| (?:{ands}) )"
# Before a word that leads to the number.
_BEFORE = (" ", " - ")
_PRINTED = re.compile(r"\d{1,3}(?:[.,]\d+)?(?![\d,.]*\d)")
_SHARED = frozenset({Dimension.RATIO, Dimension.MONEY, Dimension.MASS, Dimension.VOLUME, Dimension.ENERGY})
# Names stand this near behind what they follow in a list.
_NEAR = 60
_MARKS = re.compile(r"[,;]")
_STOP = re.compile(r"[.!?]\s|\n")


@lru_cache(maxsize=8)
def _number(code: str) -> re.Pattern[str]:
    """A bare number behind a name: what may lead to it, and what may follow, in a language."""
    pack = load(code)
    numbers, clauses = pack.room("numbers"), pack.room("clauses")
    words = [f"{lead}{word} " for word in (numbers["listed"].forms if "listed" in numbers else ()) for lead in _BEFORE]
    ands = "|".join(re.escape(form) for form in (clauses["and"].forms if "and" in clauses else ()))
    mark = re.escape(str(pack.settings.get("decimal", ".")))
    return re.compile(_NUMBER.format(leads="|".join([_LEADS, *words]), mark=mark, ands=ands or "(?!)"))


def find(
    text: str,
    parties: Sequence[Mention],
    mentions: list[QuantityMention],
    code: str = "en",
    parts: tuple[str, ...] = (),
) -> list[QuantityMention]:
    """The mentions with those that a list leaves bare, in order.

    `code` is the language, `parts` the words by which a sentence goes on with parts of what was counted.
    """
    added: list[QuantityMention] = []
    pattern = _number(code)
    index = 0
    for party in parties:
        while index + 1 < len(mentions) and mentions[index + 1].end <= party.start:
            index += 1
        if not mentions or mentions[index].end > party.start:
            continue
        first = mentions[index]
        number = pattern.match(text, party.end)
        last = added[-1] if added and added[-1].start > first.start else first
        if number is None or not _follows(text, last, party, parts):
            continue
        start, end = number.span("number")
        quantity = shared(text, first, Decimal(number["number"].replace(",", ".")))
        beside = next((m for m in mentions[index + 1 : index + 2] if m.start < end and start < m.end), None)
        if quantity is None or (beside is not None and not _bare(beside, start)):
            continue
        if beside is not None:
            beside.quantity, beside.rule = quantity, "listed"
            beside.ground_start, beside.ground_end = first.grounded[0], end
            continue
        added.append(QuantityMention(start, end, "listed", quantity, ground_start=first.grounded[0], ground_end=end))
    return sorted([*mentions, *added], key=lambda mention: mention.start) if added else mentions


def _bare(mention: QuantityMention, start: int) -> bool:
    """Whether a number was read as a count of nothing."""
    return mention.start == start and mention.quantity.unit == COUNT and not mention.noun


def _follows(text: str, last: QuantityMention, party: Mention, parts: tuple[str, ...]) -> bool:
    """Whether a party goes on a list: behind a comma, or in a sentence that opens with "of them"."""
    gap = text[last.end : party.start]
    stop = _STOP.search(gap)
    if stop and parts and gap[stop.end() :].lower().startswith(parts):
        return len(gap) < _NEAR
    return len(gap) < _NEAR and bool(_MARKS.search(gap)) and not stop


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
