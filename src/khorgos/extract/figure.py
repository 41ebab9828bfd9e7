"""Mentions to claims: figures.

For every quantity of a read sentence: is it a figure at all; what is it about (`indicator`); what does it measure
(`measure`); for which period (`governing`); of whom (`involved`).  What looks like a figure and is not kept is
rejected with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from khorgos.annotate import Annotated, rank, within
from khorgos.annotate.mentions import ConceptMention, PartyMention, QuantityMention
from khorgos.claims import Figure, Ground
from khorgos.extract.cell import subject
from khorgos.extract.dealing import Dealing, enter, listen
from khorgos.extract.frame import Frame
from khorgos.extract.governing import Stretch, period_of, stretches
from khorgos.extract.heading import is_heading
from khorgos.extract.indicator import Topic
from khorgos.extract.involved import DEALS, LOCAL, Involved, hear_pair, hear_title, parties_of
from khorgos.extract.line import Line, lines_of
from khorgos.extract.measure import Measured, is_ratio, measured
from khorgos.extract.scene import Scene
from khorgos.extract.series import dealt
from khorgos.extract.shaped import entries
from khorgos.extract.spoken import OPENING, carried_on, speak_of
from khorgos.extract.topic import topic_of
from khorgos.extract.whose import Whose
from khorgos.values import Party, Precision, Quantity
from khorgos.values.party import PartyKind
from khorgos.values.unit import Dimension

# A dateline's day stands this near to the beginning of a report, behind at most so many words.
_HEAD = 60
_HEAD_WORDS = 5
# A report has a title and at most a line under it, each of so many characters.
_TITLES = 2
_TITLE = 160
_DATELINE = re.compile(
    r"([^\n:;]{3,60}?) ?[-–—]{1,2} (?=[\"“*]?(?:[A-Z][^A-Z\W]|[AI] |[A-Z]+ (?:[a-z]|[A-Z][a-z])| ))"
    r"|([A-Z][A-Z .,'’-]{3,40}): (?=[A-Z][a-z])"
)
# Counts up to this are manner of speaking ("the two sides", "one project").
_TRIVIAL = 2
_BRACKETED = re.compile(r"[(\uff08][^()\uff08\uff09\n]*[)\uff09]")
# "12 percent of all foreign trade": the whole stands this near behind the word of part.
_SHARED = 12
# The dateline of an item: a place in capitals and a dash, behind a mark.
_ITEM = re.compile(r"(?:\d{1,2} ?[.)|] ?)?[^\w\n]{0,3}([A-Z][A-Z'’ –/-]{2,30}(?:, [A-Z]\w+)?)(?: ?[-–—] |\.(?: |$))")
# The sentence before begins no further back.
_REACH = 300
_NO_FIGURE = {
    Dimension.TIME: ("duration", "a length of time is no figure"),
    Dimension.SPEED: ("unit", "a speed is no figure of cooperation"),
    Dimension.OTHER: ("unit", "measured in a unit that no indicator has"),
}


def extract(scene: Scene) -> None:
    """Add every figure of the document to the scene."""
    view = scene.view
    if not (view.parties or view.organisations):
        return
    quantities = sorted([*view.quantities, *rank.find(view)], key=lambda mention: mention.start)
    if scene.tabled:
        quantities = [quantity for quantity in quantities if not scene.in_table(quantity.start)]
    if not quantities:
        return
    dateline = _dateline(view)
    title = view.text.rfind("\n", 0, dateline) + 1
    parties = [m for m in _outside(view.parties, view.quantities) if not title <= m.start < dateline]
    lines = [(n, e) for n, e in lines_of(view, quantities, parties) if e.quantities or not scene.in_table(e.start)]
    frame = Frame(involved=_involved(scene, parties, [line for _, line in lines], dateline))
    listed, opened = entries(view), None
    for index, (number, line) in enumerate(lines):
        if line.start in listed:
            opened = opened or frame
            frame = opened.copied()
        item = _item(line) if number else 0
        if item:
            own = [mention for mention in parties if mention.start >= item]
            frame = Frame(involved=_involved(scene, own, [line for _, line in lines[index:]], item, line.start))
        _read(scene, line, frame, number)


def _involved(scene: Scene, parties: list[PartyMention], lines: list[Line], begin: int, since: int = 0) -> Involved:
    """Nothing spoken of yet, with the table of whose text it is."""
    table = Whose(scene.view, scene.discourse, parties, lines, begin, since)
    return Involved(table, deals=Dealing(parties, scene.discourse))


def _outside(parties: list[PartyMention], quantities: list[QuantityMention]) -> Iterator[PartyMention]:
    """The parties that do not begin within a quantity ("US dollars"); both lists are in order of place."""
    index, size = 0, len(quantities)
    for party in parties:
        while index < size and quantities[index].end <= party.start:
            index += 1
        if index == size or party.start < quantities[index].start:
            yield party


def _item(line: Line) -> int:
    """Where the dateline of another item ends ("LIMA - Peru sold ..."); 0 where none begins."""
    found = _ITEM.match(line.view.text, line.start, line.end)
    if not found:
        return 0
    ends = {mention.end for mention in (*line.parties, *within(line.view.places, line.start, line.end))}
    return found.end() if found.end(1) in ends else 0


def _dateline(view: Annotated) -> int:
    """Where the report's own place and day end: "Baku, Azerbaijan, March 23 - ", "LIMA, Peru - "."""
    found = next(filter(None, (_DATELINE.match(view.text, at) for at in _beginnings(view.text))), None)
    if found and all(word[:1].isupper() or not word[:1].isalpha() for word in found[found.lastindex or 1].split()):
        near = (*view.places, *view.parties, *view.periods[:4])
        if any(mention.end == found.end(found.lastindex or 1) for mention in near) or (found[1] or "").endswith(")"):
            return found.end()
    for mention in view.periods[:1]:
        head = view.text[: mention.start].strip(" ,")
        day = mention.period is not None and mention.period.precision is Precision.DAY
        if (
            day
            and mention.start < _HEAD
            and head.count(" ") <= _HEAD_WORDS
            and head.endswith(tuple(view.text[m.start : m.end] for m in (*view.parties[:2], *view.places[:2])))
        ):
            return mention.end
    return 0


