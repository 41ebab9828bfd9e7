"""Members of mechanisms: who took part against who belonged to it that day, and how many are told to belong.

Who takes part without being a member may be an observer, a guest or the host, so it is worth knowing and no more; a
number of members that the register contradicts is an error of the report or of the register.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from khorgos.check.figures import value
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing
from khorgos.reference.groups import counts_members, members_at
from khorgos.reference.standing import mechanism_of
from khorgos.values.codes import COUNTRIES

_MEETINGS = frozenset({"summit", "meeting"})


def check(printings: Sequence[Printing]) -> Iterator[Finding]:
    """The findings about every meeting of a registered mechanism, and every number of members."""
    for printing in printings:
        if printing.kind == "event" and printing.word("type") in _MEETINGS:
            yield from _taking_part(printing)
        elif printing.kind == "figure" and printing.word("unit") == "count":
            yield from _counted(printing)


def _taking_part(event: Printing) -> Iterator[Finding]:
    members = _members(event.word("mechanism"), _day(event))
    present = {code for side in event.sides for code in side if code in COUNTRIES}
    outside = sorted(present - members)
    if members and outside:
        names = ", ".join(outside)
        told = say("members.outside", name=event.word("mechanism"), outside=names)
        sum_ = f"{names} ∉ {', '.join(sorted(members))}"
        yield Finding("membership", Severity.INFO, (event.id,), told, sum_)


def _counted(figure: Printing) -> Iterator[Finding]:
    groups = [name for name, side in zip(figure.parties, figure.sides, strict=True) if len(side) > 1]
    level = figure.word("measure") == "level" and figure.word("indicator") == "other"
    if len(groups) != 1 or not level or not counts_members(_after_number(figure)):
        return
    (name,) = groups
    members = _members(name, _day(figure))
    if not members or figure.interval is None:
        return
    given = value(figure)
    if figure.interval.low <= len(members) <= figure.interval.high:
        yield Finding("member-count", Severity.OK, (figure.id,), say("members.count-holds", name=name))
        return
    told = say("members.count", name=name, given=given, found=len(members))
    sum_ = f"{given} ≠ {len(members)}: {', '.join(sorted(members))}"
    yield Finding("member-count", Severity.ERROR, (figure.id,), told, sum_)


def _after_number(figure: Printing) -> str:
    """What follows on the number in the passage; "" where the number's own words are not known."""
    words = [str(ground["text"]) for ground in figure.said.get("grounds") or () if ground["field"] == "value"]
    _, found, rest = figure.word("evidence").partition(words[0]) if words else ("", "", "")
    return rest.lstrip() if found else ""


def _members(name: str, day: dt.date | None) -> frozenset[str]:
    """The countries of a registered mechanism or group on a day; empty where no table or no report gives them."""
    return frozenset(members_at(mechanism_of(name), day)) if name and day else frozenset()


def _day(printing: Printing) -> dt.date | None:
    return (printing.period.last if printing.period else None) or printing.source.published
