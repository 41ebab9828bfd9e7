"""Deals: who gives and who receives a loan, a grant, the money of a project.

The giver is a bank, fund or agency (or the state that stands for it), the receiver a country: the one named beside the
number, else at the head of a list's entry ("Niger: a loan of ..."), else the last one of the paragraph, else the one
that the report is about.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from khorgos.annotate import within
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
# So much it counts to be named in the title, or by a place in the first lines.
_TITLED = 0.75
_FIRST = 200
# So much a place of a country counts beside the country's own name.
_PLACE = 0.25
# How far before a party the words stand that put it aside.
_LEAD = 30
# A line of a table or list, which goes on with what stands above it.
_SHORT = 60
# The sentence before begins no further back.
_BEFORE = 250
# A semicolon, or the word that begins another clause.
_APART = 2.0
# A report is about one receiver where it names that one so often, and so many times as often as the next.
_CLEAR = 1.3
_OFTEN = 1.75
# Between two banks of a series stand a comma, a word and an article at most.
_SERIES = 9
# What a sentence without numbers must speak of to say who receives.
_DEALT = frozenset({"loans", "aid", "projects", "money_given"})
_GIVERS = frozenset({"bank", "fund"})
_REGISTERED = "register"
_FUND = " Fund"


@dataclass(slots=True)
class Dealing:
    """Who was last said to give and to receive.

    `mentions` are the document's parties; `givers` the banks or agencies that gave last, `country` the state of the
    first of them; `receivers` those named last, in the paragraph `paragraph`; `head` who stands at the head of a
    list's entry, in `entry`, and holds for `reach` more paragraphs; `about` is how often each country is named,
    `at` where the givers were named.
    """

    mentions: list[PartyMention] = field(default_factory=list)
    discourse: Discourse | None = None
    givers: list[Party] = field(default_factory=list)
    country: str | None = None
    receivers: list[Party] = field(default_factory=list)
    paragraph: int = -9
    head: list[Party] = field(default_factory=list)
    entry: int = -9
    reach: int = 0
    at: int = -999
    about: dict[Party, float] | None = None

    def give(self, bodies: list[OrganisationMention]) -> None:
        """Take up who gives."""
        self.at = bodies[0].start
        self.givers, self.country = once([Party.body(body.name) for body in bodies]), bodies[0].country

    def is_state(self, party: Party) -> bool:
        """Whether a party is the state of the bank that gives."""
        return party.kind is PartyKind.COUNTRY and party.code == self.country


def listen(deals: Dealing, line: Line) -> None:
    """Take what a sentence says of givers and receivers, with or without numbers."""
    bodies = givers_of(line)
    if bodies:
        deals.give(_run(line, bodies, bodies[0]))
    if deals.givers and not line.quantities and any(i.concept in _DEALT for i in line.indicators):
        named = once([m.party for run in runs_of(line) for m in run])
        found = [p for p in named if p not in deals.givers and not deals.is_state(p) and p.kind is PartyKind.COUNTRY]
        if found:
            deals.receivers, deals.paragraph = found, line.sentence.paragraph


def enter(deals: Dealing, line: Line) -> None:
    """A paragraph that opens with a country and a mark is an entry about it: "Niger: ...", "Peru, Water Works: ...".

    A head that stands alone ("Niger:") is that of the next paragraph too.
    """
    for run in runs_of(line)[:1]:
        if run[0].start - line.start >= _HEAD or deals.entry == line.sentence.paragraph:
            return
        rest = line.view.text[run[-1].end : line.end]
        if ":" in rest[:_HEAD] or (rest[:1] in (",", "(", "-", "–") and ":" in rest):
            deals.head, deals.entry = [m.party for m in run], line.sentence.paragraph
            deals.reach = int(rest.rstrip().endswith(":") or len(rest) < _HEAD)


def giver_of(
    deals: Dealing, line: Line, quantity: QuantityMention, around: tuple[int, int], dealt: Party | None, *, needed: bool
) -> tuple[list[Party], bool] | None:
    """Who gives, and whether the sentence names them; None if no bank gives.

    `around` is the number's own stretch, `dealt` whom a series gives it, `needed` whether its topic needs a giver.
    """
    bodies = givers_of(line)
    if dealt is not None and dealt.kind is PartyKind.BODY:
        return [dealt], True
    beside = [b for b in bodies if around[0] <= b.start < around[1]]
    if beside:
        run = _run(line, bodies, beside[0])
        if not (deals.givers and line.grammar.by.search(line.low(line.start, run[0].start))):
            deals.give(run)  # "loans of 3 million by A and B" says nothing of the next sum
        return once([Party.body(body.name) for body in run]), True
    before = [
        b for b in bodies if b.end <= quantity.start and not line.grammar.by.search(line.low(line.start, b.start))
    ]
    if before:
        deals.give(_run(line, bodies, before[-1]))
        return deals.givers, True
    if not deals.givers:
        return None
    if line.grammar.the_giver.search(line.view.low, line.start, line.end) or _goes_on(deals, line, quantity):
        return deals.givers, True
    if not needed:
        return None
    funds = line.grammar.own_funds.search(
        line.view.low, line.clause_start(quantity.start), line.clause_end(quantity.end)
    )
    return ([] if funds else deals.givers), False


def _goes_on(deals: Dealing, line: Line, quantity: QuantityMention) -> bool:
    """Whether a pronoun stands for the bank of the sentence before: "It has invested 2 billion"."""
    before = 0 <= line.start - deals.at < _BEFORE
    return (
        before and bool(line.grammar.pronoun.match(line.view.low, line.start)) and quantity.start - line.start < _BEFORE
    )


def deal(
    deals: Dealing,
    line: Line,
    quantity: QuantityMention,
    own: list[list[Party]],
    at: int,
    given: tuple[list[Party], bool],
) -> list[Party]:
    """Giver and receivers; a state named as giver in a sentence without a bank gives itself ("Chinese lenders").

    `own` are the parties beside the number, `at` is the word of the deal, `given` who gives and whether the sentence
    names them.
    """
    givers, named = given
    flat = once([party for run in own for party in run])
    if _parallel(line, quantity, flat):
        givers, named, flat = flat, True, []
    states = _state_givers(line, quantity)
    modifier = None if named else _modifier(line, at)
    givers = [modifier] if modifier else givers
    if states and not (named and givers_of(line)):
        givers, flat = states, [party for party in flat if party not in states]
    elif states:
        flat = [party for party in flat if party not in states]
        parted = any(body.end <= q.start < quantity.start for body in givers_of(line) for q in line.quantities)
        givers = states if parted and _nearer(line, quantity, states) else once([*givers, *states])
    if not named and len(flat) >= 2:
        return flat
    if not named and any(deals.is_state(party) for party in flat):
        givers = [next(party for party in flat if deals.is_state(party))]
    return once([*givers, *_receivers(deals, line, quantity, [p for p in flat if p not in givers], givers)])


def _parallel(line: Line, quantity: QuantityMention, own: list[Party]) -> bool:
    """Whether a party takes the giver's place in a series: "The bank offers 18 million, the Union a grant of 7"."""
    index = line.index(quantity)
    if len(own) != 1 or not index or not givers_of(line):
        return False
    start = max((stop for _, stop, _ in line.breaks if stop <= quantity.start), default=line.start)
    run = next((run for run in runs_of(line) if run[0].party == own[0] and start <= run[0].start), None)
    leads = run is not None and run[0].start - start < _HEAD and run[-1].end <= quantity.start
    return leads and givers_of(line)[0].end <= line.quantities[0].start


