"""The sector: a transparent classifier; words point to sectors, and where they stand says how much they weigh.

A purpose beats a builder: words of the record's own sentence and of sentences that tell a purpose weigh most, words
inside names of bodies nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from operator import attrgetter

from khorgos.annotate import Annotated, within
from khorgos.extract.record.lines import Line
from khorgos.language.pack import Hit
from khorgos.language.spotter import spotter

UNKNOWN = "998"
_OWN, _PURPOSE, _FIRST, _OTHER = 3.0, 2.0, 2.0, 0.5
_WEAK = 0.4


def sector(view: Annotated, lines: list[Line], deed: Line | None) -> tuple[str, Hit | None]:
    """The sector's code and the word that weighed most in it."""
    scores: defaultdict[str, float] = defaultdict(float)
    words: dict[str, tuple[float, Hit]] = {}
    hits = _hits(view)
    at = bisect_left(hits, lines[0].start, key=attrgetter("start")) if lines else 0
    for line in lines:
        weight = _weight(line, deed)
        seen: set[str] = set()
        while at < len(hits) and hits[at].start < line.end:
            hit = hits[at]
            at += 1
            if hit.start < line.start or hit.form in seen or _in_name(view, hit):
                continue
            seen.add(hit.form)
            code, points = hit.concept[:3], weight * (_WEAK if hit.concept.endswith("w") else 1.0)
            scores[code] += points
            if code not in words or points > words[code][0]:
                words[code] = (points, hit)
    if not scores:
        return UNKNOWN, None
    best = max(scores, key=lambda code: (scores[code], code))
    return best, words[best][1]


def _hits(view: Annotated) -> list[Hit]:
    """The words of the whole text, found once."""
    if "sectors" not in view.once:
        view.once["sectors"] = spotter(view.pack.code, "sectors").hits(view.text, view.low)
    hits: list[Hit] = view.once["sectors"]
    return hits


def _weight(line: Line, deed: Line | None) -> float:
    if line is deed:
        return _OWN
    if line.has("purpose"):
        return _PURPOSE
    return _FIRST if line.number == 0 else _OTHER


def _in_name(view: Annotated, hit: Hit) -> bool:
    bodies = within(view.organisations, max(0, hit.start - 80), hit.end)
    return any(body.start <= hit.start and hit.end <= body.end for body in bodies)