def _beginnings(text: str) -> list[int]:
    """Where a dateline may begin: with the text, or behind its title and the line under it."""
    found = [0]
    while len(found) <= _TITLES and (at := text.find("\n", found[-1], found[-1] + _TITLE)) >= 0:
        found.append(at + len(text[at:]) - len(text[at:].lstrip()))
    return found


def _read(scene: Scene, line: Line, frame: Frame, number: int) -> None:
    frame.turn(line.sentence.paragraph)
    frame.involved.turn(line.sentence.paragraph)
    if is_heading(line, number):
        hear_title(frame.involved, line)
    enter(frame.involved.deals, line)
    periods = stretches(scene, line, frame.period)
    made = len(scene.claims)
    frame.given = {}
    frame.said, frame.said_of = [], ""
    frame.same = None
    frame.ratio = frame.ratio if number - frame.ratio_line <= 1 else None
    faults = [(quantity, _no_figure(line, quantity)) for quantity in line.quantities]
    line.keep([quantity for quantity, fault in faults if fault is None])
    frame.dealt = dealt(line, periods)
    faults += [(quantity, _figure(scene, line, quantity, frame, number, periods)) for quantity in line.quantities]
    for quantity, fault in faults:
        if fault is not None:
            scene.reject("figure", quantity.start, quantity.end, *fault)
    if line.quantities and not is_heading(line, number):
        frame.involved.settle()
    listen(frame.involved.deals, line)
    if len(scene.claims) == made:
        hear_pair(frame.involved, line, heading=is_heading(line, number))
    if not line.quantities:
        _listen(line, frame, number, periods)


def _listen(line: Line, frame: Frame, number: int, periods: list[Stretch]) -> None:
    """A sentence without numbers may still say what the next ones are about: a heading, "By country of origin:"."""
    room = line.view.pack.room("indicators")
    for mention in line.indicators[:2]:
        frame.hear(Topic(room[mention.concept]), number)
    counted = [mention for mention in line.indicators if room[mention.concept].get("counts")]
    if counted and line.view.text[line.end - 1 : line.end] == "?":
        frame.counted, frame.count_line, frame.asked = Topic(room[counted[0].concept]), number, number
    spoken = [room[mention.concept] for mention in line.indicators]
    opens = (
        is_heading(line, number)
        or any(one.get("carries", True) and not one.get("side") for one in spoken)
        or line.view.text[line.end - 1 : line.end] in ("?", ":")
    )
    if periods and not periods[0].day and (opens or periods[0].start - line.start < OPENING):
        frame.speak_of(line, periods[0])


