"""Whose figure it is: the parties of its cell, of its chain, of its sentence, or of what was spoken of before.

Two ways of speaking are told apart.  Flows (trade, investment, remittances) are those of a pair, or of one reporter;
in a series ("Turkey 233 million, Russia 190 million") each party named beside a number takes one place of the pair.
Deals (loans, grants, projects) have a giver, a bank or a state, and a receiver.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from khorgos.annotate import within
from khorgos.annotate.mentions import PartyMention, QuantityMention
from khorgos.extract.cell import antecedent, cell, named, once, runs_of
from khorgos.extract.dealing import Dealing, deal, giver_of, receiving
from khorgos.extract.discourse import Discourse
from khorgos.extract.heading import names_entry, owns
from khorgos.extract.host import host_of, topic_of_paragraph
from khorgos.extract.line import Line, is_rank
from khorgos.extract.roles import acts, invests
from khorgos.extract.whose import Whose
from khorgos.reference.mechanisms import mechanism
from khorgos.reference.regions import regions
from khorgos.values import Party
from khorgos.values.party import PartyKind

# What only one side has: the country where it stands or happens.
LOCAL = frozenset({"capacity", "length", "gdp"})
# Deals: a bank or agency may be the giver.
DEALS = frozenset(
    {"loans", "aid", "money_given", "money_passed", "own_money", "projects", "debt", "agreements", "terms", "cost"}
)
# Words that stand for parties where a stretch names none.
_REFERS = frozenset({"last", "three", "four"})
# What a state has for itself, whoever else is spoken of.
_ALONE = frozenset({"public_debt"})
# What only the receiver of a deal has.
_RECEIVED = frozenset({"people", "places", "companies"})
_MAYBE_DEALS = frozenset({"money_put", "investment", "investment_stock", "people", "places", "companies"})
# Flows that are told country by country: the next one named takes the place of the one before.
_OF_ONE = frozenset({"investment", "investment_stock"})
# What two sides have with each other: a sentence that names both sets whom the next are about.
_PAIRED = frozenset({"trade", "exports", "imports", "freight", "remittances", "investment"})
# A title has fewer characters than a sentence of the text, and a pair two members.
_TITLE = 100
_PAIR = 2
# A mechanism of more members than this says nothing of whom a figure is.
_JOINED = 3
# A format of a state and a region has two sides.
_SIDES = 2
# "Chinese loan", "European Union grant": the giver right before the word, with a word between at most.
_MODIFIES = 14
WORLD = Party.region("World")


@dataclass(slots=True)
class Involved:
    """What is known of the parties while a document is read.

    `table` tells whose text it is; `base` are those spoken of, `past` the pair before all partners were, `keep` the
    one of them that stays in a series, `headed` whether a heading named them; `whole` is the base, with who stays, to
    which every paragraph comes back, and `paragraph` the one being read; `deals` who gives and receives, `source` the
    party whose money was told of last.
    """

    table: Whose | None = None
    base: list[Party] = field(default_factory=list)
    past: list[Party] = field(default_factory=list)
    keep: Party | None = None
    headed: bool = False
    inline: bool = False
    whole: tuple[list[Party], Party | None] | None = None
    paragraph: int = -1
    deals: Dealing = field(default_factory=Dealing)
    source: Party | None = None

    @property
    def discourse(self) -> Discourse | None:
        """What was last spoken of."""
        return self.table.discourse if self.table else None

    def turn(self, paragraph: int) -> None:
        """Begin a paragraph: it speaks again of whom the report is about, not of the last one's partner."""
        if paragraph != self.paragraph:
            if self.headed and self.inline and self.keep is not None:
                self.base = [self.keep]
            elif self.whole is not None and not self.headed:
                self.base, self.keep = list(self.whole[0]), self.whole[1]
        self.paragraph = paragraph

    def begin(self, quantity: QuantityMention) -> None:
        """Take whom the report is about at its first figure."""
        if not self.base and self.table is not None:
            self.base = self.table.reports(quantity)

    def settle(self) -> None:
        """Whom the first sentence with figures was about is whom the report is about."""
        self.inline = self.inline or (self.headed and self.paragraph == self.deals.entry)
        if self.whole is None and self.base:
            self.whole = (list(self.base), self.keep)


