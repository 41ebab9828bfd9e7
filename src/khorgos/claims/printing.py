"""A claim with the report that printed it, in the form in which claims are compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from khorgos.claims.interval import Interval, interval
from khorgos.values import Period
from khorgos.values.quantity import plain

# The field that holds a kind's period.
_PERIOD = {"figure": "period", "event": "date", "agreement": "date", "statement": "date", "mechanism": "founded"}
_PARTIES = ("parties", "participants", "members", "recipients")


@dataclass(frozen=True, slots=True)
class Source:
    """A report as far as reconciling needs it: its document's id, outlet, day of publication, and story family.

    `family` is the id of the family of copies the document belongs to; the document's own id where it copies nothing.
    `agency` is the news agency whose text the report says it prints.
    """

    document: str
    outlet: str | None = None
    published: dt.date | None = None
    family: str = ""
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Printing:
    """One claim: its plain JSON form (`said`), the report, and what comparing needs, normalised once.

    `measured` is what must be the same of two figures that are compared: indicator, measure, unit.  `sides` are the
    countries (or bodies) that its parties stand for, in order; `all_sides` their union; `number` its number in the
    written form of quantities (`>5000000000 USD`), "" where it has none.
    """

    id: str
    kind: str
    said: Mapping[str, Any]
    source: Source
    measured: tuple[str, str, str]
    parties: tuple[str, ...]
    sides: tuple[frozenset[str], ...]
    all_sides: frozenset[str]
    period: Period | None
    interval: Interval | None
    number: str

    @staticmethod
    def of(said: Mapping[str, Any], source: Source, stands_for: Callable[[str], frozenset[str]]) -> Printing:
        """The printing of a claim in its plain form (`Claim.as_dict`, a row's `body` in the ledger).

        `stands_for` tells the countries behind a party's code or name (`reference.standing`).
        """
        kind = str(said["kind"])
        parties = tuple(next((said[name] for name in _PARTIES if said.get(name)), ()))
        sides = tuple(stands_for(party) for party in parties)
        text = said.get(_PERIOD.get(kind, ""))
        return Printing(
            id=str(said["id"]),
            kind=kind,
            said=said,
            source=source,
            measured=(str(said.get("indicator", "")), str(said.get("measure", "")), str(said.get("unit", ""))),
            parties=parties,
            sides=sides,
            all_sides=frozenset().union(*sides),
            period=Period.parse(text) if text else None,
            interval=interval(dict(said)),
            number=_number(said),
        )

    @property
    def document(self) -> str:
        """The id of the document."""
        return self.source.document

    def word(self, name: str) -> str:
        """A field's text, or "" where it is not given."""
        return str(self.said.get(name) or "")


def _number(said: Mapping[str, Any]) -> str:
    first, last = said.get("value", said.get("amount")), said.get("value_high")
    ends = "..".join(plain(Decimal(str(end))) for end in (first, last) if end is not None)
    bound = said.get("bound") or ""
    return f"{'' if bound == '=' else bound}{ends} {said.get('unit') or said.get('currency') or ''}" if ends else ""
