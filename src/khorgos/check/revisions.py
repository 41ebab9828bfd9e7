"""Revisions: one source that later gives another value for the same thing.  The later one holds, both are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from khorgos.check.figures import grouped, ids, shown, value
from khorgos.check.texts import say
from khorgos.claims.fact import Fact
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing

_LARGE = Decimal("0.10")


def check_facts(facts: Sequence[Fact], by_id: dict[str, Printing]) -> Iterator[Finding]:
    """The revisions within every fact: of one source and period, in order of publication."""
    for fact in facts:
        told = [by_id[claim] for claim in fact.claims]
        dated = [p for p in told if p.interval is not None and p.period is not None and p.source.published]
        for group in grouped((p for p in dated if _agency(p)), _key).values():
            yield from _of_source(_agency(group[0]), group)


def _agency(printing: Printing) -> str:
    """The body that gives the number; "" where the report names none."""
    return str((printing.said.get("attribution") or {}).get("agency") or "")


def _key(printing: Printing) -> tuple[object, ...]:
    return _agency(printing), str(printing.period), printing.sides


def _of_source(source: str, group: list[Printing]) -> Iterator[Finding]:
    ordered = sorted(group, key=lambda p: (str(p.source.published), p.id))
    for earlier, later in pairwise(ordered):
        if earlier.interval is None or later.interval is None or earlier.interval.meets(later.interval):
            continue
        if earlier.source.published == later.source.published or not value(earlier):
            continue
        change = value(later) / value(earlier) - 1
        unit = later.word("unit")
        gap = f"{change:+.1%}"
        given = {"earlier": shown(value(earlier), unit), "later": shown(value(later), unit)}
        told = say("revision.told", source=source, gap=gap, **given)
        sum_ = f"{shown(value(later), unit)} / {shown(value(earlier), unit)} − 1 = {gap}"
        severity = Severity.INFO if abs(change) > _LARGE else Severity.OK
        yield Finding("revision", severity, ids(earlier, later), told, sum_, say("room.revision"))
