"""The course of the works: when they began and ended, and the status that follows.

Works that began outweigh the ceremony before them, and that a contract's taking effect (TUFF 3.0); a project
that was completed outweighs its opening, and that its handing over.  What is only planned is kept apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khorgos.annotate import Annotated
from khorgos.annotate.mentions import PeriodMention
from khorgos.extract.record.grammar import pattern
from khorgos.extract.record.lines import Line
from khorgos.language.pack import Hit
from khorgos.values import Period

# How much a word counts for its edge.
START = {"begin": 3.0, "ground": 2.0, "arrive": 1.5, "effect": 1.0}
END = {"end": 3.0, "open": 2.0, "handover": 1.8}
# The ends of a stretch that works took.
# What was begun or completed is not said to be the works.
_UNSAID = 1.1
_SPAN = 2.6
# A date stands so close to its verb; words for plans stand so close before it.
_REACH, _HEDGE = 110, 90
_WORKS = r"\b(?:<works>)\b"
# The papers and money that are given up, and the status that this gives.
_PAPERS = ("loan", "grant", "contract", "letters", "etca", "funding")
_MONEY = ("loan", "grant", "etca", "letters", "funding", "goods")
_GIVEN_UP = {"cancelled": "Cancelled", "halted": "Suspended"}
# Parts that are not the whole: shares below 100 %, some of several.  They stand so close before the word.
_PART = (
    r"(?<![\d.])\d{1,2}(?:\.\d+)? ?(?:%|<percent>)"
    r"|\b(?:<numbers>|\d+) (?:\(?\w+\)? )?<out_of> (?:the |its )?(?:<numbers>|\d+)\b"
    r"|\b<first_ones>\b"
)
_PARTS_NEAR = 90
_PROGRESS = r"\b<works>\b[^.;]{0,150}\b<reached>\b[^\d.;]{0,12}(?<![\d.])\d{1,2}(?:\.\d+)? ?(?:%|<percent>)"
_NAMED = re.compile(r"[A-Z][\w.&'-]+ (?:of |and |for )?$")
_CLAUSE = r"; |\. |, (?:<new_clause>) |\b(?:<adverse>)\b"


@dataclass(slots=True)
class Mark:
    """A beginning or an end that the text dates: its edge, the word, the date, whether only planned, its weight."""

    edge: str
    word: Hit
    date: PeriodMention
    period: Period
    line: Line
    planned: bool
    weight: float


def marks(view: Annotated, lines: list[Line]) -> list[Mark]:
    """Every dated beginning and end, in order."""
    found = []
    for line in lines:
        if line.has(*START, *END, "span"):
            found += _of_line(view, line)
    return found


def _of_line(view: Annotated, line: Line) -> list[Mark]:
    words = [word for word in line.all(*START, *END) if not _name(view, word)]
    found = []
    for word in words if line.dates else ():
        if word.concept in END and _partly(view, line, word):
            continue
        date = _date(view, line, word, words)
        if date is not None and date.period is not None:
            edge = "start" if word.concept in START else "end"
            weight = _weight(view, line, word)
            found.append(Mark(edge, word, date, date.period, line, _planned(view, line, word, date), weight))
    return found + _spans(view, line)


def _name(view: Annotated, word: Hit) -> bool:
    """Whether a word is part of a name: "China National Complete Engineering Corporation"."""
    text = view.text
    return text[word.start].isupper() and _NAMED.search(text, max(0, word.start - 24), word.start) is not None


def _partly(view: Annotated, line: Line, word: Hit) -> bool:
    """Whether only a part was finished: "67% of the works", "five of the eight sections", "the first tunnel"."""
    begin = max(line.start, word.start - _PARTS_NEAR)
    for found in pattern(view.pack.code, _CLAUSE).finditer(view.low, begin, word.start):
        begin = found.end()
    part = pattern(view.pack.code, _PART)
    behind = part.match(view.low, word.end) or part.match(view.low, word.end + 1)
    opens = part.match(view.low, line.start) if begin <= line.start + _PARTS_NEAR else None
    return bool(part.search(view.low, begin, word.start) or behind or opens)


def progress(view: Annotated, line: Line) -> bool:
    """Whether a sentence says how much of the works is done, and that it is not all."""
    return bool(pattern(view.pack.code, _PROGRESS).search(view.low, line.start, line.end))


def _spans(view: Annotated, line: Line) -> list[Mark]:
    """The ends of the stretches that something took place in."""
    word = line.first("span", *START)
    found = []
    for pair in line.stretches if word else ():
        for edge, date in zip(("start", "end"), pair, strict=True):
            if word and date.period is not None:
                planned = _planned(view, line, word, date)
                found.append(
                    Mark(
                        edge,
                        word,
                        date,
                        date.period,
                        line,
                        planned,
                        _SPAN - (2 if line.has("loan", "disbursed") else 0),
                    )
                )
    return found


def _date(view: Annotated, line: Line, word: Hit, words: list[Hit]) -> PeriodMention | None:
    """The date of a verb: the next behind it before another edge, else the one that opens its clause."""
    start = word.concept in START
    later = [w.start for w in words if w.start >= word.end and (w.concept in START) != start]
    stop = min([*later, word.end + _REACH, line.end])
    behind = next((m for m in line.dates if word.end <= m.start < stop), None)
    clause = pattern(view.pack.code, _CLAUSE)
    if view.pack.dates_first:
        ahead = [m for m in line.dates if m.end <= word.start]
        return ahead[-1] if ahead else behind
    if behind and not clause.search(view.low, word.end, behind.start):
        return behind
    ahead = [m for m in line.dates if m.end <= word.start]
    if ahead and (start or not any(w.start < word.start and w.concept in START for w in words) or not behind):
        return ahead[-1]
    return behind


def _planned(view: Annotated, line: Line, word: Hit, date: PeriodMention | None = None) -> bool:
    """Whether the clause only plans or denies it; "did not begin until May" tells that it began."""
    begin = max(line.start, word.start - _HEDGE)
    for found in pattern(view.pack.code, _CLAUSE).finditer(view.low, begin, word.start):
        begin = found.end()
    hedges = line.all("planned", "not_yet")
    if date and pattern(view.pack.code, r"\b<until>\b").search(view.low, word.end, max(word.end, date.start)):
        hedges = line.all("planned")
    return any(begin <= hit.start < word.end for hit in hedges) or ahead(view, date.period if date else None)


def ahead(view: Annotated, day: Period | None) -> bool:
    """Whether a day lies behind that of the report: nothing has begun or ended then."""
    today = view.published
    return bool(today and today.last and day and day.first and day.first > today.last)


def _weight(view: Annotated, line: Line, word: Hit) -> float:
    weight = START.get(word.concept, 0.0) + END.get(word.concept, 0.0)
    begin = max(line.start, word.start - 60)
    if word.concept in ("begin", "end") and not pattern(view.pack.code, _WORKS).search(view.low, begin, word.end + 30):
        weight -= _UNSAID
    if pattern(view.pack.code, r"\b(?:<parts>)\b").search(view.low, begin, word.end + 20):
        weight -= 1.5
    return weight - (1 if line.has("elsewhere", "linked") else 0)


@dataclass(slots=True)
class Course:
    """What became of the works: chosen marks by field, and the status with the line that tells it."""

    chosen: dict[str, Mark] = field(default_factory=dict)
    status: str | None = None
    line: Line | None = None

    @property
    def dated(self) -> bool:
        """Whether a day tells the status."""
        return bool(self.chosen.keys() & {"start", "end"})


def course(view: Annotated, lines: list[Line], found: list[Mark]) -> Course:
    """The record's own course."""
    told = Course()
    for mark in found:
        name = ("planned_" if mark.planned else "") + mark.edge
        old = told.chosen.get(name)
        if old is None or _outweighs(mark, old):
            told.chosen[name] = mark
    told.status, told.line = _status(view, lines, told)
    return told


