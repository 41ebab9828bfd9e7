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


class _Raw(NamedTuple):
    start: int
    end: int
    rule: str
    sense: Sense


def find(view: Annotated) -> list[PeriodMention]:
    """Every time expression of what is read, in order.

    Those that cannot be placed (durations, sets, "now", relative wording in a text without a date) have no period.
    """
    words = wording(view.pack)
    if words.trigger is None:
        return []
    pieces, codes, offsets = words.encode(view.text)
    mentions: list[PeriodMention] = []
    for first, last in _runs(words, codes):
        for raw in _parse(view.pack, "".join(pieces[first:last])):
            start, end = offsets[first + raw.start], offsets[first + raw.end]
            if view.sentences and view.sentence_at(start) is None:
                continue
            role, outer = _role(words, codes, first + raw.start)
            mentions.append(_mention(view, raw, start, end, role, offsets[outer]))
    return mentions


def readings(text: str, pack: Pack, anchor: Period | None) -> list[Period]:
    """Every period that a short text can be read as giving, seen from the anchor (for grounding)."""
    words = wording(pack)
    found: dict[Period, None] = {}
    _, codes, _ = words.encode(text)
    for raw in _parse(pack, text):
        role, _ = _role(words, codes, raw.start)
        for placed in place(raw.sense, anchor):
            if placed.period is not None:
                found[placed.period] = None
                found[_governed(placed.period, role, anchor) or placed.period] = None
    return list(found)


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
def _parse(pack: Pack, text: str) -> tuple[_Raw, ...]:
    words = wording(pack)
    pieces, codes, _ = words.encode(text)
    found = []
    for match in words.matches(pieces, codes):
        sense = meaning(match)
        if sense is not None:
            found.append(_Raw(match.start, match.end, match.pattern.sense, sense))
    return tuple(found)


def _role(words: Wording, codes: str, at: int) -> tuple[str, int]:
    for form, role in words.roles:
        if codes.endswith(form, 0, at):
            return role, at - len(form)
    return "", at


def _mention(view: Annotated, raw: _Raw, start: int, end: int, role: str, outer: int) -> PeriodMention:
    placed = place(raw.sense, view.published)
    chosen = _choose(view, placed, end) if placed else Placed(None, raw.sense.value)
    relative = bool(raw.sense.relative or any(part.relative for part in raw.sense.parts))
    governed = _governed(chosen.period, role, view.published) if chosen.period else None
    anchor = view.published if chosen.period and (relative or governed not in (None, chosen.period)) else None
    return PeriodMention(
        start, end, raw.rule, chosen.period, raw.sense.timex, chosen.value, role, governed or chosen.period, anchor, outer
    )


def _choose(view: Annotated, placed: list[Placed], at: int) -> Placed:
    return placed[0]


def _governed(period: Period, role: str, anchor: Period | None) -> Period | None:
    """The stretch that a preposition makes of a period: since 2017 is 2017 up to the year of publication."""
    if role == "since":
        if anchor is None or anchor.last is None or period.first is None or anchor.last < period.first:
            return Period.since(period) if not period.is_open else None
        return Period.between(period, Period.parse(anchor.text[: len(period.text)]))
    return None
