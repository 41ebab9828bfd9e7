"""What all claims share: evidence, attribution, an id, and grounding in the constructor."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from copy import copy
from dataclasses import InitVar, dataclass, field, fields, replace
from decimal import Decimal
from typing import Any, ClassVar, Self, cast

from khorgos.claims.alternative import Alternative
from khorgos.claims.evidence import NOBODY, Attribution, Evidence, Ground, Rereader
from khorgos.errors import GroundingFault
from khorgos.values import Bound, Party, Period, Quantity
from khorgos.values.quantity import plain
from khorgos.values.unit import COUNT


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a document says, with the passage that bears it; never what is true.

    `rule` names the rule that read it, `readers` who stands behind it ("grammar", "model", "person"), `alternatives`
    what another reader gave for a field and did not prevail with, `confidence` the share of such claims that proved
    right where it was measured (None where nothing was), `accepted` "auto" where that share reaches what was asked for
    (nobody need look), None where a person should.  `reread` is
    not kept: the constructor uses it to read value, unit, bound and periods again from the grounds and raises
    GroundingFault where they are not borne.
    """

    kind: ClassVar[str] = ""
    # Which fields hold periods; each must be readable again from its grounds.
    PERIODS: ClassVar[tuple[str, ...]] = ()
    # Which fields say what the claim says; the id is a hash of them and of the place.
    SAYS: ClassVar[tuple[str, ...]] = ()

    evidence: Evidence
    attribution: Attribution = NOBODY
    rule: str = ""
    readers: tuple[str, ...] = ("grammar",)
    alternatives: tuple[Alternative, ...] = ()
    confidence: float | None = None
    accepted: str | None = None
    reread: InitVar[Rereader]
    # The id once asked for; a claim never changes, and reading, storing and counting all ask.
    _id: str = field(default="", init=False, repr=False, compare=False)

    def __post_init__(self, reread: Rereader) -> None:
        for name in self.PERIODS:
            period = getattr(self, name)
            if period is not None:
                self._ground_period(name, period, reread)
        quantity = self.grounded_quantity()
        if quantity is not None:
            self._ground_quantity(quantity, reread)

    def grounded_quantity(self) -> Quantity | None:
        """The quantity that must be readable from the grounds of "value"; None for claims without one."""
        return None

    @property
    def id(self) -> str:
        """Sixteen hex digits: a hash of document, place, kind and what is said.  Same input, same id."""
        if not self._id:
            object.__setattr__(self, "_id", self._digest())
        return self._id

    def _digest(self) -> str:
        said: list[Any] = [self.kind, self.evidence.document, self.evidence.span.start, self.evidence.span.end]
        said += [plain_json(getattr(self, name)) for name in self.SAYS]
        said.append([self.attribution.speaker, self.attribution.agency, self.attribution.outlet])
        packed = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(packed.encode()).hexdigest()[:16]

    def with_confidence(self, confidence: float | None, accepted: str | None = None) -> Self:
        """The same claim, weighed: what it says and its grounds are untouched, so they need not be read again."""
        weighed = copy(self)
        object.__setattr__(weighed, "confidence", confidence)
        object.__setattr__(weighed, "accepted", accepted)
        return weighed

    def as_dict(self) -> dict[str, Any]:
        """The claim as plain JSON values: its fields, then evidence, attribution, id, span, document, rule, readers."""
        row: dict[str, Any] = {"kind": self.kind}
        for name in self.SAYS:
            value = plain_json(getattr(self, name))
            if value not in (None, [], ""):
                row[name] = value
        if self.alternatives:
            row["alternatives"] = [plain_json(alternative) for alternative in self.alternatives]
        if self.confidence is not None:
            row["confidence"] = self.confidence
        if self.accepted is not None:
            row["accepted"] = self.accepted
        return row | {
            "evidence": self.evidence.text,
            "sentence": self.evidence.sentence_text,
            "attribution": self.attribution.as_dict(),
            "id": self.id,
            "span": [self.evidence.span.start, self.evidence.span.end],
            **({"page": self.evidence.page} if self.evidence.page is not None else {}),
            **({"cell": self.evidence.cell._asdict()} if self.evidence.cell is not None else {}),
            **({"recognised": True} if self.evidence.recognised else {}),
            "document": self.evidence.document,
            "rule": self.rule,
            "readers": list(self.readers),
            "grounds": [_ground(ground) for ground in self.evidence.grounds],
        }

    def _ground_quantity(self, quantity: Quantity, reread: Rereader) -> None:
        for ground in self.evidence.grounds:
            if ground.field == "value" and quantity in reread.quantities(ground.text):
                return
        grounds = self.evidence.grounds_of("value")
        if self._unit_from_head(quantity, grounds, reread) or self._unit_from_before(quantity, grounds, reread):
            return
        readings = [reading for ground in grounds for reading in reread.quantities(ground.text)]
        raise GroundingFault(
            f"the passage does not bear this {self.kind}'s value; it reads "
            + (", ".join(sorted(map(str, readings))) or "no quantity")
            + ".",
            place=_place(self.evidence, grounds),
            value=str(quantity),
            mend="Take the value from the passage, or the passage that gives the value.",
        )

    def _unit_from_head(self, quantity: Quantity, grounds: tuple[Ground, ...], reread: Rereader) -> bool:
        """A cell of a table takes scale and unit from the ground of "unit", its heading: "13,166.1", "US$ million"."""
        named = self.evidence.grounds_of("unit") if self.evidence.cell is not None else ()
        return any(quantity in reread.cell(value.text, unit.text) for value in grounds for unit in named)

    def _unit_from_before(self, quantity: Quantity, grounds: tuple[Ground, ...], reread: Rereader) -> bool:
        """A bare number takes its unit from the ground of "unit": "50 million euros … a package of 150 million"."""
        named = self.evidence.grounds_of("unit")
        if not any(other.unit == quantity.unit for ground in named for other in reread.quantities(ground.text)):
            return False
        bare = replace(quantity, unit=COUNT)
        return any(bare in reread.quantities(ground.text) for ground in grounds)

    def _ground_period(self, name: str, period: Period, reread: Rereader) -> None:
        for ground in self.evidence.grounds:
            if ground.field == name and period in reread.periods(ground.text, ground.anchor):
                return
        grounds = self.evidence.grounds_of(name)
        readings = [list(reread.periods(ground.text, ground.anchor)) for ground in grounds]
        if len(readings) == 2:
            readings.append([between for a in readings[0] for b in readings[1] for between in _between(a, b)])
        if not any(period in found for found in readings):
            shown = sorted({str(reading) for found in readings for reading in found})
            raise GroundingFault(
                f"the passage does not bear this {self.kind}'s {name}; it reads {', '.join(shown) or 'no period'}.",
                place=_place(self.evidence, grounds),
                value=str(period),
                mend="Take the period from the words that give it.",
            )


