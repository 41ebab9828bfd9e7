"""Reports that are copies: what share of their wording two texts have in common.

Wordings are compared by every run of five words (five characters in Chinese): four fifths of both together, or nine
tenths of the shorter one, make a copy.  Only texts that share a run are compared at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from khorgos.check.figures import grouped
from khorgos.check.texts import say
from khorgos.claims.finding import Finding, Severity
from khorgos.claims.printing import Printing

_RUN = 5
_SHARED = 0.8
_CONTAINED = 0.9
# A run that stands in so many texts is a standing phrase (an outlet's footer) and brings no pair together.
_COMMON = 50
# Of every text so many runs, the smallest by hash, look for texts alike: a copy shares nearly all of them.
_SKETCH = 24
_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W_]+")

Runs = frozenset[int]


def runs_of(text: str) -> Runs:
    """Every run of five words of a text, as hashes; a shorter text is one run."""
    words = _WORD.findall(text.casefold())
    last = max(1, len(words) - _RUN + 1)
    return frozenset(_hash(" ".join(words[at : at + _RUN])) for at in range(last)) if words else frozenset()


def _hash(run: str) -> int:
    """The same number for the same words on every machine and in every process."""
    from zlib import crc32

    return crc32(run.encode()) << 32 | crc32(run[::-1].encode())


def alike(one: Runs, other: Runs) -> tuple[float, float]:
    """What two texts share: of both together, and of the shorter one."""
    both = len(one & other)
    return (both / len(one | other), both / min(len(one), len(other))) if both else (0.0, 0.0)


def copied(one: Runs, other: Runs) -> bool:
    """Whether one of two texts is a copy of the other."""
    shared, contained = alike(one, other)
    return shared >= _SHARED or contained >= _CONTAINED


def check(texts: Mapping[str, str], printings: Sequence[Printing]) -> Iterator[Finding]:
    """The pairs of copies among the documents (id -> text) that make claims; a finding names the claims of both."""
    claims = grouped(printings, lambda printing: printing.document)
    runs = {document: runs_of(texts[document]) for document in sorted(texts) if document in claims}
    for left, right in _candidates(runs):
        one, other = runs[left], runs[right]
        if copied(one, other):
            shared, contained = alike(one, other)
            both = (*claims[left], *claims[right])
            told = say("copy.told", share=f"{max(shared, contained):.0%}")
            sum_ = f"{len(one & other)} / {len(one | other)} = {shared:.2f}; {len(one & other)} / "
            sum_ += f"{min(len(one), len(other))} = {contained:.2f}"
            yield Finding("near-copy", Severity.INFO, tuple(p.id for p in both), told, sum_, say("room.copy"))


def _candidates(runs: Mapping[str, Runs]) -> list[tuple[str, str]]:
    """Pairs of which one text has a run of the other's sketch."""
    holders: dict[int, list[str]] = defaultdict(list)
    wanted = {run for each in runs.values() for run in sorted(each)[:_SKETCH]}
    for document, each in runs.items():
        for run in each & wanted:
            holders[run].append(document)
    pairs = {pair for found in holders.values() if len(found) <= _COMMON for pair in combinations(found, 2)}
    return sorted(pairs)
