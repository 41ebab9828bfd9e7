"""What a text says of one event before it is a claim: name, type, day, place; and which mentions are the same event."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from khorgos.annotate import Annotated, within
from khorgos.annotate.mentions import MechanismMention, PartyMention, PeriodMention, PlaceMention, Sentence
from khorgos.annotate.period import counted_from, days_in
from khorgos.extract.phrase import grammar
from khorgos.language import load
from khorgos.reference import capital
from khorgos.values import Party, Period, Precision
from khorgos.values.party import PartyKind

# How far a day or a place may stand from the event it belongs to, in characters (a clause of the news texts).
_NEAR = 90
_AHEAD = 130
_DATELINE = 45
# A heading is among so many first sentences.
_HEADING = 4
# A sentence that is a place and a day has fewer characters else.
_ELSE = 8
# A day right behind a verb, with a preposition between.
_BESIDE = 4
_PASSED = frozenset({"since", "until", "before"})
_HAN = re.compile(r"[\u3400-\u9fff]")
_SPLIT = re.compile(r"[\s\-+&/]+")


@dataclass(slots=True)
class Gathering:
    """One mention of an event.

    `core` are the words of the format's or body's name in lower case, `core_text` the same as printed; both empty
    where the mention only points back.  `start`..`end` is what bears the claim.
    """

    type: str
    name: str
    start: int
    end: int
    rule: str
    core: frozenset[str] = frozenset()
    core_text: str = ""
    ordinal: int | None = None
    date: PeriodMention | None = None
    year: tuple[int, int] | None = None
    place: str | None = None
    participants: tuple[Party, ...] = ()
    title: bool = False
    back: bool = False
    sure: bool = False
    mechanism: str | None = None
    placed_behind: bool = False
    # Where the noun stands that an encounter is told by.
    head: int = -1
    # The last of several days; how many days the words count from `date` on, or up to it where it `ends`.
    until: PeriodMention | None = None
    days: PeriodMention | None = None
    ends: bool = False
    parts: list[Gathering] = field(default_factory=list)

    @property
    def period(self) -> Period | None:
        """The day or the days that the mention gives."""
        first = self.date.period if self.date else None
        if first is not None and self.until is not None and self.until.period is not None:
            return Period.between(first, self.until.period)
        if first is not None and self.days is not None:
            return counted_from(first, days_in(self.days.value), ends=self.ends) or first
        return first


def words_of(text: str) -> frozenset[str]:
    """The words of a name, for comparing names; its characters in Chinese, which has no words to see."""
    if _HAN.search(text):
        return frozenset(_HAN.findall(text))
    return frozenset(word for word in _SPLIT.split(text.lower()) if word)


def same(a: Gathering, b: Gathering) -> bool:
    """Whether two mentions can be of one event: nothing that both say differs."""
    if a.type != b.type and not (a.back or b.back):
        return False
    if a.ordinal and b.ordinal and a.ordinal != b.ordinal:
        return False
    if (a.back or b.back) and (a.ordinal or b.ordinal) and a.core != b.core:
        return False
    if a.place and b.place and a.place != b.place:
        return False
    if a.period and b.period and not _meet(a.period, b.period):
        return False
    return not a.core or not b.core or a.core <= b.core or b.core <= a.core


def _meet(a: Period, b: Period) -> bool:
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    # Press gives an event of several days by one or the other of them.
    near = abs((a.first - b.first).days) <= 2 if min(a.precision, b.precision) is Precision.DAY else False
    return a.contains(b) or b.contains(a) or near


def when(view: Annotated, sentence: Sentence, start: int, end: int, limit: int, floor: int) -> PeriodMention | None:
    """The day that goes with what stands at start..end: the next behind it up to `limit`, else the last before it."""
    behind = ahead = None
    for period in within(view.periods, sentence.start, sentence.end):
        if not usable(period) or _dateline(view, sentence, period):
            continue
        if end <= period.start < min(limit, end + _NEAR) and behind is None and not _of_paper(view, end, period.start):
            behind = None if _apart(view, end, period.start) else period
        elif floor <= period.start and period.end <= start < period.end + _AHEAD:
            ahead = period
    if behind is not None and not _broken(view, end, behind.start):
        return behind
    return ahead or behind


@lru_cache(maxsize=8)
def _clause(code: str) -> re.Pattern[str]:
    """What opens a clause with a day of its own: "his first visit [since] he took office on March 1"."""
    entry = load(code).room("meetings").get("lasting")
    words = "|".join(re.escape(str(word)) for word in (entry.get("clause", ()) if entry else ()))
    return re.compile(rf"(?<!\w)(?:{words or '(?!)'})(?!\w)")


def _apart(view: Annotated, start: int, end: int) -> bool:
    return _clause(view.pack.code).search(view.low, start, end) is not None


def _of_paper(view: Annotated, end: int, at: int) -> bool:
    """Whether a day right behind "signed" is that of a paper which the event only speaks of."""
    done = view.pack.room("papers")
    return any(
        done[hit.concept].get("status") and 0 <= at - hit.end < _BESIDE for hit in within(view.room("papers"), end, at)
    )


def day_before(view: Annotated, sentence: Sentence) -> PeriodMention | None:
    """The only day of the sentence before in the same paragraph: the story goes on."""
    index = view.sentence_index(sentence.start) or 0
    before = view.sentences[index - 1] if index else sentence
    if before is sentence or before.paragraph != sentence.paragraph or before.title:
        return None
    headed = _entry_day(view, index)
    if headed is not None:
        return headed
    named = [*within(view.places, before.start, before.end), *within(view.periods, before.start, before.end)]
    if before.end - before.start - sum(m.end - m.start for m in named) < _ELSE:
        return None  # "APIA, May 5."
    days = [
        p
        for p in within(view.periods, before.start, before.end)
        if usable(p) and p.period and p.period.precision is Precision.DAY
    ]
    return days[0] if len(days) == 1 else None


def _entry_day(view: Annotated, index: int) -> PeriodMention | None:
    """The day that heads the entry of a chronicle and holds for all of it: "May 5. The banks signed a loan"."""
    paragraph = view.sentences[index].paragraph
    while index and view.sentences[index - 1].paragraph == paragraph:
        index -= 1
    head = view.sentences[index]
    days = within(view.periods, head.start, head.start + 1)
    alone = days and view.text[days[0].end : head.end].strip(" .,:-") == "" and usable(days[0])
    return days[0] if alone else None


def below(
    view: Annotated, sentence: Sentence, place: tuple[str, int] | None
) -> tuple[PeriodMention | None, tuple[str, int] | None]:
    """The day, and the place, of the line below a heading that names a meeting: "Lima, 5 May 2024"."""
    index = view.sentence_index(sentence.start) or 0
    if index >= _HEADING or index + 1 == len(view.sentences) or view.text[sentence.end - 1] in ".!?":
        return None, place
    under = view.sentences[index + 1]
    days, places = within(view.periods, under.start, under.end), within(view.places, under.start, under.end)
    rest = under.end - under.start - sum(m.end - m.start for m in (*days, *places))
    if len(days) != 1 or rest >= _ELSE or not usable(days[0]):
        return None, place
    return days[0], place or ((_called(view, places[0]), places[0].end) if places else None)


def usable(period: PeriodMention) -> bool:
    """Whether a time expression can be the day of an event."""
    found = period.period
    return period.timex == "DATE" and found is not None and not found.is_open and period.role not in _PASSED


def _broken(view: Annotated, start: int, end: int) -> bool:
    between = view.text[start:end]
    return ";" in between or ": " in between


def _dateline(view: Annotated, sentence: Sentence, period: PeriodMention) -> bool:
    """Whether a day belongs to the line "ASTANA, June 18 (Example Wire) -" before a report."""
    if period.start - sentence.start > _DATELINE or period.end + 2 >= sentence.end:
        return False
    behind = view.text[period.end : period.end + 3].strip()
    if behind[:1] == "(":
        return True
    return bool(view.text[sentence.start : period.start].strip()) and behind[:1] in ("-", ".", "(")


def where(view: Annotated, sentence: Sentence, start: int, end: int, limit: int) -> tuple[str, int] | None:
    """The place of what stands at start..end, with where it ends: a city or country behind "in", else one ahead."""
    ahead = None
    for place in within(view.places, sentence.start, min(limit, end + _NEAR)):
        if place.start >= end and (led_by_place(view, place.start) or _apposed(view, place, end)):
            return _called(view, place), place.end
        named = start <= place.start < end and not view.pack.boundaries
        if named or (place.end <= start and led_by_place(view, place.start)):
            ahead = (_called(view, place), place.end)
    for party in within(view.parties, start, min(limit, end + _NEAR)):
        seat = _capital(view, party)
        if seat is not None:
            return seat
        if party.start < end:
            continue
        if party.party.kind is PartyKind.COUNTRY and party.form == "name" and led_by_place(view, party.start):
            return view.document.text[party.start : party.end], party.end
    return ahead or _host(view, sentence, start) or _here(view, sentence, end, limit)


def _apposed(view: Annotated, place: PlaceMention, end: int) -> bool:
    """Whether a place follows the name of an event between marks: "tenth session, Bucharest, 13 October"."""
    return view.text[end : place.start] in (", ", ": ") and view.text[place.end : place.end + 1] in (",", ".", "")


def _capital(view: Annotated, party: PartyMention) -> tuple[str, int] | None:
    """The capital meant by "in the Kazakh capital"."""
    if party.party.kind is not PartyKind.COUNTRY:
        return None
    noun = _seat(view.pack.code).match(view.low, party.end)
    name = capital(party.party.code, view.pack.code) if noun and led_by_place(view, party.start) else None
    return (name, noun.end()) if name and noun else None


@lru_cache(maxsize=8)
def _seat(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?:'s)? (?:{_listed(code, 'capital')})(?!\w)")


def _host(view: Annotated, sentence: Sentence, start: int) -> tuple[str, int] | None:
    """Who is said to host what stands at `start`: "Qingdao hosted the summit"."""
    hosts = _hosting(view.pack.code)
    for place in within(view.places, max(sentence.start, start - _NEAR), start):
        if hosts.fullmatch(view.low, place.end, start):
            return _called(view, place), start
    return None


def _here(view: Annotated, sentence: Sentence, end: int, limit: int) -> tuple[str, int] | None:
    """The place of the report's first line, where an event is said to be "here"."""
    first = view.places[:1]
    if (
        not first
        or view.text[: first[0].start].strip()
        or not _near_here(view.pack.code).search(view.low, end, min(limit, sentence.end, end + _NEAR))
    ):
        return None
    return _called(view, first[0]).title(), end


