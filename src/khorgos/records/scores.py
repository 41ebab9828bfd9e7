"""The four scores of a record: how well it is sourced, how complete, how well told its works and terms are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khorgos.claims import Record
from khorgos.records.flow import recommended
from khorgos.reference.agencies import body_type
from khorgos.reference.tables import mapping

# Whose publications are official sources (TUFF 3.0 ranks governments, intermediaries and international bodies first).
_OFFICIAL = frozenset({"Government Agency", "Intergovernmental Organization", "State-owned Policy Bank"})
_VAGUE = "Vague (Official Finance)"


def source_quality(types: Sequence[str]) -> int | None:
    """1 to 5 by the types of a record's sources ("Source Quality Score"); None without any source.

    1 only media, 2 unofficial of the second tier with something besides media, 3 one or more of the first tier,
    4 exactly one official, 5 two or more official.
    """
    if not types:
        return None
    table = mapping("tuff.yaml")["sources"]
    kinds = [each.casefold().strip() for each in types]
    official = sum(each in table["official"] for each in kinds)
    if official:
        return 5 if official > 1 else 4
    if any(each in table["first"] for each in kinds):
        return 3
    return 1 if all(each in table["media"] for each in kinds) else 2


def source_types(record: Record, outlets: Iterable[str | None] = ()) -> tuple[str, ...]:
    """The types of a record's sources: those that its table gives, else of the outlets of the reports that tell it.

    What a state body, a policy bank or an international organisation publishes is official; any other outlet is media.
    """
    told = record.detail("Source Type")
    if told:
        return tuple(each.strip() for each in told.replace(";", "|").split("|") if each.strip())
    return tuple("official" if body_type(outlet) in _OFFICIAL else "media" for outlet in outlets if outlet)


def completeness(record: Record, flow_class: str | None = None) -> int:
    """0 to 5 ("Data Completeness Score"): five, and one less for each thing that is missing or a stand-in.

    An estimated commitment year, no amount (umbrellas too), a vague flow type or class, no funder, and neither
    implementer nor receiver both told.
    """
    missing = (
        "commitment" in record.proxies,
        record.money is None,
        record.flow_type in (None, "Vague TBD") or flow_class == _VAGUE,
        not record.financiers,
        not (record.implementers and record.receivers),
    )
    return 5 - sum(missing)


def implementation(record: Record) -> int | None:
    """0 to 5 ("Implementation Detail Score"); None unless recommended and under way or completed.

    One each for implementer, actual start, planned end (under way) or actual end (completed), place, sector.
    """
    if not recommended(record) or record.status not in ("Implementation", "Completion"):
        return None
    ended = record.planned_end if record.status == "Implementation" else record.end
    told = (record.implementers, record.start, ended, record.location, record.sector not in (None, "998"))
    return sum(map(bool, told))


def loan_detail(record: Record) -> int | None:
    """0 to 5 ("Loan Detail Score"); None unless it is a recommended loan.

    One each for rate, maturity, amount, funder or receiver, grace, and a known type of loan where rate and maturity are
    both missing: six tests for five points, so no more than five.
    """
    if not recommended(record) or record.flow_type != "Loan":
        return None
    no_terms = record.rate is None and record.maturity is None
    told = (
        record.rate is not None,
        record.maturity is not None,
        record.money is not None,
        bool(record.financiers or record.receivers),
        record.grace is not None,
        no_terms and bool(record.instruments),
    )
    return min(sum(told), 5)
