"""Whose figure it is: the parties of its cell, of its chain, of its sentence, or of what was spoken of before."""

from __future__ import annotations

from khorgos.annotate.mentions import Mention, OrganisationMention, PartyMention, QuantityMention
from khorgos.extract.line import Line
from khorgos.values import Party
from khorgos.values.party import PartyKind

# What only one side has: the country where it stands or happens.
LOCAL = frozenset({"capacity", "length", "gdp", "places"})
# Where a bank or agency may be the giver.
GIVEN = frozenset({"loans", "aid", "investment", "projects", "money_given", "investment_stock"})
_GIVERS = frozenset({"bank", "igo", "agency", "fund", "development bank", "company"})


def cell(line: Line, quantity: QuantityMention) -> tuple[int, int]:
    """The stretch of a sentence that belongs to one number of a series."""
    index = line.quantities.index(quantity)
    earlier = [q for q in line.quantities[:index] if not (quantity.conversion and q is line.quantities[index - 1])]
    start = line.start
    if earlier:
        ends = [stop for at, stop, weight in line.breaks if at >= earlier[-1].end and stop <= quantity.start]
        start = ends[0] if ends else earlier[-1].end
    end, reach = line.after(quantity), quantity.end
    for other in line.quantities[index + 1 :]:
        if not other.conversion:
            break
        reach = other.end + 1
    stops = [at for at, _, weight in line.breaks if at >= reach and weight >= 0.6]
    return start, min([end, *stops])


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


def named(line: Line, start: int, end: int, topic: str) -> list[Party]:
    """The parties named in a stretch; a series that begins in it counts whole."""
    bodies = [b for b in line.bodies if b.type in _GIVERS] if topic in GIVEN else []
    inside = [m for m in line.parties if m.form != "government" and not _covered(m, line.bodies)]
    found: list[tuple[int, Party]] = []
    for run in runs(inside, line):
        if any(start <= m.start < end for m in run):
            found += [(m.start, m.party) for m in run]
    found += [(b.start, Party.body(b.name)) for b in bodies if start <= b.start < end]
    return list(dict.fromkeys(party for _, party in sorted(found, key=lambda item: item[0])))


def _covered(mention: Mention, bodies: list[OrganisationMention]) -> bool:
    return any(b.start <= mention.start and mention.end <= b.end for b in bodies)


def settle(own: list[Party], base: list[Party]) -> list[Party]:
    """The parties named beside a number, completed from those that are spoken of.

    One party alone takes the place of the group it belongs to, or of the partner: with "China and Central Asia" spoken
    of, "Kazakhstan" gives China and Kazakhstan.
    """
    if len(own) != 1:
        return own or base
    one = own[0]
    if one in base:
        return base
    for index, other in enumerate(base):
        if other.kind is PartyKind.GROUP and one.code in other.members:
            return [*base[:index], one, *base[index + 1 :]]
        if one.kind is PartyKind.GROUP and other.code in one.members and len(base) > 1:
            return [*base[:index], one, *base[index + 1 :]]
    return [base[0], one] if base else [one]


def local(parties: list[Party]) -> list[Party]:
    """Only the country where something stands: without banks, and the last of a pair."""
    countries = [party for party in parties if party.kind is not PartyKind.BODY]
    return countries[-1:] or parties
