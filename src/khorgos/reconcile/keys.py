"""By which keys claims find each other.  A key is a pure function of one claim, so that a ledger can keep it.

Comparing everything with everything would take the square of the ledger; claims that share no key are no one fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from khorgos.claims.interval import significant
from khorgos.claims.printing import Printing
from khorgos.reconcile import naming, others
from khorgos.reconcile.money import is_money
from khorgos.reconcile.wording import stems
from khorgos.reference.standing import place_of

Key = tuple[Any, ...]
_PRINTS, _SPEAKS = "prints", "speaks"
# A value of one digit is met too often to be a key, even together with a party.
_SHORT = 2
# A word in more names than this is no key: comparing all that share it would take the square of them.
FREQUENT = 200
# Kinds whose names are compared across languages.
_NAMED_KINDS = frozenset({"project", "agreement"})


def blocks_of(printing: Printing) -> frozenset[Key]:
    """The keys of the blocks in which a claim is compared; the first part of a key names its sort."""
    if printing.kind == "figure":
        return frozenset(_of_figure(printing))
    if printing.kind == "mechanism":
        return frozenset(("mechanism", name) for name in others.names_of(printing))
    return frozenset(_of_named(printing))


def value_of(printing: Printing) -> Key | None:
    """The number that a figure prints, by which reports are found that tell the same story."""
    if printing.kind != "figure" or printing.interval is None:
        return None
    return (_PRINTS, *printing.measured[1:], str(printing.interval.value.normalize()))


def topic_of(printing: Printing) -> Key | None:
    """What a figure speaks of, whatever its number."""
    if printing.kind != "figure" or not printing.all_sides:
        return None
    return (_SPEAKS, *printing.measured, *sorted(printing.all_sides))


def keys_of(printing: Printing) -> frozenset[Key]:
    """All the keys of a claim: what a ledger keeps."""
    return blocks_of(printing) | frozenset(filter(None, (value_of(printing), topic_of(printing))))


def is_word(key: Key) -> bool:
    """Whether a block is that of a word: one that many names have is none."""
    return bool(key[0] == "word")


def is_value(key: Key) -> bool:
    """Whether a block is that of a number and one who takes part."""
    return bool(key[0] == "value")


def is_block(key: Key) -> bool:
    """Whether claims that share it are compared; the others only tell which reports are kin."""
    return key[0] not in (_PRINTS, _SPEAKS)


def _of_figure(printing: Printing) -> Iterator[Key]:
    indicator, measure, unit = printing.measured
    flow = "flow" if indicator in ("exports", "imports") else indicator
    paid = "money" if is_money(unit) else unit
    yield ("parties", flow, measure, paid, *sorted(printing.all_sides))
    if printing.interval is None:
        return
    digits, value = significant(printing.interval.value), str(printing.interval.value.normalize())
    if digits >= _SHORT:
        yield from (("value", flow, measure, unit, value, *sorted(side)) for side in set(printing.sides))


def _of_named(printing: Printing) -> Iterator[Key]:
    name = printing.word({"agreement": "title", "statement": "speaker"}.get(printing.kind, "name"))
    yield from (("word", printing.kind, stem) for stem in stems(name))
    if printing.kind in _NAMED_KINDS:
        yield from (("word", printing.kind, key) for key in naming.keys(name))
    if printing.kind == "event":
        yield from (("event", "of", body) for body in others.bodies_of(printing))
        if printing.word("place"):
            yield ("event", printing.word("type"), place_of(printing.word("place")))
    if printing.kind == "project" and printing.interval is not None:
        yield ("project", printing.word("currency"), str(printing.interval.value.normalize()))
