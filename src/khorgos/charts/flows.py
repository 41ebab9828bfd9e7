"""Flows between parties: who gives on the left, who gets on the right, a band as wide as the value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from khorgos.charts.canvas import Canvas
from khorgos.charts.chart import WIDTH, Chart, Passport, Spec
from khorgos.charts.look import breadth, fitted
from khorgos.charts.words import say
from khorgos.claims import Record
from khorgos.claims.printing import Printing
from khorgos.errors import ValueFault
from khorgos.records import recommended
from khorgos.records.dollars import nominal_dollars
from khorgos.telling import chip, party_name
from khorgos.telling.chip import number

_SIZE, _THICK, _HEAD = 12, 22, 4
# Between bands, so that two of the same parties are seen as two; the least that a band with its chip takes.
_BETWEEN, _LEAST = 5, 17
# So many flows are drawn, the widest first.
_MOST = 24
# Indicators whose first party gets from its second.
_REVERSED = frozenset({"imports"})


@dataclass(frozen=True, slots=True)
class Flow:
    """From whom to whom (codes), how much in `unit`, as a chip, for which period, disputed or not, of what."""

    source: str
    target: str
    value: Decimal
    unit: str
    chip: str
    period: str = ""
    disputed: bool = False
    what: str = ""


def flows_of(facts: Iterable[tuple[Printing, bool]]) -> list[Flow]:
    """From facts of two parties, each by its first claim and whether its values conflict."""
    found = []
    for printing, disputed in facts:
        said = dict(printing.said)
        if len(printing.parties) != 2 or printing.interval is None or said.get("measure") != "level":
            continue
        source, target = printing.parties
        if said.get("indicator") in _REVERSED:
            source, target = target, source
        value, unit = printing.interval.value, str(said.get("unit") or "")
        found.append(
            Flow(source, target, value, unit, chip(said), str(said.get("period") or ""), disputed, _what(said))
        )
    return found


def _what(said: dict[str, Any]) -> str:
    return " ".join(str(said.get(name) or "") for name in ("indicator", "status")).strip()


def flows_of_records(records: Iterable[Record]) -> tuple[list[Flow], int]:
    """Nominal dollars from funders' countries to recipients, of records that may be added and have one of each.

    Beside them, how many records are left out: a sum of several funders or recipients is nobody's alone.
    """
    sums: dict[tuple[str, str], Decimal] = {}
    left = 0
    for record in records:
        givers = {agency.country for agency in record.financiers if agency.country}
        dollars = _dollars(record)
        if len(givers) != 1 or len(record.recipients) != 1 or dollars is None or not recommended(record):
            left += 1
            continue
        pair = givers.pop(), record.recipients[0].code
        sums[pair] = sums.get(pair, Decimal(0)) + dollars
    return [Flow(a, b, value, "USD", f"{number(str(round(value)))} USD") for (a, b), value in sums.items()], left


def _dollars(record: Record) -> Decimal | None:
    try:
        return nominal_dollars(record)
    except ValueFault:
        return None


def flows(title: str, given: Sequence[Flow], passport: Passport, language: str = "en", left: int = 0) -> Chart | None:
    """Flows of one thing, unit and period: of those that most have, the latest; None where there is none."""
    counted = Counter(_like(each) for each in given if each.value > 0)
    if not counted:
        return None
    like = max(counted, key=lambda key: (counted[key], key))
    chosen, period = [each for each in given if _like(each) == like and each.value > 0], like[0]
    shown = sorted(chosen, key=lambda each: (-each.value, each.source, each.target))[:_MOST]
    out = len(given) - len(shown) + left
    listed = "; ".join(
        f"{party_name(each.source, language)} → {party_name(each.target, language)}: {each.chip}" for each in shown
    )
    told = say("flows told", language, title=title, period=f" {period}" if period else "", list=listed)
    notes = (say("flows marks", language), *((say("flows left", language, n=out),) if out else ()))
    return Chart(
        "flows", f"{title}, {period}" if period else title, told, passport.told(language),
        lambda width: _drawn(shown, width or WIDTH, language), below=6, notes=notes,
    )  # fmt: skip


def _like(each: Flow) -> tuple[str, str, str]:
    """What flows must share to stand in one picture."""
    return each.period, each.unit, each.what


def _drawn(shown: Sequence[Flow], width: float, language: str) -> Spec:
    canvas = Canvas()
    top = float(shown[0].value)
    wide = {each: max(1.0, float(each.value) / top * _THICK) for each in shown}
    room = min(width * 0.28, 150)
    chips = min(width * 0.26, max(breadth(each.chip, 11) for each in shown) + 24)
    sources = _placed([each.source for each in shown], shown, wide, by_source=True)
    targets = _placed([each.target for each in shown], shown, wide, by_source=False)
    height = max(max(y + h for y, h in each.values()) for each in (sources, targets))
    for side, x, align in ((sources, 0.0, "left"), (targets, width, "right")):
        for code, (y, high) in side.items():
            canvas.text(x, y + high / 2, fitted(party_name(code, language), room - 8, _SIZE), align=align, size=_SIZE)
    starts = {code: y for code, (y, _) in sources.items()}
    ends = {code: y for code, (y, _) in targets.items()}
    for each in shown:
        band = max(wide[each] + _BETWEEN, _LEAST)
        y, y2 = starts[each.source] + band / 2, ends[each.target] + band / 2
        starts[each.source] += band
        ends[each.target] += band
        canvas.curve(
            room, y, width - room - chips, y2, "figure", wide[each], f"{each.source} → {each.target}: {each.chip}"
        )
        mark = "▲ " if each.disputed else ""
        canvas.text(
            width - room - chips + 6, y2, fitted(mark + each.chip, chips, 11), "warn" if mark else "soft", size=11
        )
    return {"width": width, "height": height, "layer": canvas.layers()}


def _placed(
    codes: Sequence[str], shown: Sequence[Flow], wide: dict[Flow, float], *, by_source: bool
) -> dict[str, tuple[float, float]]:
    """Where each party stands and how high it is, so that its bands find room."""
    found, y = {}, _HEAD + 0.0
    for code in dict.fromkeys(codes):
        high = sum(
            max(wide[each] + _BETWEEN, _LEAST) for each in shown if (each.source if by_source else each.target) == code
        )
        found[code] = y, high
        y += high + 10
    return found
