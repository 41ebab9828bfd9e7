"""What became of facts, for people and for spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from khorgos.telling.words import clip, what, who

if TYPE_CHECKING:
    from rich.console import Console

    from khorgos.reconcile import Change

_COLUMNS = ("id", "became", "told", "kind", "values", "sources", "disputed")
_WIDE = 100


def show_changes(out: Console, changes: Sequence[Change], bodies: dict[str, dict[str, Any]]) -> None:
    """A heading for every fact that changed, and what became of it below."""
    from rich.text import Text

    from khorgos.cli.table import COLOURS, WARN

    out.print(f"{len(changes)} {'fact has' if len(changes) == 1 else 'facts have'} changed")
    for change in changes:
        fact = change.fact
        said = dict(bodies.get(fact.claims[0], {"kind": fact.kind})) | dict(fact.key)
        lead = " · ".join(part for part in (clip(what(said), _WIDE), who(said), str(said.get("period") or "")) if part)
        out.print()
        out.print(Text.assemble(("● ", COLOURS[fact.kind]), (f"{fact.id[:8]}  ", "dim"), (lead, "bold")))
        for became, told in zip(change.became, change.told, strict=True):
            style = WARN if became.value in ("conflict", "gone") else ""
            out.print(Text.assemble("  ", (became.value, style), (f"  {told}", "dim")))


def changes_csv(changes: Sequence[Change]) -> str:
    """Changes as CSV, one fact a row."""
    from khorgos.telling.forms import table_text

    return table_text(_COLUMNS, [_row(change) for change in changes])


def _row(change: Change) -> dict[str, Any]:
    fact = change.fact
    return {
        "id": fact.id,
        "became": "; ".join(change.became),
        "told": "; ".join(change.told),
        "kind": fact.kind,
        "values": "; ".join(cluster.value for cluster in fact.values),
        "sources": fact.sources,
        "disputed": "yes" if fact.disputed else "no",
    }