def _state_givers(line: Line, quantity: QuantityMention) -> list[Party]:
    """The states that give: "from Turkish and Chinese banks", "the Union contributes", "a grant from Norway"."""
    found: list[Party] = []
    low = line.view.low
    for run in runs_of(line):
        if not _near(line, run, quantity):
            continue
        lenders = run[-1].form == "demonym" and line.grammar.lender.match(low, run[-1].end)
        lead = low[max(line.start, run[0].start - _MODIFIES) : run[0].start]
        # Chinese names the receiver before the verb, behind a word that makes a partner of it.
        acts = run[-1].end <= quantity.start and not line.grammar.partner.search(lead)
        gives = acts and line.grammar.gives.match(low, run[-1].end)
        passes = line.grammar.comes_from.search(lead)
        if lenders or gives or passes:
            found += [mention.party for mention in run]
    return once(found)


def _nearer(line: Line, quantity: QuantityMention, states: list[Party]) -> bool:
    """Whether a state that gives stands nearer to a number than the bank does."""
    away = [_away(run[0].start, quantity) for run in runs_of(line) if run[0].party in states]
    return min(away) < min((_away(body.start, quantity) for body in givers_of(line)), default=line.end)


def _away(at: int, quantity: QuantityMention) -> int:
    return quantity.start - at if at < quantity.start else at - quantity.end


def receiving(deals: Dealing, line: Line, quantity: QuantityMention, own: list[list[Party]]) -> list[Party]:
    """Where a project stands, who has its jobs and its power: the receiver alone."""
    flat = [p for p in once([party for run in own for party in run]) if p not in deals.givers]
    return flat or _receivers(deals, line, quantity, [], deals.givers) or deals.receivers


def _receivers(
    deals: Dealing, line: Line, quantity: QuantityMention, flat: list[Party], givers: list[Party]
) -> list[Party]:
    found = [party for party in flat if not deals.is_state(party)]
    if not found:
        near = [run for run in runs_of(line) if _near(line, run, quantity)]
        named = once([m.party for run in near for m in run])
        found = [party for party in named if party not in givers and not deals.is_state(party)]
    if found:
        deals.receivers, deals.paragraph = found, line.sentence.paragraph
        return found
    return _carried(deals, line, givers)


def _near(line: Line, run: list[PartyMention], quantity: QuantityMention) -> bool:
    """Whether no semicolon, clause or other number parts a party from a number, or the sentence opens with it."""
    first, last = (run[-1].end, quantity.start) if run[-1].end <= quantity.start else (quantity.end, run[0].start)
    if run[0].start - line.start < _HEAD:
        return True
    return line.barrier(first, last) < _APART and not any(first <= q.start < last for q in line.quantities)


