"""Every check of project records, in one call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khorgos.check import courses, duplicates, instruments, loans, umbrellas
from khorgos.claims.finding import Finding
from khorgos.claims.record import Record

_OF_ONE = (courses.check, loans.check, instruments.check)
_AMONG = (umbrellas.check, duplicates.check)


def check(records: Sequence[Record]) -> Iterator[Finding]:
    """What records say about themselves and each other; `claims` of a finding are the records' ids."""
    for family in (*_OF_ONE, *_AMONG):
        yield from family(records)


def check_each(records: Sequence[Record]) -> Iterator[Finding]:
    """What records say about themselves, each alone."""
    for family in _OF_ONE:
        yield from family(records)
