""" "Respectively": values dealt out to as many parties or periods as there are values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from khorgos.annotate.mentions import QuantityMention
from khorgos.extract.cell import runs
from khorgos.extract.governing import Stretch
from khorgos.extract.line import Line
from khorgos.values import Party

T = TypeVar("T", QuantityMention, Stretch)


@dataclass(slots=True)
class Dealt:
    """What "respectively" gives to each quantity, by the quantity's place."""

    parties: dict[int, Party] = field(default_factory=dict)
    periods: dict[int, Stretch] = field(default_factory=dict)


def dealt(line: Line, periods: list[Stretch]) -> Dealt:
    """What each value of a series gets, where the sentence says "respectively"."""
    gift = Dealt()
    found = line.grammar.respectively.search(line.view.low, line.start, line.end)
    if not found or len(line.quantities) < 2:
        return gift
    values = _nearest(_series(line, line.quantities), found.start())
    count = len(values)
    if count < 2:
        return gift
    for series in reversed(_series(line, periods)):
        if len(series) == count and series[-1].end <= values[0].start:
            gift.periods = {value.start: period for value, period in zip(values, series, strict=True)}
            return gift
    for run in reversed(runs([m for m in line.parties if m.form != "government"], line)):
        if len(run) == count and run[-1].end <= values[0].start:
            gift.parties = {value.start: mention.party for value, mention in zip(values, run, strict=True)}
            return gift
    return gift


def _series(line: Line, mentions: Sequence[T]) -> list[list[T]]:
    found: list[list[T]] = []
    for mention in mentions:
        if found:
            gap = line.low(found[-1][-1].end, mention.start).strip(" ,")
            if not gap or line.grammar.series.fullmatch(gap):
                found[-1].append(mention)
                continue
        found.append([mention])
    return found


def _nearest(series: list[list[QuantityMention]], at: int) -> list[QuantityMention]:
    """The series that ends right before the word, or else begins right behind it."""
    before = [one for one in series if one[-1].end <= at]
    if before and len(before[-1]) > 1:
        return before[-1]
    after = [one for one in series if one[0].start >= at and len(one) > 1]
    return after[0] if after else []
