"""Dates of projects: beginning before end, nothing finished before it is printed, status and dates that agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing
from khorgos.values import Period

_DONE = "completed"
_NOT_BEGUN = frozenset({"planned", "pledged"})


def check(printings: Sequence[Printing]) -> Iterator[Finding]:
    """The findings about the dates of every project."""
    for printing in printings:
        if printing.kind == "project":
            yield from _project(printing)


def _project(project: Printing) -> Iterator[Finding]:
    start, end = (Period.parse(project.word(name)) if project.word(name) else None for name in ("start", "end"))
    name, status = project.word("name"), project.word("status")
    if start and end and start.first and end.last and start.first > end.last:
        yield Finding("date-order", Severity.ERROR, (project.id,), say("dates.turned", name=name), f"{start} > {end}")
    printed = project.source.published
    if status == _DONE and end and end.first and printed and end.first > printed:
        told = say("status.not-over", name=name)
        yield Finding("status-dates", Severity.WARN, (project.id,), told, f"{end} > {printed}")
    if status == _DONE and end is None:
        yield Finding("status-dates", Severity.INFO, (project.id,), say("status.no-end", name=name))
    if status in _NOT_BEGUN and start and start.last and printed and start.last < printed:
        told = say("status.begun", name=name, status=status)
        yield Finding("status-dates", Severity.WARN, (project.id,), told, f"{start} < {printed}")
