"""Framework records: what stands under them against their whole, and frameworks that are counted in totals.

The records under a framework may make 2 percent more than it (rounded conversions).  TUFF 3.0 never counts an umbrella:
its children carry the amounts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from khorgos.check.figures import shown
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.record import Record

_ROOM = Decimal("1.02")
_COUNTED = "Recommended For Aggregates"


def check(records: Sequence[Record]) -> Iterator[Finding]:
    """The findings about every umbrella among the records."""
    under = _children(records)
    for record in records:
        if record.umbrella and (record.detail(_COUNTED) or "").casefold() == "yes":
            told = say("umbrella.counted", name=record.name or record.id)
            yield Finding("umbrella-counted", Severity.ERROR, (record.id,), told)
        children = under.get(record.number or "", []) + under.get(record.id, [])
        if record.umbrella and children:
            yield from _sum(record, children)


def _children(records: Sequence[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for relation in record.relations:
            if relation.kind == "parent" and not record.umbrella:
                found[relation.record].append(record)
    return found


def _sum(parent: Record, children: list[Record]) -> Iterator[Finding]:
    told = [each for each in children if each.amount is not None and each.currency == parent.currency]
    if parent.amount is None or not told:
        return
    total = sum((each.amount or Decimal(0) for each in told), Decimal(0))
    code = parent.currency or ""
    added = " + ".join(shown(each.amount or Decimal(0), code) for each in told)
    sum_ = f"{added} = {shown(total, code)}, of {shown(parent.amount, code)}"
    more = total > parent.amount * _ROOM
    said = say("umbrella.more" if more else "umbrella.fit", name=parent.name or parent.id)
    claims = (parent.id, *(each.id for each in told))
    yield Finding("umbrella-sum", Severity.WARN if more else Severity.OK, claims, said, sum_, say("room.two-percent"))
