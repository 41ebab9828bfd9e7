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

# A report tells of an event of the last days.
_FRESH = 14


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
        if own.day:
            lasting[speech.speaker] = own
        elif earlier is not None and (own.said_to is None or own.said_to == earlier.said_to):
            own = earlier if _interview(view, earlier) else Occasion(earlier.day, own.said_to)
        elif _in_office(view, speech):
            own = Occasion(_day_before(view, speech), own.said_to)
        if own.day or own.said_to:
            occasions[speech.start] = own
    return occasions


def _interview(view: Annotated, occasion: Occasion) -> bool:
    """Whether the listener is one that is spoken to on and on: an interviewer, not "reporters"."""
    return bool(occasion.said_to) and occasion.said_to not in _patterns(view.pack.code)[2]


def _in_office(view: Annotated, speech: Speech) -> bool:
    """Whether the speaker holds an office: such persons speak at the event that the report is about."""
    if speech.person is None or not speech.person.role:
        return False
    role = speech.person.role.lower()
    return any(form in role for form in _offices(view.pack.code))


@lru_cache(maxsize=8)
def _offices(code: str) -> tuple[str, ...]:
    """The words for offices, in small letters."""
    room = load(code).room("roles")
    return tuple({form.lower(): None for concept in room.values() if concept.get("office") for form in concept.forms})


def _day_before(view: Annotated, speech: Speech) -> PeriodMention | None:
    """The last day named before: the day of the event, if the report is fresh (or says no day of its own)."""
    published = view.document.published_date()
    for period in reversed(within(view.periods, 0, speech.start)):
        if not _is_day(period):
            continue
        day = period.period.first if period.period else None
        if day is None or published is None:
            return period if view.text.count("\n", period.end, speech.start) == 0 else None
        return period if 0 <= (published - day).days <= _FRESH else None
    return None


def _is_day(period: PeriodMention) -> bool:
    return (
        period.timex == "DATE"
        and period.period is not None
        and not period.role
        and len(str(period.period)) == len("2023-05-16")
    )


@lru_cache(maxsize=8)
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
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
    listeners = room["listeners"].get("words", ()) if "listeners" in room else ()
    return interview, told, frozenset(map(str, listeners))


def _own(view: Annotated, speech: Speech) -> Occasion:
    """What the words around the cue say of the occasion; the words said are left aside."""
    sentence = view.sentence_at(speech.source_start) if speech.source_end > speech.source_start else None
    if sentence is None or not speech.cue:
        return Occasion()
    interview, told, _ = _patterns(view.pack.code)
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
        if _is_day(period) and not any(a <= period.start < b for a, b in speech.pieces):
            return period
    return None
