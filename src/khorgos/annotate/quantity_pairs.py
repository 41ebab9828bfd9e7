"""What quantities take from those before them: a bound, a unit that is left out, a code of the day of writing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from khorgos.annotate.mentions import QuantityMention
from khorgos.reference.redenominations import code_at
from khorgos.values import Bound, Unit
from khorgos.values.unit import COUNT, Dimension

# A number without a unit has that of the sum before it only so near, and only from here on.
_LARGE = Decimal(100_000)
_ELLIPSIS = 400
# Of billions that count nothing the unit is left out over paragraphs as well.
_SUM = Decimal(1_000_000_000)
# Nobody leaves out a unit this small behind millions; in Russian its letter is that of years.
_SMALL = frozenset({"g", "mg"})
# Digits alone, without a word of scale, only within a few words.
_BESIDE = 24
_IDEOGRAPHS = "\u2e80"
_UNSTEPPED = frozenset({Dimension.COUNT, Dimension.TIME, Dimension.FOLD, Dimension.ORDER})
_SHARED_UNITS = frozenset({Dimension.MONEY, Dimension.VOLUME, Dimension.MASS, Dimension.ENERGY})


class Steps:
    """From one value to another of the same thing: "from 21 mpg combined to 23"."""

    def __init__(self, source: Iterable[str], target: Iterable[str]) -> None:
        """`source` are the words before the first value, `target` those before the second."""
        self._from = tuple(f"{word} " for word in source)
        words = "|".join(re.escape(word) for word in target if word.isalpha())
        # A few words between, no other clause.
        self._to = re.compile(rf"[ -](?:\w+ ){{0,3}}(?:{words}) ") if words else None

    def fill(self, low: str, mentions: list[QuantityMention]) -> None:
        """Give the second value the unit of the first, where it has none and counts nothing."""
        for before, mention in pairwise(mentions):
            unit = before.quantity.unit
            if mention.quantity.unit != COUNT or mention.noun or mention.rule != "digits":
                continue
            if unit.dimension in _UNSTEPPED or not self._stands(low, before, mention):
                continue
            mention.quantity = replace(mention.quantity, unit=unit)
            mention.ground_start, mention.ground_end = before.grounded[0], mention.grounded[1]

    def _stands(self, low: str, before: QuantityMention, mention: QuantityMention) -> bool:
        if self._to is None or not self._to.fullmatch(low, before.end, mention.start):
            return False
        return low.endswith(self._from, 0, before.start) or low.startswith(self._from, before.grounded[0])


def conversions(text: str, mentions: list[QuantityMention]) -> None:
    """Mark the amount in brackets behind another of the same kind.

    A number without a unit before such brackets has that of the sum that was converted into the same money before.
    """
    converted: dict[Unit, QuantityMention] = {}
    for before, mention in pairwise(mentions):
        gap = text[before.end : mention.start]
        if gap.strip() not in ("(", "(i.e.", "or", "/", "[") and not gap.strip().endswith("("):
            continue
        if len(gap) > 14 or "(" not in gap:
            continue
        one, other = before.quantity.unit, mention.quantity.unit
        earlier = converted.get(other)
        if one == COUNT and not before.noun and earlier is not None and _near(text, earlier, before):
            one = earlier.quantity.unit
            before.quantity = replace(before.quantity, unit=one)
            before.ground_start, before.ground_end = earlier.grounded[0], mention.grounded[1]
        if one.dimension is other.dimension and one != other and one.dimension is not Dimension.COUNT:
            mention.conversion = True
            if other.is_money:
                converted[other] = before
            _inherit(before, mention)


def _near(text: str, one: QuantityMention, other: QuantityMention) -> bool:
    """Whether a number stands in the paragraph of another, and near."""
    gap = text[one.end : other.start]
    return len(gap) <= _ELLIPSIS and "\n\n" not in gap


def elliptic(text: str, mentions: list[QuantityMention], scales: str = "") -> None:
    """Give the unit of the sum before it to a large number that counts nothing: "a package of 150 million".

    Only a number with a word of scale, in the same paragraph and near; where the last large number counts something
    ("1.4 billion people"), so does the next.  `scales` are the signs of scale of a language without spaces: a number
    that ends in another sign has its measure word ("10.5万人").
    """
    money: QuantityMention | None = None
    for mention in mentions:
        unit = mention.quantity.unit
        if unit.dimension in _SHARED_UNITS and unit.code not in _SMALL and not mention.conversion:
            money = mention
        elif unit == COUNT and mention.quantity.low >= _LARGE and not _measured(text, mention, scales):
            gap = text[money.end : mention.start] if money else ""
            # In Chinese the measure word stands within, without a space.
            worded = any(mark.isalpha() and mark < _IDEOGRAPHS for mark in text[mention.start : mention.end])
            worded = worded or (0 < len(gap) < _BESIDE and "." not in gap)
            far = len(gap) > _ELLIPSIS or ("\n\n" in gap and mention.quantity.low < _SUM)
            if money is None or mention.noun or not worded or far:
                money = None if mention.noun else money
                continue
            mention.quantity = replace(mention.quantity, unit=money.quantity.unit)
            mention.ground_start, mention.ground_end = money.grounded[0], mention.grounded[1]


def _measured(text: str, mention: QuantityMention, scales: str) -> bool:
    last = text[mention.end - 1]
    return bool(scales) and last >= _IDEOGRAPHS and last not in scales


def redenominated(text: str, mentions: list[QuantityMention], day: dt.date) -> None:
    """Give a currency named by its word the code that it had on the day of writing; a code stays as it is written."""
    for mention in mentions:
        unit = mention.quantity.unit
        if not unit.is_money or unit.code in text[mention.start : mention.end]:
            continue
        code = code_at(unit.code, day)
        if code != unit.code:
            mention.quantity = replace(mention.quantity, unit=Unit.of(code))


def _inherit(before: QuantityMention, mention: QuantityMention) -> None:
    """ "up to $3 million (2.6 million euros)": the bound holds for both."""
    old = mention.quantity
    if old.bound is Bound.EXACT and before.quantity.bound is not Bound.EXACT and not mention.direction:
        mention.quantity = replace(old, bound=before.quantity.bound)
        start = before.start if before.ground_start < 0 else before.ground_start
        mention.ground_start, mention.ground_end = start, max(mention.end, mention.ground_end)
