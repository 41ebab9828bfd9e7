"""Courses of project records: dates in order, and a status that the dates allow.

Partial dates are compared as stretches: 2019 is not after May 2019.  How often each was met in the 9,404 records of
GCDF 3.0 that have places: beginning after the end 0.2 percent, committed after the end 0.8, committed after the
beginning 8.9 (by more than a year 3.6), completed without an end 13.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.record import TEXT, Record
from khorgos.values import Period

_YEAR = 365
_STOPPED = frozenset({"Suspended", "Cancelled"})


def check(records: Sequence[Record]) -> Iterator[Finding]:
    """The findings about the dates and the status of every record."""
    for record in records:
        yield from _order(record)
        yield from _status(record)


def _order(record: Record) -> Iterator[Finding]:
    name, start, end, committed = record.name or record.id, record.start, record.end, record.commitment
    if _after(start, end):
        yield Finding("record-dates", Severity.ERROR, (record.id,), say("dates.turned", name=name), f"{start} > {end}")
    if _after(committed, end):
        told = say("dates.after-end", name=name)
        yield Finding("record-dates", Severity.WARN, (record.id,), told, f"{committed} > {end}")
    elif _after(committed, start):
        far = _days_between(start, committed) > _YEAR
        told = say("dates.late", name=name)
        severity = Severity.WARN if far else Severity.INFO
        yield Finding("record-dates", severity, (record.id,), told, f"{committed} > {start}", say("room.year"))


def _status(record: Record) -> Iterator[Finding]:
    name, status = record.name or record.id, record.status
    # A report need not tell all of a project's course: what it leaves out is missed in tables only.
    table = record.source != TEXT
    if status == "Completion" and record.end is None and table:
        yield Finding("record-status", Severity.INFO, (record.id,), say("status.no-end", name=name))
    if record.end is not None and status in ("Implementation", "Pipeline: Commitment"):
        told = say("status.ended", name=name, status=status)
        yield Finding("record-status", Severity.WARN, (record.id,), told, str(record.end))
    if status == "Pipeline: Commitment" and record.start is not None:
        told = say("status.dated", name=name, status=status)
        yield Finding("record-status", Severity.WARN, (record.id,), told, str(record.start))
    if status == "Pipeline: Pledge" and (record.start or record.end):
        told = say("status.dated", name=name, status=status)
        yield Finding("record-status", Severity.WARN, (record.id,), told, str(record.start or record.end))
    if status in _STOPPED and record.commitment is None and table:
        told = say("status.uncommitted", name=name, status=status)
        yield Finding("record-status", Severity.ERROR, (record.id,), told)


def _after(one: Period | None, other: Period | None) -> bool:
    """Whether every day of one lies after every day of the other."""
    return bool(one and other and one.first and other.last and one.first > other.last)


def _days_between(one: Period | None, other: Period | None) -> int:
    if one is None or other is None or one.last is None or other.first is None:
        return 0
    return (other.first - one.last).days