def _outweighs(new: Mark, old: Mark) -> bool:
    """Whether a later telling takes over: for a beginning the weightier, for an end also the later of the same."""
    if new.edge == "start" or new.planned:
        return new.weight > old.weight
    return new.weight > old.weight or (new.weight == old.weight and _later(new.period, old.period))


def _later(new: Period, old: Period) -> bool:
    return bool(new.last and old.last and new.last > old.last)


def _status(view: Annotated, lines: list[Line], told: Course) -> tuple[str | None, Line | None]:
    if "end" in told.chosen:
        return "Completion", told.chosen["end"].line
    part_done = [line for line in lines if progress(view, line) or _parts_done(view, line)]
    done = [
        line
        for line in lines
        if not line.has("underway") and line not in part_done and any(_done(view, line, hit) for hit in _closes(line))
    ]
    if done:
        return "Completion", done[-1]
    under = next((line for line in lines if line.has("underway") or line in part_done), None)
    if under or "start" in told.chosen:
        return "Implementation", under or told.chosen["start"].line
    return _given_up(view, lines)


def _parts_done(view: Annotated, line: Line) -> bool:
    """Whether a sentence tells that a part was finished: "two of the five sections have been opened"."""
    ends = [word for word in line.all(*END) if not (_planned(view, line, word) or _name(view, word))]
    return bool(ends) and all(_partly(view, line, word) for word in ends)


