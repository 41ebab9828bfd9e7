"""What a figure is about: its clause's indicator, what is counted, what was spoken of, or what its unit tells."""

from __future__ import annotations

from functools import lru_cache

from khorgos.annotate.mentions import QuantityMention
from khorgos.extract.dealing import gives
from khorgos.extract.frame import Frame
from khorgos.extract.indicator import Topic, governing
from khorgos.extract.line import Line
from khorgos.extract.measure import is_ratio
from khorgos.language import load
from khorgos.language.pack import Concept

# Further than this in its own sentence, the indicator carried from before is taken instead.
_OWN = 4.5
# A side topic (projects, jobs) so far before a sum of money no longer governs it.
_BESIDE = 1.1
# A number without a noun counts what was counted before from this on; below, it may be anything.
_BARE = 50
# So many of nothing named are a sum of money that lost its currency.
_HUGE = 1_000_000_000
# A people's name stands this near behind its number: an adjective at most between.
_NATIONALS = 14


def topic_of(line: Line, quantity: QuantityMention, frame: Frame, number: int) -> tuple[Topic | None, tuple[str, str]]:
    """The topic of a quantity in the sentence `number`, or None with the reason (a code, and words)."""
    none = ("no-indicator", "nothing says what the number is about")
    topic, cost = governing(line, quantity, is_ratio(quantity))
    if quantity.quantity.unit.code == "count":
        if topic is not None and topic.is_figure and _counts(line, quantity, topic):
            frame.counted, frame.count_line = topic, number
            return topic, none
        travels = (
            frame.counted is not None and frame.counted.concept.code == "travel" and number - frame.count_line <= 2
        )
        if _names_people(line, quantity) and not travels:
            frame.counted, frame.count_line = Topic(line.view.pack.room("indicators")["people"]), number
            return frame.counted, none
        if (
            frame.counted
            and number - frame.count_line <= 2
            and (_goes_on(line, quantity, frame.counted) or _names_people(line, quantity) or number - frame.asked == 1)
        ):
            frame.count_line = number
            return Topic(frame.counted.concept), none
        return None, ("no-indicator", "a count of what no indicator counts")
    if frame.latest is not None and is_ratio(quantity) and line.grammar.part_of.match(line.view.low, quantity.end):
        return Topic(frame.latest.concept), none  # "a quarter of them"
    verb = topic is None or topic.concept.get("needs") or topic.concept.get("weak")
    if verb and frame.latest is not None and is_part(line, quantity):
        return Topic(frame.latest.concept), none  # "of which 3 million helped to buy fuel"
    beside = topic is not None and topic.concept.get("side") and topic.at < quantity.start and cost > _BESIDE
    if topic is not None and topic.concept.get("weak"):
        topic = _strong(line, quantity, topic, frame.carried(line, quantity, number))
    elif topic is None or cost > _OWN or beside:
        same = frame.latest if _restates(line, quantity) else None
        spoken = frame.carried(line, quantity, number)
        if spoken is not None and quantity.quantity.unit.is_money and gives(line):
            # A bank's money is no trade and no investment spoken of before.
            spoken = spoken if spoken.concept.get("of_deal") else _by_unit(line, quantity)
        topic = same or spoken or topic or _by_unit(line, quantity) or frame.beside(line, quantity, number)
    if topic is None:
        return None, none
    if not topic.is_figure and frame.counted and frame.count_line == number and topic.concept.get("of_counted"):
        # "27 projects costing 19 billion" is a sum of those that are counted.
        return Topic(frame.counted.concept, frame.counted.at, frame.counted.end), none
    if not topic.is_figure:
        return None, (topic.concept.code, f"{topic.concept.code}: belongs to a project or a loan's terms")
    return topic, none


def is_part(line: Line, quantity: QuantityMention) -> bool:
    """Whether a sum is a part of the one right before it: "of which 3 million"."""
    index = line.index(quantity)
    if not index or line.quantities[index - 1].quantity.unit != quantity.quantity.unit:
        return False
    return bool(line.grammar.of_those.search(line.low(line.quantities[index - 1].end, quantity.start)))


