"""Deals: who gives and who receives a loan, a grant, the money of a project.

The giver is a bank, fund or agency (or the state that stands for it), the receiver a country: the one named beside the
number, else at the head of a list's entry ("Niger: a loan of ..."), else the last one of the paragraph, else the one
that the report is about.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from khorgos.annotate.mentions import OrganisationMention, PartyMention, QuantityMention
from khorgos.extract.cell import once, runs_of
from khorgos.extract.discourse import Discourse
from khorgos.extract.line import Line
from khorgos.values import Party
from khorgos.values.party import PartyKind

# The head of a list's entry begins this near to its beginning ("- Niger: ...").
_HEAD = 6
# "Chinese loan", "European Union grant": the giver right before the word, with a word between at most.
_MODIFIES = 14
# The country from which a report speaks receives before one that is named once.
_HOME = 0.5
# A report is about one receiver where it names that one so many times as often as the next.
_CLEAR = 1.5
# Between two banks of a series stand a comma, a word and an article at most.
_SERIES = 9
_GIVERS = frozenset({"bank", "fund"})
_REGISTERED = "register"
_FUND = " Fund"


@dataclass(slots=True)
class Dealing:
    """Who was last said to give and to receive.

    `mentions` are the document's parties; `givers` the banks or agencies that gave last, `country` the state of the
    first of them; `receivers` those named last, in the paragraph `paragraph`; `head` who stands at the head of a
    list's entry, in `entry`.
    """

    mentions: list[PartyMention] = field(default_factory=list)
    discourse: Discourse | None = None
    givers: list[Party] = field(default_factory=list)
    country: str | None = None
    receivers: list[Party] = field(default_factory=list)
    paragraph: int = -9
    head: list[Party] = field(default_factory=list)
    entry: int = -9

    def give(self, bodies: list[OrganisationMention]) -> None:
        """Take up who gives."""
        self.givers, self.country = once([Party.body(body.name) for body in bodies]), bodies[0].country

    def is_state(self, party: Party) -> bool:
        """Whether a party is the state of the bank that gives."""
        return party.kind is PartyKind.COUNTRY and party.code == self.country


def listen(deals: Dealing, line: Line) -> None:
    """Take what a sentence says of givers and receivers, with or without numbers."""
    bodies = givers_of(line)
    if bodies:
        deals.give(_run(line, bodies, bodies[0]))


def enter(deals: Dealing, line: Line) -> None:
    """A paragraph that opens with a country and a mark is an entry about it: "Niger: ...", "Peru, Water Works: ..."."""
    for run in runs_of(line)[:1]:
        opens = run[0].start - line.start < _HEAD and deals.entry != line.sentence.paragraph
        rest = line.view.text[run[-1].end : line.end]
        if opens and (":" in rest[:_HEAD] or (rest[:1] in (",", "(", "-", "–") and ":" in rest)):
            deals.head, deals.entry = [m.party for m in run], line.sentence.paragraph


def giver_of(
    deals: Dealing, line: Line, quantity: QuantityMention, around: tuple[int, int], *, needed: bool
) -> bool | None:
    """Whether a bank gives: True if the sentence names it, False if one was named before, None if none gives.

    `around` is the number's own stretch, `needed` whether its topic needs a giver.
    """
    bodies = givers_of(line)
    beside = [b for b in bodies if around[0] <= b.start < around[1]]
    first = next(iter([*beside, *(b for b in reversed(bodies) if b.end <= quantity.start)]), None)
    if first is not None:
        deals.give(_run(line, bodies, first))
        return True
    if not deals.givers:
        return None
    if line.grammar.the_giver.search(line.view.low, line.start, line.end):
        return True
    return False if needed else None


def deal(deals: Dealing, line: Line, own: list[list[Party]], at: int, *, named: bool) -> list[Party]:
    """Giver and receivers; a state named as giver in a sentence without a bank gives itself ("Chinese lenders").

    `own` are the parties beside the number, `at` is the word of the deal, `named` whether the sentence names a bank.
    """
    flat = once([party for run in own for party in run])
    modifier = None if named else _modifier(line, at)
    givers = [modifier] if modifier else deals.givers
    if not named and len(flat) >= 2:
        return flat
    if not named and any(deals.is_state(party) for party in flat):
        givers = [next(party for party in flat if deals.is_state(party))]
    return once([*givers, *_receivers(deals, line, [p for p in flat if p not in givers], givers)])


def receiving(deals: Dealing, line: Line, own: list[list[Party]]) -> list[Party]:
    """Where a project stands, who has its jobs and its power: the receiver alone."""
    flat = [p for p in once([party for run in own for party in run]) if p not in deals.givers]
    return flat or _receivers(deals, line, [], deals.givers)


def _receivers(deals: Dealing, line: Line, flat: list[Party], givers: list[Party]) -> list[Party]:
    found = [party for party in flat if not deals.is_state(party)]
    if not found:
        named = once([m.party for run in runs_of(line) for m in run])
        found = [party for party in named if party not in givers and not deals.is_state(party)]
    if found:
        deals.receivers, deals.paragraph = found, line.sentence.paragraph
        return found
    return _carried(deals, line, givers)


def _carried(deals: Dealing, line: Line, givers: list[Party]) -> list[Party]:
    """Who receives where the sentence names nobody."""
    if deals.head and line.sentence.paragraph - deals.entry <= 1:
        return deals.head
    if deals.receivers and line.sentence.paragraph == deals.paragraph:
        return deals.receivers
    counts: dict[Party, float] = {}
    home = deals.discourse.home if deals.discourse else None
    weighed = [(mention.party, 1.0) for mention in deals.mentions] + ([(home, _HOME)] if home else [])
    for party, weight in weighed:
        if party.kind is PartyKind.COUNTRY and party not in givers and not deals.is_state(party):
            counts[party] = counts.get(party, 0) + weight
    if not counts:
        return []
    most, *others = sorted(counts.values(), reverse=True)
    clear = not others or most >= _CLEAR * others[0]
    return [max(counts, key=lambda party: counts[party])] if clear else []


def _modifier(line: Line, at: int) -> Party | None:
    """The party right before the word of the deal: "a Chinese loan"."""
    for run in runs_of(line):
        gap = at - run[-1].end
        between = line.low(run[-1].end, at).replace(" ", "") if 0 <= gap <= _MODIFIES else "-"
        if not between or between.isalpha():
            return run[-1].party
    return None


def _run(line: Line, bodies: list[OrganisationMention], first: OrganisationMention) -> list[OrganisationMention]:
    """The bodies of a series: "the World Bank, JICA and the OPEC Fund"."""
    run = [first]
    for body in bodies:
        gap = line.low(run[-1].end, body.start).strip(" ,") if body.start >= run[-1].end else "-"
        if len(gap) < _SERIES and line.grammar.listed.fullmatch(gap):
            run.append(body)
    for body in reversed(bodies):
        gap = line.low(body.end, run[0].start).strip(" ,") if body.end <= run[0].start else "-"
        if len(gap) < _SERIES and line.grammar.listed.fullmatch(gap):
            run.insert(0, body)
    return run


def gives(line: Line) -> bool:
    """Whether a bank, fund or agency is named in the sentence."""
    return bool(givers_of(line))


def givers_of(line: Line) -> list[OrganisationMention]:
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
