"""The tree of errors that Khorgos raises; every one names place, value and mend.

    KhorgosError
    ├── ValueFault            a value that cannot be built (also a ValueError)
    │   ├── SpanFault         a span outside its text or turned round
    │   ├── PeriodFault       a text that is no period
    │   ├── QuantityFault     a quantity that cannot be
    │   ├── UnitFault         an unknown unit
    │   └── PartyFault        an unknown country or an empty name
    ├── GroundingFault        a claim whose text does not bear it
    ├── DocumentFault         bytes that cannot become a document
    │   └── ScanFault         pages that are pictures: their words must be recognised first
    ├── LanguageFault         a fault in a language pack or a reference table
    ├── LedgerFault           a ledger that cannot be opened or written
    ├── FetchFault            a page that cannot or must not be fetched
    ├── StatisticsFault       a source of official statistics that refuses, or answers what cannot be read
    ├── ModelFault            a language model that cannot be asked
    └── InputFault            something the user gave that cannot be used

Faults in what an *article* says (sums that do not add up) are findings, never exceptions.
"""

from __future__ import annotations


class KhorgosError(Exception):
    """Something is wrong at `place`: the offending `value`, the `reason`, and how to mend it.

    The message is composed from the fields, so that every surface (terminal, log, page) shows the same sentence.
    """

    def __init__(self, reason: str, *, place: str = "", value: object = None, mend: str = "") -> None:
        self.place = place
        self.value = value
        self.reason = reason
        self.mend = mend
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """One sentence: where, what, why, and the mend."""
        shown = "" if self.value is None else f"{_short(self.value)}: "
        where = f"{self.place}: " if self.place else ""
        mend = f" {self.mend}" if self.mend else ""
        return f"{where}{shown}{self.reason}{mend}"


def _short(value: object, limit: int = 80) -> str:
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


class ValueFault(KhorgosError, ValueError):
    """A value that cannot be built."""


class SpanFault(ValueFault):
    """A span outside its text or turned round."""


class PeriodFault(ValueFault):
    """A text that is no period, or a period that ends before it begins."""


class QuantityFault(ValueFault):
    """A quantity that cannot be: no number, a range turned round, a bound on a range."""


class UnitFault(ValueFault):
    """A unit that is not in the table of units."""


class PartyFault(ValueFault):
    """A country code that ISO 3166 does not have, a group without members, an empty name."""


class GroundingFault(KhorgosError):
    """A claim whose text does not bear it: a value, unit, bound or period that cannot be read again from its span."""


class DocumentFault(KhorgosError):
    """Bytes that cannot become a document: empty, binary, undecodable, too large."""


class ScanFault(DocumentFault):
    """A document whose pages are pictures: its words must be recognised (OCR) before it can be read."""


class LanguageFault(KhorgosError):
    """A fault in a language pack or a reference table, named with file and entry."""


class LedgerFault(KhorgosError):
    """A ledger that cannot be opened, read or written."""


class BusyFault(LedgerFault):
    """A ledger that another program is writing to for longer than one waits: the same may be tried again."""


class FetchFault(KhorgosError):
    """A page that cannot be fetched, or must not be: what its host, its robots.txt or our own limits forbid."""


class ModelFault(KhorgosError):
    """A language model's endpoint that cannot be reached, refuses, or is not set up; never holds its key."""


class InputFault(KhorgosError):
    """Something the user gave (a path, a date, a filter) that cannot be used."""


class StatisticsFault(KhorgosError):
    """A source of official statistics that does not answer, refuses, or answers what cannot be read."""