def _no_figure(line: Line, quantity: QuantityMention) -> tuple[str, str] | None:
    if quantity.ordinal:
        return "ordinal", "an ordinal number that ranks nothing"
    dimension = quantity.quantity.unit.dimension
    if dimension in _NO_FIGURE:
        return _NO_FIGURE[dimension]
    ratio = is_ratio(quantity)
    for period in line.periods:
        if period.start <= quantity.start and quantity.end <= period.end and not (ratio and period.period is None):
            return "date", "part of a date"
    for party in line.parties:
        if party.start <= quantity.start and quantity.end <= party.end:
            return "name", "part of a party's name"
    if ratio and _restated(line, quantity):
        return "restated", "the same share in brackets behind"
    if quantity.quantity.unit.code == "count" and quantity.quantity.high <= _TRIVIAL:
        return "trivial", "one or two of something"
    return None


def _restated(line: Line, quantity: QuantityMention) -> bool:
    """Whether a fraction in words is given again in brackets: "a quarter (25 percent)"."""
    index = line.index(quantity) + 1
    if index == len(line.quantities):
        return False
    other = line.quantities[index]
    gap = line.low(quantity.end, other.start)
    return gap.strip() == "(" and is_ratio(other) and other.quantity.low == quantity.quantity.low


def _figure(
    scene: Scene, line: Line, quantity: QuantityMention, frame: Frame, number: int, periods: list[Stretch]
) -> tuple[str, str] | None:
    topic, fault = topic_of(line, quantity, frame, number)
    if topic is None:
        return fault
    measure = measured(line, quantity, frame.same, frame.ratio)
    if is_ratio(quantity):
        frame.same = frame.ratio = measure
        frame.ratio_line = number
    parties = _parties(line, quantity, topic, frame)
    if not parties:
        return "no-parties", "nobody is named whose figure it could be"
    says = topic.concept.attributes
    carries = bool(says.get("carries", True))
    carries = carries or (measure.measure == "change" and bool(says.get("carries_change")))
    carries = carries or (measure.measure == "share" and bool(says.get("whole") and frame.topics))
    stock = not carries or bool(says.get("stock"))
    own = frame.dealt.periods.get(quantity.start) or period_of(
        line, quantity, [p for p in periods if stock or not p.day], strict=not carries
    )
    period = own or carried_on(frame, line, quantity, carries=carries)
    bank = any(party.kind is PartyKind.BODY for party in parties)
    indicator = topic.indicator(bank)
    indicator, parties = _seen_from(scene, line, topic, frame, indicator, parties)
    frame.told, frame.told_in = parties, line.sentence.start
    status = _status(line, quantity)
    if status == "target" and own is None:
        period = None  # what is aimed at is not of the year spoken of
    frame.before = period
    _claim(scene, line, quantity, indicator, topic, measure, parties, period, status)
    if own is not None and carries:
        speak_of(frame, line, quantity, own, status)
    turned = line.view.pack.room("indicators").get(indicator) if frame.turned == topic.at else None
    frame.hear(Topic(turned, topic.at, topic.end) if turned else topic, number)
    if heard := says.get("heard_as"):
        frame.hear(Topic(line.view.pack.room("indicators")[str(heard)]), number)
    return None


def _seen_from(
    scene: Scene, line: Line, topic: Topic, frame: Frame, indicator: str, parties: list[Party]
) -> tuple[str, list[Party]]:
    """Exports or imports as the reporter sees them, and whose: what others sold to it, it bought."""
    says = topic.concept.attributes
    if says.get("mirror") and frame.involved.base == parties[:1] and len(parties) > 1:
        indicator = str(says.get("mirror"))
    if says.get("turns") and frame.involved.base == parties and len(parties) == 1 and subject(line, topic.at) is None:
        # "It took Brazilian goods": somebody else did, the one named last.
        parties = parties + [party for party in scene.discourse.last_before(line.start) if party not in parties]
        turns = len(parties) > 1
    else:
        turns = frame.involved.base == parties[:1] and subject(line, topic.at) in parties[1:]
    if says.get("turns") and (turns or frame.turned == topic.at):
        indicator, frame.turned = str(says.get("turns")), topic.at
    return indicator, parties


def _parties(line: Line, quantity: QuantityMention, topic: Topic, frame: Frame) -> list[Party]:
    frame.involved.begin(quantity)
    dealt = frame.dealt.parties.get(quantity.start)
    parties, own = parties_of(frame.involved, line, quantity, topic.concept.code, topic.at, dealt)
    if not own and topic.at in frame.given:
        return frame.given[topic.at]
    if not own and frame.told and _is_part(line, quantity, frame):
        return frame.told
    code = topic.concept.code
    flows = code not in DEALS | LOCAL or (code == frame.said_of and len(frame.said) > 1)
    if not own and flows and frame.said and not _in_whole(line):
        parties = frame.said
    if own and (flows or code == "projects"):
        frame.said, frame.said_of = parties, code
    frame.given[topic.at] = parties
    return parties