@lru_cache(maxsize=8)
def _hosting(code: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{_listed(code, 'hosting')}) (?:\w+ ){{0,2}}")


@lru_cache(maxsize=8)
def _near_here(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_listed(code, 'here')})(?!\w)")


def _listed(code: str, key: str) -> str:
    entry = load(code).room("meetings").get("places")
    return "|".join(re.escape(str(word)) for word in (entry.get(key, ()) if entry else ())) or "(?!)"


def _called(view: Annotated, place: PlaceMention) -> str:
    """A place as printed, or by its name where the printed form is a case of it."""
    printed = view.document.text[place.start : place.end]
    return place.name if grammar(view.pack.code).direct else printed


def led_by_place(view: Annotated, at: int) -> bool:
    """Whether what stands at a place is where something is: "in Astana"."""
    return bool(_leads(view.pack.code).search(view.low, max(0, at - 30), at))


@lru_cache(maxsize=8)
def _leads(code: str) -> re.Pattern[str]:
    entry = load(code).room("meetings").get("places")
    words = "|".join(re.escape(str(word)) for word in (entry.get("words", ()) if entry else ()))
    suffixes = "|".join(str(word) for word in (entry.get("suffixes", ()) if entry else ()))
    if not load(code).boundaries:
        return re.compile(rf"(?:{words or '(?!)'})[^，。,.]{{0,12}}$")
    # An adjective in the same case may stand between: "в китайском Тяньцзине".
    between = rf"(?:\w+(?:{suffixes}) )?" if suffixes else ""
    articles = "|".join(re.escape(str(word)) for word in (entry.get("articles", ()) if entry else ()))
    article = rf"(?:(?:{articles}) )?" if articles else ""
    return re.compile(rf"(?:(?<!\w)(?:{words or '(?!)'}) ){article}{between}$")


def parties_in(view: Annotated, start: int, end: int) -> tuple[Party, ...]:
    """The parties named at start..end, each once."""
    return tuple(dict.fromkeys(mention.party for mention in within(view.parties, start, end)))


def short_name(mechanism: MechanismMention) -> str:
    """The name of a mechanism as a headline has it: its code where that is one word, else the words printed."""
    if not mechanism.alias.isascii():
        return mechanism.alias
    return mechanism.alias if " " in mechanism.code else mechanism.code
