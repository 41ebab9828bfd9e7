"""What was last spoken of: parties, pair, group, country.

The text is walked once, sentence by sentence.  Each sentence leaves a state: the parties it is about (`topic`), the
last pair, the last group, the last country; "the two sides", "the region", "the country" and sentences without any
party take theirs from the state before them.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import ConceptMention, PartyMention
from khorgos.extract.line import grammar
from khorgos.extract.shaped import entries
from khorgos.reference.groups import members_at
from khorgos.values import Party
from khorgos.values.party import PartyKind

# How many countries the words "the three states" stand for.
_SEVERAL = {"three": 3, "four": 4}
# Between two members of a row stand a comma, a word and an article at most.
_GAP = 12


@dataclass(slots=True)
class State:
    """What is spoken of after a sentence."""

    topic: list[Party] = field(default_factory=list)
    pair: list[Party] = field(default_factory=list)
    group: Party | None = None
    country: Party | None = None


class Discourse:
    """The state of a text, sentence by sentence, for "the two sides", "the region", "bilateral", "the country"."""

    def __init__(self, view: Annotated) -> None:
        self.view = view
        self._states: list[State] | None = None
        self._named: list[PartyMention] | None = None

    @property
    def named(self) -> list[PartyMention]:
        """The parties that the text names for themselves, not inside an organisation's or mechanism's name."""
        if self._named is None:
            view = self.view
            names = sorted((m.start, m.end) for m in view.organisations)
            self._named = [m for m in view.parties if not _covered(m, names)]
        return self._named

    @property
    def home(self) -> Party | None:
        """The country from which the report speaks: that of the state body that opens it, else of its dateline.

        Where neither is there, that of the first country named; None where no country is.
        """
        return self.seat or next((m.party for m in self.named if m.party.kind is PartyKind.COUNTRY), None)

    @property
    def seat(self) -> Party | None:
        """The country of the state body that opens the report, else of its dateline; None where neither is there."""
        view = self.view
        if view.sentences:
            start, end = view.sentences[0].start, view.sentences[0].end
            bodies = [m.country for m in within(view.organisations, start, end) if m.type not in ("outlet", "company")]
            datelines = [m.country for m in within(view.places, start, start + 1)]
            for country in (*bodies, *datelines):
                if country:
                    return Party.country(country)
        return None

    def parties_at(self, at: int) -> list[Party]:
        """The parties that govern what is said at a place: those of its clause, else what was last spoken of.

        Reporter first, in the order of the text; the five Central Asian states together are "Central Asia".
        """
        index = self.view.sentence_index(at)
        if index is None:
            return []
        sentence = self.view.sentences[index]
        found = self._in(sentence.start, sentence.end, at)
        return found or self._before(index).topic

    def resolve(self, mention: ConceptMention) -> list[Party]:
        """The parties that an anaphor ("the two sides", "the region") stands for; empty where nothing precedes it."""
        index = self.view.sentence_index(mention.start)
        if index is None:
            return []
        if mention.concept == "last":
            return self.last_before(mention.start)
        if mention.concept in _SEVERAL:
            return self._several(_SEVERAL[mention.concept], index)
        state = self._before(index)
        own = within(self.named, self.view.sentences[index].start, mention.start)
        return _resolve(mention.concept, _updated(state, gathered(own)))

    def last_before(self, at: int) -> list[Party]:
        """The country named last before a place, in a list; empty where none was."""
        return [m.party for m in self.named if m.end <= at and m.party.kind is PartyKind.COUNTRY][-1:]

    def _several(self, count: int, index: int) -> list[Party]:
        """So many parties, as a sentence before (or this one) names them in a row, or alone."""
        for sentence in reversed(self.view.sentences[: index + 1]):
            there = [m for m in within(self.named, sentence.start, sentence.end) if m.form != "government"]
            for parties in (*self._rows(there), [m.party for m in there]):
                if len(once := list(dict.fromkeys(parties))) == count:
                    return once
        return []

    def _rows(self, mentions: list[PartyMention]) -> list[list[Party]]:
        """The parties of a sentence, row by row: "Peru, Chile and Bolivia"."""
        rows: list[list[Party]] = []
        end = -_GAP
        for mention in mentions:
            gap = self.view.low[end : mention.start].strip(" ,") if 0 < mention.start - end < _GAP else "-"
            if grammar(self.view.pack).listed.fullmatch(gap) and rows:
                rows[-1].append(mention.party)
            else:
                rows.append([mention.party])
            end = mention.end
        return rows

    def _before(self, index: int) -> State:
        return self._walk()[index - 1] if index > 0 else State()

    def _in(self, start: int, end: int, at: int) -> list[Party]:
        """The parties of the sentence, with what its anaphors stand for, those of the figure's own clause first."""
        named = within(self.named, start, end)
        anaphors = [m for m in within(self.view.room("anaphora"), start, end) if m.concept != "names"]
        parties = gathered(named)
        if not anaphors:
            return parties
        index = self.view.sentence_index(at) or 0
        state = self._before(index)
        pointed = [party for m in anaphors for party in _resolve(m.concept, state)]
        if any(m.concept == "pair" for m in anaphors):
            return self._paired(parties, state)
        merged = collapsed([*parties, *pointed])
        return merged if len(merged) <= 2 or not parties else parties

    def _paired(self, parties: list[Party], state: State) -> list[Party]:
        """Who is meant by "bilateral" or "the two sides" beside the parties that the sentence names."""
        if len(parties) >= 2:
            return parties
        if not parties:
            return state.pair or state.topic
        if parties[0] in state.pair:
            return state.pair
        others = [party for party in state.pair or state.topic if party not in parties]
        kept = next((p for p in others if not _member(parties[0], p)), None)
        return [kept, *parties] if kept else parties

    def _walk(self) -> list[State]:
        if self._states is None:
            self._states = []
            state = State()
            opened: State | None = None
            listed = entries(self.view)
            for sentence in self.view.sentences:
                if sentence.start in listed:
                    # An entry of a list goes on with what is said above the list, not with the entry before it.
                    opened = state = opened or state
                mentions = within(self.named, sentence.start, sentence.end)
                state = _updated(state, gathered(mentions)) if mentions else state
                self._states.append(state)
        return self._states


