"""A poster: the numbers that most tell, a chart, a map, a timeline, and always what the reports disagree on."""

from __future__ import annotations

from collections.abc import Sequence

from khorgos.claims.finding import Finding
from khorgos.posters import pictures
from khorgos.posters.sheet import Numbers, Part, Section, Sheet
from khorgos.posters.telling import disagreements, key_numbers, passages, sheet, sources
from khorgos.posters.words import say
from khorgos.publish.edition import Edition

# Numbers that are large enough to be seen at two metres.
_NUMBERS = 4
# Pixels of the drawings, whose type then is as large as that of the page.
_HALF, _WHOLE = 520.0, 1120.0


def poster(edition: Edition, title: str, language: str = "en", findings: Sequence[Finding] = ()) -> Sheet:
    """The poster of an edition; a picture for which there is nothing to draw is left out."""
    tellings = list(edition.facts())
    chart = pictures.main_chart(edition, tellings, language, _HALF)
    beside = [
        chart,
        pictures.list_of_projects(edition, language, _HALF),
        pictures.where(edition, tellings, language, _HALF),
        pictures.matrix(edition, language, _HALF),
    ]
    drawn: list[Part] = [each for each in beside if each is not None]
    # Two beside each other, or four: one alone would leave half of the page empty.
    drawn = drawn[: len(drawn) // 2 * 2] or drawn
    line = pictures.timeline(edition, language, _WHOLE)
    numbers = Numbers(key_numbers(tellings, _NUMBERS, language, findings))
    sections = (
        Section("numbers", say("numbers", language), (numbers,) if numbers.items else ()),
        Section("pictures", "", tuple(drawn)),
        Section("timeline", "", (line,) if line else ()),
        Section("passages", say("passage", language), passages(tellings, language)),
        disagreements(tellings, findings, language),
        sources(edition, language),
    )
    return sheet(edition, title, language, sections, maps=True)
