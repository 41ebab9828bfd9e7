"""What was last spoken of: topics, period and parties, carried from number to number and from sentence to sentence."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, fields
from typing import TypeVar

from khorgos.annotate.mentions import QuantityMention
from khorgos.extract.dealing import Dealing
from khorgos.extract.governing import Stretch
from khorgos.extract.indicator import Topic, fits
from khorgos.extract.involved import Involved
from khorgos.extract.line import Line, is_rank
from khorgos.extract.measure import Measured
from khorgos.extract.series import Dealt
from khorgos.values import Party
from khorgos.values.unit import Dimension

S = TypeVar("S", "Frame", Involved, Dealing, Dealt)
# An indicator of an earlier sentence governs numbers of this one only so many sentences on.
_MEMORY = 5
# What is told beside the matter goes on for two sentences.
_NEAR = 2


@dataclass(slots=True)
class Frame:
    """What was last spoken of: carried from number to number and from sentence to sentence."""

    topics: dict[str, tuple[Topic, int]] = field(default_factory=dict)
    period: Stretch | None = None
    # That of the figure before.
    before: Stretch | None = None
    # The widest period that `period` is a part of, and the paragraph in which it was set.
    main: Stretch | None = None
    paragraph: int = -1
    involved: Involved = field(default_factory=Involved)
    ratio: Measured | None = None
    ratio_line: int = -99
    same: Measured | None = None
    counted: Topic | None = None
    count_line: int = -99
    # The sentence that asked how many there are.
    asked: int = -99
    # The topic of the figure before, and the last one that is not carried on as such (projects, a bank's money).
    latest: Topic | None = None
    aside: tuple[Topic, int] | None = None
    turned: int = -2
    # The parties of the last figure of the sentence that named its own, and its topic.
    said: list[Party] = field(default_factory=list)
    said_of: str = ""
    # Those of the last figure, and where its sentence begins.
    told: list[Party] = field(default_factory=list)
    told_in: int = -999
    given: dict[int, list[Party]] = field(default_factory=dict)
    dealt: Dealt = field(default_factory=Dealt)

    def copied(self) -> Frame:
        """The same state by itself: what is heard by one of the two, the other does not know."""
        involved = _copied(self.involved)
        involved.deals = _copied(involved.deals)
        found = _copied(self)
        found.involved, found.dealt = involved, _copied(self.dealt)
        return found

    def speak_of(self, line: Line, period: Stretch) -> None:
        """Take up a period; one within what was spoken of is a part of it and lasts for a paragraph."""
        paragraph = line.sentence.paragraph
        ahead = self.main is not None and lies_ahead(line, self.main)
        last = self.main.period.last if self.main is not None else None
        later = last is None or (period.period.last is not None and period.period.last >= last)
        if not period.since and (
            self.main is None or ahead or (later and not self.main.period.contains(period.period))
        ):
            self.main = period
        self.period, self.paragraph = period, paragraph

    def turn(self, paragraph: int) -> None:
        """Begin a paragraph: it speaks again of the whole, not of the month singled out in the one before."""
        if paragraph != self.paragraph and (self.main is not None or (self.period is not None and self.period.since)):
            self.period = self.main

    def hear(self, topic: Topic, number: int) -> None:
        """Remember a topic; what stands beside the matter (cities, jobs, a plant's capacity) is not carried on."""
        says = topic.concept.attributes
        self.latest = topic
        if says.get("side") or says.get("weak"):
            self.aside = (Topic(topic.concept), number)
        if says.get("weak") and self.topics:
            return
        if says.get("figure", True) and not says.get("side"):
            self.topics.pop(topic.concept.code, None)
            self.topics[topic.concept.code] = (Topic(topic.concept), number)

    def carried(self, line: Line, quantity: QuantityMention, number: int) -> Topic | None:
        """The last topic spoken of that can be measured in the quantity's unit."""
        dimension = quantity.quantity.unit.dimension
        if (
            "trade" in self.topics
            and dimension is Dimension.MONEY
            and any(a.concept == "pair" for a in line.room("anaphora"))
        ):
            return self.topics["trade"][0]  # what both sides want to raise is what they have together
        topics = list(reversed(self.topics.items()))
        side = self.aside is not None and self.latest is not None and self.aside[0].concept is self.latest.concept
        if side and self.aside and fits(line, self.aside[0].concept.code, dimension):
            within_it = number == self.aside[1]
            stands = line.grammar.pronoun.search if within_it else line.grammar.pronoun.match
            if number - self.aside[1] <= 1 and stands(
                line.view.low, line.before(quantity) if within_it else line.start, quantity.start
            ):
                return self.aside[0]
        if topics and line.grammar.pronoun.search(line.view.low, line.clause_start(quantity.start), quantity.start):
            # "Trade was worth 5 billion, of which imports made up 3. It fell": trade fell.
            before = [one for one in reversed(topics) if one[1][1] == topics[0][1][1] and topics[0][1][1] < number]
            topics = before or topics
        for code, (topic, at) in topics:
            if number - at <= _MEMORY and fits(line, code, dimension):
                return topic
        return None

    def beside(self, line: Line, quantity: QuantityMention, number: int) -> Topic | None:
        """The last topic that is else not carried on, where nothing else tells what a sum of money or a rank is of."""
        unit = quantity.quantity.unit
        if self.counted is not None and is_rank(quantity) and number - self.count_line <= _NEAR:
            return Topic(self.counted.concept)
        may = unit.is_money or unit.dimension is Dimension.RATIO
        if self.aside is None or number - self.aside[1] > _NEAR or not may:
            return None
        return self.aside[0] if fits(line, self.aside[0].concept.code, unit.dimension) else None


def _copied(state: S) -> S:
    """A copy with lists and mappings of its own."""
    found = copy(state)
    for each in fields(state):
        value = getattr(state, each.name)
        if isinstance(value, list | dict):
            setattr(found, each.name, copy(value))
    return found


def lies_ahead(line: Line, stretch: Stretch) -> bool:
    """Whether a period begins after the report: a target's year is not what the next figures are of."""
    published, period = line.view.published, stretch.period
    return bool(published and published.last and period.last and period.last > published.last)