def parties_of(
    state: Involved, line: Line, quantity: QuantityMention, topic: str, at: int, dealt: Party | None
) -> tuple[list[Party], bool]:
    """The parties of a figure, and whether any of them are named beside it.

    `topic` and `at` are the concept that governs it and its place, `dealt` what "respectively" gives.
    """
    start, end = cell(line, quantity)
    own = (
        [[dealt]]
        if dealt and dealt.kind is not PartyKind.BODY
        else _pointed(state, line, start, end, named(line, quantity, start, end))
    )
    host = host_of(line, quantity, state.discourse)
    pair = len(state.base) == _PAIR and topic in _PAIRED
    if host is not None and host not in state.base and not pair and topic not in DEALS | LOCAL:
        state.base, state.keep = [host], None
    if len(own) <= 1:
        joined = _of_mechanism(line, start, end, topic)
        own = joined if not own or own[0] in joined else own
    if own and topic not in _PAIRED | DEALS | LOCAL | _MAYBE_DEALS and antecedent(line, quantity):
        return own[0], True  # "China, which controls 70 percent of the mining"
    if topic in _ALONE and not own and 0 <= at < quantity.start:
        return state.base[:1], False
    if topic in _ALONE and (given := giver_of(state.deals, line, quantity, (start, end), dealt, needed=False)):
        return deal(state.deals, line, quantity, own, at, given), True
    if topic in LOCAL:
        return _local(state, line, quantity, topic, own), bool(own)
    if topic in DEALS or topic in _MAYBE_DEALS:
        given = giver_of(state.deals, line, quantity, (start, end), dealt, needed=topic in DEALS - {"debt"})
        if topic in _RECEIVED and state.deals.givers:
            return receiving(state.deals, line, quantity, own), bool(own)
        if given is not None:
            return deal(state.deals, line, quantity, own, at, given), bool(own or given[1])
    parties = _flow(state, line, topic, own, (start, end))
    if topic in DEALS | _MAYBE_DEALS and own:
        state.source = next((party for run in own for party in run if acts(line, party)), state.source)
    return parties, bool(own)


def hear_title(state: Involved, line: Line) -> None:
    """A title that names two countries together is about their dealings: "Zambia and Malawi want one border post"."""
    alone = runs_of(line)
    short = line.end - line.start < _TITLE
    if short and len(alone) == 1 and len(alone[0]) == _PAIR and not state.base:
        state.base = [mention.party for mention in alone[0]]


def hear_pair(state: Involved, line: Line, *, heading: bool) -> None:
    """A sentence without figures may name whom the next ones are about: a heading, a question ("And Africa?")."""
    alone = runs_of(line)
    if heading and len(alone) == 1 and owns(line, alone[0]):
        state.base, state.keep, state.headed = [alone[0][0].party], None, False
        state.whole = (list(state.base), None)
        return
    if len(alone) == 1 and names_entry(line, alone[0]):
        _head(state, line, [mention.party for mention in alone[0]])
        return
    joined = [party for one in _of_mechanism(line, line.start, line.end, "") for party in one]
    if len(joined) == _SIDES and any(party.kind is PartyKind.GROUP for party in joined):
        state.base, state.keep = joined, None  # a summit of a state and a region is about these two
        return
    if len(state.base) == 1 and len(alone) == 1 and len(alone[0]) == 1 and topic_of_paragraph(line, alone[0][0]):
        state.base, state.keep = [alone[0][0].party], None
        return
    pair = once([mention.party for run in alone for mention in run])
    if len(pair) == _PAIR and any(i.concept in _PAIRED for i in line.indicators):
        state.base, state.keep = pair, None