def _strong(line: Line, quantity: QuantityMention, weak: Topic, carried: Topic | None) -> Topic:
    """What a verb of giving gives: "committed 12 billion to Peru in loans", else what was spoken of, if it is given."""
    own, cost = governing(line, quantity, is_ratio(quantity), weak=False)
    may = weak.concept.get("yields_to")
    fits = own is not None and (not weak.concept.get("only") or own.concept.code in (may or ()))
    if own is not None and fits and cost <= _OWN and own.is_figure and not own.concept.get("side"):
        return own
    return carried if carried is not None and (may is None or carried.concept.code in may) else weak


def _by_unit(line: Line, quantity: QuantityMention) -> Topic | None:
    """The topic that a unit alone tells: megawatts are a capacity, TEU are freight, a bank's money is given."""
    unit = quantity.quantity.unit
    room = line.view.pack.room("indicators")
    told = _of_units(line.view.pack.code)
    concept = told.get(unit.code) or told.get(unit.dimension.value)
    if concept is not None:
        return Topic(concept)
    if unit.is_money and gives(line) and "money_given" in room:
        return Topic(room["money_given"])
    return None


@lru_cache(maxsize=16)
def _of_units(code: str) -> dict[str, Concept]:
    """What a unit, or a dimension, tells alone."""
    told: dict[str, Concept] = {}
    for concept in load(code).room("indicators").values():
        for unit in concept.get("of_units", ()):
            told.setdefault(str(unit), concept)
    return told


def _restates(line: Line, quantity: QuantityMention) -> bool:
    """Whether a number says the one before it in another unit: "7 percent, or 450 billion"."""
    index = line.index(quantity)
    if not index:
        return False
    return bool(line.grammar.or_else.fullmatch(line.low(line.quantities[index - 1].end, quantity.start).strip(" ,(")))


def _counts(line: Line, quantity: QuantityMention, topic: Topic) -> bool:
    """Whether the governing indicator is the noun that is counted; Chinese may name it before its number."""
    if topic.at < quantity.start:
        if line.view.pack.boundaries:
            listed = line.low(topic.end, quantity.start).endswith(": ")
            return quantity.quantity.high >= _BARE and bool(topic.concept.get("goes_on") or listed)
        return line.barrier(topic.end, quantity.start) < 1.0
    gap = line.low(quantity.end, topic.at) if topic.at >= quantity.end else ""
    return len(gap.split()) <= 4 and line.barrier(quantity.end, topic.at) < 1.0


def _names_people(line: Line, quantity: QuantityMention) -> bool:
    """Whether the noun that is counted is the name of a people: "280,000 Vietnamese", "3.6 million Koreans"."""
    for party in line.parties:
        if party.form == "demonym" and 0 <= party.start - quantity.end <= _NATIONALS:
            noun = quantity.noun_end if quantity.noun else party.end
            return party.end >= noun
    return False


def _goes_on(line: Line, quantity: QuantityMention, topic: Topic) -> bool:
    """Whether a number counts what was counted before: "40 of them", or one without a noun: "Britain with 155,730"."""
    if line.grammar.ellipsis.match(line.view.low, quantity.end):
        return True
    if not quantity.noun and line.is_base(quantity):  # "28 trains, compared with 12 a year before"
        return True
    bare = not quantity.noun and _BARE <= quantity.quantity.high < _HUGE and not _dialled(line, quantity)
    return bare and bool(topic.concept.get("goes_on"))


def _dialled(line: Line, quantity: QuantityMention) -> bool:
    """Whether a number stands among others or behind a plus: "+44 20 555 0100"."""
    before, behind = (
        line.low(max(line.start, quantity.start - 2), quantity.start),
        line.low(quantity.end, quantity.end + 2),
    )
    return before.strip()[-1:].isdigit() or before.endswith("+") or (behind[:1] == " " and behind.strip()[:1].isdigit())