def _closes(line: Line) -> list[Hit]:
    """The words of a sentence that may end a project; money that changes hands ends none, goods do."""
    lent = line.has("loan", "disbursed") and not line.has("goods")
    return line.all(*END) if lent else line.all(*END, "give")


def denied(view: Annotated, lines: list[Line]) -> bool:
    """Whether the text only says that the works have not begun, or are to begin."""
    words = [(line, word) for line in lines for word in line.all(*START)]
    return bool(words) and all(_planned(view, line, word) for line, word in words)


def _meant(view: Annotated, line: Line) -> bool:
    """Whether a sentence tells of what is only wished: of a memorandum, of talks, of what is agreed in principle."""
    intent = pattern(view.pack.code, r"\b<intent>\b").search(view.low, line.start, line.end)
    return line.has("pledge") or bool(intent)


def _given_up(view: Annotated, lines: list[Line]) -> tuple[str | None, Line | None]:
    """What became of a record that was never begun: cancelled or suspended, or only ever wished for."""
    for line in reversed(lines):
        for concept, status in _GIVEN_UP.items():
            words = line.words.get(concept, ())
            if (
                line.has(*_PAPERS)
                and not line.has("elsewhere")
                and any(not _planned(view, line, word) for word in words)
            ):
                return status, line
    wishes = [line for line in lines if line.has("pledge", "framework") or _meant(view, line)]
    wished = next((line for line in wishes if not line.has("elsewhere")), None)
    told = [line for line in lines if line.has("sign", "letters", "provide", "give", "agree") and line.has(*_MONEY)]
    firm = any(not _meant(view, line) for line in told)
    return ("Pipeline: Pledge", wished) if wished and not firm else (None, None)


def _done(view: Annotated, line: Line, word: Hit) -> bool:
    """Whether an undated word tells that something was finished or given."""
    return not (_planned(view, line, word) or _name(view, word) or (word.concept in END and _partly(view, line, word)))


def handed(view: Annotated, line: Line) -> bool:
    """Whether a sentence tells of goods or cash changing hands, not of works."""
    if line.has("give"):
        return not all(_planned(view, line, hit) for hit in line.words["give"])
    given = line.has("provide") and line.has("goods", "grant", "scholarship") and not line.has("loan", "sign")
    works = pattern(view.pack.code, r"\b(?:<building>)\b").search(view.low, line.start, line.end)
    return given and works is None and not all(_planned(view, line, hit) for hit in line.words["provide"])