def _in_whole(line: Line) -> bool:
    """Whether a sentence speaks of a country's trade with the whole world, and not of a part of it."""
    parts = [action.end for action in line.actions if action.concept == "part"]
    wholes = line.grammar.whole.finditer(line.view.low, line.start, line.end)
    return any(not any(0 <= found.start() - part < _SHARED for part in parts) for found in wholes)


def _is_part(line: Line, quantity: QuantityMention, frame: Frame) -> bool:
    """Whether a number is a part of the last one, whose parties it has: "a third of it", "of this 2 billion"."""
    if not is_ratio(quantity) or frame.told_in < line.sentence.start - _REACH:
        return False
    beside = line.index(quantity) and line.low(line.quantities[line.index(quantity) - 1].end, quantity.start) == ", "
    return bool(beside or line.grammar.part_of.match(line.view.low, quantity.end))


def _claim(
    scene: Scene,
    line: Line,
    quantity: QuantityMention,
    indicator: str,
    topic: Topic,
    measure: Measured,
    parties: list[Party],
    period: Stretch | None,
    status: str | None,
) -> None:
    amount = _signed(quantity, measure)
    grounds = [_value_ground(scene, quantity, measure)]
    if period is not None:
        grounds += period.grounds
    start, end = _passage(line, quantity)
    scene.claim(
        Figure,
        start,
        end,
        grounds=grounds,
        rule=f"figure.{measure.measure}",
        indicator=indicator,
        measure=measure.measure,
        quantity=amount,
        parties=tuple(parties),
        period=period.period if period else None,
        status=status,
        detail=topic.concept.get("detail") or _detail(line, quantity),
    )


def _signed(quantity: QuantityMention, measure: Measured) -> Quantity:
    value = quantity.quantity
    if measure.sign < 0 and not quantity.direction and value.low > Decimal(0):
        return Quantity(-value.high, -value.low, value.unit, value.bound)
    return value


def _value_ground(scene: Scene, quantity: QuantityMention, measure: Measured) -> Ground:
    """The words that give the value, with scale and unit where they stand further on and the word that says "fell"."""
    start = quantity.ground_start if quantity.ground_start >= 0 else quantity.start
    end = quantity.ground_end if quantity.ground_end >= 0 else quantity.end
    if measure.sign < 0 and not quantity.direction and measure.start >= 0:
        start, end = min(start, measure.start), max(end, measure.end)
    return scene.ground_at("value", start, end)


def _passage(line: Line, quantity: QuantityMention) -> tuple[int, int]:
    """The number with the words that govern it: from its clause's beginning, no further than the number before."""
    start = max(line.clause_start(quantity.start), line.before(quantity))
    text = line.view.text
    while start < quantity.start and text[start] in " ,;:-)\n":
        start += 1
    end = min(line.clause_end(quantity.end), line.after(quantity))
    while end > quantity.end and text[end - 1] in " ,;:-(\n.":
        end -= 1
    return start, end


def _status(line: Line, quantity: QuantityMention) -> str | None:
    found = _nearest(line, quantity, "statuses", 0.9, 2.2)
    return found.concept if found else None


def _detail(line: Line, quantity: QuantityMention) -> str | None:
    found = _nearest(line, quantity, "details", 1.0, 1.0)
    general = found is not None and line.view.pack.room("details")[found.concept].get("general")
    return found.concept if found and not general else None


def _put_in(line: Line, start: int, end: int) -> float:
    """How much of a barrier is what stands whole in brackets: "11 projects of the corridor (CPEC) are complete"."""
    found = (match.span() for match in _BRACKETED.finditer(line.view.text, start, max(start, end)))
    return sum(line.barrier(begin, stop) + 0.01 * (stop - begin) for begin, stop in found)


def _nearest(line: Line, quantity: QuantityMention, room: str, behind: float, ahead: float) -> ConceptMention | None:
    """The nearest concept of a room, no further behind or ahead of the number than these barriers."""
    best: tuple[float, ConceptMention] | None = None
    for mention in line.room(room):
        if mention.end <= quantity.start:
            cost = line.barrier(mention.end, quantity.start) + 0.01 * (quantity.start - mention.end)
        else:
            cost = line.barrier(quantity.end, mention.start) + 0.01 * max(0, mention.start - quantity.end)
            cost -= _put_in(line, quantity.end, mention.start)
        limit = ahead if mention.end <= quantity.start else behind
        if cost <= limit and (best is None or cost < best[0]):
            best = (cost, mention)
    return best[1] if best else None
