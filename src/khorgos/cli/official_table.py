"""Official series for people: each value, and beside it what the partner's statistics give for the same flow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from khorgos.claims.official import STATUSES, Observation
from khorgos.cli.table import console

_MIRRORED = {"exports": "imports", "imports": "exports", "trade": "trade"}


def show_pairs(chosen: Sequence[Observation], every: Iterable[Observation]) -> None:
    """A row for every observation; the other side's newest value and the ratio where there is one."""
    from rich.table import Table

    others = _by_flow(every)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("period", "series of", "value", "counted", "source, edition", "partner's side", "ratio"):
        table.add_column(heading, justify="right" if heading in ("value", "ratio") else "left")
    for each in sorted(chosen, key=_order):
        mirror = others.get(
            (_MIRRORED.get(each.indicator, ""), each.partner, each.reporter, str(each.period), each.unit)
        )
        table.add_row(
            str(each.period), _whose(each), _amount(each.value, each.unit), _counted(each), _source(each),
            f"{_amount(mirror.value, mirror.unit)} {_counted(mirror)} {mirror.source}" if mirror else "",
            f"{each.value / mirror.value:.2f}" if mirror and mirror.value else "",
        )  # fmt: skip
    out = console()
    out.print(f"{len(chosen)} observation{'' if len(chosen) == 1 else 's'}")
    if chosen:
        out.print(table)
    for definition in dict.fromkeys(
        f"{each.source} {each.series}: {each.definition}" for each in chosen if each.definition
    ):
        out.print(definition, style="dim")


Flow = tuple[str, str | None, str | None, str, str]


def _by_flow(observations: Iterable[Observation]) -> dict[Flow, Observation]:
    """The newest observation of every flow."""
    found: dict[Flow, Observation] = {}
    for each in sorted(observations, key=lambda each: (each.edition, each.retrieved)):
        found[each.indicator, each.reporter, each.partner, str(each.period), each.unit] = each
    return found


def _order(each: Observation) -> tuple[object, ...]:
    return each.indicator, each.reporter, each.partner or "", str(each.period), each.source, each.series, each.retrieved


def _whose(each: Observation) -> str:
    return f"{each.reporter} {each.indicator}" + (f", {each.partner}" if each.partner else "")


def _counted(each: Observation) -> str:
    """How it was counted: valuation, and the status where it is not the usual one."""
    status = STATUSES[each.status]
    return " ".join(part for part in (each.valuation, "" if status == "normal" else status) if part)


def _source(each: Observation) -> str:
    return f"{each.source} {each.series}, {each.edition or each.retrieved[:10]}"


def _amount(value: Decimal, unit: str) -> str:
    scales = ((Decimal(10**9), " bn"), (Decimal(10**6), " mn"))
    scale, name = next(((size, word) for size, word in scales if abs(value) >= size), (Decimal(1), ""))
    return f"{(value / scale):,.3f}".rstrip("0").rstrip(".") + f"{name} {unit}"
