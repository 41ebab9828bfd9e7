""" "Respectively": values dealt out to as many parties or periods as there are values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from khorgos.annotate.mentions import PartyMention, QuantityMention
from khorgos.extract.cell import runs, runs_of
from khorgos.extract.dealing import bodies_in_rows
from khorgos.extract.governing import Stretch
from khorgos.extract.line import Line
from khorgos.values import Party

_PAIR = 2
# A colon at most stands between two parties and their two values.
_COLON = 1.6
_PUT_IN = re.compile(r", [^,;:()\d]{2,40}, ?")
T = TypeVar("T", QuantityMention, Stretch)


@dataclass(slots=True)
class Dealt:
    """What "respectively" gives to each quantity, by the quantity's place."""

    parties: dict[int, Party] = field(default_factory=dict)
    periods: dict[int, Stretch] = field(default_factory=dict)


def dealt(line: Line, periods: list[Stretch]) -> Dealt:
    """What each value of a series gets, where the sentence says "respectively"."""
    gift = Dealt()
    if len(line.quantities) < 2:
        return gift
    places = line.grammar.respectively.finditer(line.view.low, line.start, line.end)
    told = [_nearest(line, _series(line, line.quantities), found) for found in places]
    if not told:
        return _silently(line)
    for values in told:
        if len(values) > 1:
            _deal(line, periods, values, gift)
    return gift


def _deal(line: Line, periods: list[Stretch], values: list[QuantityMention], gift: Dealt) -> None:
    """Give each value of a series its period or party: those of the last series before it of the same length."""
    count, begin = len(values), values[0].start
    for series in reversed(_series(line, periods)):
        if len(series) == count and series[-1].end <= begin:
            gift.periods |= {value.start: period for value, period in zip(values, series, strict=True)}
            return
    for run in reversed(runs([m for m in line.parties if m.form != "government"], line)):
        shared = len(run) == count + 1 and _paired(line, run)
        if run[-1].end <= begin and (shared or len(run) == count):
            gift.parties |= {v.start: mention.party for v, mention in zip(values, run[shared:], strict=True)}
            return
    for bodies in reversed(bodies_in_rows(line)):
        if len(bodies) == count and bodies[-1].end <= begin:
            gift.parties |= {v.start: Party.body(b.name) for v, b in zip(values, bodies, strict=True)}
            return


def _paired(line: Line, run: list[PartyMention]) -> bool:
    """Whether the first of a row deals with each of the others: "trade of Peru with Chile, Bolivia and Brazil"."""
    return bool(line.grammar.pairing.fullmatch(line.low(run[0].end, run[1].start)))


def _silently(line: Line) -> Dealt:
    """Two parties and two values of one unit, joined alike, match without a word: "A and B sold 3 and 2 percent"."""
    gift = Dealt()
    for values in _series(line, line.quantities):
        bodies = [row for row in bodies_in_rows(line) if row[-1].end <= values[0].start and len(row) == len(values) > 1]
        if bodies and line.barrier(bodies[-1][-1].end, values[0].start) < 1.0:
            gift.parties |= {v.start: Party.body(b.name) for v, b in zip(values, bodies[-1], strict=True)}
            continue
        if len(values) != _PAIR or values[0].quantity.unit != values[1].quantity.unit:
            continue
        rows = [run for run in runs_of(line) if run[-1].end <= values[0].start and len(run) == _PAIR]
        if rows and _away(line, rows[-1][-1].end, values[0].start) <= _COLON and not _single(line, rows[-1], values):
            pairs = zip(values, rows[-1], strict=True)
            gift.parties |= {value.start: mention.party for value, mention in pairs}
    return gift


def _away(line: Line, first: int, last: int) -> float:
    """How much parts a row from its values, words put in between commas aside: "A and B, for instance, sold"."""
    put = _PUT_IN.match(line.view.low, first, last)
    return line.barrier(put.end() if put else first, last)


def _single(line: Line, run: list[PartyMention], values: list[QuantityMention]) -> bool:
    """Whether the two parties are one pair ("trade between A and B") or the values are one step ("from 3 to 4")."""
    lead = line.low(line.start, run[0].start)
    return bool(line.grammar.between.search(lead)) or line.is_base(values[0]) or _pairs(line, run, values)


def _pairs(line: Line, run: list[PartyMention], values: list[QuantityMention]) -> bool:
    """Whether what stands between is told of both together: "China and Peru traded"."""
    between = [i for i in line.indicators if run[-1].end <= i.start < values[0].start]
    return any(i.concept in ("trade", "trade_turnover") for i in between)


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


def _nearest(line: Line, series: list[list[QuantityMention]], word: re.Match[str]) -> list[QuantityMention]:
    """The series that ends right before the word, or else begins right behind it; in Chinese it stands behind."""
    before = [one for one in series if one[-1].end <= word.start()]
    after = [one for one in series if one[0].start >= word.start() and len(one) > 1]
    if after and line.view.pack.dates_first:
        return after[0]
    if before and len(before[-1]) > 1:
        return before[-1]
    return after[0] if after else []
