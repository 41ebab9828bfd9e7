"""Whose figure it is: the parties of its cell, of its chain, of its sentence, or of what was spoken of before.

Two ways of speaking are told apart.  Flows (trade, investment, remittances) are those of a pair, or of one reporter;
in a series ("Turkey 233 million, Russia 190 million") each party named beside a number takes one place of the pair.
Deals (loans, grants, projects) have a giver, a bank or a state, and a receiver.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import Mention, OrganisationMention, PartyMention, QuantityMention
from khorgos.extract.discourse import Discourse
from khorgos.extract.line import Line, is_rank
from khorgos.reference.mechanisms import mechanism
from khorgos.reference.regions import regions
from khorgos.values import Party
from khorgos.values.party import PartyKind

# What only one side has: the country where it stands or happens.
LOCAL = frozenset({"capacity", "length", "gdp"})
# Deals: a bank or agency may be the giver.
DEALS = frozenset({"loans", "aid", "money_given", "money_passed", "projects", "debt", "agreements", "terms", "cost"})
_MAYBE_DEALS = frozenset({"investment", "investment_stock", "people", "places", "companies"})
# Flows that are told country by country: the next one named takes the place of the one before.
_OF_ONE = frozenset({"investment", "investment_stock"})
# What two sides have with each other: a sentence that names both sets whom the next are about.
_PAIRED = frozenset({"trade", "exports", "imports", "freight", "remittances", "investment"})
# A mechanism of more members than this says nothing of whom a figure is.
_JOINED = 3
# The head of a list's entry begins this near to its beginning ("- Niger: ...").
_HEAD = 6
# How far around a party the words stand that put it aside.
_LEAD = 30
# "Chinese loan", "European Union grant": the giver right before the word, with a word between at most.
_MODIFIES = 14
# A break of this weight ends the stretch that belongs to a number.
_PARTS = 0.6
# A party compared with that has its number in brackets: "ahead of Russia (209,146)".
_FIGURED = re.compile(r" \([^a-z)]{0,4}\d")
# The country from which a report speaks receives before one that is named once.
_HOME = 0.5
WORLD = Party.region("World")
_GIVERS = frozenset({"bank", "fund"})
_REGISTERED = "register"
_FUND = " Fund"


@dataclass(slots=True)
class Involved:
    """What is known of the parties while a document is read.

    `mentions` are the document's parties, without those in an amount ("US dollars"), `begin` is where its dateline
    ends; `base` are those spoken of, `keep` the one of them that stays in a series; `giver` the last bank or agency
    that gave, `receiver` the one that a list's entry names at its head.
    """

    mentions: list[PartyMention] = field(default_factory=list)
    discourse: Discourse | None = None
    begin: int = 0
    base: list[Party] = field(default_factory=list)
    keep: Party | None = None
    giver: Party | None = None
    giver_country: str | None = None
    receiver: list[Party] = field(default_factory=list)
    receiver_paragraph: int = -9


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


def parties_of(
    state: Involved, line: Line, quantity: QuantityMention, topic: str, at: int, dealt: Party | None
) -> tuple[list[Party], bool]:
    """The parties of a figure, and whether any of them are named beside it.

    `topic` and `at` are the concept that governs it and its place, `dealt` what "respectively" gives.
    """
    start, end = cell(line, quantity)
    own = [[dealt]] if dealt else _pointed(state, line, start, end, _named(line, start, end))
    if len(own) <= 1:
        joined = _of_mechanism(line, start, end, topic)
        own = joined if not own or own[0] in joined else own
    bodies = _givers(line)
    beside = [b for b in bodies if start <= b.start < end]
    if topic in LOCAL:
        return _local(state, line, quantity, topic, own), bool(own)
    if topic in DEALS or topic in _MAYBE_DEALS:
        giver = next(iter([*beside, *(b for b in reversed(bodies) if b.end <= quantity.start)]), None)
        if giver is not None:
            state.giver, state.giver_country = Party.body(giver.name), giver.country
        meant = state.giver is not None and line.grammar.the_giver.search(line.view.low, line.start, line.end)
        if giver is not None or meant or (state.giver and topic in DEALS):
            modifier = _modifier(line, at)
            return _deal(state, line, own, None if giver else modifier, named=bool(giver or meant)), bool(own or beside)
    return _flow(state, line, topic, own, (start, end)), bool(own)


def listen(state: Involved, line: Line) -> None:
    """Take what a sentence says of givers and receivers, with or without numbers.

    An entry of a list names its receiver at its head ("Niger: a loan of ..."); elsewhere it is the country that the
    report names most.
    """
    bodies = _givers(line)
    if bodies:
        state.giver, state.giver_country = Party.body(bodies[0].name), bodies[0].country
    for run in _runs_of(line)[:1]:
        if run[0].start - line.start < _HEAD and line.view.text[run[-1].end : run[-1].end + 6].partition(":")[1]:
            state.receiver = [m.party for m in run]
            state.receiver_paragraph = line.sentence.paragraph


def _modifier(line: Line, at: int) -> Party | None:
    """The party right before the word of the deal: "a Chinese loan"."""
    for run in _runs_of(line):
        gap = at - run[-1].end
        between = line.low(run[-1].end, at).replace(" ", "") if 0 <= gap <= _MODIFIES else "-"
        if not between or between.isalpha():
            return run[-1].party
    return None


def _receiver(state: Involved, line: Line) -> list[Party]:
    """Who receives where the sentence names nobody."""
    if state.receiver and line.sentence.paragraph - state.receiver_paragraph <= 1:
        return state.receiver
    counts: dict[Party, float] = {}
    for mention in state.mentions:
        if mention.party.kind is PartyKind.COUNTRY and not _is_giver_country(state, mention.party):
            counts[mention.party] = counts.get(mention.party, 0) + 1
    counts.pop(state.giver, None)  # type: ignore[arg-type]  # a state may be the giver
    home = state.discourse.home if state.discourse else None
    if home is not None and home != state.giver and not _is_giver_country(state, home):
        counts[home] = counts.get(home, 0) + _HOME
    return [max(counts, key=lambda party: counts[party])] if counts else []


def opening(view: Annotated, parties: list[PartyMention], begin: int) -> list[Party]:
    """Whom a report is about before it has said so: the party that it names first, or the country of its first body.

    `begin` is where the dateline ends: its country counts where the report names it again.
    """
    again = {mention.party for mention in parties}
    first = next(
        (
            m
            for m in (*(m for m in view.parties if m.start < begin and m.party in again), *parties)
            if m.form in ("name", "demonym", "group")
        ),
        None,
    )
    body = next((b for b in view.organisations if b.country and b.type != "outlet"), None)
    if body is not None and body.country and (first is None or body.end <= first.start):
        return [Party.country(body.country)]
    return [first.party] if first else []


def hear_pair(state: Involved, line: Line) -> None:
    """A sentence without figures may name the pair that the next ones are about: a heading, a question."""
    pair = _once([mention.party for run in _runs_of(line) for mention in run])
    if len(pair) == 2 and any(i.concept in _PAIRED for i in line.indicators):
        state.base, state.keep = pair, None


def _pointed(state: Involved, line: Line, start: int, end: int, own: list[list[Party]]) -> list[list[Party]]:
    """The parties named, and those that "the region" or "the two sides" beside them stands for."""
    if len(own) > 1 or state.discourse is None:
        return own
    for anaphor in line.room("anaphora"):
        if not start <= anaphor.start < end:
            continue
        meant = state.discourse.resolve(anaphor) if anaphor.concept != "names" else []
        if anaphor.concept == "pair" and not own:
            return [[party] for party in meant]
        if anaphor.concept == "last" and not own and meant:
            return [meant]
        if anaphor.concept == "group" and len(meant) == 1 and own and meant[0] not in own[0]:
            return [*own, meant]
    return own


def _of_mechanism(line: Line, start: int, end: int, topic: str) -> list[list[Party]]:
    """Whom a mechanism or corridor joins stands for it: "projects of the China-Pakistan Economic Corridor"."""
    for found in within(line.view.mechanisms, start, end):
        members = mechanism(found.code, line.view.published)
        if 2 <= len(members) <= _JOINED:
            return [[member] for member in members]
        if topic == "freight" and not members:  # a route carries freight for itself
            aliases = [other.alias for other in line.view.mechanisms if other.code == found.code]
            return [[Party.body(min(aliases, key=len))]]
    return []


def gives(line: Line) -> bool:
    """Whether a bank, fund or agency is named in the sentence."""
    return bool(_givers(line))


def _named(line: Line, start: int, end: int) -> list[list[Party]]:
    """The parties named in a stretch, run by run; a run that begins in it counts whole."""
    beside = [run for run in _runs_of(line) if run[0].start < end and any(start <= m.start < end for m in run)]
    return [_once([mention.party for mention in run]) for run in beside]


def _once(parties: list[Party]) -> list[Party]:
    """Each party once, in order; one alone, as it mostly is, needs no comparison."""
    return parties if len(parties) < 2 else list(dict.fromkeys(parties))


def _runs_of(line: Line) -> list[list[PartyMention]]:
    """The runs of a sentence's parties, without those that speak, are compared with, or belong to a name."""
    if line.runs is None:
        line.runs = _find_runs(line)
    return line.runs


