"""When and to whom something was said: "in an interview with Example Wire on May 16", "told reporters on Friday".

An interview is an occasion that lasts: what its speaker says afterwards in the same text was said there too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import PeriodMention
from khorgos.extract.attribution import Speech
from khorgos.language import load


@dataclass(frozen=True, slots=True)
class Occasion:
    """The day something was said, and to whom."""

    day: PeriodMention | None = None
    said_to: str | None = None


def find(view: Annotated, speeches: list[Speech]) -> dict[int, Occasion]:
    """The occasion of each speech, by the speech's start."""
    lasting: dict[str, Occasion] = {}
    occasions: dict[int, Occasion] = {}
    for speech in speeches:
        own = _own(view, speech)
        earlier = lasting.get(speech.speaker)
        if own.said_to and own.day:
            lasting[speech.speaker] = own
        elif earlier is not None and (own.said_to is None or own.said_to == earlier.said_to) and own.day is None:
            own = earlier
        if own.day or own.said_to:
            occasions[speech.start] = own
    return occasions


@lru_cache(maxsize=8)
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    room = load(code).room("speech")

    def either(name: str) -> str:
        words = [str(word) for word in room[name].get("words", ())] if name in room else []
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"

    upper = r"[^\W\d_a-zа-яё]"
    listener = (
        rf"(?:(?:the|his|her) )?{upper}[\w'&.-]*(?: (?:of |and )?{upper}[\w'&.-]*){{0,5}}|(?i:{either('listeners')})"
    )
    interview = re.compile(rf"\b(?:{either('interview')})s? (?:{either('with')}) (?P<to>{listener})")
    told = re.compile(rf" (?:to )?(?P<to>{listener})")
    return interview, told


def _own(view: Annotated, speech: Speech) -> Occasion:
    """What the words around the cue say of the occasion; the words said are left aside."""
    sentence = view.sentence_at(speech.source_start) if speech.source_end > speech.source_start else None
    if sentence is None or not speech.cue:
        return Occasion()
    interview, told = _patterns(view.pack.code)
    named = interview.search(view.text, sentence.start, sentence.end)
    said_to = view.document.text[slice(*named.span("to"))] if named else None
    if (
        said_to is None
        and view.pack.room("speech").get("tell")
        and speech.cue.lower() in view.pack.room("speech")["tell"].forms
    ):
        place = view.text.find(speech.cue, max(speech.start, sentence.start), sentence.end)
        listener = told.match(view.text, place + len(speech.cue)) if place >= 0 else None
        said_to = view.document.text[slice(*listener.span("to"))] if listener else None
    return Occasion(_day(view, speech, sentence.start, sentence.end), said_to)


def _day(view: Annotated, speech: Speech, start: int, end: int) -> PeriodMention | None:
    for period in within(view.periods, start, end):
        if period.timex != "DATE" or period.period is None or period.role:
            continue
        if len(str(period.period)) == len("2023-05-16") and not any(a <= period.start < b for a, b in speech.pieces):
            return period
    return None