def _between(first: Period, last: Period) -> Iterable[Period]:
    # Two readings need not make an interval: "since 2024" beside "in 2022" does not.
    if first.first is not None and last.last is not None and first.first <= last.last:
        yield Period.between(first, last)


def _place(evidence: Evidence, grounds: tuple[Ground, ...]) -> str:
    words = " … ".join(ground.text for ground in grounds) or evidence.text
    return f"document {evidence.document}, characters {evidence.span.start}-{evidence.span.end}, “{words[:120]}”"


def _ground(ground: Ground) -> dict[str, Any]:
    row: dict[str, Any] = {
        "field": ground.field,
        "span": [ground.span.start, ground.span.end],
        "text": ground.text,
    }
    if ground.page is not None:
        row["page"] = ground.page
    if ground.cell is not None:
        row["cell"] = ground.cell._asdict()
    return row if ground.anchor is None else row | {"anchor": str(ground.anchor)}


def plain_json(value: object) -> Any:
    """A value as plain JSON: codes and written forms for values, rows without empty fields for what has parts."""
    if isinstance(value, Decimal):
        text = plain(value)
        return int(text) if text.lstrip("-").isdigit() else float(text)
    if isinstance(value, Bound):
        return value.value
    if isinstance(value, Party | Period):
        return str(value)
    if isinstance(value, Quantity):
        return str(value)
    if isinstance(value, tuple | list):
        return [plain_json(item) for item in cast("tuple[object, ...]", value)]
    if hasattr(value, "__dataclass_fields__"):
        row = {part.name: plain_json(getattr(value, part.name)) for part in fields(cast("Any", value))}
        return {name: item for name, item in row.items() if item not in (None, [], "")}
    return value