def _carried(deals: Dealing, line: Line, givers: list[Party]) -> list[Party]:
    """Who receives where the sentence names nobody."""
    if deals.head and line.sentence.paragraph - deals.entry <= deals.reach:
        return deals.head
    if deals.receivers and line.sentence.paragraph == deals.paragraph:
        return deals.receivers
    places = [p for p in within(line.view.places, line.start, line.end) if p.country and p.kind != "capital"]
    standing = once([Party.country(place.country) for place in places if place.country])
    there = [party for party in standing if party not in givers and not deals.is_state(party)]
    if there:
        return there[:1]
    if deals.about is None:
        deals.about = _about(deals, line)
    counts = {
        party: weight
        for party, weight in deals.about.items()
        if party not in givers and not deals.is_state(party) and party.kind is PartyKind.COUNTRY
    }
    if not counts:
        return []
    most, *others = sorted(counts.values(), reverse=True)
    if not others or (most >= _OFTEN and most >= _CLEAR * others[0]):
        return [max(counts, key=lambda party: counts[party])]
    beside = line.sentence.paragraph - deals.paragraph == 1 and line.end - line.start < _SHORT
    return deals.receivers if beside else []


def _about(deals: Dealing, line: Line) -> dict[Party, float]:
    """How often a report names each country that is not put aside; its own country and places count too."""
    low, aside = line.view.low, line.grammar.aside
    weights: dict[Party, float] = {}
    named = [(m.party, 1.0) for m in deals.mentions if not aside.search(low[max(0, m.start - _LEAD) : m.start])]
    placed = [(Party.country(place.country), _PLACE) for place in line.view.places if place.country]
    seat = deals.discourse.seat if deals.discourse else None
    title = line.view.text.find("\n") if "\n" in line.view.text else 0
    opens = [(m.party, _TITLED if m.start < title else _HOME) for m in deals.mentions[:1]]
    opens += [(seat, _HOME)] if seat else []
    opens += [(Party.country(p.country), _TITLED) for p in line.view.places[:1] if p.country and p.start < _FIRST]
    for party, weight in [*named, *placed, *opens]:
        weights[party] = weights.get(party, 0) + weight
    return weights


def _modifier(line: Line, at: int) -> Party | None:
    """The party right before the word of the deal: "a Chinese loan"."""
    for run in runs_of(line):
        gap = at - run[-1].end
        near = 0 <= gap <= (_MODIFIES if run[-1].form == "demonym" else 1)  # "Samoa receives a grant" gives nothing
        between = line.low(run[-1].end, at).replace(" ", "") if near else "-"
        if not between or between.isalpha():
            return run[-1].party
    return None


def bodies_in_rows(line: Line) -> list[list[OrganisationMention]]:
    """The givers of a sentence, series by series."""
    rows: list[list[OrganisationMention]] = []
    for body in givers_of(line):
        if not any(body in row for row in rows):
            rows.append(_run(line, givers_of(line), body))
    return rows


def _run(line: Line, bodies: list[OrganisationMention], first: OrganisationMention) -> list[OrganisationMention]:
    """The bodies of a series: "the World Bank, JICA and the OPEC Fund"."""
    run = [first]
    for body in bodies:
        gap = line.low(run[-1].end, body.start).strip(" ,") if body.start >= run[-1].end else "-"
        if len(gap) < _SERIES and line.grammar.listed.fullmatch(gap) and not _gives_own(line, run[0], body):
            run.append(body)
    for body in reversed(bodies):
        gap = line.low(body.end, run[0].start).strip(" ,") if body.end <= run[0].start else "-"
        if len(gap) < _SERIES and line.grammar.listed.fullmatch(gap):
            run.insert(0, body)
    return run


def _gives_own(line: Line, first: OrganisationMention, body: OrganisationMention) -> bool:
    """Whether a bank gives a sum of its own: "3 million through the bank, and the fund another 2"."""
    before = any(q.end <= first.start for q in line.quantities)
    after = next((q for q in line.quantities if q.start >= body.end), None)
    return before and after is not None and line.low(body.end, after.start).strip() in line.grammar.more


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
        quoted = {body.name for body in line.bodies if _is_quoted(line, body)}
        line.givers = [
            body
            for body in line.bodies
            if _is_giver(body)
            and not line.grammar.issuer.search(body.name.lower())
            and (body.rule == _REGISTERED or not known)
            and body.name not in quoted
        ]
    return line.givers


def _is_quoted(line: Line, body: OrganisationMention) -> bool:
    """Whether a bank only tells or expects something: "according to the World Bank", "the IMF expects"."""
    tells = line.grammar.opines.match(line.view.low, body.end)
    return bool(tells or line.grammar.source.search(line.low(line.start, body.start).rstrip('"')))


def _is_giver(body: OrganisationMention) -> bool:
    """A bank or fund, or a registered agency; a bank that no register knows is as often who receives."""
    return body.type in _GIVERS or (body.rule == _REGISTERED and body.type == "agency") or body.name.endswith(_FUND)
