"""Where the work happens: the receiving country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TypeVar

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import Mention, PartyMention
from khorgos.extract.record.lines import Line
from khorgos.values import Party
from khorgos.values.party import PartyKind

_GIVER = "CHN"
M = TypeVar("M", bound=Mention)


def recipients(view: Annotated, lines: list[Line]) -> tuple[tuple[Party, ...], list[PartyMention]]:
    """The country named most, early and government's namings weighing more; the giver only where no other is named."""
    scores: defaultdict[str, float] = defaultdict(float)
    for mention in _in(view.parties, lines):
        if mention.party.kind is PartyKind.COUNTRY:
            scores[mention.party.code] += _weight(mention.start, lines) * (2 if mention.form == "name" else 1)
    for place in _in(view.places, lines):
        if place.country:
            scores[place.country] += _weight(place.start, lines)
    others = {code: score for code, score in scores.items() if code != _GIVER}
    if not others:
        return (), []
    best = max(others, key=lambda code: others[code])
    return (Party.country(best),), [m for m in _in(view.parties, lines) if m.party.code == best][:1]


def _in(mentions: list[M], lines: list[Line]) -> Iterator[M]:
    return (mention for line in lines for mention in within(mentions, line.start, line.end))


def _weight(at: int, lines: list[Line]) -> float:
    first = lines[1].end if len(lines) > 1 else lines[0].end if lines else 0
    return 2.0 if at < first else 1.0