def _find_runs(line: Line) -> list[list[PartyMention]]:
    inside = [m for m in line.parties if m.form != "government" and not _covered(m, line.bodies)]
    return [run for run in runs(inside, line) if not _aside(line, run)]


def subject(line: Line, at: int) -> Party | None:
    """The party that does what the word at a place says: the last named before it in its clause."""
    before = [run for run in _runs_of(line) if run[-1].end <= at]
    return before[-1][0].party if before and line.barrier(before[-1][-1].end, at) < 1.0 else None


def _aside(line: Line, run: list[PartyMention]) -> bool:
    if _FIGURED.match(line.view.low, run[-1].end):
        return False
    before = line.low(max(line.start, run[0].start - _LEAD), run[0].start)
    after = line.low(run[-1].end, min(line.end, run[-1].end + _LEAD))
    return bool(line.grammar.aside.search(before) or line.grammar.left_out.match(after))


def _covered(mention: Mention, bodies: list[OrganisationMention]) -> bool:
    return any(b.start <= mention.start and mention.end <= b.end for b in bodies)


def _givers(line: Line) -> list[OrganisationMention]:
    """The banks, funds and agencies of a sentence that are not merely quoted."""
    if line.givers is None:
        if not line.bodies:
            line.givers = []
            return line.givers
        known = any(_is_giver(body) and body.rule == _REGISTERED for body in line.view.organisations)
        line.givers = [
            body
            for body in line.bodies
            if _is_giver(body)
            and (body.rule == _REGISTERED or not known)
            and not line.grammar.source.search(line.low(line.start, body.start))
        ]
    return line.givers


