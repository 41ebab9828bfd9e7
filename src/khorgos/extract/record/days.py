"""When a record was committed, begun and ended, and the status that follows."""

from __future__ import annotations

from khorgos.annotate.mentions import PeriodMention
from khorgos.claims import Project
from khorgos.extract.record import claimed, course
from khorgos.extract.record.deed import GIVEN, PROVIDED, SIGNED, Deed, weight
from khorgos.extract.record.draft import Draft
from khorgos.extract.record.lines import Line
from khorgos.values.period import Precision

_DEEDS = ("begin", "ground", "sign", "letters", "agree")


def put(draft: Draft, lines: list[Line], deeds: list[Deed], main: Deed | None, project: Project | None = None) -> None:
    """Set commitment, planned and actual start and end, and status; a claim's where the lines tell none."""
    _commitment(draft, lines, deeds, main, guess=project is None)
    told = course.course(draft.view, lines, course.marks(draft.view, lines))
    for name, mark in told.chosen.items():
        draft.date(name, mark.date, mark.word.concept)
    if draft.fields.get("flow_type") != "Loan":
        _handed(draft, lines, main)
    if told.line and (told.status == "Pipeline: Pledge" or course.progress(draft.view, told.line)):
        draft.put("status", told.status, told.line.start, told.line.end, "course")
    if project and not told.dated and not course.denied(draft.view, lines):
        bound = main is not None and main.rank >= SIGNED
        claimed.status(draft, project, bound=bound)
    if told.status and told.line:
        draft.put("status", told.status, told.line.start, told.line.end, "course")
    draft.fields.setdefault(
        "status", "Pipeline: Commitment" if _committed(draft, main, project) else "Pipeline: Pledge"
    )


def _committed(draft: Draft, main: Deed | None, project: Project | None) -> bool:
    """Whether money was committed, where nothing tells how far it has come; a commercial contract commits none."""
    lent = draft.fields.get("flow_type") in ("Loan", "Grant") and bool(draft.fields.get("financiers"))
    return project is None or lent or (main is not None and main.rank >= PROVIDED)


def signed(deed: Deed) -> PeriodMention | None:
    """The date of a deed: the last before its verb, else the first behind it."""
    closing = [last for _, last in deed.line.stretches]
    dates = [m for m in deed.line.dates if m not in closing and m.role != "since"]
    ahead = [m for m in dates if m.end <= deed.verb.start]
    behind = [m for m in dates if m.start >= deed.verb.end]
    return ahead[-1] if ahead else behind[0] if behind else None


def _commitment(draft: Draft, lines: list[Line], deeds: list[Deed], main: Deed | None, *, guess: bool) -> None:
    """The day of the record's own deed, else of the surest one with a date, else, as a guess, the first date told."""
    own = [main] if main else []
    others = sorted((each for each in deeds if each is not main), key=lambda each: -weight(each))
    for each in [*_signed_before(deeds, main), *own, *_before(deeds, main), *others]:
        date = signed(each)
        if date is not None:
            draft.date("commitment", _finer(lines, date), "deed")
            return
    first = next((m for line in lines for m in line.dates), None) if guess else None
    if first is not None:
        draft.date("commitment", first, "first")


def _signed_before(deeds: list[Deed], main: Deed | None) -> list[Deed]:
    """The paper signed before what is told of handing over: that is when it was committed."""
    if main is None or main.rank != GIVEN:
        return []
    return [each for each in deeds if each.line.number < main.line.number and each.line.has("sign")][:1]


def _before(deeds: list[Deed], main: Deed | None) -> list[Deed]:
    """The dated deed before one that gives no day: what is told next happened then."""
    earlier = [each for each in deeds if main and each.line.number < main.line.number and signed(each)]
    return earlier[-1:]


def _finer(lines: list[Line], date: PeriodMention) -> PeriodMention:
    """The first finer day within a year or month that is all that a deed tells."""
    period = date.period
    if period is None or period.precision is Precision.DAY or not (period.first and period.last):
        return date
    for line in lines:
        for each in line.dates:
            told = each.period
            if (
                told
                and told.precision is not period.precision
                and told.first
                and told.last
                and period.first <= told.first
                and told.last <= period.last
                and line.has(*_DEEDS)
            ):
                return each
    return date


def _handed(draft: Draft, lines: list[Line], main: Deed | None) -> None:
    """What changes hands begins and ends on that day."""
    if "start" in draft.fields:
        return
    own = [main.line] if main else []
    for line in own + [line for line in lines if line.dates and line not in own]:
        if line.dates and course.handed(draft.view, line):
            draft.date("start", line.dates[0], "handed")
            draft.date("end", line.dates[0], "handed")
            return