def _head(state: Involved, line: Line, named: list[Party]) -> None:
    """A heading's party takes its place beside the one reporter, or in the pair, or stands for itself."""
    if not state.base or state.headed:
        reporter = state.keep if state.base else _throughout(state, named)
        state.base, state.keep, state.headed = once([*([reporter] if reporter else []), *named]), reporter, True
    elif len(state.base) > 1:
        state.base = _placed(state, state.base, named)
    elif len(named) == 1 and named != state.base:
        state.base, state.keep = [state.base[0], *named], state.base[0]
    state.deals.head, state.deals.entry, state.deals.reach = named, line.sentence.paragraph, 0


def _throughout(state: Involved, named: list[Party]) -> Party | None:
    """Whom a report of entries by country is about: the one that is named again and again, and heads no entry."""
    if state.table is None:
        return None
    counts = Counter(m.party for m in state.table.mentions if m.form in ("name", "demonym") and m.party not in named)
    if not counts:
        return None
    (most, times), *others = counts.most_common(2)
    return most if times > 1 and (not others or times > others[0][1]) else None


def _pointed(state: Involved, line: Line, start: int, end: int, own: list[list[Party]]) -> list[list[Party]]:
    """The parties named, and those that "the region" or "the two sides" beside them stands for."""
    if len(own) > 1 or state.discourse is None:
        return own
    for anaphor in line.room("anaphora"):
        if not start <= anaphor.start < end:
            continue
        meant = state.discourse.resolve(anaphor) if anaphor.concept != "names" else []
        if anaphor.concept == "pair" and not own:
            if len(state.base) == _PAIR and any(party in meant for party in state.base):
                meant = state.base  # "ahead of India" makes no pair of India
            if not meant:
                continue  # "mutual trade with the countries of the union": only the union is spoken of
            return [[party] for party in meant]
        if anaphor.concept in _REFERS and meant and not any(party in meant for run in own for party in run):
            return [[party] for party in meant] + own
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


def _flow(state: Involved, line: Line, topic: str, own: list[list[Party]], around: tuple[int, int]) -> list[Party]:
    base = state.base
    if not own and _worldwide(line, around):
        state.base, state.keep = [WORLD], None
        return [WORLD]
    if not own:
        alone = _in_all(line, around) or (_sums_up(line) and any(a.concept == "country" for a in line.room("anaphora")))
        return base[:1] if len(base) > 1 and alone else base
    flat = _apart(once([party for run in own for party in run]))
    if base == [WORLD] or flat[0].kind is PartyKind.BODY:
        state.base = flat
        return flat
    if len(flat) >= 2 and (len(own) >= 2 or not base or topic not in _PAIRED or _between(line, own)):
        if _stray(state, line, flat, own):
            return once([*base, *flat])
        deals = topic in DEALS and not set(base) <= set(flat)
        if (len(flat) == _PAIR and not deals) or not state.base:
            state.base, state.keep = flat, None
        return flat
    if _alone(line, own):
        return flat
    if not base or (len(flat) == 1 and flat[0] in base and (_in_all(line, around) or _sums_up(line))):
        state.base, state.keep, state.past = flat, None, base or state.past
        return flat
    if len(flat) == len(base) == 1 and flat != base and {*flat, *base} <= set(state.past):
        state.base = state.past  # back from all partners to the one spoken of before
        return state.base
    alone = topic in _OF_ONE and len(base) == 1 and not _received(line, around) and not invests(line, flat[0])
    if base == [WORLD] or alone:
        state.base = flat
        return flat
    if topic in DEALS | _MAYBE_DEALS and len(base) == _PAIR and flat[0] not in base and acts(line, flat[0]):
        return once([*flat, _receives(state, base)])
    return _placed(state, base, flat)


def _received(line: Line, around: tuple[int, int]) -> bool:
    """Whether who is named ranks among those who invest with the one spoken of: "the largest investor was Chile"."""
    return bool(line.grammar.invests.search(line.view.low, line.start, around[1])) and any(
        map(is_rank, line.quantities)
    )


