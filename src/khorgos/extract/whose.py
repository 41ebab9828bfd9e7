"""Whose text a report is: the party that reports, told once for a document or for each of its items.

In nine reports of ten one party has a part in nearly every figure; who that is decides more figures than any sentence.
It shows in the heading (an office of the country, a title about it), in the first sentence, and in how often and in
which place it is named: as who opens a sentence or has something it counts most, as somebody's partner less, where it
is only compared with hardly at all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import PartyMention, PlaceMention, QuantityMention
from khorgos.extract.cell import runs_of
from khorgos.extract.discourse import Discourse
from khorgos.extract.line import Line, grammar
from khorgos.extract.shaped import interviewee
from khorgos.values import Party
from khorgos.values.party import PartyKind

# What a mention of a party counts, by where it stands; chosen on 104 English reports with three figures or more.
_NAMED, _SUBJECT, _PARTNER, _LENDER, _ASIDE = 1.0, 1.5, 0.6, 0.5, 0.25
# So many times as much in the title, and in the first sentence below it; a group is rather the setting.
_TITLE, _LEAD, _GROUP = 3.0, 2.0, 0.7
# What a body, a place and a dateline count for their country, and an office that heads the report.
_OFFICE, _PLACE, _DATELINE, _HEADS = 0.4, 0.5, 0.75, 6.0
# Whom the report names first stays unless another counts for so much more.
_FIRST, _CLEAR = 1.5, 1.5
# A report is about the dealings of two parties where the second counts at least so much of the first, and anybody
# else no more than so much of the second; in 19 of the 21 such English reports read, nine figures of ten are theirs.
_SECOND, _THIRD, _COUNTED = 0.4, 0.34, 2.0
# Two that only one sentence names together are such a pair where each is named so often.
_OFTEN = 3
# How far a title reaches, how many first lines may name an office, and how long these are.
_TITLES, _HEAD_LINES, _HEAD_LINE = 200, 4, 160
# "With China", "a Chinese loan": the words right before or behind a party.
_MODIFIES = 14
# How far into a report its own places are looked for.
_OPENS = 300
_PAIR = 2
# A noun of an indicator is no longer than this ("внешнеторговый оборот").
_NOUN = 48


@dataclass(slots=True)
class Whose:
    """The table of a document, or of one item of it.

    `mentions` are its parties, without those in an amount ("US dollars"), `lines` its sentences, `begin` is where its
    dateline ends, `since` where the item begins, if the report has several.
    """

    view: Annotated
    discourse: Discourse
    mentions: list[PartyMention] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    begin: int = 0
    since: int = 0
    _weights: dict[Party, float] | None = None

    def reports(self, quantity: QuantityMention) -> list[Party]:
        """Whom the report is about at its first figure: who is interviewed, the pair spoken of, else who reports."""
        asked = interviewee(self.view)
        if asked is not None:
            return [asked]
        sentence = self.view.sentence_at(quantity.start)
        first = opening(self, sentence.end if sentence else quantity.end)
        spoken = list(self.discourse.parties_at(quantity.start))
        holds = any(one.code in other.members for one in spoken for other in spoken)
        pair = len(spoken) == _PAIR and not holds and bool(first) and first[0] in spoken
        told = spoken if pair or not first else first
        if self.since:
            return told
        told = self._outweighed(told)
        return list(self.dyad) if len(told) < _PAIR and set(told) <= set(self.dyad) else told

    @property
    def dyad(self) -> tuple[Party, ...]:
        """The two parties whose dealings a whole report is about; empty where it is about one, or about many."""
        ranked = sorted(self.weights.items(), key=lambda one: -one[1])[: _PAIR + 1]
        if len(ranked) < _PAIR or ranked[1][1] < max(_COUNTED, _SECOND * ranked[0][1]):
            return ()
        if len(ranked) > _PAIR and ranked[2][1] > _THIRD * ranked[1][1]:
            return ()
        (first, _), (second, _) = ranked[:_PAIR]
        mutual = grammar(self.view.pack).mutual.search(self.view.low)
        if not mutual or first.code in second.members or second.code in first.members:
            return ()
        together = sum({first, second} <= {mention.party for mention in line.parties} for line in self.lines)
        named = [mention.party for mention in self.mentions]
        sure = together >= _PAIR or (together and min(named.count(first), named.count(second)) >= _OFTEN)
        return (first, second) if sure else ()

    @property
    def weights(self) -> dict[Party, float]:
        """How much each party counts as the one whose text this is; worked out when first asked for."""
        if self._weights is None:
            self._weights = weighed(self)
        return self._weights

    def heaviest(self, parties: list[Party]) -> Party | None:
        """Which of some parties the text is rather about; None where none counts for clearly more."""
        most, *rest = sorted(parties, key=lambda party: -self.weights.get(party, 0))
        clear = not rest or self.weights.get(most, 0) > _CLEAR * self.weights.get(rest[0], 0)
        return most if clear else None

    def _outweighed(self, told: list[Party]) -> list[Party]:
        """Whom the text is about by far, where those named first are not."""
        weights = dict(self.weights)
        if not weights or not told:
            return told
        weights[told[0]] = weights.get(told[0], 0) + _FIRST
        most = max(weights, key=lambda party: weights[party])
        return [most] if weights[most] > _CLEAR * max(weights.get(party, 0) for party in told) else told


def opening(table: Whose, until: int) -> list[Party]:
    """Whom a report is about before it has said so: the first party, or country of a body, that it names up to a place.

    A partner ("with China", "to Peru") is only taken where nobody else is named; where nobody is named at all, the
    country of the dateline or of the first place; else whoever is named first later on.
    """
    view, since, begin = table.view, table.since, table.begin
    title = view.text.rfind("\n", since, begin) + 1 if begin else since
    again = {mention.party for mention in table.mentions}
    heads = [m for m in within(view.parties, title, begin) if m.party in again]
    named = [m for m in (*heads, *table.mentions) if m.form in ("name", "demonym", "group")]
    first = [m for m in named if m.start < until and not _is_partner(view, m.start) and not _holds_one(view, m)]
    bodies = [b for b in view.organisations if b.country and b.type != "outlet" and since <= b.start < until]
    if bodies and bodies[0].country and (not first or bodies[0].end <= first[0].start):
        return [Party.country(bodies[0].country)]
    if first:
        return [first[0].party]
    heads = [m for m in heads or within(view.parties, title, begin) if m.party.kind is PartyKind.COUNTRY]
    heads = [m for m in heads if not _is_partner(view, m.start)]
    if heads:
        return [heads[0].party]
    home = next((p.country for p in view.places if since <= p.start < max(until, _OPENS) and p.country), None)
    if home:
        return [Party.country(home)]
    return [named[0].party] if named else []


def _holds_one(view: Annotated, mention: PartyMention) -> bool:
    """Whether a region is only named for one of its countries: "Latin America's largest economy"."""
    group = mention.party.kind is PartyKind.GROUP
    return group and bool(grammar(view.pack).superlative.match(view.low, mention.end))


def _is_partner(view: Annotated, at: int) -> bool:
    """Whether a word stands before a party that makes a partner of it."""
    return bool(grammar(view.pack).partner.search(view.low[max(0, at - _MODIFIES) : at]))


def weighed(table: Whose) -> dict[Party, float]:
    """How much each party counts as the one whose text this is."""
    view, weights = table.view, defaultdict[Party, float](float)
    title = max(0, view.text.find("\n", 0, _TITLES))
    lead = next((s.end for s in view.sentences if s.start >= max(title, table.begin)), 0)
    for mention in within(view.parties, title, table.begin):
        weights[mention.party] += _DATELINE
    for line in table.lines:
        kept = {mention.start for run in runs_of(line) for mention in run} if line.parties else set()
        for mention in line.parties:
            if mention.form == "government" and mention.party.kind is PartyKind.GROUP:
                continue
            weight = _counts(line, mention) if mention.start in kept else _ASIDE
            weight *= _TITLE if mention.start < title else _LEAD if mention.start < lead else 1.0
            weights[mention.party] += weight * (_GROUP if mention.party.kind is PartyKind.GROUP else 1.0)
    for body in view.organisations:
        if body.country and body.type != "outlet":
            weights[Party.country(body.country)] += _OFFICE
    for place in view.places:
        if place.country:
            has = (_LEAD if place.start < lead else 1.0) * _SUBJECT if _has(view, place) else _PLACE
            weights[Party.country(place.country)] += has if place.start >= table.begin else _DATELINE
    for party in _offices(view):
        weights[party] += _HEADS
    return weights


def _has(view: Annotated, place: PlaceMention) -> bool:
    """Whether a region has what is measured: a genitive right behind the noun, in Chinese the place before it."""
    room = view.room("indicators")
    if not view.pack.boundaries:
        return any(mention.start == place.end for mention in within(room, place.end, place.end + 1))
    before = within(room, max(0, place.start - _NOUN), place.start)
    return any(mention.end == place.start - 1 for mention in before)


def _counts(line: Line, mention: PartyMention) -> float:
    """What a mention counts by the words around it."""
    low = line.view.low
    if line.grammar.partner.search(low[max(line.start, mention.start - _MODIFIES) : mention.start]):
        return _PARTNER
    if mention.start == line.start or low.startswith("'s", mention.end):
        return _SUBJECT
    if mention.form == "demonym" and line.grammar.lender.match(low, mention.end):
        return _LENDER
    return _NAMED


def _offices(view: Annotated) -> list[Party]:
    """The countries whose office heads the report: "Department of Finance, Manila", "Central Bank of Kenya"."""
    found, start = [], 0
    for text in view.text.split("\n", _HEAD_LINES)[:_HEAD_LINES]:
        end = start + len(text)
        if len(text) > _HEAD_LINE:
            break
        if grammar(view.pack).issues.search(view.low, start, end):
            named = [m.party for m in within(view.parties, start, end) if m.party.kind is PartyKind.COUNTRY]
            named += [Party.country(p.country) for p in within(view.places, start, end) if p.country]
            found += named[:1]
        start = end + 1
    return found
