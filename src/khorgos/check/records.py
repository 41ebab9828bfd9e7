"""Every check of project records, in one call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khorgos.check import courses, duplicates, instruments, loans, umbrellas
from khorgos.claims.finding import Finding
from khorgos.claims.record import Record

_FAMILIES = (courses.check, loans.check, instruments.check, umbrellas.check, duplicates.check)


def check(records: Sequence[Record]) -> Iterator[Finding]:
    """What records say about themselves and each other; `claims` of a finding are the records' ids."""
    for family in _FAMILIES:
        yield from family(records)
