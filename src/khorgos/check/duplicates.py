"""Records that may be of one project: like names, one recipient, and a sum within 2 percent or a year within one.

Pairs that already know of each other (parts of a framework, tranches) are none.  Names are compared by their words,
accents, case and order aside; 0.85 alike is TUFF's own rule of thumb for two spellings of one name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

from khorgos.check.figures import shown
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.record import Record

_ALIKE = 0.85
_SUM_ROOM = Decimal("0.02")
_WORD = re.compile(r"[^\W_]+")
# A word that stands in more of one recipient's names than this says nothing about which project it is.
_COMMON = 200


class _Named(NamedTuple):
    """A record with its name as it is compared."""

    record: Record
    words: frozenset[str]
    text: str


def check(records: Sequence[Record]) -> Iterator[Finding]:
    """The pairs of records to be looked at, each once."""
    by_recipient: dict[str, list[_Named]] = defaultdict(list)
    for record in records:
        if record.name:
            by_recipient[" ".join(sorted(party.code for party in record.recipients))].append(_named(record))
    for group in by_recipient.values():
        for one, other in _near(group):
            yield from _pair(one, other)


def _named(record: Record) -> _Named:
    plain = unicodedata.normalize("NFKD", record.name or "").casefold()
    words = _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))
    return _Named(record, frozenset(words), " ".join(sorted(words)))


def _near(group: list[_Named]) -> Iterable[tuple[_Named, _Named]]:
    """Pairs that share at least half of their words: only these can be alike."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for index, named in enumerate(group):
        for word in named.words:
            by_word[word].append(index)
    pairs = {
        pair for indexes in by_word.values() if len(indexes) <= _COMMON for pair in combinations(sorted(indexes), 2)
    }
    for left, right in sorted(pairs):
        one, other = group[left], group[right]
        if 2 * len(one.words & other.words) >= max(len(one.words), len(other.words)):
            yield one, other


def _pair(one: _Named, other: _Named) -> Iterator[Finding]:
    why = _why(one.record, other.record)
    if why is None or _related(one.record, other.record) or one.record.id == other.record.id:
        return
    matcher = SequenceMatcher(None, one.text, other.text, autojunk=False)
    if matcher.quick_ratio() < _ALIKE or (alike := matcher.ratio()) < _ALIKE:
        return
    told = say("duplicate.pair", one=_label(one.record), other=_label(other.record))
    sum_ = say("duplicate.sum", alike=f"{alike:.0%}", why=why)
    claims = tuple(sorted((one.record.id, other.record.id)))
    yield Finding("duplicate-records", Severity.INFO, claims, told, sum_, say("room.duplicate"))


def _label(record: Record) -> str:
    return f"{record.name} ({record.number})" if record.number else f"{record.name}"


def _why(one: Record, other: Record) -> str | None:
    """What besides the name speaks for one project: the sum, else the year."""
    sums = [each.amount for each in (one, other) if each.amount is not None]
    if len(sums) == 2 and one.currency == other.currency and max(sums):
        if abs(sums[0] - sums[1]) <= _SUM_ROOM * max(sums):
            return " and ".join(shown(each, one.currency or "") for each in sums)
        return None  # both sums are known, and they are two
    years = [
        each.commitment.first.year for each in (one, other) if each.commitment is not None and each.commitment.first
    ]
    return f"{min(years)} and {max(years)}" if len(years) == 2 and abs(years[0] - years[1]) <= 1 else None


def _related(one: Record, other: Record) -> bool:
    """Whether one names the other, or both stand under one framework."""
    ties = [{relation.record for relation in each.relations} for each in (one, other)]
    names = [{each.id, each.number} for each in (one, other)]
    return bool(ties[0] & names[1] or ties[1] & names[0] or ties[0] & ties[1])
