"""What is published: facts with their claims, project records, the reports behind them, and who publishes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from khorgos.claims import Record
from khorgos.claims.fact import Fact
from khorgos.claims.printing import Printing
from khorgos.errors import InputFault
from khorgos.telling import one_line

# Where no address is given, facts are named by a URN of this name space (RFC 8141, informal use).
_URN = "urn:khorgos"
# RFC 3986 as far as publishing needs it: http or https, a host, anything without blanks behind.
_ADDRESS = re.compile(r"https?://[^\s/?#@]+(?:[/?#]\S*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class About:
    """Who publishes, and as of when.

    `publisher` with its `reference` in a register of organisations (IATI: "XM-DAC-…", "GB-CHC-…"; "" where it has
    none), `licence` an SPDX identifier, `base` the address under which the facts stand ("" for URNs), `made` the
    moment of the ledger's last change (ISO 8601), so that the same ledger gives the same bytes, `version` the code.
    Raises InputFault for a base that is no address of the web.
    """

    title: str = "Facts from reports on international cooperation"
    publisher: str = "Unnamed publisher"
    reference: str = ""
    licence: str = ""
    base: str = ""
    made: str = ""
    version: str = ""

    def __post_init__(self) -> None:
        if self.base and not is_address(self.base):
            raise InputFault(
                "not an address of the web.",
                place="--base",
                value=self.base,
                mend="Write it as https://data.example.org",
            )

    def address(self, kind: str, name: str) -> str:
        """The permanent address of a fact, claim, document or project: `address("facts", fact.id)`."""
        return f"{self.base.rstrip('/')}/{kind}/{name}" if self.base else f"{_URN}:{kind}:{name}"

    @property
    def moment(self) -> str:
        """`made`, or the beginning of 2000 for formats that must have a moment."""
        return self.made or "2000-01-01T00:00:00+00:00"

    @property
    def day(self) -> str:
        """The day of `made`."""
        return self.made[:10]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that a format cannot hold, or holds only in part: what (an id), which element, why, and the mend."""

    what: str
    element: str
    why: str
    mend: str = ""

    def as_dict(self) -> dict[str, str]:
        """As plain JSON values."""
        return {"what": self.what, "element": self.element, "why": self.why, "mend": self.mend}


@dataclass(frozen=True, slots=True)
class Telling:
    """A fact with the claims that tell it, the one that comes first (its best value's earliest printing) before all."""

    fact: Fact
    printings: tuple[Printing, ...]

    @staticmethod
    def of(fact: Fact, printings: Mapping[str, Printing]) -> Telling:
        """A fact with its claims in order: those of the first value, then the others, each in order of printing."""
        first = fact.values[0].claims if fact.values else ()
        rank = {claim: place for place, claim in enumerate(fact.claims)}
        ordered = sorted(fact.claims, key=lambda claim: (claim not in first, rank[claim]))
        return Telling(fact, tuple(printings[claim] for claim in ordered if claim in printings))

    @property
    def first(self) -> Printing:
        """The claim that the fact is shown by."""
        return self.printings[0]

    @property
    def number(self) -> str:
        """The value that comes first, in the written form of quantities; "" for what has none."""
        return self.fact.values[0].value if self.fact.values else self.first.number

    @property
    def passage(self) -> str:
        """The first claim's sentence, on one line."""
        return one_line(str(self.first.said.get("sentence", "")))

    @property
    def said(self) -> dict[str, Any]:
        """The first claim's fields under the fact's own key."""
        return dict(self.first.said) | {name: value for name, value in self.fact.key if value not in (None, "", ())}


@dataclass(frozen=True, slots=True)
class Recorded:
    """A project record with the sentences that bear it, each once, in reading order.

    `passages` tell which words bear which field, as the ledger keeps them (`field`, `text`, `sentence`, `rule`).
    """

    record: Record
    sentences: tuple[str, ...] = ()
    passages: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that may be published, each asked for when it is needed, so that no format holds more than it must.

    `facts` and `records` give their rows one after another, as often as they are called; `documents` are rows of the
    ledger's table by id, `verdicts` what people ruled on claims, by the claim's id.
    """

    about: About
    facts: Callable[[], Iterable[Telling]] = field(default=lambda: ())
    records: Callable[[], Iterable[Recorded]] = field(default=lambda: ())
    documents: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    verdicts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def document(self, name: str) -> Mapping[str, Any]:
        """What is known of a report; empty where it is not in the ledger."""
        return self.documents.get(name, {})

    def place_of(self, name: str) -> str:
        """Where a report can be found: its address on the web, else its permanent address here.

        The folder that it lay in is nobody's business.
        """
        address = str(self.document(name).get("address") or "")
        return address if is_address(address) else self.about.address("documents", name)


def is_address(text: str) -> bool:
    """Whether a text is an address of the web."""
    return _ADDRESS.fullmatch(text) is not None
