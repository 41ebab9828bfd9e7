"""The ladder of a list of projects: the whole, its parts by status, and what nobody accounts for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from khorgos.charts.canvas import Canvas
from khorgos.charts.chart import WIDTH, Chart, Passport, Spec
from khorgos.charts.look import breadth
from khorgos.charts.words import say, status
from khorgos.claims.printing import Printing
from khorgos.telling import chip, spoken
from khorgos.telling.chip import number

_ROW, _BAR, _SIZE = 46, 14, 13
# From done to said: how much of a step is coloured.
_FILL = {"completed": 1.0, "under implementation": 0.65, "under_implementation": 0.65}


@dataclass(frozen=True, slots=True)
class _Step:
    """One bar: what is written over it, its length, how it is filled (None: an outline of what is missing)."""

    chip: str
    label: str
    value: Decimal
    fill: float | None


def ladder(
    title: str, whole: Printing, parts: Sequence[Printing], passport: Passport, language: str = "en"
) -> Chart | None:
    """A whole and its parts as steps that go down from it, the remainder last; None without parts or numbers.

    The sum is written out (52 − 20 − 15 = 17 not accounted for).  Parts that make more than the whole stand beyond it.
    """
    first = _step(whole, language, say("ladder all", language))
    steps = [step for step in (_step(part, language) for part in parts) if step]
    if first is None or not steps or len(steps) < len(parts):
        return None
    unit = str(whole.said.get("unit") or "")
    rest = first.value - sum((step.value for step in steps), Decimal(0))
    sum_ = " − ".join(_short(step.value, unit) for step in (first, *steps)) + f" = {_short(rest, unit)}"
    key = "ladder over" if rest < 0 else "ladder rest" if rest else "ladder whole"
    remains = say(key, language, rest=_short(abs(rest), unit))
    listed = "; ".join(f"{step.label}: {step.chip}" for step in steps)
    told = say("ladder told", language, title=title, whole=first.chip, list=listed, rest=remains, sum=sum_)
    left = [_Step(_short(rest, unit), say("ladder left", language), rest, None)] if rest > 0 else []
    return Chart(
        "ladder", title, told, passport.told(language),
        lambda width: _drawn(first, [*steps, *left], width or WIDTH), below=8, notes=(f"{sum_}. {remains}",),
    )  # fmt: skip


def _step(printing: Printing, language: str, label: str = "") -> _Step | None:
    if printing.interval is None:
        return None
    word = printing.word("status")
    fill = 0.15 if label else _FILL.get(word, 0.35)
    named = label or status(word, language) or printing.word("detail")
    # Of plans several lists may be told, each for its time.
    if not label and word not in _FILL and printing.period:
        named = f"{named}, {spoken(str(printing.period), language)}"
    return _Step(chip(dict(printing.said)), named, printing.interval.value, fill)


def _short(value: Decimal, unit: str) -> str:
    return number(str(value)) + ("" if unit in ("count", "") else f" {unit}")


def _drawn(whole: _Step, steps: list[_Step], width: float) -> Spec:
    canvas = Canvas()
    unit = width / float(max(whole.value, sum((step.value for step in steps), Decimal(0))))
    y, at = 8.0, 0.0
    for step in (whole, *steps):
        start = 0.0 if step is whole else at
        end = start + float(step.value) * unit
        _named(canvas, start, y, step, width, whole=step is whole)
        if step is not whole:
            canvas.line(start, y - _ROW + 12 + _BAR, start, y + 12, "faint")
            at = end
        canvas.box(
            start, y + 12, end, y + 12 + _BAR, "warn" if step.fill is None else "project",
            fill=step.fill or 0.0, dashed=step.fill is None, told=f"{step.chip} {step.label}",
        )  # fmt: skip
        y += _ROW
    return {"width": width, "height": y - 14, "layer": canvas.layers()}


def _named(canvas: Canvas, start: float, y: float, step: _Step, width: float, *, whole: bool) -> None:
    """The chip and what it counts, over the bar; moved left where it would not fit."""
    long = breadth(step.chip, _SIZE) * 1.1 + 8
    missing = step.fill is None
    room = long + breadth(step.label, _SIZE) + (14 if missing else 0)
    x = start + (0 if whole else 4)
    x = max(0.0, start - room - 6) if x + room > width else x
    canvas.text(x, y, ("▲ " if missing else "") + step.chip, "warn" if missing else "ink", size=_SIZE, bold=True)
    canvas.text(x + long + (14 if missing else 0), y, step.label, "warn" if missing else "soft", size=_SIZE)
