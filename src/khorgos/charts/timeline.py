"""A timeline: what happened, each at its time on one line and named below, those that most tell before others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khorgos.charts.canvas import Canvas
from khorgos.charts.chart import WIDTH, Chart, Passport, Spec
from khorgos.charts.look import breadth, fitted, wrapped
from khorgos.charts.points import year
from khorgos.charts.words import say
from khorgos.telling import spoken

_LANES = ("event", "agreement", "mechanism", "project")
_SIZE, _LINE, _LANE = 12, 15, 12
# So many are named.
_MOST = 16


@dataclass(frozen=True, slots=True)
class Happening:
    """Something with a date: the fact's id, its kind, ISO 8601 date, title, place ("" unknown), independent sources."""

    fact: str
    kind: str
    date: str
    title: str
    place: str = ""
    sources: int = 1


def timeline(title: str, happenings: Sequence[Happening], passport: Passport, language: str = "en") -> Chart | None:
    """Happenings in the order of time; None where nothing has a date."""
    dated = [(year(each.date), each) for each in happenings]
    placed = sorted(((at, each) for at, each in dated if at is not None), key=lambda pair: (pair[0], pair[1].fact))
    if not placed:
        return None
    first = sorted(placed, key=lambda pair: (-pair[1].sources, _lane(pair[1]), -pair[0]))[:_MOST]
    named = [each for _, each in placed if any(each is one for _, one in first)]
    listed = "; ".join(f"{spoken(each.date, language)}: {each.title}" for each in named)
    told = say("timeline told", language, title=title, n=len(placed), list=listed)
    more, without = len(placed) - len(named), len(happenings) - len(placed)
    notes = tuple(say(key, language, n=n) for key, n in (("more happenings", more), ("no dates", without)) if n)
    return Chart(
        "timeline", title, told, passport.told(language),
        lambda width: _drawn(placed, named, width or WIDTH, language), below=6, notes=notes,
    )  # fmt: skip


def _lane(each: Happening) -> int:
    return _LANES.index(each.kind) if each.kind in _LANES else len(_LANES)


def _drawn(placed: Sequence[tuple[float, Happening]], named: Sequence[Happening], width: float, language: str) -> Spec:
    canvas = Canvas()
    lanes = sorted({_lane(each) for _, each in placed})
    bottom = _axis(canvas, placed, lanes, width)
    wide = 150.0 if width > 480 else 92.0
    y = bottom + 34
    for each in named:
        lines = wrapped(each.title + (f", {each.place}" if each.place else ""), width - wide - 18, _SIZE)
        lines = lines if len(lines) < 3 else [lines[0], fitted(" ".join(lines[1:]), width - wide - 18, _SIZE)]
        date = spoken(each.date, language)
        # Of a stretch that is too long to write the first day stands.
        date = date if breadth(date, _SIZE) < wide - 6 else spoken(each.date.partition("/")[0], language) + " …"
        date = date if breadth(date, _SIZE) < wide - 6 else each.date[:10]
        canvas.text(0, y, fitted(date, wide - 4, _SIZE), "soft", size=_SIZE)
        canvas.dot(wide + 4, y, _hue(each), size=50, told=each.kind)
        for line, text in enumerate(lines):
            canvas.text(wide + 16, y + line * _LINE, text, size=_SIZE)
        y += len(lines) * _LINE + 7
    return {"width": width, "height": y - 10, "layer": canvas.layers()}


def _hue(each: Happening) -> str:
    return each.kind if each.kind in _LANES else "statement"


def _axis(canvas: Canvas, placed: Sequence[tuple[float, Happening]], lanes: list[int], width: float) -> float:
    """Everything at its time, a lane for each kind; where the lanes end."""
    first, last = int(placed[0][0]), int(placed[-1][0]) + 1
    unit = (width - 12) / (last - first)
    bottom = 4 + len(lanes) * _LANE + 6
    canvas.line(0, bottom, width, bottom, "faint")
    step = next(each for each in (1, 2, 5, 10, 20, 50, 100) if (last - first) / each <= width / 70)
    for number in range(first, last + 1):
        if number % step == 0 or last - first <= 2:
            x = 6 + (number - first) * unit
            canvas.line(x, bottom, x, bottom + 4, "faint")
            align = "left" if number == first else "right" if number == last else "center"
            canvas.text(x, bottom + 13, str(number), "soft", align=align, size=11)
    for at, each in placed:
        y = 6 + lanes.index(_lane(each)) * _LANE
        canvas.dot(6 + (at - first) * unit, y, _hue(each), size=36, told=f"{each.date}: {each.title}")
    return float(bottom)
