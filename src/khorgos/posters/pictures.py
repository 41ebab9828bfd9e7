"""The pictures of a sheet: the same charts that the desk and the site draw, as SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from khorgos import charts
from khorgos.charts import Chart, Passport
from khorgos.charts.render import render
from khorgos.errors import InputFault
from khorgos.posters.sheet import Picture
from khorgos.posters.words import say
from khorgos.publish.edition import Edition, Telling
from khorgos.publish.pictures import of_fact, picture


def drawn(chart: Chart | None, width: float) -> Picture | None:
    """A chart as a picture of a sheet; its title is set by the sheet."""
    if chart is None:
        return None
    return Picture(render(chart, "svg", width=width, titled=False), chart.told, chart.title)


def main_chart(edition: Edition, tellings: Sequence[Telling], language: str, width: float) -> Picture | None:
    """The figure that most tell, over time where several periods are told, else by the day of printing."""
    levels = [each for each in tellings if each.fact.kind == "figure" and each.first.word("measure") == "level"]
    counted = Counter(_subject(each) for each in levels for _ in each.fact.claims)
    for subject, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        group = [each for each in levels if _subject(each) == subject]
        first = max(group, key=lambda each: (len(each.fact.claims), each.fact.id))
        chart = of_fact(edition, first, "fact", language=language) if len(group) == 1 else _over_time(group, language)
        if chart is not None:
            return drawn(chart, width)
    return None


def _subject(telling: Telling) -> tuple[str, ...]:
    first = telling.first
    return (
        first.word("indicator"),
        first.word("unit"),
        first.word("status"),
        first.word("detail"),
        *sorted(first.all_sides),
    )


def _over_time(group: Sequence[Telling], language: str) -> Chart | None:
    from khorgos.telling import title as titled

    printings = [printing for each in group for printing in each.printings]
    said = dict(printings[0].said) | {"period": None}
    return charts.over_time(titled(said, language), printings, Passport.of(printings), language)


def list_of_projects(edition: Edition, language: str, width: float) -> Picture | None:
    """The list that is told with its parts; None where none is."""
    return _picture(edition, "ladder", "", language, width)


def where(edition: Edition, tellings: Sequence[Telling], language: str, width: float) -> Picture | None:
    """Where projects are; without records, in how many facts each country takes part."""
    told = _picture(edition, "map", "", language, width)
    if told is not None:
        return told
    counts = Counter(state for each in tellings for state in each.first.all_sides)
    printings = [printing for each in tellings for printing in each.printings]
    title, marks = say("map", language), say("map marks", language)
    return drawn(charts.shaded(title, dict(counts), Passport.of(printings), language, marks=marks), width)


def timeline(edition: Edition, language: str, width: float) -> Picture | None:
    """What happened when."""
    return _picture(edition, "timeline", say("timeline", language), language, width)


def matrix(edition: Edition, language: str, width: float) -> Picture | None:
    """Who is in which mechanism."""
    return _picture(edition, "mechanisms", "", language, width)


def _picture(edition: Edition, kind: str, title: str, language: str, width: float) -> Picture | None:
    try:
        return drawn(picture(edition, kind, title=title, language=language), width)
    except InputFault as fault:
        if fault.place == "chart":
            return None  # there is nothing to draw
        raise
