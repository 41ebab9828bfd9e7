"""A project record: what a coder writes down of a project, each value with the words that bear it.

The fields are those of TUFF's core record (AidData, TUFF 3.0 and GCDF 3.0 field guide); dates keep the precision
that the source gives, they are padded only on export.  A record that was read from a text is grounded like a claim;
one that comes from somebody's table has no passages and says in `source` where it was taken from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import InitVar, dataclass, fields
from decimal import Decimal
from typing import Any, ClassVar

from khorgos.claims.alternative import Alternative
from khorgos.claims.base import plain_json
from khorgos.claims.evidence import Ground, Rereader
from khorgos.errors import GroundingFault, ValueFault
from khorgos.values import Party, Period, Quantity, Span

# What a record says it comes from, where that is a text and no table.
TEXT = "text"
STATUSES = (
    "Pipeline: Pledge", "Pipeline: Commitment", "Implementation", "Completion", "Suspended", "Cancelled",
)  # fmt: skip
# The seven of GCDF 3.0, then those that press reports are full of and that are never mapped to the seven.
FLOW_TYPES = (
    "Loan", "Grant", "Free-standing technical assistance", "Scholarships/training in the donor country",
    "Debt forgiveness", "Debt rescheduling", "Vague TBD", "Equity/FDI", "Contract", "Export credit insurance",
)  # fmt: skip
# What the sum is: only "committed", "pledged" and "share" (one lender's part of a syndicate) are a project's own.
AMOUNT_KINDS = (
    "committed", "pledged", "share", "facility", "syndicate", "contract", "total", "disbursed", "outstanding", "value",
    "rollover",
)  # fmt: skip
# Why a sum was computed and not read (GCDF 3.0, field "Amount Estimated").
ESTIMATES = ("EPC85", "EPC100", "EQUAL", "DEBTRATIO", "UNITPRICE", "DISB")
RELATIONS = ("parent", "child", "tranche", "cofinancing", "predecessor", "linked")
ORIGINS = ("Chinese", "Recipient", "Other")
INTENTS = ("Development", "Commercial", "Representational", "Mixed", "Military")


@dataclass(frozen=True, slots=True)
class Agency:
    """A body in a record: its registered or printed name, its type (reference/agencies.yaml) and whose it is.

    `short` is the abbreviation that the text gives in brackets behind it; `country` is ISO 3166-1 alpha-3; `origin` one
    of ORIGINS, seen from the record: GCDF writes the two together ("Recipient Government Agency").
    """

    name: str
    type: str | None = None
    origin: str | None = None
    country: str | None = None
    short: str | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueFault("an agency needs a name.", place="record", value=self.name)
        _one_of("origin", self.origin, ORIGINS)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Passage:
    """The words behind one field: the ground, the sentence that it stands in, and the rule that read it."""

    ground: Ground
    sentence: Span
    sentence_text: str
    rule: str = ""

    @property
    def field(self) -> str:
        """The record's field."""
        return self.ground.field


