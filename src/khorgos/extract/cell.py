"""The stretch of a sentence that belongs to one number, and the parties that stand in it, run by run."""

from __future__ import annotations

import re
from itertools import pairwise

from khorgos.annotate.mentions import Mention, OrganisationMention, PartyMention, QuantityMention
from khorgos.extract.line import Line, is_rank
from khorgos.values import Party
from khorgos.values.party import PartyKind

# How far around a party the words stand that put it aside.
_LEAD = 30
# A break of this weight ends the stretch that belongs to a number.
_PARTS = 0.6
# "France's AFD", "the German KfW": three characters at most between.
_POSSESSIVE = 3
_OF = ("'s ", "' ", " ")
_LENDERS = frozenset({"bank", "fund", "agency"})
# A semicolon parts two members of a series whatever commas stand beside.
_STRONG = 3.0
# Between a party and the pronoun that stands for it: a comma and a space.
_PRONOUN = 2
_DASH = " - "
# Between the two ends by which a way is named.
_JOINED = ("-", "–", " - ")
# A party compared with that has its number in brackets: "ahead of Russia (209,146)".
_FIGURED = re.compile(r"(?: \(| with | at |: )[^a-z)]{0,5}\d")


def cell(line: Line, quantity: QuantityMention) -> tuple[int, int]:
    """The stretch of a sentence that belongs to one number of a series."""
    others = [q for q in line.quantities if q is not quantity and not q.conversion]
    if not others or (all(map(is_rank, others)) and not is_rank(quantity)) or _beside_one(quantity, others):
        return line.start, line.end
    index = line.index(quantity)
    before = line.quantities[: index - 1 if quantity.conversion and index else index]
    earlier = next((q for q in reversed(before) if is_rank(quantity) or not is_rank(q)), None)
    start = line.start
    if earlier is not None:
        parted = [one for one in line.breaks if one[0] >= earlier.end and one[1] <= quantity.start]
        strong = [stop for _, stop, weight in parted if weight >= _STRONG]
        start = strong[-1] if strong else parted[0][1] if parted else earlier.end
    end, reach = line.after(quantity), quantity.end
    for other in line.quantities[index + 1 :]:
        if not other.conversion:
            break
        reach = other.end + 1
    if is_rank(quantity) and line.low(reach, reach + len(_DASH)) == _DASH:
        reach += len(_DASH)  # "third - Chile"
    for at, _, weight in line.breaks:
        if at >= reach and weight >= _PARTS:
            return start, min(end, at)
    return start, end


def _beside_one(quantity: QuantityMention, others: list[QuantityMention]) -> bool:
    """Whether a number is a rank and the only other one is none: "China is second with 3 million"."""
    return is_rank(quantity) and len(others) == 1 and not is_rank(others[0])


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
    owned = {body.start for body in line.bodies if body.type in _LENDERS}
    # "France's AFD": the state is told by the body.
    inside = [
        m
        for m in inside
        if not (owned and any(line.low(m.end, at) in _OF for at in owned if 0 < at - m.end <= _POSSESSIVE))
    ]
    return [run for run in runs(_without_ways(line, inside), line) if not _aside(line, run)]


def _without_ways(line: Line, mentions: list[PartyMention]) -> list[PartyMention]:
    """The parties that do not only name a way by its ends, "the China-Laos railway", where others are named."""
    ends = {
        end.start
        for one, other in pairwise(mentions)
        if line.low(one.end, other.start) in _JOINED and line.grammar.ways.match(line.view.low, other.end)
        for end in (one, other)
    }
    kept = [mention for mention in mentions if mention.start not in ends]
    return kept or mentions


def subject(line: Line, at: int) -> Party | None:
    """The party that does what the word at a place says: the last named before it in its clause."""
    before = [run for run in runs_of(line) if run[-1].end <= at]
    return before[-1][0].party if before and line.barrier(before[-1][-1].end, at) < 1.0 else None


def antecedent(line: Line, quantity: QuantityMention) -> list[PartyMention] | None:
    """Whom a relative pronoun right before a number's clause stands for, where the clause names nobody itself."""
    for found in line.grammar.relative.finditer(line.view.low, line.start, quantity.start):
        if line.barrier(found.end(), quantity.start) >= _PARTS:
            continue
        for run in runs_of(line):
            if 0 <= found.start() - run[-1].end <= _PRONOUN:
                later = [r for r in runs_of(line) if found.end() <= r[0].start < line.clause_end(quantity.end)]
                return None if later else run
    return None


def _aside(line: Line, run: list[PartyMention]) -> bool:
    if _FIGURED.match(line.view.low, run[-1].end):
        return False
    before = line.low(max(line.start, run[0].start - _LEAD), run[0].start)
    after = line.low(run[-1].end, min(line.end, run[-1].end + _LEAD))
    if run[-1].party.kind is PartyKind.GROUP and line.grammar.superlative.match(line.view.low, run[-1].end):
        return True  # "Latin America's largest economy"
    if _among(line, run, before):
        return True
    if line.grammar.name_ends.match(line.view.text, run[-1].end):
        return True  # "under the Western Balkans Investment Framework"
    if line.grammar.aside.search(before) or line.grammar.left_out.match(after):
        return True
    # "The fourth biggest partner after China, Russia and Peru": they are only ranked before it.
    return bool(line.grammar.outranked.search(before)) and any(map(is_rank, line.quantities))


def _among(line: Line, run: list[PartyMention], before: str) -> bool:
    """Whether a group is only named for the ranking of its member: "Vietnam is the first partner within ASEAN"."""
    group = run[-1].party
    if len(run) > 1 or group.kind is not PartyKind.GROUP or not line.grammar.among.search(before):
        return False
    return any(map(is_rank, line.quantities)) and any(other.party.code in group.members for other in line.parties)


def covered(mention: Mention, bodies: list[OrganisationMention]) -> bool:
    """Whether a mention stands inside a body's name."""
    return any(b.start <= mention.start and mention.end <= b.end for b in bodies)


def once(parties: list[Party]) -> list[Party]:
    """Each party once, in order; one alone, as it mostly is, needs no comparison."""
    return parties if len(parties) < 2 else list(dict.fromkeys(parties))


def named(line: Line, quantity: QuantityMention, start: int, end: int) -> list[list[Party]]:
    """The parties named in a stretch, run by run; a run that begins in it counts whole.

    In a relative clause ("China, which holds 70 percent") it is the one before the pronoun.
    """
    meant = antecedent(line, quantity)
    if meant is not None:
        return [once([mention.party for mention in meant])]
    beside = [run for run in runs_of(line) if run[0].start < end and any(start <= m.start < end for m in run)]
    return [once([mention.party for mention in run]) for run in beside]