def _is_giver(body: OrganisationMention) -> bool:
    """A bank or fund, or a registered agency; a bank that no register knows is as often who receives."""
    return body.type in _GIVERS or (body.rule == _REGISTERED and body.type == "agency") or body.name.endswith(_FUND)


def _is_giver_country(state: Involved, party: Party) -> bool:
    return party.kind is PartyKind.COUNTRY and party.code == state.giver_country


def _local(state: Involved, line: Line, quantity: QuantityMention, topic: str, own: list[list[Party]]) -> list[Party]:
    if own:
        return own[0]
    before = [run for run in _runs_of(line) if run[0].start < quantity.start]
    if topic == "gdp" and state.base:
        return state.base
    if before:
        return [mention.party for mention in before[-1]]
    if state.giver is not None:
        return _receiver(state, line)
    countries = [party for party in state.base if party.kind is not PartyKind.BODY]
    return countries[-1:]


def _deal(state: Involved, line: Line, own: list[list[Party]], modifier: Party | None, *, named: bool) -> list[Party]:
    """Giver and receivers; a state named as giver in a sentence without a bank gives itself ("Chinese lenders")."""
    flat = _once([party for run in own for party in run])
    giver = modifier or state.giver
    if not named and len(flat) >= 2:
        return flat
    if not named and any(_is_giver_country(state, party) for party in flat):
        giver = next(party for party in flat if _is_giver_country(state, party))
    others = [party for party in flat if party != giver and not _is_giver_country(state, party)]
    receivers = others
    if not receivers:
        named_here = [m.party for run in _runs_of(line) for m in run]
        receivers = [party for party in named_here if party != giver and not _is_giver_country(state, party)]
    receivers = receivers or _receiver(state, line)
    return _once([giver, *receivers] if giver else [*receivers])


