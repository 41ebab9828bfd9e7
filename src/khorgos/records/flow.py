"""What sort of money a record tells of: counted or not, official development or other, rescue, infrastructure."""

from __future__ import annotations

import re
from functools import lru_cache

from khorgos.claims import Record
from khorgos.records.loan import concessional
from khorgos.reference.agencies import instruments
from khorgos.reference.tables import mapping

COUNTED = ("Pipeline: Commitment", "Implementation", "Completion")
GRANTS = (
    "Grant",
    "Free-standing technical assistance",
    "Scholarships/training in the donor country",
    "Debt forgiveness",
)
# GCDF leaves these out; they are never mapped to its seven flow types, and have no flow class.
OUTSIDE = ("Equity/FDI", "Contract", "Export credit insurance")


def recommended(record: Record) -> bool:
    """Whether a record may be counted and summed: no umbrella, and committed, under way or completed.

    "Recommended For Aggregates"; a record without an amount may be recommended.
    """
    return not record.umbrella and record.status in COUNTED


def simplified(flow_type: str | None) -> str | None:
    """Grant, Loan, Debt rescheduling or Vague ("Flow Type Simplified"); None for what GCDF leaves out."""
    if flow_type in OUTSIDE or flow_type is None:
        return None
    if flow_type in GRANTS:
        return "Grant"
    return "Vague" if flow_type == "Vague TBD" else flow_type


def flow_class(record: Record, group: str | None, *, official: bool = True) -> str | None:
    """ODA-like, OOF-like or Vague (Official Finance) ("Flow Class"); None for what GCDF leaves out.

    ODA-like: meant for development, to a country with an OECD income group that year, and concessional.  Instruments
    whose entry says `oof` are always other official flow.  A loan for development without terms is vague.
    """
    kind = simplified(record.flow_type)
    if record.flow_type in OUTSIDE:
        return None
    if kind in (None, "Vague"):
        return "Vague (Official Finance)"
    always = any(instruments().get(code, {}).get("oof") for code in record.instruments)
    if always or not group or (record.intent or "Development") != "Development":
        return "OOF-like"
    if kind == "Grant":
        return "ODA-like"
    soft = concessional(record, group, official=official)
    return "Vague (Official Finance)" if soft is None else "ODA-like" if soft else "OOF-like"


def rescue(record: Record) -> bool:
    """Whether it is a rescue: a swap drawing or balance-of-payments loan, or a loan in sector 510 ("Rescue")."""
    return "swap" in record.instruments or (record.flow_type == "Loan" and record.sector == "510")


def infrastructure(text: str) -> bool:
    """Whether a name or narrative has a word for something built or kept up: a first filter ("Infrastructure")."""
    return _built().search(text.casefold()) is not None


@lru_cache(maxsize=1)
def _built() -> re.Pattern[str]:
    stems = mapping("tuff.yaml")["infrastructure"]["stems"]
    words = [re.escape(stem) for language in ("en", "ru") for stem in stems[language]]
    return re.compile(rf"\b(?:{'|'.join(words)})|{'|'.join(map(re.escape, stems['zh']))}")
