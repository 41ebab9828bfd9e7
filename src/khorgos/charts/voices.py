"""Who says what about a number: from left to right the speaker, the office or agency, the outlet cited, the printer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from khorgos.charts.canvas import Canvas
from khorgos.charts.chart import WIDTH, Chart, Passport, Spec
from khorgos.charts.look import fitted, wrapped
from khorgos.charts.words import say
from khorgos.claims.printing import Printing
from khorgos.telling import chip

COLUMNS = ("speaker", "agency", "outlet", "printed", "value")
_GAP, _HIGH, _PAD, _SIZE = 36, 38, 4, 11
_HUES = {"speaker": "statement", "agency": "soft", "outlet": "soft", "printed": "ink", "value": "figure"}
_TOP = 18

Step = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Voices:
    """Names by column in the order of the claims, whether each only copies, and the links with their claims."""

    names: Mapping[Step, bool]
    links: Mapping[tuple[Step, Step], int]

    @staticmethod
    def of(printings: Iterable[Printing], nobody: str) -> Voices:
        """Those of a fact's claims; `nobody` stands for an outlet that is not known."""
        links: dict[tuple[Step, Step], int] = {}
        names: dict[Step, bool] = {}
        for printing in printings:
            steps, source = list(_steps(printing, nobody)), printing.source
            copied = bool(source.family) and source.family != source.document
            for step in steps:
                names[step] = names.get(step, True) and copied and step[0] == "printed"
            for pair in pairwise(steps):
                links[pair] = links.get(pair, 0) + 1
        return Voices(names, links)


def voices(title: str, printings: Iterable[Printing], passport: Passport, language: str = "en") -> Chart | None:
    """The chain of each claim of a fact, and the value that it ends with; None where no report cites anybody."""
    found = Voices.of(printings, say("no outlet", language))
    if not any(column in ("speaker", "agency", "outlet") for column, _ in found.names):
        return None
    told = say("voices told", language, title=title, list="; ".join(f"{a[1]} → {b[1]}" for a, b in found.links))
    return Chart(
        "voices", title, told, passport.told(language), lambda width: _drawn(found, width or WIDTH, language), below=4,
        notes=(say("voices marks", language),),
    )  # fmt: skip


def _steps(printing: Printing, nobody: str) -> Iterator[Step]:
    """The links of one claim, who said it first before all, the value last."""
    said, outlet = dict(printing.said), printing.source.outlet
    chain = said.get("attribution") or {}
    for column in ("speaker", "agency", "outlet"):
        name = chain.get(column)
        if name and name != outlet:
            yield column, str(name)
    yield "printed", str(outlet or nobody)
    value = chip(said)
    if value:
        yield "value", value


def _drawn(found: Voices, width: float, language: str) -> Spec:
    used = [column for column in COLUMNS if any(step[0] == column for step in found.names)]
    gap = _GAP if width > 480 else 16
    wide = (width - gap * (len(used) - 1)) / len(used)
    canvas, places = Canvas(), {}
    for at, column in enumerate(used):
        left = at * (wide + gap)
        canvas.text(left, 6, fitted(say(f"voices {column}", language), wide, _SIZE), "soft", size=_SIZE)
        for row, step in enumerate(step for step in found.names if step[0] == column):
            places[step] = left, _TOP + row * (_HIGH + 6) + _HIGH / 2
    for (one, other), claims in found.links.items():
        (x, y), (x2, y2) = places[one], places[other]
        canvas.curve(x + wide, y, x2, y2, "faint", min(6.0, 0.5 + claims), f"{one[1]} → {other[1]}: {claims}")
    for step, (x, y) in places.items():
        _node(canvas, step, (x, y, wide), copy=found.names[step])
    height = max(y for _, y in places.values()) + _HIGH / 2 + _PAD
    return {"width": width, "height": height, "layer": canvas.layers()}


def _node(canvas: Canvas, step: Step, place: tuple[float, float, float], *, copy: bool) -> None:
    column, name = step
    x, y, wide = place
    canvas.box(x, y - _HIGH / 2, x + wide, y + _HIGH / 2, _HUES[column], inside="raised", dashed=copy, told=name)
    lines = wrapped(name, wide - 12, _SIZE)
    if len(lines) > 2:
        lines = [lines[0], fitted(" ".join(lines[1:]), wide - 14, _SIZE)]
    lines = [fitted(line, wide - 10, _SIZE) for line in lines]
    for at, line in enumerate(lines):
        canvas.text(x + 6, y + (at - (len(lines) - 1) / 2) * 14, line, size=_SIZE, bold=column == "value")