def _flow(state: Involved, line: Line, topic: str, own: list[list[Party]], around: tuple[int, int]) -> list[Party]:
    base = state.base
    if not own and _worldwide(line, around):
        state.base, state.keep = [WORLD], None
        return [WORLD]
    if not own:
        return base[:1] if len(base) > 1 and line.grammar.whole.search(line.low(*around)) else base
    flat = _apart(_once([party for run in own for party in run]))
    if base == [WORLD] or flat[0].kind is PartyKind.BODY:
        state.base = flat
        return flat
    if len(flat) >= 2 and (len(own) >= 2 or not base or topic not in _PAIRED or _between(line, own)):
        if len(flat) == 2 or not state.base:
            state.base, state.keep = flat, None
        return flat
    if _alone(line, own):
        return flat
    if not base:
        state.base = flat
        return flat
    if base == [WORLD] or (topic in _OF_ONE and len(base) == 1):
        state.base = flat
        return flat
    return _placed(state, base, flat)


def _apart(parties: list[Party]) -> list[Party]:
    """Parties that do not hold each other: a group gives way to several of its members, or to one like it before."""
    if len(parties) < 2 or not any(party.kind is PartyKind.GROUP for party in parties):
        return parties
    kept: list[Party] = []
    for party in parties:
        inside = [other for other in parties if other.code in party.members]
        alike = any(
            set(party.members) <= set(o.members) or set(o.members) <= set(party.members)
            for o in kept
            if o.kind is PartyKind.GROUP
        )
        if party.kind is not PartyKind.GROUP or not (len(inside) > 1 or alike):
            kept.append(party)
    return kept


def _worldwide(line: Line, around: tuple[int, int]) -> bool:
    """Whether the indicator is that of the whole world: "global flows", "investment worldwide"."""
    for found in line.grammar.world.finditer(line.view.low, *around):
        if any(
            -2 <= i.start - found.end() < _MODIFIES or -2 <= found.start() - i.end < _MODIFIES for i in line.indicators
        ):
            return True
    return False


def _between(line: Line, own: list[list[Party]]) -> bool:
    """Whether the run is that of a pair: "between China and Peru", "China and Peru traded"."""
    run = next((run for run in _runs_of(line) if run[0].party == own[0][0]), None)
    return bool(run and len(run) == 2 and line.grammar.between.search(line.low(line.start, run[0].start)))


def _alone(line: Line, own: list[list[Party]]) -> bool:
    """Whether what is told happens inside one group: "within the union"."""
    run = next((run for run in _runs_of(line) if run[0].party == own[0][0]), None)
    return bool(run and line.grammar.inside.search(line.low(line.start, run[0].start)))


def _placed(state: Involved, base: list[Party], run: list[Party]) -> list[Party]:
    """One party, or a run of them, in the place that it takes in the pair spoken of."""
    if all(party in base for party in run):
        return base
    keep = _stays(state, base, run[0])
    if keep is None:
        return run
    return list(dict.fromkeys([keep, *run]))


def _alike(one: Party, other: Party) -> bool:
    """Whether two parties can stand for each other in a series: neighbours, or a country and a whole region."""
    if other.kind is not PartyKind.COUNTRY:
        return one.kind is PartyKind.COUNTRY
    return any(one.code in members and other.code in members for members in regions())


def _stays(state: Involved, base: list[Party], one: Party) -> Party | None:
    """Who of the pair stays when `one` is named.

    Not the group that it belongs to; else the one that stayed before; else not the neighbour of `one`: of China and
    Uzbekistan, Turkmenistan takes the place of Uzbekistan; else the first.
    """
    others = [party for party in base if party != one]
    for index, other in enumerate(others):
        member = other.kind is PartyKind.GROUP and one.code in other.members
        holder = one.kind is PartyKind.GROUP and other.code in one.members and len(others) > 1
        if member or holder:
            rest = [party for at, party in enumerate(others) if at != index]
            state.keep = rest[0] if rest else None
            return state.keep if rest else others[0] if holder else None
    if state.keep is not None and state.keep in others:
        return state.keep
    if len(others) == 2:
        alike = [other for other in others if _alike(one, other)]
        if len(alike) == 1:
            state.keep = others[0] if alike[0] == others[1] else others[1]
            return state.keep
    return others[0] if others else None
