"""Shares: a part beside its whole, shares of one whole that make it or exceed it, ranks that do not follow the values.

A share follows where part over whole lies within half its last digit and half a point.  Shares that are told in one
sentence of one investment are shares of one whole, whether a loan or capital pays them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from khorgos.check.figures import figures, grouped, ids, levels, shown, value
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.interval import unit_of
from khorgos.claims.printing import Printing

_ALL = Decimal(100)
_ROOM = Decimal(2)
_HALF_POINT = Decimal("0.5")
# What a project is paid with: its shares are of one whole whichever of these they are called.
_FINANCE = frozenset({"loans", "investment", "aid"})


def check(printings: Sequence[Printing]) -> Iterator[Finding]:
    """The findings about shares and ranks of one report."""
    told = [p for p in figures(printings) if p.word("measure") == "share" and p.word("unit") == "percent"]
    seen: set[frozenset[str]] = set()
    for key in (_thing, _sentence):
        for group in grouped(told, key).values():
            parts = list({(value(p), p.parties, p.word("detail")): p for p in group}.values())
            members = frozenset(p.id for p in parts)
            if len(parts) > 1 and members not in seen:
                seen.add(members)
                yield from _together(parts, sure=key is _thing)
    for share in told:
        yield from _of_whole(share, printings)
    yield from _ranks(printings)


def _thing(printing: Printing) -> object:
    return printing.word("indicator"), str(printing.period), printing.sides[:1]


def _sentence(printing: Printing) -> object:
    """Shares of one payment, told in one sentence; everything else stands alone."""
    sentence = printing.word("sentence")
    return sentence if sentence and printing.word("indicator") in _FINANCE else printing.id


def _together(parts: list[Printing], *, sure: bool) -> Iterator[Finding]:
    total = sum(map(value, parts), Decimal(0))
    sum_ = f"{' + '.join(shown(value(p), 'percent') for p in parts)} = {shown(total, 'percent')}"
    if abs(total - _ALL) <= _ROOM:
        yield Finding("shares", Severity.OK, ids(*parts), say("shares.whole"), sum_, say("room.two-points"))
    elif sure and total > _ALL and all(len(p.parties) > 1 for p in parts):
        yield Finding("shares", Severity.INFO, ids(*parts), say("shares.more"), sum_, say("room.two-points"))


def _of_whole(share: Printing, printings: Sequence[Printing]) -> Iterator[Finding]:
    """A share against the one part and the one whole that are told with it: the whole is that of fewer parties."""
    alike = [
        p
        for p in levels(printings, share.word("indicator"))
        if p.period and share.period and p.period.same_days(share.period) and p.word("status") == share.word("status")
    ]
    parts = [p for p in alike if p.sides == share.sides and p.word("detail") == share.word("detail")]
    wholes = [p for p in alike if p.sides == share.sides[:1] and not p.word("detail") and len(share.sides) > 1]
    if len(parts) != 1 or len(wholes) != 1 or parts[0].word("unit") != wholes[0].word("unit"):
        return
    (part,), (whole,) = parts, wholes
    if part.interval is None or whole.interval is None or not whole.interval.low > 0:
        return
    low, high = part.interval.low / whole.interval.high * _ALL, part.interval.high / whole.interval.low * _ALL
    room = unit_of(value(share)) / 2 + _HALF_POINT
    found = (value(part) / value(whole) * _ALL).quantize(Decimal("0.1"))
    unit = part.word("unit")
    sum_ = f"{shown(value(part), unit)} / {shown(value(whole), unit)} = {shown(found, 'percent')}"
    holds = low - room <= value(share) <= high + room
    said = (
        say("share.follows") if holds else say("share.away", given=shown(value(share), "percent"), ratio=f"{found} %")
    )
    grave = Severity.OK if holds else Severity.INFO
    yield Finding("share-of-whole", grave, ids(share, part, whole), said, sum_, say("room.half-point"))


def _ranks(printings: Sequence[Printing]) -> Iterator[Finding]:
    """Two ranks with their values: the larger value cannot have the lower place."""
    ranked = []
    for rank in (p for p in figures(printings) if p.word("measure") == "rank" and len(p.sides) > 1):
        own = [
            p for p in levels(printings, rank.word("indicator")) if p.sides == rank.sides and p.period == rank.period
        ]
        if len(own) == 1 and rank.period is not None:
            ranked.append((rank, own[0]))
    for (one, mine), (other, theirs) in combinations(ranked, 2):
        if _rivals(one, other) and mine.measured == theirs.measured:
            lower, higher = sorted(((one, mine), (other, theirs)), key=lambda each: value(each[0]))
            if value(lower[0]) < value(higher[0]) and _surely_less(lower[1], higher[1]):
                told = say("rank.turned", low=shown(value(lower[0]), ""), high=shown(value(higher[0]), ""))
                unit = mine.word("unit")
                sum_ = f"{shown(value(lower[1]), unit)} < {shown(value(higher[1]), unit)}"
                yield Finding("rank-values", Severity.WARN, ids(lower[0], lower[1], higher[0], higher[1]), told, sum_)


def _rivals(one: Printing, other: Printing) -> bool:
    """Whether two ranks are places of one list: same indicator, period and side, and another partner."""
    first, second = one.word("detail"), other.word("detail")
    same = one.word("indicator") == other.word("indicator") and one.period == other.period and first == second
    return same and one.sides[-1] == other.sides[-1] and one.sides != other.sides


def _surely_less(one: Printing, other: Printing) -> bool:
    return one.interval is not None and other.interval is not None and one.interval.high < other.interval.low