def _receives(state: Involved, base: list[Party]) -> Party:
    """Who of a pair receives: who heads the entry, else not the one that gave before, else the second."""
    for party in state.deals.head:
        if party in base and state.headed:
            return party
    others = [party for party in base if party != state.source]
    return others[0] if len(others) == 1 else base[-1]


def _in_all(line: Line, around: tuple[int, int]) -> bool:
    """Whether what is told is a country's with the whole world ("total foreign trade of"), and no part of that."""
    parts = any(a.concept == "part" and around[0] <= a.start < around[1] for a in line.actions)
    return not parts and bool(line.grammar.whole.search(line.view.low, *around))


def _sums_up(line: Line) -> bool:
    """Whether a sentence opens with what is told of all partners: "Overall, Peru's exports"."""
    return bool(line.grammar.sums_up.match(line.view.low, line.start))


def _stray(state: Involved, line: Line, flat: list[Party], own: list[list[Party]]) -> bool:
    """Whether a row of partners leaves out the one reporter whom the report is about."""
    base = state.base
    row = len(own) == 1 and len(base) == 1 and base[0].kind is PartyKind.COUNTRY and base[0] not in flat
    return row and state.whole is not None and state.whole[0] == base and not _between(line, own)


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
        if line.grammar.of_those_all.search(line.low(line.start, found.start())):
            continue  # "a quarter of world output" is somebody's
        if any(
            -2 <= i.start - found.end() < _MODIFIES or -2 <= found.start() - i.end < _MODIFIES for i in line.indicators
        ):
            return True
    return False


def _between(line: Line, own: list[list[Party]]) -> bool:
    """Whether the run is that of a pair: "between China and Peru", "China and Peru traded"."""
    run = next((run for run in runs_of(line) if run[0].party == own[0][0]), None)
    if run is None or len(run) != 2:
        return False
    lead = line.low(line.start, run[0].start)
    if line.grammar.between.search(lead):
        return True
    gap = line.low(run[0].end, run[1].start)
    return bool(line.grammar.pairing.fullmatch(gap)) and not line.grammar.repeats.search(lead)


def _alone(line: Line, own: list[list[Party]]) -> bool:
    """Whether what is told happens inside one group: "within the union"."""
    run = next((run for run in runs_of(line) if run[0].party == own[0][0]), None)
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
        home = state.table.heaviest(others) if state.table is not None else None
        if home is not None:
            return home
    if len(others) == 2 and others[0].kind is PartyKind.COUNTRY:
        state.keep = others[0]
    return others[0] if others else None


def _builds(line: Line, run: list[PartyMention]) -> bool:
    """Whether a people is only named for its firms: "French company Example builds": it stands somewhere else."""
    only = len(run) == 1 and run[0].form == "demonym"
    return only and bool(line.grammar.firm.match(line.view.text, run[0].end))


def _local(state: Involved, line: Line, quantity: QuantityMention, topic: str, own: list[list[Party]]) -> list[Party]:
    firms = [[run[0].party] for run in runs_of(line) if _builds(line, run)]
    own = [run for run in own if run not in firms]
    if own:
        return own[0]
    before = [run for run in runs_of(line) if run[0].start < quantity.start and not _builds(line, run)]
    if topic == "gdp" and state.base:
        return state.base
    if before:
        return [mention.party for mention in before[-1]]
    there = [p for p in within(line.view.places, line.start, quantity.end) if p.country and p.kind != "capital"]
    if there and there[0].country:
        return [Party.country(there[0].country)]
    if state.deals.givers:
        return receiving(state.deals, line, quantity, own)
    countries = [party for party in state.base if party.kind is not PartyKind.BODY]
    seat = state.discourse.seat if state.discourse else None
    return [seat] if seat in countries and seat is not None else countries[-1:]