def gathered(mentions: list[PartyMention]) -> list[Party]:
    """The parties of some mentions in order, each once, a group's complete members as the group."""
    return collapsed([mention.party for mention in mentions if mention.form != "government"])


def collapsed(parties: list[Party]) -> list[Party]:
    """Parties each once; the five Central Asian states, or some of them beside their group, are the group."""
    once = list(dict.fromkeys(parties))
    five = set(members_at("Central Asia"))
    there = [party for party in once if party.code in five]
    group = next((party for party in once if party.code == "Central Asia"), None)
    if group is None and len(there) == len(five):
        group = Party.group("Central Asia", tuple(five))
        once.insert(once.index(there[0]), group)
    if group is not None and (len(there) == len(five) or len(there) >= 2):
        return [party for party in once if party not in there]
    return once


def _updated(state: State, parties: list[Party]) -> State:
    if not parties:
        return state
    groups = [party for party in parties if party.kind is PartyKind.GROUP]
    if state.group is not None and groups and set(state.group.members) <= set(groups[-1].members):
        groups = []  # "European gauge" does not make Europe of the Union
    countries = [party for party in parties if party.kind is PartyKind.COUNTRY]
    # Two that are named alone are a pair; of more, the first two only where nothing better was said.
    pair = parties[:2] if len(parties) == 2 or (len(parties) > 2 and not state.pair) else state.pair
    topic = parties
    if len(parties) == 1 and parties[0] in state.topic:
        topic = state.topic
    return State(
        topic,
        pair,
        groups[-1] if groups else state.group,
        countries[0] if countries else state.country,
    )


def _resolve(takes: str, state: State) -> list[Party]:
    if takes == "pair":
        return state.pair
    if takes == "group":
        return [state.group] if state.group else []
    return [state.country] if state.country else []


def _member(one: Party, group: Party) -> bool:
    return group.kind is PartyKind.GROUP and one.code in group.members


def _covered(mention: PartyMention, names: list[tuple[int, int]]) -> bool:
    index = bisect_left(names, (mention.start + 1, 0)) - 1
    return index >= 0 and mention.end <= names[index][1]