@dataclass(frozen=True, slots=True)
class Relation:
    """Another record that this one belongs with: how (RELATIONS), and its id or its number in the source."""

    kind: str
    record: str

    def __post_init__(self) -> None:
        _one_of("relation", self.kind, RELATIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record: one funder's (or one group of funders') one commitment for one purpose.

    Who and where: `recipients` are where the work happens, `location` the narrative of the place, `sector` a code of
    the 24 (reference/sectors.yaml); `financiers`, `cofinanciers` (other funders of the same project), `receivers`
    (direct), `indirect_receivers` (who gets on-lent money), `implementers`, `guarantors`, `insurers`,
    `collateral_providers`, `security_agents`, and `collateral` in words.
    What: `money` the face value with its currency and bound, `amount_kind` what that sum is, `estimated` why it was
    computed (None: it was read); `flow_type`, `instruments` (codes of reference/instruments.yaml), `intent`.
    When: `status` with the period `status_as_of` it held in; `commitment`, `planned_start`, `start`, `planned_end`,
    `end` as partial dates, those in `proxies` being stand-ins (GCDF 3.0, the fields "… Estimated").
    Terms, in percent and years: `rate` (fixed, or the all-in rate), `reference_rate` with `margin` for floating ones,
    `maturity` (grace included), `grace`, `management_fee`, `commitment_fee`, `insurance_fee`, `default_rate`.
    `umbrella` marks frameworks and joint records; `relations` the records it belongs with; `covid` pandemic response.
    `claims` are the ids of the project claims that it stands beside; `readers` who stands behind it, `alternatives`
    what another reader gave for a field and did not prevail with.
    `details` are what a table says besides: pairs of a column's name and its text, in the columns' order.

    Given a `reread`, every sum, date, rate and term must be readable again from its passage, else GroundingFault;
    a code that is none raises ValueFault.
    """

    PERIODS: ClassVar[tuple[str, ...]] = (
        "commitment", "planned_start", "start", "planned_end", "end", "status_as_of",
    )  # fmt: skip
    PERCENTS: ClassVar[tuple[str, ...]] = (
        "rate", "margin", "management_fee", "commitment_fee", "insurance_fee", "default_rate",
    )  # fmt: skip
    YEARS: ClassVar[tuple[str, ...]] = ("maturity", "grace")

    document: str
    source: str = TEXT
    number: str | None = None
    name: str | None = None
    native_names: tuple[tuple[str, str], ...] = ()
    recipients: tuple[Party, ...] = ()
    location: str | None = None
    sector: str | None = None
    financiers: tuple[Agency, ...] = ()
    cofinanciers: tuple[Agency, ...] = ()
    receivers: tuple[Agency, ...] = ()
    indirect_receivers: tuple[Agency, ...] = ()
    implementers: tuple[Agency, ...] = ()
    guarantors: tuple[Agency, ...] = ()
    insurers: tuple[Agency, ...] = ()
    collateral_providers: tuple[Agency, ...] = ()
    security_agents: tuple[Agency, ...] = ()
    collateral: str | None = None
    money: Quantity | None = None
    amount_kind: str | None = None
    estimated: str | None = None
    flow_type: str | None = None
    instruments: tuple[str, ...] = ()
    intent: str | None = None
    status: str | None = None
    status_as_of: Period | None = None
    commitment: Period | None = None
    planned_start: Period | None = None
    start: Period | None = None
    planned_end: Period | None = None
    end: Period | None = None
    proxies: tuple[str, ...] = ()
    rate: Decimal | None = None
    reference_rate: str | None = None
    margin: Decimal | None = None
    maturity: Decimal | None = None
    grace: Decimal | None = None
    management_fee: Decimal | None = None
    commitment_fee: Decimal | None = None
    insurance_fee: Decimal | None = None
    default_rate: Decimal | None = None
    umbrella: bool = False
    covid: bool = False
    relations: tuple[Relation, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    passages: tuple[Passage, ...] = ()
    readers: tuple[str, ...] = ("grammar",)
    claims: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    reread: InitVar[Rereader | None] = None

    def __post_init__(self, reread: Rereader | None) -> None:
        _one_of("status", self.status, STATUSES)
        _one_of("flow type", self.flow_type, FLOW_TYPES)
        _one_of("amount kind", self.amount_kind, AMOUNT_KINDS)
        _one_of("reason of an estimate", self.estimated, ESTIMATES)
        _one_of("intent", self.intent, INTENTS)
        if reread is not None:
            _ground(self, reread)

    def passages_of(self, name: str) -> tuple[Passage, ...]:
        """The passages behind one field, in reading order."""
        return tuple(passage for passage in self.passages if passage.field == name)

    def detail(self, column: str) -> str | None:
        """What the record's table says under a column that has no field of its own."""
        return next((text for name, text in self.details if name == column), None)

    @property
    def amount(self) -> Decimal | None:
        """The face value, or the lower end of a range."""
        return self.money.low if self.money else None

    @property
    def currency(self) -> str | None:
        """ISO 4217 code of the face value."""
        return self.money.unit.code if self.money else None

    @property
    def id(self) -> str:
        """Sixteen hex digits: a hash of the document and of what the record says.  Same input, same id."""
        said = [self.document, self.source, *([name, value] for name, value in self.values().items())]
        packed = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(packed.encode()).hexdigest()[:16]

    def values(self) -> dict[str, Any]:
        """What the record says, as plain JSON values; what it does not say is left out."""
        row = {each.name: plain_json(getattr(self, each.name)) for each in fields(self) if each.name not in _ABOUT}
        if self.money is not None:
            row |= {"amount": plain_json(self.amount), "currency": self.currency, "bound": self.money.bound.value}
        return {name: value for name, value in row.items() if value is not False and value not in (None, [], "")}

    def as_dict(self) -> dict[str, Any]:
        """The record as plain JSON values: what it says, then its id, source and passages."""
        return self.values() | {
            "id": self.id,
            "document": self.document,
            "source": self.source,
            "readers": list(self.readers),
            "claims": list(self.claims),
            "passages": [_passage(passage) for passage in self.passages],
            **({"alternatives": [plain_json(each) for each in self.alternatives]} if self.alternatives else {}),
        }


