"""How long an event lasts: "on Thursday and Friday", "from Monday to Wednesday", "a two-day forum opened on 18 May".

A day tells only where an event begins (or ends) where the text gives a second day beside it, or counts its days.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import PeriodMention, Sentence
from khorgos.annotate.period import days_in
from khorgos.extract.gathering import Gathering
from khorgos.language import load
from khorgos.values import Precision

# Meetings and visits last two weeks at most; what lasts longer is no event of one name.
_DAYS = 14
# A count of days stands this close behind the event: "will fly to Riga on May 4 [for two days of talks]".
_NEAR = 60
# What is told to last: openings and entries are of one day.
_LASTS = frozenset({"summit", "meeting", "visit"})
_JOINS = "event.joins"


@lru_cache(maxsize=8)
def _words(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What joins two days into one stretch, and the verbs by which a day is the last one."""
    entry = load(code).room("meetings").get("lasting")

    def either(key: str) -> str:
        words = sorted((str(word) for word in (entry.get(key, ()) if entry else ())), key=len, reverse=True)
        return "|".join(map(re.escape, words)) or "(?!)"

    return re.compile(rf" ?(?:{either('joins')}) ?"), re.compile(rf"(?<!\w)(?:{either('ends')})(?!\w)")


def stretch(view: Annotated, sentence: Sentence, event: Gathering) -> None:
    """Give an event the rest of its days, where the sentence tells them."""
    date = event.date
    if date is None or event.type not in _LASTS or event.rule == _JOINS or not _is_day(date):
        return
    if not sentence.start <= date.start < sentence.end:
        return
    other = _beside(view, sentence, date)
    if other is not None:
        first, last = sorted((date, other), key=lambda p: p.start)
        event.date, event.until = first, last
        event.end = max(event.end, last.end)
        return
    length = _counted(view, sentence, event)
    if length is not None and date.period is not None:
        event.days = length
        event.ends = bool(_words(view.pack.code)[1].search(view.low, min(event.start, date.start), date.start))


def _is_day(mention: PeriodMention) -> bool:
    return mention.timex == "DATE" and mention.period is not None and mention.period.precision is Precision.DAY


def _beside(view: Annotated, sentence: Sentence, date: PeriodMention) -> PeriodMention | None:
    """The day that one stretch joins with a day: the one right behind it, else the one right before it."""
    joins = _words(view.pack.code)[0]
    days = [p for p in within(view.periods, sentence.start, sentence.end) if _is_day(p)]
    for first, last in pairwise(days):
        if date not in (first, last) or not joins.fullmatch(view.low, first.end, last.start):
            continue
        begin, end = first.period, last.period
        apart = (end.first - begin.first).days if begin and end and begin.first and end.first else 0
        if 0 < apart <= _DAYS:
            return last if date is first else first
    return None


def _counted(view: Annotated, sentence: Sentence, event: Gathering) -> PeriodMention | None:
    """How many days the words of an event count: "two-day" in its name, "for two days" right behind."""
    for period in within(view.periods, max(sentence.start, event.start - _NEAR), min(sentence.end, event.end + _NEAR)):
        if period.timex == "DURATION" and 1 < days_in(period.value) <= _DAYS:
            inside = period.end <= event.end or view.low[event.end : period.start].strip() in _fors(view.pack.code)
            if (inside and "-" in view.text[period.start : period.end]) or (inside and period.start > event.start):
                return period
    return None


@lru_cache(maxsize=8)
def _fors(code: str) -> frozenset[str]:
    entry = load(code).room("meetings").get("lasting")
    return frozenset({"", *(str(word) for word in (entry.get("fors", ()) if entry else ()))})
