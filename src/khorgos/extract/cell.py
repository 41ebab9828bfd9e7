"""The stretch of a sentence that belongs to one number, and the parties that stand in it, run by run."""

from __future__ import annotations

import re

from khorgos.annotate.mentions import Mention, OrganisationMention, PartyMention, QuantityMention
from khorgos.extract.line import Line, is_rank
from khorgos.values import Party

# How far around a party the words stand that put it aside.
_LEAD = 30
# A break of this weight ends the stretch that belongs to a number.
_PARTS = 0.6
# A party compared with that has its number in brackets: "ahead of Russia (209,146)".
_FIGURED = re.compile(r" \([^a-z)]{0,4}\d")


def cell(line: Line, quantity: QuantityMention) -> tuple[int, int]:
    """The stretch of a sentence that belongs to one number of a series."""
    if len(line.quantities) == 1 or all(other is quantity or other.conversion for other in line.quantities):
        return line.start, line.end
    index = line.index(quantity)
    before = line.quantities[: index - 1 if quantity.conversion and index else index]
    earlier = next((q for q in reversed(before) if not is_rank(q)), None)
    start = line.start
    if earlier is not None:
        parted = (stop for at, stop, _ in line.breaks if at >= earlier.end and stop <= quantity.start)
        start = next(parted, earlier.end)
    end, reach = line.after(quantity), quantity.end
    for other in line.quantities[index + 1 :]:
        if not other.conversion:
            break
        reach = other.end + 1
    for at, _, weight in line.breaks:
        if at >= reach and weight >= _PARTS:
            return start, min(end, at)
    return start, end


def runs(mentions: list[PartyMention], line: Line) -> list[list[PartyMention]]:
    """Party mentions in series: "Mali, Niger and Togo" is one run."""
    series: list[list[PartyMention]] = []
    for mention in mentions:
        if series:
            gap = line.low(series[-1][-1].end, mention.start).strip(" ,")
            if len(gap) < 9 and line.grammar.listed.fullmatch(gap):
                series[-1].append(mention)
                continue
        series.append([mention])
    return series


def runs_of(line: Line) -> list[list[PartyMention]]:
    """The runs of a sentence's parties, without those that speak, are compared with, or belong to a name."""
    if line.runs is None:
        line.runs = _find_runs(line)
    return line.runs


def _find_runs(line: Line) -> list[list[PartyMention]]:
    inside = [m for m in line.parties if m.form != "government" and not covered(m, line.bodies)]
    return [run for run in runs(inside, line) if not _aside(line, run)]


def subject(line: Line, at: int) -> Party | None:
    """The party that does what the word at a place says: the last named before it in its clause."""
    before = [run for run in runs_of(line) if run[-1].end <= at]
    return before[-1][0].party if before and line.barrier(before[-1][-1].end, at) < 1.0 else None


def _aside(line: Line, run: list[PartyMention]) -> bool:
    if _FIGURED.match(line.view.low, run[-1].end):
        return False
    before = line.low(max(line.start, run[0].start - _LEAD), run[0].start)
    after = line.low(run[-1].end, min(line.end, run[-1].end + _LEAD))
    return bool(line.grammar.aside.search(before) or line.grammar.left_out.match(after))


def covered(mention: Mention, bodies: list[OrganisationMention]) -> bool:
    """Whether a mention stands inside a body's name."""
    return any(b.start <= mention.start and mention.end <= b.end for b in bodies)


def once(parties: list[Party]) -> list[Party]:
    """Each party once, in order; one alone, as it mostly is, needs no comparison."""
    return parties if len(parties) < 2 else list(dict.fromkeys(parties))


def named(line: Line, start: int, end: int) -> list[list[Party]]:
    """The parties named in a stretch, run by run; a run that begins in it counts whole."""
    beside = [run for run in runs_of(line) if run[0].start < end and any(start <= m.start < end for m in run)]
    return [once([mention.party for mention in run]) for run in beside]