# Fields about the record itself.
_ABOUT = frozenset({"document", "source", "passages", "readers", "claims", "alternatives", "money"})


def _one_of(name: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        raise ValueFault(f"no such {name}.", place="record", value=value, mend=f"One of {allowed}.")


def readings(name: str, grounds: Iterable[Ground], reread: Rereader) -> list[object] | None:
    """Everything that the words behind a field can be read as; None for a field that holds no number and no date."""
    read = _READ.get(name)
    return None if read is None else [reading for ground in grounds for reading in read(reread, ground)]


def _ground(record: Record, reread: Rereader) -> None:
    """Refuse a record one of whose numbers its passages do not bear."""
    for name in _READ:
        value = getattr(record, name)
        computed = name in record.proxies or (name == "money" and record.estimated is not None)
        if value is not None and not computed:
            _borne(record, name, value, reread)


def _borne(record: Record, name: str, value: object, reread: Rereader) -> None:
    passages = record.passages_of(name)
    found = readings(name, (passage.ground for passage in passages), reread) or []
    if value not in found:
        shown = ", ".join(sorted({str(reading) for reading in found})) or "nothing of the kind"
        raise GroundingFault(
            f"the passage does not bear this record's {name}; it reads {shown}.",
            place=f"document {record.document}, “{' … '.join(p.ground.text for p in passages)[:120]}”",
            value=str(value),
            mend="Take the value from the passage, or the passage that gives the value.",
        )


def _sums(reread: Rereader, ground: Ground) -> Iterable[object]:
    return reread.quantities(ground.text)


def _periods(reread: Rereader, ground: Ground) -> Iterable[object]:
    return reread.periods(ground.text, ground.anchor)


def _percents(reread: Rereader, ground: Ground) -> Iterable[object]:
    """Percentages in the words; words without any number may say that there is none ("interest-free")."""
    found = reread.quantities(ground.text)
    values = [each.low for each in found if each.unit.code == "percent"]
    values += [each.low / 100 for each in found if each.unit.code == "bp"]
    return values or ([] if any(sign.isdigit() for sign in ground.text) else [Decimal(0)])


def _years(reread: Rereader, ground: Ground) -> Iterable[object]:
    """Lengths of time in years; words without any number may say that there is none ("no grace period")."""
    found = [each for each in reread.quantities(ground.text) if each.unit.code in _YEARS]
    values = [each.low * _YEARS[each.unit.code] / 12 for each in found]
    return values or ([] if any(sign.isdigit() for sign in ground.text) else [Decimal(0)])


_YEARS = {"years": Decimal(12), "months": Decimal(1)}
# How the words behind a field are read again, for the fields that hold a number or a date.
_READ: dict[str, Callable[[Rereader, Ground], Iterable[object]]] = {
    "money": _sums,
    **dict.fromkeys(Record.PERIODS, _periods),
    **dict.fromkeys(Record.PERCENTS, _percents),
    **dict.fromkeys(Record.YEARS, _years),
}


def _passage(passage: Passage) -> dict[str, Any]:
    ground = passage.ground
    row: dict[str, Any] = {
        "field": ground.field,
        "span": [ground.span.start, ground.span.end],
        "text": ground.text,
        "sentence": passage.sentence_text,
        "rule": passage.rule,
    }
    return row if ground.anchor is None else row | {"anchor": str(ground.anchor)}
