"""Find periods: time expressions, placed on the calendar where text and publication date tell where."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from khorgos.annotate.annotated import Annotated
from khorgos.annotate.mentions import PeriodMention
from khorgos.annotate.sense import Placed, Sense, place
from khorgos.annotate.timex import meaning
from khorgos.annotate.wording import UNKNOWN, Wording, wording
from khorgos.language import Pack
from khorgos.values import Period
from khorgos.values.period import Precision

# How far a clause is searched for the verb that tells past from future.
_CLAUSE = 160
# How many times farther a date may lie for the tense to prefer it to the nearer one (measured on TimeBank and AQUAINT).
_WEIGHT = 4.0


# Stretches of a year that figures are given for: "a year ago" beside one of them is the same stretch.
_FIGURES = frozenset({Precision.QUARTER, Precision.HALF, Precision.INTERVAL})


class _Raw(NamedTuple):
    start: int
    end: int
    rule: str
    sense: Sense


class _Found(NamedTuple):
    start: int
    end: int
    raw: _Raw
    role: str
    outer: int


def find(view: Annotated) -> list[PeriodMention]:
    """Every time expression of what is read, in order.

    Those that cannot be placed (durations, sets, "now", relative wording in a text without a date) have no period.
    """
    return _placed(view, list(_scan(view, joined=True)))


def timexes(view: Annotated) -> list[PeriodMention]:
    """The same as TIMEX3 counts them: the two ends of an interval apart."""
    return _placed(view, list(_scan(view, joined=False)))


def readings(text: str, pack: Pack, anchor: Period | None) -> list[Period]:
    """Every period that a short text can be read as giving, seen from the anchor (for grounding)."""
    words = wording(pack)
    found: dict[Period, None] = {}
    _, codes, _ = words.encode(text)
    for raw in _parse(pack, text, True):
        role, _ = _role(words, codes, raw.start)
        for placed in place(raw.sense, anchor):
            if placed.period is not None:
                found[placed.period] = None
                found[_governed(placed.period, role, anchor) or placed.period] = None
    return list(found)


def _scan(view: Annotated, joined: bool) -> Iterator[_Found]:
    words = wording(view.pack)
    if words.trigger is None:
        return
    pieces, codes, offsets = words.encode(view.text)
    for first, last in _runs(words, codes):
        for raw in _parse(view.pack, "".join(pieces[first:last]), joined):
            start, end = offsets[first + raw.start], offsets[first + raw.end]
            if view.sentences and view.sentence_at(start) is None:
                continue
            role, outer = _role(words, codes, first + raw.start)
            yield _Found(start, end, raw, role, offsets[outer])


def _runs(words: Wording, codes: str) -> Iterator[tuple[int, int]]:
    """Stretches of words of time that hold a trigger."""
    at = 0
    trigger = words.trigger
    while trigger is not None and (found := trigger.search(codes, at)):
        first = codes.rfind(UNKNOWN, at, found.start()) + 1 or at
        last = codes.find(UNKNOWN, found.end())
        at = len(codes) if last < 0 else last
        yield first, at


@lru_cache(maxsize=4096)
def _parse(pack: Pack, text: str, joined: bool) -> tuple[_Raw, ...]:
    words = wording(pack)
    pieces, codes, _ = words.encode(text)
    found = []
    for match in words.matches(pieces, codes, joined):
        sense = meaning(match)
        if sense is not None:
            found.append(_Raw(match.start, match.end, match.pattern.sense, sense))
    return tuple(found)


def _role(words: Wording, codes: str, at: int) -> tuple[str, int]:
    for form, role in words.roles:
        if codes.endswith(form, 0, at):
            return role, at - len(form)
    return "", at


def _placed(view: Annotated, found: list[_Found]) -> list[PeriodMention]:
    mentions: list[PeriodMention] = []
    base = view.published or _stated_year(found)
    spoken: Period | None = None
    wide: Period | None = None
    for each in found:
        sense = each.raw.sense
        anchor = base
        if sense.relative[:1] == ("sameago",):
            anchor = wide if wide and wide.precision in _FIGURES else base
        elif sense.back:
            anchor = (wide if sense.relative[:1] in (("same",), ("sameof",)) else spoken) or base
        mention = _mention(view, each, anchor)
        if mention is None:
            continue
        mentions.append(mention)
        if mention.period is not None and not sense.compares:
            spoken = mention.period
            if spoken.precision < Precision.WEEK:
                wide = spoken
    return mentions


def _stated_year(found: list[_Found]) -> Period | None:
    """For a text without a date: the latest year that it speaks of as not to come."""
    years = [
        each.raw.sense.period.last.year
        for each in found
        if each.raw.sense.period is not None
        and each.raw.sense.period.last is not None
        and each.role not in ("by", "until", "from", "after")
    ]
    return Period.year(max(years)) if years else None


def _mention(view: Annotated, each: _Found, anchor: Period | None) -> PeriodMention | None:
    sense = each.raw.sense
    placed = place(sense, anchor)
    if not placed and sense.relative[:1] == ("same",):
        return None
    chosen = _choose(view, each, placed, anchor) if placed else Placed(None, sense.value or "XXXX")
    relative = bool(sense.relative or any(part.relative for part in sense.parts))
    seen_from = anchor if relative else view.published
    governed = _governed(chosen.period, each.role, seen_from) if chosen.period else None
    used = seen_from if chosen.period and (relative or governed not in (None, chosen.period)) else None
    return PeriodMention(
        each.start,
        each.end,
        each.raw.rule,
        chosen.period,
        sense.timex,
        chosen.value,
        each.role,
        governed or chosen.period,
        used,
        each.outer,
    )


def _choose(view: Annotated, each: _Found, placed: list[Placed], anchor: Period | None) -> Placed:
    """Of what lies before and what lies after: the nearer, the verb and the preposition weighing in."""
    if len(placed) == 1 or anchor is None:
        return placed[0]
    tense = _tense(view, each)
    if not tense and each.role in ("by", "until"):
        tense = "forward"
    if each.raw.sense.relative[:1] in (("weekday",), ("weekend",)):
        return placed[-1] if tense == "forward" else placed[0]
    before, after = _distance(placed[0].period, anchor), _distance(placed[-1].period, anchor)
    weight = _WEIGHT if tense == "forward" else 1 / _WEIGHT if tense == "backward" else 1
    return placed[0] if before * weight <= after else placed[-1]


def _tense(view: Annotated, each: _Found) -> str:
    sentence = view.sentence_at(each.start)
    begin = max(sentence.start if sentence else 0, each.start - _CLAUSE)
    last = ""
    for found in wording(view.pack).tense.finditer(view.low, begin, each.start):
        last = found.lastgroup or ""
    return last


def _distance(period: Period | None, anchor: Period) -> int:
    if period is None or period.first is None or period.last is None or anchor.first is None or anchor.last is None:
        return 0
    return max((period.first - anchor.last).days, (anchor.first - period.last).days, 0)


def _governed(period: Period, role: str, anchor: Period | None) -> Period | None:
    """The stretch that a preposition makes of a period: since 2017 is 2017 up to the year of publication."""
    if role != "since" or period.is_open:
        return None
    if anchor is None or anchor.last is None or period.first is None or anchor.last < period.first:
        return Period.since(period)
    if period.precision is Precision.MONTH and anchor.precision >= Precision.MONTH:
        return Period.between(period, Period.parse(anchor.text[:7]))
    if period.precision is Precision.DAY and anchor.precision is Precision.DAY:
        return Period.between(period, anchor)
    return Period.between(period, Period.year(anchor.last.year))
