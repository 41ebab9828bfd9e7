"""Money by year and status, and how many there are a year."""

from __future__ import annotations

from collections.abc import Iterable

from khorgos.charts.chart import Chart, Passport, Spec
from khorgos.charts.dots import value_axis
from khorgos.charts.look import breadth
from khorgos.charts.points import scale_of
from khorgos.charts.words import say, status
from khorgos.claims import Record
from khorgos.errors import ValueFault
from khorgos.records.dollars import nominal_dollars

# The steps of a project in their order, as money by year shows them: from said to done, then what is off.
STEPS = (
    "Completion", "Implementation", "Pipeline: Commitment", "Pipeline: Pledge", "Suspended", "Cancelled", "no status",
)  # fmt: skip
# How much of a step is coloured; those that nobody keeps to are hatched by their faintness and named.
_OPACITY = {"Completion": 1.0, "Implementation": 0.75, "Pipeline: Commitment": 0.5, "Pipeline: Pledge": 0.3}
_OFF = 0.12
_NARROW, _LINE = 330, 18


def money(title: str, records: Iterable[Record], passport: Passport, language: str = "en") -> Chart | None:
    """Nominal dollars by year of commitment and by status; None where no record has dollars and a year.

    Unlike steps stand apart, never in one sum: a pledge is no completion.  What is left out is counted, by reason.
    """
    sums, left = dollars_by_year(records)
    if not sums:
        return None
    size, scale = scale_of(max(sums.values()))
    rows = [
        {
            "year": year,
            "status": status(step, language),
            "order": STEPS.index(step),
            "value": value / size,
            "strength": _strength(step),
        }
        for (year, step), value in sorted(sums.items(), key=lambda each: (each[0][0], STEPS.index(each[0][1])))
    ]
    listed = "; ".join(f"{row['year']}, {row['status']}: {row['value']:.3g} {scale} USD" for row in rows)
    told = say("money told", language, title=title, list=listed)
    shown = [step for step in STEPS if any(step == each for _, each in sums)]
    return Chart(
        "money", title, told, passport.told(language), lambda width: _drawn(rows, scale, shown, width, language),
        notes=_left(left, language),
    )  # fmt: skip


def dollars_by_year(records: Iterable[Record]) -> tuple[dict[tuple[str, str], float], dict[str, int]]:
    """Dollars by year and status, and how many records are left out, by reason."""
    sums: dict[tuple[str, str], float] = {}
    left: dict[str, int] = {}
    for record in records:
        reason, dollars, year = _dollars(record)
        if reason:
            left[reason] = left.get(reason, 0) + 1
            continue
        step = record.status if record.status in STEPS else "no status"
        sums[year, step] = sums.get((year, step), 0.0) + dollars
    return sums, left


def _left(left: dict[str, int], language: str) -> tuple[str, ...]:
    if not left:
        return ()
    return (say("left out", language, list=", ".join(f"{number} {why}" for why, number in left.items())),)


def _dollars(record: Record) -> tuple[str, float, str]:
    """Why a record is left out ("" where it is not), its dollars, its year."""
    if record.umbrella:
        return "umbrella: its children carry the amounts", 0.0, ""
    if record.money is None:
        return "no amount", 0.0, ""
    year = str(record.commitment or record.start or "")[:4]
    if not year.isdigit():
        return "no year", 0.0, ""
    try:
        return "", float(nominal_dollars(record) or 0), year
    except ValueFault as fault:
        return fault.reason, 0.0, ""


def _drawn(rows: list[dict[str, object]], scale: str, steps: list[str], width: float | None, language: str) -> Spec:
    years = sorted({int(str(row["year"])) for row in rows})
    every = [str(year) for year in range(years[0], years[-1] + 1)]
    x = {
        "field": "year", "type": "ordinal", "title": None,
        "scale": {"domain": every, "paddingInner": max(0.1, 0.7 - len(every) / 10)},
        "axis": {"labelAngle": 0, "labelOverlap": True},
    }  # fmt: skip
    bars: Spec = {
        "data": {"values": rows},
        "mark": {"type": "bar", "color": "token:project", "stroke": "token:project", "strokeWidth": 1, "opacity": 1},
        "encoding": {
            "x": x,
            "y": {
                "field": "value", "type": "quantitative", "title": f"{scale} USD".strip(), "axis": value_axis(),
                "stack": "zero",
            },
            "detail": {"field": "status", "type": "nominal"},
            "fillOpacity": {"field": "strength", "type": "quantitative", "scale": None, "legend": None},
            "order": {"field": "order", "type": "quantitative"},
            "tooltip": [{"field": name, "type": "nominal"} for name in ("year", "status", "value")],
        },
    }  # fmt: skip
    # Where nobody knows how wide the picture will be, the names stand as on a narrow one.
    names = _names([(status(step, language), _strength(step)) for step in steps], width or _NARROW)
    return {
        "width": width or "container",
        "height": 180,
        "layer": [bars, *names],
    }


def _strength(step: str) -> float:
    return _OPACITY.get(step, _OFF)


def _names(steps: list[tuple[str, float]], width: float) -> list[Spec]:
    """The steps by name over the picture, each with how much it is coloured."""
    places, x, line = [], 0.0, 0
    for name, strength in steps:
        long = breadth(name) + 34
        if x and x + long > width:
            x, line = 0.0, line + 1
        places.append((name, strength, x, line))
        x += long
    layers: list[Spec] = []
    for name, strength, at, row in places:
        y = -38 - (line - row) * _LINE
        box = {"type": "point", "shape": "square", "filled": True, "size": 110, "stroke": "token:project",
               "strokeWidth": 1, "color": "token:project", "fillOpacity": strength, "opacity": 1}  # fmt: skip
        text = {"type": "text", "align": "left", "baseline": "middle", "color": "token:soft", "text": name}
        layers += [
            {"data": {"values": [{}]}, "mark": box | {"x": at + 6, "y": y}},
            {"data": {"values": [{}]}, "mark": text | {"x": at + 18, "y": y}},
        ]
    return layers


def columns(title: str, counts: dict[str, int], passport: Passport, language: str = "en") -> Chart | None:
    """How many there are a year, gaps shown as gaps; None for fewer than two years."""
    years = sorted(year for year in counts if year.isdigit())
    if len(years) < 2:
        return None
    every = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]
    listed = ", ".join(f"{year} {counts.get(year, 0)}" for year in every)
    told = say("columns told", language, title=title, list=listed)
    rows = [{"year": year, "count": counts.get(year, 0)} for year in every]
    return Chart("columns", title, told, passport.told(language), lambda width: _bars(rows, width))


def _bars(rows: list[dict[str, object]], width: float | None) -> Spec:
    x = {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0, "labelOverlap": True}}
    bars: Spec = {
        "data": {"values": rows},
        "mark": {"type": "bar", "color": "token:figure"},
        "encoding": {
            "x": x,
            "y": {"field": "count", "type": "quantitative", "title": None, "axis": {"tickMinStep": 1}},
            "tooltip": [{"field": "year", "type": "ordinal"}, {"field": "count", "type": "quantitative"}],
        },
    }
    return {"width": width or "container", "height": 140, "layer": [bars]}
