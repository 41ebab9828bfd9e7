"""What the families share: figures by what they are of, and how numbers are written in a sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal

from khorgos.claims.printing import Printing
from khorgos.values.quantity import plain

_SCALES = ((Decimal(10**12), " tn"), (Decimal(10**9), " bn"), (Decimal(10**6), " mn"))
_PLAIN_UNITS = {"count": "", "percent": " %", "times": "-fold"}


def levels(printings: Iterable[Printing], *indicators: str) -> list[Printing]:
    """The figures that give a level of one of these indicators; of any where none is named."""
    return [p for p in figures(printings) if p.word("measure") == "level" and _of(p, indicators)]


def figures(printings: Iterable[Printing]) -> list[Printing]:
    """The figures with a number."""
    return [p for p in printings if p.kind == "figure" and p.interval is not None]


def _of(printing: Printing, indicators: tuple[str, ...]) -> bool:
    return not indicators or printing.word("indicator") in indicators


def grouped(printings: Iterable[Printing], key: Callable[[Printing], Hashable]) -> dict[Hashable, list[Printing]]:
    """Printings by a key, in the order in which they came."""
    found: dict[Hashable, list[Printing]] = defaultdict(list)
    for printing in printings:
        found[key(printing)].append(printing)
    return found


def value(printing: Printing) -> Decimal:
    """The printed number (the middle of a range)."""
    return printing.interval.value if printing.interval is not None else Decimal(0)


def shown(number: Decimal, unit: str) -> str:
    """A number for a sum, short: "4.45 bn USD", "52", "22 %"."""
    scale, name = next(((s, n) for s, n in _SCALES if abs(number) >= s), (Decimal(1), ""))
    text = plain((number / scale).quantize(Decimal("0.001")).normalize())
    return f"{text}{name}{_PLAIN_UNITS.get(unit, f' {unit}')}"


def ids(*printings: Printing) -> tuple[str, ...]:
    """Their ids, in order."""
    return tuple(printing.id for printing in printings)
